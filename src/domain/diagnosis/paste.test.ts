import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explanation, PASTE_LIMIT, type DiagnosisCode } from './schema'
import { growth } from '../../../test/support/processor-time'
import { timesTried } from '../../../test/support/times-tried'
import type { KnownApp, PasteContext } from './authorize'
import { explainPaste } from './paste'

const CLIENT_ID = '686E7FE4D3354162B05FDE15FC01EEAC'
const OTHER_ID = '0123456789ABCDEF0123456789ABCDEF'
const CODAT = 'https://xero.codat.io/oauth2/callback'
const LOOPBACK = 'http://localhost:8743/callback'

const acme: KnownApp = {
  id: '0498e921-9b53-4396-a412-4f2f5983b0a2',
  name: 'Acme production',
  clientId: CLIENT_ID,
  redirectUris: [CODAT, LOOPBACK],
  createdOn: '2026-05-01',
}
const other: KnownApp = {
  id: '8a210b68-6988-41ed-a1eb-0242ac120002',
  name: 'Other app',
  clientId: OTHER_ID,
  redirectUris: [CODAT],
  createdOn: '2020-01-01',
}
const context: PasteContext = { apps: [acme, other], appId: null, today: '2026-11-24' }

interface Address {
  client_id?: string
  redirect_uri?: string
  scope?: string
  response_type?: string
}

function authorize(change: Address = {}): string {
  const all = {
    response_type: 'code',
    client_id: CLIENT_ID,
    redirect_uri: LOOPBACK,
    scope: 'openid profile email accounting.settings.read',
    state: 'A4nQkyw3zwdxcmInuPl3SAhZAQFsE4',
    ...change,
  }
  const query = Object.entries(all).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `https://login.xero.com/identity/connect/authorize?${query.join('&')}`
}

const codes = (text: string, about: Partial<PasteContext> = {}): DiagnosisCode[] =>
  explainPaste(text, { ...context, ...about }).findings.map(({ code }) => code)

const encode = (text: string, times: number): string =>
  times === 0 ? text : encode(encodeURIComponent(text), times - 1)

