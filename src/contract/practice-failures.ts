// What can be made to fail in practice mode, in words. Free of zod, so that the page can list it.
import { type PracticeCodatFailureName, practiceCodatFailures } from './practice-codat-failures'
import { keysOf, practiceServerTroubles } from './practice-troubles'

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
  'xero.bank-feeds': 'Xero’s Bank Feeds API',
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
  ...practiceServerTroubles,
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
  'xero.bank-feeds:not-enabled': 'Bank feeds: 403 invalid-application, although the consent has bankfeeds',
  'xero.portal:appends-port-80': 'My Apps adds :80 to a localhost redirect URI without a port',
} as const
export type PracticeXeroFailure = keyof typeof practiceXeroFailures

export type PracticeFailureName =
  | `${PracticeEndpoint}/${PracticeHttpFault}`
  | PracticeXeroFailure
  | PracticeCodatFailureName

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
