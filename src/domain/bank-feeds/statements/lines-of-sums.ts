// Lines of a file that are no bookings but say what others come to, or what the account held, without a word for it.
import type { CheckResult } from './check'
import type { LineStore } from './line-store'
import { moneyOf, sizeOf } from './money'
import type { FindingCode } from './schema'

/** Lines of which the last can be the sum of the others: two payments can be as large as a third. */
const FEWEST_WITH_SUM = 4

/**
 * Lines that come to what stands above them, or only tell a balance, and that no balance tells apart from payments: rows of totals
 * without a name. One at the end is the sum of all; one without a day that of all, or of those since the last one; the first or the
 * last one alone without a text is rather what the account held.
 */
export function linesOfSums(store: LineStore, check: CheckResult): ReadonlySet<number> {
  const found = new Set<number>()
  const counted = (code: FindingCode): number => check.findings.find((one) => one.code === code)?.count ?? 0
  if (counted('date.missing') > 0) noteBareSums(store, found)
  const { lines, moneyIn, moneyOut } = check.summary
  const textless = counted('text.missing')
  if (textless > 0 && textless <= 2 && lines - textless >= 2) noteTextless(store, textless, found)
  const last = lastBooked(store)
  const amount = last < 0 ? null : store.amount(last)
  if (amount === null || amount === 0n) return found
  const isBare = store.day(last) === null || store.text(last, 'description') === ''
  if (lines < (isBare ? FEWEST_WITH_SUM - 1 : FEWEST_WITH_SUM)) return found
  if (moneyOf(moneyIn) + moneyOf(moneyOut) === amount + amount) found.add(store.line(last))
  return found
}

function lastBooked(store: LineStore): number {
  let last = store.count() - 1
  while (last >= 0 && store.standing(last) !== 'booked') last -= 1
  return last
}

/** The first and the last line, where they are the only ones that say nothing of what they are. */
function noteTextless(store: LineStore, expected: number, found: Set<number>): void {
  let first = 0
  while (first < store.count() && store.standing(first) !== 'booked') first += 1
  const ends = [first, lastBooked(store)].filter((at) => store.text(at, 'description') === '')
  if (ends.length === expected) for (const at of ends) found.add(store.line(at))
}

/** Sums of groups that have a name, such as the month's, are of more than one line. */
const FEWEST_NAMED = 2

function noteBareSums(store: LineStore, found: Set<number>): void {
  const sum = { all: 0n, group: 0n }
  let lines = 0
  for (let at = 0; at < store.count(); at += 1) {
    const amount = store.standing(at) === 'booked' ? store.amount(at) : null
    if (amount === null || amount === 0n) continue
    const isUndated = store.day(at) === null && (lines >= FEWEST_NAMED || store.text(at, 'description') === '')
    if (isUndated && (sizeOf(amount) === sizeOf(sum.group) || sizeOf(amount) === sizeOf(sum.all))) {
      found.add(store.line(at))
      sum.group = 0n
      lines = 0
    } else {
      sum.all += amount
      sum.group += amount
      lines += 1
    }
  }
}
