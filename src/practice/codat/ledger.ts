// The practice ledger: every bank transaction that a push brought, one line of JSON a push, beside the state file.
import { appendFile, readFile, rm } from 'node:fs/promises'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { parseJson } from '../../domain/text/parse-json'

/** A transaction as it was sent; only what the practice Codat itself looks at is named. */
export const ledgerLine = z.looseObject({ id: z.string().optional(), date: z.string(), amount: z.number() })
export type LedgerLine = z.infer<typeof ledgerLine>

const entry = z.object({ push: z.string(), lines: z.array(ledgerLine) })

export interface Ledger {
  /** Resolves when the lines are in the file. */
  add(push: string, lines: readonly LedgerLine[]): Promise<void>
  of(push: string): readonly LedgerLine[]
  clear(): Promise<void>
}

/**
 * Opens the ledger with what its file holds of the pushes that `isKnown` says were taken. A kill can come between a push's lines and the
 * state that takes it: such a push never was, and its lines go out of the file too. A line that was cut off is passed over. Null keeps
 * nothing.
 */
export async function openLedger(file: string | null, isKnown: (push: string) => boolean): Promise<Ledger> {
  const byPush = new Map<string, readonly LedgerLine[]>()
  if (file !== null) {
    const found = await readEntries(file)
    for (const { push, lines } of found) if (isKnown(push)) byPush.set(push, lines)
    if (found.some(({ push }) => !isKnown(push))) {
      await writeFileAtomic(file, [...byPush].map(([push, lines]) => lineOf(push, lines)).join(''), { mode: 0o600 })
    }
  }
  return {
    async add(push, lines) {
      byPush.set(push, lines)
      if (file !== null) await appendFile(file, lineOf(push, lines), { mode: 0o600 })
    },
    of: (push) => byPush.get(push) ?? [],
    async clear() {
      byPush.clear()
      if (file !== null) await rm(file, { force: true })
    },
  }
}

/** With a line feed in front too: the line before it may have been cut off. */
function lineOf(push: string, lines: readonly LedgerLine[]): string {
  return `\n${JSON.stringify({ push, lines })}\n`
}

async function readEntries(file: string): Promise<z.infer<typeof entry>[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return text.split('\n').flatMap((line) => {
    const read = entry.safeParse(parseJson(line))
    return read.success ? [read.data] : []
  })
}