describe('an authorize address', () => {
  it('of a stored app, as it should be, is said to be known', () => {
    const { findings, notes } = explainPaste(authorize(), context)
    expect(findings.map(({ code }) => code)).toEqual(['authorize.known-app'])
    expect(findings[0]?.title).toContain('Acme production')
    expect(findings[0]?.facts).toContainEqual({ label: 'Client id', value: CLIENT_ID })
    expect(notes).toEqual([])
    expect(JSON.stringify(findings)).not.toContain('A4nQkyw3zwdxcmInuPl3SAhZAQFsE4')
  })

  it('with another app’s client id', () => {
    expect(codes(authorize(), { appId: other.id })[0]).toBe('authorize.other-app')
    const [found] = explainPaste(authorize(), { ...context, appId: other.id }).findings
    expect(found?.cause).toContain('Acme production')
    expect(found?.cause).toContain('Other app')
    expect(codes(authorize(), { appId: acme.id })).toEqual(['authorize.known-app'])
  })

  it.each<[string, Address, DiagnosisCode]>([
    ['an unknown client id', { client_id: 'F'.repeat(32) }, 'authorize.unknown-client-id'],
    ['a slip in the client id', { client_id: `586${CLIENT_ID.slice(3)}` }, 'authorize.near-client-id'],
    ['a cut-off client id', { client_id: CLIENT_ID.slice(0, 20) }, 'authorize.near-client-id'],
    ['something else as client id', { client_id: 'my-client' }, 'authorize.odd-client-id'],
    ['no client id', { client_id: '' }, 'authorize.no-client-id'],
    ['a slash at the end', { redirect_uri: `${LOOPBACK}/` }, 'authorize.redirect-slash'],
    ['https for http', { redirect_uri: LOOPBACK.replace('http:', 'https:') }, 'authorize.redirect-scheme'],
    ['another port', { redirect_uri: LOOPBACK.replace('8743', '8080') }, 'authorize.redirect-port'],
    ['no port', { redirect_uri: LOOPBACK.replace(':8743', '') }, 'authorize.redirect-port'],
    ['capitals', { redirect_uri: LOOPBACK.replace('callback', 'Callback') }, 'authorize.redirect-case'],
    ['another path', { redirect_uri: 'https://xero.codat.io/oauth/callback' }, 'authorize.redirect-path'],
    ['another host', { redirect_uri: 'https://example.com/callback' }, 'authorize.redirect-unregistered'],
    ['no redirect URI', { redirect_uri: '' }, 'authorize.redirect-missing'],
    ['127.0.0.1', { redirect_uri: LOOPBACK.replace('localhost', '127.0.0.1') }, 'authorize.redirect-loopback-ip'],
    ['http elsewhere', { redirect_uri: 'http://example.com/callback' }, 'authorize.redirect-http'],
    ['http for Codat', { redirect_uri: CODAT.replace('https', 'http') }, 'authorize.redirect-http'],
    ['another response type', { response_type: 'token' }, 'authorize.response-type'],
    ['a retired scope', { scope: 'openid accounting.transactions' }, 'scope.retired'],
    ['app.connections', { scope: 'openid app.connections' }, 'scope.app-connections'],
    ['balancesheets', { scope: 'openid accounting.reports.balancesheets.read' }, 'scope.misprint'],
    ['commas', { scope: 'openid,profile' }, 'scope.separator'],
    ['plus signs', { scope: 'openid+profile' }, 'scope.separator'],
    ['blanks encoded twice', { scope: 'openid%20profile' }, 'scope.separator'],
    ['no scope', { scope: '' }, 'scope.empty'],
    ['a restricted scope', { scope: 'openid bankfeeds' }, 'scope.restricted'],
    [
      'Codat without offline_access',
      { redirect_uri: CODAT, scope: 'openid accounting.settings' },
      'scope.no-offline-access',
    ],
  ])('with %s', (_, change, code) => {
    expect(codes(authorize(change))[0]).toBe(code)
  })

  it('names 127.0.0.1 against localhost when https makes the number allowed', () => {
    const app = { ...acme, redirectUris: ['https://localhost:8743/callback'] }
    const text = authorize({ redirect_uri: 'https://127.0.0.1:8743/callback' })
    expect(codes(text, { apps: [app] })[0]).toBe('authorize.redirect-host')
  })

  it('takes a broad scope by the app’s own creation date', () => {
    const scope = 'openid accounting.transactions'
    const old = authorize({ client_id: OTHER_ID, redirect_uri: CODAT, scope: `${scope} offline_access` })
    expect(codes(old)).toContain('scope.retiring')
    expect(codes(authorize({ client_id: 'F'.repeat(32), scope }))).toContain('scope.maybe-retired')
  })

  it('reads blanks as plus signs or as they are, in a decoded address too', () => {
    expect(codes(authorize().replaceAll('%20', '+'))).toEqual(['authorize.known-app'])
    expect(codes(decodeURIComponent(authorize()))).toEqual(['authorize.known-app'])
    const prose = `${decodeURIComponent(authorize({ scope: 'openid accounting.transactions' }))} is what I see, why?`
    expect(codes(prose)[0]).toBe('scope.retired')
  })

  it('is read nested in another address, at any depth, in the middle of other text', () => {
    const wrong = authorize({ redirect_uri: `${LOOPBACK}/` })
    const returnUrl = wrong.replace('https://login.xero.com', '')
    const login = `https://login.xero.com/identity/user/login?ReturnUrl=${encodeURIComponent(returnUrl)}&lang=en`
    expect(codes(login)[0]).toBe('authorize.redirect-slash')
    for (let depth = 1; depth <= 14; depth += 1) {
      expect(codes(`Hello,\nthe page says ${encode(wrong, depth)} and then nothing.`)[0]).toBe(
        'authorize.redirect-slash',
      )
    }
    expect(codes(`<a href="${wrong.replaceAll('&', '&amp;')}">sign in</a>`)[0]).toBe('authorize.redirect-slash')
    expect(codes(`{"url":"${wrong.replaceAll('&', '\\u0026')}"}`)[0]).toBe('authorize.redirect-slash')
    expect(codes(JSON.stringify({ linkUrl: wrong }))[0]).toBe('authorize.redirect-slash')
  })

  it('leads with what the address shows when the page’s text is there as well', () => {
    const both = `${authorize({ redirect_uri: `${LOOPBACK}/` })}\nError code: 500\nError: unauthorized_client : Invalid redirect_uri`
    expect(codes(both).slice(0, 2)).toEqual(['authorize.redirect-slash', 'page.redirect-uri'])
    const limit = `${authorize({ scope: 'openid accounting.transactions' })}\nhttps://authorize.xero.com/connectionLimit`
    expect(codes(limit)[0]).toBe('limit.connections')
  })
})

