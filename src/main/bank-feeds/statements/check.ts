// The check of a statement: one pass over its lines in order, then the duplicates. Nothing is changed here.
import { feedAge, feedRequestLines } from '../../../contract/facts'
import type { FindingCode, StatementFinding, StatementSummary } from '../../../contract/statements'
import { contradicts, type Lines } from './arrangement'
import { formatDay, yearsBefore } from './days'
import { findDuplicates, type Duplicates } from './duplicates'
import { findingKinds } from './finding-kinds'
import { faultBit, faults, type Fault } from './line-store'
import { formatMoney, type Money } from './money'

/** What the file says of itself, besides its lines. */
export interface FileWord {
  /** Faults of the file as a whole, with what stood there. */
  readonly findings: readonly { code: FindingCode; line: number | null; value: string | null }[]
  readonly startBalance: Money | null
  readonly endBalance: Money | null
  /** What unreadable texts said, by `noteKey`. The first ones only. */
  readonly notes: ReadonlyMap<number, string>
}

export interface CheckTerms {
  /** The day it is, where the user is. */
  readonly today: number
  readonly split: boolean
}

/** The place of a finding, with where the line stands in the statement. */
export interface Place {
  readonly at: number
  readonly line: number
  readonly value: string | null
  readonly expected: string | null
}

export interface CheckResult {
  readonly findings: readonly StatementFinding[]
  /** Where in the statement each finding is, for the picture. */
  readonly places: ReadonlyMap<FindingCode, readonly Place[]>
  readonly summary: StatementSummary
  readonly newestFirst: boolean
  readonly duplicates: Duplicates
  /** Before the first and after the last line in time; null where neither lines nor file say. */
  readonly startBalance: Money | null
  readonly endBalance: Money | null
}

const MOST_PLACES = 200
const MOST_CURRENCIES = 20
const LONGEST_VALUE = 200

/** Key of what a faulty text said. */
export function noteKey(at: number, fault: Fault): number {
  return at * 32 + faults.indexOf(fault)
}

interface Tally {
  count: number
  readonly places: Place[]
}

export interface Checker {
  /** The next line in order. `at` is its place in the store. */
  readonly take: (at: number) => void
  readonly finish: (order: Int32Array, word: FileWord) => CheckResult
}

