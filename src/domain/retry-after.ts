// How long a provider asks to be left alone, made safe to wait for.

/** The longest wait that is taken from an answer: a day, after which every budget of Xero's and Codat's has begun anew. */
export const LONGEST_WAIT_S = 24 * 60 * 60

/**
 * Whole seconds to wait by an answer's `Retry-After`: a number of seconds (fractions are rounded up), or a date, measured from the answer's
 * own `Date` where it has one, since this machine's clock may be off. At most a day, whatever it says. Null where it is missing or says
 * nothing: a negative number, zero, a date that has passed, no number or date at all.
 */
export function retryAfterSeconds(headers: Headers, now?: Date): number | null {
  const written = headers.get('retry-after')?.trim() ?? ''
  const seconds = /^\d+(?:\.\d*)?$/.test(written) ? Number(written) : secondsUntil(written, headers.get('date'), now)
  return seconds > 0 ? Math.min(Math.ceil(seconds), LONGEST_WAIT_S) : null
}

function secondsUntil(written: string, date: string | null, now: Date | undefined): number {
  // `Date.parse` takes a bare number, a negative one too, for a year.
  if (!/[a-z]|\d-\d/i.test(written)) return Number.NaN
  const answeredAt = Date.parse(date ?? '')
  return (Date.parse(written) - (Number.isNaN(answeredAt) ? (now?.getTime() ?? Number.NaN) : answeredAt)) / 1_000
}
