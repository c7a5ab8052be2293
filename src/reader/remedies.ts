// What each remedy makes of an arrangement. None changes a line that was read; each says in its name what it touches.
import { createHash } from 'node:crypto'
import type { FindingCode } from '../domain/bank-feeds/statements/schema'
import type { StatementRemedy } from '../contract/statements'
import {
  type Arrangement,
  contradicts,
  lacksMinus,
  type LeftOut,
  type Lines,
  linesOf,
  MADE_ID_BYTES,
  type MadeIds,
} from '../domain/bank-feeds/statements/arrangement'
import type { CheckResult } from '../domain/bank-feeds/statements/check'
import { faultBit, faults, type LineStore } from '../domain/bank-feeds/statements/line-store'
import { yearsBefore } from '../domain/bank-feeds/statements/days'
import { feedAge } from '../domain/facts'
import { type Money, moneyOf, sizeOf } from '../domain/bank-feeds/statements/money'

/** The arrangement after `remedy`. `check` is the result of checking the one before. */
export function remedied(
  store: LineStore,
  before: Arrangement,
  remedy: StatementRemedy,
  check: CheckResult,
  today: number,
): Arrangement {
  const lines = linesOf(store, before)
  switch (remedy.kind) {
    case 'sort':
      return { ...before, order: chronological(lines, before.order, check.newestFirst) }
    case 'leave-out': {
      const concerned = concernedBy(remedy.code, lines, check, today)
      return without(before, { why: remedy.code, reason: null }, concerned)
    }
    case 'leave-out-line': {
      const chosen = before.order[remedy.at]
      return without(before, { why: 'by-hand', reason: remedy.reason }, (at) => at === chosen)
    }
    case 'only-account':
      return without(
        before,
        { why: 'file.several-accounts', reason: null },
        (at) => store.account(at) !== remedy.account,
      )
    case 'only-currency':
      return without(before, { why: 'currency.mixed', reason: null }, (at) => store.currency(at) !== remedy.currency)
    case 'count-in':
      return countedIn(store, before, remedy.code, concernedBy(remedy.code, lines, check, today))
    case 'drop-same-id':
      return without(before, { why: 'duplicate.id', reason: null }, (at) => check.duplicates.sameId.has(at))
    case 'drop-likely':
      return without(before, { why: 'duplicate.likely', reason: null }, (at) => check.duplicates.likely.has(at))
    case 'keep-sign':
    case 'turn-sign': {
      const contradicted = faultBit('direction.contradicts')
      return withAmounts(store, before, (at, amount) => {
        if ((store.faults(at) & contradicted) === 0 || lines.isSigned(at)) return null
        return remedy.kind === 'keep-sign' ? amount : -amount
      })
    }
    case 'set-side': {
      const chosen = before.order[remedy.at]
      if (chosen === undefined) return before
      const saying = store.text(chosen, 'description')
      const isMeant = (at: number): boolean =>
        at === chosen || (remedy.alike && store.text(at, 'description') === saying)
      return withAmounts(store, before, (at, amount) => {
        if (!lines.lacksSign(at) || !isMeant(at)) return null
        return remedy.side === 'out' ? -sizeOf(amount) : sizeOf(amount)
      })
    }
    case 'day-from-above':
      return { ...before, days: daysFromAbove(lines, before) }
    case 'sign-from-balance':
      return withAmounts(store, before, (at) => {
        const proved = check.evidence?.settled.has(at) === true || check.evidence?.wrong.get(at) === 'sign'
        return proved ? (check.evidence?.moved.get(at) ?? null) : null
      })
    case 'fee-from-balance':
      return withAmounts(store, before, (at) =>
        check.evidence?.wrong.get(at) === 'fee' ? (check.evidence.moved.get(at) ?? null) : null,
      )
    case 'balance-fill':
      return { ...before, balances: filled(lines, before, check.newestFirst) }
    case 'balance-from-start':
      return { ...before, balances: runningFrom(lines, before, moneyOf(remedy.balance), check.newestFirst) }
    case 'balance-from-end': {
      const start = moneyOf(remedy.balance) - sumOf(lines, before.order)
      return { ...before, balances: runningFrom(lines, before, start, check.newestFirst) }
    }
    case 'type-from-sign': {
      const bySign = before.bySign === null ? new Uint8Array(store.count()) : Uint8Array.from(before.bySign)
      for (const at of before.order) {
        const type = lines.givenType(at)
        const isWrong = contradicts(type, lines.amount(at)) || (check.minusless && lacksMinus(type, lines.amount(at)))
        if (isWrong) bySign[at] = 1
      }
      return { ...before, bySign }
    }
    case 'sign-from-type':
      return withAmounts(store, before, (at) => {
        const amount = lines.amount(at)
        const type = lines.givenType(at)
        const isWrong = contradicts(type, amount) || (check.minusless && lacksMinus(type, amount))
        return amount !== null && isWrong ? -amount : null
      })
    case 'make-ids': {
      const needing = before.order.filter((at) =>
        !lines.isBooked(at) ? false : lines.lacksId(at) || check.duplicates.reusedId.has(at),
      )
      return { ...before, ids: madeIds(lines, before, needing) }
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
function chronological(lines: Lines, order: Int32Array, newestFirst: boolean): Int32Array {
  const forward = newestFirst ? order.toReversed() : order
  const days = new Int32Array(forward.length)
  let day = firstDay(lines, forward)
  for (let at = 0; at < forward.length; at += 1) days[at] = day = lines.day(forward[at] ?? 0) ?? day
  return sortedBy(forward, days)
}

function firstDay(lines: Lines, order: Int32Array): number {
  for (const at of order) {
    const day = lines.day(at)
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

/** The day of the line above, for booked lines whose place for it is empty. Lines that come first have none above. */
function daysFromAbove(lines: Lines, { order, days }: Arrangement): Map<number, number> {
  const given = new Map(days)
  const empty = faultBit('date.missing')
  let above: number | null = null
  for (const at of order) {
    const isEmpty = lines.day(at) === null && (lines.store.faults(at) & empty) !== 0
    if (isEmpty && above !== null && lines.isBooked(at)) given.set(at, above)
    above = lines.day(at) ?? above
  }
  return given
}

/** The same without the lines that are `concerned`, which are kept with the reason. */
function without(
  before: Arrangement,
  reason: Omit<LeftOut, 'places'>,
  concerned: (at: number, index: number) => boolean,
): Arrangement {
  const places = before.order.filter(concerned)
  if (places.length === 0) return before
  return {
    ...before,
    order: before.order.filter((at, index) => !concerned(at, index)),
    leftOut: [...before.leftOut, { ...reason, places: places.toSorted() }],
  }
}

const STANDINGS: Partial<Record<FindingCode, string>> = {
  'line.pending': 'pending',
  'line.void': 'void',
  'line.balance-only': 'balance',
  'line.text': 'text',
}

/** Which lines a finding is about. Only those it can be told of line by line: a finding about the file concerns none. */
function concernedBy(code: FindingCode, lines: Lines, check: CheckResult, today: number): (at: number) => boolean {
  const { store } = lines
  const standing = STANDINGS[code]
  if (standing !== undefined) return (at) => lines.standing(at) === standing
  const booked = (test: (at: number) => boolean) => (at: number) => lines.isBooked(at) && test(at)
  switch (code) {
    case 'date.future':
      return booked((at) => (lines.day(at) ?? today) > today)
    case 'date.too-old': {
      const oldest = yearsBefore(today, feedAge.value.oldestYears)
      return booked((at) => (lines.day(at) ?? oldest) < oldest)
    }
    case 'amount.zero':
      return booked((at) => lines.amount(at) === 0n)
    case 'balance.newest-missing':
      return booked((at) => lines.balance(at) === null)
    case 'balance.not-counted':
      return booked((at) => check.evidence?.wrong.get(at) === 'not-counted')
  }
  const fault = faults.find((one) => one === code)
  const bit = fault === undefined ? 0 : faultBit(fault)
  return booked((at) => (store.faults(at) & bit) !== 0)
}

function countedIn(
  store: LineStore,
  before: Arrangement,
  code: FindingCode,
  concerned: (at: number) => boolean,
): Arrangement {
  // Neither a day nor an amount makes no booking, whoever says so.
  if (code === 'line.text') return before
  const counted = before.countedIn === null ? new Uint8Array(store.count()) : Uint8Array.from(before.countedIn)
  for (const at of before.order) if (concerned(at)) counted[at] = 1
  return { ...before, countedIn: counted }
}

/** Puts amounts right by place: null leaves a line as it is. Whatever gets an amount has a sign from then on. */
function withAmounts(
  store: LineStore,
  before: Arrangement,
  amountOf: (at: number, amount: Money) => Money | null,
): Arrangement {
  const lines = linesOf(store, before)
  const amounts = new BigInt64Array(store.count())
  for (let at = 0; at < amounts.length; at += 1) amounts[at] = lines.amount(at) ?? 0n
  const signed = before.signed === null ? new Uint8Array(store.count()) : Uint8Array.from(before.signed)
  for (const at of before.order) {
    const amount = lines.amount(at)
    const next = amount === null || !lines.isBooked(at) ? null : amountOf(at, amount)
    if (next === null) continue
    amounts[at] = next
    signed[at] = 1
  }
  return { ...before, amounts, signed }
}

function sumOf(lines: Lines, order: Int32Array): Money {
  let sum = 0n
  for (const at of order) if (lines.isBooked(at)) sum += lines.amount(at) ?? 0n
  return sum
}

/** Running balances from `start`, forward in time, by place in the store. */
export function runningFrom(
  lines: Lines,
  { order }: Pick<Arrangement, 'order'>,
  start: Money,
  newestFirst: boolean,
): BigInt64Array {
  const balances = new BigInt64Array(lines.store.count())
  let running = start
  for (const at of newestFirst ? order.toReversed() : order) {
    if (lines.isBooked(at)) running += lines.amount(at) ?? 0n
    balances[at] = running
  }
  return balances
}

/** The balances that are there, and between them those that follow from the amounts. */
function filled(lines: Lines, { order }: Arrangement, newestFirst: boolean): BigInt64Array {
  const balances = new BigInt64Array(lines.store.count())
  const inTime = (newestFirst ? order.toReversed() : order).filter((at) => lines.isBooked(at))
  const first = inTime.findIndex((at) => lines.balance(at) !== null)
  let running = lines.balance(inTime[first] ?? 0) ?? 0n
  for (let index = first; index >= 0; index -= 1) {
    const at = inTime[index] ?? 0
    balances[at] = running
    running -= lines.amount(at) ?? 0n
  }
  running = balances[inTime[first] ?? 0] ?? 0n
  for (let index = first + 1; index < inTime.length; index += 1) {
    const at = inTime[index] ?? 0
    balances[at] = running = lines.balance(at) ?? running + (lines.amount(at) ?? 0n)
  }
  return balances
}

/**
 * Ids out of the lines' own content, and the number among lines of the same content: the same file gives the same ids, so
 * Xero knows a line again that was sent before.
 */
function madeIds(lines: Lines, { ids }: Arrangement, needing: Int32Array): MadeIds {
  const { store } = lines
  const made: MadeIds =
    ids === null
      ? { has: new Uint8Array(store.count()), bytes: Buffer.alloc(store.count() * MADE_ID_BYTES) }
      : { has: Uint8Array.from(ids.has), bytes: Buffer.from(ids.bytes) }
  const sayings = new Map<string, number>()
  for (const at of needing.toSorted()) {
    const saying = JSON.stringify([
      lines.day(at),
      String(lines.amount(at)),
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
