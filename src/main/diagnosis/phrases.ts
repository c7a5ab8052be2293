// Sentences and words of Xero and Codat that tell one failure from another, wherever they stand. Sources: docs/diagnosis.md.
import type { DiagnosisCode } from '../../contract/diagnosis'

export type Phrase = readonly [pattern: RegExp, code: DiagnosisCode]

/** The app's own limit: the page's address, its texts of 2020 to 2026, and the OAuth 1.0a words. */
const connectionLimit: readonly Phrase[] = [
  [/authorize\.xero\.com\/connectionLimit\b/i, 'limit.connections'],
  [/complete certification before (?:they|it) can connect/i, 'limit.connections'],
  [/reached (?:their|its|the) (?:Xero )?connection limit/i, 'limit.connections'],
  [/\bconnection limit (?:has been )?(?:reached|exceeded)/i, 'limit.connections'],
  [/maximum number of tenants already connected/i, 'limit.connections'],
]

const uncertifiedApps: readonly Phrase[] = [
  [/(?:two|2|maximum|limit)[^.\n]{0,40}\buncertified apps?\b/i, 'limit.uncertified-apps'],
  [/\buncertified apps?\b[^.\n]{0,40}(?:limit|maximum|already)/i, 'limit.uncertified-apps'],
]

/** What Xero's sign-in says beside its error code; more telling than the code. */
export const signInPhrases: readonly Phrase[] = [
  ...connectionLimit,
  ...uncertifiedApps,
  [/invalid[\s_]redirect[\s_]?ur[il]/i, 'page.redirect-uri'],
  [/redirect_uri_mismatch/i, 'page.redirect-uri'],
  [/requested wrong apps? scopes?/i, 'page.wrong-flow-scope'],
  [/client credentials scope validation failed/i, 'token.invalid-scope'],
  [/invalid scope for client/i, 'page.scope-not-granted'],
  [/unknown client|client not enabled/i, 'page.unknown-client'],
]

/** OAuth error words in running text, for when no phrase above matched. */
export const oauthWords: readonly Phrase[] = [
  [/\binvalid[_ ]scope\b/i, 'page.invalid-scope'],
  [/\binvalid_client\b/i, 'token.invalid-client'],
  [/\binvalid_grant\b/i, 'token.invalid-grant'],
  [/\bunsupported_grant_type\b/i, 'token.unsupported-grant'],
  [/\bunauthorized_client\b/i, 'page.unknown-client'],
  [/\baccess_denied\b/i, 'callback.cancelled'],
]

/** Bank feeds: the titles and details that come without their type. */
export const feedPhrases: readonly Phrase[] = [
  [/request size of \d+ bytes exceeds/i, 'feeds.too-large'],
  [/does not support automated bank feeds/i, 'feeds.invalid-organisation-bank-feeds'],
  [/application has not been configured to use these API endpoints/i, 'feeds.invalid-application'],
  [
    /already connected to another Xero Bank Account in the selected Xero Organi[sz]ation/i,
    'feeds.feed-already-connected-in-current-organisation',
  ],
  [/received statement was marked as a duplicate|duplicate statement received/i, 'feeds.duplicate-statement'],
  [/end balance does not match/i, 'feeds.invalid-end-balance'],
]

/** What Codat tells of Xero's limits. Source: Codat's Zendesk article on Xero API rate limiting. */
export const codatLimitPhrases: readonly Phrase[] = [
  [/Maximum timeout of [\\"']*[\d:.]+[\\"']* would be exceeded/i, 'codat.xero-minute-limit'],
  [/XeroApiDailyCapReached|reached the daily rate limit cap/i, 'codat.xero-day-limit'],
]

/** Xero's API in running text. */
export const xeroApiPhrases: readonly Phrase[] = [
  [/\bTokenExpired\b/i, 'xero.token-expired'],
  [/\bAuthorizationUnsuccessful\b|\binsufficient_scope\b/i, 'xero.scope-missing'],
  [/\bAuthenticationUnsuccessful\b/i, 'xero.tenant-refused'],
  [/oauth_problem=rate[\s+%20]*limit[\s+%20]*exceeded/i, 'xero.rate-limit'],
  [/Too many requests in the last day/i, 'xero.day-limit'],
  [/Too many requests in the last minute/i, 'xero.minute-limit'],
  [/\bA validation exception occurred\b/i, 'xero.validation'],
]

/** Codat's Link and connections in running text. */
export const codatPhrases: readonly Phrase[] = [
  [/\bCompany limit exceeded\b|50-company limit/i, 'codat.company-limit'],
  [/\bSync schedule not allowed\b/i, 'codat.sync-schedule'],
  [/\bAccount expired\. Learn more/i, 'codat.account-expired'],
  [/\bUser cancelled(?: linking)?\b/i, 'codat.link-cancelled'],
  [/\bUnknown error occurred\b/i, 'codat.link-failed'],
  [/\bDatatype \S{1,60} not supported by platform/i, 'codat.not-supported'],
  [/Maximum number of API keys reached/i, 'codat.key-limit'],
  [/integration de-?authori[sz]ed access/i, 'codat.connection-deauthorized'],
]

/** The first phrase of a list that the text holds. */
export function phraseIn(text: string, phrases: readonly Phrase[]): DiagnosisCode | null {
  return phrases.find(([pattern]) => pattern.test(text))?.[1] ?? null
}
