// Against oauth2-mock-server, written by others, which lies on demand.
import { OAuth2Server } from 'oauth2-mock-server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { XeroAddresses } from '../../src/domain/xero/addresses'
import { signedIn, signIn } from '../support/oauth-run'
import { SHAPE_CLIENT } from '../support/oauth-xero-shape'

interface Signed {
  header: Record<string, unknown>
  payload: Record<string, unknown>
}
interface Answer {
  body: Record<string, unknown> | ''
  statusCode: number
}

let server: OAuth2Server
let addresses: XeroAddresses
beforeEach(async () => {
  server = new OAuth2Server()
  await server.issuer.keys.generate('RS256')
  await server.start(0, '127.0.0.1')
  const issuer = server.issuer.url ?? ''
  addresses = { issuer, authorize: `${issuer}/authorize`, token: `${issuer}/token`, api: issuer }
  // As it comes it leaves out what an ID token for us must say.
  onSigning(({ payload }) => Object.assign(payload, { sub: 'ada', aud: SHAPE_CLIENT }))
})
afterEach(() => server.stop())

const onSigning = (change: (token: Signed) => void) => server.service.on('beforeTokenSigning', change)
const onAnswer = (change: (answer: Answer) => void) => server.service.on('beforeResponse', change)
const outcome = async () => (await signIn({ addresses })).outcome

describe('a sign-in at a lying provider', () => {
  it('works while it tells the truth', async () => {
    expect(signedIn(await signIn({ addresses })).tokensDropped).toBe(true)
  })

  it.each([
    ['iss', 'https://evil.example', 'wrong-issuer'],
    ['aud', 'someone-else', 'wrong-audience'],
    ['aud', [SHAPE_CLIENT, 'someone-else'], 'wrong-audience'],
    ['nonce', 'replayed', 'wrong-nonce'],
    ['exp', 1_000_000_000, 'expired'],
    ['nbf', 32_503_680_000, 'not-yet-valid'],
    ['sub', 7, 'malformed'],
  ])('does not trust a wrong %s (%o)', async (claim, value, reason) => {
    onSigning(({ payload }) => Object.assign(payload, { [claim]: value }))
    expect(await outcome()).toMatchObject({ kind: 'not-trusted', reason, connectionMayRemain: true })
  })

  it('does not trust a bad signature', async () => {
    onAnswer(({ body }) => {
      if (body === '' || typeof body['id_token'] !== 'string') return
      const [head, payload, signature = ''] = body['id_token'].split('.')
      body['id_token'] = [head, payload, signature.split('').toReversed().join('')].join('.')
    })
    expect(await outcome()).toMatchObject({ kind: 'not-trusted', reason: 'bad-signature' })
  })

  it('does not trust a token that claims to need no signature', async () => {
    onAnswer(({ body }) => {
      if (body === '' || typeof body['id_token'] !== 'string') return
      const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url')
      body['id_token'] = `${none}.${body['id_token'].split('.')[1]}.`
    })
    expect(await outcome()).toMatchObject({ kind: 'not-trusted' })
  })

  it.each([
    [400, { error: 'invalid_grant' }, { kind: 'token-refused', facts: { error: 'invalid_grant', status: 400 } }],
    [401, { error: 'invalid_client' }, { kind: 'wrong-pair' }],
    [500, { error: 'server_error' }, { kind: 'unexpected', facts: { status: 500 } }],
    [200, { hello: 1 }, { kind: 'not-trusted', reason: 'malformed' }],
  ])('passes on a token answer of %i', async (statusCode, body, expected) => {
    onAnswer((answer) => Object.assign(answer, { statusCode, body }))
    expect(await outcome()).toMatchObject(expected)
  })

  it('is no answer when the token is slow', async () => {
    const slow = new OAuth2Server()
    await slow.issuer.keys.generate('RS256')
    await slow.start(0, '127.0.0.1')
    const issuer = slow.issuer.url ?? ''
    const late: typeof fetch = async (input, init) => {
      const { signal } = init ?? {}
      if (!String(input).endsWith('/token') || !signal) return fetch(input, init)
      return await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    }
    const { outcome: seen } = await signIn({
      addresses: { issuer, authorize: `${issuer}/authorize`, token: `${issuer}/token`, api: issuer },
      fetch: late,
      limits: { requestMs: 1_500 },
    })
    expect(seen).toMatchObject({ kind: 'no-answer', failure: 'timed-out' })
    await slow.stop()
  })
})
