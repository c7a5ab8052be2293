// Every switch of practice mode does what it says, and only what it says.
import * as oidc from 'openid-client'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type PracticeEndpoint,
  practiceEndpoints,
  type PracticeFailureName,
  practiceFailures,
  type PracticeHttpFault,
  practiceHttpFaults,
  type PracticeXeroFailure,
  practiceXeroFailures,
} from '../../src/contract/practice'
import { type Practice, startPractice } from '../../src/practice/practice'
import { seedApps, seedId } from '../../src/practice/xero/seed'
import { type Arrival, consent, errorText } from '../support/practice-browser'

const REDIRECT = 'http://localhost:8743/callback'
const SCOPES = 'openid profile email accounting.settings.read offline_access'
const { clientId, secret } = seedApps.tidewater
/** An app with bank feeds, signed in to an organisation that takes them. */
const feeding = { app: seedApps.meridian, scopes: `${SCOPES} bankfeeds`, organisation: 'Practice Trial Company' }
const plain = { app: seedApps.tidewater, scopes: SCOPES, organisation: 'Demo Company (NZ)' }
const basic = `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`

let practice: Practice
let accessToken: string
let tenantId: string

beforeAll(async () => {
  practice = await startPractice()
})
afterAll(() => practice.close())

// Each test has its own first day: the one before may have taken the demo company out.
beforeEach(async () => {
  await practice.controls.reset({ seed: 'furnished' })
  await practice.controls.setSettings({ slowSeconds: 0.2, retryAfterSeconds: 7 })
  const { tokens } = await signIn()
  accessToken = tokens.access_token
  const rows: { tenantId: string }[] = await (await call('xero.connections')).json()
  tenantId = rows[0]?.tenantId ?? ''
})

async function authorize({ app, scopes }: Pick<typeof plain | typeof feeding, 'app' | 'scopes'> = plain): Promise<{
  url: URL
  verifier: string
  state: string
  nonce: string
  config: oidc.Configuration
}> {
  const config = await oidc.discovery(
    new URL(practice.origins.xeroIdentity),
    app.clientId,
    undefined,
    oidc.ClientSecretBasic(app.secret),
    {
      execute: [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks],
    },
  )
  const [verifier, state, nonce] = [oidc.randomPKCECodeVerifier(), oidc.randomState(), oidc.randomNonce()]
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: REDIRECT,
    scope: scopes,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  })
  return { url, verifier, state, nonce, config }
}

async function arrive(): Promise<Arrival> {
  return consent(practice.origins, (await authorize()).url, { organisation: 'Demo Company (NZ)' })
}

async function signIn(as: typeof plain | typeof feeding = plain) {
  const attempt = await authorize(as)
  const { organisation } = as
  const arrival = await consent(practice.origins, attempt.url, { organisation })
  if (arrival.at === 'page') throw new Error(`Stuck at ${arrival.page.name}`)
  const tokens = await oidc.authorizationCodeGrant(attempt.config, arrival.url, {
    pkceCodeVerifier: attempt.verifier,
    expectedState: attempt.state,
    expectedNonce: attempt.nonce,
    idTokenExpected: true,
  })
  return { tokens, arrival }
}

