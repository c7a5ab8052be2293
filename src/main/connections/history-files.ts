// Every check of an app's seats as one point in a small file of its own, kept for good.
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { type HistoryPoint, historyPoint } from '../../domain/connections/history'
import { openAppendFile, type AppendFile } from '../append-file'
import { createTurnsByKey } from '../in-turn'
import type { AssertKept } from '../records/app-records'
import type { Damageable } from '../records/damage'
import { openGrowingFiles } from '../records/loose-files'

export interface History {
  add(appId: string, point: HistoryPoint): Promise<void>
  /** All points that can be read, oldest first. A line cut off by a crash is left out. */
  read(appId: string): Promise<HistoryPoint[]>
  remove(appId: string): Promise<void>
}

/** The files themselves, for what tells of their damage. */
export function historyFilesIn(dir: string): Damageable {
  return openGrowingFiles(dir, /^[0-9a-f-]{36}\.jsonl$/, (name) =>
    openAppendFile({ file: path.join(dir, name), schema: historyPoint }).read(),
  )
}

/** One append-only file per app in `dir`. */
export function openHistory(dir: string, assertKept: AssertKept = async () => {}): History {
  const inTurn = createTurnsByKey()
  const files = new Map<string, AppendFile<HistoryPoint>>()
  const fileOf = (appId: string): AppendFile<HistoryPoint> => {
    const open = files.get(appId) ?? openAppendFile({ file: path.join(dir, `${appId}.jsonl`), schema: historyPoint })
    files.set(appId, open)
    return open
  }
  return {
    add: (appId, point) =>
      inTurn(appId, async () => {
        await assertKept(appId)
        await fileOf(appId).append(point)
      }),
    remove: (appId) =>
      inTurn(appId, async () => {
        files.delete(appId)
        await rm(path.join(dir, `${appId}.jsonl`), { force: true })
      }),
    async read(appId) {
      const { entries } = await fileOf(appId).read()
      // The clock may have been set back between two checks.
      return entries.toSorted((a, b) => a.at.localeCompare(b.at))
    },
  }
}
