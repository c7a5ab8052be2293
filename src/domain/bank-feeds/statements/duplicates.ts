// Lines that are there twice. Found by a hash table of places, settled by comparing the lines themselves.
import type { Lines } from './arrangement'
import type { Money } from './money'

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
  const ids = createTable(order.length, store.count())
  const sayings = createTable(order.length, store.count())
  const sameId = new Map<number, number>()
  const reusedId = new Map<number, number>()
  const likely = new Map<number, number>()
  const sayTheSame = (at: number, other: number): boolean =>
    store.day(at) === store.day(other) && lines.amount(at) === lines.amount(other) && store.same(at, other, 'saying')

  for (const at of order) {
    if (!lines.isBooked(at)) continue
    // Ids made here are each line's own.
    const ownId = !store.lacks(at, 'id') && !lines.isMadeId(at)
    if (ownId) {
      const first = ids.settle(store.hash(at, 'id', 0), at, (other) => store.same(at, other, 'id'))
      const isSame = first !== at && sayTheSame(at, first)
      if (first !== at) (isSame ? sameId : reusedId).set(at, first)
      if (isSame) continue
    }
    const day = store.day(at)
    const amount = lines.amount(at)
    if (day === null || amount === null) continue
    const counted = amount === 0n ? null : lines.balance(at)
    if (counted === null && !lines.lacksId(at)) continue
    const seed = day ^ low32(amount) ^ (counted === null ? 0 : Math.imul(low32(counted), 31))
    const first = sayings.settle(store.hash(at, 'saying', seed), at, (other) => {
      if (!sayTheSame(at, other)) return false
      return counted === null ? amount === 0n || lines.balance(other) === null : lines.balance(other) === counted
    })
    if (first !== at) likely.set(at, first)
  }
  return { sameId, reusedId, likely }
}

function low32(value: Money): number {
  return Number(BigInt.asIntN(32, value))
}

/** Places by hash. */
interface Table {
  /** The place of the first line with this hash that `isSame`, or `at` itself, which is entered then. */
  readonly settle: (hash: number, at: number, isSame: (other: number) => boolean) => number
}

/** Room for `count` lines out of a store of `places`, at most half full. */
function createTable(count: number, places: number): Table {
  let size = 1_024
  while (size < count * 2) size *= 2
  const mask = size - 1
  const slots = new Int32Array(size).fill(-1)
  // Neighbours in the table mostly have other hashes, which is quicker to see than other texts.
  const hashes = new Int32Array(places)
  return {
    settle(hash, at, isSame) {
      const spread = spreadOf(hash)
      hashes[at] = spread
      for (let slot = spread & mask; ; slot = (slot + 1) & mask) {
        const other = slots[slot] ?? -1
        if (other < 0) {
          slots[slot] = at
          return at
        }
        if (hashes[other] === spread && isSame(other)) return other
      }
    },
  }
}

/** Spreads the high bits over the low ones, which choose the slot. */
function spreadOf(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x45d9_f3b)
  return mixed ^ (mixed >>> 13)
}
