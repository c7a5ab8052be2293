// Keeps the clipboard from the page: its preload stops every paste, whatever brought it about, and tells main, which looks first and
// types in what may go there. So no keyboard layout, paste key, menu or middle click has to be known.
import { ipcMain, type WebContents } from 'electron'
import { z } from 'zod'
import type { Clipboard } from '../ports'
import { isFrom } from './trusted-sender'

/** What the preload says of a paste that it stopped. */
const stoppedPaste = z.object({
  /** The focus is in a field for text. */
  intoText: z.boolean(),
})

export interface PasteGuardOptions {
  contents: WebContents
  origin: string
  clipboard: Pick<Clipboard, 'readText'>
  /** True for text that the page must not get. */
  mustHold: (text: string) => boolean
  /**
   * Tells the page that a paste was kept from it, so that its paste field can ask main to take the value instead: `not-into-text` where
   * the focus is in no field for text.
   */
  onHeld: (reason: 'secret-shaped' | 'no-text' | 'not-into-text') => void
}

/** Answers each paste that the preload of `contents` stopped. */
export function guardPaste({ contents, origin, clipboard, mustHold, onHeld }: PasteGuardOptions): void {
  ipcMain.on('paste-stopped', (event, raw: unknown) => {
    if (!isFrom(event, contents, origin)) return
    const paste = stoppedPaste.safeParse(raw)
    if (!paste.success) return
    void clipboard.readText().then((text) => {
      if (contents.isDestroyed()) return undefined
      if (text === '') return onHeld('no-text')
      if (mustHold(text)) return onHeld('secret-shaped')
      // In one piece, to be undone in one: `insertText` types line by line, for seconds where there are a thousand.
      return paste.data.intoText ? contents.replace(text) : onHeld('not-into-text')
    })
  })
  // On macOS a paste is the menu's, which has none: so the keys ask for one, which the preload then stops.
  if (process.platform !== 'darwin') return
  contents.on('before-input-event', (event, { type, meta, alt, shift, control, key, code }) => {
    const isLetter = meta && !alt && !shift && !control && (key.toLowerCase() === 'v' || code === 'KeyV')
    if (type !== 'keyDown' || !isLetter) return
    event.preventDefault()
    contents.paste()
  })
}
