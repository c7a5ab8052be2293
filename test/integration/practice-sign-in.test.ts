// The practice Xero against openid-client, which nobody here wrote: the whole sign-in, and every refusal in between.
import * as oidc from 'openid-client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Practice, startPractice } from '../../src/practice/practice'
import { seedApps, seedBusyOrganisation, seedPeople } from '../../src/practice/xero/seed'
import { attribute, consent, errorText, inputs, open, submit, visit } from '../support/practice-browser'

const REDIRECT = 'http://localhost:8743/callback'
const LEAST = 'openid profile email accounting.settings.read'
const MINUTE = 60

let practice: Practice

beforeEach(async () => {
  practice = await startPractice({
    broke: (error) => {
      throw error
    },
  })
})
afterEach(() => practice.close())

interface KnownApp {
  readonly clientId: string
  readonly secret: string
}

function discover(app: KnownApp, secret = app.secret): Promise<oidc.Configuration> {
  const issuer = new URL(practice.origins.xeroIdentity)
  return oidc.discovery(issuer, app.clientId, undefined, oidc.ClientSecretBasic(secret), {
    execute: [oidc.allowInsecureRequests],
  })
}

interface Attempt {
  readonly config: oidc.Configuration
  readonly verifier: string
  readonly state: string
  readonly nonce: string
  readonly url: URL
}

async function prepare(config: oidc.Configuration, over: Record<string, string> = {}): Promise<Attempt> {
  const verifier = oidc.randomPKCECodeVerifier()
  const state = oidc.randomState()
  const nonce = oidc.randomNonce()
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: REDIRECT,
    scope: LEAST,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...over,
  })
  return { config, verifier, state, nonce, url }
}

async function toCallback(attempt: Attempt, choice: Parameters<typeof consent>[2] = {}): Promise<URL> {
  const arrival = await consent(practice.origins, attempt.url, choice)
  if (arrival.at === 'page') throw new Error(`Stuck at ${arrival.page.name}: ${errorText(arrival.page)}`)
  return arrival.url
}

function exchange(attempt: Attempt, callback: URL) {
  return oidc.authorizationCodeGrant(attempt.config, callback, {
    pkceCodeVerifier: attempt.verifier,
    expectedState: attempt.state,
    expectedNonce: attempt.nonce,
    idTokenExpected: true,
  })
}

async function signIn(app: KnownApp, scope = LEAST, choice: Parameters<typeof consent>[2] = {}) {
  const attempt = await prepare(await discover(app), { scope })
  const callback = await toCallback(attempt, choice)
  return { attempt, callback, tokens: await exchange(attempt, callback) }
}

function payload(jwt: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8'))
}

async function tokenCall(app: KnownApp, form: Record<string, string>, secret = app.secret) {
  const response = await fetch(`${practice.origins.xeroIdentity}/connect/token`, {
    method: 'POST',
    headers: { Authorization: `Basic ${Buffer.from(`${app.clientId}:${secret}`).toString('base64')}` },
    body: new URLSearchParams(form),
  })
  return { status: response.status, body: await response.json() }
}

async function errorCodeOf(promise: Promise<unknown>): Promise<unknown> {
  const error: unknown = await promise.catch((caught: unknown) => caught)
  if (error instanceof oidc.ResponseBodyError) return { status: error.status, error: error.error }
  if (error instanceof oidc.WWWAuthenticateChallengeError) return { status: error.status, challenge: error.cause }
  return error
}

test('openid-client signs in with code, PKCE and secret, checks the ID token, and reads userinfo', async () => {
  const { tokens, callback } = await signIn(seedApps.tidewater)
  expect([...callback.searchParams.keys()].sort()).toEqual(['code', 'scope', 'session_state', 'state'])
  expect(tokens.token_type).toBe('bearer')
  expect(tokens.expires_in).toBe(1800)
  expect(tokens.refresh_token).toBeUndefined()
  const access = payload(tokens.access_token)
  expect(access).toMatchObject({
    client_id: seedApps.tidewater.clientId,
    xero_userid: seedPeople.robin,
    scope: LEAST.split(' '),
    aud: `${practice.origins.xeroIdentity}/resources`,
  })
  expect(access['authentication_event_id']).toMatch(/^[0-9a-f-]{36}$/)
  const claims = tokens.claims()
  const config = await discover(seedApps.tidewater)
  const info = await oidc.fetchUserInfo(config, tokens.access_token, claims?.sub ?? '')
  expect(info).toMatchObject({ email: 'robin@practice.example', given_name: 'Robin', family_name: 'Practice' })
})

