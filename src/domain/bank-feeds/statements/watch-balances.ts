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
  /** The next line. */
  readonly take: (at: number, index: number) => void
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
/** Sums of numbers below this are exact, and need no bigint. */
const LARGEST_SMALL = 2 ** 52
const NONE = -1

export function watchBalances(lines: Lines, tally: Tally): BalanceWatch {
  const { store } = lines
  const breaks = { forward: 0, back: 0 }
  const backPlaces: Place[] = []
  /** Numbers as long as all amounts are small enough for them, which they are but for a few; from the first large one on, bigints. */
  const small = { carried: Number.NaN, moneyIn: 0, moneyOut: 0, amount: Number.NaN, balance: Number.NaN }
  let isLarge = false
  let carried: Money | null = null
  let moneyIn = 0n
  let moneyOut = 0n
  let first: { readonly at: number; readonly index: number } | null = null
  let lastAt = NONE
  let lastIndex = 0
  let any = false

  function seenAt(at: number, index: number): Seen {
    return { index, line: store.line(at), amount: lines.amount(at), balance: lines.balance(at) }
  }

  function take(at: number, index: number): void {
    const hasBalance = lines.hasBalance(at)
    if (hasBalance) any = true
    else if ((store.faults(at) & UNREADABLE) === 0) {
      tally.addAt('balance.missing', index, store.line(at))
    }
    if (isLarge || !takeSmall(at, index, hasBalance)) takeLarge(at, index)
    first ??= { at, index }
    lastAt = at
    lastIndex = index
  }

  /** False, and nothing taken, where a number can't hold what the line moves. */
  function takeSmall(at: number, index: number, hasBalance: boolean): boolean {
    const amount = lines.smallAmount(at)
    const balance = hasBalance ? lines.smallBalance(at) : Number.NaN
    const isExact = Math.abs(small.moneyIn) + Math.abs(small.moneyOut) < LARGEST_SMALL
    const isCarried = Number.isNaN(small.carried) || Math.abs(small.carried) < LARGEST_SMALL
    if (Number.isNaN(amount) || (hasBalance && Number.isNaN(balance)) || !isExact || !isCarried) {
      growLarge()
      return false
    }
    if (amount > 0) small.moneyIn += amount
    else small.moneyOut += amount
    if (amount === 0) tally.add('amount.zero', () => placeOf(seenAt(at, index), '0', null))
    // A gap is bridged by the amounts; after a break it starts anew. What isn't known yet is no number.
    const expected = small.carried + amount
    small.carried = hasBalance ? balance : expected
    if (hasBalance && expected !== balance && !Number.isNaN(expected)) noteForward(seenAt(at, index), BigInt(expected))
    // Read from below, the line above holds this line's balance and its own amount.
    const above = balance + small.amount
    if (above !== small.balance && !Number.isNaN(above) && !Number.isNaN(small.balance)) noteBack(above)
    small.amount = amount
    small.balance = balance
    return true
  }

  function growLarge(): void {
    isLarge = true
    carried = Number.isNaN(small.carried) ? null : BigInt(small.carried)
  }

  function takeLarge(at: number, index: number): void {
    const seen = seenAt(at, index)
    const { amount } = seen
    if (amount !== null && amount > 0n) moneyIn += amount
    if (amount !== null && amount < 0n) moneyOut += amount
    if (amount === 0n) tally.add('amount.zero', () => placeOf(seen, '0', null))
    takeForward(seen)
    takeBack(seen)
  }

  function noteForward(seen: Seen, expected: Money): void {
    breaks.forward += 1
    const { balance } = seen
    tally.add('balance.breaks', () =>
      placeOf(seen, balance === null ? null : formatMoney(balance), formatMoney(expected)),
    )
  }

  /** The line before this one breaks, read from below, as nearly every line of a file does that runs forward: a bigint is made of the first ones only. */
  function noteBack(expected: Money | number): void {
    breaks.back += 1
    if (backPlaces.length >= MOST_PLACES) return
    const newer = seenAt(lastAt, lastIndex)
    backPlaces.push(
      placeOf(newer, newer.balance === null ? null : formatMoney(newer.balance), formatMoney(BigInt(expected))),
    )
  }

  /** The balance is the one above and this line's amount. */
  function takeForward(seen: Seen): void {
    const { amount, balance } = seen
    const expected = carried === null || amount === null ? null : carried + amount
    carried = balance ?? expected
    if (balance === null || expected === null || balance === expected) return
    noteForward(seen, expected)
  }

  /** Read from below, the line above holds this line's balance and its own amount. */
  function takeBack({ balance }: Seen): void {
    const newer = lastAt === NONE ? null : seenAt(lastAt, lastIndex)
    if (newer === null || newer.balance === null || newer.amount === null || balance === null) return
    const expected = balance + newer.amount
    if (newer.balance !== expected) noteBack(expected)
  }

  const sumIn = (): Money => moneyIn + BigInt(small.moneyIn)
  const sumOut = (): Money => moneyOut + BigInt(small.moneyOut)

  function ends(newestFirst: boolean, declared: DeclaredBalances): Ends {
    const earliest = first === null ? null : seenAt(first.at, first.index)
    const latest = lastAt === NONE ? null : seenAt(lastAt, lastIndex)
    const [oldest, newest] = newestFirst ? [latest, earliest] : [earliest, latest]
    const sum = sumIn() + sumOut()
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
    sums: () => ({ moneyIn: sumIn(), moneyOut: sumOut() }),
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
