// Electron's security checklist as rules over every session and every web contents. docs/security.md names the test of each.
import { app, ipcMain, type Session, type WebContents } from 'electron'
import { APP_SCHEME } from '../../domain/own-pages'

/** What every window of ours is made with. */
export const SAFE_PREFERENCES = {
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  contextIsolation: true,
  sandbox: true,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  // Spell checking would fetch dictionaries from the network and keep what is typed.
  spellcheck: false,
  // No script of the page can bring about a paste.
  enableDeprecatedPaste: false,
  // A second window of the page's, which no preload of ours would watch.
  disableBlinkFeatures: 'DocumentPictureInPictureAPI',
  disableDialogs: true,
} as const

/** A session whose pages may ask for nothing and reach nothing but app://. */
export function restrictSession(session: Session): void {
  // Peer connections pass by the filter below: they get a proxy that leads nowhere, for this machine too.
  void session.setProxy({ mode: 'fixed_servers', proxyRules: 'socks5://127.0.0.1:9', proxyBypassRules: '<-loopback>' })
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, decide) => decide({}))
  session.on('will-download', (event) => event.preventDefault())
  session.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !details.url.startsWith(`${APP_SCHEME}:`) && !details.url.startsWith('devtools:') })
  })
}

/** How often a page that makes frames is loaded anew. */
const FRESH_PAGES = 3

/**
 * Our page has no frames, and what its preload guards ends at their border: a page that makes one was taken over, and its process is
 * ended. Main hears of every frame; the preload, which asks while it waits, sees to it that none gets the focus before.
 */
export function forbidFrames(contents: WebContents, onFrame: () => void): void {
  let ended = 0
  let isEnding = false
  const end = (): void => {
    if (isEnding || contents.isDestroyed()) return
    isEnding = true
    ended += 1
    onFrame()
    contents.forcefullyCrashRenderer()
  }
  contents.on('render-process-gone', () => {
    if (!isEnding) return
    isEnding = false
    // Not within the event, in which Chromium still tidies up.
    if (ended <= FRESH_PAGES) setImmediate(() => contents.isDestroyed() || contents.reload())
  })
  contents.on('frame-created', (_event, { frame }) => {
    if (frame !== null && frame.parent !== null) end()
  })
  ipcMain.on('page-has-frame', (event) => {
    if (event.sender === contents) end()
    event.returnValue = null
  })
}

function restrictContents(contents: WebContents): void {
  // And no packets beside that proxy.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  // Of the page itself too: it comes before `will-navigate`, which then isn't asked any more.
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** Applies the rules to whatever web contents this app will ever make. */
export function restrictAllContents(): void {
  app.on('web-contents-created', (_event, contents) => restrictContents(contents))
}
