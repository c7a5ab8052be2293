// The geometry of a sparkline: time to the right, counts up, with a margin for the line's own thickness. Pure.

interface Point {
  readonly x: number
  readonly y: number
}

export interface SparklinePath {
  readonly line: string
  readonly end: Point
  /** Where the limit lies; null for none, and for one so far above that the line would be flat. */
  readonly limitAt: number | null
}

const MARGIN = 4

/** Steps from count to count: between two checks nobody knows. Points come oldest first, at least one. */
export function sparklinePath(
  points: readonly { readonly at: string; readonly count: number }[],
  limit: number | null,
  { width, height }: { readonly width: number; readonly height: number },
): SparklinePath {
  const times = points.map(({ at }) => Date.parse(at))
  const counts = points.map(({ count }) => count)
  const [low, highest] = [Math.min(...counts), Math.max(...counts)]
  const shownLimit = limit !== null && limit >= low && limit - highest <= Math.max(5, highest - low) ? limit : null
  const high = Math.max(highest, shownLimit ?? highest)
  const first = times[0] ?? 0
  const span = (times.at(-1) ?? first) - first
  const x = (time: number) => MARGIN + (span === 0 ? 1 : (time - first) / span) * (width - 2 * MARGIN)
  const y = (count: number) =>
    high === low ? height / 2 : height - MARGIN - ((count - low) / (high - low)) * (height - 2 * MARGIN)
  const at = points.map(({ count }, index) => ({ x: round(x(times[index] ?? first)), y: round(y(count)) }))
  return {
    line: at.map((point, index) => (index === 0 ? `M ${point.x} ${point.y}` : `H ${point.x} V ${point.y}`)).join(' '),
    end: at.at(-1) ?? { x: width - MARGIN, y: height / 2 },
    limitAt: shownLimit === null ? null : round(y(shownLimit)),
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