describe('other pastes', () => {
  it.each<[string, DiagnosisCode]>([
    ['http://localhost:8743/callback?code=vcciFJW_bFTjodGQnNUk7BIr&scope=openid&state=x', 'callback.success-address'],
    ['https://xero.codat.io/oauth2/callback?code=abc&state=def&session_state=ghi', 'callback.success-address'],
    ['https://link.codat.io/company/27628208-459c-46a2-a705-5641ce25f739', 'codat.link-address'],
    ['https://link.codat.io/company/27628208-459c-46a2-a705-5641ce25f739?link.otp=OTP123', 'codat.link-address'],
    ['https://app.codat.io/settings/integrations/accounting', 'paste.portal-address'],
    ['https://developer.xero.com/app/manage', 'paste.portal-address'],
    [CLIENT_ID, 'paste.client-id-known'],
    [CLIENT_ID.toLowerCase(), 'paste.client-id-known'],
    ['F'.repeat(32), 'paste.client-id-unknown'],
    ['Basic YWJjZGVmZ2hpamtsbW5vcA==', 'paste.secret'],
    ['Status: Deauthorized', 'codat.connection-deauthorized'],
    ['HTTP 401 from api.codat.io: status 401', 'codat.unauthorized'],
    ['POST https://identity.xero.com/connect/token\nHTTP/1.1 503', 'token.server-error'],
    ['   \n ', 'paste.nothing'],
    ['', 'paste.nothing'],
    ['My cat sat on the keyboard', 'paste.not-recognised'],
    ['{"hello":"world"}', 'paste.not-recognised'],
  ])('%s', (text, code) => {
    expect(codes(text)[0]).toBe(code)
  })

  // xero-node 20 rejects with a text, not with an Error; Node prints it as the reason of a rejection nobody handled.
  it.each([
    [401, { Type: null, Title: 'Unauthorized', Status: 401, Detail: 'TokenExpired' }, 'xero.token-expired'],
    [403, '<html>no', 'xero.forbidden'],
    [429, 'Too many', 'xero.rate-limit'],
  ])('reads the text that xero-node rejects with: %d', (statusCode, body, code) => {
    const url = { protocol: 'https:', port: 443, host: 'api.xero.com', path: '/api.xro/2.0/Organisation' }
    const headers = { 'user-agent': 'xero-node-20.0.0', 'xero-tenant-id': 't' }
    const text = JSON.stringify({
      response: { statusCode, body, headers: {}, request: { url, headers, method: 'GET' } },
      body,
    })
    expect(codes(text)).toEqual([code])
    expect(
      codes(
        `[UnhandledPromiseRejection: The promise rejected with the reason "${text}".] {\n  code: 'ERR_UNHANDLED_REJECTION'\n}`,
      ),
    ).toEqual([code])
  })

  it('says honestly that it recognised nothing', () => {
    expect(explainPaste('lorem ipsum', context).recognised).toBe(false)
    expect(explainPaste('', context).recognised).toBe(false)
    expect(explainPaste('invalid_client', context).recognised).toBe(true)
  })

  it('never mixes up Codat’s 50 companies and the Xero app’s connections', () => {
    expect(codes('402 Payment Required: Company limit exceeded')).not.toContain('limit.connections')
    expect(codes('https://authorize.xero.com/connectionLimit')).toEqual(['limit.connections'])
  })

  it('finds the one bad connection in a screenful', () => {
    const rows = Array.from({ length: 1_000 }, (_, at) => ({
      id: String(at),
      platformName: 'Xero',
      integrationKey: 'gbol',
      status: at === 777 ? 'Deauthorized' : 'Linked',
    }))
    expect(codes(JSON.stringify({ results: rows }))[0]).toBe('codat.connection-deauthorized')
  })

  it('reads JSON in JSON, in prose, and cut off', () => {
    const inner = JSON.stringify({ type: 'invalid-user-role', title: 'x', status: 403, detail: 'y' })
    expect(codes(JSON.stringify({ body: JSON.stringify({ body: inner }) }))[0]).toBe('feeds.invalid-user-role')
    expect(codes(`Codat says: ${inner} – what now?`)[0]).toBe('feeds.invalid-user-role')
    expect(codes(inner.slice(0, -3))[0]).toBe('feeds.invalid-user-role')
    expect(codes(encodeURIComponent(inner))[0]).toBe('feeds.invalid-user-role')
  })
})

