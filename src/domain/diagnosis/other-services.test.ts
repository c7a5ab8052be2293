// The same words from another service are not told as Xero's; beside Xero's name or a stored client id they are.
import { describe, expect, it } from 'vitest'
import type { KnownApp } from './authorize'
import { explainPaste } from './paste'

const CLIENT_ID = '686E7FE4D3354162B05FDE15FC01EEAC'
const app: KnownApp = {
  id: '0498e921-9b53-4396-a412-4f2f5983b0a2',
  name: 'Acme',
  clientId: CLIENT_ID,
  redirectUris: [],
  createdOn: '2026-05-01',
}
const codes = (text: string): string[] =>
  explainPaste(text, { apps: [app], appId: null, today: '2026-11-29' }).findings.map(({ code }) => code)

const others = {
  QuickBooks: `POST https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer
{"error":"invalid_grant","error_description":"Incorrect or invalid refresh token"}`,
  'QuickBooks, asked to sign in':
    'https://appcenter.intuit.com/connect/oauth2?client_id=AB1&redirect_uri=https%3A%2F%2Fquickbooksonline.codat.io%2Foauth2%2Fcallback&response_type=code&scope=com.intuit.quickbooks.accounting',
  'Google’s page': 'Error 400: redirect_uri_mismatch\nThis app doesn’t comply with Google’s OAuth 2.0 policy.',
  'Google’s sign-in':
    'Error 401: invalid_client\nThe OAuth client was not found. accounts.google.com/signin/oauth/error',
  Microsoft: '{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided."}',
  Sage: 'POST https://oauth.accounting.sage.com/token 400\n{"error":"invalid_grant","error_description":"The refresh token is invalid"}',
  TrueLayer: '{"error":"invalid_grant"} auth.truelayer.com/connect/token',
  Okta: 'https://acme.okta.com/oauth2/v1/authorize?client_id=0oa1&redirect_uri=https%3A%2F%2Facme%2Fcb&error=invalid_scope\n{"error":"invalid_scope"}',
  Auth0: 'https://acme.auth0.com/login/callback?error=access_denied&error_description=User+did+not+authorize&state=abc',
  Salesforce:
    '{"error":"invalid_grant","error_description":"expired token"} https://login.salesforce.com/services/oauth2/token',
  'Exact Online': '{"error":"unauthorized_client"} https://start.exactonline.nl/api/oauth2/token',
  Zoho: '{"error":"invalid_code"} accounts.zoho.com/oauth/v2/token',
  'another’s outer wall':
    'Access Denied\nYou don’t have permission to access "http://www.example.com/" on this server.\nReference #18.2d351ab8.1557333295.a4e16ab',
  'QuickBooks, by a Xero advisor':
    'From: Ana <ana@example.com>\nTo: support\n\nQuickBooks says:\n{"error":"invalid_grant","error_description":"Incorrect Token type or clientID"}\nPOST https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer 400\n\n--\nAna Lee\nBookkeeper · Xero Certified Advisor',
  'QuickBooks, with a firm’s page at Xero below':
    '{"error":"invalid_client"} from https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer\nBest regards,\nBob\nAcme Accounting | Xero Gold Partner | www.xero.com/advisors/acme',
  'QuickBooks, in a quoted mail':
    '> the call to oauth.platform.intuit.com gives invalid_client\n> Kind regards\n> Sue, Xero Champion 2025',
  Spring: '{"error":"access_denied","error_description":"Access is denied"}',
  'OAuth 1.0a of Twitter': 'https://api.twitter.com/oauth/request_token 401 oauth_problem=signature_invalid',
  'OAuth 1.0a of Jira': 'oauth_problem=token_rejected https://acme.atlassian.net/rest/api/2/issue 401',
  'Google’s page without its address':
    'Access blocked: This app’s request is invalid\nError 400: redirect_uri_mismatch',
  Slack: '{"ok":false,"error":"invalid_auth"}',
  BigCommerce: '{"error":"invalid_client"} https://login.bigcommerce.com/oauth2/token',
  Dropbox:
    '{"error_description": "refresh token is invalid or revoked", "error": "invalid_grant"} https://api.dropboxapi.com/oauth2/token',
  LinkedIn:
    '{"error":"invalid_client","error_description":"Client authentication failed"} https://www.linkedin.com/oauth/v2/accessToken',
  PayPal:
    '{"error":"invalid_client","error_description":"Client Authentication failed"} https://api-m.paypal.com/v1/oauth2/token',
  Revolut: '{"error":"unauthorized_client"} b2b.revolut.com/api/1.0/auth/token',
  DocuSign:
    '{"error":"invalid_grant","error_description":"no_valid_keys_or_signatures"} account-d.docusign.com/oauth/token',
  HMRC: '{"error":"invalid_grant","error_description":"code is invalid"} https://test-api.service.hmrc.gov.uk/oauth/token',
  Fortnox:
    '{"error":"invalid_grant","error_description":"Invalid refresh token"} https://apps.fortnox.se/oauth-v1/token',
  'an app’s own token endpoint': 'POST https://api.acme.example/oauth/token 401\n{"error":"invalid_client"}',
  Supabase:
    'http://localhost:3000/?error=server_error&error_code=unexpected_failure&error_description=Unable+to+exchange+external+code',
  Apple: '{"error":"invalid_client"} https://appleid.apple.com/auth/token',
  Zendesk: '{"error":"invalid_grant","error_description":"Invalid refresh token"} acme.zendesk.com/oauth/tokens',
  Deputy:
    '{"error":"unauthorized_client","error_description":"The client is not authorized"} once.deputy.com/my/oauth/access_token',
} as const

