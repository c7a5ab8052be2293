// What a diagnosis is, and every code one can have.
import { z } from 'zod'
import { everyFeedErrorType } from '../bank-feeds/feed-errors'
import { linkIds } from '../links'
import { scopeFindingCodes } from '../scopes'

/** Shown on Xero's own pages, mostly without ever reaching a callback. */
export const pageCodes = [
  'page.redirect-uri',
  'page.invalid-scope',
  'page.scope-not-granted',
  'page.unknown-client',
  'page.wrong-flow-scope',
  'page.error-500',
  'page.error-address',
  'page.blank-consent',
  'page.framed',
  'limit.connections',
  'limit.uncertified-apps',
] as const

export const callbackCodes = [
  'callback.cancelled',
  'callback.server-error',
  'callback.invalid-request',
  'callback.not-ours',
  'callback.error',
  'callback.success-address',
  'callback.nobody-listening',
  'callback.https-only',
  'callback.no-answer',
  'callback.state',
] as const

export const tokenCodes = [
  'token.invalid-client',
  'token.invalid-grant',
  'token.refresh-dead',
  'token.grant-refused',
  'token.unsupported-grant',
  'token.invalid-request',
  'token.invalid-scope',
  'token.unauthorized-client',
  'token.app-list-refused',
  'token.rate-limit',
  'token.server-error',
  'token.unreadable',
  'token.not-trusted',
  'token.clock',
  'token.unknown-key',
  'token.no-id-token',
  'token.unknown',
] as const

export const xeroApiCodes = [
  'xero.validation',
  'xero.bad-request',
  'xero.token-expired',
  'xero.scope-missing',
  'xero.token-refused',
  'xero.tenant-refused',
  'xero.forbidden',
  'xero.not-permitted',
  'xero.reporting-role',
  'xero.organisation-offline',
  'xero.edge-refused',
  'xero.discovery-refused',
  'xero.webhook-intent',
  'xero.oauth1',
  'xero.not-found',
  'xero.minute-limit',
  'xero.day-limit',
  'xero.concurrent-limit',
  'xero.app-minute-limit',
  'xero.rate-limit',
  'xero.server-error',
  'xero.unavailable',
  'xero.no-connections',
  'xero.unknown',
] as const

export const codatCodes = [
  'codat.bad-request',
  'codat.account-already-fed',
  'codat.unauthorized',
  'codat.company-limit',
  'codat.sync-schedule',
  'codat.account-expired',
  'codat.payment-required',
  'codat.forbidden',
  'codat.not-found',
  'codat.retired-address',
  'codat.platform-key',
  'codat.not-supported',
  'codat.method',
  'codat.conflict',
  'codat.key-limit',
  'codat.unprocessable',
  'codat.rate-limit',
  'codat.compliance',
  'codat.server-error',
  'codat.maintenance',
  'codat.unreadable',
  'codat.unknown',
  'codat.connection-pending',
  'codat.connection-deauthorized',
  'codat.connection-unlinked',
  'codat.connection-linked',
  'codat.connection-error',
  'codat.link-address',
  'codat.link-done',
  'codat.link-nothing-done',
  'codat.link-cancelled',
  'codat.link-failed',
  'codat.link-not-supported',
  'codat.xero-minute-limit',
  'codat.xero-day-limit',
  'codat.push-pending',
  'codat.push-timed-out',
  'codat.push-failed',
  'codat.push-done',
  'codat.bank-transactions-expected',
  'codat.dataset-auth',
  'codat.dataset-permissions',
  'codat.dataset-rate-limit',
  'codat.dataset-failed',
  'codat.dataset-prerequisite',
  'codat.dataset-cancelled',
] as const

export const networkCodes = [
  'network.offline',
  'network.dns',
  'network.refused',
  'network.own-machine',
  'network.reset',
  'network.timeout',
  'network.intercepted',
  'network.handshake',
  'network.cors',
  'network.certificate-date',
  'network.certificate-name',
  'network.proxy',
  'network.proxy-sign-in',
  'network.redirected',
  'network.stopped',
  'network.unknown',
] as const

/** What an authorize address says when it is held against the stored Xero apps. */
export const authorizeCodes = [
  'authorize.other-app',
  'authorize.near-client-id',
  'authorize.unknown-client-id',
  'authorize.odd-client-id',
  'authorize.no-client-id',
  'authorize.known-app',
  'authorize.redirect-slash',
  'authorize.redirect-scheme',
  'authorize.redirect-port',
  'authorize.redirect-host',
  'authorize.redirect-case',
  'authorize.redirect-path',
  'authorize.redirect-unregistered',
  'authorize.redirect-missing',
  'authorize.redirect-loopback-ip',
  'authorize.redirect-http',
  'authorize.response-type',
  'authorize.refused-page',
] as const