/** A check under way: lines are taken one by one, so that it can run while a file is read. */
export function createChecker(lines: Lines, { today, split }: CheckTerms): Checker {
  const { store } = lines
  const oldest = yearsBefore(today, feedAge.value.oldestYears)
  const tallies = new Map<FindingCode, Tally>()
  const currencies = new Map<string, number>()
  const faultyPlaces = new Map<Fault, { count: number; places: { at: number; place: number; line: number }[] }>()
  const forward = createChain()
  const downwards: Place[] = []
  let taken = 0
  let downBreaks = 0
  let previousDay: number | null = null
  let steps = { up: 0, down: 0 }
  let firstDay: number | null = null
  let lastDay: number | null = null
  let moneyIn = 0n
  let moneyOut = 0n
  let newer: { balance: Money | null; amount: Money | null; line: number } | null = null
  let first: { balance: Money | null; amount: Money | null; line: number } | null = null
  let last: { balance: Money | null; amount: Money | null; line: number } | null = null

  function report(code: FindingCode, place: () => Omit<Place, 'at' | 'line'>, at: number): void {
    let tally = tallies.get(code)
    if (tally === undefined) tallies.set(code, (tally = { count: 0, places: [] }))
    tally.count += 1
    if (tally.places.length < MOST_PLACES) tally.places.push({ at: taken, line: store.line(at), ...place() })
  }

  function take(at: number): void {
    const given = store.faults(at)
    if (given !== 0) takeFaults(at, given)
    takeDay(at)
    takeAmount(at)
    takeRest(at)
    taken += 1
  }

  function takeFaults(at: number, given: number): void {
    for (const fault of faults) {
      if ((given & faultBit(fault)) === 0) continue
      // A balance that was worked out anew is readable.
      if (fault === 'balance.unreadable' && lines.balance(at) !== null) continue
      let seen = faultyPlaces.get(fault)
      if (seen === undefined) faultyPlaces.set(fault, (seen = { count: 0, places: [] }))
      seen.count += 1
      if (seen.places.length < MOST_PLACES) seen.places.push({ at: taken, place: at, line: store.line(at) })
    }
  }

  function takeDay(at: number): void {
    const day = store.day(at)
    if (day === null) return
    if (day > today) report('date.future', () => ({ value: formatDay(day), expected: formatDay(today) }), at)
    if (day < oldest) report('date.too-old', () => ({ value: formatDay(day), expected: formatDay(oldest) }), at)
    if (firstDay === null || day < firstDay) firstDay = day
    if (lastDay === null || day > lastDay) lastDay = day
    const before = previousDay
    if (before !== null && day > before) steps.up += 1
    if (before !== null && day < before) {
      steps.down += 1
      report('order.not-chronological', () => ({ value: formatDay(day), expected: formatDay(before) }), at)
    }
    previousDay = day
  }

  function takeAmount(at: number): void {
    const amount = store.amount(at)
    const balance = lines.balance(at)
    if (amount !== null) {
      if (amount > 0n) moneyIn += amount
      else moneyOut += amount
      if (amount === 0n) report('amount.zero', () => ({ value: '0', expected: null }), at)
    }
    const expected = forward.take(amount, balance)
    if (balance !== null && expected !== null && expected !== balance) {
      report('balance.breaks', () => ({ value: formatMoney(balance), expected: formatMoney(expected) }), at)
    }
    if (balance === null && (store.faults(at) & faultBit('balance.unreadable')) === 0) {
      report('balance.missing', () => ({ value: null, expected: null }), at)
    }
    if (steps.up === 0) takeDownwards(balance)
    newer = { balance, amount, line: store.line(at) }
    first ??= newer
    last = newer
  }

  /** In a file that runs from the newest line down, each line's balance is what the line below held, and its own amount. */
  function takeDownwards(balance: Money | null): void {
    if (newer === null || newer.balance === null || newer.amount === null || balance === null) return
    const expected = balance + newer.amount
    if (newer.balance === expected) return
    downBreaks += 1
    if (downwards.length >= MOST_PLACES) return
    const value = formatMoney(newer.balance)
    downwards.push({ at: taken - 1, line: newer.line, value, expected: formatMoney(expected) })
  }

  function takeRest(at: number): void {
    if (lines.lacksId(at)) report('id.missing', () => ({ value: null, expected: null }), at)
    const type = lines.givenType(at)
    const amount = store.amount(at)
    if (contradicts(type, amount) && amount !== null) {
      report('type.wrong-sign', () => ({ value: `${type} ${formatMoney(amount)}`, expected: null }), at)
    }
    const currency = store.currency(at)
    if (currency === '') return
    const known = currencies.get(currency)
    if (known !== undefined || currencies.size < MOST_CURRENCIES) currencies.set(currency, (known ?? 0) + 1)
    const [usual = currency] = currencies.keys()
    if (currency !== usual) report('currency.mixed', () => ({ value: currency, expected: usual }), at)
  }

  function finish(order: Int32Array, word: FileWord): CheckResult {
    const duplicates = findDuplicates(lines, order)
    const places = new Map<FindingCode, Place[]>()
    const counts = new Map<FindingCode, number>()
    for (const [code, tally] of tallies) {
      places.set(code, tally.places)
      counts.set(code, tally.count)
    }
    const oneDayUpsideDown = steps.down === 0 && steps.up === 0 && forward.breaks() > 0 && downBreaks === 0 && taken > 1
    const newestFirst = (steps.down > 0 && steps.up === 0) || oneDayUpsideDown
    if (newestFirst) {
      turnAround(places, counts, { downwards, downBreaks, oneDayUpsideDown })
    }
    addFaults(places, counts)
    addDuplicates(places, counts, duplicates, order)
    for (const { code, line, value } of word.findings) {
      counts.set(code, (counts.get(code) ?? 0) + (line === null ? 0 : 1))
      places.set(code, [
        ...(places.get(code) ?? []),
        ...(line === null ? [] : [{ at: 0, line, value, expected: null }]),
      ])
    }
    const ends = endsOf({ newestFirst, word })
    if (ends.mismatch !== null) {
      places.set('balance.wrong-end', [ends.mismatch])
      counts.set('balance.wrong-end', 1)
    }
    if (taken > feedRequestLines.value && !split) counts.set('request.too-many-lines', taken)
    if (store.full()) counts.set('file.too-many-lines', taken)
    const findings = listed(counts, places)
    return {
      findings,
      places,
      newestFirst,
      duplicates,
      startBalance: ends.start,
      endBalance: ends.end,
      summary: {
        lines: taken,
        firstDate: firstDay === null ? null : formatDay(firstDay),
        lastDate: lastDay === null ? null : formatDay(lastDay),
        moneyIn: formatMoney(moneyIn),
        moneyOut: formatMoney(moneyOut),
        startBalance: ends.start === null ? null : formatMoney(ends.start),
        endBalance: ends.end === null ? null : formatMoney(ends.end),
        currencies: [...currencies.keys()],
        requests: Math.ceil(taken / feedRequestLines.value),
        stops: findings.filter(({ severity }) => severity === 'stop').length,
      },
    }

    function addFaults(into: Map<FindingCode, Place[]>, numbers: Map<FindingCode, number>): void {
      for (const [fault, seen] of faultyPlaces) {
        numbers.set(fault, seen.count)
        into.set(
          fault,
          seen.places.map(({ at, place, line }) => ({
            at,
            line,
            value: word.notes.get(noteKey(place, fault)) ?? null,
            expected: null,
          })),
        )
      }
    }
  }

  function addDuplicates(
    places: Map<FindingCode, Place[]>,
    counts: Map<FindingCode, number>,
    found: Duplicates,
    order: Int32Array,
  ): void {
    const kinds = [
      ['duplicate.id', found.sameId],
      ['id.reused', found.reusedId],
      ['duplicate.likely', found.likely],
    ] as const
    for (const [code, of] of kinds) {
      if (of.size === 0) continue
      const wanted = new Set([...of.keys()].slice(0, MOST_PLACES))
      const shown: Place[] = []
      for (let at = 0; at < order.length && shown.length < wanted.size; at += 1) {
        const place = order[at] ?? 0
        if (!wanted.has(place)) continue
        const value = code === 'duplicate.likely' ? store.text(place, 'description') : lines.id(place)
        const line = store.line(of.get(place) ?? place)
        shown.push({ at, line: store.line(place), value: value.slice(0, LONGEST_VALUE), expected: String(line) })
      }
      counts.set(code, of.size)
      places.set(code, shown)
    }
  }

  /** The balances at both ends in time, and where the file says another end than its lines. */
  function endsOf({ newestFirst, word }: { newestFirst: boolean; word: FileWord }) {
    const [oldest, newest] = newestFirst ? [last, first] : [first, last]
    const sum = moneyIn + moneyOut
    const fromLines =
      oldest === null || oldest.balance === null || oldest.amount === null ? null : oldest.balance - oldest.amount
    const start = fromLines ?? word.startBalance ?? (word.endBalance === null ? null : word.endBalance - sum)
    const end = newest?.balance ?? word.endBalance ?? (start === null ? null : start + sum)
    return { start, end, mismatch: mismatchOf({ newestFirst, word, start, newest, sum }) }
  }

  function mismatchOf(of: {
    newestFirst: boolean
    word: FileWord
    start: Money | null
    newest: { balance: Money | null } | null
    sum: Money
  }): Place | null {
    const { word, start, newest, sum } = of
    const at = of.newestFirst ? 0 : Math.max(taken - 1, 0)
    const line = (of.newestFirst ? first : last)?.line ?? 1
    const place = (value: Money, expected: Money): Place => ({
      at,
      line,
      value: formatMoney(value),
      expected: formatMoney(expected),
    })
    const reached = newest?.balance ?? (start === null || word.startBalance === null ? null : start + sum)
    if (word.endBalance !== null && reached !== null && reached !== word.endBalance) {
      return place(reached, word.endBalance)
    }
    if (word.startBalance !== null && start !== null && start !== word.startBalance) {
      return place(start + sum, word.startBalance + sum)
    }
    return null
  }

  return { take, finish }
}

