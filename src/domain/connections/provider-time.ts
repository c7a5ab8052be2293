// Times as Xero and Codat write them: up to seven fractional digits, often without a zone (which means UTC), or a day only.
import { z } from 'zod'

const WRITTEN = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(?:\.(\d+))?(Z|[+-]\d{2}:?\d{2})?)?$/
const readable = z.string().max(60).regex(WRITTEN)

/** The same moment as an ISO time in UTC, or null for something that is no time. */
export function providerTime(text: string | null | undefined): string | null {
  const parsed = readable.safeParse(text)
  if (!parsed.success) return null
  const [, day, clock = '00:00:00', fraction = '', zone = 'Z'] = WRITTEN.exec(parsed.data) ?? []
  const moment = Date.parse(`${day}T${clock}.${fraction.slice(0, 3).padEnd(3, '0')}${zone}`)
  return Number.isNaN(moment) ? null : new Date(moment).toISOString()
}
