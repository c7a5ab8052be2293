// The same for Xero: no 2xx counts unless it holds what only Xero's answer has.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Secret } from '../secret'
import { addressesOfXero } from '../../domain/xero/addresses'
import { openAppConnections, checkKeys } from './app-connections'
import { cleanUp } from './sign-in-result'
import { discoverXero, whyUnusable } from './oidc-client'
import { openXeroApi } from './xero-api'
import { parseXeroTime } from '../../domain/xero/xero-time'

const clock = { now: () => new Date('2026-11-28T10:00:00Z'), monotonic: () => 0 }
const EVENT = 'd9d0bf4f-5a1b-4c1b-9c62-2a3b5c1f0e11'
const ID = '7cb59f93-2964-421d-bb5e-a0f7a4572a44'

const answering = (status: number, text: string, type = 'application/json') => ({
  clientId: 'A'.repeat(32),
  secret: new Secret('secret-of-a-test'),
  token: new Secret('token-of-a-test'),
  addresses: addressesOfXero(),
  clock,
  fetch: async () => new Response(status === 204 ? null : text, { status, headers: { 'content-type': type } }),
})

const field = fc.constantFrom('access_token', 'token_type', 'expires_in', 'id', 'Organisations', 'items', 'error', 'ok')
const value = fc.oneof(
  fc.constantFrom('', 'Bearer', 'bearer', 'DPoP', 'mac', 'abc', ID, 'invalid_client'),
  fc.constantFrom(null, true, 0, 1_800),
  fc.constantFrom([], [{}], [{ Name: 'x' }]),
)
const body = fc.oneof(
  fc.constantFrom('', '<html>Sign in</html>', 'OK', 'null', '[]', '{}', '[{}]'),
  fc.dictionary(field, value, { maxKeys: 5 }).map((fields) => JSON.stringify(fields)),
)
const status = fc.constantFrom(200, 201, 202, 204, 206)
const fieldsOf = (text: string): Record<string, unknown> => {
  try {
    return Object(JSON.parse(text))
  } catch {
    return {}
  }
}

/** What holds each call of the API against generated answers: here, or, for a removal, by the list that is read again after it. */
const held: Readonly<Record<string, string>> = {
  listConnections: 'a list only as an array',
  organisation: 'only with one in it',
  feedConnections: 'only with items',
  removeConnection: 'never counts by itself: clean-up below, freeing in connections/free-connections.test.ts',
}

it('asks every call that there is', () => {
  expect(Object.keys(openXeroApi(answering(200, '{}'))).toSorted()).toEqual(Object.keys(held).toSorted())
  expect(Object.keys(openAppConnections(answering(200, '{}'))).toSorted()).toEqual(['list', 'remove'])
})

describe('any 2xx', () => {
  it('is no discovery document without Xero’s issuer, and no list of keys without a key', async () => {
    await fc.assert(
      fc.asyncProperty(status, body, async (code, text) => {
        await expect(discoverXero(answering(code, text))).rejects.toBeDefined()
        const ports = { ...answering(code, text), signal: new AbortController().signal }
        const { issuer, authorize, token } = ports.addresses
        const metadata = {
          issuer,
          authorization_endpoint: authorize,
          token_endpoint: token,
          jwks_uri: `${issuer}/jwks`,
        }
        expect(await whyUnusable(metadata, ports)).not.toBeNull()
      }),
      { numRuns: 150 },
    )
  })

  it('to a removal by the app’s own token gives no more than the token’s answer allows', async () => {
    await fc.assert(
      fc.asyncProperty(status, body, async (code, text) => {
        const removal = await openAppConnections(answering(code, text)).remove(ID)
        const { access_token: token, token_type: type } = fieldsOf(text)
        const isToken = code === 200 && typeof token === 'string' && String(type).toLowerCase() === 'bearer'
        expect(removal.kind !== 'ok' || isToken).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  it('is “accepted” for the keys only with a bearer token in a 200', async () => {
    await fc.assert(
      fc.asyncProperty(status, body, async (code, text) => {
        const { kind } = await checkKeys(answering(code, text))
        const { access_token: token, token_type: type } = fieldsOf(text)
        const isToken = code === 200 && typeof token === 'string' && String(type).toLowerCase() === 'bearer'
        expect(kind !== 'accepted' || isToken).toBe(true)
        expect(kind).not.toBe('wrong-pair')
      }),
      { numRuns: 300 },
    )
  })

  it('is a list of connections only as an array, and no answer of an organisation or of feeds without theirs', async () => {
    await fc.assert(
      fc.asyncProperty(status, body, async (code, text) => {
        const api = openXeroApi(answering(code, text))
        const fields = fieldsOf(code === 204 ? '' : text)
        expect((await api.listConnections()).kind === 'ok').toBe(Array.isArray(fields))
        const organisation = await api.organisation(ID)
        expect(organisation.kind !== 'ok' || Object(fields['Organisations']).length > 0).toBe(true)
        const feeds = await api.feedConnections(ID)
        expect(feeds.kind !== 'ok' || Array.isArray(fields['items'])).toBe(true)
        const list = await openAppConnections(answering(code, text)).list()
        expect(list.kind).not.toBe('ok')
      }),
      { numRuns: 300 },
    )
  })

  it('never makes a connection of the sign-in test count as removed while it can’t be seen that it is gone', async () => {
    const row = {
      id: ID,
      authEventId: EVENT,
      tenantId: null,
      tenantType: 'ORGANISATION',
      tenantName: 'Demo Company (NZ)',
      createdDateUtc: '2026-11-28T10:00:41.5165400',
      updatedDateUtc: '2026-11-28T10:00:41.5165400',
    }
    const kept = { ...row, id: 'fe79f7dd-b6d4-4a92-ba7b-538af6289c58', updatedDateUtc: '2026-11-28T11:00:00.0000000' }
    const origin = { authEventId: EVENT, startedBy: parseXeroTime('2026-11-28T10:00:00.0000000') }
    await fc.assert(
      fc.asyncProperty(status, body, async (code, text) => {
        const states = await cleanUp(openXeroApi(answering(code, text)), [row, kept], origin)
        expect([...states.values()].map(({ state }) => state)).toEqual(['remains', 'remains'])
      }),
      { numRuns: 200 },
    )
  })
})
