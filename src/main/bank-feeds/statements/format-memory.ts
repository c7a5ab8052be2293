// Formats that the user chose, by what the file looks like: the next statement of the same bank is read the same way.
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { type StatementFormat, statementFormat } from '../../../domain/bank-feeds/statements/schema'
import { Failure } from '../../../domain/failure'
import { parseJson } from '../../../domain/text/parse-json'
import type { Clock } from '../../ports'
import { type LooseFiles, openLooseFiles } from '../../records/loose-files'

/** The first version kept choices that were made without seeing the file's own lines: those are asked again. */
const fileV1 = z.object({ version: z.literal(1) })
const fileV2 = z.object({
  version: z.literal(2),
  formats: z.array(z.object({ signature: z.string().max(2_000), format: statementFormat })).max(500),
})
const MOST_FORMATS = 200

export interface FormatMemory {
  readonly all: () => Promise<Record<string, StatementFormat>>
  /** Raises `record.not-written`. */
  readonly remember: (signature: string, format: StatementFormat) => Promise<void>
}

const FILE = 'statement-formats.json'

/** The file itself, for what tells of its damage. */
export function formatFileIn(dir: string, clock: Clock): LooseFiles {
  return openLooseFiles({
    dir,
    names: /^statement-formats\.json$/,
    clock,
    fault(text) {
      const json = parseJson(text)
      return fileV1.safeParse(json).success || fileV2.safeParse(json).success ? null : 'it could not be read'
    },
  })
}

/** The formats kept in `dir`. A file that can't be read is set aside and counts as none: the columns are recognised again. */
export function openFormatMemory(dir: string, clock: Clock): FormatMemory {
  const file = path.join(dir, FILE)
  const files = formatFileIn(dir, clock)

  async function read() {
    const text = await files.read(FILE)
    return text === null ? [] : (fileV2.safeParse(parseJson(text)).data?.formats ?? [])
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
