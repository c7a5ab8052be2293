// The app's life in Electron: one instance, one window, quit cleanly. Everything that isn't Electron comes from `app.ts`.
import path from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { app, dialog, Menu, nativeTheme, type BrowserWindow } from 'electron'
import type { Flags } from '../../domain/flags'
import { keptTheme } from '../records/kept-theme'
import { deferred } from '../deferred'
import { registerAppScheme } from './app-protocol'
import { handleCalls } from './calls-over-ipc'
import { setMenu } from './menu'
import { refuseOtherFiles } from './own-files'
import { openPageWindow, PAGE_ORIGIN } from './page-window'
import { forbidFrames, restrictAllContents } from './security-rules'

/** How long a quit may take before it is forced. */
const QUIT_WITHIN_MS = 900

/** Starts Latchkey. `outDir` is where the build lies. */
export function runLatchkey(flags: Flags, outDir: string): void {
  keepYoungHeapSmall()
  // Electron makes a menu of its own for who has set none by now; ours comes with the services.
  Menu.setApplicationMenu(null)
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
  let leaving = false
  app.once('before-quit', () => {
    leaving = true
  })
  endWithTheirProcesses()
  void app
    .whenReady()
    .then(() => start(flags, outDir))
    .catch((error: unknown) => {
      // What is taken down while it starts has not failed.
      if (!leaving) giveUp(error, flags)
    })
}

/**
 * Before anything much is made: what a start leaves behind would make V8 keep 8 MB for new objects for good, of which main needs 2. With
 * a thousand apps main takes no longer that way (`test/benchmarks/growth.ts`); statements are read in a process of their own.
 */
function keepYoungHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
}

/** Nobody would see a window that is never shown, so the system’s own says why, and Latchkey ends with 1. */
function giveUp(error: unknown, flags: Flags): void {
  const reason = error instanceof Error ? error.message : String(error)
  process.stderr.write(`Latchkey did not start. ${reason}\n`)
  if (!flags.smoke) {
    dialog.showErrorBox(
      'Latchkey did not start',
      `${reason}\n\nYour keys are as they were, in the system’s keychain. Start Latchkey again; if that doesn’t help, install it again.`,
    )
  }
  app.exit(1)
}

/**
 * The window first, with all that keeps its page in bounds, and shown as soon as its page has painted its empty frame. The rest is read
 * while the page's process starts, and composed when the page has a frame to draw and asks: what main does before that keeps the first
 * frame waiting (`docs/performance.md`). The page's calls wait until it is composed.
 */
async function start(flags: Flags, outDir: string): Promise<void> {
  quitOnSignals()
  nativeTheme.themeSource = keptTheme(app.getPath('userData'))
  let window: BrowserWindow | undefined
  const page = () => window?.webContents
  const devTools = !app.isPackaged
  const { window: opened, painted } = openPageWindow({
    userData: app.getPath('userData'),
    pagesRoot: path.join(outDir, 'renderer'),
    preload: path.join(outDir, 'preload', 'page.cjs'),
    title: app.getName(),
    devTools,
  })
  window = opened
  opened.on('closed', () => {
    window = undefined
  })
  const services = import('./services')
  const genuine = app.isPackaged && process.platform === 'linux' ? refuseOtherFiles() : Promise.resolve()
  const shown = Promise.all([painted, genuine]).then(() => {
    if (opened.isDestroyed()) return
    opened.show()
    if (flags.smoke) process.stdout.write('latchkey shown\n')
  })
  const asked = deferred<undefined>()
  let hasBegun = false
  // Nothing asks for a secret before its files are known to be its own.
  const starting = Promise.all([services, genuine, Promise.race([asked.promise, shown])]).then(
    ([{ startServices }]) => {
      hasBegun = true
      return startServices({ flags, outDir, window: () => window })
    },
  )
  // The page's calls are answered before its window shows, and may have begun something by then.
  quitCleanly(async () => {
    if (hasBegun) await (await starting).close()
  })
  handleCalls({
    page,
    origin: PAGE_ORIGIN,
    answer: async (name, input) => {
      asked.resolve(undefined)
      return (await starting).answer(name, input)
    },
    refuse: async (name, frame) => (await starting).refuse(name, frame),
  })
  // Before the window shows: on some systems its bar takes its height from the page.
  setMenu({
    platform: process.platform,
    devTools,
    onCommand: (id) => void starting.then(({ command }) => command(id)),
  })
  forbidFrames(opened.webContents, () => {
    void starting.then(({ log }) => log.error('the page made a frame, so it was ended', null))
  })
  reloadWhenRebuilt(opened, devTools)
  app.on('second-instance', () => focus(window))
  app.on('window-all-closed', () => app.quit())

  const [{ firstAnswered, afterFirstAnswers }] = await Promise.all([starting, shown])
  await firstAnswered()
  if (opened.isDestroyed()) return
  if (flags.smoke) finishSmoke()
  else afterFirstAnswers()
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

/**
 * As the session's end and whoever ends Latchkey by hand ask for it. Chromium holds these signals too, until the first file is written: what
 * `write-file-atomic` clears up by (`signal-exit` 4) holds them meanwhile and leaves them to the system after, which ends a process at once.
 */
function quitOnSignals(): void {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => app.quit())
}

/**
 * A window is closed by its page, and a page whose process has ended answers no more, so that the quit would wait for it for good: a session that
 * ends asks all processes at once.
 */
function endWithTheirProcesses(): void {
  app.on('browser-window-created', (_, window) => {
    let leaving = false
    let dead = false
    // Not within the news of it, which Electron goes on telling.
    const end = (): void => {
      if (leaving && dead) setImmediate(() => window.destroy())
    }
    const leave = (): void => {
      leaving = true
      end()
    }
    app.once('before-quit', leave)
    window.once('closed', () => app.off('before-quit', leave))
    window.webContents.on('render-process-gone', () => {
      dead = true
      end()
    })
    // A page that was loaded anew lives.
    window.webContents.on('did-navigate', () => {
      dead = false
    })
  })
}

/** Runs `close` once before the app ends, for at most `QUIT_WITHIN_MS`. */
function quitCleanly(close: () => Promise<void>): void {
  let closing = false
  app.on('will-quit', (event) => {
    // A session that ends asks twice, by SIGTERM and SIGHUP: the second doesn't cut the first short.
    event.preventDefault()
    if (closing) return
    closing = true
    const forced = new Promise<void>((resolve) => setTimeout(resolve, QUIT_WITHIN_MS))
    void Promise.race([close().catch(() => {}), forced]).then(() => app.exit(0))
  })
}

function finishSmoke(): void {
  process.stdout.write('latchkey ready\n')
  app.quit()
}
