// The app's life in Electron: one instance, one window, quit cleanly. Everything that isn't Electron comes from `app.ts`.
import path from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { app, dialog, Menu, type BrowserWindow } from 'electron'
import type { Flags } from '../../domain/flags'
import { registerAppScheme } from './app-protocol'
import { handleCalls } from './calls-over-ipc'
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
 * The window first, with all that keeps its page in bounds: its process starts while main loads and composes the rest. The page's calls
 * wait for that, and so does the window's show.
 */
async function start(flags: Flags, outDir: string): Promise<void> {
  // The system reads it while the window is made.
  const services = import('./services')
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
  const starting = services.then(async ({ startServices }) => {
    // What the page's process has asked while they were read comes first.
    await nextTurn()
    return startServices({ flags, outDir, devTools, window: () => window })
  })
  handleCalls({
    page,
    origin: PAGE_ORIGIN,
    answer: async (name, input) => (await starting).answer(name, input),
    refuse: async (name, frame) => (await starting).refuse(name, frame),
  })
  forbidFrames(opened.webContents, () => {
    void starting.then(({ log }) => log.error('the page made a frame, so it was ended', null))
  })
  reloadWhenRebuilt(opened, devTools)
  app.on('second-instance', () => focus(window))
  app.on('window-all-closed', () => app.quit())

  const { close, afterFirstPaint } = await starting
  quitCleanly(close)
  await painted
  if (opened.isDestroyed()) return
  opened.show()
  if (flags.smoke) finishSmoke()
  else afterFirstPaint()
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

function finishSmoke(): void {
  process.stdout.write('latchkey ready\n')
  app.quit()
}
