// The last known answers on disk, one file per Xero app: larger than a record, and worth nothing that a new check can't give.
import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { Failure } from '../../domain/failure'
import { emptySnapshot, snapshotV1, type Snapshot } from '../../domain/connections/snapshot'

export interface SnapshotFiles {
  /** The last snapshot, or an empty one where there is none that can be read. */
  get(appId: string): Promise<Snapshot>
  /** Raises `record.not-written`. */
  put(snapshot: Snapshot): Promise<void>
}

/** Snapshots in `dir`, each read from disk once. */
export function openSnapshotFiles(dir: string): SnapshotFiles {
  const loaded = new Map<string, Promise<Snapshot>>()
  return {
    get(appId) {
      const snapshot = loaded.get(appId) ?? readSnapshot(path.join(dir, `${appId}.json`), appId)
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

async function readSnapshot(file: string, appId: string): Promise<Snapshot> {
  try {
    const parsed = snapshotV1.safeParse(JSON.parse(await readFile(file, 'utf8')))
    return parsed.success && parsed.data.appId === appId ? parsed.data : emptySnapshot(appId)
  } catch {
    return emptySnapshot(appId)
  }
}
