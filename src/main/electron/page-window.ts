// The one window with the page in it. Its place and size are remembered; everything else about it is fixed.
import path from 'node:path'
import { BrowserWindow, session as sessions } from 'electron'
import { APP_SCHEME } from '../../domain/own-pages'
import { serveApp } from './app-protocol'
import { restrictSession, SAFE_PREFERENCES } from './security-rules'

const HOST = 'latchkey'
export const PAGE_ORIGIN = `${APP_SCHEME}://${HOST}`

const MINIMUM = { width: 900, height: 600 }
const FIRST = { width: 1_280, height: 800 }

export interface PageWindowOptions {
  userData: string
  pagesRoot: string
  preload: string
  title: string
  devTools: boolean
}

/** Opens the page's window, hidden, and begins to load the page. */
export function openPageWindow(options: PageWindowOptions) {
  // In memory: nothing that the page does may land on disk.
  const session = sessions.fromPartition('page', { cache: false })
  restrictSession(session)
  serveApp(session, { root: options.pagesRoot, host: HOST })

  const window = new BrowserWindow({
    ...FIRST,
    minWidth: MINIMUM.width,
    minHeight: MINIMUM.height,
    show: false,
    title: options.title,
    backgroundColor: '#1c1d20',
    webPreferences: {
      ...SAFE_PREFERENCES,
      session,
      devTools: options.devTools,
      preload: path.resolve(options.preload),
    },
  })
  window.webContents.on('page-title-updated', (event) => event.preventDefault())
  const painted = firstFrameOf(window)
  void window.loadURL(`${PAGE_ORIGIN}/page/index.html`)
  const placed = import('./window-place').then(({ keepPlace }) => {
    if (!window.isDestroyed()) keepPlace(window, path.join(options.userData, 'window.json'))
  })
  // Settles once the page has painted, or can't, and the window stands where it was; it is hidden until somebody shows it.
  return { window, painted: Promise.all([painted, placed]).then(() => undefined) }
}

/** Rejects where the page's process ends before it, twice: nobody would ever see that window, nor get another while this one has the lock. */
function firstFrameOf(window: BrowserWindow): Promise<void> {
  return new Promise((resolve, reject) => {
    let triedAgain = false
    const gone = (): void => {
      if (triedAgain) return reject(new Error('Its page ended before it had drawn anything.'))
      triedAgain = true
      // Not within the news of it, which Electron goes on telling.
      setImmediate(() => {
        if (!window.isDestroyed()) window.webContents.reload()
      })
    }
    window.webContents.on('render-process-gone', gone)
    window.once('ready-to-show', () => {
      window.webContents.off('render-process-gone', gone)
      resolve()
    })
  })
}
