import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anySnapshot, APP_ID, AT, codatRow, snapshotOf, xeroRow } from '../../../test/support/connections-rows'
import { connectionsInBrief } from './brief'
import type { SourceReading } from './schema'
import { gauge as gaugeSchema, connection as connectionSchema } from './schema'
import { type Decisions, undecided } from './decisions'
import { dueApp } from './due'
import { buildRows, createGauges, gaugeOf as gaugeFrom, type GaugeInput } from './gauge'
import { chooseReading, disagreements } from './reconcile'
import type { Snapshot } from './snapshot'
import { readSources } from './sources'

/** The domain only needs that equal texts give equal marks. */
const sha256 = (text: string): string => text

const NOW = new Date('2026-11-24T09:00:00.000Z')

function buildGauge(input: Omit<GaugeInput, 'sha256'>) {
  return createGauges(sha256)(input)
}

function gaugeOf(snapshot: Snapshot, decisions: Partial<Decisions> = {}) {
  const app = { id: APP_ID, name: 'Harbour Pay', createdOn: '2024-01-01' }
  return buildGauge({
    app,
    decisions: { ...undecided(APP_ID), limitSetting: { kind: 'preset', preset: 'legacy' }, ...decisions },
    snapshot,
    points: [],
    now: NOW,
  })
}

const anyDecisions = fc.record({
  typed: fc.option(fc.record({ count: fc.nat(40), at: fc.constantFrom<string>(AT, '2026-11-01T08:00:00.000Z') })),
  overruled: fc.dictionary(fc.constantFrom('t1', 't2'), fc.boolean()),
  knownDemo: fc.dictionary(fc.constantFrom('t2', 't3'), fc.boolean()),
  ownTests: fc.subarray(['x1', 'x2', 'x3', 'x4']),
})

describe('the gauge', () => {
  it('never counts more than it shows, and leaves nothing out of its sum', () => {
    fc.assert(
      fc.property(anySnapshot, anyDecisions, (snapshot, decisions) => {
        const { gauge, connections } = gaugeOf(snapshot, decisions)
        expect(gauge.rows).toBe(connections.length)
        if (gauge.count === null) return
        expect(gauge.count + gauge.excluded).toBe(gauge.all)
        expect(gauge.count).toBeLessThanOrEqual(gauge.rows + gauge.unseen)
        const drawn = gauge.segments.filter((segment) => segment.kind !== 'demo')
        expect(drawn.reduce((sum, segment) => sum + segment.count, 0)).toBe(gauge.count)
        expect(gauge.organisations ?? 0).toBeLessThanOrEqual(gauge.count)
      }),
      { numRuns: 300 },
    )
  })

  it('says the same count, limit and fullness as the brief that the standing and the notifications are made of', () => {
    fc.assert(
      fc.property(
        anySnapshot,
        anyDecisions,
        fc.constantFrom('2024-01-01', '2026-06-01', null),
        (snapshot, given, createdOn) => {
          const app = { id: APP_ID, name: 'Harbour Pay', createdOn }
          const decisions = { ...undecided(APP_ID), ...given }
          const { gauge } = buildGauge({ app, decisions, snapshot, points: [], now: NOW })
          const { connections: brief } = connectionsInBrief({ app, decisions, snapshot, proofs: new Set(), now: NOW })
          expect(brief).toMatchObject({
            count: gauge.count,
            atLeast: gauge.atLeast,
            excluded: gauge.excluded,
            readAt: gauge.readAt,
            limit: gauge.limit.limit,
            confirmed: gauge.limit.confirmed,
            ifStarter: gauge.limit.ifStarter,
            fullness: gauge.state,
          })
        },
      ),
    )
  })

  it('fits its contract whatever the sources say', () => {
    fc.assert(
      fc.property(anySnapshot, anyDecisions, (snapshot, decisions) => {
        const { gauge, connections } = gaugeOf(snapshot, decisions)
        expect(gaugeSchema.safeParse(gauge).error).toBeUndefined()
        for (const connection of connections) expect(connectionSchema.safeParse(connection).error).toBeUndefined()
      }),
    )
  })

  it('counts Xero’s rows without demo companies and shows rows and organisations apart', () => {
    const rows = [
      xeroRow('a', { tenantId: 't' }),
      xeroRow('b', { tenantId: 't' }),
      xeroRow('d', { name: 'Demo Company (NZ)' }),
    ]
    const { gauge } = gaugeOf(snapshotOf(rows, []))
    expect(gauge).toMatchObject({ count: 2, excluded: 1, all: 3, organisations: 1, chosen: 'xero-list', state: 'room' })
    expect(gauge.sentence).toMatch(/2 of 25 connections taken, there is room; counted from Xero’s own list/)
    expect(gauge.sentence).toContain('1 demo company is not counted')
  })

  it('goes by one limit, confirmed or not, and says that it isn’t', () => {
    const rows = Array.from({ length: 24 }, (_, n) => xeroRow(`x${n}`))
    const { gauge } = gaugeOf(snapshotOf(rows, []), { limitSetting: { kind: 'automatic' } })
    expect(gauge).toMatchObject({ count: 24, state: 'watch', limit: { limit: 25, confirmed: false, ifStarter: null } })
    expect(gauge.sentence).toContain('24 of 25 connections taken, nearly full')
    expect(gauge.sentence).toContain('the limit is not confirmed')
  })

  it('counts rows without an id as taken, and as unseen', () => {
    const snapshot = snapshotOf([xeroRow('a')], [])
    const { gauge } = gaugeOf({ ...snapshot, xero: { at: AT, rows: [xeroRow('a')], unreadableRows: 2 } })
    expect(gauge).toMatchObject({ count: 3, unseen: 2 })
  })

  it('keeps the last known count with its age when nothing can be read', () => {
    const problem = { code: 'seats.xero-no-answer', at: NOW.toISOString() }
    const offline = { ...snapshotOf([xeroRow('a')], [codatRow('c')]), xeroProblem: problem }
    expect(gaugeOf(offline).gauge).toMatchObject({ count: 1, state: 'room', readAt: AT })
    const old = { ...offline, xero: { at: '2026-11-20T08:00:00.000Z', rows: [xeroRow('a')], unreadableRows: 0 } }
    expect(gaugeOf({ ...old, codat: [] }).gauge).toMatchObject({ count: 1, state: 'stale', stateWhenRead: 'room' })
  })
})

