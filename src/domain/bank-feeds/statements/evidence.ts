// What the running balances prove of the amounts beside them. Looked into only where balances and amounts disagree, or where
// nothing says which way the money went: a balance that moves by the amount the other way proves the sign, and so on.
import type { Lines } from './arrangement'
import { type Money, sizeOf } from './money'

/**
 * - `sign`: the balance moved by the amount, the other way.
 * - `fee`: it moved by the amount and the line's fee.
 * - `not-counted`: it didn't move, so the bank doesn't count the line.
 * - `alone`: only the balance is wrong, or the order within a day: further down the sum of all lines fits again.
 * - `gap`: it moved by something else, and stays that way: a line is missing, doubled or wrong.
 */
export type Verdict = 'sign' | 'fee' | 'not-counted' | 'alone' | 'gap'

export interface Evidence {
  /** By place in the store. */
  readonly wrong: ReadonlyMap<number, Verdict>
  /** What the balance moved by, for each place in `wrong`, and for lines without a sign the amount that it proves. */
  readonly moved: ReadonlyMap<number, Money>
  /** Places of lines without a sign that the balances settle. */
  readonly settled: ReadonlySet<number>
  /** One line's sign is proved wrong and none right: whether all are turned, or this one alone, nothing tells. */
  readonly signsUnsure: boolean
  /** The balances are those of the days' ends, and fit: the lines are whole. */
  readonly byDay: boolean
}

const NONE: Evidence = { wrong: new Map(), moved: new Map(), settled: new Set(), signsUnsure: false, byDay: false }

/** Weighs the booked lines of `inTime`, places from the oldest line to the newest. */
export function weighBalances(lines: Lines, inTime: Int32Array): Evidence {
  const { store } = lines
  const places = inTime.filter((at) => lines.isBooked(at))
  if (!places.some((at) => lines.balance(at) !== null)) return NONE
  const wrong = new Map<number, Verdict>()
  const moved = new Map<number, Money>()
  const settled = new Set<number>()
  const unproved: number[] = []
  let carried: Money | null = null
  let budget = MOST_SEARCHED
  let fitting = 0
  for (let index = 0; index < places.length; index += 1) {
    const at = places[index] ?? 0
    const amount = lines.amount(at)
    const balance = lines.balance(at)
    const before: Money | null = carried
    // A line without a sign can't carry a balance on.
    const unknown = amount === null || lines.lacksSign(at)
    carried = balance ?? (before === null || unknown ? null : before + amount)
    if (before === null && amount !== null && amount !== 0n && !lines.lacksSign(at)) unproved.push(at)
    if (before === null || balance === null || amount === null) continue
    const step: Money = balance - before
    if (lines.lacksSign(at) && amount !== 0n && (step === amount || step === -amount)) {
      settled.add(at)
      moved.set(at, step)
      continue
    }
    if (step === amount) {
      fitting += 1
      continue
    }
    const searched = Math.min(LONGEST_STRETCH, budget)
    const end = endOfStretch(lines, places.subarray(index, index + searched), before)
    budget -= searched
    if (end !== null) {
      const stretch = places.subarray(index, index + end + 1)
      for (const [place, verdict] of verdictsWithin(lines, stretch, before)) {
        wrong.set(place.at, verdict)
        moved.set(place.at, place.step)
      }
      carried = lines.balance(stretch[end] ?? 0)
      index += end
      continue
    }
    moved.set(at, step)
    wrong.set(at, verdictOf(step, amount, store.fee(at)) ?? 'gap')
  }
  if (wrong.size === 0) return { wrong, moved, settled, signsUnsure: false, byDay: false }
  if (fitting === 0) stillIsNoProof(wrong)
  const turned = fitting === 0 && [...wrong.values()].every((verdict) => verdict === 'sign') ? wrong.size : 0
  if (turned > 1) turnRest(lines, unproved, { wrong, moved })
  return {
    wrong,
    moved,
    settled,
    signsUnsure: turned === 1 && unproved.length > 0,
    byDay: fitsByDay(lines, places),
  }
}

