// The app's life in Electron: one instance, one window, quit cleanly. Everything that isn't Electron comes from `app.ts`.
import { mkdirSync } from 'node:fs'
import { hostname } from 'node:os'
import path from 'node:path'
import { app, nativeTheme, type BrowserWindow } from 'electron'
import type { AppInfo } from '../../contract/app'
import { createAnswer } from '../answer'
import { composeApp, type LatchkeyApp } from '../app'
import type { Flags } from '../flags'
import { openLog } from '../log'
import type { Paths } from '../ports'
import { openKeychainStore } from '../vault/keychain-store'
import { createVault } from '../vault/vault'
import { registerAppScheme } from './app-protocol'
import { watchForAbsence } from './auto-lock'
import { createSendEvent, handleCalls } from './calls-over-ipc'
import { startKeychainProcess } from './keychain-child'
import { setMenu } from './menu'
import { openPageWindow, PAGE_ORIGIN } from './page-window'
import { guardPaste } from './paste-guard'
import { createFileDialogs } from './file-dialogs'
import { createPromptWindows } from './prompt-window'
import { createPrinter } from './print-sheet'
import { relayDroppedFiles } from './dropped-files'
import { startReaderProcess } from './reader-child'
import { startPracticeProcess, type PracticeProcess } from './practice-child'
import { browser, clock, notifier, providersFetch, random } from './real-ports'
import { forbidFrames, restrictAllContents } from './security-rules'
import { createSystemClipboard } from './system-clipboard'

/** How long a quit may take before it is forced. */
const QUIT_WITHIN_MS = 900

/** Starts Latchkey. `outDir` is where the build lies. */
export function runLatchkey(flags: Flags, outDir: string): void {
  app.enableSandbox()
  registerAppScheme()
  restrictAllContents()
  app.setName(flags.mode === 'practice' ? 'Latchkey practice' : 'Latchkey')
  // Before the lock, which lies in this folder: normal and practice mode can run side by side.
  app.setPath('userData', path.join(app.getPath('appData'), app.getName()))
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  void app.whenReady().then(() => start(flags, outDir))
}

async function start(flags: Flags, outDir: string): Promise<void> {
  let window: BrowserWindow | undefined
  let latchkey: LatchkeyApp | undefined
  const info = appInfo(flags)
  const paths = pathsUnder(app.getPath('userData'))
  const log = openLog({ dir: paths.logs, clock })
  const pagesRoot = path.join(outDir, 'renderer')
  const preloads = path.join(outDir, 'preload')
  const page = () => window?.webContents
  const send = createSendEvent(page)
  const clipboard = createSystemClipboard()
  const prompts = createPromptWindows({ pagesRoot, preload: path.join(preloads, 'prompt.cjs'), parent: () => window })
  const keychain = openKeychainStore({
    startProcess: () => startKeychainProcess(path.join(outDir, 'main', 'keychain-process.js')),
    platform: process.platform,
    clock,
    random,
    practice: flags.mode === 'practice',
  })
  const vault = createVault({ keychain, desktop: { platform: process.platform, env: process.env } })
  const practice = flags.mode === 'practice' ? await startPractice(outDir, paths.userData) : null
  latchkey = await composeApp({
    info,
    paths,
    clock,
    random,
    clipboard,
    browser,
    prompts,
    dialogs: createFileDialogs(() => window),
    printer: createPrinter(),
    notifier,
    fetch: providersFetch,
    practice: practice === null ? null : { remote: practice.remote, overrides: flags.overrides },
    vault,
    startReader: () => startReaderProcess(path.join(outDir, 'main', 'statement-process.js')),
    log,
    send,
    switchMode: (mode) => relaunch(mode),
  })
  const { settings, handlers } = latchkey

  nativeTheme.themeSource = settings.get().theme
  settings.onChange(({ theme }) => {
    nativeTheme.themeSource = theme
  })
  relayDroppedFiles({ page, origin: PAGE_ORIGIN, onFile: latchkey.dropped })
  handleCalls({ answer: createAnswer({ handlers, log, random }), page, origin: PAGE_ORIGIN, log, random })

  const devTools = !app.isPackaged
  setMenu({ platform: process.platform, devTools, onCommand: (id) => send('command', { id }) })
  window = openPageWindow({
    userData: paths.userData,
    pagesRoot,
    preload: path.join(preloads, 'page.cjs'),
    title: app.getName(),
    devTools,
  })
  forbidFrames(window.webContents, () => log.error('the page made a frame, so it was ended', null))
  guardPaste({
    contents: window.webContents,
    origin: PAGE_ORIGIN,
    clipboard,
    mustHold: latchkey.mustHold,
    onHeld: (reason) => send('pasteHeld', { reason }),
  })
  window.on('closed', () => {
    window = undefined
  })
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') log.error('the page’s process ended', reason)
  })

  reloadWhenRebuilt(window, devTools)

  const stopWatching = watchForAbsence({
    idleMinutes: () => settings.get().idleMinutes,
    onLock: (reason) => void latchkey?.lock(reason),
  })
  app.on('second-instance', () => focus(window))
  app.on('window-all-closed', () => app.quit())
  quitCleanly(async () => {
    stopWatching()
    await latchkey?.close()
    practice?.stop()
  })

  window.once('ready-to-show', () => {
    if (flags.smoke) finishSmoke()
    else void latchkey?.afterFirstPaint().catch((error: unknown) => log.error('after the first paint', error))
  })
}

function startPractice(outDir: string, userData: string): Promise<PracticeProcess> {
  mkdirSync(userData, { recursive: true })
  return startPracticeProcess(path.join(outDir, 'main', 'practice.js'), path.join(userData, 'practice-state.json'))
}

/** `npm run dev` says over its own channel that the page was built anew. There is no such channel in a packaged app. */
function reloadWhenRebuilt(window: BrowserWindow, devTools: boolean): void {
  if (!devTools || process.send === undefined) return
  process.on('message', (message) => {
    if (message === 'latchkey:reload' && !window.isDestroyed()) window.webContents.reload()
  })
}

function focus(window: BrowserWindow | undefined): void {
  if (window === undefined) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

/** Runs `close` once before the app ends, for at most `QUIT_WITHIN_MS`. */
function quitCleanly(close: () => Promise<void>): void {
  let closing = false
  app.on('will-quit', (event) => {
    if (closing) return
    closing = true
    event.preventDefault()
    const forced = new Promise<void>((resolve) => setTimeout(resolve, QUIT_WITHIN_MS))
    void Promise.race([close().catch(() => {}), forced]).then(() => app.exit(0))
  })
}

function relaunch(mode: 'normal' | 'practice'): void {
  const kept = process.argv.slice(1).filter((arg) => arg !== '--practice' && !arg.startsWith('--origin='))
  app.relaunch({ args: mode === 'practice' ? [...kept, '--practice'] : kept })
  app.quit()
}

function finishSmoke(): void {
  process.stdout.write('latchkey ready\n')
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
