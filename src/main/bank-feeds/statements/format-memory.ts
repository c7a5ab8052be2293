// Formats that the user chose, by what the file looks like: the next statement of the same bank is read the same way.
import { z } from 'zod'
import { type StatementFormat, statementFormat } from '../../../domain/bank-feeds/statements/schema'
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
export function formatFileIn(dir: string, clock: Clock): LooseFiles<z.infer<typeof fileV2>['formats']> {
  return openLooseFiles({
    dir,
    names: /^statement-formats\.json$/,
    clock,
    parse(text) {
      const json = parseJson(text)
      return fileV1.safeParse(json).success ? [] : (fileV2.safeParse(json).data?.formats ?? null)
    },
  })
}

/** The formats kept in `dir`. A file that can't be read is set aside and counts as none: the columns are recognised again. */
export function openFormatMemory(dir: string, clock: Clock): FormatMemory {
  const files = formatFileIn(dir, clock)
  const read = async () => (await files.read(FILE)) ?? []
  return {
    async all() {
      return Object.fromEntries((await read()).map(({ signature, format }) => [signature, format]))
    },
    async remember(signature, format) {
      const others = (await read()).filter((known) => known.signature !== signature)
      const formats = [...others, { signature, format }].slice(-MOST_FORMATS)
      await files.write(FILE, `${JSON.stringify({ version: 2, formats }, null, 2)}\n`)
    },
  }
}
