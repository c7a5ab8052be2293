// A sign-in test that asks for bankfeeds, against the practice Xero: what is learnt about the app, and the clean-up all the same.
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { PracticeFailureName } from '../../src/contract/practice'
import type { LoopbackRedirect } from '../../src/domain/redirect-uri'
import { scopePresets } from '../../src/domain/scopes'
import { signInOutcome } from '../../src/domain/xero/schema'
import { type Practice, startPractice } from '../../src/practice/practice'
import { seedApps, seedId } from '../../src/practice/xero/seed'
import { guardFetch } from '../../src/main/provider-fetch'
import { Secret } from '../../src/main/secret'
import { addressesOfXero, originsOfXero, type XeroAddresses } from '../../src/domain/xero/addresses'
import { openAppConnections } from '../../src/main/xero/app-connections'
import { realClock, type RunOptions, signedIn, signIn } from '../support/oauth-run'
import { eventually } from '../support/eventually'
import { consent } from '../support/practice-browser'
import { registeredRedirect } from '../support/practice-redirect'

const app = seedApps.meridian
const feedScopes = scopePresets.find(({ id }) => id === 'bank-feeds')?.scopes ?? []
const TRIAL = 'Practice Trial Company'

let practice: Practice
let addresses: XeroAddresses
let redirect: LoopbackRedirect

beforeEach(async () => {
  practice = await startPractice()
  const { xeroLogin, xeroIdentity, xeroApi } = practice.origins
  addresses = addressesOfXero({ login: xeroLogin, identity: xeroIdentity, api: xeroApi })
  redirect = await registeredRedirect(practice, app.clientId)
})
afterEach(() => practice.close())

const connected = async () => {
  const options = { clientId: app.clientId, secret: new Secret(app.secret), addresses, clock: realClock }
  const answer = await openAppConnections({ ...options, fetch: guardFetch(fetch, originsOfXero(addresses)) }).list()
  return answer.kind === 'ok' ? answer.value.connections.map(({ id }) => id).toSorted() : answer.kind
}

/** The test asks what the preset for bank feeds asks, and is let in to one organisation. */
const run = (organisation = TRIAL, options: Partial<RunOptions> = {}) =>
  signIn({
    addresses,
    clientId: app.clientId,
    secret: app.secret,
    redirects: [redirect],
    scopes: [...feedScopes],
    letPass: (milliseconds) => practice.controls.advance({ seconds: milliseconds / 1_000 }),
    async person(address) {
      const arrival = await consent(practice.origins, address, { organisation })
      return arrival.at === 'callback' ? fetch(arrival.url) : undefined
    },
    ...options,
  })

const once = (name: PracticeFailureName) => practice.controls.setFailure({ name, on: true, times: 1 })
const asked = async () =>
  (await practice.controls.requests()).filter(({ path }) => path === '/bankfeeds.xro/1.0/FeedConnections')

it('learns from Xero that bank feeds are enabled, with one read, and takes the connection away again', async () => {
  const before = await connected()
  const result = signedIn(await run())
  expect(result.bankFeeds).toEqual({ kind: 'enabled', organisation: TRIAL, feeds: 0 })
  expect(result.organisations[0]?.connection).toEqual({ state: 'removed' })
  expect(await asked()).toMatchObject([{ method: 'GET', queryNames: ['page', 'pageSize'], authorization: 'bearer' }])
  expect(await connected()).toEqual(before)
})

it('says how many feeds the organisation has', async () => {
  const { xeroApi } = practice.origins
  const feed = { accountToken: 'till', accountNumber: '12', accountName: 'Till', accountType: 'BANK', currency: 'NZD' }
  const result = signedIn(
    await run(TRIAL, {
      async fetch(url, init) {
        if (String(url).includes('FeedConnections')) {
          const headers = { ...init?.headers, 'content-type': 'application/json' }
          await fetch(`${xeroApi}/bankfeeds.xro/1.0/FeedConnections`, {
            method: 'POST',
            headers,
            body: JSON.stringify({ items: [feed] }),
          })
        }
        return fetch(url, init)
      },
    }),
  )
  expect(result.bankFeeds).toMatchObject({ kind: 'enabled', feeds: 1 })
})

