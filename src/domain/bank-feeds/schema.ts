// Bank feeds of a company: the ladder of what must be true, source accounts and where they may be mapped to.
import { z } from 'zod'
import { codatId } from '../codat/schema'
import { diagnosis, side } from '../diagnosis/schema'
import { MOST_OWN_WORDS } from '../text/outside-text'
import type { FeedErrorType } from './feed-errors'
import { recordId } from '../xero-apps/schema'

/** ISO time. */
export const time = z.string().max(60)
export const count = z.number().int().nonnegative()
/** Text from outside; shown escaped. */
export const outside = z.string().max(2_000)
const ownWords = z.string().max(MOST_OWN_WORDS)

// --- Where

/** A company's connection to Xero, as one of the app's Codat clients has it. */
export const feedPlace = z.object({
  appId: recordId,
  clientId: recordId,
  companyId: codatId,
  connectionId: codatId,
})
export type FeedPlace = z.infer<typeof feedPlace>

// --- The ladder

/** What must be true for a feed, in the order in which things come to be true. */
export const rungIds = [
  'agreement',
  'app-enabled',
  'codat-enabled',
  'linked',
  'consent',
  'role',
  'organisation',
  'account-type',
  'source-account',
  'last-push',
] as const
export type RungId = (typeof rungIds)[number]

/** `not-from-here`: nothing Latchkey can ask tells; a push will. */
export const rungStates = ['yes', 'no', 'unknown', 'not-from-here'] as const

export const rung = z.object({
  id: z.enum(rungIds),
  state: z.enum(rungStates),
  /** What says so, in one sentence. */
  evidence: ownWords,
  at: time.nullable(),
  /** What to do while it isn't yes; null otherwise. */
  todo: ownWords.nullable(),
  /** Xero itself can be asked, by a sign-in test that asks for `bankfeeds`. */
  signInTells: z.boolean(),
  /** Whose move it is while it isn't yes. */
  side: side.nullable(),
  /** Xero's or Codat's refusal behind a no. */
  diagnosis: diagnosis.nullable(),
})
export type Rung = z.infer<typeof rung>

export const feedVerdicts = ['works', 'try', 'missing', 'unknown'] as const

export const ladder = z.object({
  rungs: z.array(rung).length(rungIds.length),
  /** The whole ladder in one sentence. */
  sentence: ownWords,
  /** `works`: a push arrived and nothing came after it. `try`: nothing stands against it, and only a push can tell. */
  verdict: z.enum(feedVerdicts),
  /** The rung that the sentence is about. */
  first: z.enum(rungIds).nullable(),
  /** When Codat was asked last; null for never. */
  readAt: time.nullable(),
  /** Errors of a type that nobody has documented, as they were seen. */
  unheardOf: z.array(z.object({ type: outside, times: count, lastAt: time })).max(50),
})
export type Ladder = z.infer<typeof ladder>

/** The rung that an error of Xero's bank feeds lands on. The app's own enabling and the organisation's ability are two. */
export const rungOfFeedError: Readonly<Record<FeedErrorType | 'too-large' | 'unknown', RungId>> = {
  'invalid-application': 'app-enabled',
  'invalid-user-role': 'role',
  'invalid-organisation-bank-feeds': 'organisation',
  'invalid-organisation-multi-currency': 'organisation',
  'invalid-country-specified': 'organisation',
  'account-not-valid': 'account-type',
  'invalid-feed-connection': 'source-account',
  'feed-already-connected-in-current-organisation': 'source-account',
  'feed-connected-in-different-organisation': 'source-account',
  'feed-already-connected-in-different-organisation': 'source-account',
  'bank-feed-not-found': 'source-account',
  'invalid-feed-connection-for-organisation': 'source-account',
  'feed-not-found-or-already-deleted': 'source-account',
  'invalid-request': 'last-push',
  'duplicate-statement': 'last-push',
  'invalid-end-balance': 'last-push',
  'invalid-start-and-end-date': 'last-push',
  'invalid-start-date': 'last-push',
  'invalid-end-date': 'last-push',
  'internal-error': 'last-push',
  'statement-not-found': 'last-push',
  'suspended-or-terminated-application': 'app-enabled',
  'invalid-account-token': 'source-account',
  'missing-identifying-fields': 'source-account',
  'account-name-already-exists': 'source-account',
  'partial-failure-account-created-but-not-connected': 'source-account',
  'partial-failure-migration-can-be-reattempted': 'source-account',
  'partial-failure-delete-can-be-reattempted': 'source-account',
  'partial-failure-connection-created-but-not-recorded': 'source-account',
  'too-many-requests': 'source-account',
  'too-large': 'last-push',
  unknown: 'last-push',
}

const day = z.iso.date()

/** The user's own words on what nothing can be asked about. What is said of the Xero app goes for all its Codat clients. */
export const feedWords = z.object({
  /** The financial-services agreement with Xero: since when, and which document. */
  agreement: z.object({ on: day, document: z.string().trim().max(300) }).nullable(),
  /** Xero said that the Bank Feeds API is switched on for the app. */
  appEnabledOn: day.nullable(),
  /** Codat's account manager switched bank feeds on, and asks for `bankfeeds` when companies link, since that day. */
  consentSince: day.nullable(),
  /** Pushing to organisations that aren't for trial. Off until switched on, with a question of main's. */
  production: z.object({ since: time }).nullable(),
})
export type FeedWords = z.infer<typeof feedWords>

/** Those of them that are about the Xero app itself. */
export const appFeedWords = feedWords.pick({ agreement: true, appEnabledOn: true })
export type AppFeedWords = z.infer<typeof appFeedWords>

// --- Source accounts

export const accountStates = ['pending', 'connecting', 'connected', 'disconnected', 'unknown', 'other'] as const
export const sourceAccount = z.object({
  id: z.string().max(200),
  name: outside,
  /** `bank` and `card` can be fed; of `other` (a loan) Codat's pages disagree; null where its word isn't known. */
  kind: z.enum(['bank', 'card', 'other']).nullable(),
  /** Codat's own word for the type. */
  type: outside,
  /** The last four characters; the rest isn't kept. */
  numberEnd: z.string().max(8),
  currency: z.string().max(20).nullable(),
  state: z.enum(accountStates),
  /** Codat's own word for the state. */
  status: outside,
  feedStartDate: time.nullable(),
})
export type SourceAccount = z.infer<typeof sourceAccount>

/** An account of Xero's that a source account can be mapped to. */
export const mappingTarget = z.object({
  id: z.string().min(1).max(100),
  name: outside,
  /** The source account that Codat offers it to: by kind and currency. Null in what an older Latchkey read. */
  offeredTo: z.string().max(200).nullable().default(null),
  /** The last four characters of its number; empty where Codat doesn't tell. */
  numberEnd: z.string().max(8).default(''),
  balance: z.number().nullable().default(null),
})
export type MappingTarget = z.infer<typeof mappingTarget>

export const feedCompany = z.object({
  clientId: recordId,
  clientName: z.string().max(200),
  companyId: codatId,
  companyName: outside,
  connectionId: codatId,
  /** Codat's word for the connection's state. */
  status: outside,
})
export type FeedCompany = z.infer<typeof feedCompany>

/** What a company's ladder comes down to. */
export const feedVerdict = z.object({
  clientId: recordId,
  connectionId: codatId,
  verdict: ladder.shape.verdict,
  sentence: z.string().max(MOST_OWN_WORDS),
  /** Whose move the rung is that the sentence is about. */
  side: side.nullable(),
  readAt: z.string().max(60).nullable(),
})
export type FeedVerdict = z.infer<typeof feedVerdict>
