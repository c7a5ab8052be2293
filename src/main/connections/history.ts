// Every check of an app's seats as one point in a small file of its own, kept for good.
import path from 'node:path'
import { z } from 'zod'
import { sourceKind } from '../../domain/connections/schema'
import { openAppendFile, type AppendFile } from '../append-file'

const count = z.number().int().nonnegative()

export const historyPoint = z.object({
  at: z.string().max(40),
  count,
  excluded: count,
  source: sourceKind,
  /** The limit that warnings were computed on then; null for none. */
  limit: count.nullable(),
})
export type HistoryPoint = z.infer<typeof historyPoint>

export interface History {
  add(appId: string, point: HistoryPoint): Promise<void>
  /** All points that can be read, oldest first. A line cut off by a crash is left out. */
  read(appId: string): Promise<HistoryPoint[]>
}

/** One append-only file per app in `dir`. */
export function openHistory(dir: string): History {
  const files = new Map<string, AppendFile<HistoryPoint>>()
  const fileOf = (appId: string): AppendFile<HistoryPoint> => {
    const open = files.get(appId) ?? openAppendFile({ file: path.join(dir, `${appId}.jsonl`), schema: historyPoint })
    files.set(appId, open)
    return open
  }
  return {
    add: (appId, point) => fileOf(appId).append(point),
    async read(appId) {
      const { entries } = await fileOf(appId).read()
      // The clock may have been set back between two checks.
      return entries.toSorted((a, b) => a.at.localeCompare(b.at))
    },
  }
}

/** The last point of each UTC day, oldest first: checks are often many in an hour and none for a week. */
export function daily(points: readonly HistoryPoint[]): HistoryPoint[] {
  const days = new Map<string, HistoryPoint>()
  for (const point of points) days.set(point.at.slice(0, 10), point)
  return [...days.values()]
}

const SPARKLINE_POINTS = 60

/** At most 60 points for a small line: the last of each day, the newest always among them. */
export function sparkline(points: readonly HistoryPoint[]): { at: string; count: number }[] {
  return daily(points)
    .slice(-SPARKLINE_POINTS)
    .map(({ at, count }) => ({ at, count }))
}