describe('choosing a source', () => {
  const anyReading: fc.Arbitrary<SourceReading> = fc.record({
    kind: fc.constantFrom('xero-list', 'typed', 'codat-companies', 'codat-integration'),
    trust: fc.constantFrom('seats', 'typed', 'links', 'undocumented'),
    count: fc.option(fc.nat(30)),
    excluded: fc.nat(3),
    at: fc.constantFrom(AT, '2026-11-24T07:00:00.000Z', '2026-11-01T08:00:00.000Z', null),
    complete: fc.boolean(),
    problem: fc.option(fc.constant({ code: 'seats.xero-no-answer', at: AT })),
    organisations: fc.constant(null),
    byStatus: fc.constant({}),
    clients: fc.constant([]),
  })

  it('does not depend on the order of the sources', () => {
    fc.assert(
      fc.property(fc.array(anyReading, { maxLength: 6 }), fc.nat(), (readings, seed) => {
        const turned = readings.map((_, at) => readings[(at + seed) % readings.length] as SourceReading)
        expect(chooseReading(turned, NOW)).toEqual(chooseReading(readings, NOW))
        expect(chooseReading(readings.toReversed(), NOW)).toEqual(chooseReading(readings, NOW))
      }),
    )
  })

  it('never takes a part for a smaller count', () => {
    const snapshot = snapshotOf(null, [codatRow('a')], false)
    const { gauge } = gaugeOf(snapshot)
    expect(gauge).toMatchObject({ count: 1, atLeast: true, state: 'unknown', chosen: 'codat-companies' })
    expect(gauge.reason).toContain('at least this many')
    expect(gaugeOf(snapshot, { typed: { count: 9, at: AT } }).gauge).toMatchObject({ count: 9, chosen: 'typed' })
  })

  it('takes each source in turn as better ones go, and says why', () => {
    const typed = { count: 7, at: AT }
    const all = snapshotOf([xeroRow('a')], [codatRow('a'), codatRow('b')])
    expect(gaugeOf(all, { typed }).gauge).toMatchObject({ chosen: 'xero-list', count: 1 })
    const problem = { code: 'seats.xero-not-available', at: AT }
    const noXero = { ...all, xero: null, xeroProblem: problem }
    const byHand = gaugeOf(noXero, { typed }).gauge
    expect(byHand).toMatchObject({ chosen: 'typed', count: 7, unseen: 5 })
    expect(byHand.reason).toContain('Xero’s own list could not be read.')
    expect(gaugeOf(noXero).gauge).toMatchObject({ chosen: 'codat-companies', count: 2 })
    const figureOnly = {
      ...noXero,
      codat: noXero.codat.map((client) => ({ ...client, read: null, linkedFigure: { at: AT, linked: 4 } })),
    }
    expect(gaugeOf(figureOnly).gauge).toMatchObject({ chosen: 'codat-integration', count: 4, unseen: 4 })
    expect(gaugeOf({ ...figureOnly, codat: [] }).gauge).toMatchObject({ chosen: null, count: null, state: 'unknown' })
  })

  it('of two counts of Xero’s own that are both old takes the newer one', () => {
    const before = {
      ...snapshotOf([xeroRow('a')], null),
      xero: { at: '2026-05-03T08:00:00.000Z', rows: [xeroRow('a')], unreadableRows: 0 },
    }
    const typed = (at: string) => gaugeOf(before, { typed: { count: 7, at } }).gauge
    expect(typed('2026-11-20T08:00:00.000Z')).toMatchObject({ chosen: 'typed', count: 7, state: 'stale' })
    expect(typed('2026-05-02T08:00:00.000Z')).toMatchObject({ chosen: 'xero-list', count: 1, state: 'stale' })
  })

  it('takes one of a day that is still to come for old: the clock was ahead when it was read', () => {
    const ahead = { at: '2027-11-24T08:00:00.000Z', rows: [xeroRow('a')], unreadableRows: 0 }
    expect(gaugeOf({ ...snapshotOf(null, null), xero: ahead }).gauge).toMatchObject({ count: 1, state: 'stale' })
    expect(dueApp([{ appId: 'a', readAt: ahead.at }], new Map(), NOW)).toBe('a')
  })

  it('sums several Codat clients, counts a client that stands twice once, and is as old as its oldest part', () => {
    const [client] = snapshotOf(null, [codatRow('a')]).codat
    if (client === undefined) throw new Error('no client')
    const older = { at: '2026-11-24T06:00:00.000Z', complete: true, rows: [codatRow('b', { clientId: 'client-2' })] }
    const second = { ...client, clientId: 'client-2', read: older }
    const same = { ...client, clientId: 'client-3' }
    const snapshot = { ...snapshotOf(null, null), codat: [client, second, same] }
    const reading = readSources(snapshot, null, { known: {}, overruled: {} }).find(
      ({ kind }) => kind === 'codat-companies',
    )
    expect(reading).toMatchObject({ count: 2, complete: true, at: '2026-11-24T06:00:00.000Z' })
    const failed = { ...snapshot, codat: [client, { ...second, read: null }] }
    expect(readSources(failed, null, { known: {}, overruled: {} })[2]).toMatchObject({ count: 1, complete: false })
  })

  it('explains what the sides disagree on', () => {
    const { gauge } = gaugeOf(
      snapshotOf(
        [xeroRow('a'), xeroRow('b'), xeroRow('d')],
        [codatRow('a'), codatRow('e', { status: 'Unlinked', companyName: 'Organisation d' })],
      ),
      {
        typed: { count: 4, at: AT },
      },
    )
    expect(gauge.disagreements).toEqual([
      '1 connection in Xero that Codat doesn’t know: other software, a test sign-in, or an unlinked company.',
      '1 connection unlinked or deauthorised in Codat, and still connected in Xero.',
      'You read 4 in My Apps and Xero’s list has 3 that count: one of them is older, or a demo company is counted differently.',
    ])
    expect(disagreements([], null)).toEqual([])
  })
})

