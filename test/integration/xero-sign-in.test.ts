// The sign-in test from end to end over real sockets, against a server in Xero's shape that can fail in every way asked for.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { signInOutcome } from '../../src/domain/xero/schema'
import { deferred } from '../../src/main/deferred'
import { addressesOfXero } from '../../src/domain/xero/addresses'
import { knock } from '../support/oauth-knock'
import {
  canBind,
  freeRedirect,
  hasIpv6Loopback,
  listeningAddresses,
  refusedOrigin,
  releasePort,
  takePort,
} from '../support/oauth-ports'
import { visit } from '../support/oauth-robot-browser'
import { HUMAN_MS, signedIn, signIn } from '../support/oauth-run'
import { stopTimers } from '../support/stopped-timers'
import { json, SHAPE_SECRET, startXeroShape, type ShapeFaults, type XeroShape } from '../support/oauth-xero-shape'

let xero: XeroShape
beforeEach(async () => {
  xero = await startXeroShape()
})
afterEach(async () => {
  // Whatever a test did: nothing of a person's is ever revoked.
  if (xero.hits.some((hit) => hit.includes('revocation'))) throw new Error('the revocation endpoint was called')
  await xero.close()
})

const letPass = (milliseconds: number) => xero.letPass(milliseconds)

describe('a sign-in that works', () => {
  it('says who, which organisation, demo, scopes, expiry and every leg, and removes what it connected', async ({
    annotate,
  }) => {
    const ran = await signIn({ addresses: xero.addresses, letPass })
    const result = signedIn(ran)
    expect(result).toMatchObject({
      who: { name: 'Ada Practice', email: 'ada@example.com' },
      organisationsUnread: null,
      grantedScopes: ['openid', 'profile', 'email', 'accounting.settings.read'],
      tokensDropped: true,
    })
    expect(result.organisations).toMatchObject([
      {
        name: 'Demo Company (AU)',
        demo: 'yes',
        country: 'AU',
        currency: 'AUD',
        xeroClass: 'DEMO',
        connection: { state: 'removed' },
      },
    ])
    expect(Date.parse(result.expiresAt ?? '') - Date.now()).toBeGreaterThan(1_700_000)
    // To the second where nothing else runs; a busy machine answers later.
    expect(Math.abs(result.clockAheadSeconds ?? 99)).toBeLessThanOrEqual(5)
    expect(ran.legs.map(({ leg }) => leg)).toEqual([
      'discovered',
      'listening',
      'browser-opened',
      'callback',
      'token',
      'id-token-verified',
      'who',
      'organisation',
      'cleaned',
    ])
    expect(xero.rows).toEqual([])
    expect((await ran.visit)?.body).toContain('data-outcome="signed-in"')
    const after = ran.legs.slice(4).reduce((sum, { tookMs }) => sum + tookMs, 0)
    await annotate(`callback to result: ${after.toFixed(0)} ms`)
  })

  it('asks for code with S256, state and nonce, fresh each time, and for no offline access', async () => {
    await signIn({ addresses: xero.addresses })
    await signIn({ addresses: xero.addresses })
    const [first, second] = xero.authorizeQueries
    expect(first?.get('response_type')).toBe('code')
    expect(first?.get('code_challenge_method')).toBe('S256')
    expect(first?.get('scope')).toBe('openid profile email accounting.settings.read')
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(first?.get(name)?.length).toBeGreaterThanOrEqual(43)
      expect(first?.get(name)).not.toBe(second?.get(name))
    }
  })

  it('lets nothing secret into outcome, events or page', async () => {
    const ran = await signIn({ addresses: xero.addresses, scopes: ['offline_access', 'accounting.settings'] })
    const page = await ran.visit
    const back = new URL(page?.path.at(-1) ?? '')
    const said = JSON.stringify([ran.outcome, ran.events, ran.legs, page?.body])
    for (const secret of [
      SHAPE_SECRET,
      'canary-refresh',
      back.searchParams.get('code'),
      back.searchParams.get('state'),
      'eyJ',
    ]) {
      expect(secret).toBeTruthy()
      expect(said).not.toContain(secret)
    }
    expect(signInOutcome.safeParse(ran.outcome).success).toBe(true)
  })

  it('uses a spare redirect URI when the first port is taken, and says so', async () => {
    const [first, spare] = [await freeRedirect(), await freeRedirect()]
    const stranger = await takePort(hasIpv6Loopback ? '::1' : '127.0.0.1', first.port)
    const ran = await signIn({ addresses: xero.addresses, redirects: [first, spare] })
    await releasePort(stranger)
    signedIn(ran)
    expect(ran.events).toContainEqual({
      kind: 'spare-used',
      redirectUri: spare.uri,
      conflicts: [{ redirectUri: first.uri, address: hasIpv6Loopback ? '::1' : '127.0.0.1', reason: 'taken' }],
    })
    expect(xero.authorizeQueries[0]?.get('redirect_uri')).toBe(spare.uri)
  })

  it('finishes although strangers knock first', async () => {
    const redirect = await freeRedirect()
    const { port } = redirect
    const ran = await signIn({
      addresses: xero.addresses,
      redirects: [redirect],
      async person(address) {
        await knock({ port, path: '/favicon.ico' })
        await knock({ port, path: '/callback?code=x&state=guess' })
        await knock({ port, path: '/callback?error=%3Cscript%3E&error_description=boo' })
        return visit(address)
      },
    })
    signedIn(ran)
    expect(ran.refused).toBe(3)
    expect(ran.events.filter(({ kind }) => kind === 'hint')).toEqual([
      { kind: 'hint', hint: { error: '<script>', errorDescription: 'boo' } },
    ])
  })
})

