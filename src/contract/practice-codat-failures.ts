// What can be made to fail at the practice Codat, in words. Free of zod, so that the page can list it.
import { feedErrorTypes, type FeedErrorType } from '../domain/bank-feeds/feed-errors'
import { keysOf, type PracticeServerTrouble, practiceServerTroubles } from './practice-troubles'

/** Endpoints that can be made to fail, with what a person calls them. */
export const practiceCodatEndpoints = {
  'codat.profile': 'Codat’s profile and sync settings',
  'codat.integrations': 'Codat’s integrations',
  'codat.companies': 'Codat’s companies',
  'codat.create-company': 'Codat’s creation of a company',
  'codat.connections': 'Codat’s connections',
  'codat.create-connection': 'Codat’s creation of a connection',
  'codat.update-connection': 'Codat’s unlinking of a connection',
  'codat.delete-connection': 'Codat’s deletion of a connection',
  'codat.data': 'Codat’s data status, history and list of push operations',
  'codat.feed-accounts': 'Codat’s source accounts',
  'codat.create-feed-account': 'Codat’s creation of a source account',
  'codat.update-feed-account': 'Codat’s change of a source account',
  'codat.feed-mapping': 'Codat’s mapping of source accounts',
  'codat.feeds-info': 'Codat’s bank feeds information',
  'codat.push': 'Codat’s push of bank transactions',
  'codat.push-operation': 'Codat’s push operation',
} as const
export type PracticeCodatEndpoint = keyof typeof practiceCodatEndpoints

/** What Codat itself answers, with the bytes of its documentation. */
export const practiceCodatRefusals = {
  'bad-request': 'answers 400',
  unauthorized: 'answers 401',
  'payment-required': 'answers 402, the free plan’s 50 companies',
  forbidden: 'answers 403',
  'not-found': 'answers 404',
  conflict: 'answers 409, the same request is still being worked on',
  'idempotency-mismatch': 'answers 422, the same key came with another body',
  'rate-limited': 'answers 429',
  blocked: 'answers 451, for reasons of compliance',
  'server-error': 'answers 500',
  unavailable: 'answers 503',
} as const
export type PracticeCodatRefusal = keyof typeof practiceCodatRefusals

/** What goes wrong in ways of its own. */
export const practiceCodatOddities = {
  'codat.companies:middle-page': 'Companies: the page in the middle answers 500',
  'codat.companies:endless': 'Companies: every page links to a next one',
  'codat.companies:too-few': 'Companies: fewer than the total says',
  'codat.companies:unheard-of': 'Companies: states, types and fields that nobody has heard of',
  'codat.companies:no-integration-key': 'Companies: connections without an integration key, as before April 2026',
  'codat.integrations:unheard-of': 'Integration: a source type and a feature that nobody has heard of',
  'codat.data:day-limit': 'Data: Xero’s calls of the day are used up',
  'codat.data:minute-limit': 'Data: Xero’s calls of the minute are used up',
  'codat.data:not-permitted': 'Data: the consent doesn’t cover invoices',
  'codat.data:unreadable': 'Data: reading bank accounts fails',
  'codat.data:under-way': 'Data: still being read',
  'codat.data:never-read': 'Data: nothing was ever read',
  'codat.data:write-pending': 'Data: a write of two hours ago is pending',
  'codat.data:write-late': 'Data: a write of two days ago is pending',
  'codat.data:write-failed': 'Data: the newest write failed',
  'codat.link:cancelled': 'Link: the user cancels at Xero',
  'codat.link:one-time': 'Link: each link works once, and for a day',
  'codat.feeds:not-enabled': 'Bank feeds: not enabled for this Codat client',
  'codat.feeds:other-shape': 'Source accounts: in the other of the two shapes Codat has',
  'codat.feeds:unheard-of': 'Source accounts: types, states and fields that nobody has heard of',
  'codat.feeds:already-fed': 'Mapping: the Xero account is fed under another company already',
  'codat.push:pending': 'Push: stays Pending for ever',
  'codat.push:timed-out': 'Push: ends TimedOut',
  'codat.push:then-error': 'Push: is done, and answers 500 all the same',
  'codat.push:then-late': 'Push: is done at once, and answers late',
  'codat.push:unlisted': 'Push: is done, and never stands in the list of push operations',
  'codat.push:twin': 'Push: another push to the same connection is made by somebody at the same moment',
  'codat.push:as-answer': 'Push: Xero’s refusal is the answer itself, as in the 2023 guide, not a failed operation',
  'codat.push:american': 'Push: Xero’s refusal speaks of an organization',
  'codat.push:unheard-of': 'Push: Xero refuses with a type that nobody has heard of',
} as const
export type PracticeCodatOddity = keyof typeof practiceCodatOddities

/** Xero's own refusals of bank feeds, as they come out of a push or a mapping. */
export type PracticeFeedRefusal = `codat.feed-refusal/${FeedErrorType}`

export type PracticeCodatFailureName =
  | `${PracticeCodatEndpoint}/${PracticeCodatRefusal | PracticeServerTrouble}`
  | PracticeCodatOddity
  | PracticeFeedRefusal

export interface PracticeCodatFailureEntry {
  readonly name: PracticeCodatFailureName
  readonly title: string
  readonly group: string
}

const everyFault = { ...practiceCodatRefusals, ...practiceServerTroubles } as const

/** Every switch with its words, in the order of a list a person reads. */
export const practiceCodatFailures: readonly PracticeCodatFailureEntry[] = [
  ...keysOf(practiceCodatOddities).map((name) => ({
    name,
    title: practiceCodatOddities[name],
    group: 'Codat’s oddities',
  })),
  ...feedErrorTypes.map((type) => ({
    name: `codat.feed-refusal/${type}` as const,
    title: `Xero refuses bank feeds with ${type}`,
    group: 'Xero’s bank feeds, behind Codat',
  })),
  ...keysOf(practiceCodatEndpoints).flatMap((endpoint) =>
    keysOf(everyFault).map((fault) => ({
      name: `${endpoint}/${fault}` as const,
      title: `${practiceCodatEndpoints[endpoint]} ${everyFault[fault]}`,
      group: practiceCodatEndpoints[endpoint],
    })),
  ),
]
