// Does Xero accept these keys? What the keys check and the sign-in test give.
// No secret, token, code or state is in any of it.
import { z } from 'zod'
import { fetchFailure } from '../network'
import { recordId } from '../xero-apps/schema'

/** Text from outside: shown only inside a details part, escaped, never as Latchkey's words. */
export const outside = z.string().max(500)
/** ISO time. */
export const time = z.string().max(40)

/** What a provider answered, as facts that the diagnosis can explain. */
export const providerFacts = z.object({
  status: z.number().int().nullable(),
  contentType: outside.nullable(),
  /** The OAuth error code, from the body or from the challenge. */
  error: outside.nullable(),
  errorDescription: outside.nullable(),
  /** Where `error` stood. */
  shape: z.enum(['body', 'challenge', 'callback', 'none']),
  /** Scheme of the first `WWW-Authenticate` challenge. */
  challenge: outside.nullable(),
  /** Xero's API errors: `detail` or `Message`. */
  apiDetail: outside.nullable(),
  /** `type` of a problem document, as Xero's bank feeds API names its errors. */
  problemType: outside.nullable(),
  rateLimit: outside.nullable(),
  retryAfterSeconds: z.number().int().nonnegative().nullable(),
})
export type ProviderFacts = z.infer<typeof providerFacts>

const answered = { facts: providerFacts }

export const keysCheckOutcome = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('accepted'),
    expiresInSeconds: z.number().nonnegative().nullable(),
    /** Xero gave a token that may list the app's connections. */
    listsConnections: z.literal(true),
  }),
  z.object({ kind: z.literal('wrong-pair'), ...answered }),
  /** Xero knew the pair and refused the scope or the grant: the sign-in test settles it. */
  z.object({ kind: z.literal('probably-accepted'), ...answered }),
  z.object({ kind: z.literal('no-answer'), failure: fetchFailure }),
  z.object({ kind: z.literal('unexpected'), ...answered }),
])
export type KeysCheckOutcome = z.infer<typeof keysCheckOutcome>

/** One row of Xero's list of connections. Everything but the id may be missing one day. */
export const xeroConnection = z.object({
  id: z.string().max(100),
  authEventId: outside.nullable(),
  tenantId: outside.nullable(),
  tenantType: outside.nullable(),
  tenantName: outside.nullable(),
  /** As Xero writes it: UTC without a `Z`, up to seven fractional digits. */
  createdDateUtc: outside.nullable(),
  updatedDateUtc: outside.nullable(),
})
export type XeroConnection = z.infer<typeof xeroConnection>

/** A port that could not be had, and on which of the two loopback addresses. */
export const portConflict = z.object({
  redirectUri: z.string(),
  address: z.enum(['127.0.0.1', '::1']),
  reason: z.enum(['taken', 'not-allowed']),
})
export type PortConflict = z.infer<typeof portConflict>

/** Why a connection that this test may have made was left where it is. */
export const remainReasons = [
  'other-consent',
  'dates-differ',
  'older-than-test',
  'dates-unreadable',
  'no-server-time',
  'refused',
  'no-answer',
  'unknown-consent',
  /** Xero said it was removed, and lists it still. */
  'still-listed',
  /** Xero said it was removed, and its list could not be read afterwards. */
  'unchecked',
] as const
export const remainReason = z.enum(remainReasons)
export type RemainReason = z.infer<typeof remainReason>

export const signedInOrganisation = z.object({
  connectionId: z.string().max(100),
  tenantId: z.string().max(100),
  name: outside.nullable(),
  type: outside.nullable(),
  demo: z.enum(['yes', 'no', 'probably', 'unknown']),
  country: outside.nullable(),
  currency: outside.nullable(),
  /** Xero's `Class`, for example `DEMO` or `TRIAL`. */
  xeroClass: outside.nullable(),
  connection: z.discriminatedUnion('state', [
    z.object({ state: z.literal('removed') }),
    z.object({ state: z.literal('remains'), reason: remainReason }),
  ]),
})
export type SignedInOrganisation = z.infer<typeof signedInOrganisation>

/**
 * What Xero's bank feeds API answered to a token with `bankfeeds`. Only `enabled` and `app-refused` say something about the Xero app;
 * every other kind leaves it open.
 */
