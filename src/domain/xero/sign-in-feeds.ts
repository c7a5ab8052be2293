// What a sign-in test tells of a Xero app's bank feeds.
//
// An answered list is a yes and `invalid-application` a no. Nothing else is taken for either: what the API really answers to an app
// without bank feeds was never seen (the specification's sample is for another call), nor whether it looks at the app before it
// looks at the organisation.
import { rungOfFeedError } from '../bank-feeds/schema'
import { bankFeedsScope, scopeNotGranted, xeroScopes } from '../facts'
import { feedErrorTypeOf } from '../bank-feeds/feed-errors'
import type { BankFeedsAnswer, ProviderFacts, SignedInOrganisation, SignInOutcome } from './schema'

/** An organisation of the consent's own that a question can be about. */
export interface AskableOrganisation {
  readonly tenantId: string
  readonly name: string | null
  readonly demo: SignedInOrganisation['demo']
}

export interface FeedsQuestion {
  readonly askedScopes: readonly string[]
  readonly grantedScopes: readonly string[]
  readonly organisations: readonly AskableOrganisation[]
}

export const demoRank: Readonly<Record<SignedInOrganisation['demo'], number>> = {
  no: 0,
  unknown: 1,
  probably: 2,
  yes: 3,
}

export function refusal(facts: ProviderFacts, organisation: string | null): BankFeedsAnswer {
  const type = feedErrorTypeOf(facts.problemType ?? '')
  if (type === 'invalid-application') return { kind: 'app-refused', facts }
  if (type !== null && rungOfFeedError[type] === 'organisation') {
    return { kind: 'organisation-refused', organisation, facts }
  }
  return { kind: 'refused', facts }
}

/** What a whole test tells about bank feeds; `scope-refused` when Xero didn't grant the app `bankfeeds` in the first place. */
export type FeedsVerdict = BankFeedsAnswer | { readonly kind: 'scope-refused'; readonly facts: ProviderFacts }

/** Null when the test wasn't about bank feeds, or ended before Xero said anything about them. */
export function feedsVerdict(outcome: SignInOutcome, askedScopes: readonly string[]): FeedsVerdict | null {
  switch (outcome.kind) {
    case 'signed-in':
      return outcome.result.bankFeeds
    case 'refused-at-consent':
    case 'token-refused':
      return hangsOnBankFeeds(askedScopes) && scopeNotGranted.value.test(outcome.facts.errorDescription ?? '')
        ? { kind: 'scope-refused', facts: outcome.facts }
        : null
    default:
      return null
  }
}

/**
 * True when a refusal of the list for want of a grant can only mean `bankfeeds`: Xero doesn't say which scope it means, so it must be
 * the only one that has to be granted.
 */
export function hangsOnBankFeeds(askedScopes: readonly string[]): boolean {
  const toBeGranted = new Set(askedScopes.filter((scope) => restricted.has(scope)))
  return toBeGranted.size === 1 && toBeGranted.has(bankFeedsScope.value)
}

const restricted: ReadonlySet<string> = new Set(xeroScopes.restricted.value)
