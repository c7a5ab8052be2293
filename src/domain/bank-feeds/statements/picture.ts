// The curve of the balance over the lines, thin enough to draw, with the findings on it.
import type { FindingCode, StatementPicture } from './schema'
import type { Arrangement, Lines } from './arrangement'
import type { CheckResult } from './check'
import { formatDay } from './days'
import { findingKinds } from './finding-kinds'
import { SMALL_SCALE } from './money'
import type { Place } from './tally'

const MOST_POINTS = 300
const MOST_MARKS = 120

/** Codes that are about the whole statement, so that no place on the curve is theirs. */
const EVERYWHERE: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'id.missing',
  'balance.missing',
  'request.too-many-lines',
  'text.formula',
  'type.unknown',
  'currency.missing',
  'sign.unknown',
])

/** The picture of an arrangement that was checked. Where no line has a balance, sums from 0 (or the known start) stand in. */
export function pictureOf(lines: Lines, { order }: Arrangement, check: CheckResult): StatementPicture {
  const inTime = check.newestFirst ? order.toReversed() : order
  const { curve, absolute } = curveOf(lines, inTime, check)
  const size = Math.max(1, Math.ceil(inTime.length / MOST_POINTS))
  const points: StatementPicture['points'] = []
  for (let from = 0; from < inTime.length; from += size) {
    const at = Math.min(from + size, inTime.length) - 1
    const day = lines.day(inTime[at] ?? 0)
    points.push({ at, date: day === null ? null : formatDay(day), ...rangeOf(curve, from, at) })
  }
  return { absolute, points, marks: marksOf(check, curve) }
}

/** The lowest, the highest and the last of some values. */
function rangeOf(curve: Float64Array, first: number, last: number): { low: number; high: number; last: number } {
  let low = Infinity
  let high = -Infinity
  for (let at = first; at <= last; at += 1) {
    const value = curve[at] ?? 0
    if (value < low) low = value
    if (value > high) high = value
  }
  return { low, high, last: curve[last] ?? 0 }
}

function curveOf(lines: Lines, order: Int32Array, check: CheckResult): { curve: Float64Array; absolute: boolean } {
  const curve = new Float64Array(order.length)
  let running = Number(check.startBalance ?? 0n)
  let absolute = check.startBalance !== null
  // A curve needs no more than numbers.
  const heldAt = (place: number): number => {
    const small = lines.smallBalance(place)
    return Number.isNaN(small) ? Number(lines.balance(place) ?? 0n) : small
  }
  const movedAt = (place: number): number => {
    const small = lines.smallAmount(place)
    return Number.isNaN(small) ? Number(lines.amount(place) ?? 0n) : small
  }
  for (let at = 0; at < order.length; at += 1) {
    const place = order[at] ?? 0
    if (lines.isBooked(place)) {
      if (lines.hasBalance(place)) {
        absolute = true
        running = heldAt(place)
      } else {
        running += movedAt(place)
      }
    }
    curve[at] = running / SMALL_SCALE
  }
  return { curve, absolute }
}

function marksOf(check: CheckResult, curve: Float64Array): StatementPicture['marks'] {
  const kinds = [...check.places].filter(
    ([code]) => findingKinds[code].severity !== 'note' && !EVERYWHERE.has(code) && !code.startsWith('file.'),
  )
  const share = Math.max(1, Math.floor(MOST_MARKS / Math.max(kinds.length, 1)))
  return kinds.flatMap(([code, places]) => places.slice(0, share).map((place) => markOf(code, place)))

  function markOf(code: FindingCode, place: Place): StatementPicture['marks'][number] {
    const at = check.newestFirst ? curve.length - 1 - place.at : place.at
    return { at, line: place.line, code, severity: findingKinds[code].severity, balance: curve[at] ?? 0 }
  }
}
