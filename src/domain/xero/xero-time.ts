// Xero's times, kept at the precision Xero writes them with, and what Xero's clock showed at a moment of ours.

/** Nanoseconds since 1970 by Xero's clock. */
export type XeroTime = bigint

const WRITTEN = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?Z?$/
const MILLION = 1_000_000n

/**
 * Reads a time such as `2019-12-07T18:46:19.5165400`, which is UTC though it has no `Z`. `Date` would take it as local time and
 * drop four of its seven digits. Gives null for anything else, an offset included.
 */
export function parseXeroTime(text: string | null): XeroTime | null {
  const parts = WRITTEN.exec(text ?? '')
  if (parts === null) return null
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '', fraction = ''] = parts
  const whole = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`
  const milliseconds = Date.parse(whole)
  // A date that doesn't exist, such as 30 February, comes back as another one.
  if (Number.isNaN(milliseconds) || new Date(milliseconds).toISOString() !== whole) return null
  return BigInt(milliseconds) * MILLION + BigInt(fraction.padEnd(9, '0'))
}

/** When an answer was asked for by our forward-only clock, and the time its `Date` header gives. */
export interface ServerTime {
  /** Milliseconds of `Clock.monotonic()` just before the request left. */
  readonly sentAt: number
  /** Milliseconds since 1970, whole seconds. */
  readonly date: number
}

/** The server's time of an answer, or null when it carries none or is a stored copy (`Age`), whose time is old. */
export function serverTimeOf(response: Response, sentAt: number): ServerTime | null {
  const date = Date.parse(response.headers.get('date') ?? '')
  if (Number.isNaN(date) || Number(response.headers.get('age') ?? 0) > 0) return null
  return { sentAt, date }
}

/**
 * The latest that Xero's clock can have shown at `moment` of ours. The answer was made after `sentAt`, when Xero's clock was
 * less than a second past its `Date`, which has whole seconds; so much earlier than `sentAt` the moment was. This machine's own
 * wall clock has no part in it. (Should the machine have slept in between, the result is too late: that errs on the careful side.)
 */
export function latestXeroTimeAt(moment: number, { sentAt, date }: ServerTime): XeroTime {
  const elapsed = sentAt - moment
  return BigInt(Math.ceil((date + 1_000 - elapsed) * 1_000)) * 1_000n
}

/**
 * Seconds that a machine at `now` is ahead of whoever answered; null where the answer carries no time. A stored copy (`Age`) tells an old
 * time, so it tells nothing. `Date` has whole seconds: half a second is added.
 */
export function clockAhead(headers: Headers, now: Date): number | null {
  const date = Date.parse(headers.get('date') ?? '')
  if (Number.isNaN(date) || Number(headers.get('age') ?? 0) > 0) return null
  return Math.round((now.getTime() - date - 500) / 1_000)
}