describe('the rows of a gauge', () => {
  const snapshot = snapshotOf([xeroRow('a'), xeroRow('b')], [codatRow('a')])
  const input = { app: { id: APP_ID, name: 'Harbour Pay', createdOn: null }, decisions: undecided(APP_ID), snapshot }
  const LATER = new Date('2026-11-24T23:00:00.000Z')

  function counted() {
    let builds = 0
    const gauges = createGauges(sha256, (of) => {
      builds += 1
      return buildRows(of)
    })
    return { gauges, builds: () => builds }
  }

  it('are built once for as long as what they are made of is the same, and say what fresh ones would', () => {
    const { gauges, builds } = counted()
    const point = { at: AT, count: 2, excluded: 0, source: 'xero-list' as const, limit: 25 }
    gauges({ ...input, points: [], now: NOW })
    const { gauge } = gauges({
      ...input,
      app: { ...input.app },
      decisions: undecided(APP_ID),
      points: [point],
      now: LATER,
    })
    expect(builds()).toBe(1)
    expect(gauge).toEqual(
      gaugeFrom(buildRows({ ...input, now: LATER, sha256 }), { ...input, points: [point], now: LATER }),
    )
  })

  it('grow stale without being built anew', () => {
    const { gauges, builds } = counted()
    const old = {
      ...input,
      snapshot: { ...snapshot, xero: { ...snapshot.xero, at: '2026-11-23T10:00:00.000Z' } } as Snapshot,
    }
    expect(gauges({ ...old, points: [], now: NOW }).gauge.state).not.toBe('unknown')
    expect(gauges({ ...old, points: [], now: LATER }).gauge.reason).not.toBe(
      gauges({ ...old, points: [], now: NOW }).gauge.reason,
    )
    expect(builds()).toBe(1)
  })

  it.each([
    ['another count', { snapshot: { ...snapshot } }],
    ['another decision', { decisions: { ...undecided(APP_ID), dismissed: ['x'] } }],
    ['another name', { app: { ...input.app, name: 'Harbour' } }],
    ['the next day', { now: new Date('2026-11-25T00:00:00.000Z') }],
  ])('are built anew for %s', (_what, change) => {
    const { gauges, builds } = counted()
    gauges({ ...input, points: [], now: NOW })
    gauges({ ...input, points: [], now: NOW, ...change })
    expect(builds()).toBe(2)
  })
})