/** A request to an endpoint that succeeds when nothing is switched on. */
async function call(endpoint: PracticeEndpoint, signal: AbortSignal = AbortSignal.timeout(60_000)): Promise<Response> {
  const { xeroApi, xeroIdentity } = practice.origins
  const bearer = { Authorization: `Bearer ${accessToken}` }
  const post = (form: Record<string, string>): RequestInit => ({
    method: 'POST',
    headers: { Authorization: basic },
    body: new URLSearchParams(form),
  })
  const go = (url: string | URL, init: RequestInit = {}) => fetch(url, { ...init, signal, redirect: 'manual' })
  switch (endpoint) {
    case 'xero.discovery':
      return go(`${xeroIdentity}/.well-known/openid-configuration`)
    case 'xero.jwks':
      return go(`${xeroIdentity}/.well-known/openid-configuration/jwks`)
    case 'xero.authorize':
      return go((await authorize()).url)
    case 'xero.token':
      return go(`${xeroIdentity}/connect/token`, post({ grant_type: 'client_credentials', scope: 'app.connections' }))
    case 'xero.userinfo':
      return go(`${xeroIdentity}/connect/userinfo`, { headers: bearer })
    case 'xero.revocation':
      return go(`${xeroIdentity}/connect/revocation`, post({ token: 'unknown' }))
    case 'xero.connections':
      return go(`${xeroApi}/connections`, { headers: bearer })
    case 'xero.disconnect': {
      const listed = await fetch(`${xeroApi}/connections`, { headers: bearer })
      const rows: { id: string }[] = await listed.json()
      return go(`${xeroApi}/connections/${rows[0]?.id ?? 'none'}`, { method: 'DELETE', headers: bearer })
    }
    case 'xero.organisation':
      return go(`${xeroApi}/api.xro/2.0/Organisation`, {
        headers: { ...bearer, 'Xero-Tenant-Id': tenantId, Accept: 'application/json' },
      })
    case 'xero.bank-feeds': {
      const { tokens } = await signIn(feeding)
      const headers = {
        Authorization: `Bearer ${tokens.access_token}`,
        'Xero-Tenant-Id': seedId(`organisation ${feeding.organisation}`),
      }
      return go(`${xeroApi}/bankfeeds.xro/1.0/FeedConnections`, { headers })
    }
  }
}

const expectedStatus: Record<PracticeEndpoint, number> = {
  'xero.discovery': 200,
  'xero.jwks': 200,
  'xero.authorize': 302,
  'xero.token': 200,
  'xero.userinfo': 200,
  'xero.revocation': 200,
  'xero.connections': 200,
  'xero.disconnect': 204,
  'xero.organisation': 200,
  'xero.bank-feeds': 200,
}

function once(name: PracticeFailureName) {
  return practice.controls.setFailure({ name, on: true, times: 1 })
}

/** What a caller notices of a fault. */
async function notice(endpoint: PracticeEndpoint, fault: PracticeHttpFault): Promise<unknown> {
  const started = performance.now()
  try {
    const response = await call(endpoint, AbortSignal.timeout(fault === 'hangs' ? 300 : 30_000))
    const body = await response.text()
    const type = response.headers.get('content-type') ?? ''
    switch (fault) {
      case 'rate-minute':
      case 'rate-day':
        return [
          response.status,
          response.headers.get('x-rate-limit-problem'),
          response.headers.get('retry-after'),
          body,
        ]
      case 'slow':
        return [response.status, performance.now() - started >= 195]
      case 'not-json':
      case 'unavailable':
        return [response.status, type.startsWith('text/html'), body.startsWith('<!doctype html>')]
      case 'redirects':
        return [response.status, new URL(response.headers.get('location') ?? '').hostname]
      default:
        return [response.status, body.length > 0]
    }
  } catch (error) {
    return error instanceof DOMException ? 'timed out' : 'broken off'
  }
}

function expectedNotice(endpoint: PracticeEndpoint, fault: PracticeHttpFault): unknown {
  switch (fault) {
    case 'unauthorized':
      return [401, true]
    case 'forbidden':
      return [403, true]
    case 'rate-minute':
      return [429, 'minute', '7', '']
    case 'rate-day':
      return [429, 'day', '7', '']
    case 'server-error':
      return [500, true]
    case 'unavailable':
      return [503, true, true]
    case 'not-json':
      return [200, true, true]
    case 'slow':
      return [expectedStatus[endpoint], true]
    case 'redirects':
      return [302, 'localhost']
    case 'hangs':
      return 'timed out'
    case 'truncated':
    case 'cut':
    case 'lost':
      return 'broken off'
  }
}

const endpoints = Object.keys(practiceEndpoints) as PracticeEndpoint[]
const faults = Object.keys(practiceHttpFaults) as PracticeHttpFault[]

describe.each(endpoints)('%s', (endpoint) => {
  test('answers when nothing is switched on', async () => {
    expect((await call(endpoint)).status).toBe(expectedStatus[endpoint])
  })

  // A 204 has no middle to stop in.
  test.each(faults.filter((fault) => endpoint !== 'xero.disconnect' || fault !== 'truncated'))(
    '%s, once',
    async (fault) => {
      await once(`${endpoint}/${fault}`)
      expect(await notice(endpoint, fault)).toEqual(expectedNotice(endpoint, fault))
      expect((await practice.controls.view()).failures).toEqual([])
    },
  )
})

