// What is known of a company's bank feeds: Codat's last answers, refusals with their time, and the last proof. No transaction. Pure.
import { z } from 'zod'
import { type FeedPlace, feedPlace, mappingTarget, sourceAccount } from './schema'
import { type Diagnosis, diagnosis } from '../diagnosis/schema'
import { demoCompanyName } from '../facts'
import { recordId } from '../xero-apps/schema'

const time = z.string().max(60)
const outside = z.string().max(2_000)
const MOST_COUNTED = 500

/** A refusal as it was seen last. One a code. */
export const seenError = z.object({ diagnosis, at: time, where: z.enum(['push', 'mapping', 'paste', 'sign-in']) })
export type SeenError = z.infer<typeof seenError>

export const feedEvidence = z.object({
  version: z.literal(1),
  id: recordId,
  place: feedPlace,
  readAt: time.nullable(),
  /** `at` where a list of companies told its status later than everything else was read. */
  connection: z.object({ status: outside, created: time.nullable(), at: time.optional() }).nullable(),
  /** Whether Codat answers for bank feeds at all. */
  feedsAnswer: z.enum(['answered', 'refused', 'not-read']),
  accounts: z.array(sourceAccount).max(500),
  targets: z.array(mappingTarget).max(500),
  organisation: z
    .object({ name: outside.nullable(), plan: outside.nullable(), baseCurrency: z.string().max(20).nullable() })
    .nullable(),
  errors: z.array(seenError).max(200),
  /** The newest push of bank transactions that Codat lists for this connection. */
  lastPush: z.object({ key: z.string().max(100), status: outside, at: time.nullable() }).nullable(),
  /** When a push to this connection last ended in Success. */
  provedAt: time.nullable(),
  unheardOf: z.array(z.object({ type: outside, times: z.number().int(), lastAt: time })).max(50),
  /** Since when Codat no longer has the connection, as far as is known; absent while it has. */
  goneAt: time.optional(),
  /** Push operations whose errors were counted already. */
  counted: z.array(z.string().max(100)).max(MOST_COUNTED),
})
export type FeedEvidence = z.infer<typeof feedEvidence>

/**
 * What Xero's bank feeds API itself said of a Xero app, in sign-in tests: the newest yes, no and neither. `id` is the app's record,
 * `clientId` the one that was asked about.
 */
export const xeroSaidV1 = z.object({
  version: z.literal(1),
  id: recordId,
  clientId: z.string().max(200),
  enabled: z.object({ at: time }).nullable(),
  refused: seenError.nullable(),
  /** Xero answered, but about the organisation or the token. */
  undecided: z.object({ at: time, about: z.enum(['organisation', 'other']) }).nullable(),
})
export type XeroSaid = z.infer<typeof xeroSaidV1>

export function nothingKnown(id: string, place: FeedPlace): FeedEvidence {
  return {
    version: 1,
    id,
    place,
    readAt: null,
    connection: null,
    feedsAnswer: 'not-read',
    accounts: [],
    targets: [],
    organisation: null,
    errors: [],
    lastPush: null,
    provedAt: null,
    unheardOf: [],
    counted: [],
  }
}

export function nothingSaid(appId: string, clientId: string): XeroSaid {
  return { version: 1, id: appId, clientId, enabled: null, refused: null, undecided: null }
}

/** With an error as the newest of its code; types nobody documented are counted by themselves. */
export function withError(
  evidence: FeedEvidence,
  found: Diagnosis,
  { at, where }: Pick<SeenError, 'at' | 'where'>,
): FeedEvidence {
  const known = evidence.errors.find(({ diagnosis: { code } }) => code === found.code)
  const newer = known === undefined || known.at <= at
  const errors = newer
    ? [...evidence.errors.filter((one) => one !== known), { diagnosis: found, at, where }]
    : evidence.errors
  const type = found.code === 'feeds.unknown' ? found.facts?.find(({ label }) => label === 'Type')?.value : undefined
  return { ...evidence, errors, unheardOf: type === undefined ? evidence.unheardOf : counted(evidence, type, at) }
}

/** An error of a push that Codat knows under that key, which is counted once. */
export function withCountedError(evidence: FeedEvidence, found: Diagnosis, key: string, at: string): FeedEvidence {
  const after = withError(evidence, found, { at, where: 'push' })
  return { ...after, counted: [...after.counted, key].slice(-MOST_COUNTED) }
}

/** Null while Codat hasn't said what the organisation is. */
export function isTrial({ organisation }: FeedEvidence): boolean | null {
  if (organisation === null) return null
  if (demoCompanyName.value.test(organisation.name ?? '')) return true
  return organisation.plan === null ? null : /^(?:trial|demo)$/i.test(organisation.plan)
}

function counted({ unheardOf }: FeedEvidence, type: string, at: string): FeedEvidence['unheardOf'] {
  const before = unheardOf.find((one) => one.type === type)
  const after = {
    type,
    times: (before?.times ?? 0) + 1,
    lastAt: at > (before?.lastAt ?? '') ? at : (before?.lastAt ?? at),
  }
  return [...unheardOf.filter((one) => one !== before), after].slice(-50)
}

/** What Xero told of a Xero app in a sign-in test; `paste` where its own page said it, and the user pasted that. */
export type XeroTold =
  | { readonly kind: 'enabled' }
  | { readonly kind: 'refused'; readonly diagnosis: Diagnosis; readonly where: 'sign-in' | 'paste' }
  | { readonly kind: 'undecided'; readonly about: 'organisation' | 'other' }
