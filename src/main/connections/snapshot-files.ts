// The last known answers on disk, one file per Xero app: larger than a record, and worth nothing that a new check can't give.
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { emptySnapshot, snapshotV1, type Snapshot } from '../../domain/connections/snapshot'
import { parseJson } from '../../domain/text/parse-json'
import { createTurnsByKey } from '../in-turn'
import type { Clock } from '../ports'
import type { AssertKept } from '../records/app-records'
import { type LooseFiles, openLooseFiles } from '../records/loose-files'

export interface SnapshotFiles {
  /** The last snapshot, or an empty one where there is none that can be read. */
  get(appId: string): Promise<Snapshot>
  /** Raises `record.not-written`. */
  put(snapshot: Snapshot): Promise<void>
  remove(appId: string): Promise<void>
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
export function openSnapshotFiles(dir: string, clock: Clock, assertKept: AssertKept = async () => {}): SnapshotFiles {
  const inTurn = createTurnsByKey()
  const files = snapshotFilesIn(dir, clock)
  const loaded = new Map<string, Promise<Snapshot>>()
  return {
    get(appId) {
      const snapshot = loaded.get(appId) ?? files.read(`${appId}.json`).then((found) => found ?? emptySnapshot(appId))
      loaded.set(appId, snapshot)
      return snapshot
    },
    put: (snapshot) =>
      inTurn(snapshot.appId, async () => {
        await assertKept(snapshot.appId)
        loaded.set(snapshot.appId, Promise.resolve(snapshot))
        await files.write(`${snapshot.appId}.json`, JSON.stringify(snapshot))
      }),
    remove: (appId) =>
      inTurn(appId, async () => {
        loaded.delete(appId)
        await rm(path.join(dir, `${appId}.json`), { force: true })
      }),
  }
}