test('a lost answer was an answer all the same, a cut connection did nothing', async () => {
  const count = async () =>
    (await practice.controls.view()).xeroApps.find((app) => app.clientId === clientId)?.connections
  const before = await count()
  await once('xero.disconnect/cut')
  await call('xero.disconnect').catch(() => null)
  expect(await count()).toBe(before)
  await once('xero.disconnect/lost')
  await call('xero.disconnect').catch(() => null)
  expect(await count()).toBe((before ?? 0) - 1)
})

test('a followed redirect is seen, with what came along', async () => {
  await once('xero.connections/redirects')
  await fetch(`${practice.origins.xeroApi}/connections`, { headers: { Authorization: `Bearer ${accessToken}` } })
  const last = (await practice.controls.requests()).at(-1)
  expect(last).toMatchObject({ path: '/elsewhere', authorization: null })
  expect(last?.host).toMatch(/^localhost:/)
})

async function errorPage(): Promise<string | null> {
  const arrival = await arrive()
  return arrival.at === 'page' ? errorText(arrival.page) : `callback ${arrival.url.search}`
}

async function pageName(): Promise<string | null> {
  const arrival = await arrive()
  return arrival.at === 'page' ? arrival.page.name : 'callback'
}

async function callbackQuery(): Promise<Record<string, string>> {
  const arrival = await arrive()
  return arrival.at === 'page' ? { page: arrival.page.name ?? '' } : Object.fromEntries(arrival.url.searchParams)
}

async function tokenAnswer(): Promise<unknown> {
  const response = await call('xero.token')
  return [response.status, await response.json(), response.headers.get('www-authenticate')]
}

async function refusedSignIn(): Promise<string> {
  const error: unknown = await signIn().then(
    () => new Error('accepted'),
    (caught: unknown) => caught,
  )
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause
  return [error.message, cause instanceof Error ? cause.message : JSON.stringify(cause)].join(': ')
}

async function apiAnswer(endpoint: PracticeEndpoint): Promise<unknown> {
  const response = await call(endpoint)
  return { status: response.status, body: await response.json() }
}

const problem = (title: string, status: number, detail: unknown) => ({
  status,
  body: { Type: null, Title: title, Status: status, Detail: detail, Instance: expect.any(String), Extensions: {} },
})

const signInError = (text: RegExp) => [refusedSignIn, expect.stringMatching(text)] as const

