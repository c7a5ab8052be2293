import { expect, it } from 'vitest'
import { app, codat, integration } from '../../../test/support/guide-records'
import { compareForGoLive, linkedOf, type Side } from './go-live'

const side = (some: Partial<Side> = {}): Side => ({ app: app(), integration: null, codat: null, linked: null, ...some })
const production = side({ app: app({ clientId: 'A'.repeat(32), environment: 'production', secrets: [] }) })
const rowOf = (what: string, test: Side, live: Side) =>
  compareForGoLive(test, live).rows.find((row) => row.what === what)

it('says what differs and whether it should', () => {
  expect(rowOf('client-id', side(), production)).toMatchObject({ verdict: 'ok' })
  expect(rowOf('client-id', side(), side())?.note).toMatch(/one of them is wrong/)
  expect(rowOf('secret', side(), production)).toMatchObject({
    test: 'kept here',
    production: 'missing',
    verdict: 'watch',
  })
})

it('takes nothing that is missing for fine', () => {
  expect(rowOf('codat-client', side({ codat }), production)?.verdict).toBe('watch')
  expect(rowOf('scopes', side(), production)?.verdict).toBe('neutral')
})

it('warns of one Codat client for both', () => {
  expect(rowOf('codat-client', side({ codat }), { ...production, codat })?.note).toMatch(/unplugs/)
})

it('names the sign-in test’s redirect URI on a production app', () => {
  const uris = ['https://xero.codat.io/oauth2/callback', 'http://localhost:8743/callback']
  const live = side({ app: app({ redirectUris: uris }) })
  expect(rowOf('redirect-uris', side(), live)?.note).toMatch(/still on the production app/)
})

it.each([
  [null, null, /No Codat client/],
  [codat, null, /Every company/],
  [codat, 0, /Nobody/],
  [codat, 1, /1 company has/],
  [codat, 7, /7 companies have/],
])('says who has to reconnect', (of, linked, said) => {
  expect(compareForGoLive(side({ codat: of, linked }), production).whoReconnects).toMatch(said)
})

it('knows a first company that was linked after the companies were counted', () => {
  const at = (hour: number) => `2026-11-24T${hour}:00:00.000Z`
  const counted = (hour: number, linked: number) => ({ at: at(hour), linked, clientId: 'A'.repeat(32) })
  const firstCompany = {
    companyId: 'a',
    companyName: 'Acme',
    connectionId: 'b',
    linkUrl: null,
    createdAt: at(11),
    state: 'Linked' as const,
    error: null,
    checkedAt: at(12),
  }
  expect(linkedOf(integration())).toBeNull()
  expect(linkedOf(integration({ firstCompany }))).toBe(1)
  expect(linkedOf(integration({ firstCompany, countedBefore: counted(10, 4) }))).toBe(5)
  expect(linkedOf(integration({ firstCompany, countedBefore: counted(12, 5) }))).toBe(5)
  const unlinked = { ...firstCompany, state: 'Unlinked' as const }
  expect(linkedOf(integration({ firstCompany: unlinked, countedBefore: counted(10, 4) }))).toBe(4)
})
