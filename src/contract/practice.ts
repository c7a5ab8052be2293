// Practice mode as the page and the tests see it: where the stand-ins listen, what can be made to fail, how they are set.
import { z } from 'zod'
import {
  practiceCodatClient,
  type PracticeCodatFailureName,
  practiceCodatFailures,
  practiceCodatOriginNames,
  type PracticeCodatOriginName,
  practiceCodatSettings,
} from './practice-codat'

/**
 * The stand-ins' origins, one server each, so that a call sent to the wrong host fails as it would in the field.
 * The order is the order of ports when a first port is given.
 */
export const practiceXeroOriginNames = ['xeroLogin', 'xeroAuthorize', 'xeroIdentity', 'xeroApi', 'xeroPortal'] as const
export type PracticeXeroOriginName = (typeof practiceXeroOriginNames)[number]
export const practiceOriginNames = [...practiceXeroOriginNames, ...practiceCodatOriginNames] as const
export type PracticeOriginName = (typeof practiceOriginNames)[number]

const loopbackOrigin = z.string().regex(/^http:\/\/127\.0\.0\.1:\d{1,5}$/)
export const practiceOrigins = z.object({
  xeroLogin: loopbackOrigin,
  xeroAuthorize: loopbackOrigin,
  xeroIdentity: loopbackOrigin,
  xeroApi: loopbackOrigin,
  xeroPortal: loopbackOrigin,
  codatApi: loopbackOrigin,
  codatPortal: loopbackOrigin,
  codatLink: loopbackOrigin,
} satisfies Record<PracticeXeroOriginName | PracticeCodatOriginName, z.ZodType>)
export type PracticeOrigins = z.infer<typeof practiceOrigins>

/** Endpoints that can be made to fail as servers do, with what a person calls them. */
export const practiceEndpoints = {
  'xero.discovery': 'Xero’s discovery document',
  'xero.jwks': 'Xero’s signing keys',
  'xero.authorize': 'Xero’s authorize page',
  'xero.token': 'Xero’s token endpoint',
  'xero.userinfo': 'Xero’s userinfo endpoint',
  'xero.revocation': 'Xero’s revocation endpoint',
  'xero.connections': 'Xero’s list of connections',
  'xero.disconnect': 'Xero’s removal of a connection',
  'xero.organisation': 'Xero’s Organisation endpoint',
} as const
export type PracticeEndpoint = keyof typeof practiceEndpoints

/** What can go wrong at any endpoint, whoever runs it. */
export const practiceHttpFaults = {
  unauthorized: 'answers 401',
  forbidden: 'answers 403',
  'rate-minute': 'answers 429, the minute’s limit',
  'rate-day': 'answers 429, the day’s limit',
  'server-error': 'answers 500',
  unavailable: 'answers 503 with a page',
  'not-json': 'answers 200 with a page instead of JSON',
  truncated: 'stops in the middle of its answer',
  slow: 'answers late',
  hangs: 'never answers',
  cut: 'ends the connection before doing anything',
  lost: 'does what was asked, then ends the connection without an answer',
  redirects: 'sends you to another host',
} as const
export type PracticeHttpFault = keyof typeof practiceHttpFaults

/** What goes wrong in Xero's own words. Where each was seen: `practice/xero/sayings.ts`. */
export const practiceXeroFailures = {
  'xero.authorize:invalid-redirect-uri': 'Error page: the redirect URI isn’t registered',
  'xero.authorize:unknown-client': 'Error page: the client is unknown or not enabled',
  'xero.authorize:unauthorized-client': 'Error page: unauthorized_client alone',
  'xero.authorize:invalid-scope': 'Error page: a scope is retired or misspelt',
  'xero.authorize:invalid-scope-for-client': 'Error page: a scope isn’t granted to this app',
  'xero.authorize:wrong-apps-scopes': 'Error page: a scope isn’t for this kind of app',
  'xero.authorize:wrong-apps-scopes-callback': 'Callback: a scope isn’t for this kind of app',
  'xero.consent:connection-limit': 'Consent ends on the connection limit page',
  'xero.consent:certification-needed': 'Consent ends on the older limit page, which asks for certification',
  'xero.consent:two-uncertified-apps': 'Every organisation is greyed out: two uncertified apps already',
  'xero.callback:wrong-state': 'Callback with another state',
  'xero.callback:no-state': 'Callback without a state',
  'xero.callback:no-code': 'Callback without a code',
  'xero.callback:wrong-code': 'Callback with a code that Xero doesn’t know',
  'xero.callback:script-in-error': 'Callback with an error that carries a script',
  'xero.token:invalid-client': 'Token: invalid_client, as a 400 with JSON',
  'xero.token:invalid-client-challenge': 'Token: invalid_client, as a 401 with a challenge',
  'xero.token:invalid-grant': 'Token: invalid_grant',
  'xero.token:unsupported-grant-type': 'Token: unsupported_grant_type',
  'xero.token:invalid-request': 'Token: invalid_request',
  'xero.token:app-list-invalid-scope': 'Token: client credentials refused with invalid_scope',
  'xero.token:app-list-unauthorized-client': 'Token: client credentials refused with unauthorized_client',
  'xero.token:app-list-unsupported': 'Token: client credentials refused with unsupported_grant_type',
  'xero.id-token:wrong-issuer': 'ID token from another issuer',
  'xero.id-token:wrong-audience': 'ID token for another app',
  'xero.id-token:bad-signature': 'ID token with a signature that doesn’t fit',
  'xero.id-token:unknown-key': 'ID token signed with a key that isn’t published',
  'xero.id-token:wrong-nonce': 'ID token with another nonce',
  'xero.id-token:expired': 'ID token that has expired',
  'xero.id-token:missing': 'No ID token at all',
  'xero.api:token-expired': 'API: 401, the token has expired',
  'xero.api:authorization-unsuccessful': 'API: 401 AuthorizationUnsuccessful, a scope is missing',
  'xero.api:authentication-unsuccessful': 'API: 403 AuthenticationUnsuccessful, the organisation is out of reach',
  'xero.connections:empty': 'Connections: an empty list, as after a removal on Xero’s side',
  'xero.connections:no-names': 'Connections: no organisation has a name',
  'xero.organisation:validation': 'Organisation: 400 with a validation exception',
  'xero.portal:appends-port-80': 'My Apps adds :80 to a localhost redirect URI without a port',
} as const
export type PracticeXeroFailure = keyof typeof practiceXeroFailures

