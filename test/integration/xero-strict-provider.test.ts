// Against oidc-provider, which refuses what the standards say it must: our client has to be right without our own servers’ help.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { guardFetch } from '../../src/main/provider-fetch'
import { Secret } from '../../src/main/secret'
import { originsOfXero } from '../../src/domain/xero/addresses'
import { checkKeys } from '../../src/main/xero/app-connections'
import { freeRedirect } from '../support/oauth-ports'
import { visit, type Visit } from '../support/oauth-robot-browser'
import { realClock, signedIn, signIn } from '../support/oauth-run'
import { startStrictProvider, type StrictProvider } from '../support/oauth-strict-provider'
import { SHAPE_CLIENT, SHAPE_SECRET } from '../support/oauth-xero-shape'
import { stopTimers } from '../support/stopped-timers'

let provider: StrictProvider | undefined
afterEach(async () => {
  if (provider?.hits.some((hit) => hit.includes('revocation'))) throw new Error('the revocation endpoint was called')
  await provider?.close()
})

async function withRedirect() {
  const redirect = await freeRedirect()
  provider = await startStrictProvider({ redirect_uris: [redirect.uri] })
  return { provider, redirects: [redirect] }
}

describe('a sign-in at a strict provider', () => {
  it('passes PKCE, secret, `iss`, nonce and signature, and learns who from userinfo', async () => {
    const { provider: strict, redirects } = await withRedirect()
    const ran = await signIn({ addresses: strict.addresses, redirects })
    expect(signedIn(ran)).toMatchObject({
      who: { name: 'Ada Strict', email: 'ada@strict.example' },
      grantedScopes: ['openid', 'profile', 'email', 'accounting.settings.read'],
      // Its access tokens say nothing about a consent, so nothing could be found to clean up, and that is said.
      organisationsUnread: 'unknown-consent',
    })
    const back = (await ran.visit)?.path.at(-1) ?? ''
    expect(new URL(back).searchParams.get('iss')).toBe(strict.addresses.issuer)
  })

  it('is told of a refusal by the person', async () => {
    const { provider: strict, redirects } = await withRedirect()
    strict.consent = 'deny'
    expect((await signIn({ addresses: strict.addresses, redirects })).outcome).toMatchObject({
      kind: 'refused-at-consent',
      facts: { error: 'access_denied', errorDescription: 'The person said no' },
    })
  })

  it('is told of a wrong secret, in the provider’s own shape', async () => {
    const { provider: strict, redirects } = await withRedirect()
    const { outcome } = await signIn({ addresses: strict.addresses, redirects, secret: 'PRACTICE-wrong' })
    expect(outcome).toMatchObject({ kind: 'wrong-pair', facts: { status: 401, error: 'invalid_client' } })
  })

  it('never hears of a redirect URI that is not registered: the provider keeps it to its own page', async () => {
    provider = await startStrictProvider({})
    let page: Visit | undefined
    stopTimers()
    const { outcome } = await signIn({
      addresses: provider.addresses,
      limits: { waitMs: 1_500 },
      async person(address) {
        page = await visit(address)
        vi.advanceTimersByTime(1_500)
      },
    })
    expect(outcome).toEqual({ kind: 'never-arrived' })
    expect(page?.status).toBe(400)
  })
})

describe('a keys check at a strict provider', () => {
  const check = (strict: StrictProvider, secret = SHAPE_SECRET) =>
    checkKeys({
      clientId: SHAPE_CLIENT,
      secret: new Secret(secret),
      fetch: guardFetch(fetch, originsOfXero(strict.addresses)),
      addresses: strict.addresses,
      clock: realClock,
    })

  it('is accepted, refused, or settled by the sign-in test', async () => {
    provider = await startStrictProvider({})
    expect(await check(provider)).toMatchObject({ kind: 'accepted' })
    expect(await check(provider, 'PRACTICE-wrong')).toMatchObject({
      kind: 'wrong-pair',
      facts: { error: 'invalid_client' },
    })
    await provider.close()
    provider = await startStrictProvider({ scope: 'openid' })
    expect(await check(provider)).toMatchObject({ kind: 'probably-accepted', facts: { error: 'invalid_scope' } })
  })
})
