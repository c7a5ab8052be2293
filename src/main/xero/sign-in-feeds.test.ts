import { describe, expect, it } from 'vitest'
import { providerFacts } from '../../../test/support/provider-facts'
import { feedErrorTypes } from '../../domain/bank-feeds/feed-errors'
import type { ProviderFacts, SignInOutcome } from '../../domain/xero/schema'
import { askBankFeeds } from './sign-in-result'
import { feedsVerdict } from '../../domain/xero/sign-in-feeds'
import type { XeroApi } from './xero-api'

const facts = (some: Partial<ProviderFacts> = {}): ProviderFacts =>
  providerFacts({ status: 403, contentType: 'application/problem+json', ...some })

const refusing = (problemType: string): Pick<XeroApi, 'feedConnections'> => ({
  feedConnections: async () => ({ kind: 'refused', facts: facts({ problemType }) }),
})
const organisation = (tenantId: string, demo: 'yes' | 'no' | 'probably' | 'unknown') => ({ tenantId, demo, name: null })
const question = {
  askedScopes: ['openid', 'bankfeeds'],
  grantedScopes: ['openid', 'bankfeeds'],
  organisations: [organisation('t', 'no')],
}

describe('the question', () => {
  it.each([
    [['yes', 'no'], 1],
    [['yes', 'unknown'], 1],
    [['probably', 'unknown', 'no'], 2],
    [['yes', 'probably'], 1],
    [['no', 'no'], 0],
  ] as const)('of organisations that are demo companies %j, asks about number %i', async (demos, chosen) => {
    const about: string[] = []
    const api: Pick<XeroApi, 'feedConnections'> = {
      async feedConnections(tenantId) {
        about.push(tenantId)
        return { kind: 'ok', value: { count: null }, serverTime: null }
      },
    }
    const organisations = demos.map((demo, at) => organisation(String(at), demo))
    expect(await askBankFeeds(api, { ...question, organisations })).toEqual({
      kind: 'enabled',
      organisation: null,
      feeds: null,
    })
    expect(about).toEqual([String(chosen)])
  })

  it.each(feedErrorTypes)(
    'only one documented type is a no about the app, and %s is heard for what it is',
    async (type) => {
      const kind = {
        'invalid-application': 'app-refused',
        'invalid-organisation-bank-feeds': 'organisation-refused',
        'invalid-organisation-multi-currency': 'organisation-refused',
        'invalid-country-specified': 'organisation-refused',
      }[type as string]
      expect((await askBankFeeds(refusing(type), question))?.kind).toBe(kind ?? 'refused')
    },
  )

  it('takes “organization” for “organisation”, and a type nobody documented for nothing', async () => {
    expect((await askBankFeeds(refusing('invalid-organization-bank-feeds'), question))?.kind).toBe(
      'organisation-refused',
    )
    expect((await askBankFeeds(refusing('application-on-holiday'), question))?.kind).toBe('refused')
  })

  it('isn’t asked without bankfeeds in the token; that it was left out is said', async () => {
    const api = refusing('invalid-application')
    expect(await askBankFeeds(api, { ...question, grantedScopes: ['openid'] })).toEqual({ kind: 'not-granted' })
    expect(await askBankFeeds(api, { ...question, askedScopes: [], grantedScopes: [] })).toBeNull()
    expect(await askBankFeeds(api, { ...question, organisations: [] })).toEqual({ kind: 'no-organisation' })
  })
})

describe('a refused consent', () => {
  const refusedWith = (errorDescription: string): SignInOutcome => ({
    kind: 'refused-at-consent',
    facts: facts({ shape: 'callback', error: 'unauthorized_client', errorDescription }),
  })
  const verdict = (description: string, ...scopes: string[]) => feedsVerdict(refusedWith(description), scopes)?.kind

  it('for want of the scope counts where bankfeeds is the only one that has to be granted', () => {
    expect(verdict('Invalid scope for client', 'openid', 'accounting.settings', 'bankfeeds')).toBe('scope-refused')
    expect(verdict('Invalid scope for client', 'bankfeeds', 'paymentservices')).toBeUndefined()
    expect(verdict('Invalid scope for client', 'openid')).toBeUndefined()
  })

  it('for another reason says nothing: unauthorized_client alone is also an unknown client id', () => {
    expect(verdict('', 'bankfeeds')).toBeUndefined()
    expect(verdict('Invalid redirect_uri', 'bankfeeds')).toBeUndefined()
    expect(feedsVerdict({ kind: 'never-arrived' }, ['bankfeeds'])).toBeNull()
  })
})
