import { describe, expect, it } from 'vitest'
import * as client from 'openid-client'
import { causes, diagnoseCallback, diagnoseOAuthFailure, diagnoseTokenError } from './oauth'

const issuer = 'https://identity.example'

/** What openid-client itself throws when the token endpoint answers like this. */
async function thrownBy(response: () => Response | Promise<Response>): Promise<unknown> {
  const server = { issuer, token_endpoint: `${issuer}/token` }
  const config = new client.Configuration(server, 'client', 'x', client.ClientSecretBasic('x'))
  config[client.customFetch] = async () => response()
  return client.clientCredentialsGrant(config, { scope: 'app.connections' }).catch((error: unknown) => error)
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })

describe('diagnoseOAuthFailure, with what openid-client really throws', () => {
  it.each([
    ['invalid_client in the body', () => json(400, { error: 'invalid_client' }), 'token.invalid-client'],
    [
      'invalid_client as a challenge',
      () =>
        new Response('', { status: 401, headers: { 'www-authenticate': 'Basic realm="x", error="invalid_client"' } }),
      'token.invalid-client',
    ],
    ['a 401 without a word', () => new Response('', { status: 401 }), 'token.invalid-client'],
    ['invalid_scope', () => json(400, { error: 'invalid_scope' }), 'token.app-list-refused'],
    ['unauthorized_client', () => json(400, { error: 'unauthorized_client' }), 'token.app-list-refused'],
    ['a fault', () => new Response('oops', { status: 500 }), 'token.server-error'],
    ['a pause', () => new Response('', { status: 429 }), 'token.rate-limit'],
    [
      'a page',
      () => new Response('<html>sign in</html>', { status: 200, headers: { 'content-type': 'text/html' } }),
      'token.unreadable',
    ],
    ['a token without a type', () => json(200, { access_token: 'a' }), 'token.not-trusted'],
    [
      'no network',
      () =>
        Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ENOTFOUND' }) })),
      'network.dns',
    ],
  ])('%s', async (_, response, code) => {
    expect(diagnoseOAuthFailure(await thrownBy(response), 'client-credentials').code).toBe(code)
  })

  it('an answer at the callback, a failed check, a clock', async () => {
    const config = new client.Configuration({ issuer, token_endpoint: `${issuer}/token` }, 'client', 'x')
    const at = (query: string) =>
      client
        .authorizationCodeGrant(config, new URL(`http://localhost:8743/callback?${query}`), { expectedState: 's' })
        .catch((error: unknown) => error)
    expect(diagnoseOAuthFailure(await at('error=access_denied&state=s')).code).toBe('callback.cancelled')
    expect(diagnoseOAuthFailure(await at('code=c&state=other')).code).toBe('token.not-trusted')
    const clock = Object.assign(new Error('x'), { code: 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED' })
    expect(diagnoseOAuthFailure(clock).code).toBe('token.clock')
    const rotated = Object.assign(new Error('x'), { code: 'OAUTH_KEY_SELECTION_FAILED' })
    expect(diagnoseOAuthFailure(rotated).code).toBe('token.unknown-key')
  })

  it('never throws, whatever was thrown', () => {
    for (const thrown of [undefined, null, 'x', 1, {}, [], Symbol('x'), new Error('x'), { error: 1 }]) {
      expect(diagnoseOAuthFailure(thrown).code).toBeTruthy()
    }
  })
})

describe('diagnoseTokenError', () => {
  it('reads the grant: a refused scope of client credentials says that the pair is probably fine', () => {
    const body = { error: 'invalid_scope' }
    expect(diagnoseTokenError({ status: 400, body, grant: 'client-credentials' }).code).toBe('token.app-list-refused')
    expect(diagnoseTokenError({ status: 400, body }).code).toBe('token.invalid-scope')
    expect(diagnoseTokenError({ status: 400, body: { error: 'invalid_grant' }, grant: 'refresh' }).code).toBe(
      'token.refresh-dead',
    )
  })

  it('takes the challenge parsed or as text, a body parsed or as text', () => {
    expect(diagnoseTokenError({ challenge: { parameters: { error: 'invalid_client' } } }).code).toBe(
      'token.invalid-client',
    )
    expect(diagnoseTokenError({ challenge: 'Basic error="invalid_client"' }).code).toBe('token.invalid-client')
    expect(diagnoseTokenError({ body: '{"error":"invalid_grant"}' }).code).toBe('token.invalid-grant')
  })

  it.each([
    [{ status: 400, body: { error: 'odd' } }, 'token.unknown'],
    [{ status: 503, body: { error: 'odd' } }, 'token.server-error'],
    [{ status: 407, body: '<html>' }, 'network.proxy-sign-in'],
    [{ status: 502, body: '<html>' }, 'token.unreadable'],
    [{ status: 403, body: 'blocked by policy' }, 'token.unreadable'],
    [{}, 'token.unknown'],
  ])('%j', (answer, code) => {
    expect(diagnoseTokenError(answer).code).toBe(code)
  })

  it('keeps the provider’s words and secrets out of ours', () => {
    const made = diagnoseTokenError({
      body: { error: 'invalid_client', client_secret: 'hunter2', error_description: '<b>' },
    })
    expect(JSON.stringify(made)).not.toContain('hunter2')
    expect(made.title + made.cause + made.nextStep).not.toContain('<b>')
  })
})

describe('diagnoseCallback and causes', () => {
  it('knows an error nobody documented by name only', () => {
    const made = diagnoseCallback({ error: 'constructor', error_description: null })
    expect(made.code).toBe('callback.error')
    expect(made.facts).toEqual([{ label: 'Error', value: 'constructor' }])
  })

  it('tells the chain of causes, and not for ever', () => {
    const loop = new Error('again')
    loop.cause = loop
    expect(causes(new Error('outer', { cause: new Error('inner') }))).toBe('outer\ninner')
    expect(causes(loop).split('\n')).toHaveLength(6)
  })
})
