import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyCodatRows, anyXeroRows, codatRow, snapshotOf, xeroRow } from '../../../test/support/connections-rows'
import { growth } from '../../../test/support/processor-time'
import { rankForFreeing } from './freeing-plan'
import { nameKey } from './match'
import { buildConnections, type ConnectionKnowledge } from './build-connections'
import type { CodatRow, XeroRow } from './snapshot'

const nothingKnown: ConnectionKnowledge = { known: {}, overruled: {}, ownTests: new Set() }

function connectionsOf(xero: XeroRow[], codat: CodatRow[], knowledge = nothingKnown) {
  return buildConnections(snapshotOf(xero, codat), knowledge)
}

describe('matching', () => {
  it('goes by tenant id where Codat gives one, whatever the names', () => {
    const connections = connectionsOf(
      [xeroRow('a', { tenantId: 't' })],
      [codatRow('c', { tenantId: 't', companyName: 'Other' })],
    )
    expect(connections).toHaveLength(1)
    expect(connections[0]?.codat).toMatchObject([{ connectionId: 'c', matchedBy: 'tenant' }])
  })

  it('does not guess by name when Codat names another tenant', () => {
    const connections = connectionsOf(
      [xeroRow('a', { name: 'Kowhai' })],
      [codatRow('c', { tenantId: 'else', companyName: 'Kowhai' })],
    )
    expect(connections.map((connection) => connection.xeroStatus).toSorted()).toEqual(['absent', 'connected'])
  })

  it('guesses by name, and marks it', () => {
    const [connection] = connectionsOf(
      [xeroRow('a', { name: 'KOWHAI  Timber Limited' })],
      [codatRow('c', { companyName: 'Kowhai Timber Ltd' })],
    )
    expect(connection?.codat).toMatchObject([{ matchedBy: 'name' }])
    expect(connection?.notes).toContain('Matched by name only, which is a guess.')
  })

  it('knows a name that Codat stripped of characters it doesn’t keep', () => {
    const [connection, ...rest] = connectionsOf(
      [xeroRow('a', { name: 'Café (NZ)' })],
      [codatRow('c', { companyName: 'Caf NZ' })],
    )
    expect(rest).toEqual([])
    expect(connection?.codat).toHaveLength(1)
  })

  it('ties one organisation with two people’s connections to the company on both rows', () => {
    const twins = [xeroRow('a', { tenantId: 't' }), xeroRow('b', { tenantId: 't' })]
    const connections = connectionsOf(twins, [codatRow('c', { tenantId: 't' })])
    expect(connections.map((connection) => connection.safety)).toEqual(['linked', 'linked'])
  })

  it('compares names without case, accents, punctuation and company forms', () => {
    expect(nameKey('Ærø & Sons, Limited')).toBe(nameKey('ærø and sons ltd'))
    expect(nameKey('Été')).toBe('ete')
    expect(nameKey('—')).toBe('')
  })

  it('gives the same rows whatever the order of the input', () => {
    fc.assert(
      fc.property(anyXeroRows, anyCodatRows, fc.integer(), (xero, codat, seed) => {
        const turn = <T>(rows: T[]): T[] => rows.map((_, at) => rows[(at + Math.abs(seed)) % rows.length] as T)
        expect(connectionsOf(turn(xero), turn(codat))).toEqual(connectionsOf(xero, codat))
        expect(connectionsOf(xero.toReversed(), codat.toReversed())).toEqual(connectionsOf(xero, codat))
      }),
    )
  })

  it('has a row for each connection of either side, and never loses one', () => {
    fc.assert(
      fc.property(anyXeroRows, anyCodatRows, (xero, codat) => {
        const connections = connectionsOf(xero, codat)
        expect(connections.flatMap((connection) => connection.xero?.connectionId ?? []).toSorted()).toEqual(
          xero.map((row) => row.connectionId).toSorted(),
        )
        expect(new Set(connections.flatMap((connection) => connection.codat.map((link) => link.connectionId)))).toEqual(
          new Set(codat.map((row) => row.connectionId)),
        )
        expect(connections.length).toBeGreaterThanOrEqual(Math.max(xero.length, codat.length))
        expect(new Set(connections.map((connection) => connection.key)).size).toBe(connections.length)
      }),
    )
  })
})

