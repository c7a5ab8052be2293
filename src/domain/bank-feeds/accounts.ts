// Source accounts in Latchkey's terms, out of either shape that Codat has.
import type { SourceAccount } from './schema'
import { accountStates } from './schema'
import type { RawSourceAccount } from '../codat/feeds-shapes'

/** One that is to be made. */
export interface NewAccount {
  readonly id: string
  readonly name: string
  readonly kind: 'bank' | 'card'
  readonly number: string
  readonly sortCode: string | null
  readonly currency: string
  readonly balance: string
}

const kinds: Readonly<Record<string, NonNullable<SourceAccount['kind']>>> = {
  debit: 'bank',
  checking: 'bank',
  savings: 'bank',
  credit: 'card',
  creditcard: 'card',
  prepaidcard: 'card',
  loan: 'other',
}

/**
 * One account. Of its number only the end is kept. Xero feeds bank accounts and credit cards only; Codat makes `Debit` the one and
 * `Credit` the other (its Xero bank feeds set-up page).
 */
export function toSourceAccount(raw: RawSourceAccount): SourceAccount {
  const status = raw.status ?? ''
  const type = raw.accountType ?? ''
  return {
    id: raw.id.slice(0, 200),
    name: (raw.accountName ?? '').slice(0, 500),
    kind: kinds[type.toLowerCase().replaceAll(/[^a-z]/g, '')] ?? null,
    type: type.slice(0, 100),
    numberEnd: (raw.accountNumber ?? '').replaceAll(/\s/g, '').slice(-4),
    currency: raw.currency?.slice(0, 20) ?? null,
    state: accountStates.find((one) => one === status.toLowerCase()) ?? (status === '' ? 'unknown' : 'other'),
    status: status.slice(0, 100),
    feedStartDate: raw.feedStartDate?.slice(0, 60) ?? null,
  }
}
