// Xero's own words, each as the source named beside it has it. Latchkey's diagnosis is tested against these texts.

/** Shown after "Error: " on Xero's error page; none of them reaches the callback. */
export const errorPageTexts = {
  // https://github.com/XeroAPI/xero-netstandard-oauth2-samples/issues/5
  invalidRedirectUri: 'unauthorized_client : Invalid redirect_uri',
  // https://github.com/XeroAPI/xero-python/issues/110
  unknownClient: 'unauthorized_client : Unknown client or client not enabled',
  // https://github.com/Nine-Minds/alga-psa/pull/2996
  unauthorizedClient: 'unauthorized_client',
  // https://github.com/Nine-Minds/alga-psa/issues/3002
  invalidScope: 'invalid_scope : Invalid scope',
  // https://github.com/XeroAPI/xero-node-oauth2-app/issues/33
  invalidScopeForClient: 'unauthorized_client : Invalid scope for client',
  // https://github.com/oomol-lab/open-connector/pull/305
  wrongAppsScopes: 'access_denied: Requested wrong apps scopes',
  // IdentityServer's own words (inferred: Xero's identity service answers in its style).
  unsupportedResponseType: 'unsupported_response_type : Response type not supported',
  codeChallengeRequired: 'invalid_request : code challenge required',
  challengeMethod: 'invalid_request : Transform algorithm not supported',
} as const
export type ErrorPageText = (typeof errorPageTexts)[keyof typeof errorPageTexts]

/** The page around it, https://github.com/XeroAPI/xero-netstandard-oauth2-samples/issues/5 */
export const errorPage = {
  heading: 'Sorry, something went wrong',
  lines: ['Go back and try again.', 'If the issue continues, check out our Status Page.'],
  code: 'Error code: 500',
} as const

/** What Cancel on the consent page gives the callback, https://github.com/foxbytehq/laravel-xero-oauth2/pull/92 (reported). */
export const cancelled = { error: 'access_denied', description: 'TenantConsent status DENIED' } as const

/** The description alone, as it comes where it comes as a callback. */
export const wrongAppsScopesDescription = 'Requested wrong apps scopes'

/** https://community.xero.com/developer/discussion/124574507/ */
export function certificationNeeded(appName: string): string {
  return `${appName} needs to complete certification before they can connect to more Xero organisations`
}

/** The `error` of the token endpoint, https://developer.xero.com/documentation/oauth2/troubleshooting */
export type TokenError =
  | 'invalid_client'
  | 'invalid_grant'
  | 'unsupported_grant_type'
  | 'invalid_request'
  | 'invalid_scope'
  | 'unauthorized_client'

/** `Detail` of the API's problem documents, https://github.com/freakboy3742/pyxero/pull/337 for the first. */
export const apiDetails = {
  tokenExpired: (expiredAt: Date) => `TokenExpired: token expired at ${usDate(expiredAt)}`,
  authenticationUnsuccessful: 'AuthenticationUnsuccessful',
  authorizationUnsuccessful: 'AuthorizationUnsuccessful',
} as const

/** `04/09/2023 05:16:59`: month first, UTC. */
function usDate(date: Date): string {
  const [day = '', time = ''] = date.toISOString().split('T')
  const [year, month, dayOfMonth] = day.split('-')
  return `${month}/${dayOfMonth}/${year} ${time.slice(0, 8)}`
}