it.each([
  [
    'the app isn’t enabled',
    'xero.bank-feeds:not-enabled',
    { kind: 'app-refused', facts: { problemType: 'invalid-application' } },
  ],
  ['a server error', 'xero.bank-feeds/server-error', { kind: 'refused', facts: { status: 500 } }],
  ['a 401', 'xero.bank-feeds/unauthorized', { kind: 'refused', facts: { status: 401, problemType: null } }],
  ['a 403 that isn’t the app’s', 'xero.bank-feeds/forbidden', { kind: 'refused', facts: { status: 403 } }],
  ['a page instead of an answer', 'xero.bank-feeds/not-json', { kind: 'unreadable' }],
  ['a cut connection', 'xero.bank-feeds/cut', { kind: 'no-answer', failure: 'cut-off' }],
  ['half an answer', 'xero.bank-feeds/truncated', { kind: 'no-answer', failure: 'cut-off' }],
  ['no answer at all', 'xero.bank-feeds/hangs', { kind: 'no-answer', failure: 'timed-out' }],
] as const)('cleans up and goes on after %s', async (_what, name, expected) => {
  const before = await connected()
  await once(name)
  const ran = await run(TRIAL, name === 'xero.bank-feeds/hangs' ? { limits: { requestMs: 2_000 } } : {})
  const result = signedIn(ran)
  expect(result.bankFeeds).toMatchObject(expected)
  expect(signInOutcome.safeParse(ran.outcome).success).toBe(true)
  expect(result.organisations[0]?.connection).toEqual({ state: 'removed' })
  expect(await connected()).toEqual(before)
})

it('takes a refused demo company for what it is: nothing about the app', async () => {
  const result = signedIn(await run('Demo Company (AU)'))
  expect(result.bankFeeds).toMatchObject({
    kind: 'organisation-refused',
    organisation: 'Demo Company (AU)',
    facts: { status: 403, problemType: 'invalid-organisation-bank-feeds' },
  })
})

it('doesn’t ask when the test isn’t about bank feeds', async () => {
  const result = signedIn(await run(TRIAL, { scopes: ['accounting.settings.read'] }))
  expect(result.bankFeeds).toBeNull()
  expect(await asked()).toEqual([])
})

it('says so when there is no organisation to ask about', async () => {
  await once('xero.connections:empty')
  expect(signedIn(await run()).bankFeeds).toEqual({ kind: 'no-organisation' })
})

it('cleans up when it is cancelled while Xero is being asked', async () => {
  const before = await connected()
  const stop = new AbortController()
  await practice.controls.setFailure({ name: 'xero.bank-feeds/hangs', on: true })
  const running = run(TRIAL, { signal: stop.signal, limits: { requestMs: 30_000 } })
  await eventually('the question', async () => (await asked()).length === 1)
  stop.abort()
  const { outcome } = await running
  expect(outcome).toEqual({ kind: 'cancelled', connectionMayRemain: false })
  expect(await connected()).toEqual(before)
})

it('lets no token, code or secret into what it tells', async () => {
  const tokens: string[] = []
  const ran = await run(TRIAL, {
    async fetch(url, init) {
      const header = new Headers(init?.headers).get('authorization') ?? ''
      if (header.startsWith('Bearer ')) tokens.push(header.slice('Bearer '.length))
      if (!String(url).includes('FeedConnections')) return fetch(url, init)
      // An answer that says back what it was sent.
      const detail = `Denied for ${header} of ${seedId(`organisation ${TRIAL}`)}`
      return Response.json({ type: 'invalid-application', title: 'Invalid', status: 403, detail }, { status: 403 })
    },
  })
  const { bankFeeds } = signedIn(ran)
  expect(bankFeeds).toMatchObject({ kind: 'app-refused', facts: { apiDetail: expect.stringContaining('Denied for') } })
  const said = JSON.stringify([ran.outcome, ran.events, ran.legs])
  expect(new Set(tokens).size).toBe(1)
  for (const secret of [...tokens, app.secret, 'eyJ']) expect(said).not.toContain(secret)
})
