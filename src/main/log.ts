// The local log: what went wrong, under an id that the user's screen shows. Every word of it goes through redaction first.
import path from 'node:path'
import { z } from 'zod'
import { openAppendFile } from './append-file'
import type { Clock } from './ports'
import { redact } from '../domain/text/redaction'
import { describeError } from '../domain/text/error-text'

const logLine = z.object({
  at: z.string(),
  level: z.enum(['info', 'error']),
  message: z.string(),
  detail: z.string().nullable(),
  id: z.string().nullable(),
})

export type Log = ReturnType<typeof openLog>

/** A log in `dir`. Writing never throws: a full disk must not turn into a second failure. */
export function openLog({ dir, clock }: { dir: string; clock: Clock }) {
  const file = openAppendFile({ file: path.join(dir, 'latchkey.log'), schema: logLine, rotateAtBytes: 2_000_000 })
  const write = (level: 'info' | 'error', message: string, detail: string | null, id: string | null): void => {
    const line = { at: clock.now().toISOString(), level, message: redact(message), detail, id }
    file.append(line).catch(() => {})
  }
  return {
    info: (message: string): void => write('info', message, null, null),
    error: (message: string, error: unknown, id?: string): void =>
      write('error', message, describeError(error), id ?? null),
    settled: (): Promise<void> => file.settled(),
  }
}
