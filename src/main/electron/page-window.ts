// The one window with the page in it. Its place and size are remembered; everything else about it is fixed.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { BrowserWindow, screen, session as sessions, type Rectangle } from 'electron'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { APP_SCHEME, serveApp } from './app-protocol'
import { restrictSession, SAFE_PREFERENCES } from './security-rules'

const HOST = 'latchkey'
export const PAGE_ORIGIN = `${APP_SCHEME}://${HOST}`

const placeSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(400),
  height: z.number().int().min(300),
  maximized: z.boolean(),
})
type Place = z.infer<typeof placeSchema>

const MINIMUM = { width: 900, height: 600 }
const FIRST = { width: 1_280, height: 800 }

export interface PageWindowOptions {
  userData: string
  pagesRoot: string
  preload: string
  title: string
  devTools: boolean
}

export interface PageWindow {
  readonly window: BrowserWindow
  /** Settles once the page has painted; the window is hidden until somebody shows it. */
  readonly painted: Promise<void>
}

/** Opens the page's window, hidden, and begins to load the page. */
export function openPageWindow(options: PageWindowOptions): PageWindow {
  // In memory: nothing that the page does may land on disk.
  const session = sessions.fromPartition('page', { cache: false })
  restrictSession(session)
  serveApp(session, { root: options.pagesRoot, host: HOST })

  const file = path.join(options.userData, 'window.json')
  const place = readPlace(file)
  const window = new BrowserWindow({
    ...FIRST,
    ...(place !== null && isVisible(place) ? { x: place.x, y: place.y, width: place.width, height: place.height } : {}),
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
  if (place?.maximized === true) window.maximize()
  window.webContents.on('page-title-updated', (event) => event.preventDefault())
  const painted = new Promise<void>((resolve) => window.once('ready-to-show', () => resolve()))
  window.on('close', () => rememberPlace(file, window))
  void window.loadURL(`${PAGE_ORIGIN}/page/index.html`)
  return { window, painted }
}

function readPlace(file: string): Place | null {
  try {
    return placeSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

function rememberPlace(file: string, window: BrowserWindow): void {
  try {
    writeFileAtomic.sync(file, JSON.stringify({ ...window.getNormalBounds(), maximized: window.isMaximized() }))
  } catch {
    // A window that opens in the middle next time is no reason to stop the quit.
  }
}

/** A remembered place counts only while some screen still shows a good part of it. */
function isVisible(place: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const width = Math.min(place.x + place.width, workArea.x + workArea.width) - Math.max(place.x, workArea.x)
    const height = Math.min(place.y + place.height, workArea.y + workArea.height) - Math.max(place.y, workArea.y)
    return width > 200 && height > 100
  })
}