export const bankFeedsAnswer = z.discriminatedUnion('kind', [
  /** The API let the app in. `feeds` counts its feeds in that organisation, if told. */
  z.object({
    kind: z.literal('enabled'),
    organisation: outside.nullable(),
    feeds: z.number().int().nonnegative().nullable(),
  }),
  z.object({ kind: z.literal('app-refused'), ...answered }),
  z.object({ kind: z.literal('organisation-refused'), organisation: outside.nullable(), ...answered }),
  z.object({ kind: z.literal('refused'), ...answered }),
  z.object({ kind: z.literal('no-answer'), failure: fetchFailure }),
  z.object({ kind: z.literal('unreadable') }),
  /** `bankfeeds` was asked for, but isn't in the token. */
  z.object({ kind: z.literal('not-granted') }),
  /** No organisation that the test connected could be asked about. */
  z.object({ kind: z.literal('no-organisation') }),
])
export type BankFeedsAnswer = z.infer<typeof bankFeedsAnswer>

export const signInResult = z.object({
  who: z.object({ name: outside.nullable(), email: outside.nullable() }),
  organisations: z.array(signedInOrganisation),
  /** Null when Xero's list of connections could be read; else why it couldn't. */
  organisationsUnread: z
    .enum([
      'no-answer',
      'refused',
      'unreadable',
      /** The list, or a row of it, doesn't say which consent it is of. */
      'unknown-consent',
      /** An empty list, though this consent must have connected something. */
      'none-listed',
    ])
    .nullable(),
  grantedScopes: z.array(outside),
  /** Null when the test didn't ask for `bankfeeds`. */
  bankFeeds: bankFeedsAnswer.nullable(),
  expiresAt: time.nullable(),
  /** How far this machine's clock is ahead of Xero's, in seconds; null when Xero's answer carried no time. */
  clockAheadSeconds: z.number().nullable(),
  tokensDropped: z.literal(true),
})
export type SignInResult = z.infer<typeof signInResult>

/** What was wrong with an answer that was signed, addressed or dated for someone else. */
export const distrustReasons = [
  'wrong-issuer',
  'wrong-audience',
  'wrong-nonce',
  'bad-signature',
  'unknown-key',
  'expired',
  'not-yet-valid',
  'wrong-subject',
  'no-id-token',
  'other-host',
  'malformed',
] as const
export const distrustReason = z.enum(distrustReasons)
export type DistrustReason = z.infer<typeof distrustReason>

const stopped = {
  /** True once Xero gave a code: consent was given, so a connection may stand that Latchkey could not remove. */
  connectionMayRemain: z.boolean(),
}

export const signInOutcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('signed-in'), result: signInResult }),
  z.object({ kind: z.literal('cancelled'), ...stopped }),
  /** Five minutes without a callback: redirect, scope and limit errors are shown on Xero's own page only. */
  z.object({ kind: z.literal('never-arrived') }),
  z.object({ kind: z.literal('ports-taken'), conflicts: z.array(portConflict) }),
  z.object({ kind: z.literal('cannot-listen'), detail: outside }),
  z.object({ kind: z.literal('browser-not-opened') }),
  /** Xero answered the browser with an error, for example because Cancel was chosen. */
  z.object({ kind: z.literal('refused-at-consent'), ...answered }),
  z.object({ kind: z.literal('wrong-pair'), ...answered, ...stopped }),
  z.object({ kind: z.literal('token-refused'), ...answered, ...stopped }),
  /** The answer failed a check, so it was not used. */
  z.object({ kind: z.literal('not-trusted'), reason: distrustReason, ...stopped }),
  z.object({ kind: z.literal('no-answer'), failure: fetchFailure, ...stopped }),
  z.object({ kind: z.literal('unexpected'), ...answered, ...stopped }),
])
export type SignInOutcome = z.infer<typeof signInOutcome>

/** What the browser will ask Xero for, shown before it opens. */
export const asked = z.object({
  /** The authorize address with the one-time values left out. */
  shownAddress: z.string(),
  clientId: z.string(),
  redirectUri: z.string(),
  spareRedirectUris: z.array(z.string()),
  scopes: z.array(z.string()),
})
export type Asked = z.infer<typeof asked>

export const prepareProblems = ['no-client-id', 'app-connections-scope', 'bad-scope'] as const

export const prepared = z.discriminatedUnion('ready', [
  z.object({
    ready: z.literal(true),
    signInId: recordId,
    asked,
    /** True when none of the app's redirect URIs is on this machine, so the default is used and must be registered first. */
    redirectNotRecorded: z.boolean(),
  }),
  z.object({ ready: z.literal(false), problem: z.enum(prepareProblems), detail: outside.nullable() }),
])
export type Prepared = z.infer<typeof prepared>

export const refusalReasons = [
  'wrong-path',
  'wrong-method',
  'wrong-host',
  'missing-state',
  'wrong-state',
  'error-without-state',
  'no-code',
  'repeated-parameter',
  'already-answered',
  'too-large',
  'too-slow',
  'malformed',
  'too-many-sockets',
] as const

export const refusalReason = z.enum(refusalReasons)

export type RefusalReason = z.infer<typeof refusalReason>
