// Other services speak OAuth in Xero's very words: `invalid_client` of Microsoft is nothing that Xero said.
import type { PasteContext } from './authorize'
import type { Diagnosis } from './schema'
import { isOfOurs, namesXero } from './whose-text'

/**
 * Hosts and words of services that answer a sign-in or a token in the words of RFC 6749, and of walls that Xero's looks like. None
 * that people carry below their mails.
 */
const hosts: readonly RegExp[] = [
  /\b(?:intuit|salesforce|sage|okta|auth0|truelayer(?:-sandbox)?|freeagent|freshbooks|myob|hubapi|stripe|plaid|myshopify|netsuite|gocardless|squareup|spotify|paypal|dropboxapi|hubspot|xerox)\.com\b/i,
  /\b(?:exactonline\.\w{2,3}|zoho\.\w{2,3}|api\.github\.com|github\.com\/login|gitlab\.com\/oauth|freeagent\.co|quickbooks\w*\.codat\.io|exact\w*\.codat\.io|sage\w*\.codat\.io)\b/i,
  /\b(?:accounts\.google\.com|oauth2\.googleapis\.com|login\.microsoftonline\.com|login\.live\.com|graph\.microsoft\.com|[\w-]+\.amazoncognito\.com)\b/i,
]

/** What their programs and answers say. */
const others: readonly RegExp[] = [
  ...hosts,
  // Their libraries, in stack traces.
  /\bgoogle-auth-library\b|\bgoogleapis\b|\bgoogle\.(?:auth|oauth2)\b|\b(?:intuit-oauth|node-quickbooks|botocore|boto3|msal|simple-salesforce|stripe-node)\b|@(?:azure|okta|auth0|slack)\//i,
  // Descriptions that others send: Google, Keycloak, Auth0, Okta, Salesforce, GitHub, Intuit, League's server, Doorkeeper.
  /Token has been expired or revoked|Invalid client or Invalid client credentials|(?:Session|Token) (?:is )?not active|Unknown or invalid refresh token|The refresh token is invalid or expired|authentication failure\b|expired access\/refresh token/i,
  /The (?:code passed|client_id and\/or client_secret passed)|redirect_uri MUST match the registered callback|Incorrect or invalid refresh token|error_description[\\"]{0,8}\s*[:=]\s*[\\"]{0,8}Client authentication failed/i,
  /The provided authorization grant (?:\([^)]{0,60}\) )?(?:or refresh token )?is invalid, expired, revoked|does not match the redirection URI used in the authori[sz]ation request/i,
  // Spring, Slack, Supabase, Google’s page, Intuit, Dropbox.
  /error_description[\\"]{0,8}\s*[:=]\s*[\\"]{0,8}Access is denied\b|"ok"\s*:\s*false\s*,\s*"error"|error_code=unexpected_failure|Access blocked: |Error 40\d: (?:redirect_uri_mismatch|invalid_client|admin_policy_enforced|disallowed_useragent)|Incorrect Token type or clientID|refresh token is invalid or revoked/i,
  // OAuth 1.0a of others.
  /\b(?:api\.twitter\.com|atlassian\.net|api\.tumblr\.com|trello\.com|api\.discogs\.com|netsuite|magento|jira)\b/i,
  /\b(?:ThrottleExceeded|ITEM_LOGIN_REQUIRED|InvalidAuthenticationToken|INVALID_API_KEYS|BAD_REFRESH_TOKEN|AuthenticationFailed; errorCode=)\b/,
  /\bAADSTS\d{5,7}\b|\bGoogle['’]s OAuth\b|"service"\s*:\s*"QuickBooks/i,
]

/** An address of somebody else at which tokens are given or sign-ins begin. */
const elsewhere =
  /(?<![\w.@-])(?!(?:[\w-]{1,63}\.){0,5}(?:xero\.com|codat\.io)\b)(?:[\w-]{1,63}\.){1,5}[a-z]{2,24}(?::\d{1,5})?\/(?:[\w.~%-]{1,60}\/){0,6}(?:access_?)?tokens?\b(?![./-])/i

/** An address of somebody else at which sign-ins begin. */
const signInElsewhere =
  /https?:\/\/(?!(?:[\w-]{1,63}\.){0,5}(?:xero\.com|codat\.io)\b)(?:[\w-]{1,63}\.){1,5}[a-z]{2,24}(?::\d{1,5})?\/(?:[\w.~%-]{1,60}\/){0,6}authori[sz]e\?/i

/** True where a text has the host of another service. */
export function namesOtherHost(text: string): boolean {
  return hosts.some((pattern) => pattern.test(text))
}

/** A wall names the address that it kept from being opened. */
const walledOff =
  /don.t have permission to access [\\"“']{0,4}https?:\/\/(?![\w.-]*(?:xero\.com|codat\.io))[\w-]+\.[\w.-]+/i

/** What is told as Xero's doing or as of a Xero sign-in; Codat, the network and a bare status stand for themselves. */
const xeros = /^(?:authorize|page|callback|token|scope|xero)\./

/** Without what is told of Xero where a text names another service, and neither Xero nor a client id that is stored. */
export function withoutOtherServices(
  told: Diagnosis[],
  plain: string,
  { apps }: Pick<PasteContext, 'apps'>,
): Diagnosis[] {
  if (namesXero(plain)) return told
  const isElsewhere = [...others, elsewhere, walledOff].some((pattern) => pattern.test(plain))
  if (!isElsewhere && (isOfOurs(plain, { apps }) || !signInElsewhere.test(plain))) return told
  const said = plain.toLowerCase()
  if (apps.some(({ clientId }) => said.includes(clientId.toLowerCase()))) return told
  return told.filter(({ code }) => !xeros.test(code))
}