const own: Record<PracticeXeroFailure, readonly [() => Promise<unknown>, unknown]> = {
  'xero.authorize:invalid-redirect-uri': [errorPage, 'Error: unauthorized_client : Invalid redirect_uri'],
  'xero.authorize:unknown-client': [errorPage, 'Error: unauthorized_client : Unknown client or client not enabled'],
  'xero.authorize:unauthorized-client': [errorPage, 'Error: unauthorized_client'],
  'xero.authorize:invalid-scope': [errorPage, 'Error: invalid_scope : Invalid scope'],
  'xero.authorize:invalid-scope-for-client': [errorPage, 'Error: unauthorized_client : Invalid scope for client'],
  'xero.authorize:wrong-apps-scopes': [errorPage, 'Error: access_denied: Requested wrong apps scopes'],
  'xero.authorize:wrong-apps-scopes-callback': [
    callbackQuery,
    { error: 'access_denied', error_description: 'Requested wrong apps scopes', state: expect.any(String) },
  ],
  'xero.consent:connection-limit': [pageName, 'xero-connection-limit'],
  'xero.consent:certification-needed': [pageName, 'xero-certification-needed'],
  'xero.consent:two-uncertified-apps': [
    async () => {
      const response = await fetch((await authorize()).url)
      const radios = [...(await response.text()).matchAll(/<input\s[^>]*name="tenant"[^>]*>/g)].map(([tag]) => tag)
      return radios.length > 0 && radios.every((tag) => tag.includes('disabled'))
    },
    true,
  ],
  'xero.callback:wrong-state': signInError(/"state"/),
  'xero.callback:no-state': signInError(/"state"/),
  'xero.callback:no-code': signInError(/code/),
  'xero.callback:wrong-code': signInError(/invalid_grant|server responded with an error/),
  'xero.callback:script-in-error': [
    callbackQuery,
    {
      error: expect.stringContaining('<script>'),
      error_description: expect.stringContaining('<script>'),
      state: expect.any(String),
    },
  ],
  'xero.token:invalid-client': [tokenAnswer, [400, { error: 'invalid_client' }, null]],
  'xero.token:invalid-client-challenge': [
    tokenAnswer,
    [401, { error: 'invalid_client' }, expect.stringContaining('error="invalid_client"')],
  ],
  'xero.token:invalid-grant': [tokenAnswer, [400, { error: 'invalid_grant' }, null]],
  'xero.token:unsupported-grant-type': [tokenAnswer, [400, { error: 'unsupported_grant_type' }, null]],
  'xero.token:invalid-request': [tokenAnswer, [400, { error: 'invalid_request' }, null]],
  'xero.token:app-list-invalid-scope': [tokenAnswer, [400, { error: 'invalid_scope' }, null]],
  'xero.token:app-list-unauthorized-client': [tokenAnswer, [400, { error: 'unauthorized_client' }, null]],
  'xero.token:app-list-unsupported': [tokenAnswer, [400, { error: 'unsupported_grant_type' }, null]],
  'xero.id-token:wrong-issuer': signInError(/"iss"/),
  'xero.id-token:wrong-audience': signInError(/"aud"/),
  'xero.id-token:bad-signature': signInError(/signature/),
  'xero.id-token:unknown-key': signInError(/key/),
  'xero.id-token:wrong-nonce': signInError(/"nonce"/),
  'xero.id-token:expired': signInError(/"exp"/),
  'xero.id-token:missing': signInError(/id_token/),
  'xero.api:token-expired': [
    () => apiAnswer('xero.connections'),
    problem(
      'Unauthorized',
      401,
      expect.stringMatching(/^TokenExpired: token expired at \d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d$/),
    ),
  ],
  'xero.api:authorization-unsuccessful': [
    () => apiAnswer('xero.organisation'),
    problem('Unauthorized', 401, 'AuthorizationUnsuccessful'),
  ],
  'xero.api:authentication-unsuccessful': [
    () => apiAnswer('xero.organisation'),
    problem('Forbidden', 403, 'AuthenticationUnsuccessful'),
  ],
  'xero.connections:empty': [() => apiAnswer('xero.connections'), { status: 200, body: [] }],
  'xero.connections:no-names': [
    () => apiAnswer('xero.connections'),
    { status: 200, body: [expect.objectContaining({ tenantName: null })] },
  ],
  'xero.organisation:validation': [
    () => apiAnswer('xero.organisation'),
    { status: 400, body: expect.objectContaining({ ErrorNumber: 10, Type: 'ValidationException' }) },
  ],
  'xero.bank-feeds:not-enabled': [
    () => apiAnswer('xero.bank-feeds'),
    { status: 403, body: expect.objectContaining({ type: 'invalid-application', status: 403 }) },
  ],
  'xero.portal:appends-port-80': [
    async () => {
      const target = `${practice.origins.xeroPortal}/myapps/${clientId}/redirect-uris`
      await fetch(target, { method: 'POST', body: new URLSearchParams({ uri: 'http://localhost/callback' }) })
      return (await practice.controls.view()).xeroApps.find((app) => app.clientId === clientId)?.redirectUris.at(-1)
    },
    'http://localhost:80/callback',
  ],
}

test.each(Object.keys(practiceXeroFailures) as PracticeXeroFailure[])('%s', async (name) => {
  const [look, expected] = own[name]
  await once(name)
  expect(await look()).toEqual(expected)
  expect((await practice.controls.view()).failures).toEqual([])
})

test('an expired token says when it expired, by the practice clock', async () => {
  await practice.controls.advance({ seconds: 31 * 60 })
  expect(await apiAnswer('xero.connections')).toEqual(
    problem('Unauthorized', 401, expect.stringContaining('TokenExpired')),
  )
})

test('a scope that wasn’t granted, an organisation out of reach, a consent’s id instead of a connection’s', async () => {
  const headers = { Authorization: `Bearer ${accessToken}` }
  const elsewhere = await fetch(`${practice.origins.xeroApi}/api.xro/2.0/Organisation`, { headers })
  expect(elsewhere.status).toBe(403)
  const rows: { authEventId: string }[] = await (await call('xero.connections')).json()
  const wrongId = await fetch(`${practice.origins.xeroApi}/connections/${rows[0]?.authEventId}`, {
    method: 'DELETE',
    headers,
  })
  expect(wrongId.status).toBe(403)
  const unknown = await fetch(`${practice.origins.xeroApi}/connections/${crypto.randomUUID()}`, {
    method: 'DELETE',
    headers,
  })
  expect(unknown.status).toBe(404)
})

