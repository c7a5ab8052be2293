// The days of a statement, line by line: none ahead, none too old, one after the other.
import { feedAge } from '../../facts'
import { formatDay, yearsBefore } from './days'
import type { Lines } from './arrangement'
import type { FindingCode } from './schema'
import type { Tally } from './tally'

export interface DayWatch {
  readonly take: (at: number, index: number) => void
  /** Steps from one line to the next that went forward or back in time. */
  readonly steps: () => { readonly forward: number; readonly back: number }
  readonly span: () => { readonly first: number | null; readonly last: number | null }
}

export function watchDays(lines: Lines, today: number, tally: Tally): DayWatch {
  const oldest = yearsBefore(today, feedAge.value.oldestYears)
  const steps = { forward: 0, back: 0 }
  let previous: number | null = null
  let first: number | null = null
  let last: number | null = null

  function note(code: FindingCode, at: number, index: number, expected: number): void {
    tally.add(code, () => {
      const day = lines.day(at) ?? 0
      return { at: index, line: lines.store.line(at), value: formatDay(day), expected: formatDay(expected) }
    })
  }

  function take(at: number, index: number): void {
    const day = lines.day(at)
    if (day === null) return
    if (day > today) note('date.future', at, index, today)
    if (day < oldest) note('date.too-old', at, index, oldest)
    if (first === null || day < first) first = day
    if (last === null || day > last) last = day
    if (previous !== null && day > previous) steps.forward += 1
    if (previous !== null && day < previous) {
      steps.back += 1
      note('order.not-chronological', at, index, previous)
    }
    previous = day
  }

  return { take, steps: () => steps, span: () => ({ first, last }) }
}
