// Lines that are there twice. Found by a hash table of places, settled by comparing the lines themselves.
import type { Lines } from './arrangement'
import type { TextName } from './line-store'
import type { Money } from './money'

export interface Duplicates {
  /** Places of lines with the id and the content of an earlier one, and that one's place. */
  readonly sameId: ReadonlyMap<number, number>
  /** Places of lines with the id of an earlier one but other content. */
  readonly reusedId: ReadonlyMap<number, number>
  /** Places of lines that say the same as an earlier one and may be it. */
  readonly likely: ReadonlyMap<number, number>
}

const SAID: readonly TextName[] = ['description', 'reference', 'counterparty']
const BY_ID: readonly TextName[] = ['id']

/**
 * Looks through the lines in order. Two lines are likely the same when date, amount and texts agree and so does the running
 * balance, which would have moved on if both counted. Without a balance that counts, an id of their own tells lines apart.
 */
export function findDuplicates(lines: Lines, order: Int32Array): Duplicates {
  const { store } = lines
  const mask = tableSize(order.length) - 1
  const byId = new Int32Array(mask + 1).fill(-1)
  const bySaying = new Int32Array(mask + 1).fill(-1)
  const sameId = new Map<number, number>()
  const reusedId = new Map<number, number>()
  const likely = new Map<number, number>()
  const sayTheSame = (at: number, other: number): boolean =>
    store.day(at) === store.day(other) && store.amount(at) === store.amount(other) && store.same(at, other, SAID)

  for (const at of order) {
    // Ids made here are each line's own.
    const ownId = !store.lacks(at, 'id') && !lines.isMadeId(at)
    if (ownId) {
      const first = settle(byId, mask, store.hash(at, BY_ID, 0), at, (other) => store.same(at, other, BY_ID))
      const isSame = first !== at && sayTheSame(at, first)
      if (first !== at) (isSame ? sameId : reusedId).set(at, first)
      if (isSame) continue
    }
    const day = store.day(at)
    const amount = store.amount(at)
    if (day === null || amount === null) continue
    const counted = amount === 0n ? null : lines.balance(at)
    if (counted === null && !lines.lacksId(at)) continue
    const seed = day ^ low32(amount) ^ (counted === null ? 0 : Math.imul(low32(counted), 31))
    const first = settle(bySaying, mask, store.hash(at, SAID, seed), at, (other) => {
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

/** At most half full. */
function tableSize(count: number): number {
  let size = 1_024
  while (size < count * 2) size *= 2
  return size
}

/** The place of the first line that `isSame`, or `at` itself, which is entered then. */
function settle(table: Int32Array, mask: number, hash: number, at: number, isSame: (other: number) => boolean): number {
  for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
    const other = table[slot] ?? -1
    if (other < 0) {
      table[slot] = at
      return at
    }
    if (isSame(other)) return other
  }
}

/** Spreads the high bits over the low ones, which choose the slot. */
function spread(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x45d9_f3b)
  return (mixed ^ (mixed >>> 13)) >>> 0
}
