// Where a statement may be pushed to, and which accounts it fits. Pure.
import type { FeedCompany, Ladder, SourceAccount } from '../../../domain/bank-feeds/schema'

export interface Target {
  readonly app: { readonly id: string; readonly name: string }
  readonly company: FeedCompany
  /** Null where nobody looked at its bank feeds. */
  readonly verdict: Ladder['verdict'] | null
  readonly accounts: readonly SourceAccount[]
}

export type Fit = 'fits' | 'not-connected' | 'other-currency' | 'not-fed'

export const fitWords: Readonly<Record<Fit, string>> = {
  fits: 'Fits',
  'not-connected': 'Not connected',
  'other-currency': 'Another currency',
  'not-fed': 'Can’t be fed',
}

/** Xero feeds bank accounts and cards, takes numbers as they are, and only through a connected account. */
export function fitOf({ kind, state, currency }: SourceAccount, wanted: string | null): Fit {
  if (kind === 'other') return 'not-fed'
  if (wanted !== null && currency !== null && currency !== wanted) return 'other-currency'
  return state === 'connected' ? 'fits' : 'not-connected'
}

const verdictRank = { works: 0, try: 1, unknown: 3, missing: 4 } as const

/** Those with an account that fits first, then by verdict, then by name; every word of the search has to be in one. */
export function targetsInOrder(targets: readonly Target[], currency: string | null, search: string): Target[] {
  const words = search.toLocaleLowerCase('en-GB').split(/\s+/).filter(Boolean)
  const fits = ({ accounts }: Target): boolean => accounts.some((account) => fitOf(account, currency) === 'fits')
  const rank = (target: Target): number =>
    (fits(target) ? 0 : 10) + (target.verdict === null ? 2 : verdictRank[target.verdict])
  return targets
    .filter(({ app, company, accounts }) => {
      const all = [app.name, company.companyName, company.clientName, ...accounts.map(({ name }) => name)]
      const text = all.join('\n').toLocaleLowerCase('en-GB')
      return words.every((word) => text.includes(word))
    })
    .toSorted((a, b) => rank(a) - rank(b) || a.company.companyName.localeCompare(b.company.companyName, 'en-GB'))
}
