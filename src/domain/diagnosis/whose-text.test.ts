// What everybody says is told as the guess it is where a text names neither Xero nor Codat, and not at all where it is plainly another's.
import { describe, expect, it } from 'vitest'
import type { Diagnosis } from './schema'
import { catalogue } from './catalogue'
import { explainPaste } from './paste'

const context = { apps: [], appId: null, today: '2026-11-30' }
const findings = (text: string): Diagnosis[] => explainPaste(text, context).findings
const codes = (text: string): string[] => findings(text).map(({ code }) => code)

const GUESS = /^Perhaps: /

describe('a sentence that many services say', () => {
  it.each([
    ['xero.not-permitted', 'You are not permitted to access this resource'],
    ['xero.not-permitted', 'The current user does not have permission to view this report'],
    ['xero.organisation-offline', 'The organization is temporarily unavailable. Ask your admin.'],
    ['xero.day-limit', 'The daily limit of 500 mails has been reached.'],
    ['xero.concurrent-limit', 'Concurrency limit reached for the tenant'],
    ['limit.connections', 'MaxConnectionsReached: maximum number of connections exceeded for database "app"'],
    ['token.refresh-dead', 'Error: The refresh token has expired. Log in again.'],
    ['page.redirect-uri', 'INVALID_CLIENT: Invalid redirect URI'],
    ['codat.link-failed', 'Unknown error occurred. Please restart the printer.'],
    ['codat.link-cancelled', 'User cancelled the payment.'],
    ['codat.company-limit', 'Company limit exceeded for the starter plan'],
    ['codat.account-expired', 'Account expired. Learn more about plans'],
    ['codat.connection-unlinked', '3 Unlinked records'],
    ['feeds.duplicate-statement', 'duplicate-statement found by the linter'],
  ])('is %s as a guess: %s', (code, text) => {
    const [first] = findings(text)
    expect(first).toMatchObject({ code, title: expect.stringMatching(GUESS) })
    expect(first?.cause).toContain('names neither Xero nor Codat')
    const [named] = findings(`Xero, by way of Codat:\n${text}`)
    expect(named).toMatchObject({ code, title: catalogue[named?.code ?? 'paste.nothing'].title })
  })

  it('without Xero in its title is a guess as well', () => {
    const [first] = findings('Access token has expired. Log in again.')
    expect(first).toMatchObject({ code: 'xero.token-expired', title: 'Perhaps: The access token has expired' })
  })

  it.each([
    'Error code: 500\nError: unauthorized_client : Invalid redirect_uri',
    '"Detail":"AuthenticationUnsuccessful"',
    'needs to complete certification before they can connect to more organisations',
    'The API rate limit for your organisation/application pairing has been exceeded',
    'Intent to receive required',
    'Requested wrong apps scopes',
    'oauth_problem=token_rejected',
    'A validation exception occurred',
    'Sync history: RateLimitError for dataConnection 2e9d2c44',
    '{"error":"invalid_client"}',
    'Maximum timeout of "00:02:00" would be exceeded',
    '{"items":[{"status":"REJECTED","error":{"type":"internal-error","title":"T","status":500,"detail":"D"}}]}',
  ])('is no guess where the words are Xero’s or Codat’s own: %s', (text) => {
    expect(findings(text)[0]?.title).not.toMatch(GUESS)
  })

  it('of a signature counts only where a token was checked', () => {
    for (const text of [
      'GPG: signature verification failed for package nodejs',
      'Webhook signature verification failed.',
    ])
      expect(codes(text)).toEqual(['paste.not-recognised'])
    expect(codes('xero: JWT signature verification failed')).toEqual(['token.not-trusted'])
    expect(codes('IdTokenError: signature verification failed for the ID token')).toEqual(['token.not-trusted'])
  })
})

