// What remedies make of the lines that were read: their order, which of them stay, and what was worked out anew. The lines
// themselves never change, so a step back is the arrangement before.
import { feedTransactionTypes } from '../../facts'
import type { LeftOutGroup, LineStanding, StatementLine } from './schema'
import { formatDay } from './days'
import { type LineStore, SOME_DOLLAR } from './line-store'
import { formatMoney, type Money } from './money'

export type TransactionType = StatementLine['transactionType']
export type WhyLeftOut = LeftOutGroup['why']

/** Ids made for lines, by place in the store; empty where a line keeps its own. */
export interface MadeIds {
  readonly has: Uint8Array
  readonly bytes: Buffer
}
/** Bytes of one made id. */
export const MADE_ID_BYTES = 12
const MADE_ID_PREFIX = 'LK'

/** Lines that aren't pushed. Together with the order they are all that was read. */
export interface LeftOut {
  readonly why: WhyLeftOut
  /** What the user said of it; null where a finding says why. */
  readonly reason: string | null
  /** Places in the store, ascending. */
  readonly places: Int32Array
}

export interface Arrangement {
  /** Places in the store, in the statement's order. */
  readonly order: Int32Array
  readonly leftOut: readonly LeftOut[]
  /** Balances worked out anew, by place in the store. */
  readonly balances: BigInt64Array | null
  /** The balances follow from what the file declares; they are worked out anew whenever its lines are arranged otherwise. */
  readonly proved: boolean
  /** Amounts put right by the balances or by hand, by place in the store. */
  readonly amounts: BigInt64Array | null
  /** Lines whose sign was settled although the file doesn't say it, by place in the store. */
  readonly signed: Uint8Array | null
  /** Days of lines whose own place for it is empty, by place in the store. */
  readonly days: ReadonlyMap<number, number> | null
  /** Lines that were recognised as no bookings and are taken for some, by place in the store. */
  readonly countedIn: Uint8Array | null
  /** Lines whose type goes by the sign of their amount, by place in the store. */
  readonly bySign: Uint8Array | null
  readonly ids: MadeIds | null
  /** The user knows that it takes more than one request. */
  readonly split: boolean
  /** The user knows that the day isn't over and the lines come again. */
  readonly interim: boolean
}

/** Nothing worked out anew. */
export const UNTOUCHED: Omit<Arrangement, 'order' | 'leftOut'> = {
  balances: null,
  proved: false,
  amounts: null,
  signed: null,
  days: null,
  countedIn: null,
  bySign: null,
  ids: null,
  split: false,
  interim: false,
}

/** The lines as they were read. Rows that say a balance and no amount can't be bookings: they are set aside at once. */
export function asRead(store: LineStore): Arrangement {
  const all = new Int32Array(store.count())
  let none = 0
  for (let at = 0; at < all.length; at += 1) {
    all[at] = at
    if (store.neverBooked(at)) none += 1
  }
  if (none === 0) return { ...UNTOUCHED, order: all, leftOut: [] }
  return {
    ...UNTOUCHED,
    order: all.filter((at) => !store.neverBooked(at)),
    leftOut: [{ why: 'line.balance-only', reason: null, places: all.filter((at) => store.neverBooked(at)) }],
  }
}

/** The lines of an arrangement, by place in the store. */
export interface Lines {
  readonly store: LineStore
  /** Nothing was worked out anew. */
  readonly isAsRead: boolean
  readonly day: (at: number) => number | null
  readonly balance: (at: number) => Money | null
  /** Positive for money in. */
  readonly amount: (at: number) => Money | null
  /** The same as numbers; NaN where there is none, or none that a number holds well. */
  readonly smallAmount: (at: number) => number
  readonly smallBalance: (at: number) => number
  readonly hasBalance: (at: number) => boolean
  /** A number that lines of equal amounts and balances share; the balance doesn't count beside an amount of 0. */
  readonly print: (at: number) => number
  /** Nothing says which way the money went: the amount is its size. */
  readonly lacksSign: (at: number) => boolean
  /** The user or the balances settled which way the money went. */
  readonly isSigned: (at: number) => boolean
  readonly standing: (at: number) => LineStanding
  readonly isBooked: (at: number) => boolean
  /** The user said that it is a booking. */
  readonly isCountedIn: (at: number) => boolean
  /** The type the file gave, unless it was put right; null when there is none. */
  readonly givenType: (at: number) => TransactionType | null
  /** The type goes one way only, and the amount goes it: told without a bigint, and so not of every line of which it is true. */
  readonly goesItsWay: (at: number) => boolean
  readonly lacksId: (at: number) => boolean
  readonly isMadeId: (at: number) => boolean
  readonly id: (at: number) => string
  readonly full: (at: number) => StatementLine
}

/** Lines and their order: places in the store. */
export interface ArrangedLines {
  readonly lines: Lines
  readonly order: Int32Array
}

