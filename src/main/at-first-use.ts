// Rooms that are loaded when they are first wanted: a start pays for none of them.
import type { Handlers } from '../contract/api'
import type { CallName } from '../contract/calls'

export interface AtFirstUse<T> {
  /** Opens it, or gives what was opened. One that could not be opened is tried again. */
  get(): Promise<T>
  /** What was opened, or null if nobody has wanted it yet. */
  ifOpened(): Promise<T> | null
}

/** Opens something once, when it is first wanted. */
export function atFirstUse<T>(open: () => Promise<T>): AtFirstUse<T> {
  let opened: Promise<T> | null = null
  return {
    get() {
      if (opened !== null) return opened
      const mine = open()
      opened = mine
      mine.catch(() => {
        opened = null
      })
      return mine
    },
    ifOpened: () => opened,
  }
}

/** Handlers of some calls whose room is opened by the first of them. */
export function atFirstCall<K extends CallName>(
  names: readonly K[],
  open: () => Promise<Pick<Handlers, K>>,
): Pick<Handlers, K> {
  const room = atFirstUse(open)
  const later = (name: K) => async (input: unknown) => {
    // The tie between a name and its input is kept by the schemas; here the name is a union.
    const handler = (await room.get())[name] as (input: unknown) => unknown
    return handler(input)
  }
  return Object.fromEntries(names.map((name) => [name, later(name)])) as unknown as Pick<Handlers, K>
}