describe('safety', () => {
  const safetyOf = (codat: CodatRow[], knowledge = nothingKnown, fields: Partial<XeroRow> = {}) =>
    connectionsOf([xeroRow('a', { tenantId: 't', ...fields })], codat, knowledge).find(
      (connection) => connection.xero !== null,
    )

  it.each([
    ['Linked', 'linked'],
    ['Deauthorized', 'deauthorized'],
    ['Unlinked', 'unlinked'],
    ['PendingAuth', 'pending'],
    ['Hibernating', 'unsure'],
  ])('of a company that Codat calls %s is %s', (status, safety) => {
    expect(safetyOf([codatRow('c', { tenantId: 't', status })])?.safety).toBe(safety)
  })

  it('is the least safe of several companies', () => {
    const codat = [codatRow('c', { tenantId: 't', status: 'Deauthorized' }), codatRow('d', { tenantId: 't' })]
    expect(safetyOf(codat)?.safety).toBe('linked')
  })

  it('calls a connection unused only when every company in use is accounted for', () => {
    expect(safetyOf([])?.safety).toBe('no-codat')
    const adrift = safetyOf([codatRow('c', { companyName: 'Named otherwise' })])
    expect(adrift).toMatchObject({ safety: 'unsure', doubt: expect.stringContaining('1 company that Codat uses') })
    expect(safetyOf([codatRow('c', { companyName: 'Gone', status: 'Unlinked' })])?.safety).toBe('no-codat')
  })

  it('is unsure while Codat was not read whole, or no Codat client is known', () => {
    const row = xeroRow('a')
    expect(buildConnections(snapshotOf([row], [], false), nothingKnown)[0]?.safety).toBe('unsure')
    expect(buildConnections(snapshotOf([row], null), nothingKnown)[0]?.safety).toBe('unsure')
  })

  it('trusts a test’s own connection until someone connected it again', () => {
    const own = { ...nothingKnown, ownTests: new Set(['a']) }
    expect(safetyOf([], own)).toMatchObject({ safety: 'own-test', madeBy: 'our-test' })
    expect(safetyOf([], own, { updatedAt: '2026-01-01T00:00:00.000Z' })).toMatchObject({
      safety: 'no-codat',
      madeBy: 'unknown',
    })
    expect(safetyOf([], own, { updatedAt: null })?.safety).toBe('no-codat')
    // As in the sample of Xero's own description.
    const stamped = { createdAt: '2019-12-07T18:46:19.516Z', updatedAt: '2019-12-07T18:46:19.518Z' }
    expect(safetyOf([], own, stamped)).toMatchObject({ safety: 'own-test', xero: { reconnected: false } })
    expect(safetyOf([codatRow('c', { tenantId: 't' })], own)?.safety).toBe('linked')
  })
})

describe('demo companies', () => {
  const demoOf = (name: string, knowledge: Partial<ConnectionKnowledge> = {}) =>
    connectionsOf([xeroRow('a', { tenantId: 't', name })], [], { ...nothingKnown, ...knowledge })[0]?.demo

  it('are suspected by name, known from Xero, and overruled by the user', () => {
    expect(demoOf('Demo Company (NZ)')).toEqual({ isDemo: true, how: 'suspected' })
    expect(demoOf('Democracy Ltd')).toEqual({ isDemo: false, how: 'no' })
    expect(demoOf('Renamed', { known: { t: true } })).toEqual({ isDemo: true, how: 'known' })
    expect(demoOf('Demo Company (NZ)', { known: { t: false } })).toEqual({ isDemo: false, how: 'known' })
    expect(demoOf('Renamed', { known: { t: true }, overruled: { t: false } })).toEqual({
      isDemo: false,
      how: 'overruled',
    })
  })
})

describe('10,000 connections', () => {
  // 16 times the rows: what compares each with each would take 256 times as long.
  const [few, many, limit] = [626, 10_000, 64]

  it('are matched and ranked in time that grows with their number only', () => {
    const snapshot = (count: number) => {
      const xero = Array.from({ length: count }, (_, n) =>
        xeroRow(`x${n}`, { name: `Organisation number ${n} Ltd`, tenantId: `t${n}` }),
      )
      const codat = Array.from({ length: count }, (_, n) =>
        codatRow(`c${n}`, { companyName: `Organisation number ${n} Limited`, tenantId: n % 2 === 0 ? `t${n}` : null }),
      )
      return snapshotOf(xero, codat)
    }
    const rank = (of: ReturnType<typeof snapshot>) => rankForFreeing(buildConnections(of, nothingKnown))
    const [small, large] = [snapshot(few), snapshot(many)]
    expect(rank(large)).toHaveLength(many)
    expect(growth({ small: () => rank(small), large: () => rank(large), limit })).toBeLessThanOrEqual(limit)
  })

  it('stay linear when all of them bear one name', () => {
    const snapshot = (count: number) =>
      snapshotOf(
        Array.from({ length: count }, (_, n) => xeroRow(`x${n}`, { name: 'Same' })),
        Array.from({ length: count }, (_, n) => codatRow(`c${n}`, { companyName: 'Same' })),
      )
    const [small, large] = [snapshot(few / 2), snapshot(many / 2)]
    const connections = (of: ReturnType<typeof snapshot>) => buildConnections(of, nothingKnown)
    expect(connections(large)).toHaveLength(many / 2)
    expect(growth({ small: () => connections(small), large: () => connections(large), limit })).toBeLessThanOrEqual(
      limit,
    )
  })
})
