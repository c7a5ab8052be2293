// Counts API calls per app and organisation, and says what is left as Xero's headers do. In memory: a restart forgives, and so does a reset (`api.ts`).
import { xeroRateLimits } from '../../domain/facts'

export interface CallCount {
  readonly problem: 'minute' | 'day' | null
  readonly headers: Readonly<Record<string, string>>
}

export interface CallCounts {
  count(key: string, limits: { perMinute: number; perDay: number }): CallCount
}

/** Fixed windows of a UTC minute and a UTC day. */
export function createCallCounts(now: () => Date): CallCounts {
  const seen = new Map<string, { minute: string; inMinute: number; day: string; inDay: number }>()
  return {
    count(key, { perMinute, perDay }) {
      const at = now()
      const minute = at.toISOString().slice(0, 16)
      const day = at.toISOString().slice(0, 10)
      const before = seen.get(key)
      const inMinute = (before?.minute === minute ? before.inMinute : 0) + 1
      const inDay = (before?.day === day ? before.inDay : 0) + 1
      seen.set(key, { minute, inMinute, day, inDay })
      const problem = inDay > perDay ? 'day' : inMinute > perMinute ? 'minute' : null
      const headers = {
        'X-MinLimit-Remaining': String(Math.max(0, perMinute - inMinute)),
        'X-DayLimit-Remaining': String(Math.max(0, perDay - inDay)),
        'X-AppMinLimit-Remaining': String(xeroRateLimits.value.appPerMinute - inMinute),
      }
      if (problem === null) return { problem, headers }
      const left = problem === 'minute' ? 60 - at.getUTCSeconds() : secondsToMidnight(at)
      return { problem, headers: { ...headers, 'X-Rate-Limit-Problem': problem, 'Retry-After': String(left) } }
    },
  }
}

function secondsToMidnight(at: Date): number {
  const midnight = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate() + 1)
  return Math.ceil((midnight - at.getTime()) / 1000)
}
