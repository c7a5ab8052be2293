// The geometry of the gauge: a ring of 270 degrees, open at the bottom, in a view box of 200 by 172.
import type { GaugeSegment } from '../../domain/connections/schema'

/** Degrees of the ring, from the lower left over the top to the lower right. */
export const ARC_LENGTH = 270
const START = 135
const RADIUS = 82

export interface SegmentArc {
  readonly kind: GaugeSegment['kind']
  readonly from: number
  readonly to: number
}

/** Connections that fill the whole ring: the limit, or the count when it is more, and demos after it. Never below 1. */
export function fullScale(demosFrom: number, excluded: number): number {
  return Math.max(1, demosFrom + excluded)
}

interface Layout {
  readonly scale: number
  /** Demo companies hold no place: they are drawn behind the limit, so that a free place stays visibly free. */
  readonly demosFrom: number
}

/** Segments one after the other, in degrees along the ring; empty ones are left out and none leaves the ring. */
export function segmentArcs(segments: readonly GaugeSegment[], { scale, demosFrom }: Layout): readonly SegmentArc[] {
  let seen = 0
  return segments.flatMap(({ kind, count }) => {
    if (count === 0) return []
    const first = kind === 'demo' ? demosFrom : seen
    if (kind !== 'demo') seen += count
    return [{ kind, from: degreesAt(first, scale), to: degreesAt(first + count, scale) }]
  })
}

function degreesAt(count: number, scale: number): number {
  return Math.min(ARC_LENGTH, (count / scale) * ARC_LENGTH)
}

export function pointAt(degrees: number, radius: number): { readonly x: number; readonly y: number } {
  const angle = ((START + degrees) * Math.PI) / 180
  return { x: round(100 + radius * Math.cos(angle)), y: round(100 + radius * Math.sin(angle)) }
}

export function arcPath(from: number, to: number): string {
  const start = pointAt(from, RADIUS)
  const end = pointAt(to, RADIUS)
  return `M ${start.x} ${start.y} A ${RADIUS} ${RADIUS} 0 ${to - from > 180 ? 1 : 0} 1 ${end.x} ${end.y}`
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