describe('clean-up, by Xero’s clock', () => {
  const left = async (faults: ShapeFaults) => {
    xero.faults = faults
    const result = signedIn(await signIn({ addresses: xero.addresses, letPass }))
    const deletes = xero.hits.filter((hit) => hit.startsWith('DELETE')).length
    return { connection: result.organisations[0]?.connection, deletes, rows: xero.rows.length }
  }
  const because = (reason: string) => ({ connection: { state: 'remains', reason }, deletes: 0, rows: 1 })

  it.each([10 * 60_000, -10 * 60_000])(
    'removes it with this laptop off by %i ms, and says how far off',
    async (clockAheadMs) => {
      xero.faults = { clockAheadMs }
      const result = signedIn(await signIn({ addresses: xero.addresses, letPass }))
      expect(result.organisations[0]?.connection).toEqual({ state: 'removed' })
      expect(Math.abs((result.clockAheadSeconds ?? 0) + clockAheadMs / 1_000)).toBeLessThanOrEqual(5)
    },
  )

  it.each([10 * 60_000, -10 * 60_000, 0])(
    'leaves one that is older than the test, with the laptop off by %i ms',
    async (clockAheadMs) => {
      expect(await left({ clockAheadMs, createdShiftMs: -HUMAN_MS - 3_000 })).toEqual(because('older-than-test'))
    },
  )

  it('leaves one that was reconnected: updated long after created', async () => {
    expect(await left({ updatedDateUtc: '2099-11-24T08:00:00.1234568' })).toEqual(because('dates-differ'))
  })

  it('leaves one whose dates can’t be read', async () => {
    expect(await left({ updatedDateUtc: 'soon' })).toEqual(because('dates-unreadable'))
  })

  it('leaves it when Xero’s answer carries no time', async () => {
    expect(await left({ noDate: true })).toEqual(because('no-server-time'))
  })

  it('leaves it when the answer’s time is a stored one', async () => {
    expect(await left({ age: 30 })).toEqual(because('no-server-time'))
  })

  it('never touches rows of other consents, even if the filter is ignored', async () => {
    xero.faults = { ignoreFilter: true, rowAuthEventId: '00000000-0000-4000-8000-000000000000' }
    const result = signedIn(await signIn({ addresses: xero.addresses, letPass }))
    expect(result.organisations).toEqual([])
    expect(xero.rows).toHaveLength(1)
    expect(xero.hits.filter((hit) => hit.startsWith('DELETE'))).toEqual([])
  })

  it('leaves everything when the access token says nothing', async () => {
    xero.faults = { opaqueAccessToken: true }
    const result = signedIn(await signIn({ addresses: xero.addresses }))
    expect(result).toMatchObject({ organisations: [], organisationsUnread: 'unknown-consent' })
    expect(xero.rows).toHaveLength(1)
  })

  it('says that it remains when Xero refuses the removal', async () => {
    xero.faults = { deleteStatus: 403 }
    const result = signedIn(await signIn({ addresses: xero.addresses, letPass }))
    expect(result.organisations[0]?.connection).toEqual({ state: 'remains', reason: 'refused' })
  })

  it.each([200, 202, 204, 404])('calls one removed only once Xero’s list is without it (%d)', async (deleteStatus) => {
    xero.faults = { deleteStatus }
    const result = signedIn(await signIn({ addresses: xero.addresses, letPass }))
    expect(result.organisations[0]?.connection).toEqual({ state: 'remains', reason: 'still-listed' })
  })

  it('says that one may remain when the list can’t be read after the removal', async () => {
    xero.faults = { listAfterRemoval: 503 }
    const result = signedIn(await signIn({ addresses: xero.addresses, letPass }))
    expect(result.organisations[0]?.connection).toEqual({ state: 'remains', reason: 'unchecked' })
  })

  it('counts one that was gone already as removed', async () => {
    xero.faults = { deleteStatus: 404, deletes: true }
    const result = signedIn(await signIn({ addresses: xero.addresses, letPass }))
    expect(result.organisations[0]?.connection).toEqual({ state: 'removed' })
  })

  it('says so when the list of connections can’t be read, and the sign-in still counts', async () => {
    xero.faults = { connectionsStatus: 403 }
    expect(signedIn(await signIn({ addresses: xero.addresses }))).toMatchObject({ organisationsUnread: 'refused' })
  })

  it('falls back on the name where the Organisation endpoint refuses', async () => {
    xero.faults = { organisationStatus: 403 }
    expect(signedIn(await signIn({ addresses: xero.addresses })).organisations[0]?.demo).toBe('probably')
  })
})

