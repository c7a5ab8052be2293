// When the connections will be full at this pace, as a range. Pure; says nothing where there is too little to go by.
import type { Forecast } from './schema'
import { dateFormat } from '../date-format'
import { daily, type HistoryPoint } from './history'

const DAY = 24 * 60 * 60 * 1_000
/** The pace that matters is the recent one. */
const WINDOW_DAYS = 120
const FEWEST_DAYS_SEEN = 6
const SHORTEST_SPAN_DAYS = 7
/** Beyond two years a pace says nothing about a date. */
const FARTHEST_DAYS = 730
/** Normal quantile of a range that holds four times in five. */
const Z = 1.2816

export interface ForecastInput {
  readonly points: readonly HistoryPoint[]
  readonly count: number | null
  /** Where it is full; null for no limit. */
  readonly limit: number | null
  readonly now: Date
}

/**
 * Theil–Sen: the pace is the median of the slopes between all pairs of days, which a few odd days can't bend; the range comes
 * from Sen's confidence interval (Sen 1968, by the variance of Kendall's S). Only counts of one source are compared: the
 * newest point's. `from` is never before `now`.
 */
export function forecastFull({ points, count, limit, now }: ForecastInput): Forecast {
  if (count === null) return none('no-count')
  if (limit === null) return none('no-limit')
  if (count >= limit) return none('already-full')
  const days = recentDays(points, now)
  if (days.length < FEWEST_DAYS_SEEN || spanDays(days) < SHORTEST_SPAN_DAYS) return none('too-little')
  const pace = paceOf(days)
  if (pace.median <= 0) return none('not-growing')
  const from = daysUntil(limit - count, pace.fast)
  if (from > FARTHEST_DAYS) return none('too-far')
  const to = pace.slow > 0 ? daysUntil(limit - count, pace.slow) : null
  return range(now, from, to !== null && to <= FARTHEST_DAYS ? to : null, pace.median * 7)
}

function none(reason: Extract<Forecast, { kind: 'none' }>['reason']): Forecast {
  return { kind: 'none', reason }
}

/** Days of the newest point's source within the window. Points from the future (a clock set back) are left out. */
function recentDays(points: readonly HistoryPoint[], now: Date): { day: number; count: number }[] {
  const source = points.at(-1)?.source
  const readable = points.filter((point) => {
    const age = now.getTime() - Date.parse(point.at)
    return point.source === source && age >= 0 && age <= WINDOW_DAYS * DAY
  })
  return daily(readable).map((point) => ({ day: Date.parse(point.at) / DAY, count: point.count }))
}

function spanDays(days: readonly { day: number }[]): number {
  return (days.at(-1)?.day ?? 0) - (days[0]?.day ?? 0)
}

interface Pace {
  /** Connections a day. */
  readonly slow: number
  readonly median: number
  readonly fast: number
}

function paceOf(days: readonly { day: number; count: number }[]): Pace {
  const slopes: number[] = []
  days.forEach((later, at) => {
    for (const earlier of days.slice(0, at))
      if (later.day > earlier.day) slopes.push((later.count - earlier.count) / (later.day - earlier.day))
  })
  slopes.sort((a, b) => a - b)
  const n = days.length
  const reach = Z * Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18)
  const middle = slopes.length / 2
  return {
    slow: pick(slopes, Math.floor(middle - reach / 2) - 1),
    median: (pick(slopes, Math.floor(middle - 0.5)) + pick(slopes, Math.ceil(middle - 0.5))) / 2,
    fast: pick(slopes, Math.ceil(middle + reach / 2)),
  }
}

function pick(sorted: readonly number[], at: number): number {
  return sorted[Math.min(Math.max(at, 0), sorted.length - 1)] ?? 0
}

function daysUntil(places: number, perDay: number): number {
  return Math.max(0, places / perDay)
}

function range(now: Date, fromDays: number, toDays: number | null, perWeek: number): Forecast {
  const from = new Date(now.getTime() + fromDays * DAY)
  const to = toDays === null ? null : new Date(now.getTime() + toDays * DAY)
  return {
    kind: 'range',
    from: from.toISOString(),
    to: to?.toISOString() ?? null,
    perWeek,
    words: inWords(from, to, now),
  }
}

const dayOnly = dateFormat({ day: 'numeric' })
const dayMonth = dateFormat({ day: 'numeric', month: 'long' })
const dayMonthYear = dateFormat({ day: 'numeric', month: 'long', year: 'numeric' })

/** "full between 3 and 28 March at this pace", in the machine's time zone; a year is named where it isn't this one. */
function inWords(from: Date, to: Date | null, now: Date): string {
  const last = to ?? from
  const format = last.getFullYear() === now.getFullYear() ? dayMonth : dayMonthYear
  if (to === null) return `full from ${format.format(from)} at the earliest, at this pace`
  if (format.format(from) === format.format(to)) return `full around ${format.format(to)} at this pace`
  const sameMonth = from.getMonth() === to.getMonth() && from.getFullYear() === to.getFullYear()
  const sameYear = from.getFullYear() === to.getFullYear()
  const start = sameMonth ? dayOnly : sameYear ? dayMonth : dayMonthYear
  return `full between ${start.format(from)} and ${format.format(to)} at this pace`
}