export function linesOf(
  store: LineStore,
  {
    balances,
    amounts,
    signed,
    days,
    countedIn,
    bySign,
    ids,
  }: Omit<Arrangement, 'order' | 'leftOut' | 'split' | 'interim' | 'proved'>,
): Lines {
  const balance = (at: number): Money | null => (balances === null ? store.balance(at) : (balances[at] ?? null))
  const dayOf = (at: number): number | null => store.day(at) ?? days?.get(at) ?? null
  const amount = (at: number): Money | null => {
    const read = store.amount(at)
    return amounts === null || read === null ? read : (amounts[at] ?? null)
  }
  const isBooked = (at: number): boolean => store.standingIndex(at) === 0 || countedIn?.[at] === 1
  const standing = (at: number): LineStanding => (isBooked(at) ? 'booked' : store.standing(at))
  const givenType = (at: number): TransactionType | null => {
    const type = store.type(at)
    return type === null || bySign?.[at] === 1 ? null : (feedTransactionTypes.value[type] ?? null)
  }
  const smallAmount = amounts === null ? store.smallAmount : (at: number): number => smallOf(amount(at))
  const isMadeId = (at: number): boolean => ids?.has[at] === 1
  const id = (at: number): string => {
    if (ids === null || !isMadeId(at)) return store.text(at, 'id')
    return MADE_ID_PREFIX + ids.bytes.toString('hex', at * MADE_ID_BYTES, (at + 1) * MADE_ID_BYTES)
  }
  const isUnsigned = (at: number): boolean => store.lacksSign(at) && signed?.[at] !== 1
  return {
    store,
    isAsRead: [balances, amounts, countedIn, days, ids].every((one) => one === null),
    day: days === null ? store.day : dayOf,
    balance,
    amount,
    smallAmount,
    smallBalance: balances === null ? store.smallBalance : (at) => smallOf(balance(at)),
    hasBalance: balances === null ? store.hasBalance : () => true,
    print: balances === null && amounts === null ? store.print : (at) => printOf(amount(at), balance(at)),
    lacksSign: isUnsigned,
    isSigned: (at) => signed?.[at] === 1,
    standing,
    isBooked,
    isCountedIn: (at) => countedIn?.[at] === 1,
    givenType,
    goesItsWay(at) {
      const type = store.type(at)
      if (type === null || bySign?.[at] === 1 || isUnsigned(at)) return false
      const moved = smallAmount(at)
      return moved > 0 ? ONLY_IN[type] === 1 : moved < 0 && ONLY_OUT[type] === 1
    },
    isMadeId,
    lacksId: (at) => !isMadeId(at) && store.lacks(at, 'id'),
    id,
    full(at) {
      const day = dayOf(at)
      const moved = amount(at)
      const running = balance(at)
      const stands = standing(at)
      return {
        line: store.line(at),
        id: id(at) || null,
        date: day === null ? null : formatDay(day),
        amount: moved === null ? null : formatMoney(moved),
        description: store.text(at, 'description'),
        reference: store.text(at, 'reference'),
        counterparty: store.text(at, 'counterparty'),
        transactionType: givenType(at) ?? typeBySign(moved),
        balance: running === null ? null : formatMoney(running),
        currency: namedCurrency(store.currency(at)),
        ...(isUnsigned(at) ? { unsigned: true as const } : {}),
        ...(stands === 'booked' ? {} : { standing: stands }),
      }
    },
  }
}

function namedCurrency(currency: string): string | null {
  return currency === '' || currency === SOME_DOLLAR ? null : currency
}

const LARGEST_SMALL = 2n ** 51n

function smallOf(value: Money | null): number {
  return value === null || value >= LARGEST_SMALL || value <= -LARGEST_SMALL ? Number.NaN : Number(value)
}

function printOf(amount: Money | null, balance: Money | null): number {
  return amount === null || amount === 0n ? 0 : low32(amount) ^ Math.imul(low32(balance), 31)
}

function low32(value: Money | null): number {
  return value === null ? 0 : Number(BigInt.asIntN(32, value))
}

/** Credit is money in, Debit money out (Codat's rule for Xero). */
export function typeBySign(amount: Money | null): TransactionType {
  if (amount === null) return 'Unknown'
  return amount < 0n ? 'Debit' : 'Credit'
}

const ALWAYS_IN: ReadonlySet<TransactionType> = new Set<TransactionType>(['Credit', 'Dep', 'DirectDep', 'Div'])
const ALWAYS_OUT: ReadonlySet<TransactionType> = new Set<TransactionType>(['Debit', 'DirectDebit', 'Check', 'Atm'])

/** The same by a type's place in Codat's list. */
const ONLY_IN = Uint8Array.from(feedTransactionTypes.value, (type) => (ALWAYS_IN.has(type) ? 1 : 0))
const ONLY_OUT = Uint8Array.from(feedTransactionTypes.value, (type) => (ALWAYS_OUT.has(type) ? 1 : 0))

/** Whether a type that goes one way only says the same as the amount's sign. */
export function agrees(type: TransactionType | null, amount: Money | null): boolean {
  if (type === null || amount === null || amount === 0n) return false
  return amount > 0n ? ALWAYS_IN.has(type) : ALWAYS_OUT.has(type)
}

/** Types that are money out unless something was given back. */
const MOSTLY_OUT: ReadonlySet<TransactionType> = new Set<TransactionType>([
  'Fee',
  'SerChg',
  'Pos',
  'Payment',
  'RepeatPmt',
])

/** Whether a type says money out where nothing in the whole file has a minus, so that signs were left out. */
export function lacksMinus(type: TransactionType | null, amount: Money | null): boolean {
  return type !== null && amount !== null && amount > 0n && MOSTLY_OUT.has(type)
}

/** Whether a type says the opposite of the amount's sign. Types that go both ways, like fees and interest, fit any. */
export function contradicts(type: TransactionType | null, amount: Money | null): boolean {
  if (type === null || amount === null || amount === 0n) return false
  return amount > 0n ? ALWAYS_OUT.has(type) : ALWAYS_IN.has(type)
}
