import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { growth } from '../../../test/support/processor-time'
import { timesTried } from '../../../test/support/times-tried'
import { looksRandom, redact, redactUrl, REMOVED } from './redaction'

const CLIENT_ID = '686E7FE4D3354162B05FDE15FC01EEAC'
const TENANT = '45e4708e-d862-4111-ab3a-dd8cd03913e1'

/** Deterministic random characters: fast-check's own strings lean to `aaaa`, which no provider hands out as a key. */
function randomText(seed: number, length: number, alphabet: string): string {
  let text = ''
  for (let round = 0; text.length < length; round += 1) {
    for (const byte of createHash('sha256').update(`${seed}:${round}`).digest())
      text += alphabet[byte % alphabet.length]
  }
  return text.slice(0, length)
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const alphabets = {
  base62: `${letters}0123456789`,
  base64url: `${letters}0123456789-_`,
  base64: `${letters}0123456789+/`,
}

const key = (alphabet: keyof typeof alphabets, min: number, max: number) =>
  fc
    .tuple(fc.integer(), fc.integer({ min, max }))
    .map(([seed, length]) => randomText(seed, length, alphabets[alphabet]))

const encode = (text: string, times: number): string =>
  times === 0 ? text : encode(encodeURIComponent(text), times - 1)

/** A stretch of `secret` that is still in `shown`, plain or encoded, or null. */
function survives(secret: string, shown: string, atLeast = 8): string | null {
  for (let at = 0; at + atLeast <= secret.length; at += 1) {
    const piece = secret.slice(at, at + atLeast)
    if ([piece, encode(piece, 1), encode(piece, 2)].some((form) => shown.includes(form))) return `${piece} in ${shown}`
  }
  return null
}

const secretNames = fc.constantFrom(
  'client_secret',
  'clientSecret',
  'XERO_CLIENT_SECRET',
  'apiKey',
  'api_key',
  'x-api-key',
  'access_token',
  'refresh_token',
  'id_token',
  'id_token_hint',
  'session_state',
  'code',
  'state',
  'code_verifier',
  'password',
)

describe('redact: a named secret survives in no shape', () => {
  const named = fc.tuple(secretNames, fc.constantFrom(...(Object.keys(alphabets) as (keyof typeof alphabets)[])))
  const shapes: Record<string, (name: string, value: string) => string> = {
    'an address': (name, value) => `https://localhost:8743/callback?x=1&${name}=${encode(value, 1)}&y=2`,
    'an address in an address': (name, value) =>
      `https://login.xero.com/l?ReturnUrl=${encode(`/callback?a=b&${name}=${encode(value, 1)}&z=${CLIENT_ID}`, 1)}&q=1`,
    'an address encoded twice in prose': (name, value) =>
      `I see ${encode(`https://a.b/c?d=e&${name}=${encode(value, 1)}`, 2)} on the page`,
    'a fragment': (name, value) => `https://a.b/c#${name}=${encode(value, 1)}`,
    'an HTML page': (name, value) => `<a href="https://a.b/c?d=e&amp;${name}=${encode(value, 1)}&amp;f=g">go</a>`,
    'a form': (name, value) => `grant_type=authorization_code&${name}=${encode(value, 1)}`,
    JSON: (name, value) => JSON.stringify({ a: 1, [name]: value, b: CLIENT_ID }),
    'pretty JSON': (name, value) => JSON.stringify({ a: { [name]: value } }, null, 2),
    'JSON in JSON': (name, value) => JSON.stringify({ body: JSON.stringify({ [name]: value, z: 1 }) }),
    'JSON in an address': (name, value) => `https://a.b/?body=${encode(JSON.stringify({ [name]: value }), 1)}`,
    'JSON with escaped ampersands': (name, value) => `{"url":"https://a.b/?x=1\\u0026${name}=${value}\\u0026y=2"}`,
    'a config file': (name, value) => `a: b\n${name}: ${value}\nc: d`,
    'a quoted assignment': (name, value) => `export ${name}='${value}'; run`,
    'a header': (name, value) => `Host: a.b\r\n${name}: ${value}\r\nAccept: */*`,
  }
  for (const [shape, make] of Object.entries(shapes)) {
    it(`in ${shape}`, () => {
      fc.assert(
        fc.property(
          named.chain(([name, alphabet]) => fc.tuple(fc.constant(name), key(alphabet, 16, 60))),
          ([name, value]) => {
            const shown = redact(make(name, value))
            expect(survives(value, shown)).toBeNull()
            expect(shown).toContain(REMOVED)
          },
        ),
        timesTried(200),
      )
    })
  }

  it('whose first piece is as long as its name', () => {
    const value = 'FtZJvNgZ8b9Pr/L8yIiDh'
    const names = ['id_token_hint', 'refresh_token', 'session_state', 'client_secret']
    const kept = Object.entries(shapes).flatMap(([shape, make]) =>
      names
        .filter((name) => survives(value, redact(make(name, value)), 6) !== null)
        .map((name) => `${name} in ${shape}`),
    )
    expect(kept).toEqual([])
  })

  it('in JSON, when it holds quotes and backslashes', () => {
    fc.assert(
      fc.property(secretNames, key('base62', 20, 40), key('base62', 20, 40), (name, one, two) => {
        const shown = redact(JSON.stringify({ [name]: `${one}"${two}\\`, next: 'kept' }))
        expect(survives(one, shown)).toBeNull()
        expect(survives(two, shown)).toBeNull()
      }),
    )
  })

  it('short ones too: one-time passwords, form values, JSON', () => {
    expect(redact('https://link-api.codat.io/companies/x/connections/y/start?otp=742271')).not.toContain('742271')
    expect(redact('https://link.codat.io/company/x?link.otp=OTP123&a=b')).toBe(
      `https://link.codat.io/company/x?link.otp=${REMOVED}&a=b`,
    )
    expect(redact('client_secret=hunter2&x=1')).toBe(`client_secret=${REMOVED}&x=1`)
    expect(redact('{"apiKey":"k1"}')).toBe(`{"apiKey":"${REMOVED}"}`)
    expect(redact('state=abc code=xyz')).toBe(`state=${REMOVED} code=${REMOVED}`)
    expect(redact('Client secret 1: abc')).toBe(`Client secret 1: ${REMOVED}`)
  })
})

describe('redact: a secret without a name', () => {
  it('is dropped when it is 40 to 60 random characters, wherever it stands', () => {
    const around = fc.constantFrom<(value: string) => string>(
      (value) => value,
      (value) => `the key is ${value}, thanks`,
      (value) => `"${value}"`,
      (value) => `%22${value}%22`,
      (value) => `a=${value}`,
      (value) => `["${value}"]`,
      (value) => `https://a.b/path/${value}/more`,
      (value) => `line\n${value}\nline`,
    )
    fc.assert(
      fc.property(key('base62', 40, 60), around, (value, place) => {
        const shown = redact(place(value))
        expect(survives(value, shown)).toBeNull()
      }),
      timesTried(700),
    )
    fc.assert(
      fc.property(key('base64url', 40, 60), around, (value, place) => {
        expect(survives(value, redact(place(value)))).toBeNull()
      }),
      timesTried(700),
    )
  })

  it('is dropped as base64, plain or URL-encoded once or twice', () => {
    fc.assert(
      fc.property(key('base64', 48, 88), fc.nat(2), (value, times) => {
        expect(survives(value, redact(`body ${encode(value, times)} end`), 12)).toBeNull()
      }),
      timesTried(400),
    )
  })

  it.each([
    'LzjHYb0sBoocDnvTLwRZjI7+E1UZY+rcioj/FixkAcfAkfbLu',
    'amUe69/eCwT+gzhgcm+/1acd4PgapwwWNVzM6X/xtl2zGQYNMsoG0HvF',
    'CLjmKG3eePzMdWTuDQDM49x6+eyJSYMAccdR8RG5wy3DdTdBzD0BC9PYPJFE',
  ])('is dropped as base64 with what looks like a word or a token in it: %s', (value) => {
    expect(survives(value, redact(`body ${value} end`), 12)).toBeNull()
  })

  it('is dropped as base64 that its own slashes cut into harmless pieces', () => {
    const value = 'vpcmD+/cuq+Z/pjhal/qjPKIp+7KfiYwxSzC/dxMmcdS+R/Q'
    expect(survives(value, redact(`body ${value} end`), 12)).toBeNull()
  })

  it('is dropped after Basic and Bearer, however short', () => {
    expect(redact('Basic YWJjZGVmOmdoaQ==')).toBe(`Basic ${REMOVED}`)
    expect(redact('curl -H "authorization: bearer abc123def"')).not.toContain('abc123def')
    expect(redact('Bearer%20AbC123dEf&x')).toBe(`Bearer%20${REMOVED}&x`)
    expect(redact('Basic authentication is used')).toBe('Basic authentication is used')
    expect(redact('WWW-Authenticate: Bearer error="invalid_token"')).toContain('error="invalid_token"')
  })

  it('is dropped as a JWT, a webhook secret, or in front of a host', () => {
    const token = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl'
    for (const part of token.split('.'))
      expect(redact(`token ${token} x ${token.replaceAll('.', '%2E')}`)).not.toContain(part)
    expect(redact('whsec_C2FVsBQIhrscChlQIMV')).toBe(REMOVED)
    expect(redact('https://user:pa55@api.codat.io/x')).toBe(`https://${REMOVED}@api.codat.io/x`)
  })
})

describe('redact: what support needs stays readable', () => {
  it.each([
    'Error code: 500  Error: unauthorized_client : Invalid redirect_uri',
    `client_id=${CLIENT_ID}&redirect_uri=https%3A%2F%2Fxero.codat.io%2Foauth2%2Fcallback&scope=openid%20profile`,
    `%26client_id%3D${CLIENT_ID}%26x`,
    `%2526client_id%253D${CLIENT_ID}`,
    `Xero-Tenant-Id: ${TENANT}`,
    '"correlationId": "bc997528a9d7abb9161ef45f05d38599"',
    `GET /companies/${TENANT}/connections/${TENANT.toUpperCase()} 404`,
    'feed-already-connected-in-different-organisation',
    'XeroApiDailyCapReachedFatalException Company (3cefe2f6-dd94-4a99-8c27-a13531c50b69)',
    'accounting.reports.profitandloss.read offline_access accounting.manualjournals',
    '{"statusCode":429,"detailedErrorCode":0,"code":"ENOTFOUND","state":"connected","token_type":"Bearer"}',
    'https://developer.xero.com/documentation/best-practices/managing-connections/connections',
    'https://github.com/XeroAPI/xero-netstandard-oauth2-samples/issues/5',
    'at Object.openLog (file:///home/you/latchkey/out/main/index.js:43:5)',
    'Invalid token: expired',
    '2022-08-03T01:30:09.0797213Z',
    '"accountToken": "ACC-0000123"',
  ])('%s', (text) => {
    expect(redact(text)).toBe(text)
  })
})

describe('redact: always', () => {
  const fragments = fc.constantFrom(
    'secret', 'code', 'state', 'token', '=', ':', '%3D', '%253D', '%26', '&', '"', "'", '\\', '\\"', '%22', '&quot;', ' ',
    '\n', '+', '/', '%2F', 'Basic ', 'Bearer ', 'eyJhbGciOiJI', '://', '@', '(', ')', '(removed)', '%', '25', 'authorization',
    'otp', '1', 'aB3', 'x', ';', '<', CLIENT_ID, TENANT, 'AbCdEfGhIjKlMnOpQrStUvWxYz0123456789',
  ) // prettier-ignore
  const soup = fc.array(fragments, { maxLength: 40 }).map((parts) => parts.join(''))

  it('twice is the same as once', () => {
    fc.assert(
      fc.property(fc.oneof(soup, fc.string({ unit: 'binary', maxLength: 200 }), fc.json()), (text) => {
        const once = redact(text)
        expect(redact(once)).toBe(once)
      }),
      timesTried(2_000),
    )
  })

  it('never throws, on any text or address, lone surrogates and control characters included', () => {
    fc.assert(
      fc.property(fc.oneof(soup, fc.string({ unit: 'binary' }), fc.webUrl({ withQueryParameters: true })), (text) => {
        redact(text)
        redactUrl(text)
      }),
      timesTried(700),
    )
    expect(() => redact(`\uD800secret=\uDC00${'\u0000'.repeat(10)}`)).not.toThrow()
  })

  it.each(['code://&@45e4708e-d862-4111-ab3a-dd8cd03913e1', 'state://a:b&c@45e4708e-d862-4111-ab3a-dd8cd03913e1'])(
    'twice is the same as once, where a scheme is called like a secret: %s',
    (text) => expect(redact(redact(text))).toBe(redact(text)),
  )

  describe('on text made to be slow', () => {
    const hostile = [
      'secret=', 'a:', '%25', 'code"', 'secret="', '://a@', 'eyJ', '%2525', 'Basic ', 'a', 'secret=%22 ', 'a/', 'a-',
      '://(removed)@', '<secret ', 'value="', 'secret\t', 'secret|x\n', 'a is ', '\\u00', '&amp;', '0x41 ', '41 ', '65,', '=41', 'aB3 ',
      'aB3x7Kq9\n', 'secret,secret\n', ' -u a:', '(a) VALUES (', '<b ', '%41', '\u200B', 'secret value value ', '> aB3x\n',
      'secret\\\\', 'token%25', 'secret"   ', 'secret=\'\n', '&quot;', 'secret:&quot;', '+', 'aB3', 'password: "x\\"',
    ] // prettier-ignore
    const text = (piece: string, length: number): string => piece.repeat(length / piece.length)

    it.each(hostile)('looks at as many characters as there are, a fixed number of times: %j', (piece) => {
      const [short, long] = [looksAt(() => redact(text(piece, 500))), looksAt(() => redact(text(piece, 8_000)))]
      // 16 times the text: looking at the rest of it at every place would be 256 times.
      expect(long.characters / short.characters).toBeLessThanOrEqual(20)
      expect(long.looks / Math.max(200, short.looks)).toBeLessThanOrEqual(20)
      expect(long.characters / 8_000).toBeLessThanOrEqual(MOST_LOOKS_AT_A_CHARACTER)
    })

    it('takes time in proportion to the length', () => {
      for (const piece of hostile) {
        const [short, long] = [text(piece, 2_000), text(piece, 32_000)]
        // 16 times the text: quadratic would be 256 times the time.
        const times = growth({ small: () => redact(short), large: () => redact(long), limit: 100 })
        expect(times, `${JSON.stringify(piece)}: ${times.toFixed(1)} times as long`).toBeLessThanOrEqual(100)
      }
    })
  })
})

/** Some thirty shapes are looked for, in each of six rounds at most, in the text and in its reading: most texts take two. */
const MOST_LOOKS_AT_A_CHARACTER = 150

interface Looks {
  /** Searches begun. */
  readonly looks: number
  /** Characters passed by them, and by searches for a fixed text, and copied. What a pattern reads twice before it gives up counts once. */
  readonly characters: number
}

/** Counts what `work` has the engine look at: every search of a pattern comes by `exec`, whoever asks for it. */
function looksAt(work: () => unknown): Looks {
  let [looks, characters] = [0, 0]
  const { exec } = RegExp.prototype
  const { indexOf, slice } = String.prototype
  const counted = vi.spyOn(RegExp.prototype, 'exec').mockImplementation(function (this: RegExp, text: string) {
    const from = this.global || this.sticky ? this.lastIndex : 0
    const found = exec.call(this, text)
    looks += 1
    const end = found === null ? (this.sticky ? from : text.length) : found.index + found[0].length
    characters += Math.max(1, end - from)
    return found
  })
  const searched = vi.spyOn(String.prototype, 'indexOf').mockImplementation(function (this: string, what, from = 0) {
    const at = indexOf.call(this, what, from)
    characters += Math.max(1, (at === -1 ? this.length : at) - from)
    return at
  })
  const copied = vi.spyOn(String.prototype, 'slice').mockImplementation(function (this: string, ...range) {
    const piece = slice.apply(this, range)
    characters += piece.length
    return piece
  })
  try {
    work()
  } finally {
    for (const spy of [counted, searched, copied]) spy.mockRestore()
  }
  return { looks, characters }
}

describe('redactUrl', () => {
  it('keeps what is known to be harmless and nothing else', () => {
    expect(
      redactUrl(
        `https://me:pw@login.xero.com/identity/connect/authorize?client_id=${CLIENT_ID}&scope=openid%20profile&state=s&unknown=x#y`,
      ),
    ).toBe(
      `https://login.xero.com/identity/connect/authorize?client_id=${CLIENT_ID}&scope=openid%20profile&state=${REMOVED}&unknown=${REMOVED}`,
    )
    expect(redactUrl('https://api.codat.io/companies?page=2&pageSize=100')).toBe(
      'https://api.codat.io/companies?page=2&pageSize=100',
    )
    expect(redactUrl('not an address, code=abc')).toBe(`not an address, code=${REMOVED}`)
    expect(redactUrl('javascript:alert(1)')).toBe('javascript:alert(1)')
  })

  it('shows no planted secret, whatever the parameter and however it is nested', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('x', 'code', 'redirect_uri', 'error_description', 'scope'),
        key('base62', 40, 60),
        (name, value) => {
          const nested = encodeURIComponent(`https://a.b/c?code=${value}`)
          expect(
            survives(value, redactUrl(`https://a.b/c?${name}=${value}&redirect_uri=${nested}#${value}`)),
          ).toBeNull()
        },
      ),
    )
  })
})

describe('looksRandom', () => {
  it('tells keys from ids and words', () => {
    expect(looksRandom(randomText(1, 48, alphabets.base64url))).toBe(true)
    expect(looksRandom(CLIENT_ID)).toBe(false)
    expect(looksRandom(TENANT)).toBe(false)
    expect(looksRandom('feed-already-connected-in-different-organisation')).toBe(false)
  })
})
