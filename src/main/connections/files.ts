// What is kept of each app's connections, on disk: what was decided, the answers that came last, and every check as one point.
import path from 'node:path'
import { type Decisions, decisionsV1, undecided } from '../../domain/connections/decisions'
import { type HistoryPoint, historyPoint } from '../../domain/connections/history'
import { emptySnapshot, snapshotV1, type Snapshot } from '../../domain/connections/snapshot'
import { parseJson } from '../../domain/text/parse-json'
import { openAppendFile, type AppendFile } from '../append-file'
import { createTurnsByKey } from '../in-turn'
import type { Clock } from '../ports'
import { type AppRecords, type AssertKept, openAppRecords } from '../records/app-records'
import type { Damageable } from '../records/damage'
import { type LooseFiles, openGrowingFiles, openLooseFiles } from '../records/loose-files'
import { removeFrom } from '../write-whole'

export function openDecisions(
  dir: string,
  clock: Clock,
  assertKept?: AssertKept,
): Pick<AppRecords<Decisions>, 'get' | 'change' | 'remove'> {
  return openAppRecords({ dir, clock, schema: decisionsV1, blank: undecided, assertKept })
}

export type SnapshotFiles = ReturnType<typeof openSnapshotFiles>

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

/** The last known answers in `dir`, each read from disk once: larger than a record, and worth nothing that a new check can't give. */
export function openSnapshotFiles(dir: string, clock: Clock, assertKept: AssertKept = async () => {}) {
  const inTurn = createTurnsByKey()
  const files = snapshotFilesIn(dir, clock)
  const loaded = new Map<string, Promise<Snapshot>>()
  return {
    /** The last snapshot, or an empty one where there is none that can be read. */
    get(appId: string): Promise<Snapshot> {
      const snapshot = loaded.get(appId) ?? files.read(`${appId}.json`).then((found) => found ?? emptySnapshot(appId))
      loaded.set(appId, snapshot)
      return snapshot
    },
    /** Raises `record.not-written`. */
    put: (snapshot: Snapshot): Promise<void> =>
      inTurn(snapshot.appId, async () => {
        await assertKept(snapshot.appId)
        loaded.set(snapshot.appId, Promise.resolve(snapshot))
        await files.write(`${snapshot.appId}.json`, JSON.stringify(snapshot))
      }),
    remove: (appId: string): Promise<void> =>
      inTurn(appId, async () => {
        loaded.delete(appId)
        await removeFrom(path.join(dir, `${appId}.json`))
      }),
  }
}

export type History = ReturnType<typeof openHistory>

/** The files themselves, for what tells of their damage. */
export function historyFilesIn(dir: string): Damageable {
  return openGrowingFiles(dir, /^[0-9a-f-]{36}\.jsonl$/, (name) =>
    openAppendFile({ file: path.join(dir, name), schema: historyPoint }).read(),
  )
}

/** One append-only file per app in `dir`, kept for good. */
export function openHistory(dir: string, assertKept: AssertKept = async () => {}) {
  const inTurn = createTurnsByKey()
  const files = new Map<string, AppendFile<HistoryPoint>>()
  const fileOf = (appId: string): AppendFile<HistoryPoint> => {
    const open = files.get(appId) ?? openAppendFile({ file: path.join(dir, `${appId}.jsonl`), schema: historyPoint })
    files.set(appId, open)
    return open
  }
  return {
    add: (appId: string, point: HistoryPoint): Promise<void> =>
      inTurn(appId, async () => {
        await assertKept(appId)
        await fileOf(appId).append(point)
      }),
    remove: (appId: string): Promise<void> =>
      inTurn(appId, async () => {
        files.delete(appId)
        await removeFrom(path.join(dir, `${appId}.jsonl`))
      }),
    /** All points that can be read, oldest first. A line cut off by a crash is left out. */
    async read(appId: string): Promise<HistoryPoint[]> {
      const { entries } = await fileOf(appId).read()
      // The clock may have been set back between two checks.
      return entries.toSorted((a, b) => a.at.localeCompare(b.at))
    },
  }
}
