// Dossiers as they were made: the zip, and the lines by which the next one is compared with it. Sealed by the zip's hash.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Entry, ZipFile } from 'yauzl'
import { z } from 'zod'
import { sealedLine, type SealedDossier, type SealedLine } from '../../domain/partner/schema'
import { Failure } from '../../domain/failure'
import { createTurnsByKey } from '../in-turn'
import type { AssertKept } from '../records/app-records'
import { removeFrom, writeWhole } from '../write-whole'
import { sha256 } from './archive'
import { parseJson } from '../../domain/text/parse-json'

export type SealedFiles = ReturnType<typeof openSealedFiles>

const keptLines = z.object({ version: z.literal(1), lines: z.array(sealedLine).max(5_000) })

/** A folder per app. `assertKept` keeps dossiers from an app that is gone. */
export function openSealedFiles(dir: string, assertKept: AssertKept) {
  const inTurnOf = createTurnsByKey()
  const at = (appId: string, id: string, ending: string) => path.join(dir, appId, `${id}.${ending}`)
  return {
    /** Raises `record.not-written`, `record.missing`. */
    put: (appId: string, id: string, zip: Buffer, lines: readonly SealedLine[]): Promise<void> =>
      inTurnOf(appId, async () => {
        await assertKept(appId)
        await writeWhole(at(appId, id, 'json'), JSON.stringify(keptLines.parse({ version: 1, lines })))
        await writeWhole(at(appId, id, 'zip'), zip, 0o400)
      }),
    /** The zip as it was sealed. Raises `partner.seal-broken`. */
    async zip(appId: string, dossier: Pick<SealedDossier, 'id' | 'sha256'>): Promise<Buffer> {
      const bytes = await readFile(at(appId, dossier.id, 'zip')).catch(() => null)
      if (bytes === null || sha256(bytes) !== dossier.sha256) throw new Failure('partner.seal-broken')
      return bytes
    },
    /** What it said; null where that can't be read any more. */
    async lines(appId: string, id: string): Promise<SealedLine[] | null> {
      const text = await readFile(at(appId, id, 'json'), 'utf8').catch(() => null)
      const parsed = text === null ? null : keptLines.safeParse(parseJson(text))
      return parsed?.success === true ? parsed.data.lines : null
    },
    forgetApp: (appId: string): Promise<void> => inTurnOf(appId, () => removeFrom(path.join(dir, appId))),
  }
}

/** One file out of a zip of ours, or null. */
export async function fileInZip(zip: Buffer, name: string): Promise<Buffer | null> {
  const { fromBufferPromise } = await import('yauzl')
  const opened = await fromBufferPromise(zip, { lazyEntries: true })
  for await (const entry of opened.eachEntry()) if (entry.fileName === name) return readEntry(opened, entry)
  return null
}

async function readEntry(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}
