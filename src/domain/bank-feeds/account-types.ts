// What kinds of source accounts there are, in Codat's words and in ours, and what each needs.
import { sourceAccountSortCode } from '../facts'
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

const kinds: Readonly<Record<string, NonNullable<SourceAccount['kind']>>> = {
  debit: 'bank',
  checking: 'bank',
  savings: 'bank',
  credit: 'card',
  creditcard: 'card',
  // Codat's table makes a prepaid card a Debit account, which is one of Xero's bank accounts.
  prepaidcard: 'bank',
  loan: 'other',
}

export function kindOf(type: string): SourceAccount['kind'] {
  return kinds[type.toLowerCase().replaceAll(/[^a-z]/g, '')] ?? null
}

/** True for a bank account that Codat makes with a sort code only. */
export function needsSortCode({ type, currency }: Pick<NewAccount, 'type' | 'currency'>): boolean {
  return kindOf(type) === 'bank' && type !== 'prepaidCard' && currency === sourceAccountSortCode.value.currency
}

/** True for an account that has a card's number: for Xero a prepaid card is a bank account. */
export function isCard({ type }: Pick<NewAccount, 'type'>): boolean {
  return type === 'Credit' || type === 'creditCard'
}