export const pasteCodes = [
  'paste.secret',
  'paste.client-id-known',
  'paste.client-id-unknown',
  'paste.portal-address',
  'paste.status-only',
  'paste.nothing',
  'paste.not-recognised',
] as const

const feedCodes = [...everyFeedErrorType, 'too-large', 'unknown'] as const
export type FeedCode = `feeds.${(typeof feedCodes)[number]}`
export type ScopeCode = `scope.${(typeof scopeFindingCodes)[number]}`
export type DiagnosisCode =
  | (typeof pageCodes)[number]
  | (typeof callbackCodes)[number]
  | (typeof tokenCodes)[number]
  | (typeof xeroApiCodes)[number]
  | FeedCode
  | (typeof codatCodes)[number]
  | (typeof networkCodes)[number]
  | (typeof authorizeCodes)[number]
  | ScopeCode
  | (typeof pasteCodes)[number]

export const diagnosisCodes: readonly DiagnosisCode[] = [
  ...pageCodes,
  ...callbackCodes,
  ...tokenCodes,
  ...xeroApiCodes,
  ...feedCodes.map((code): FeedCode => `feeds.${code}`),
  ...codatCodes,
  ...networkCodes,
  ...authorizeCodes,
  ...scopeFindingCodes.map((code): ScopeCode => `scope.${code}`),
  ...pasteCodes,
]

/** Whose move it is. */
export const sides = ['you', 'customer', 'xero', 'codat', 'network', 'latchkey', 'unknown'] as const
export const side = z.enum(sides)
export type Side = z.infer<typeof side>

export const diagnosisFact = z.object({ label: z.string().max(100), value: z.string().max(600) })
export type DiagnosisFact = z.infer<typeof diagnosisFact>

/** What a diagnosis of a paste rests on: fields and addresses, a known sentence, or a status code and nothing else. */
export const recognitions = ['structure', 'sentence', 'status'] as const
export type Recognition = (typeof recognitions)[number]

export const diagnosis = z.object({
  code: z.enum(diagnosisCodes),
  title: z.string().min(1).max(300),
  /** Why, in words. */
  cause: z.string().min(1).max(1_000),
  side,
  nextStep: z.string().min(1).max(1_000),
  /** Opened by id (`domain/links.ts`). */
  link: z.enum(linkIds).optional(),
  severity: z.enum(['act', 'watch', 'info']),
  /** How a paste was recognised; not there where nothing was pasted. */
  recognisedBy: z.enum(recognitions).optional(),
  /** Where the text doesn’t decide: what it can be, the likeliest first. `nextStep` then says what to paste to tell them apart. */
  canBe: z.array(z.string().min(1).max(300)).max(4).optional(),
  /** What was read: client id, redirect URI, correlation id … */
  facts: z.array(diagnosisFact).max(40).optional(),
  /** Outside text, free of secrets. Never ours: shown only under “details”, as text. */
  details: z.string().max(4_000).optional(),
})
export type Diagnosis = z.infer<typeof diagnosis>

/** A company at Codat as it was listed here last. */
export const namedCompany = z.object({
  id: z.string().max(100),
  name: z.string().max(300),
  clientName: z.string().max(300),
})
export type NamedCompany = z.infer<typeof namedCompany>

/** Companies offered for a name; who wants another types more of it. */
export const MOST_NAMED = 8

/** What is read of a paste; longer text is cut with a note. */
export const PASTE_LIMIT = 1_048_576

export const pasteNotes = ['cut', 'secrets-dropped'] as const
export const explanation = z.object({
  /** False when nothing in the text was known; `findings` then holds one that says so. */
  recognised: z.boolean(),
  /** The decisive one first. Never empty. */
  findings: z.array(diagnosis).min(1).max(30),
  notes: z.array(z.enum(pasteNotes)),
  /** The Codat company that the text names, which Codat can be asked about. */
  codatCompanyId: z.string().max(100).nullable(),
  /** Where the text is nothing known: companies that were listed here under a name like it, the very name first. */
  companies: z.array(namedCompany).max(MOST_NAMED),
})
export type Explanation = z.infer<typeof explanation>

export const usualMessage = z.object({
  id: z.string(),
  /** What a person sees, short. */
  seen: z.string(),
  /** Where it is seen. */
  where: z.enum(['xero-page', 'browser', 'codat-link', 'codat-portal', 'bank-feeds']),
  diagnosis,
})
export type UsualMessage = z.infer<typeof usualMessage>
