// Rows of the table of connections: what each cell says, and that sorting and filtering lose and invent nothing.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findConnectionFindings } from '../../../domain/connections/findings'
import type { Connection } from '../../../domain/connections/schema'
import {
  everyConnection,
  filterCounts,
  filterRows,
  firstOrder,
  nextOrder,
  connectionColumns,
  connectionFilters,
  connectionRows,
  shownWords,
  sortRows,
} from './connection-rows'

const NOW = Date.parse('2026-11-24T10:00:00.000Z')

const connection = (more: Partial<Connection> = {}): Connection => ({
  key: 'xero/1',
  organisation: 'Kowhai Timber Ltd',
  xero: { connectionId: 'c1', tenantId: 't1', tenantType: 'ORGANISATION', reconnected: false },
  codat: [],
  xeroStatus: 'connected',
  codatStatus: 'none',
  createdAt: '2026-09-01T10:00:00.000Z',
  changedAt: null,
  demo: { isDemo: false, how: 'no' },
  madeBy: 'unknown',
  safety: 'no-codat',
  doubt: null,
  notes: [],
  ...more,
})

const link = (more: Partial<Connection['codat'][number]> = {}): Connection['codat'][number] => ({
  clientId: 'client',
  clientName: 'Production',
  companyId: 'company',
  companyName: 'Kowhai (old name)',
  connectionId: 'connection',
  status: 'Linked',
  createdAt: null,
  lastSync: null,
  matchedBy: 'tenant',
  ...more,
})

const one = (more: Partial<Connection> = {}) => {
  const [row] = connectionRows([connection(more)], NOW)
  if (row === undefined) throw new Error('no row')
  return row
}

const someConnection = fc
  .record({
    organisation: fc.option(fc.constantFrom('Ōtaki', 'otaki', 'Zebra', 'Äpfel', 'apple', '')),
    codatStatus: fc.constantFrom('none', 'not-read', 'Linked', 'Unlinked', 'PendingAuth', 'Odd'),
    xeroStatus: fc.constantFrom('connected' as const, 'absent' as const, 'not-read' as const),
    createdAt: fc.option(fc.constantFrom('2024-01-01T00:00:00Z', '2026-11-24T09:00:00Z', 'nonsense')),
    isDemo: fc.boolean(),
  })
  .map(({ isDemo, ...rest }) => ({ ...rest, demo: { isDemo, how: isDemo ? ('suspected' as const) : ('no' as const) } }))
const someConnections = fc
  .array(someConnection, { maxLength: 40 })
  .map((connections) => connections.map((more, at) => connection({ ...more, key: `xero/${at}` })))

describe('cells', () => {
  it('says what is known on each side, and marks a match by name as a guess', () => {
    const row = one({ codatStatus: 'Linked', codat: [link({ matchedBy: 'name' })], notes: ['A note.', 'Another.'] })
    expect(row.cells).toEqual({
      organisation: 'Kowhai Timber Ltd',
      xero: 'Connected',
      codat: 'Linked (guess)',
      created: '1 Sept 2026',
      changed: '',
      age: '2 months',
      demo: '',
      madeBy: 'Unknown',
      notes: 'A note. Another.',
    })
    for (const day of ['1 sept 2026', '1 september 2026']) expect(row.text).toContain(day)
    expect(one({ codatStatus: 'Linked', codat: [link()] }).cells.codat).toBe('Linked')
    expect(one({ codatStatus: 'PendingAuth', codat: [link()] }).cells.codat).toBe('Pending')
    expect(one({ codatStatus: 'NotHeardOf', codat: [link()] }).cells.codat).toBe('NotHeardOf')
  })

  it('tells a demo company that is known from one suspected and one the user decided on', () => {
    expect(one({ demo: { isDemo: true, how: 'known' } }).cells.demo).toBe('Yes')
    expect(one({ demo: { isDemo: true, how: 'suspected' } }).cells.demo).toBe('Probably')
    expect(one({ demo: { isDemo: false, how: 'overruled' } }).cells.demo).toBe('No, you said')
  })
})

