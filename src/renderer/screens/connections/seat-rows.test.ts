// Rows of the table of seats: what each cell says, and that sorting and filtering lose and invent nothing.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findSeatFindings } from '../../../domain/connections/findings'
import type { Seat } from '../../../domain/connections/schema'
import {
  everySeat,
  filterCounts,
  filterRows,
  firstOrder,
  nextOrder,
  seatColumns,
  seatFilters,
  seatRows,
  shownWords,
  sortRows,
} from './seat-rows'

const NOW = Date.parse('2026-11-24T10:00:00.000Z')

const seat = (more: Partial<Seat> = {}): Seat => ({
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

const link = (more: Partial<Seat['codat'][number]> = {}): Seat['codat'][number] => ({
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

const one = (more: Partial<Seat> = {}) => {
  const [row] = seatRows([seat(more)], NOW)
  if (row === undefined) throw new Error('no row')
  return row
}

const someSeat = fc
  .record({
    organisation: fc.option(fc.constantFrom('Ōtaki', 'otaki', 'Zebra', 'Äpfel', 'apple', '')),
    codatStatus: fc.constantFrom('none', 'not-read', 'Linked', 'Unlinked', 'PendingAuth', 'Odd'),
    xeroStatus: fc.constantFrom('connected' as const, 'absent' as const, 'not-read' as const),
    createdAt: fc.option(fc.constantFrom('2024-01-01T00:00:00Z', '2026-11-24T09:00:00Z', 'nonsense')),
    isDemo: fc.boolean(),
  })
  .map(({ isDemo, ...rest }) => ({ ...rest, demo: { isDemo, how: isDemo ? ('suspected' as const) : ('no' as const) } }))
const someSeats = fc
  .array(someSeat, { maxLength: 40 })
  .map((seats) => seats.map((more, at) => seat({ ...more, key: `xero/${at}` })))

describe('cells', () => {
  it('says what is known on each side, and marks a match by name as a guess', () => {
    const row = one({ codatStatus: 'Linked', codat: [link({ matchedBy: 'name' })], notes: ['A note.', 'Another.'] })
    expect(row.cells).toEqual({
      organisation: 'Kowhai Timber Ltd',
      xero: 'Connected',
      codat: 'Linked (guess)',
      created: '1 September 2026',
      changed: '',
      age: '2 months',
      demo: '',
      madeBy: 'Unknown',
      notes: 'A note. Another.',
    })
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
        someSeats,
        fc.constantFrom(...seatColumns),
        fc.constantFrom('ascending' as const, 'descending' as const),
        (seats, column, direction) => {
          const rows = seatRows(seats, NOW)
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
      fc.property(someSeats, fc.constantFrom(...seatColumns), (seats, column) => {
        const order = { column, direction: 'ascending' as const }
        const there = sortRows(seatRows(seats, NOW), order).map(({ key }) => key)
        expect(sortRows(seatRows(seats.toReversed(), NOW), order).map(({ key }) => key)).toEqual(there)
      }),
    )
  })

  it('turns round when the same heading is pressed again, and the oldest have the greatest age', () => {
    expect(nextOrder(firstOrder, 'organisation').direction).toBe('descending')
    expect(nextOrder(firstOrder, 'age')).toEqual({ column: 'age', direction: 'ascending' })
    const rows = seatRows([seat({ key: 'old', createdAt: '2020-01-01T00:00:00Z' }), seat({ key: 'new' })], NOW)
    expect(sortRows(rows, { column: 'age', direction: 'descending' }).map(({ key }) => key)).toEqual(['old', 'new'])
  })
})

describe('filtering', () => {
  it('finds by every word, in what is shown and in Codat’s names', () => {
    const rows = seatRows([seat({ key: 'a', codatStatus: 'Linked', codat: [link()] }), seat({ key: 'b' })], NOW)
    const keys = (search: string) => filterRows(rows, { ...everySeat, search }).map(({ key }) => key)
    expect(keys('timber OLD')).toEqual(['a'])
    expect(keys('kowhai')).toEqual(['a', 'b'])
    expect(keys('kowhai zzz')).toEqual([])
  })

  it('shows the rows of a finding alone', () => {
    const rows = seatRows([seat({ key: 'a' }), seat({ key: 'b' })], NOW)
    expect(filterRows(rows, { ...everySeat, only: new Set(['b', 'gone']) }).map(({ key }) => key)).toEqual(['b'])
  })

  it('never shows a row that isn’t there, and counts as it filters', () => {
    fc.assert(
      fc.property(someSeats, fc.constantFrom(...seatFilters), (seats, filter) => {
        const rows = seatRows(seats, NOW)
        const shown = filterRows(rows, { ...everySeat, filter })
        expect(shown.every((row) => rows.includes(row))).toBe(true)
        expect(filterCounts(rows).find((entry) => entry.filter === filter)?.count ?? 0).toBe(shown.length)
      }),
    )
  })

  it('splits the whole: each row is in one part, and the parts make all of them', () => {
    fc.assert(
      fc.property(someSeats, (seats) => {
        const [all, ...parts] = filterCounts(seatRows(seats, NOW))
        expect(all?.count).toBe(seats.length)
        expect(parts.reduce((sum, { count }) => sum + count, 0)).toBe(seats.length)
      }),
    )
  })

  it('counts without a Codat company, unlinked and left by tests what the findings count', () => {
    const demo = { isDemo: true, how: 'known' } as const
    const seats = [
      seat({ key: 'stray' }),
      seat({ key: 'demo', demo }),
      seat({ key: 'test', safety: 'own-test', madeBy: 'our-test' }),
      seat({ key: 'dead', safety: 'unlinked', codatStatus: 'Unlinked' }),
      seat({ key: 'dead demo', safety: 'unlinked', codatStatus: 'Unlinked', demo }),
      seat({ key: 'doubtful', safety: 'unsure' }),
    ]
    const parts = filterCounts(seatRows(seats, NOW)).map(({ filter, count }) => [filter, count])
    expect(Object.fromEntries(parts)).toEqual({ all: 6, dead: 1, 'no-codat': 1, 'our-test': 1, demo: 2, other: 1 })
    const app = { name: 'Harbour Pay', createdOn: '2026-09-01' }
    const found = findSeatFindings({ seats, app, codatClients: 1, now: new Date(NOW), sha256: (text) => text })
    const about = (kind: string) => found.find((finding) => finding.kind === kind)?.seats
    expect(about('left-by-tests')).toEqual(['test'])
    expect(about('no-codat-company')).toEqual(['stray'])
    expect(about('dead-in-codat')).toEqual(['dead'])
  })

  it('says how many are shown', () => {
    expect(shownWords(1, 1)).toBe('1 row')
    expect(shownWords(3, 10_000)).toBe('3 of 10,000 rows')
  })
})