describe('a sign-in that does not work', () => {
  it('is refused at the consent page, with our state', async () => {
    xero.faults = { consentError: 'access_denied' }
    const ran = await signIn({ addresses: xero.addresses })
    expect(ran.outcome).toMatchObject({
      kind: 'refused-at-consent',
      facts: { error: 'access_denied', shape: 'callback' },
    })
    expect((await ran.visit)?.body).toContain('data-outcome="refused"')
    expect(xero.hits).not.toContain('POST /connect/token')
  })

  it('finds the pair wrong, in both shapes', async () => {
    const body = await signIn({ addresses: xero.addresses, secret: 'PRACTICE-wrong' })
    expect(body.outcome).toMatchObject({ kind: 'wrong-pair', facts: { shape: 'body' }, connectionMayRemain: true })
    xero.faults = {
      token: (_request, response) =>
        response.writeHead(401, { 'www-authenticate': 'Basic realm="Xero", error="invalid_client"' }).end(),
    }
    const challenge = await signIn({ addresses: xero.addresses })
    expect(challenge.outcome).toMatchObject({ kind: 'wrong-pair', facts: { shape: 'challenge', challenge: 'basic' } })
    expect((await challenge.visit)?.body).toContain('data-outcome="failed"')
  })

  it.each([
    ['invalid_grant', 'token-refused'],
    ['invalid_request', 'token-refused'],
  ])('passes on %s as a fact', async (error, kind) => {
    xero.faults = {
      token: (_request, response) => json(response, 400, { error, error_description: `<b>${SHAPE_SECRET}</b>` }),
    }
    const { outcome } = await signIn({ addresses: xero.addresses })
    expect(outcome).toMatchObject({ kind, facts: { status: 400, error }, connectionMayRemain: true })
    expect(JSON.stringify(outcome)).not.toContain(SHAPE_SECRET)
  })

  it.each([
    ['another issuer', { iss: 'https://evil.example' }, 'wrong-issuer'],
    ['another audience', { aud: 'someone-else' }, 'wrong-audience'],
    ['another nonce', { nonce: 'replayed' }, 'wrong-nonce'],
    ['a date long past', { exp: 1_000_000_000 }, 'expired'],
  ])('does not trust an ID token with %s', async (_what, idClaims, reason) => {
    xero.faults = { idClaims }
    const { outcome, legs } = await signIn({ addresses: xero.addresses })
    expect(outcome).toEqual({ kind: 'not-trusted', reason, connectionMayRemain: true })
    expect(legs.at(-1)?.leg).toBe('token')
    expect(xero.hits.some((hit) => hit.includes('connections'))).toBe(false)
  })

  it('does not trust a bad signature, a missing ID token, nor a callback of another issuer', async () => {
    xero.faults = { badSignature: true }
    expect((await signIn({ addresses: xero.addresses })).outcome).toMatchObject({
      kind: 'not-trusted',
      reason: 'bad-signature',
    })
    xero.faults = { noIdToken: true }
    expect((await signIn({ addresses: xero.addresses })).outcome).toMatchObject({
      kind: 'not-trusted',
      reason: 'no-id-token',
    })
    xero.faults = { callbackIss: 'https://evil.example' }
    expect((await signIn({ addresses: xero.addresses })).outcome).toMatchObject({
      kind: 'not-trusted',
      reason: 'wrong-issuer',
    })
    expect(xero.hits.filter((hit) => hit === 'POST /connect/token')).toHaveLength(2)
  })

  it('does not trust what another client may use, nor a token that isn’t a bearer’s', async () => {
    xero.faults = { idClaims: { azp: 'another-client' } }
    expect((await signIn({ addresses: xero.addresses })).outcome).toEqual({
      kind: 'not-trusted',
      reason: 'wrong-audience',
      connectionMayRemain: true,
    })
    xero.faults = { tokenType: 'DPoP' }
    expect((await signIn({ addresses: xero.addresses })).outcome).toMatchObject({ kind: 'not-trusted' })
    expect(xero.hits.some((hit) => hit.includes('connections'))).toBe(false)
  })

  it.each([
    ['no token endpoint', { metadata: { token_endpoint: undefined } }],
    ['no address of keys', { metadata: { jwks_uri: undefined } }],
    ['keys that are none', { jwks: { keys: [] } }],
    ['a page for keys', { jwks: 'Sign in to the network' }],
  ])('is told before the browser opens that discovery gives %s', async (_what, faults) => {
    xero.faults = faults
    const { outcome, legs } = await signIn({ addresses: xero.addresses })
    expect(outcome).toEqual({ kind: 'not-trusted', reason: 'malformed', connectionMayRemain: false })
    expect(legs.map(({ leg }) => leg)).not.toContain('listening')
    expect(xero.authorizeQueries).toEqual([])
  })

  // Each is what was asked for, with far too much beside it.
  it.each<[string, ShapeFaults, boolean]>([
    ['metadata', { metadata: { more: 'x'.repeat(1024 * 1024) } }, false],
    [
      'keys',
      { jwks: { keys: [{ kty: 'RSA', kid: 'shape', n: 'x', e: 'AQAB' }], more: 'x'.repeat(256 * 1024) } },
      false,
    ],
    ['tokens', { idClaims: { more: 'x'.repeat(1024 * 1024) } }, true],
  ])('takes no %s without an end', async (_what, faults, connectionMayRemain) => {
    xero.faults = faults
    const { outcome, legs } = await signIn({ addresses: xero.addresses })
    expect(outcome).toEqual({ kind: 'not-trusted', reason: 'malformed', connectionMayRemain })
    expect(legs.map(({ leg }) => leg)).not.toContain('token')
  })

  it.each([
    ['a page', '<html>Welcome</html>', 'text/html'],
    ['an object without a token', '{"ok":true}', 'application/json'],
    ['a list', '[]', 'application/json'],
  ])('never ticks that the keys were taken for %s that came as a 200', async (_what, body, type) => {
    xero.faults = { token: (_request, response) => response.writeHead(200, { 'content-type': type }).end(body) }
    const { outcome, legs } = await signIn({ addresses: xero.addresses })
    expect(legs.map(({ leg }) => leg)).not.toContain('token')
    expect(outcome.kind).not.toBe('signed-in')
  })

  it.each([
    ['authorization_endpoint', 'other-host'],
    ['token_endpoint', 'other-host'],
    ['jwks_uri', 'other-host'],
    ['issuer', 'wrong-issuer'],
  ])('sends nothing to another host that the metadata names as %s', async (name, reason) => {
    const other = await startXeroShape()
    xero.faults = { metadata: { [name]: `${other.origin}/x` } }
    const { outcome } = await signIn({ addresses: xero.addresses, limits: { waitMs: 2_000 } })
    expect(outcome).toMatchObject({ kind: 'not-trusted', reason })
    expect(other.hits).toEqual([])
    await other.close()
  })

  it('is a 500, a cut-off body, HTML, or no server at all', async () => {
    xero.faults = { token: (_request, response) => response.writeHead(500).end('oops') }
    expect((await signIn({ addresses: xero.addresses })).outcome).toMatchObject({
      kind: 'unexpected',
      facts: { status: 500 },
    })
    xero.faults = {
      token(_request, response) {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' })
        response.write('{"access_token":', () => response.destroy())
      },
    }
    expect((await signIn({ addresses: xero.addresses })).outcome).toMatchObject({
      kind: 'no-answer',
      failure: 'cut-off',
    })
    xero.faults = {
      token: (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
    }
    expect((await signIn({ addresses: xero.addresses })).outcome).toMatchObject({
      kind: 'unexpected',
      facts: { contentType: 'text/html' },
    })
    const gone = await refusedOrigin()
    const addresses = addressesOfXero({ login: gone, identity: gone, api: gone })
    expect((await signIn({ addresses })).outcome).toEqual({
      kind: 'no-answer',
      failure: 'no-connection',
      connectionMayRemain: false,
    })
  })

  it('ends at the time limit of a request that Xero leaves open', async () => {
    xero.faults = { token: () => {} }
    const { outcome } = await signIn({ addresses: xero.addresses, limits: { requestMs: 1_500 } })
    expect(outcome).toMatchObject({ kind: 'no-answer', failure: 'timed-out', connectionMayRemain: true })
  })

  it('ends at the time limit, or as it is cancelled, where Xero never gives its keys', async () => {
    const unanswered = (asked: () => void) => (url: string, init?: RequestInit) => {
      if (!url.endsWith('/jwks')) return fetch(url, init)
      setImmediate(asked)
      return new Promise<Response>((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))
      })
    }
    stopTimers()
    const late = unanswered(() => void vi.advanceTimersByTime(10_000))
    const none = { kind: 'no-answer', connectionMayRemain: false }
    const slow = await signIn({ addresses: xero.addresses, fetch: late })
    expect(slow.outcome).toEqual({ ...none, failure: 'timed-out' })
    const cancel = new AbortController()
    const stopped = unanswered(() => cancel.abort())
    const ended = await signIn({ addresses: xero.addresses, fetch: stopped, signal: cancel.signal })
    expect(ended.outcome).toEqual({ kind: 'cancelled', connectionMayRemain: false })
  })

  it('never arrives, and the port is free again', async () => {
    const redirect = await freeRedirect()
    const { outcome } = await signIn({
      addresses: xero.addresses,
      redirects: [redirect],
      limits: { waitMs: 200 },
      person: () => Promise.resolve(),
    })
    expect(outcome).toEqual({ kind: 'never-arrived' })
    expect(await canBind('127.0.0.1', redirect.port)).toBe(true)
  })

  it('goes on though a hundred strangers knocked first', async () => {
    const redirect = await freeRedirect()
    const stranger = (count: number) => knock({ port: redirect.port, path: `/callback?state=${count}` })
    const end = await signIn({
      addresses: xero.addresses,
      redirects: [redirect],
      async person(address) {
        for (let count = 0; count < 100; count += 1) await stranger(count)
        return visit(address)
      },
    })
    expect(end.outcome.kind).toBe('signed-in')
    expect(end.refused).toBe(100)
  })

  it('names every port that is taken', async () => {
    const [first, second] = [await freeRedirect(), await freeRedirect()]
    const strangers = [await takePort('127.0.0.1', first.port), await takePort('127.0.0.1', second.port)]
    const { outcome } = await signIn({ addresses: xero.addresses, redirects: [first, second] })
    await Promise.all(strangers.map(releasePort))
    expect(outcome).toMatchObject({
      kind: 'ports-taken',
      conflicts: [{ redirectUri: first.uri }, { redirectUri: second.uri }],
    })
  })
})

