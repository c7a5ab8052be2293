// What the page asks for first is asked before its script has been read, which takes as long as the answers. No Electron.
import type { CallName } from '../contract/calls'

export interface AskAhead {
  /** Asks each of the calls that nobody asked yet, without an input. */
  readonly begin: () => void
  /** As the page asks: the first time for a call that was asked ahead it gets that answer. */
  readonly ask: (name: CallName, input: unknown) => Promise<unknown>
}

/** `onChange` has its listener told once something has changed from then on: answers that nobody took yet may be old ones by then. */
export function askAhead(
  names: readonly CallName[],
  ask: AskAhead['ask'],
  onChange: (listener: () => void) => void,
): AskAhead {
  const waiting = new Map<CallName, Promise<unknown>>()
  let unasked = names
  return {
    begin() {
      // Not before: main tells of changes from the first moment on where a page is loaded anew, and each is heard once.
      onChange(() => waiting.clear())
      for (const name of unasked) waiting.set(name, ask(name, {}))
    },
    ask(name, input) {
      unasked = unasked.filter((one) => one !== name)
      const early = waiting.get(name)
      waiting.delete(name)
      return early ?? ask(name, input)
    },
  }
}