/** A file that runs backwards is in one piece: its breaks are those seen from below, and its order is one finding. */
function turnAround(
  places: Map<FindingCode, Place[]>,
  counts: Map<FindingCode, number>,
  seen: { downwards: Place[]; downBreaks: number; oneDayUpsideDown: boolean },
): void {
  const wrong = places.get('order.not-chronological') ?? places.get('balance.breaks') ?? []
  counts.delete('order.not-chronological')
  places.delete('order.not-chronological')
  counts.set('order.newest-first', 0)
  places.set('order.newest-first', wrong.slice(0, 1))
  counts.delete('balance.breaks')
  places.delete('balance.breaks')
  if (seen.downBreaks === 0) return
  counts.set('balance.breaks', seen.downBreaks)
  places.set('balance.breaks', seen.downwards)
}

function listed(
  counts: ReadonlyMap<FindingCode, number>,
  places: ReadonlyMap<FindingCode, readonly Place[]>,
): StatementFinding[] {
  const codes = Object.keys(findingKinds) as FindingCode[]
  const found = codes.filter((code) => counts.has(code))
  const bySeverity = (wanted: StatementFinding['severity']): StatementFinding[] =>
    found
      .filter((code) => findingKinds[code].severity === wanted)
      .map((code) => ({
        code,
        severity: wanted,
        count: counts.get(code) ?? 0,
        places: (places.get(code) ?? []).slice(0, MOST_PLACES).map(({ at, line, value, expected }) => ({
          at,
          line,
          value: value?.slice(0, LONGEST_VALUE) ?? null,
          expected,
        })),
        remedies: [...(findingKinds[code].remedies ?? [])],
      }))
  return [...bySeverity('stop'), ...bySeverity('watch'), ...bySeverity('note')]
}

/** The running balance: what the next line should hold, as far as it is known. */
function createChain() {
  let carried: Money | null = null
  let breaks = 0
  return {
    breaks: () => breaks,
    take(amount: Money | null, balance: Money | null): Money | null {
      const expected = carried === null || amount === null ? null : carried + amount
      if (balance !== null && expected !== null && balance !== expected) breaks += 1
      carried = balance ?? expected
      return expected
    },
  }
}