describe('cancelling', () => {
  it('frees the port at once while it waits', async () => {
    const redirect = await freeRedirect()
    const cancel = new AbortController()
    let opened = false
    const running = signIn({
      addresses: xero.addresses,
      redirects: [redirect],
      signal: cancel.signal,
      async person() {
        opened = true
      },
    })
    await expect.poll(() => opened).toBe(true)
    expect(await listeningAddresses(redirect.port)).not.toEqual([])
    stopTimers()
    cancel.abort()
    expect((await running).outcome).toEqual({ kind: 'cancelled', connectionMayRemain: false })
    expect(await canBind('127.0.0.1', redirect.port)).toBe(true)
  })

  it('frees the port at once while the code is exchanged, and the browser’s page says so', async () => {
    xero.faults = { tokenAfter: new Promise(() => {}) }
    const redirect = await freeRedirect()
    const cancel = new AbortController()
    const running = signIn({ addresses: xero.addresses, redirects: [redirect], signal: cancel.signal })
    await expect.poll(() => xero.hits.includes('POST /connect/token')).toBe(true)
    stopTimers()
    cancel.abort()
    const ran = await running
    expect(await canBind('127.0.0.1', redirect.port)).toBe(true)
    expect(ran.outcome).toEqual({ kind: 'cancelled', connectionMayRemain: true })
    expect((await ran.visit)?.body).toContain('data-outcome="cancelled"')
  })

  it('still removes what the test connected when it comes after the sign-in', async () => {
    const listing = deferred<void>()
    xero.faults = { connectionsAfter: listing.promise }
    const cancel = new AbortController()
    const running = signIn({ addresses: xero.addresses, signal: cancel.signal, letPass })
    await expect.poll(() => xero.hits.includes('GET /connections')).toBe(true)
    cancel.abort()
    listing.resolve()
    expect((await running).outcome).toEqual({ kind: 'cancelled', connectionMayRemain: false })
    expect(xero.rows).toEqual([])
  })

  it('opens no browser when it comes as the port is bound', async () => {
    const cancel = new AbortController()
    let opened = false
    let looks = 0
    const { outcome, legs } = await signIn({
      addresses: xero.addresses,
      signal: cancel.signal,
      clock: {
        now: () => new Date(),
        // Looked at as it begins and after each leg: the second is that the port is bound.
        monotonic() {
          looks += 1
          if (looks === 3) cancel.abort()
          return 0
        },
      },
      async person() {
        opened = true
      },
    })
    expect(legs.map(({ leg }) => leg)).toEqual(['discovered', 'listening'])
    expect(outcome).toEqual({ kind: 'cancelled', connectionMayRemain: false })
    expect(opened).toBe(false)
  })

  it('does nothing at all when it comes first', async () => {
    const { outcome } = await signIn({ addresses: xero.addresses, signal: AbortSignal.abort() })
    expect(outcome).toEqual({ kind: 'cancelled', connectionMayRemain: false })
    expect(xero.hits).toEqual([])
  })
})
