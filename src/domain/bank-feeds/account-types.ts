// What kinds of source accounts there are, in Codat's words and in ours, and what each needs.
import { sourceAccountSortCode, xeroKindOfType } from '../facts'
import type { NewSourceAccount } from '../codat/asks'
import type { SourceAccount } from './schema'

/** Codat's words for the type of an account, in the two shapes it has for one. */
export const accountTypes = {
  /** Its page on Xero's bank feeds. */
  'debit-credit': ['Debit', 'Credit'],
  /** Integrations that were set up since 1 August 2024. */
  'five-types': ['checking', 'savings', 'creditCard', 'prepaidCard', 'loan'],
} as const
export type AccountShape = keyof typeof accountTypes
export type AccountType = (typeof accountTypes)[AccountShape][number]

/** The shape that a connection's accounts have; null where none tells. */
export function shapeOf(accounts: readonly Pick<SourceAccount, 'type'>[]): AccountShape | null {
  const words = new Set(accounts.map(({ type }) => type.toLowerCase()))
  const has = (shape: AccountShape): boolean => accountTypes[shape].some((type) => words.has(type.toLowerCase()))
  if (has('debit-credit') === has('five-types')) return null
  return has('five-types') ? 'five-types' : 'debit-credit'
}

/** One that is to be made. */
export interface NewAccount {
  readonly id: string
  readonly name: string
  readonly type: AccountType
  readonly number: string
  readonly sortCode: string | null
  readonly currency: string
  readonly balance: string
}

/** Codat's table makes a prepaid card a Debit account, which is one of Xero's bank accounts. */
export function kindOf(type: string): SourceAccount['kind'] {
  const word = type.toLowerCase().replaceAll(/[^a-z]/g, '')
  return Object.entries(xeroKindOfType.value).find(([known]) => known === word)?.[1] ?? null
}

/**
 * Whether a source account has a sort code: a bank account in pounds has to, and whether a prepaid card, which Xero takes for a
 * bank account, has to as well is written nowhere.
 */
export function sortCodeOf({ type, currency }: Pick<NewAccount, 'type' | 'currency'>): 'needed' | 'perhaps' | 'none' {
  if (kindOf(type) !== 'bank' || currency !== sourceAccountSortCode.value.currency) return 'none'
  return type === 'prepaidCard' ? 'perhaps' : 'needed'
}

/** True for an account that has a card's number: for Xero a prepaid card is a bank account. */
export function isCard({ type }: Pick<NewAccount, 'type'>): boolean {
  return type === 'Credit' || type === 'creditCard'
}

/** As Codat is asked for it. */
export function newSourceAccount(account: NewAccount): NewSourceAccount {
  const { id, name, type, number, sortCode, currency, balance } = account
  return {
    id,
    accountName: name,
    accountType: type,
    accountNumber: number,
    ...(sortCode === null ? {} : { sortCode }),
    currency,
    balance: Number(balance),
  }
}
