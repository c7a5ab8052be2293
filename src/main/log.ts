// The local log: what went wrong, under an id that the user's screen shows. Every word of it goes through redaction first.
import path from 'node:path'
import { z } from 'zod'
import { openAppendFile } from './append-file'
import { Failure } from '../domain/failure'
import type { Clock } from './ports'
import { redact } from '../domain/text/redaction'

const logLine = z.object({
  at: z.string(),
  level: z.enum(['info', 'error']),
  message: z.string(),
  detail: z.string().nullable(),
  id: z.string().nullable(),
})

export interface Log {
  info(message: string): void
  error(message: string, error: unknown, id?: string): void
  settled(): Promise<void>
}

const MAX_DETAIL = 8_000

/** A log in `dir`. Writing never throws: a full disk must not turn into a second failure. */
export function openLog({ dir, clock }: { dir: string; clock: Clock }): Log {
  const file = openAppendFile({ file: path.join(dir, 'latchkey.log'), schema: logLine, rotateAtBytes: 2_000_000 })
  const write = (level: 'info' | 'error', message: string, detail: string | null, id: string | null): void => {
    const line = { at: clock.now().toISOString(), level, message: redact(message), detail, id }
    file.append(line).catch(() => {})
  }
  return {
    info: (message) => write('info', message, null, null),
    error: (message, error, id) => write('error', message, describeError(error), id ?? null),
    settled: () => file.settled(),
  }
}

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
