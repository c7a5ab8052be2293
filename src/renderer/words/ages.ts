// How times are worded: one way everywhere, the month by its name, which no locale reads the other way round.
import { dateFormat } from '../../domain/date-format'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const dayFormat = dateFormat({ day: 'numeric', month: 'long', year: 'numeric' })
/** Calendar days have no time, so no zone may move them. */
const plainDayFormat = dateFormat({ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
const timeFormat = dateFormat({ hour: '2-digit', minute: '2-digit' })
const weekdayFormat = dateFormat({ weekday: 'long', day: 'numeric', month: 'long' })

function count(n: number, unit: string): string {
  return `${n} ${unit}${n === 1 ? '' : 's'}`
}

/** "3 days", "2 months": how long something is, in the largest unit that says enough. */
export function span(milliseconds: number): string {
  const days = Math.floor(milliseconds / DAY)
  if (days >= 730) return count(Math.floor(days / 365), 'year')
  if (days >= 60) return count(Math.floor(days / 30.4), 'month')
  if (days >= 1) return count(days, 'day')
  const hours = Math.floor(milliseconds / HOUR)
  if (hours >= 1) return count(hours, 'hour')
  return count(Math.max(1, Math.floor(milliseconds / MINUTE)), 'minute')
}

/** The same for a table's cell: "12 d", "3 h". */
export function shortSpan(milliseconds: number): string {
  const [number = '', unit = ''] = span(Math.max(0, milliseconds)).split(' ')
  return `${number} ${unit.startsWith('month') ? 'mo' : unit.startsWith('minute') ? 'min' : unit.charAt(0)}`
}

/** "just now", "3 days ago". A time a little in the future (a clock set back) counts as now. */
export function ago(iso: string, now: number): string {
  const passed = now - Date.parse(iso)
  if (passed < MINUTE) return 'just now'
  return `${span(passed)} ago`
}

/** "17 November 2026": the local day of a moment, or a calendar day (YYYY-MM-DD) as it is; anything else as it stands. */
export function onDay(iso: string): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return iso
  return (/^\d{4}-\d\d-\d\d$/.test(iso) ? plainDayFormat : dayFormat).format(date)
}

export function atTime(iso: string): string {
  return timeFormat.format(new Date(iso))
}

/** Local calendar day, for grouping. */
export function dayKey(iso: string): string {
  const date = new Date(iso)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** "Today", "Yesterday", "Tuesday 17 November", or the full date in another year. */
export function dayHeading(iso: string, now: number): string {
  const key = dayKey(iso)
  if (key === dayKey(new Date(now).toISOString())) return 'Today'
  if (key === dayKey(new Date(now - DAY).toISOString())) return 'Yesterday'
  const sameYear = new Date(iso).getFullYear() === new Date(now).getFullYear()
  return sameYear ? weekdayFormat.format(new Date(iso)).replace(',', '') : onDay(iso)
}

/** "4 ms", "0.4 s", "12 s", "1 min 5 s". */
export function duration(milliseconds: number): string {
  if (milliseconds < 100) return `${Math.round(milliseconds)} ms`
  if (milliseconds < 10_000) return `${(milliseconds / 1_000).toFixed(1)} s`
  const seconds = Math.round(milliseconds / 1_000)
  if (seconds < 60) return `${seconds} s`
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** A running clock, in whole seconds: "7 s", "1 min 5 s". */
export function elapsed(milliseconds: number): string {
  const seconds = Math.floor(Math.max(0, milliseconds) / 1_000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