describe('an error of another service', () => {
  it.each(Object.entries(others))('%s isn’t told as Xero’s', (_name, text) => {
    expect(codes(text).filter((code) => !/^(?:paste|network)\./.test(code))).toEqual([])
  })

  it('is whose it was, whoever signed the mail', () => {
    const refused = '{"error":"invalid_client"} from https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer'
    for (const below of [
      'Kind regards\nAna, Xero Certified Advisor',
      '-- \nAna\nXero',
      'Thanks!\nAna\nAcme | Xero | Codat',
    ])
      expect(codes(`${refused}\n\n${below}`)).toEqual(['paste.not-recognised'])
    expect(codes(`${refused}\nThanks,\nAna\n\nPOST https://identity.xero.com/connect/token 401`)).toContain(
      'token.invalid-client',
    )
  })

  it('“access_denied” is a guess where nothing says whose it is', () => {
    const first = (text: string) => explainPaste(text, { apps: [], appId: null, today: '2026-11-29' }).findings[0]
    const guess = first('https://app.acme.example/callback?error=access_denied&state=abc')
    expect(guess).toMatchObject({ code: 'callback.cancelled', title: expect.stringContaining('doesn’t say') })
    expect(guess?.canBe).toHaveLength(3)
    const told = first('https://app.acme.example/cb?error=access_denied&error_description=TenantConsent+status+DENIED')
    expect(told).toMatchObject({ code: 'callback.cancelled', title: 'The sign-in was cancelled' })
    expect(told?.canBe).toBeUndefined()
  })

  it('that Codat hands on stays Codat’s', () => {
    const text = '{"statusCode":502,"service":"QuickBooks Online","error":"invalid_grant","correlationId":"abc"}'
    expect(codes(text)).toEqual(['codat.server-error'])
  })

  it('beside Xero’s name, or a stored client id, is Xero’s as before', () => {
    const refused = 'login.microsoftonline.com works.\n{"error":"invalid_client"}'
    expect(codes(`${refused}\nhttps://identity.xero.com/connect/token`)).toContain('token.invalid-client')
    expect(codes(`${refused}\nXERO_CLIENT_ID=…`)).toContain('token.invalid-client')
    expect(codes(`${refused}\nclient_id=${CLIENT_ID}`)).toContain('token.invalid-client')
    expect(codes('{"error":"invalid_client"}')).toContain('token.invalid-client')
  })
})
