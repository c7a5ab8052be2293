// How much Codat lets itself be asked: the day's budget from its headers, the minute's from counting.
import type { CodatBudget } from './said'
import { codatRateLimits } from '../facts'
import { wholeOrNull } from './whole-number'

export interface BudgetMeter {
  /** Call before every request. */
  asked(): void
  /** Call with the headers of every answer. An answer without them leaves what is known. */
  answered(headers: Headers): void
  read(): CodatBudget
}

/** Milliseconds that only go forward, and the time of day. */
interface Times {
  now(): Date
  monotonic(): number
}

const MINUTE_MS = 60_000

/** A meter of one key's budget. Codat stops an address after a number of requests a minute and sends no header for that. */
export function createBudgetMeter(clock: Times): BudgetMeter {
  const recent: number[] = []
  let day: CodatBudget['day'] = { limit: null, remaining: null, resetsAt: null }
  let readAt: string | null = null

  const forget = (): void => {
    const since = clock.monotonic() - MINUTE_MS
    while (recent[0] !== undefined && recent[0] <= since) recent.shift()
  }

  return {
    asked() {
      forget()
      recent.push(clock.monotonic())
    },
    answered(headers) {
      const limit = whole(headers.get('x-rate-limit-limit'))
      const remaining = whole(headers.get('x-rate-limit-remaining'))
      if (limit === null && remaining === null) return
      day = { limit, remaining, resetsAt: isoOrNull(headers.get('x-rate-limit-reset')) }
      readAt = clock.now().toISOString()
    },
    read() {
      forget()
      return { day, minute: { limit: codatRateLimits.value.perMinutePerAddress, used: recent.length }, readAt }
    },
  }
}

function whole(header: string | null): number | null {
  return header === null || !/^\d{1,12}$/.test(header.trim()) ? null : wholeOrNull(Number(header))
}

function isoOrNull(header: string | null): string | null {
  const at = header === null ? Number.NaN : Date.parse(header)
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}
