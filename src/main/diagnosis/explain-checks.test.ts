import { describe, expect, it } from 'vitest'
import { fetchFailures } from '../../contract/network'
import { distrustReasons, type ProviderFacts } from '../../contract/xero'
import { explainFailure, explainKeysCheck, explainSignIn } from './explain-checks'

const app = { clientId: '686E7FE4D3354162B05FDE15FC01EEAC', redirectUris: [] }
const facts = (change: Partial<ProviderFacts>): ProviderFacts => ({
  status: 400,
  contentType: 'application/json',
  error: null,
  errorDescription: null,
  shape: 'body',
  challenge: null,
  apiDetail: null,
  rateLimit: null,
  retryAfterSeconds: null,
  ...change,
})
const stopped = { connectionMayRemain: false }

describe('explainKeysCheck', () => {
  it('has nothing to say when Xero accepts the keys', () => {
    expect(explainKeysCheck({ kind: 'accepted', expiresInSeconds: 1_800, listsConnections: true }, app)).toBeNull()
    expect(explainKeysCheck({ kind: 'no-answer', failure: 'cancelled' }, app)).toBeNull()
  })

  it('explains a wrong pair in both shapes, naming the client id', () => {
    for (const shape of ['body', 'challenge'] as const) {
      const made = explainKeysCheck(
        { kind: 'wrong-pair', facts: facts({ error: 'invalid_client', shape, status: 401 }) },
        app,
      )
      expect(made?.code).toBe('token.invalid-client')
      expect(made?.facts).toContainEqual({ label: 'Client id', value: app.clientId })
    }
    const silent = explainKeysCheck({ kind: 'wrong-pair', facts: facts({ shape: 'none' }) }, app)
    expect(silent?.code).toBe('token.invalid-client')
  })

  it('says that the pair is probably accepted, and never more', () => {
    const made = explainKeysCheck({ kind: 'probably-accepted', facts: facts({ error: 'odd_error' }) }, app)
    expect(made?.code).toBe('token.app-list-refused')
    expect(made?.title).toContain('probably accepts')
  })

  it('tells a page from a fault', () => {
    const page = explainKeysCheck({ kind: 'unexpected', facts: facts({ status: 200, contentType: 'text/html' }) }, app)
    expect(page?.code).toBe('token.unreadable')
    const fault = explainKeysCheck({ kind: 'unexpected', facts: facts({ status: 500 }) }, app)
    expect(fault?.code).toBe('token.server-error')
  })
})

describe('explainSignIn', () => {
  it('explains what Xero and the network did, and nothing else', () => {
    const of = (outcome: Parameters<typeof explainSignIn>[0]) => explainSignIn(outcome, app)?.code ?? null
    expect(of({ kind: 'cancelled', ...stopped })).toBeNull()
    expect(of({ kind: 'never-arrived' })).toBeNull()
    expect(of({ kind: 'refused-at-consent', facts: facts({ error: 'access_denied', shape: 'callback' }) })).toBe(
      'callback.cancelled',
    )
    expect(
      of({
        kind: 'refused-at-consent',
        facts: facts({ error: 'access_denied', errorDescription: 'Requested wrong apps scopes' }),
      }),
    ).toBe('page.wrong-flow-scope')
    expect(of({ kind: 'wrong-pair', facts: facts({ error: 'invalid_client' }), ...stopped })).toBe(
      'token.invalid-client',
    )
    expect(of({ kind: 'token-refused', facts: facts({ error: 'invalid_grant' }), ...stopped })).toBe(
      'token.invalid-grant',
    )
    expect(of({ kind: 'unexpected', facts: facts({ status: 503 }), ...stopped })).toBe('token.server-error')
    expect(of({ kind: 'no-answer', failure: 'no-such-host', ...stopped })).toBe('network.dns')
  })

  it.each(distrustReasons)('explains distrust: %s', (reason) => {
    const made = explainSignIn({ kind: 'not-trusted', reason, ...stopped }, app)
    expect(['token.clock', 'token.not-trusted']).toContain(made?.code)
  })
})

describe('explainFailure', () => {
  it.each(fetchFailures.filter((failure) => failure !== 'cancelled'))('%s', (failure) => {
    expect(explainFailure(failure)?.code).toMatch(/^network\./)
  })
})
