// How fast a push may go: by what Codat's own headers said last, with something left for everybody else.
import type { CodatBudget } from '../../codat/said'
import { LONGEST_WAIT_S } from '../../retry-after'

export interface Hold {
  readonly milliseconds: number
  /** The day's budget or the minute's stop. */
  readonly because: 'day' | 'minute'
}

/** Requests of a day that a push leaves to the customer's own system and to people who look something up. */
const LEFT_OF_DAY = 50
/** Share of the minute's stop that a push uses. */
const SHARE_OF_MINUTE = 0.8

/** How long to hold back before the next request, or null. Pure. */
export function holdFor(budget: CodatBudget, now: Date): Hold | null {
  const { remaining, resetsAt } = budget.day
  if (remaining !== null && remaining <= LEFT_OF_DAY && resetsAt !== null) {
    const milliseconds = Math.min(Date.parse(resetsAt) - now.getTime(), LONGEST_WAIT_S * 1_000)
    if (milliseconds > 0) return { milliseconds, because: 'day' }
  }
  const { limit, used } = budget.minute
  if (used < limit * SHARE_OF_MINUTE) return null
  // The nearer to the stop, the longer: at the share a second, at the stop a minute.
  const over = (used - limit * SHARE_OF_MINUTE) / (limit * (1 - SHARE_OF_MINUTE))
  return { milliseconds: Math.round(1_000 + Math.min(1, over) * 59_000), because: 'minute' }
}
