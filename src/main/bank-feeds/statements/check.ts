// The check of a statement: one pass over its lines in order, then the duplicates. Nothing is changed here.
import { feedRequestLines } from '../../../contract/facts'
import type { FindingCode, StatementFinding, StatementSummary } from '../../../contract/statements'
import type { Lines } from './arrangement'
import { formatDay } from './days'
import { findDuplicates, type Duplicates } from './duplicates'
import { formatMoney, type Money } from './money'
import type { WordFinding } from './statement-parts'
import { createTally, MOST_PLACES, type Place, type Tally } from './tally'
import { watchBalances, type BalanceWatch, type DeclaredBalances, type Ends } from './watch-balances'
import { watchDays, type DayWatch } from './watch-days'
import { watchFields } from './watch-fields'

/** What the file says of itself, besides its lines. */
export interface FileWord extends DeclaredBalances {
  /** Faults of the file as a whole, with what stood there. */
  readonly findings: readonly WordFinding[]
  /** What unreadable texts said, by `noteKey`. The first ones only. */
  readonly notes: ReadonlyMap<number, string>
}

export interface CheckTerms {
  /** The day it is, where the user is. */
  readonly today: number
  /** The user knows that it takes more than one request. */
  readonly split: boolean
  /** The user knows that the day isn't over and the lines come again. */
  readonly interim: boolean
}

export interface CheckResult {
  readonly findings: readonly StatementFinding[]
  /** Where in the statement each finding is, for the picture. */
  readonly places: ReadonlyMap<FindingCode, readonly Place[]>
  readonly summary: StatementSummary
  readonly newestFirst: boolean
  readonly duplicates: Duplicates
  /** Before the first line in time; null where neither lines nor file say. */
  readonly startBalance: Money | null
}

export interface Checker {
  /** The next line in order. `at` is its place in the store. */
  readonly take: (at: number) => void
  readonly finish: (order: Int32Array, word: FileWord) => CheckResult
}

/** A check under way: lines are taken one by one, so that it can run while a file is read. */
export function createChecker(lines: Lines, { today, split, interim }: CheckTerms): Checker {
  const { store } = lines
  const tally = createTally()
  const days = watchDays(store, today, tally)
  const balances = watchBalances(store, tally)
  const fields = watchFields(lines, tally)
  let taken = 0

  return {
    take(at) {
      days.take(at, taken)
      balances.take(at, taken, lines.balance(at))
      fields.take(at, taken)
      taken += 1
    },
    finish(order, word) {
      const duplicates = findDuplicates(lines, order)
      const newestFirst = runsBackwards(days, balances, taken)
      if (newestFirst) turnAround(tally, balances)
      fields.enterFaults(word.notes)
      enterDuplicates(tally, lines, order, duplicates)
      enterWord(tally, word)
      if (interim) tally.drop('file.interim')
      const ends = balances.ends(newestFirst, word)
      if (ends.mismatch !== null) tally.set('balance.wrong-end', 1, [ends.mismatch])
      if (taken > feedRequestLines.value && !split) tally.set('request.too-many-lines', taken, [])
      if (store.full()) tally.set('file.too-many-lines', taken, [])
      const findings = tally.findings()
      return {
        findings,
        places: tally.all(),
        newestFirst,
        duplicates,
        startBalance: ends.start,
        summary: summaryOf({ taken, days, balances, ends, currencies: fields.currencies(), findings }),
      }
    },
  }
}

/** From the newest line down: days only go back, or, all of one day, balances fit only when read from below. */
function runsBackwards(days: DayWatch, balances: BalanceWatch, taken: number): boolean {
  const steps = days.steps()
  if (steps.forward > 0) return false
  const breaks = balances.breaks()
  return steps.back > 0 || (taken > 1 && breaks.forward > 0 && breaks.back === 0)
}

/** A file that runs backwards is in one piece: its order is one finding, and its breaks are those seen from below. */
function turnAround(tally: Tally, balances: BalanceWatch): void {
  const steps = tally.places('order.not-chronological')
  const [first] = steps.length > 0 ? steps : tally.places('balance.breaks')
  tally.drop('order.not-chronological')
  tally.set('order.newest-first', 0, first === undefined ? [] : [first])
  balances.turnAround()
}

function enterWord(tally: Tally, word: FileWord): void {
  for (const { code, line, value, expected = null } of word.findings) {
    const place = { at: 0, line: line ?? 1, value, expected }
    // A value without a line still has to reach the page; the page knows which findings have no line.
    tally.set(code, line === null ? 0 : 1, line === null && value === null ? [] : [place])
  }
}

function enterDuplicates(tally: Tally, lines: Lines, order: Int32Array, found: Duplicates): void {
  const { store } = lines
  const kinds = [
    ['duplicate.id', found.sameId],
    ['id.reused', found.reusedId],
    ['duplicate.likely', found.likely],
  ] as const
  for (const [code, earlier] of kinds) {
    if (earlier.size === 0) continue
    const places: Place[] = []
    for (let index = 0; index < order.length && places.length < MOST_PLACES; index += 1) {
      const at = order[index] ?? 0
      const first = earlier.get(at)
      if (first === undefined) continue
      const value = code === 'duplicate.likely' ? store.text(at, 'description') : lines.id(at)
      places.push({ at: index, line: store.line(at), value, expected: String(store.line(first)) })
    }
    tally.set(code, earlier.size, places)
  }
}

function summaryOf(of: {
  taken: number
  days: DayWatch
  balances: BalanceWatch
  ends: Ends
  currencies: string[]
  findings: readonly StatementFinding[]
}): StatementSummary {
  const { first, last } = of.days.span()
  const { moneyIn, moneyOut } = of.balances.sums()
  const { start, end } = of.ends
  return {
    lines: of.taken,
    firstDate: first === null ? null : formatDay(first),
    lastDate: last === null ? null : formatDay(last),
    moneyIn: formatMoney(moneyIn),
    moneyOut: formatMoney(moneyOut),
    startBalance: start === null ? null : formatMoney(start),
    endBalance: end === null ? null : formatMoney(end),
    currencies: of.currencies,
    requests: Math.ceil(of.taken / feedRequestLines.value),
    stops: of.findings.filter(({ severity }) => severity === 'stop').length,
  }
}