/** Where every sign that can be proved is wrong, the file writes them the other way round: also those before the first balance. */
function turnRest(
  lines: Lines,
  places: readonly number[],
  { wrong, moved }: { wrong: Map<number, Verdict>; moved: Map<number, Money> },
): void {
  for (const at of places) {
    wrong.set(at, 'sign')
    moved.set(at, -(lines.amount(at) ?? 0n))
  }
}

/** A balance that never moves, like the account's of today beside each line, proves of none of them that it isn't counted. */
function stillIsNoProof(wrong: Map<number, Verdict>): void {
  const still = [...wrong].filter(([, verdict]) => verdict === 'not-counted')
  if (still.length > 1) for (const [at] of still) wrong.set(at, 'gap')
}

/** Lines within which a sum is looked for that fits again, and lines looked through in all. */
const LONGEST_STRETCH = 200
const MOST_SEARCHED = 2_000_000

/** How many lines further the balance is again what it was before and all amounts since: the lines are whole, then. */
function endOfStretch(lines: Lines, stretch: Int32Array, before: Money): number | null {
  let expected = before
  for (let index = 0; index < stretch.length; index += 1) {
    const at = stretch[index] ?? 0
    const amount = lines.amount(at)
    if (amount === null || lines.lacksSign(at)) return null
    expected += amount
    if (index > 0 && lines.balance(at) === expected) return index
  }
  return null
}

/** Faults within lines whose sum fits: signs or fees that make up for each other, else balances that are wrong by themselves. */
function verdictsWithin(lines: Lines, stretch: Int32Array, before: Money): [{ at: number; step: Money }, Verdict][] {
  const proved: [{ at: number; step: Money }, Verdict][] = []
  const alone: [{ at: number; step: Money }, Verdict][] = []
  let held = before
  let expected = before
  let explained = true
  for (const at of stretch) {
    const amount = lines.amount(at) ?? 0n
    const balance = lines.balance(at)
    expected += amount
    if (balance === null) {
      held += amount
      continue
    }
    const step = balance - held
    const verdict = step === amount ? null : verdictOf(step, amount, lines.store.fee(at))
    if (verdict === 'sign' || verdict === 'fee') proved.push([{ at, step }, verdict])
    else if (step !== amount) explained = false
    // What it should have moved by, so that the balance that would fit can be told.
    if (balance !== expected) alone.push([{ at, step: balance - expected + amount }, 'alone'])
    held = balance
  }
  return explained ? proved : alone
}

function verdictOf(step: Money, amount: Money, fee: Money): Verdict | null {
  if (amount === 0n) return null
  if (fee !== 0n) {
    const size = sizeOf(fee)
    if (step === amount - size || step === amount + size) return 'fee'
  }
  if (step === -amount) return 'sign'
  return step === 0n ? 'not-counted' : null
}

/** Every line of a day shows what the account held when the day was over, and those run on from day to day. */
function fitsByDay(lines: Lines, places: Int32Array): boolean {
  let day: number | null = null
  let held: Money | null = null
  let start: Money | null = null
  let sum = 0n
  let days = 0
  let shared = 0
  for (const at of places) {
    const next = lines.day(at)
    const balance = lines.balance(at)
    const amount = lines.amount(at)
    if (next === null || balance === null || amount === null || lines.lacksSign(at)) return false
    if (next !== day) {
      if (start !== null && held !== null && held !== start + sum) return false
      if (day !== null && next < day) return false
      start = held
      sum = 0n
      day = next
      days += 1
    } else if (balance !== held) {
      return false
    } else if (start !== null) {
      shared += 1
    }
    held = balance
    sum += amount
  }
  // Lines that share a balance prove something only where the balance before them is known.
  return days > 1 && shared > 0 && (start === null || held === start + sum)
}
