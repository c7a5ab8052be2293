// Work that may not overlap: each piece begins when the one before it has ended, well or badly.

export type InTurn = <T>(work: () => T | Promise<T>) => Promise<T>

/** A queue of its own. What a piece of work rejects with goes to whoever asked for it, and to nobody after it. */
export function createTurns(): InTurn {
  let turn: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = turn.then(work)
    turn = mine.catch(() => {})
    return mine
  }
}

/** A queue for each key: work of the same key takes turns, work of others goes on beside it. */
export function createTurnsByKey(): <T>(key: string, work: () => T | Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>()
  return (key, work) => {
    const mine = (last.get(key) ?? Promise.resolve()).then(work)
    const settled = mine.catch(() => {})
    last.set(key, settled)
    void settled.then(() => {
      if (last.get(key) === settled) last.delete(key)
    })
    return mine
  }
}