export type PracticeFailureName =
  | `${PracticeEndpoint}/${PracticeHttpFault}`
  | PracticeXeroFailure
  | PracticeCodatFailureName

function keysOf<K extends string>(record: Readonly<Record<K, unknown>>): readonly K[] {
  return Object.keys(record) as K[]
}

export interface PracticeFailureEntry {
  readonly name: PracticeFailureName
  readonly title: string
  readonly group: string
}

/** Every switch with its words, in the order of a list a person reads. */
export const practiceFailures: readonly PracticeFailureEntry[] = [
  ...keysOf(practiceXeroFailures).map((name) => ({
    name,
    title: practiceXeroFailures[name],
    group: 'In Xero’s own words',
  })),
  ...keysOf(practiceEndpoints).flatMap((endpoint) =>
    keysOf(practiceHttpFaults).map((fault) => ({
      name: `${endpoint}/${fault}` as const,
      title: `${practiceEndpoints[endpoint]} ${practiceHttpFaults[fault]}`,
      group: practiceEndpoints[endpoint],
    })),
  ),
  ...practiceCodatFailures,
]

export const practiceFailureName = z.enum(practiceFailures.map((failure) => failure.name))

export const practiceSettings = z.object({
  /** How far the stand-ins' clock is ahead of this machine's, in seconds; negative for behind. */
  clockOffsetSeconds: z.number().int().min(-400_000_000).max(400_000_000),
  /** Whether the old secret survives when another is generated: sources disagree, so both can be practised. */
  secretRotation: z.enum(['old-survives', 'old-dies']),
  /** Whether an organisation connected again gets its former row back (Xero's own description) or a fresh one. */
  reconnect: z.enum(['former-row', 'fresh-row']),
  /** Whether a fresh row's two dates lie milliseconds apart, as in Xero's own sample, or are the same. */
  freshRowDates: z.enum(['apart', 'same']),
  slowSeconds: z.number().min(0).max(600),
  retryAfterSeconds: z.number().int().min(0).max(100_000),
  ...practiceCodatSettings.shape,
})
export type PracticeSettings = z.infer<typeof practiceSettings>

export const practiceSeed = z.enum(['furnished', 'empty'])
export type PracticeSeed = z.infer<typeof practiceSeed>

const activeFailure = z.object({
  name: practiceFailureName,
  /** How often it will still happen; null for until switched off. */
  left: z.number().int().positive().nullable(),
})
export type ActiveFailure = z.infer<typeof activeFailure>

/** One of the stand-in's Xero apps. Nothing secret: values of secrets are kept as hashes. */
export const practiceXeroApp = z.object({
  clientId: z.string(),
  name: z.string(),
  type: z.enum(['web', 'mobile-desktop']),
  createdAt: z.string(),
  redirectUris: z.array(z.string()),
  secretSlots: z.array(z.union([z.literal(1), z.literal(2)])),
  plan: z.string(),
  /** Connections allowed; null for no limit. */
  limit: z.number().int().nullable(),
  /** Rows that count against the limit: demo companies don't. */
  counted: z.number().int(),
  connections: z.number().int(),
})
export type PracticeXeroApp = z.infer<typeof practiceXeroApp>

export const practiceView = z.object({
  origins: practiceOrigins,
  seed: practiceSeed,
  /** The stand-ins' time, ISO. */
  now: z.string(),
  settings: practiceSettings,
  failures: z.array(activeFailure),
  xeroApps: z.array(practiceXeroApp),
  codatClients: z.array(practiceCodatClient),
})
export type PracticeView = z.infer<typeof practiceView>

export const practicePages = ['xero-my-apps', 'codat-accounting', 'codat-api-keys'] as const
export const practicePage = z.enum(practicePages)
export type PracticePage = z.infer<typeof practicePage>

export const practiceFailureSwitch = z.object({
  name: practiceFailureName,
  on: z.boolean(),
  /** Only so often; left out for until switched off. */
  times: z.number().int().min(1).max(1_000).optional(),
})
export type PracticeFailureSwitch = z.infer<typeof practiceFailureSwitch>

export const practiceCalls = {
  /** Null outside practice mode. */
  getPractice: { input: z.object({}), output: z.object({ practice: practiceView.nullable() }) },
  setPracticeFailure: { input: practiceFailureSwitch, output: practiceView },
  setPracticeSettings: { input: practiceSettings.partial(), output: practiceView },
  /** Puts the stand-ins back to their first day. Every failure goes off; settings go back too. */
  resetPractice: { input: z.object({ seed: practiceSeed }), output: practiceView },
  /** Opens one of the stand-ins' pages in the system's browser. */
  openPracticePage: { input: z.object({ page: practicePage }), output: z.object({ opened: z.boolean() }) },
} as const
