// The lines of a push's journal: numbered, so that one that is missing shows.
import { z } from 'zod'
import { type JournalEntry, journalEntry, type Opened } from './entries'
import { parseJson } from '../../text/parse-json'

export type JournalRead =
  | { readonly kind: 'read'; readonly entries: readonly JournalEntry[] }
  /** Nothing was ever sent by it: it was being made when the app ended. */
  | { readonly kind: 'missing' }
  /** Something is gone: what was sent can't be told from it, so nothing is sent by it. `opened` where that much can be read. */
  | { readonly kind: 'damaged'; readonly opened: Opened | null }

const numbered = z.object({ n: z.number().int().nonnegative(), entry: journalEntry })

export function lineOf(n: number, entry: JournalEntry): string {
  return `${JSON.stringify({ n, entry })}\n`
}

/** A journal's text as it stands beside the bodies it sends. */
export function judgedJournal(
  text: string,
  bodies: readonly { readonly chunk: number; readonly sends: number }[],
): JournalRead {
  const lines = text.split('\n').slice(0, -1)
  const read = lines.map((line) => numbered.safeParse(parseJson(line)))
  const entries = read.flatMap(({ data }, index) => (data?.n === index ? [data.entry] : []))
  const [first] = entries
  const opened = first?.kind === 'opened' ? first : null
  if (opened === null || entries.length < lines.length) return { kind: 'damaged', opened }
  const lostItsEnd = bodies.some(({ chunk, sends }) => sends > sendsOf(entries, chunk))
  return lostItsEnd ? { kind: 'damaged', opened } : { kind: 'read', entries }
}

function sendsOf(entries: readonly JournalEntry[], chunk: number): number {
  return entries.filter((entry) => entry.kind === 'sending' && entry.chunk === chunk).length
}
