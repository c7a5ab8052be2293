// Keeps secrets on the clipboard from being pasted into the page: main looks first, and holds back what is secret-shaped.
import type { WebContents } from 'electron'
import type { Clipboard } from '../ports'

export interface PasteGuardOptions {
  clipboard: Clipboard
  /** True for text that the page must not get. */
  mustHold: (text: string) => boolean
  /** Tells the page that a paste was held, so that its paste field can ask main to take the value instead. */
  onHeld: (reason: 'secret-shaped' | 'no-text') => void
}

/**
 * Takes over Ctrl/Cmd+V and Shift+Insert in `contents`. Text that may reach the page is inserted by main; the rest is
 * held. The key event itself never pastes, because reading the clipboard takes longer than the event waits.
 */
export function guardPaste(contents: WebContents, { clipboard, mustHold, onHeld }: PasteGuardOptions): void {
  contents.on('before-input-event', (event, input) => {
    if (input.type !== 'keyDown' || !isPaste(input)) return
    event.preventDefault()
    void clipboard.readText().then((text) => {
      if (contents.isDestroyed()) return
      if (text === '') onHeld('no-text')
      else if (mustHold(text)) onHeld('secret-shaped')
      else contents.paste()
    })
  })
}

function isPaste(input: Electron.Input): boolean {
  const modifier = process.platform === 'darwin' ? input.meta : input.control
  const letter = modifier && !input.alt && !input.shift && input.key.toLowerCase() === 'v'
  const insert = input.shift && !input.control && !input.alt && input.key === 'Insert'
  return letter || insert
}
