// Whose call a pasted text is about: a refused token, a refused discovery document and a refused API call look alike but for this.

import { namesXero } from './whose-text'

/** The part of Xero or Codat that was called. */
export type Called =
  | 'discovery'
  | 'authorize'
  | 'token'
  | 'xero-api'
  | 'codat-link'
  | 'codat-api'
  /** Xero, or Codat, and no more is said. */
  | 'xero'
  | 'codat'

/** Addresses say it best; the most special one first, since discovery and tokens live on one host. */
const addresses: readonly (readonly [RegExp, Called])[] = [
  [/\.well-known\/openid-configuration/i, 'discovery'],
  [/(?:identity|login|authorize|api)\.xero\.com\/(?:identity\/)?(?:connect|oauth2)\/(?:access_?)?tokens?\b/i, 'token'],
  [/(?:identity|login)\.xero\.com\/(?:identity\/)?connect\/(?:revocation|userinfo)\b/i, 'token'],
  [/login\.xero\.com|(?:identity|authorize)\.xero\.com\/(?:connect\/authorize|\?)/i, 'authorize'],
  [
    /\bapi(?:-[a-z]+)?\.xero\.com|['"`(]\/?(?:api|bankfeeds|payroll|projects|files|assets|finance)\.xro\/\d/i,
    'xero-api',
  ],
  [/\blink(?:-api)?\.codat\.io/i, 'codat-link'],
  [/\bapi(?:-uat)?\.codat\.io/i, 'codat-api'],
]

/** What libraries leave in their stack traces where no address was copied. */
const frames: readonly (readonly [RegExp, Called])[] = [
  [/openid-client\/(?:lib\/)?issuer|Issuer\.discover|issuer\.keystore|\bIDX2080[0-9]\b|\bJwksError\b|JWKClientError/i, 'discovery'],
  [/JSON Web Key Set HTTP response|unable to (?:obtain|retrieve|resolve) (?:the )?(?:openid )?configuration|discoveryRequest/i, 'discovery'],
  [/Client\.(?:grant|refresh|callback|oauthCallback)\b|\brefresh_?token\b|oauth2: (?:cannot fetch token|")|getAccessToken\b/i, 'token'],
  [/XeroClient\.(?:Request|Refresh)\w*Token|RequestXeroToken/, 'token'],
  [/\bToken(?:Request|ResponseException)\b|IdentityProviderException|processAuthorizationCodeResponse|\bgrant_type\b/i, 'token'],
  [/Xero\.NetStandard\.OAuth2\.Api|XeroClient\.GetConnections|updateTenants|getConnections\b|com\.xero\.api\.Xero|xero\.exceptions\.Xero|\b(?:Accounting|Identity|BankFeeds|Asset|Files|Project)Api\b/i, 'xero-api'],
  [/\b(?:PublicApi|ClientsApi|LinkApi)\b|codat_\w+\.models|"(?:pushOperationKey|dataConnectionKey|canBeRetried)"/, 'codat-api'],
  [/xero[_-]python|xero-ruby|XeroAPI\\XeroPHP/i, 'xero-api'],
] // prettier-ignore

/** What was called, as far as the text says it; null where it names neither Xero nor Codat. */
export function calledIn(text: string): Called | null {
  const head = text.slice(0, 200_000)
  const found = addresses.find(([pattern]) => pattern.test(head)) ?? frames.find(([pattern]) => pattern.test(head))
  if (found !== undefined) return found[1]
  const named = head.replace(OWN_PATHS, ' ')
  // Codat hands on what Xero answered it.
  if (/codat/i.test(named)) return /\b(?:from|by) Xero\b/i.test(named) ? 'xero' : 'codat'
  return namesXero(named) ? 'xero' : null
}

/**
 * Addresses of a program's own, like `localhost:3000/api/xero/sync` and `"path": "/xero/callback"`, and repositories, like `acme/xero-sync.git`: they
 * name Xero, and Xero answered nothing there.
 */
const OWN_PATHS =
  /(?:https?:\/\/(?!(?:[\w-]+\.)*(?:xero\.com|codat\.io)\b)[\w.-]+(?::\d{1,5})?|\blocalhost(?::\d{1,5})?|\b127\.0\.0\.1(?::\d{1,5})?)\/[^\s"'<>]{0,2000}|(?<![\w./:@-])[\w./:@-]{1,200}\.git\b|"(?:path|instance|route)"\s*:\s*"\/[^"\n]{0,500}"/gi

/** Which grant a refused token request was about, as far as the text says it. */
export function grantIn(text: string): 'refresh' | 'authorization-code' | null {
  const head = text.slice(0, 200_000)
  if (
    /refresh(?:ing|ed)?[\s_-]?(?:(?:the|its|an?) )?(?:access[\s_-]?)?token|grant\.refresh|renew\w{0,20}Token|Client\.refresh|tokenRefresher|\brefresh!|token refresh\b|\brefresh failed\b|\b(?:failed|unable) to refresh\b|\bn[o']t refresh\b/i.test(
      head,
    )
  )
    return 'refresh'
  return /authorization[_\s-]?code|fetch_token|authorization_response|OAuth2Strategy|\bomniauth\b|Failed to obtain access token|RequestAccessToken|Client\.(?:oauth)?callback|apiCallback|AuthorizationCode|\.Exchange\b|code_verifier|[?&]code=/i.test(
    head,
  )
    ? 'authorization-code'
    : null
}

/** True where the text is what a program printed, and not a browser's page. */
export function isProgramOutput(text: string): boolean {
  return /^\s+at \S|\bTraceback\b|\b[A-Z]\w*(?:Error|Exception)\b|\bE[A-Z]{5,}\b|\bcurl:|cURL error|^Connecting to \S+\.\.\. |Connection refused|\bdial tcp\b|node_modules|^#\d+ /m.test(
    text.slice(0, 200_000),
  )
}