/** 48 characters as Xero's secrets are. */
function secret(seed: number): string {
  return createHash('sha512').update(String(seed)).digest('base64url').slice(0, 48)
}

describe('nothing secret goes out', () => {
  const places: readonly ((value: string) => string)[] = [
    (value) => value,
    (value) => `client_secret=${value}`,
    (value) => `${authorize()}&code=${value}`,
    (value) => `http://localhost:8743/callback?code=${value}&state=${value}`,
    (value) => `http://localhost:8743/callback?error=access_denied&error_description=${value}&state=${value}`,
    (value) => authorize({ client_id: value }),
    (value) => authorize({ redirect_uri: `https://a.b/c?code=${value}` }),
    (value) => authorize({ scope: `openid ${value}` }),
    (value) => authorize({ response_type: value }),
    (value) => `${LOOPBACK}?statusCode=500&errorMessage=${value}`,
    (value) => JSON.stringify({ error: 'invalid_client', client_secret: value }),
    (value) => JSON.stringify({ statusCode: 401, service: value, error: `bad key ${value}`, correlationId: value }),
    (value) => JSON.stringify({ Title: 'Unauthorized', Status: 401, Detail: `token ${value}`, Instance: value }),
    (value) => JSON.stringify({ type: 'some-new-type', title: value, status: 400, detail: value }),
    (value) => JSON.stringify({ pushOperationKey: value, status: 'Failed', errorMessage: value }),
    (value) => `HTTP/1.1 401\nAuthorization: Basic ${value}\nWWW-Authenticate: Bearer error="invalid_token"`,
    (value) => `HTTP/1.1 429\nX-Rate-Limit-Problem: ${value}\nRetry-After: ${value}`,
    (value) => `Error code: 500\nError: unauthorized_client : Invalid redirect_uri ${value}`,
    (value) => `Error invalid_grant ${encodeURIComponent(`?refresh_token=${value}`)}`,
    (value) => `https://link-api.codat.io/companies/${value}/connections/${value}/start?otp=${value}`,
    (value) => `eyJhbGciOiJSUzI1NiJ9.${value}.${value} TokenExpired`,
    (value) => `ECONNREFUSED ${value}`,
    (value) => `${'x '.repeat(9_990)} error ${value}`,
    (value) => `${'padding '.repeat(15_000)}${value} ${'padding '.repeat(150_000)} invalid_client`,
  ]

  it('whatever was pasted and wherever it stood', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(places.length - 1), (seed, at) => {
        const value = secret(seed)
        const said = JSON.stringify(explainPaste(places[at]?.(value) ?? '', context))
        const left = Array.from({ length: value.length - 8 }, (_, from) => value.slice(from, from + 8))
        expect(left.filter((piece) => said.includes(piece))).toEqual([])
      }),
      timesTried(300),
    )
  })

  it('nor is a short one-time password', () => {
    const said = JSON.stringify(
      explainPaste('https://link-api.codat.io/companies/x/connections/y/start?otp=742271', context),
    )
    expect(said).not.toContain('742271')
  })

  it('and the answer says that something was dropped', () => {
    expect(explainPaste(`code=${secret(1)}`, context).notes).toContain('secrets-dropped')
    expect(explainPaste('invalid_client', context).notes).toEqual([])
  })
})

