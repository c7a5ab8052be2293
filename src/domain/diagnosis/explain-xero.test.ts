import { describe, expect, it } from 'vitest'
import { providerFacts } from '../../../test/support/provider-facts'
import type { ProviderFacts } from '../xero/schema'
import { explainXero } from './explain-xero'

const unexpected = (some: Partial<ProviderFacts>) =>
  explainXero.keysCheck({ kind: 'unexpected', facts: providerFacts(some) })?.code

describe('the verdict of the check stands', () => {
  it('a wrong pair is a wrong pair, even when the answer named no error', () => {
    expect(explainXero.keysCheck({ kind: 'wrong-pair', facts: providerFacts() })?.code).toBe('token.invalid-client')
  })

  it.each(['invalid_scope', 'unauthorized_client', 'invalid_grant', 'access_denied'])(
    'a pair that Xero knew and answered %s is a refused app list',
    (error) => {
      const found = explainXero.keysCheck({ kind: 'probably-accepted', facts: providerFacts({ error }) })
      expect(found).toMatchObject({
        code: 'token.app-list-refused',
        facts: expect.arrayContaining([{ label: 'Error', value: error }]),
      })
    },
  )

  it('an accepted pair needs no explanation', () => {
    expect(explainXero.keysCheck({ kind: 'accepted', expiresInSeconds: 1800, listsConnections: true })).toBeNull()
  })
})

describe('an answer that is no answer of a token endpoint', () => {
  it.each([200, 401, 403, 500])('a page with status %i could not be read', (status) => {
    expect(unexpected({ status, contentType: 'text/html; charset=utf-8' })).toBe('token.unreadable')
  })

  it('a success without a token could not be read', () => {
    expect(unexpected({ status: 200, contentType: null })).toBe('token.unreadable')
  })

  it('a page of a proxy or of a server that is down keeps its own cause', () => {
    expect(unexpected({ status: 407, contentType: 'text/html' })).toBe('network.proxy-sign-in')
    expect(unexpected({ status: 503, contentType: 'text/html' })).toBe('token.server-error')
  })

  it('an error that was named is read, whatever the content type says', () => {
    expect(unexpected({ error: 'invalid_request', contentType: 'text/html' })).toBe('token.invalid-request')
  })
})
