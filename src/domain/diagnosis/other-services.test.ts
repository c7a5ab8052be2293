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
} as const

describe('an error of another service', () => {
  it.each(Object.entries(others))('%s isn’t told as Xero’s', (_name, text) => {
    expect(codes(text).filter((code) => !/^(?:paste|network)\./.test(code))).toEqual([])
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