test('refreshing rotates, and the old token works for another half hour but no longer', async () => {
  const { tokens, attempt } = await signIn(seedApps.tidewater, `${LEAST} offline_access`)
  const first = tokens.refresh_token ?? ''
  const second = await oidc.refreshTokenGrant(attempt.config, first)
  expect(second.refresh_token).not.toBe(first)
  await practice.controls.advance({ seconds: 29 * MINUTE })
  const again = await tokenCall(seedApps.tidewater, { grant_type: 'refresh_token', refresh_token: first })
  expect(again.status).toBe(200)
  await practice.controls.advance({ seconds: 2 * MINUTE })
  const late = await tokenCall(seedApps.tidewater, { grant_type: 'refresh_token', refresh_token: first })
  expect(late).toEqual({ status: 400, body: { error: 'invalid_grant' } })
  const unused = { grant_type: 'refresh_token', refresh_token: second.refresh_token ?? '' }
  await practice.controls.advance({ seconds: 61 * 24 * 60 * MINUTE })
  expect(await tokenCall(seedApps.tidewater, unused)).toEqual({ status: 400, body: { error: 'invalid_grant' } })
})

test('client credentials list every connection of the app, and only with app.connections', async () => {
  const config = await discover(seedApps.harbourPay)
  const tokens = await oidc.clientCredentialsGrant(config, { scope: 'app.connections' })
  expect(tokens.refresh_token).toBeUndefined()
  const response = await fetch(`${practice.origins.xeroApi}/connections`, {
    headers: { Authorization: `Bearer ${tokens.access_token}` },
  })
  const rows: { createdDateUtc: string; tenantName: string }[] = await response.json()
  expect(rows).toHaveLength(25)
  for (const row of rows) expect(row.createdDateUtc).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}$/)
  expect(rows.filter((row) => row.tenantName === 'Kowhai Timber Ltd')).toHaveLength(2)
  expect(await errorCodeOf(oidc.clientCredentialsGrant(config, { scope: 'accounting.settings' }))).toEqual({
    status: 400,
    error: 'invalid_scope',
  })
})

test('a wrong secret is invalid_client, in both of its shapes', async () => {
  const config = await discover(seedApps.tidewater, 'PRACTICE-not-the-secret')
  const grant = () => oidc.clientCredentialsGrant(config, { scope: 'app.connections' })
  expect(await errorCodeOf(grant())).toEqual({ status: 400, error: 'invalid_client' })
  await practice.controls.setFailure({ name: 'xero.token:invalid-client-challenge', on: true, times: 1 })
  expect(await errorCodeOf(grant())).toMatchObject({
    status: 401,
    challenge: [{ scheme: 'basic', parameters: { error: 'invalid_client' } }],
  })
  expect(await errorCodeOf(grant())).toEqual({ status: 400, error: 'invalid_client' })
})

test('a code works once', async () => {
  const { attempt, callback } = await signIn(seedApps.tidewater)
  expect(await errorCodeOf(exchange(attempt, callback))).toEqual({ status: 400, error: 'invalid_grant' })
})

test('a code expires after five minutes', async () => {
  const attempt = await prepare(await discover(seedApps.tidewater))
  const callback = await toCallback(attempt)
  await practice.controls.advance({ seconds: 5 * MINUTE + 1 })
  expect(await errorCodeOf(exchange(attempt, callback))).toEqual({ status: 400, error: 'invalid_grant' })
})

test.each([
  ['no verifier', {}],
  ['another verifier', { code_verifier: oidc.randomPKCECodeVerifier() }],
  ['another redirect URI', { redirect_uri: 'https://xero.codat.io/oauth2/callback' }],
])('a code with %s is invalid_grant, and is used up', async (_, over) => {
  const attempt = await prepare(await discover(seedApps.tidewater))
  const code = (await toCallback(attempt)).searchParams.get('code') ?? ''
  const form = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT }
  expect(await tokenCall(seedApps.tidewater, { ...form, ...over })).toEqual({
    status: 400,
    body: { error: 'invalid_grant' },
  })
  const right = { ...form, code_verifier: attempt.verifier }
  expect(await tokenCall(seedApps.tidewater, right)).toEqual({ status: 400, body: { error: 'invalid_grant' } })
})

test('a code belongs to the app it was made for', async () => {
  const attempt = await prepare(await discover(seedApps.tidewater))
  const code = (await toCallback(attempt)).searchParams.get('code') ?? ''
  const form = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT, code_verifier: attempt.verifier }
  expect(await tokenCall(seedApps.harbourPay, form)).toEqual({ status: 400, body: { error: 'invalid_grant' } })
})

