// Where the window stood last. Loaded once its page is on its way: the window is hidden until it has painted.
import { readFileSync } from 'node:fs'
import { type BrowserWindow, screen } from 'electron'
import writeFileAtomic from 'write-file-atomic'
import { isVisibleOn, type Place, placeSchema } from '../../domain/window-place'

/** Puts a window where `file` says, and keeps there where it stands when it is closed. */
export function keepPlace(window: BrowserWindow, file: string): void {
  const place = readPlace(file)
  const areas = screen.getAllDisplays().map(({ workArea }) => workArea)
  if (place !== null && isVisibleOn(areas, place)) window.setBounds(place)
  if (place?.maximized === true) window.maximize()
  window.on('close', () => rememberPlace(file, window))
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
