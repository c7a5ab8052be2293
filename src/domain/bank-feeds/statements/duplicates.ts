// Lines that are there twice. Found by a hash table of places, settled by comparing the lines themselves.
import type { Lines } from './arrangement'

export interface Duplicates {
  /** Places of lines with the id and the content of an earlier one, and that one's place. */
  readonly sameId: ReadonlyMap<number, number>
  /** Places of lines with the id of an earlier one but other content. */
  readonly reusedId: ReadonlyMap<number, number>
  /** Places of lines that say the same as an earlier one and may be it. */
  readonly likely: ReadonlyMap<number, number>
}

/**
 * Looks through the lines in order. Two lines are likely the same when date, amount and texts agree and so does the running
 * balance, which would have moved on if both counted. Without a balance that counts, an id of their own tells lines apart.
 */
export function findDuplicates(lines: Lines, order: Int32Array): Duplicates {
  const { store } = lines
  const hashes = { ids: new Int32Array(store.count()), sayings: new Int32Array(store.count()) }
  const sameId = new Map<number, number>()
  const reusedId = new Map<number, number>()
  const likely = new Map<number, number>()
  const moveTheSame = sameMoney(lines.smallAmount, lines.amount)
  const holdTheSame = sameMoney(lines.smallBalance, lines.balance)
  const sayTheSame = (at: number, other: number): boolean =>
    lines.day(at) === lines.day(other) && moveTheSame(at, other) && store.same(at, other, 'saying')

  // A hash of 0 is none: the line has no id of its own, or nothing to tell it by.
  function enterHashes(at: number): void {
    if (!lines.isBooked(at)) return
    // Ids made here are each line's own.
    if (!store.lacks(at, 'id') && !lines.isMadeId(at)) hashes.ids[at] = spreadOf(store.hash(at, 'id', 0))
    const day = lines.day(at)
    if (day !== null) hashes.sayings[at] = spreadOf(store.hash(at, 'saying', day ^ lines.print(at)))
  }

  if (lines.isAsRead) store.hashAll(hashes, spreadOf)
  else for (const at of order) enterHashes(at)
  const sieves = { ids: sieveOf(order, hashes.ids), sayings: sieveOf(order, hashes.sayings) }
  const ids = createTable(hashes.ids, sieves.ids.repeats())
  const sayings = createTable(hashes.sayings, sieves.sayings.repeats())

  function compareIds(at: number): boolean {
    const first = ids.settle(at, (other) => store.same(at, other, 'id'))
    const isSame = first !== at && sayTheSame(at, first)
    if (first !== at) (isSame ? sameId : reusedId).set(at, first)
    return isSame
  }

  function compareSayings(at: number): void {
    const moved = lines.smallAmount(at)
    if (Number.isNaN(moved) && lines.amount(at) === null) return
    // What tells two lines of the same content apart: a balance that counts.
    const isCounted = moved !== 0 && lines.hasBalance(at)
    if (!isCounted && !lines.lacksId(at)) return
    const first = sayings.settle(at, (other) => sayTheSame(at, other) && (moved === 0 || holdTheSame(at, other)))
    if (first !== at) likely.set(at, first)
  }

  for (let index = 0; index < order.length; index += 1) {
    const at = order[index] ?? 0
    if (sieves.ids.repeated(hashes.ids[at] ?? 0) && compareIds(at)) continue
    if (sieves.sayings.repeated(hashes.sayings[at] ?? 0)) compareSayings(at)
  }
  return { sameId, reusedId, likely }
}

/** Whether two lines have the same of a kind of money, or neither has any: by numbers where those hold it, which needs no bigint. */
function sameMoney(small: Lines['smallAmount'], money: Lines['amount']): (one: number, other: number) => boolean {
  return (one, other) => {
    const value = small(one)
    return Number.isNaN(value) ? money(one) === money(other) : value === small(other)
  }
}

/** Tells hashes that may stand for two lines from the many that stand for one, in little memory. */
interface Sieve {
  readonly take: (hash: number) => void
  /** Whether another line may have it. */
  readonly repeated: (hash: number) => boolean
  /** How often one was taken that may have been there. */
  readonly repeats: () => number
}

/** One kind of hash at a time, so that the bits stay at hand. */
function sieveOf(order: Int32Array, hashes: Int32Array): Sieve {
  const sieve = createSieve(order.length)
  for (let index = 0; index < order.length; index += 1) {
    const hash = hashes[order[index] ?? 0] ?? 0
    if (hash !== 0) sieve.take(hash)
  }
  return sieve
}

/** Bits for each line: of those that stand alone, one in eight is looked at for nothing, and what is looked in stays small enough to be at hand. */
const BITS_EACH = 8

function createSieve(count: number): Sieve {
  let size = 1_024
  while (size < count * BITS_EACH) size *= 2
  const mask = size - 1
  const once = new Uint32Array(size >>> 5)
  const twice = new Uint32Array(size >>> 5)
  let repeats = 0
  return {
    take(hash) {
      const slot = (hash & mask) >>> 5
      const bit = 1 << (hash & 31)
      const seen = once[slot] ?? 0
      if ((seen & bit) === 0) {
        once[slot] = seen | bit
        return
      }
      twice[slot] = (twice[slot] ?? 0) | bit
      repeats += 1
    },
    repeated: (hash) => hash !== 0 && ((twice[(hash & mask) >>> 5] ?? 0) & (1 << (hash & 31))) !== 0,
    repeats: () => repeats,
  }
}

/** Places by hash. */
interface Table {
  /** The place of the first line of the same hash that `isSame`, or `at` itself, which is entered then. */
  readonly settle: (at: number, isSame: (other: number) => boolean) => number
}

/** Room for lines of which `repeats` are like another, at most half full. */
function createTable(hashes: Int32Array, repeats: number): Table {
  let size = 1_024
  while (size < repeats * 4) size *= 2
  const mask = size - 1
  const slots = new Int32Array(size).fill(-1)
  return {
    settle(at, isSame) {
      const hash = hashes[at] ?? 0
      for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
        const other = slots[slot] ?? -1
        if (other < 0) {
          slots[slot] = at
          return at
        }
        // Neighbours in the table mostly have other hashes, which is quicker to see than other texts.
        if (hashes[other] === hash && isSame(other)) return other
      }
    },
  }
}

/** Spreads the high bits over the low ones, which choose the slot. Never 0. */
function spreadOf(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x45d9_f3b)
  return mixed ^ (mixed >>> 13) || 1
}