test('missing parts of a token call have Xero’s names', async () => {
  const { tidewater } = seedApps
  expect(await tokenCall(tidewater, { scope: 'app.connections' })).toMatchObject({
    body: { error: 'unsupported_grant_type' },
  })
  expect(await tokenCall(tidewater, { grant_type: 'authorization_code' })).toMatchObject({
    body: { error: 'invalid_request' },
  })
  expect(await tokenCall(tidewater, { grant_type: 'refresh_token' })).toMatchObject({
    body: { error: 'invalid_request' },
  })
})

test.each([
  [
    'a redirect URI with a trailing slash',
    { redirect_uri: `${REDIRECT}/` },
    'unauthorized_client : Invalid redirect_uri',
  ],
  ['another port', { redirect_uri: 'http://localhost:8744/callback' }, 'unauthorized_client : Invalid redirect_uri'],
  ['127.0.0.1', { redirect_uri: 'http://127.0.0.1:8743/callback' }, 'unauthorized_client : Invalid redirect_uri'],
  ['an unknown client', { client_id: 'F'.repeat(32) }, 'unauthorized_client : Unknown client or client not enabled'],
  ['no client', { client_id: '' }, 'unauthorized_client'],
  ['a broad scope on a new app', { scope: 'openid accounting.transactions' }, 'invalid_scope : Invalid scope'],
  ['a misspelt scope', { scope: 'accounting.reports.balancesheets.read' }, 'invalid_scope : Invalid scope'],
  ['a restricted scope', { scope: 'openid bankfeeds' }, 'unauthorized_client : Invalid scope for client'],
  ['app.connections', { scope: 'openid app.connections' }, 'access_denied: Requested wrong apps scopes'],
])('%s ends on Xero’s own error page, and never at the callback', async (_, over, text) => {
  const attempt = await prepare(await discover(seedApps.tidewater), over)
  const page = await open(practice.origins, attempt.url)
  expect(page.url.origin).toBe(practice.origins.xeroLogin)
  expect(page.url.pathname).toBe('/identity/error')
  expect(page.html).toContain('Sorry, something went wrong')
  expect(page.html).toContain('Error code: 500')
  expect(errorText(page)).toBe(`Error: ${text}`)
})

test('an older app may still ask for broad scopes, until the day they stop', async () => {
  const attempt = await prepare(await discover(seedApps.harbourPay), { scope: 'openid accounting.transactions' })
  expect((await open(practice.origins, attempt.url)).name).toBe('xero-consent')
  await practice.controls.advance({ seconds: 300 * 24 * 60 * MINUTE })
  expect(errorText(await open(practice.origins, attempt.url))).toBe('Error: invalid_scope : Invalid scope')
})

test('an app that Xero granted bank feeds may ask for them', async () => {
  const attempt = await prepare(await discover(seedApps.meridian), { scope: 'openid bankfeeds' })
  expect((await open(practice.origins, attempt.url)).name).toBe('xero-consent')
})

test('a mobile or desktop app signs in without a secret, needs PKCE, and has no list of its own', async () => {
  const { clientId } = seedApps.pocket
  const config = await oidc.discovery(new URL(practice.origins.xeroIdentity), clientId, undefined, oidc.None(), {
    execute: [oidc.allowInsecureRequests],
  })
  const attempt = await prepare(config)
  const tokens = await exchange(attempt, await toCallback(attempt, { organisation: 'Demo Company (AU)' }))
  expect(tokens.claims()?.aud).toBe(clientId)
  const bare = new URL(attempt.url)
  bare.searchParams.delete('code_challenge')
  expect(errorText(await open(practice.origins, bare))).toContain('code challenge required')
  expect(await errorCodeOf(oidc.clientCredentialsGrant(config, { scope: 'app.connections' }))).toEqual({
    status: 400,
    error: 'unauthorized_client',
  })
})

test('Cancel comes back as access_denied with the state', async () => {
  const attempt = await prepare(await discover(seedApps.tidewater))
  const callback = await toCallback(attempt, { decision: 'cancel' })
  expect(Object.fromEntries(callback.searchParams)).toEqual({
    error: 'access_denied',
    error_description: 'TenantConsent status DENIED',
    state: attempt.state,
  })
})

test('scopes add up per person and app until they are revoked', async () => {
  await signIn(seedApps.tidewater, 'openid accounting.contacts.read offline_access')
  const { tokens, attempt } = await signIn(seedApps.tidewater, 'openid accounting.settings.read offline_access')
  expect(payload(tokens.access_token)['scope']).toContain('accounting.contacts.read')
  await oidc.tokenRevocation(attempt.config, tokens.refresh_token ?? '')
  const after = await signIn(seedApps.tidewater, 'openid accounting.settings.read')
  expect(payload(after.tokens.access_token)['scope']).toEqual(['openid', 'accounting.settings.read'])
})

