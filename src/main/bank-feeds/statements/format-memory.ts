// Formats that the user chose, by what the file looks like: the next statement of the same bank is read the same way.
import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { type StatementFormat, statementFormat } from '../../../domain/bank-feeds/statements/schema'
import { Failure } from '../../../domain/failure'

const fileV2 = z.object({
  // The first version kept choices that were made without seeing the file's own lines: those are asked again.
  version: z.literal(2),
  formats: z.array(z.object({ signature: z.string().max(2_000), format: statementFormat })).max(500),
})
const MOST_FORMATS = 200

export interface FormatMemory {
  readonly all: () => Promise<Record<string, StatementFormat>>
  /** Raises `record.not-written`. */
  readonly remember: (signature: string, format: StatementFormat) => Promise<void>
}

/** The formats kept in `dir`. A file that can't be read counts as none: the columns are recognised again. */
export function openFormatMemory(dir: string): FormatMemory {
  const file = path.join(dir, 'statement-formats.json')

  async function read() {
    try {
      return fileV2.parse(JSON.parse(await readFile(file, 'utf8'))).formats
    } catch {
      return []
    }
  }

  return {
    async all() {
      return Object.fromEntries((await read()).map(({ signature, format }) => [signature, format]))
    },
    async remember(signature, format) {
      const others = (await read()).filter((known) => known.signature !== signature)
      const formats = [...others, { signature, format }].slice(-MOST_FORMATS)
      try {
        await mkdir(dir, { recursive: true, mode: 0o700 })
        await writeFileAtomic(file, `${JSON.stringify({ version: 2, formats }, null, 2)}\n`, { mode: 0o600 })
      } catch (error) {
        throw new Failure('record.not-written', { cause: error })
      }
    },
  }
}
