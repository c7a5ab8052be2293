// The last known answers on disk, one file per Xero app: larger than a record, and worth nothing that a new check can't give.
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { Failure } from '../../domain/failure'
import { emptySnapshot, snapshotV1, type Snapshot } from '../../domain/connections/snapshot'
import { parseJson } from '../../domain/text/parse-json'
import type { Clock } from '../ports'
import { type LooseFiles, openLooseFiles } from '../records/loose-files'

export interface SnapshotFiles {
  /** The last snapshot, or an empty one where there is none that can be read. */
  get(appId: string): Promise<Snapshot>
  /** Raises `record.not-written`. */
  put(snapshot: Snapshot): Promise<void>
}

/** The files themselves, for what tells of their damage. */
export function snapshotFilesIn(dir: string, clock: Clock): LooseFiles {
  return openLooseFiles({
    dir,
    names: /^[0-9a-f-]{36}\.json$/,
    clock,
    fault(text, name) {
      const parsed = snapshotV1.safeParse(parseJson(text))
      return parsed.success && `${parsed.data.appId}.json` === name ? null : 'it could not be read'
    },
  })
}

/** Snapshots in `dir`, each read from disk once. */
export function openSnapshotFiles(dir: string, clock: Clock): SnapshotFiles {
  const files = snapshotFilesIn(dir, clock)
  const loaded = new Map<string, Promise<Snapshot>>()

  async function readSnapshot(appId: string): Promise<Snapshot> {
    const text = await files.read(`${appId}.json`)
    return text === null ? emptySnapshot(appId) : snapshotV1.parse(parseJson(text))
  }

  return {
    get(appId) {
      const snapshot = loaded.get(appId) ?? readSnapshot(appId)
      loaded.set(appId, snapshot)
      return snapshot
    },
    async put(snapshot) {
      loaded.set(snapshot.appId, Promise.resolve(snapshot))
      try {
        await mkdir(dir, { recursive: true, mode: 0o700 })
        const file = path.join(dir, `${snapshot.appId}.json`)
        await writeFileAtomic(file, JSON.stringify(snapshot), { mode: 0o600 })
      } catch (error) {
        throw new Failure('record.not-written', { cause: error })
      }
    },
  }
}
