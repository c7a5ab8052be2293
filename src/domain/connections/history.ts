// The history of an app's connections: a point for each check.
import { z } from 'zod'
import { sourceKind } from './counting'

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
