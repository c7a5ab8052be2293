// Source accounts in Latchkey's terms, out of either shape that Codat has.
import type { SourceAccount } from './schema'
import { accountStates } from './schema'
import type { RawSourceAccount } from '../codat/feeds-shapes'
import { fedAccountStatuses } from '../facts'
import { kindOf } from './account-types'

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
    kind: kindOf(type),
    type: type.slice(0, 100),
    numberEnd: endOf(raw.accountNumber),
    currency: raw.currency?.slice(0, 20) ?? null,
    state: stateOf(status),
    status: status.slice(0, 100),
    feedStartDate: raw.feedStartDate?.slice(0, 60) ?? null,
  }
}

/** The last four characters of an account's number. */
export function endOf(number: string | null | undefined): string {
  return (number ?? '').replaceAll(/\s/g, '').slice(-4)
}

/** Codat's pages have two words for an account that is fed. */
function stateOf(status: string): SourceAccount['state'] {
  const word = status.toLowerCase()
  if (fedAccountStatuses.value.some((fed) => fed === word)) return 'connected'
  return accountStates.find((one) => one === word) ?? (status === '' ? 'unknown' : 'other')
}
