// What remedies make of the lines that were read: their order, which of them stay, and what was worked out anew. The lines
// themselves never change, so a step back is the arrangement before.
import { feedTransactionTypes } from '../../../contract/facts'
import type { StatementLine } from '../../../contract/statements'
import { formatDay } from './days'
import type { LineStore } from './line-store'
import { formatMoney, type Money } from './money'

export type TransactionType = StatementLine['transactionType']

/** Ids made for lines, by place in the store; empty where a line keeps its own. */
export interface MadeIds {
  readonly has: Uint8Array
  readonly bytes: Buffer
}
/** Bytes of one made id. */
export const MADE_ID_BYTES = 12
const MADE_ID_PREFIX = 'LK'

export interface Arrangement {
  /** Places in the store, in the statement's order. */
  readonly order: Int32Array
  /** Balances worked out anew, by place in the store. */
  readonly balances: BigInt64Array | null
  /** Lines whose type goes by the sign of their amount, by place in the store. */
  readonly bySign: Uint8Array | null
  readonly ids: MadeIds | null
  /** The user knows that it takes more than one request. */
  readonly split: boolean
  /** The user knows that the day isn't over and the lines come again. */
  readonly interim: boolean
}

/** The lines as they were read. */
export function asRead(store: LineStore): Arrangement {
  const order = new Int32Array(store.count())
  for (let at = 0; at < order.length; at += 1) order[at] = at
  return { order, balances: null, bySign: null, ids: null, split: false, interim: false }
}

/** The lines of an arrangement, by place in the store. */
export interface Lines {
  readonly store: LineStore
  readonly balance: (at: number) => Money | null
  /** The type the file gave, unless it was put right; null when there is none. */
  readonly givenType: (at: number) => TransactionType | null
  readonly lacksId: (at: number) => boolean
  readonly isMadeId: (at: number) => boolean
  readonly id: (at: number) => string
  readonly full: (at: number) => StatementLine
}

export function linesOf(
  store: LineStore,
  { balances, bySign, ids }: Omit<Arrangement, 'order' | 'split' | 'interim'>,
): Lines {
  const balance = (at: number): Money | null => (balances === null ? store.balance(at) : (balances[at] ?? null))
  const givenType = (at: number): TransactionType | null => {
    const type = store.type(at)
    return type === null || bySign?.[at] === 1 ? null : (feedTransactionTypes.value[type] ?? null)
  }
  const isMadeId = (at: number): boolean => ids?.has[at] === 1
  const id = (at: number): string => {
    if (ids === null || !isMadeId(at)) return store.text(at, 'id')
    return MADE_ID_PREFIX + ids.bytes.toString('hex', at * MADE_ID_BYTES, (at + 1) * MADE_ID_BYTES)
  }
  return {
    store,
    balance,
    givenType,
    isMadeId,
    lacksId: (at) => !isMadeId(at) && store.lacks(at, 'id'),
    id,
    full(at) {
      const day = store.day(at)
      const amount = store.amount(at)
      const running = balance(at)
      return {
        line: store.line(at),
        id: id(at) || null,
        date: day === null ? null : formatDay(day),
        amount: amount === null ? null : formatMoney(amount),
        description: store.text(at, 'description'),
        reference: store.text(at, 'reference'),
        counterparty: store.text(at, 'counterparty'),
        transactionType: givenType(at) ?? typeBySign(amount),
        balance: running === null ? null : formatMoney(running),
        currency: store.currency(at) || null,
      }
    },
  }
}

/** Credit is money in, Debit money out (Codat's rule for Xero). */
export function typeBySign(amount: Money | null): TransactionType {
  if (amount === null) return 'Unknown'
  return amount < 0n ? 'Debit' : 'Credit'
}

const ALWAYS_IN: ReadonlySet<TransactionType> = new Set<TransactionType>(['Credit', 'Dep', 'DirectDep', 'Div'])
const ALWAYS_OUT: ReadonlySet<TransactionType> = new Set<TransactionType>(['Debit', 'DirectDebit', 'Check', 'Atm'])

/** Whether a type says the opposite of the amount's sign. Types that go both ways, like fees and interest, fit any. */
export function contradicts(type: TransactionType | null, amount: Money | null): boolean {
  if (type === null || amount === null || amount === 0n) return false
  return amount > 0n ? ALWAYS_OUT.has(type) : ALWAYS_IN.has(type)
}
