// Where the window stood last. Loaded once its page is on its way: the window is hidden until it has painted.
import { readFileSync } from 'node:fs'
import { type BrowserWindow, screen, type Rectangle } from 'electron'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'

const placeSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(400),
  height: z.number().int().min(300),
  maximized: z.boolean(),
})
type Place = z.infer<typeof placeSchema>

/** Puts a window where `file` says, and keeps there where it stands when it is closed. */
export function keepPlace(window: BrowserWindow, file: string): void {
  const place = readPlace(file)
  if (place !== null && isVisible(place)) window.setBounds(place)
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

/** A remembered place counts only while some screen still shows a good part of it. */
function isVisible(place: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const width = Math.min(place.x + place.width, workArea.x + workArea.width) - Math.max(place.x, workArea.x)
    const height = Math.min(place.y + place.height, workArea.y + workArea.height) - Math.max(place.y, workArea.y)
    return width > 200 && height > 100
  })
}
