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