describe('JSON that many services answer', () => {
  it('is a guess with words that Xero doesn’t add, and Xero’s without them', () => {
    const refused = (more: object): string => JSON.stringify({ error: 'invalid_grant', ...more })
    expect(findings(refused({ error_description: 'Token invalid' }))[0]?.title).toMatch(GUESS)
    expect(findings(`QuickBooks: ${refused({})}`)[0]?.title).toMatch(GUESS)
    expect(findings(refused({}))[0]?.title).not.toMatch(GUESS)
    expect(findings(`Xero: ${refused({ error_description: 'Token invalid' })}`)[0]?.title).not.toMatch(GUESS)
  })

  it('with an error that isn’t OAuth’s is Xero’s only beside its name', () => {
    for (const error of ['consent_required', 'not_found', 'rate_limited'])
      expect(codes(JSON.stringify({ error }))).toEqual(['paste.not-recognised'])
    expect(codes('identity.xero.com/connect/token\n{"error":"consent_required"}')).toContain('token.unknown')
  })

  it('of an everyday type is a guess', () => {
    const problem = JSON.stringify({
      type: 'invalid-request',
      title: 'Bad',
      status: 400,
      detail: 'No',
      instance: '/v1/a',
    })
    expect(findings(problem)[0]?.title).toMatch(GUESS)
    expect(findings(`bankfeeds.xro/1.0\n${problem}`)[0]?.title).not.toMatch(GUESS)
  })
})

describe('plainly another service', () => {
  it.each([
    'GaxiosError: invalid_grant\n    at OAuth2Client.refreshTokenNoCache (/app/node_modules/google-auth-library/build/src/auth/oauth2client.js:174:26)',
    "google.auth.exceptions.RefreshError: ('invalid_grant: Bad Request', {'error': 'invalid_grant'})",
    'msal.exceptions: invalid_client (node_modules/@azure/msal-node/lib/client.js)',
    '{"error":"invalid_grant"} auth.truelayer-sandbox.com',
    'INVALID_CLIENT: Invalid client accounts.spotify.com/authorize',
  ])('is not told as Xero’s: %s', (text) => {
    expect(codes(text)).toEqual(['paste.not-recognised'])
  })

  it('is whose was called, though Xero is named beside it', () => {
    const text =
      'QuickBooks sync failed: 401 Unauthorized https://quickbooks.api.intuit.com/v3/company/123/query\nOther integrations: Sage, Xero, MYOB are healthy.'
    expect(codes(text)).toEqual(['paste.status-only'])
    expect(codes(`${text}\nGET https://api.xero.com/connections 401 Unauthorized`)).toEqual(['xero.token-refused'])
  })

  it('has a name that only begins alike', () => {
    for (const name of ['Xeroderma study', 'xerographic drum', 'Xerox WorkCentre'])
      expect(codes(`${name}: error 500.`)).toEqual(['paste.status-only'])
  })

  it('asks to sign in at its own address', () => {
    const ask = (host: string): string =>
      `https://${host}/oauth/authorize?response_type=code&client_id=webapp&redirect_uri=https%3A%2F%2Fx%2Fcb&scope=read`
    expect(codes(ask('app.example.com'))).toEqual(['paste.not-recognised'])
    expect(codes(ask('login.xero.com'))).toContain('authorize.odd-client-id')
    expect(codes('client_id=webapp&redirect_uri=https://x/cb&response_type=code&scope=accounting.invoices')).toContain(
      'authorize.odd-client-id',
    )
  })
})

describe('Cloudflare’s page about a site that it couldn’t reach', () => {
  const page = (host: string): string =>
    `Connection timed out Error code 522\n2026-11-27 19:05:54 UTC\nYou\nBrowser\nWorking\nLondon\nCloudflare\nWorking\n${host}\nHost\nError\nWhat happened?\nThe initial connection between Cloudflare's network and the origin web server timed out.\nCloudflare Ray ID: 2b06db3818810da9`

  it('is no timeout of ours, and says whose site it is', () => {
    expect(codes(page('shop.example.com'))).toEqual(['paste.status-only'])
    expect(findings(page('shop.example.com'))[0]?.facts).toContainEqual({ label: 'Status', value: '522' })
    expect(codes(page('api.codat.io'))).toEqual(['codat.server-error'])
  })

  it.each([
    'Error 522 Ray ID: 2b06db3818810da9 • 2026-11-27 19:05:54 UTC\nConnection timed out\nshop.example.com',
    'Error 521 Web server is down. shop.example.com Cloudflare Ray ID: 7c2',
    'shop.example.com | 524: A timeout occurred\nPerformance & security by Cloudflare',
    'Error 525\nSSL handshake failed\nCloudflare Ray ID: 7c2',
  ])('in whichever form: %s', (text) => expect(codes(text)).toEqual(['paste.status-only']))
})
