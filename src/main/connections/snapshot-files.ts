// The last known answers on disk, one file per Xero app: larger than a record, and worth nothing that a new check can't give.
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
export function snapshotFilesIn(dir: string, clock: Clock): LooseFiles<Snapshot> {
  return openLooseFiles({
    dir,
    names: /^[0-9a-f-]{36}\.json$/,
    clock,
    parse(text, name) {
      const { data = null } = snapshotV1.safeParse(parseJson(text))
      return data !== null && `${data.appId}.json` === name ? data : null
    },
  })
}

/** Snapshots in `dir`, each read from disk once. */
export function openSnapshotFiles(dir: string, clock: Clock): SnapshotFiles {
  const files = snapshotFilesIn(dir, clock)
  const loaded = new Map<string, Promise<Snapshot>>()
  return {
    get(appId) {
      const snapshot = loaded.get(appId) ?? files.read(`${appId}.json`).then((found) => found ?? emptySnapshot(appId))
      loaded.set(appId, snapshot)
      return snapshot
    },
    async put(snapshot) {
      loaded.set(snapshot.appId, Promise.resolve(snapshot))
      await files.write(`${snapshot.appId}.json`, JSON.stringify(snapshot))
    },
  }
}