describe('hostile input', () => {
  it('is answered in the contract’s shape, and never thrown at', () => {
    const pieces = fc.constantFrom(
      'client_id=', 'redirect_uri=', 'scope=', '%3D', '%2526', '&', '?', '{', '}', '"', '\\', '<script>alert(1)</script>',
      '\u0000', '\uD800', '\u202E', 'https://login.xero.com/', 'error=', 'access_denied', '[', ']', ':', '"status":403',
      '"type":"a-b"', '"error":"x"', '__proto__', 'constructor', '{"__proto__":{"status":1}}', '\n', 'HTTP/1.1 500', ' ',
    ) // prettier-ignore
    const soup = fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(fc.oneof(soup, fc.string({ unit: 'binary', maxLength: 500 }), fc.json()), (text) => {
        const answer = explainPaste(text, context)
        expect(explanation.safeParse(answer).error).toBeUndefined()
        expect(JSON.stringify(answer)).not.toMatch(/\\ud[89ab][0-9a-f]{2}|\u202E/i)
      }),
      timesTried(1_500),
    )
  })

  it('keeps outside text out of our own words', () => {
    const script = '<script>alert(1)</script>'
    const { findings } = explainPaste(
      `${LOOPBACK}?error=access_denied&error_description=${encodeURIComponent(script)}`,
      context,
    )
    for (const { title, cause, nextStep } of findings) expect(title + cause + nextStep).not.toContain('<script>')
    const appNamed = { ...acme, name: `${script}\u202E` }
    expect(JSON.stringify(explainPaste(authorize(), { ...context, apps: [appNamed] }))).not.toContain('\u202E')
  })

  it('reads at most the limit, and says so', () => {
    const answer = explainPaste(`invalid_client ${'x '.repeat(PASTE_LIMIT)}`, context)
    expect(answer.notes).toContain('cut')
    expect(answer.findings[0]?.code).toBe('token.invalid-client')
    expect(explainPaste('invalid_client'.padEnd(PASTE_LIMIT), context).notes).toEqual([])
  })

  it('takes eight times as long for eight times as much of anything, not its square', () => {
    const makers: readonly string[] = [
      authorize(), `${authorize()} `, '{', '{"a":', '[', 'scope=a ', 'client_id%253D', '&scope%3Da', 'error ', '%41', 'a', '"',
      'uncertified apps two ', 'type: "a-b-c', '{"a":"{', '\\u0026', 'HTTP/1', 'localhost', '\n', '?error=', '\u0000', '\uD800',
      'eyJhbGciOiJIUzI1NiJ9.', '{"status":"Linked","platformName":"Xero","id":1},', '%25', '&amp;', 'link.codat.io/company/',
    ] // prettier-ignore
    const grown = makers.map((piece) => {
      const explained = (length: number) => {
        const text = piece.repeat(Math.floor(length / piece.length))
        return () => explainPaste(text, context)
      }
      // What grows with the square of the text takes sixty-four times as long.
      return {
        piece,
        times: growth({ small: explained(PASTE_LIMIT / 64), large: explained(PASTE_LIMIT / 8), limit: 24 }),
      }
    })
    expect(grown.filter(({ times }) => times > 24)).toEqual([])
  })
})
