// What the page asks for first is asked before its script has been read, which takes as long as the answers. No Electron.
import type { CallName } from '../contract/calls'

export interface AskAhead {
  /** Asks each of the calls that nobody asked yet, without an input. */
  readonly begin: () => void
  /** As the page asks: the first time for a call that was asked ahead it gets that answer. */
  readonly ask: (name: CallName, input: unknown) => Promise<unknown>
  /** Something has changed: answers that nobody took yet may be old ones, so whoever asks gets new ones. */
  readonly forget: () => void
}

export function askAhead(names: readonly CallName[], ask: AskAhead['ask']): AskAhead {
  const waiting = new Map<CallName, Promise<unknown>>()
  let unasked = names
  return {
    begin() {
      for (const name of unasked) waiting.set(name, ask(name, {}))
    },
    ask(name, input) {
      unasked = unasked.filter((one) => one !== name)
      const early = waiting.get(name)
      waiting.delete(name)
      return early ?? ask(name, input)
    },
    forget: () => waiting.clear(),
  }
}