describe('sorting', () => {
  it('keeps every row, whatever the column and direction, and puts rows without a value last', () => {
    fc.assert(
      fc.property(
        someConnections,
        fc.constantFrom(...connectionColumns),
        fc.constantFrom('ascending' as const, 'descending' as const),
        (connections, column, direction) => {
          const rows = connectionRows(connections, NOW)
          const sorted = sortRows(rows, { column, direction })
          expect(sorted.map(({ key }) => key).toSorted()).toEqual(rows.map(({ key }) => key).toSorted())
          const ranks = sorted.map((row) => row.ranks[column])
          const full = ranks.filter((rank) => rank !== null).length
          expect(ranks.slice(full).every((rank) => rank === null)).toBe(true)
        },
      ),
    )
  })

  it('has one order for rows given in any order', () => {
    fc.assert(
      fc.property(someConnections, fc.constantFrom(...connectionColumns), (connections, column) => {
        const order = { column, direction: 'ascending' as const }
        const there = sortRows(connectionRows(connections, NOW), order).map(({ key }) => key)
        expect(sortRows(connectionRows(connections.toReversed(), NOW), order).map(({ key }) => key)).toEqual(there)
      }),
    )
  })

  it('turns round when the same heading is pressed again, and the oldest have the greatest age', () => {
    expect(nextOrder(firstOrder, 'organisation').direction).toBe('descending')
    expect(nextOrder(firstOrder, 'age')).toEqual({ column: 'age', direction: 'ascending' })
    const rows = connectionRows(
      [connection({ key: 'old', createdAt: '2020-01-01T00:00:00Z' }), connection({ key: 'new' })],
      NOW,
    )
    expect(sortRows(rows, { column: 'age', direction: 'descending' }).map(({ key }) => key)).toEqual(['old', 'new'])
  })
})

describe('filtering', () => {
  it('finds by every word, in what is shown and in Codat’s names', () => {
    const rows = connectionRows(
      [connection({ key: 'a', codatStatus: 'Linked', codat: [link()] }), connection({ key: 'b' })],
      NOW,
    )
    const keys = (search: string) => filterRows(rows, { ...everyConnection, search }).map(({ key }) => key)
    expect(keys('timber OLD')).toEqual(['a'])
    expect(keys('kowhai')).toEqual(['a', 'b'])
    expect(keys('kowhai zzz')).toEqual([])
  })

  it('shows the rows of a finding alone', () => {
    const rows = connectionRows([connection({ key: 'a' }), connection({ key: 'b' })], NOW)
    expect(filterRows(rows, { ...everyConnection, only: new Set(['b', 'gone']) }).map(({ key }) => key)).toEqual(['b'])
  })

  it('never shows a row that isn’t there, and counts as it filters', () => {
    fc.assert(
      fc.property(someConnections, fc.constantFrom(...connectionFilters), (connections, filter) => {
        const rows = connectionRows(connections, NOW)
        const shown = filterRows(rows, { ...everyConnection, filter })
        expect(shown.every((row) => rows.includes(row))).toBe(true)
        expect(filterCounts(rows).find((entry) => entry.filter === filter)?.count ?? 0).toBe(shown.length)
      }),
    )
  })

  it('splits the whole: each row is in one part, and the parts make all of them', () => {
    fc.assert(
      fc.property(someConnections, (connections) => {
        const [all, ...parts] = filterCounts(connectionRows(connections, NOW))
        expect(all?.count).toBe(connections.length)
        expect(parts.reduce((sum, { count }) => sum + count, 0)).toBe(connections.length)
      }),
    )
  })

  it('counts without a Codat company, unlinked and left by tests what the findings count', () => {
    const demo = { isDemo: true, how: 'known' } as const
    const connections = [
      connection({ key: 'stray' }),
      connection({ key: 'demo', demo }),
      connection({ key: 'test', safety: 'own-test', madeBy: 'our-test' }),
      connection({ key: 'dead', safety: 'unlinked', codatStatus: 'Unlinked' }),
      connection({ key: 'dead demo', safety: 'unlinked', codatStatus: 'Unlinked', demo }),
      connection({ key: 'doubtful', safety: 'unsure' }),
    ]
    const parts = filterCounts(connectionRows(connections, NOW)).map(({ filter, count }) => [filter, count])
    expect(Object.fromEntries(parts)).toEqual({ all: 6, dead: 1, 'no-codat': 1, 'our-test': 1, demo: 2, other: 1 })
    const app = { name: 'Harbour Pay', createdOn: '2026-09-01' }
    const found = findConnectionFindings({
      connections,
      app,
      codatClients: 1,
      now: new Date(NOW),
      sha256: (text) => text,
    })
    const about = (kind: string) => found.find((finding) => finding.kind === kind)?.connections
    expect(about('left-by-tests')).toEqual(['test'])
    expect(about('no-codat-company')).toEqual(['stray'])
    expect(about('dead-in-codat')).toEqual(['dead'])
  })

  it('says how many are shown', () => {
    expect(shownWords(1, 1)).toBe('1 row')
    expect(shownWords(3, 10_000)).toBe('3 of 10,000 rows')
  })
})
