// All of Latchkey behind its window: composed over Electron's ports, once the page's process is on its way. Nothing of it is loaded
// before that.
import { mkdirSync } from 'node:fs'
import { hostname } from 'node:os'
import path from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { app, nativeTheme, type BrowserWindow } from 'electron'
import type { CallResult } from '../../contract/api'
import type { AppInfo } from '../../contract/app'
import type { CallName } from '../../contract/calls'
import { callError, countedAnswers, createAnswer } from '../answer'
import { composeApp } from '../app'
import type { Flags } from '../../domain/flags'
import { openLog } from '../log'
import { noticesIn } from '../notices'
import type { Paths } from '../ports'
import { openKeychainStore } from '../vault/keychain-store'
import { createVault } from '../vault/vault'
import { watchForAbsence } from './auto-lock'
import { relayDroppedFiles } from './dropped-files'
import { createSendEvent } from './events-over-ipc'
import { createFileDialogs } from './file-dialogs'
import { PAGE_ORIGIN } from './page-window'
import { guardPaste } from './paste-guard'
import { createPrinter } from './print-sheet'
import { createPromptWindows } from './prompt-window'
import { browser, clock, notifier, providersFetch, random } from './real-ports'
import { createSystemClipboard } from './system-clipboard'
import { startUtility } from './utility-child'

export interface ServicesOptions {
  readonly flags: Flags
  /** Where the build lies. */
  readonly outDir: string
  /** The page's window while it is there. */
  readonly window: () => BrowserWindow | undefined
}

/** Composes Latchkey and ties it to its window. */
export async function startServices({ flags, outDir, window }: ServicesOptions) {
  const paths = pathsUnder(app.getPath('userData'))
  const log = openLog({ dir: paths.logs, clock })
  const page = () => window()?.webContents
  const send = createSendEvent({
    page,
    onFailure: (name, error) => log.error(`event ${name} not sent`, error),
  })
  const clipboard = createSystemClipboard()
  const keychain = openKeychainStore({
    startProcess: () =>
      startUtility(path.join(outDir, 'main', 'keychain-process.js'), {
        name: 'Latchkey keychain',
        // The classifier knows the keychain library's own words, not their translations.
        env: { ...process.env, LC_ALL: 'C' },
      }),
    platform: process.platform,
    clock,
    random,
    practice: flags.mode === 'practice',
  })
  const practice = flags.mode === 'practice' ? await startPractice(outDir, paths.userData) : null
  const latchkey = await composeApp({
    info: appInfo(flags),
    paths,
    clock,
    random,
    clipboard,
    browser,
    prompts: createPromptWindows({
      pagesRoot: path.join(outDir, 'renderer'),
      preload: path.join(outDir, 'preload', 'prompt.cjs'),
      parent: window,
    }),
    dialogs: createFileDialogs({ parent: window, practice: flags.mode === 'practice' }),
    printer: createPrinter({ practice: flags.mode === 'practice' }),
    notifier,
    fetch: providersFetch,
    practice: practice === null ? null : { remote: practice.remote, overrides: flags.overrides },
    vault: createVault({ keychain, desktop: { platform: process.platform, env: process.env } }),
    startReader: () => startUtility(path.join(outDir, 'main', 'statement-process.js'), { name: 'Latchkey statement' }),
    log,
    readNotices: noticesIn(outDir),
    send,
    switchMode: (mode) => relaunch(mode),
  })
  const { settings } = latchkey

  nativeTheme.themeSource = settings.get().theme
  settings.onChange(({ theme }) => {
    nativeTheme.themeSource = theme
  })
  relayDroppedFiles({ page, origin: PAGE_ORIGIN, onFile: latchkey.dropped })
  const contents = page()
  if (contents !== undefined) {
    guardPaste({
      contents,
      origin: PAGE_ORIGIN,
      clipboard,
      mustHold: latchkey.mustHold,
      onHeld: (reason) => send('pasteHeld', { reason }),
    })
    contents.on('render-process-gone', (_event, { reason }) => {
      if (reason !== 'clean-exit') log.error('the page’s process ended', reason)
    })
  }
  const stopWatching = watchForAbsence({
    idleMinutes: () => settings.get().idleMinutes,
    onLock: (reason) => void latchkey.lock(reason),
  })
  const { answer, settled } = countedAnswers(createAnswer({ handlers: latchkey.handlers, log, random }))
  return {
    log,
    answer,
    /** A command of the page, by its id. */
    command: (id: string) => send('command', { id }),
    /** What a sender that isn't the page is told: nothing but that. */
    refuse: (name: CallName, frame: string): CallResult<CallName> => {
      const logId = random.id()
      log.error(`call ${name}: refused sender`, frame, logId)
      return { ok: false, error: callError('call.refused', logId) }
    },
    /** Settles once the calls that waited for this are answered. */
    firstAnswered: async () => {
      await nextTurn()
      await settled()
    },
    afterFirstAnswers: () => {
      void latchkey.afterFirstAnswers().catch((error: unknown) => log.error('after the first answers', error))
    },
    close: async () => {
      stopWatching()
      await latchkey.close()
      await settled()
      practice?.stop()
    },
  }
}

/** Starts the stand-ins, with their state in practice's folder, and waits until they listen. What knows them is loaded in practice mode only. */
async function startPractice(outDir: string, userData: string) {
  const { connectPractice } = await import('../practice/remote')
  mkdirSync(userData, { recursive: true })
  const args = ['--state', path.join(userData, 'practice-state.json')]
  const child = startUtility(path.join(outDir, 'main', 'practice.js'), { name: 'Latchkey practice', args })
  return { remote: await connectPractice(child), stop: child.kill }
}

function relaunch(mode: 'normal' | 'practice'): void {
  const kept = process.argv.slice(1).filter((arg) => arg !== '--practice' && !arg.startsWith('--origin='))
  app.relaunch({ args: mode === 'practice' ? [...kept, '--practice'] : kept })
  app.quit()
}

function pathsUnder(userData: string): Paths {
  return {
    userData,
    records: path.join(userData, 'records'),
    activity: path.join(userData, 'activity'),
    logs: path.join(userData, 'logs'),
  }
}

function appInfo(flags: Flags): AppInfo {
  const major = Number(process.versions.electron.split('.')[0])
  const { platform } = process
  return {
    version: __APP_VERSION__,
    mode: flags.mode,
    trial: flags.trial,
    developmentRuntime: major < __ELECTRON_MAJOR__,
    electron: process.versions.electron,
    platform: platform === 'linux' || platform === 'darwin' || platform === 'win32' ? platform : 'other',
    machine: hostname(),
  }
}
