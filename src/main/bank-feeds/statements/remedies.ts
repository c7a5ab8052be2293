// What each remedy makes of an arrangement. None changes a line that was read; each says in its name what it touches.
import { createHash } from 'node:crypto'
import type { StatementRemedy } from '../../../contract/statements'
import { type Arrangement, contradicts, linesOf, MADE_ID_BYTES, type MadeIds } from './arrangement'
import type { CheckResult } from './check'
import type { LineStore } from './line-store'
import { type Money, moneyOf } from './money'

/** The arrangement after `remedy`. `check` is the result of checking the one before. */
export function remedied(
  store: LineStore,
  before: Arrangement,
  remedy: StatementRemedy,
  check: CheckResult,
): Arrangement {
  const lines = linesOf(store, before)
  switch (remedy.kind) {
    case 'sort':
      return { ...before, order: chronological(store, before.order, check.newestFirst) }
    case 'drop-same-id':
      return { ...before, order: before.order.filter((at) => !check.duplicates.sameId.has(at)) }
    case 'drop-likely':
      return { ...before, order: before.order.filter((at) => !check.duplicates.likely.has(at)) }
    case 'balance-from-start':
      return { ...before, balances: runningFrom(store, before, moneyOf(remedy.balance), check.newestFirst) }
    case 'balance-from-end': {
      const start = moneyOf(remedy.balance) - sumOf(store, before.order)
      return { ...before, balances: runningFrom(store, before, start, check.newestFirst) }
    }
    case 'type-from-sign': {
      const bySign = before.bySign === null ? new Uint8Array(store.count()) : Uint8Array.from(before.bySign)
      for (const at of before.order) {
        if (contradicts(lines.givenType(at), store.amount(at))) bySign[at] = 1
      }
      return { ...before, bySign }
    }
    case 'make-ids': {
      const needing = before.order.filter((at) => lines.lacksId(at) || check.duplicates.reusedId.has(at))
      return { ...before, ids: madeIds(store, before, needing) }
    }
    case 'split':
      return { ...before, split: true }
    case 'take-interim':
      return { ...before, interim: true }
  }
}

/**
 * The places by day, lines of one day in the order they had. A file that ran from the newest line down is turned first, so
 * that its days run forward inside too. A line without a day stays behind the line it followed.
 */
function chronological(store: LineStore, order: Int32Array, newestFirst: boolean): Int32Array {
  const forward = newestFirst ? order.toReversed() : order
  const days = new Int32Array(forward.length)
  let day = firstDay(store, forward)
  for (let at = 0; at < forward.length; at += 1) days[at] = day = store.day(forward[at] ?? 0) ?? day
  return sortedBy(forward, days)
}

function firstDay(store: LineStore, order: Int32Array): number {
  for (const at of order) {
    const day = store.day(at)
    if (day !== null) return day
  }
  return 0
}

/** A stable sort by counting: days are few, lines are many. */
function sortedBy(places: Int32Array, keys: Int32Array): Int32Array {
  let lowest = Infinity
  let highest = -Infinity
  for (const key of keys) {
    if (key < lowest) lowest = key
    if (key > highest) highest = key
  }
  if (places.length === 0) return places
  const starts = new Int32Array(highest - lowest + 2)
  for (const key of keys) starts[key - lowest + 1] = (starts[key - lowest + 1] ?? 0) + 1
  for (let slot = 1; slot < starts.length; slot += 1) starts[slot] = (starts[slot] ?? 0) + (starts[slot - 1] ?? 0)
  const sorted = new Int32Array(places.length)
  for (let at = 0; at < places.length; at += 1) {
    const slot = (keys[at] ?? 0) - lowest
    const to = starts[slot] ?? 0
    starts[slot] = to + 1
    sorted[to] = places[at] ?? 0
  }
  return sorted
}

function sumOf(store: LineStore, order: Int32Array): Money {
  let sum = 0n
  for (const at of order) sum += store.amount(at) ?? 0n
  return sum
}

/** Running balances, forward in time, by place in the store. */
function runningFrom(store: LineStore, { order }: Arrangement, start: Money, newestFirst: boolean): BigInt64Array {
  const balances = new BigInt64Array(store.count())
  let running = start
  for (const at of newestFirst ? order.toReversed() : order) balances[at] = running += store.amount(at) ?? 0n
  return balances
}

/**
 * Ids out of the lines' own content, and the number among lines of the same content: the same file gives the same ids, so
 * Xero knows a line again that was sent before.
 */
function madeIds(store: LineStore, { ids }: Arrangement, needing: Int32Array): MadeIds {
  const made: MadeIds =
    ids === null
      ? { has: new Uint8Array(store.count()), bytes: Buffer.alloc(store.count() * MADE_ID_BYTES) }
      : { has: Uint8Array.from(ids.has), bytes: Buffer.from(ids.bytes) }
  const sayings = new Map<string, number>()
  for (const at of needing.toSorted()) {
    const saying = JSON.stringify([
      store.day(at),
      String(store.amount(at)),
      store.text(at, 'description'),
      store.text(at, 'reference'),
      store.text(at, 'counterparty'),
    ])
    const key = digest(saying).toString('base64')
    const nth = (sayings.get(key) ?? 0) + 1
    sayings.set(key, nth)
    made.has[at] = 1
    digest(`${saying}#${nth}`).copy(made.bytes, at * MADE_ID_BYTES)
  }
  return made
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest().subarray(0, MADE_ID_BYTES)
}
