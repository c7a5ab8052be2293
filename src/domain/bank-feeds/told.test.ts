import { describe, expect, it } from 'vitest'
import { providerFacts } from '../../../test/support/provider-facts'
import type { ProviderFacts } from '../xero/schema'
import { rungOfDiagnosis } from './ladder'
import { xeroTold } from './told'

const facts = (some: Partial<ProviderFacts> = {}): ProviderFacts =>
  providerFacts({ status: 403, contentType: 'application/problem+json', ...some })

describe('what a sign-in test learnt about bank feeds', () => {
  it('is kept with Xero’s own refusal, explained', () => {
    const refusal = facts({ problemType: 'invalid-application', apiDetail: 'Not configured.' })
    const told = xeroTold({ kind: 'app-refused', facts: refusal })
    expect(told).toMatchObject({
      kind: 'refused',
      where: 'sign-in',
      diagnosis: { code: 'feeds.invalid-application' },
    })
    expect(told?.kind === 'refused' && rungOfDiagnosis(told.diagnosis)).toBe('app-enabled')
  })

  it('is a refusal, too, where the app wasn’t granted the scope', () => {
    const refusal = facts({ error: 'unauthorized_client', errorDescription: 'Invalid scope for client' })
    expect(xeroTold({ kind: 'scope-refused', facts: refusal })).toMatchObject({
      kind: 'refused',
      diagnosis: { code: 'page.scope-not-granted' },
    })
  })

  it('is neither yes nor no where Xero spoke of something else, and nothing where it didn’t speak', () => {
    expect(xeroTold({ kind: 'organisation-refused', organisation: null, facts: facts({}) })).toEqual({
      kind: 'undecided',
      about: 'organisation',
    })
    expect(xeroTold({ kind: 'refused', facts: facts({ status: 500 }) })).toEqual({ kind: 'undecided', about: 'other' })
    expect(xeroTold({ kind: 'no-answer', failure: 'cut-off' })).toBeNull()
    expect(xeroTold({ kind: 'unreadable' })).toBeNull()
    expect(xeroTold({ kind: 'not-granted' })).toBeNull()
    expect(xeroTold({ kind: 'no-organisation' })).toBeNull()
  })
})
