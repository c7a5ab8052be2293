// What an answer of Codat's is worth to a push: the journal's entry about it, and how long to wait after it.
import type { CodatProblem } from '../../codat/said'
import type { RawPushDetails } from '../../codat/feeds-shapes'
import type { JournalEntry, PushMessage } from './entries'
import type { PushPatience } from './next-step'

/** Milliseconds to wait after so many problems of one sort in a row: what was told, but never less than our own pause, which grows. */
export function pauseAfter({ kind, retryAfterSeconds }: CodatProblem, inARow: number, patience: PushPatience): number {
  const pauses = kind === 'rate-limited' ? patience.limitPausesMs : patience.resendPausesMs
  const floor = pauses[Math.min(inARow, pauses.length) - 1] ?? 0
  return Math.max(floor, (retryAfterSeconds ?? 0) * 1_000)
}

/**
 * What a failed write is worth. Only a refusal of the very first try, or a 400, which would be replayed, says that nothing was
 * done: any other refusal of a later try comes from a door before Codat's memory and says nothing of the first.
 */
export function entryOfProblem(
  chunk: number,
  at: string,
  problem: CodatProblem,
  { isFirst, limited, patience }: { isFirst: boolean; limited: number; patience: PushPatience },
): JournalEntry {
  const { kind, status, retryAfterSeconds, said, bodyExcerpt, validation, items } = problem
  switch (kind) {
    case 'rate-limited':
      return {
        kind: 'postponed',
        at,
        chunk,
        problem: kind,
        seconds: pauseAfter(problem, limited + 1, patience) / 1_000,
      }
    case 'conflict':
      return { kind: 'postponed', at, chunk, problem: kind, seconds: retryAfterSeconds ?? patience.busyMs / 1_000 }
    case 'server-error':
    case 'unavailable':
    case 'idempotency-mismatch':
      return { kind: 'unsure', at, chunk, status }
    case 'bad-request':
      return refusedEntry()
    case 'key-refused':
    case 'payment-required':
    case 'forbidden':
    case 'not-found':
    case 'blocked':
      return isFirst ? refusedEntry() : { kind: 'unanswered', at, chunk, problem: kind }
    case 'unexpected-status':
    case 'not-json':
    case 'truncated':
    case 'unexpected-shape':
    case 'too-long':
    case 'slow':
    case 'cut-off':
    case 'unreachable':
    case 'cancelled':
      return { kind: 'unanswered', at, chunk, problem: kind }
  }
  function refusedEntry(): JournalEntry {
    const messages = items === undefined ? validation.map((message) => ({ itemId: null, message })) : messagesOf(items)
    return { kind: 'refused', at, chunk, problem: kind, status, said: said ?? bodyExcerpt ?? '', messages }
  }
}

export function pollEntry(chunk: number, at: string, read: RawPushDetails): JournalEntry {
  const { status, errorMessage, validation } = read
  return {
    kind: 'polled',
    at,
    chunk,
    status: cut(status),
    errorMessage: errorMessage === null || errorMessage === undefined ? null : cut(errorMessage),
    errors: messagesOf(validation?.errors),
    warnings: messagesOf(validation?.warnings),
  }
}

export function messagesOf(
  items: readonly { itemId?: string | null | undefined; message?: string | null | undefined }[] | null | undefined,
): PushMessage[] {
  return (items ?? []).slice(0, 50).map(({ itemId, message }) => ({
    itemId: itemId === null || itemId === undefined ? null : cut(itemId),
    message: cut(message ?? ''),
  }))
}

function cut(text: string): string {
  return text.slice(0, 2_000)
}
