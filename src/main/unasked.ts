// Acts that need no question while they are few: a page that was taken over could ask for them without end.
import type { ConfirmRequest } from '../domain/confirm-request'
import type { Clock, Prompts } from './ports'

export interface UnaskedPorts {
  /** So many within `withinMs` need no question; the next one asks, and a yes begins the count anew. */
  readonly most: number
  readonly withinMs: number
  readonly clock: Pick<Clock, 'monotonic'>
  readonly prompts: Pick<Prompts, 'confirm'>
}

/** Gives what says whether the next act may be done, asking first where there were many. */
export function createUnasked(ports: UnaskedPorts): (question: () => ConfirmRequest) => Promise<boolean> {
  const { most, withinMs, clock, prompts } = ports
  let done: number[] = []
  return async (question) => {
    const now = clock.monotonic()
    done = done.filter((at) => now - at < withinMs)
    if (done.length >= most) {
      if (!(await prompts.confirm(question()))) return false
      done = []
    }
    done.push(now)
    return true
  }
}