test('revocation removes all of that person’s connections to the app, and nobody else’s', async () => {
  const { tokens, attempt } = await signIn(seedApps.harbourPay, `${LEAST} offline_access`, {
    organisation: 'Demo Company (AU)',
  })
  const before = (await practice.controls.view()).xeroApps.find((app) => app.name === 'Harbour Pay')
  expect(before?.connections).toBe(26)
  await oidc.tokenRevocation(attempt.config, tokens.refresh_token ?? '')
  const after = (await practice.controls.view()).xeroApps.find((app) => app.name === 'Harbour Pay')
  expect(after?.connections).toBe(21)
  const dead = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token ?? '' }
  expect(await tokenCall(seedApps.harbourPay, dead)).toEqual({ status: 400, body: { error: 'invalid_grant' } })
})

test('the last place can be taken, the next one ends on the limit page, a demo company is always welcome', async () => {
  const config = await discover(seedApps.tidewater)
  const place = (organisation: string) => async () => {
    const user = organisation.startsWith('Demo') ? seedPeople.robin : seedPeople.olive
    return consent(practice.origins, (await prepare(config)).url, { organisation, user })
  }
  expect((await place('Kauri Point Vets')()).at).toBe('callback')
  const full = await place('Mistral Printing')()
  expect(full).toMatchObject({ at: 'page', page: { name: 'xero-connection-limit' } })
  expect(full.at === 'page' && full.page.url.pathname).toBe('/connectionLimit')
  expect((await place('Demo Company (NZ)')()).at).toBe('callback')
  expect((await place('Kauri Point Vets')()).at).toBe('callback')
})

test('an organisation with two uncertified apps is greyed out, and can’t be forced', async () => {
  const attempt = await prepare(await discover(seedApps.tidewater))
  const page = await open(practice.origins, attempt.url)
  const busy = inputs(page.html).find((tag) => attribute(tag, 'data-tenant') === seedBusyOrganisation)
  expect(busy).toContain('disabled')
  const forced = await consent(practice.origins, attempt.url, { organisation: seedBusyOrganisation })
  expect(forced).toMatchObject({ at: 'page', page: { name: 'xero-error' } })
})

test('practice never sends the browser to a host that isn’t this machine', async () => {
  const redirectUri = 'https://lender.example/callback'
  await submit(
    practice.origins,
    new URL(practice.origins.xeroPortal),
    `/myapps/${seedApps.tidewater.clientId}/redirect-uris`,
    {
      uri: redirectUri,
    },
  )
  const attempt = await prepare(await discover(seedApps.tidewater), { redirect_uri: redirectUri })
  const end = await consent(practice.origins, attempt.url)
  expect(end).toMatchObject({ at: 'page', page: { name: 'practice-hand-over' } })
})

test('the address of the consent page carries the authorize address inside, as Xero’s does', async () => {
  const attempt = await prepare(await discover(seedApps.tidewater))
  const page = await open(practice.origins, attempt.url)
  expect(page.url.origin).toBe(practice.origins.xeroAuthorize)
  const inner = new URL(page.url.searchParams.get('returnUrl') ?? '')
  expect(inner.pathname).toBe('/identity/connect/authorize')
  expect(inner.searchParams.get('client_id')).toBe(seedApps.tidewater.clientId)
})

test('another site’s page can’t post the consent form', async () => {
  const attempt = await prepare(await discover(seedApps.tidewater))
  const page = await open(practice.origins, attempt.url)
  const action = attribute(page.html, 'action') ?? ''
  const forged = await visit(practice.origins, new URL(action, page.url), {
    method: 'POST',
    headers: { Origin: 'https://elsewhere.example' },
    body: new URLSearchParams({ decision: 'cancel' }),
  })
  expect(forged).toMatchObject({ at: 'page', page: { name: 'xero-error' } })
})

test('everything put into a page is escaped', async () => {
  const attempt = await prepare(await discover(seedApps.tidewater))
  const id = Buffer.from('<script>alert(1)</script>"\'').toString('base64url')
  const page = await open(practice.origins, `${practice.origins.xeroLogin}/identity/error?errorId=CfDJ8${id}`)
  expect(page.html).not.toContain('<script')
  expect(errorText(page)).toBe('Error: <script>alert(1)</script>"\'')
  const consentPage = await fetch((await open(practice.origins, attempt.url)).url)
  expect(consentPage.headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self' http:\/\/localhost:8743; frame-ancestors 'none'; base-uri 'none'$/,
  )
})
