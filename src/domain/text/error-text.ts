import { Failure } from '../failure'
import { redact } from './redaction'

const MAX_DETAIL = 8_000

/** An error with its causes as redacted text, at most 8,000 characters. */
export function describeError(error: unknown): string {
  const parts: string[] = []
  for (let at: unknown = error, depth = 0; at !== undefined && at !== null && depth < 5; depth += 1) {
    if (at instanceof Failure) parts.push(`Failure ${at.code}${at.detail === undefined ? '' : `: ${at.detail}`}`)
    else if (at instanceof Error) parts.push(at.stack ?? `${at.name}: ${at.message}`)
    else parts.push(typeof at === 'string' ? at : typeof at)
    at = at instanceof Error ? at.cause : undefined
  }
  return redact(parts.join('\ncaused by ')).slice(0, MAX_DETAIL)
}
