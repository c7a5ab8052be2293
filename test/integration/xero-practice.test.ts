// The same client against the practice Xero, which was built by others from the same facts.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LoopbackRedirect } from '../../src/domain/redirect-uri'
import { type Practice, startPractice } from '../../src/practice/practice'
import { seedApps } from '../../src/practice/xero/seed'
import { guardFetch } from '../../src/main/provider-fetch'
import { Secret } from '../../src/main/secret'
import { addressesOfXero, originsOfXero, type XeroAddresses } from '../../src/domain/xero/addresses'
import { openAppConnections, checkKeys } from '../../src/main/xero/app-connections'
import { realClock, signedIn, signIn } from '../support/oauth-run'
import { consent } from '../support/practice-browser'
import { registeredRedirect } from '../support/practice-redirect'
import { stopTimers } from '../support/stopped-timers'

let practice: Practice
let addresses: XeroAddresses
let redirect: LoopbackRedirect
const app = seedApps.tidewater

beforeEach(async () => {
  practice = await startPractice()
  const { xeroLogin, xeroIdentity, xeroApi } = practice.origins
  addresses = addressesOfXero({ login: xeroLogin, identity: xeroIdentity, api: xeroApi })
  redirect = await registeredRedirect(practice, app.clientId)
})
afterEach(async () => {
  const seen = JSON.stringify(await practice.controls.requests())
  await practice.close()
  if (seen.includes('revocation')) throw new Error('the revocation endpoint was called')
})

const connectedTo = async () => {
  const answer = await openAppConnections(options()).list()
  return answer.kind === 'ok' ? answer.value.connections.map(({ tenantName }) => tenantName) : answer.kind
}

const options = (secret: string = app.secret) => ({
  clientId: app.clientId,
  secret: new Secret(secret),
  fetch: guardFetch(fetch, originsOfXero(addresses)),
  addresses,
  clock: realClock,
})

/** The person decides on the practice consent page, and the browser goes where it sends them. */
const person =
  (choice: Parameters<typeof consent>[2] = {}) =>
  async (address: string) => {
    const arrival = await consent(practice.origins, address, choice)
    return arrival.at === 'callback' ? fetch(arrival.url) : undefined
  }

const run = (choice: Parameters<typeof consent>[2] = {}) =>
  signIn({
    addresses,
    clientId: app.clientId,
    secret: app.secret,
    redirects: [redirect],
    letPass: (milliseconds) => practice.controls.advance({ seconds: milliseconds / 1_000 }),
    person: person(choice),
  })

describe('the practice Xero', () => {
  it('accepts and refuses keys', async () => {
    expect(await checkKeys(options())).toMatchObject({ kind: 'accepted', expiresInSeconds: 1800 })
    expect(await checkKeys(options('PRACTICE-wrong'))).toMatchObject({ kind: 'wrong-pair', facts: { shape: 'body' } })
    await practice.controls.setFailure({ name: 'xero.token:invalid-client-challenge', on: true, times: 1 })
    expect(await checkKeys(options())).toMatchObject({ kind: 'wrong-pair', facts: { shape: 'challenge' } })
    await practice.controls.setFailure({ name: 'xero.token:app-list-unauthorized-client', on: true, times: 1 })
    expect(await checkKeys(options())).toMatchObject({ kind: 'probably-accepted' })
  })

  it('signs in to a demo company, and takes the connection away again', async () => {
    const before = await connectedTo()
    const result = signedIn(await run({ organisation: 'Demo Company (AU)' }))
    expect(result).toMatchObject({
      who: { name: 'Robin Practice', email: 'robin@practice.example' },
      organisations: [{ name: 'Demo Company (AU)', demo: 'yes', country: 'AU' }],
      organisationsUnread: null,
    })
    expect(result.organisations[0]?.connection).toEqual({ state: 'removed' })
    expect(await connectedTo()).toEqual(before)
  })

  it('is refused when the person cancels', async () => {
    expect((await run({ decision: 'cancel' })).outcome).toMatchObject({
      kind: 'refused-at-consent',
      facts: { error: 'access_denied' },
    })
  })

  it('is not believed with a wrong issuer, audience or signature', async () => {
    const reasons: unknown[] = []
    for (const name of ['wrong-issuer', 'wrong-audience', 'bad-signature'] as const) {
      await practice.controls.setFailure({ name: `xero.id-token:${name}`, on: true, times: 1 })
      reasons.push((await run()).outcome)
    }
    expect(reasons).toMatchObject([
      { reason: 'wrong-issuer' },
      { reason: 'wrong-audience' },
      { reason: 'bad-signature' },
    ])
  })

  it('turns away a callback with another state, and with none', async () => {
    await practice.controls.setFailure({ name: 'xero.callback:wrong-state', on: true, times: 1 })
    stopTimers()
    const ran = await signIn({
      addresses,
      clientId: app.clientId,
      secret: app.secret,
      redirects: [redirect],
      limits: { waitMs: 1_000 },
      async person(address) {
        await person()(address)
        vi.advanceTimersByTime(1_000)
      },
    })
    expect(ran.outcome).toEqual({ kind: 'never-arrived' })
    expect(ran.events).toContainEqual({ kind: 'refused', reason: 'wrong-state', count: 1 })
  })
})
