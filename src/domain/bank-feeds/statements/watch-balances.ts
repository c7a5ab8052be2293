// The running balance, line by line and in both directions at once: a file may run from the newest line down.
import type { Lines } from './arrangement'
import { faultBit } from './line-store'
import { formatMoney, type Money } from './money'
import { MOST_PLACES, type Place, type Tally } from './tally'

/** What the file itself says its account held. */
export interface DeclaredBalances {
  readonly startBalance: Money | null
  readonly endBalance: Money | null
}

export interface Ends {
  readonly start: Money | null
  readonly end: Money | null
  /** Where lines and file say different things of the end. */
  readonly mismatch: Place | null
}

export interface BalanceWatch {
  /** The next line. Amount and balance may have been worked out anew. */
  readonly take: (at: number, index: number, amount: Money | null, balance: Money | null) => void
  /** Some line has a balance. */
  readonly any: () => boolean
  /** Breaks seen reading down, and reading up. */
  readonly breaks: () => { readonly forward: number; readonly back: number }
  /** Puts the breaks seen from below in place of those seen from above. */
  readonly turnAround: () => void
  readonly sums: () => { readonly moneyIn: Money; readonly moneyOut: Money }
  readonly ends: (newestFirst: boolean, declared: DeclaredBalances) => Ends
}

interface Seen {
  readonly index: number
  readonly line: number
  readonly amount: Money | null
  readonly balance: Money | null
}

const UNREADABLE = faultBit('balance.unreadable')

export function watchBalances(lines: Lines, tally: Tally): BalanceWatch {
  const { store } = lines
  const breaks = { forward: 0, back: 0 }
  const backPlaces: Place[] = []
  let carried: Money | null = null
  let moneyIn = 0n
  let moneyOut = 0n
  let first: Seen | null = null
  let last: Seen | null = null
  let any = false

  function take(at: number, index: number, amount: Money | null, balance: Money | null): void {
    const seen: Seen = { index, line: store.line(at), amount, balance }
    if (amount !== null && amount > 0n) moneyIn += amount
    if (amount !== null && amount < 0n) moneyOut += amount
    if (amount === 0n) tally.add('amount.zero', () => placeOf(seen, '0', null))
    if (balance === null && (store.faults(at) & UNREADABLE) === 0) {
      tally.add('balance.missing', () => placeOf(seen, null, null))
    }
    if (balance !== null) any = true
    takeForward(seen)
    takeBack(seen)
    first ??= seen
    last = seen
  }

  /** The balance is the one above and this line's amount. A gap is bridged by the amounts; after a break it starts anew. */
  function takeForward(seen: Seen): void {
    const { amount, balance } = seen
    const expected = carried === null || amount === null ? null : carried + amount
    carried = balance ?? expected
    if (balance === null || expected === null || balance === expected) return
    breaks.forward += 1
    tally.add('balance.breaks', () => placeOf(seen, formatMoney(balance), formatMoney(expected)))
  }

  /** Read from below, the line above holds this line's balance and its own amount. */
  function takeBack({ balance }: Seen): void {
    const newer = last
    if (newer === null || newer.balance === null || newer.amount === null || balance === null) return
    const expected = balance + newer.amount
    if (newer.balance === expected) return
    breaks.back += 1
    if (backPlaces.length < MOST_PLACES) {
      backPlaces.push(placeOf(newer, formatMoney(newer.balance), formatMoney(expected)))
    }
  }

  function ends(newestFirst: boolean, declared: DeclaredBalances): Ends {
    const [oldest, newest] = newestFirst ? [last, first] : [first, last]
    const sum = moneyIn + moneyOut
    const start = beforeLine(oldest) ?? declared.startBalance ?? plus(declared.endBalance, -sum)
    const reached = newest?.balance ?? plus(declared.startBalance, sum)
    const compared = [
      [reached, declared.endBalance],
      [plus(start, sum), plus(declared.startBalance, sum)],
    ] as const
    const mismatch = newest === null ? null : firstDifference(newest, compared)
    return { start, end: newest?.balance ?? declared.endBalance ?? plus(start, sum), mismatch }
  }

  return {
    take,
    any: () => any,
    breaks: () => breaks,
    turnAround: () => {
      if (breaks.back === 0) tally.drop('balance.breaks')
      else tally.set('balance.breaks', breaks.back, backPlaces)
    },
    sums: () => ({ moneyIn, moneyOut }),
    ends,
  }
}

function placeOf({ index, line }: Seen, value: string | null, expected: string | null): Place {
  return { at: index, line, value, expected }
}

/** What the account held before a line. */
function beforeLine(seen: Seen | null): Money | null {
  if (seen === null || seen.balance === null || seen.amount === null) return null
  return seen.balance - seen.amount
}

function plus(value: Money | null, other: Money): Money | null {
  return value === null ? null : value + other
}

function firstDifference(seen: Seen, compared: readonly (readonly [Money | null, Money | null])[]): Place | null {
  for (const [found, wanted] of compared) {
    if (found !== null && wanted !== null && found !== wanted) {
      return placeOf(seen, formatMoney(found), formatMoney(wanted))
    }
  }
  return null
}
