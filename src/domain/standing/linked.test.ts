import { describe, expect, it } from 'vitest'
import { app, codat, evidence, handOver, integration } from '../../../test/support/guide-records'
import { CLIENT_ID } from '../../../test/support/xero-app-fields'
import type { Integration } from '../guide/schema'
import { viewOf } from '../guide/set-up'
import { doubtsAmong, linkedOfApp } from './linked'

const OWN = app().id
const OTHER = '00000000-0000-4000-8000-0000000000aa'
const client = (id: string, xeroAppIds: string[], codatId: string | null = null) => ({ id, codatId, xeroAppIds })
const setUp = (some: Partial<Integration> = {}) => viewOf(integration(some), evidence())
const nothing = { counted: [], listed: null, setUps: [], doubted: new Map() }
const at = '2026-11-24T12:00:00.000Z'
const seen = { at, companies: 9, linked: 4, deauthorized: 0, pending: 0, withErrors: 0, complete: true }
const inherited = { wayIn: 'inherited', inheritedSeen: seen } as const

describe('linked companies of an app', () => {
  it('are those of each Codat client, as each was read last', () => {
    const counted = [
      { clientId: codat.id, count: 3, at: '2026-11-20T12:00:00.000Z' },
      { clientId: 'b', count: 5, at: '2026-11-21T12:00:00.000Z' },
    ]
    expect(linkedOfApp({ ...nothing, counted })).toEqual({ count: 8, at: '2026-11-20T12:00:00.000Z' })
    // What a set-up of one client saw later says nothing of the other.
    expect(linkedOfApp({ ...nothing, counted, setUps: [setUp(inherited)] })).toEqual({
      count: 9,
      at: '2026-11-21T12:00:00.000Z',
    })
    expect(linkedOfApp(nothing)).toBeNull()
  })

  it('leave out the one that Latchkey made for the proof', () => {
    const proof = { state: 'Linked', createdAt: '2026-11-24T11:10:00.000Z' } as Integration['firstCompany']
    expect(linkedOfApp({ ...nothing, setUps: [setUp({ ...inherited, firstCompany: proof })] })?.count).toBe(3)
  })

  it('are no more than Xero’s list of the app has, where that was read with them', () => {
    const counted = [{ clientId: codat.id, count: 22, at }]
    const listed = (rows: number, when: string) => linkedOfApp({ ...nothing, counted, listed: { rows, at: when } })
    expect(listed(0, at)).toEqual({ count: 0, at })
    expect(listed(3, at)).toEqual({ count: 3, at })
    expect(listed(30, at)).toEqual({ count: 22, at })
    // Of the day before: companies may have linked since.
    expect(listed(0, '2026-11-23T12:00:00.000Z')).toEqual({ count: 22, at })
  })

  it('aren’t those of a Codat client that was given another app’s keys since', () => {
    const counted = [{ clientId: codat.id, count: 22, at }]
    expect(linkedOfApp({ ...nothing, counted, doubted: new Map([[codat.id, 'others']]) })).toBeNull()
    expect(linkedOfApp({ ...nothing, counted, doubted: new Map([[codat.id, 'shared']]) })).toBeNull()
    const listed = { rows: 2, at }
    expect(linkedOfApp({ ...nothing, counted, listed, doubted: new Map([[codat.id, 'shared']]) })).toEqual({
      count: 2,
      at,
    })
  })
})

const doubtedFor = (
  appId: string,
  { clients, setUps }: { clients: ReturnType<typeof client>[]; setUps: ReturnType<typeof setUp>[] },
) =>
  doubtsAmong(clients, setUps)(
    appId,
    clients.map(({ id }) => id),
  )

describe('a Codat client holds the keys of one app', () => {
  const both = [client(codat.id, [OWN, OTHER])]
  const later = { ...handOver, pastedAt: '2026-11-24T11:30:00.000Z' }

  it('of the one whose keys were handed over last', () => {
    const setUps = [setUp({ handOver }), setUp({ xeroAppId: OTHER, handOver: later })]
    expect(doubtedFor(OWN, { clients: both, setUps })).toEqual(new Map([[codat.id, 'others']]))
    expect(doubtedFor(OTHER, { clients: both, setUps })).toEqual(new Map())
  })

  it('of another one than the app that was there before, once that other was handed over', () => {
    const setUps = [setUp(inherited), setUp({ xeroAppId: OTHER, handOver })]
    expect(doubtedFor(OWN, { clients: both, setUps })).toEqual(new Map([[codat.id, 'others']]))
    expect(doubtedFor(OWN, { clients: both, setUps: [setUp(inherited)] })).toEqual(new Map([[codat.id, 'shared']]))
  })

  it('of the one whose client id its consent address shows', () => {
    const consentSeen = { at: later.pastedAt, clientId: CLIENT_ID, redirectUri: null, scopes: [] }
    const setUps = [setUp({ consentSeen, wayIn: 'inherited' }), setUp({ xeroAppId: OTHER, handOver })]
    expect(doubtedFor(OWN, { clients: both, setUps })).toEqual(new Map())
  })

  it('of the only one that is noted with it, without a word on its keys', () => {
    expect(doubtedFor(OWN, { clients: [client(codat.id, [OWN])], setUps: [] })).toEqual(new Map())
    expect(doubtedFor(OWN, { clients: both, setUps: [] })).toEqual(new Map([[codat.id, 'shared']]))
  })

  it('whichever of its two records here an app is noted with', () => {
    const twins = [client(codat.id, [OWN], 'AB-1'), client('b', [OTHER], 'ab-1')]
    expect(doubtedFor(OWN, { clients: twins, setUps: [] }).get(codat.id)).toBe('shared')
    const setUps = [setUp({ handOver }), setUp({ xeroAppId: OTHER, codatClientId: 'b', handOver: later })]
    expect(doubtedFor(OWN, { clients: twins, setUps }).get(codat.id)).toBe('others')
  })
})