test('connections can be narrowed to one consent', async () => {
  const rows: { authEventId: string }[] = await (await call('xero.connections')).json()
  const headers = { Authorization: `Bearer ${accessToken}` }
  const list = async (id: string | undefined): Promise<unknown[]> =>
    (await fetch(`${practice.origins.xeroApi}/connections?authEventId=${id}`, { headers })).json()
  expect(await list(rows[0]?.authEventId)).toHaveLength(1)
  expect(await list(crypto.randomUUID())).toEqual([])
})

test('an organisation connected again gets its former row back, or a fresh one', async () => {
  const rows = async (): Promise<Record<string, string>[]> => (await call('xero.connections')).json()
  const [first] = await rows()
  await call('xero.disconnect')
  await practice.controls.advance({ seconds: 60 })
  await arrive()
  const [again] = await rows()
  expect(again).toMatchObject({ id: first?.['id'], createdDateUtc: first?.['createdDateUtc'] })
  expect(again?.['updatedDateUtc']?.slice(0, 19)).not.toBe(again?.['createdDateUtc']?.slice(0, 19))
  await call('xero.disconnect')
  await practice.controls.setSettings({ reconnect: 'fresh-row' })
  await arrive()
  const [fresh] = await rows()
  expect(fresh?.['id']).not.toBe(first?.['id'])
  expect(fresh?.['updatedDateUtc']?.slice(0, 19)).toBe(fresh?.['createdDateUtc']?.slice(0, 19))
})

test('a fresh row’s two dates lie milliseconds apart, or are the same', async () => {
  const dates = async () => {
    const [row]: Record<string, string>[] = await (await call('xero.connections')).json()
    return [row?.['createdDateUtc'], row?.['updatedDateUtc']].map((text) => Date.parse(`${text?.slice(0, 23)}Z`))
  }
  const [created = 0, updated = 0] = await dates()
  expect(updated - created).toBe(2)
  await call('xero.disconnect')
  await practice.controls.setSettings({ reconnect: 'fresh-row', freshRowDates: 'same' })
  await arrive()
  const [again, since] = await dates()
  expect(since).toBe(again)
})

test('every answer is dated by the practice clock, which can run ten minutes off', async () => {
  await practice.controls.setSettings({ clockOffsetSeconds: -600 })
  for (const origin of Object.values(practice.origins)) {
    const earliest = Date.now() - 600_000
    const date = Date.parse((await fetch(`${origin}/nothing-here`)).headers.get('date') ?? '')
    // Dates of answers have whole seconds.
    expect(date).toBeGreaterThan(earliest - 1_000)
    expect(date).toBeLessThanOrEqual(Date.now() - 600_000)
  }
})

test('the minute’s limit of an organisation is real', async () => {
  const now = new Date((await practice.controls.view()).now)
  await practice.controls.advance({ seconds: 62 - now.getUTCSeconds() })
  const statuses: number[] = []
  for (let count = 0; count < 62; count += 1) statuses.push((await call('xero.organisation')).status)
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0)
  const last = await call('xero.organisation')
  const fullAt = (await practice.controls.view()).now
  expect([last.headers.get('x-rate-limit-problem'), Number(last.headers.get('retry-after')) <= 60]).toEqual([
    'minute',
    true,
  ])

  // A first day again, in the minute that was full: the next test may come to it.
  await practice.controls.reset({ seed: 'furnished' })
  accessToken = (await signIn()).tokens.access_token
  await practice.controls.advance({ seconds: Math.round((Date.parse(fullAt) - Date.now()) / 1_000) })
  expect((await call('xero.organisation')).status).toBe(200)
})

test('the list of switches has no name twice and a title for each', () => {
  const names = practiceFailures.map((failure) => failure.name)
  expect(new Set(names).size).toBe(names.length)
  expect(practiceFailures.every((failure) => failure.title.length > 10)).toBe(true)
})
