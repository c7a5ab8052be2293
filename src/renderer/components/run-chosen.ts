import { flushSync } from 'react-dom'

/**
 * Runs what was chosen once the menu or palette is gone and the focus is back where it was asked from: an open one takes the focus back,
 * and a dialog that the choice opens gives it to what had it then.
 */
export function runChosen(close: () => void, askedFrom: Element | null, run: () => void): void {
  flushSync(close)
  if (askedFrom instanceof HTMLElement) askedFrom.focus({ preventScroll: true })
  run()
}
