// Evidence that was attached, copied into Latchkey's own folder, so that a dossier can be made again from what was shown.
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { Failure } from '../../domain/failure'
import { redact } from '../../domain/text/redaction'
import { textOf } from '../../domain/text/text-of'
import { createTurnsByKey } from '../in-turn'
import type { AssertKept } from '../records/app-records'
import { removeFrom, writeWhole } from '../write-whole'
import { sha256 } from './archive'

export type EvidenceFiles = ReturnType<typeof openEvidenceFiles>

const MOST_BYTES = 25_000_000

/** Copies lie in a folder per app, named by their id alone. `assertKept` keeps them from an app that is gone. */
export function openEvidenceFiles(dir: string, assertKept: AssertKept) {
  const inTurnOf = createTurnsByKey()
  /** Writes a copy, looked at before. Raises `record.not-written`, `record.missing`. */
  const put = (appId: string, id: string, bytes: Buffer): Promise<void> =>
    inTurnOf(appId, async () => {
      await assertKept(appId)
      await writeWhole(path.join(dir, appId, id), bytes)
    })
  return {
    put,
    /** Copies a file. Raises `partner.evidence-too-big`, `partner.evidence-secret`, `partner.evidence-not-read`, `record.missing`. */
    async take(appId: string, id: string, source: string) {
      const bytes = await readSource(source)
      const text = textOf(bytes)
      if (text !== null && redact(text) !== text) throw new Failure('partner.evidence-secret')
      await put(appId, id, bytes)
      return { name: redact(path.basename(source)).slice(0, 200), bytes: bytes.byteLength, sha256: sha256(bytes) }
    },
    /** The bytes of a copy, if it still is what was attached; else null. */
    async read(appId: string, id: string, hash: string): Promise<Buffer | null> {
      const bytes = await readFile(path.join(dir, appId, id)).catch(() => null)
      return bytes !== null && sha256(bytes) === hash ? bytes : null
    },
    forgetApp: (appId: string): Promise<void> => inTurnOf(appId, () => removeFrom(path.join(dir, appId))),
  }
}

async function readSource(source: string): Promise<Buffer> {
  try {
    const { size } = await stat(source)
    if (size > MOST_BYTES) throw new Failure('partner.evidence-too-big')
    return await readFile(source)
  } catch (error) {
    throw error instanceof Failure ? error : new Failure('partner.evidence-not-read', { cause: error })
  }
}
