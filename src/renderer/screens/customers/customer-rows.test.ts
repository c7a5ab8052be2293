// The table of customers: search, filters, order, groups, and the words of a standing.
import { describe, expect, test } from 'vitest'
import type { StandingRow } from '../../../contract/standings'
import {
  customerRows,
  filterCounts,
  filterRows,
  firstView,
  linesOf,
  sortRows,
  summaryWords,
  viewFrom,
  viewText,
} from './customer-rows'
import { waitingForYou } from '../../words/waiting'
import {
  connectionsSentence,
  connectionsShort,
  fullnessTone,
  liveTone,
  moveSentence,
  stepsSentence,
} from './standing-words'

const NOW = Date.parse('2026-11-24T12:00:00.000Z')

type Standing = StandingRow['standing']

const connections: Standing['connections'] = {
  count: 23,
  atLeast: false,
  limit: 25,
  limitState: 'confirmed',
  ifStarter: null,
  fullness: 'watch',
  readAt: null,
  linked: 22,
}

function row(name: string, over: Partial<Standing> = {}, customer = 'Acme'): StandingRow {
  const standing: Standing = {
    appId: name,
    goLive: 'not-yet',
    sentence: `${customer} can’t go live yet.`,
    short: 'Not yet',
    sureness: 'unknown',
    reasons: [],
    connections,
    bankFeeds: {
      verdict: 'unasked',
      sentence: 'Nobody asked.',
      short: 'not asked',
      mover: null,
      since: null,
      looked: 0,
    },
    move: null,
    noted: [],
    steps: null,
    setUpId: null,
    ...over,
  }
  return {
    app: { id: name, name, customer, environment: 'test', createdOn: null },
    codatNames: ['Brightwater production'],
    setUpIds: [],
    standing,
  }
}

function move(over: Partial<NonNullable<Standing['move']>> = {}): Pick<Standing, 'move'> {
  return {
    move: {
      who: 'me',
      what: 'keys unchecked',
      since: '2026-11-15T12:00:00.000Z',
      noted: false,
      chaseOn: null,
      due: false,
      sureness: 'proved',
      place: 'keys',
      message: '',
      ...over,
    },
  }
}

const fields = (id: string, more = {}) => ({ id, clientId: '', notes: '', companyUrl: '', needsKeys: false, ...more })
const names = (rows: readonly { row: StandingRow }[]) => rows.map((one) => one.row.app.name)

describe('which rows', () => {
  const rows = customerRows(
    [
      row('Alder', move()),
      row('Birch', move({ who: 'xero', what: 'agreement open' }), 'Brook'),
      row('Cedar', { goLive: 'live' }),
    ],
    [fields('Alder', { notes: 'pilot', needsKeys: true }), fields('Cedar', { clientId: 'ABC123' })],
  )

  test('the search looks into every field, for every word', () => {
    expect(names(filterRows(rows, 'all', 'PILOT alder'))).toEqual(['Alder'])
    expect(names(filterRows(rows, 'all', 'brook'))).toEqual(['Birch'])
    expect(names(filterRows(rows, 'all', 'abc123'))).toEqual(['Cedar'])
    expect(names(filterRows(rows, 'all', 'agreement'))).toEqual(['Birch'])
    expect(names(filterRows(rows, 'all', '23 of 25'))).toEqual(['Alder', 'Birch', 'Cedar'])
    expect(names(filterRows(rows, 'all', 'pilot brook'))).toEqual([])
  })

  test('a filter shows whose move it is, what is live, and what lacks keys', () => {
    expect(names(filterRows(rows, 'me', ''))).toEqual(['Alder'])
    expect(names(filterRows(rows, 'xero', ''))).toEqual(['Birch'])
    expect(names(filterRows(rows, 'live', ''))).toEqual(['Cedar'])
    expect(names(filterRows(rows, 'keys', ''))).toEqual(['Alder'])
  })

  test('each filter says how many it shows; empty ones are left out unless chosen', () => {
    expect(filterCounts(rows, 'codat')).toEqual([
      { filter: 'all', count: 3 },
      { filter: 'me', count: 1 },
      { filter: 'codat', count: 0 },
      { filter: 'xero', count: 1 },
      { filter: 'live', count: 1 },
      { filter: 'keys', count: 1 },
    ])
  })
})

test('what is due comes first, then live customers in trouble, then what is yours, then what waits for others', () => {
  const rows = customerRows(
    [
      row('Fine', { goLive: 'live' }),
      row('Theirs', move({ who: 'codat' })),
      row('Mine', move()),
      row('Mine for longer', move({ since: '2026-10-01T12:00:00.000Z' })),
      row('Trouble', { goLive: 'troubled', ...move() }),
      row('Due', move({ who: 'xero', due: true })),
    ],
    [],
  )
  expect(names(sortRows(rows, 'urgency'))).toEqual(['Due', 'Trouble', 'Mine for longer', 'Mine', 'Theirs', 'Fine'])
})

test('numbers in names sort as numbers, and the fullest by what is left of its own limit', () => {
  const full = { connections: { ...connections, count: 2, limit: 2 } }
  const rows = customerRows(
    [row('Birch 10', full), row('Birch 9'), row('Alder', { connections: { ...connections, count: null } })],
    [],
  )
  expect(names(sortRows(rows, 'name'))).toEqual(['Alder', 'Birch 9', 'Birch 10'])
  expect(names(sortRows(rows, 'fullest'))).toEqual(['Birch 10', 'Birch 9', 'Alder'])
})

test('grouped, each customer’s apps stand under their name', () => {
  const rows = customerRows([row('A', {}, 'Acme'), row('B', {}, 'Brook'), row('C', {}, 'Acme'), row('D', {}, '')], [])
  expect(linesOf(rows, true).map((line) => (line.kind === 'group' ? `${line.name} ${line.count}` : line.key))).toEqual([
    'Acme 2',
    'A',
    'C',
    'Brook 1',
    'B',
    'No customer yet 1',
    'D',
  ])
  expect(linesOf(rows, false)).toHaveLength(4)
})

test('a view is found again as it was kept, and anything else is the first view', () => {
  const view = { filter: 'xero', grouped: true, order: 'fullest' } as const
  expect(viewFrom(viewText(view))).toEqual(view)
  expect(viewFrom('nonsense')).toEqual(firstView)
})

test('the summary counts what can go live, what waits for you and what is to be chased', () => {
  const rows = [row('A', { goLive: 'live' }), row('B', move()), row('C', move({ who: 'codat', due: true }))]
  expect(summaryWords(rows)).toBe('1 of 3 can go live · 1 waits for you · 1 to chase')
})

test('the summary says how many of those that can go live are a guess', () => {
  const guessed = row('A', { goLive: 'ready', sureness: 'guessed' })
  const said = row('B', { goLive: 'ready', sureness: 'said' })
  expect(summaryWords([guessed, said])).toBe('2 of 2 can go live, 1 as far as is known')
  expect(summaryWords([said])).toBe('1 of 1 can go live')
})

test('the number beside Customers is the one in the headline, and what its filter shows: what waits for you, with keys or without', () => {
  const rows = [
    row('Yours', move()),
    row('Yours without keys', move({ what: 'keys missing' })),
    row('Yours to chase', move({ due: true })),
    row('Live, and yours', { goLive: 'live', ...move() }),
    row('Theirs', move({ who: 'customer' })),
    row('Nobody’s', { goLive: 'live' }),
  ]
  const keyless = rows.map(({ app }) => fields(app.id, { needsKeys: true }))
  const shown = customerRows(rows, keyless)
  expect(waitingForYou(rows)).toBe(4)
  expect(summaryWords(rows)).toContain(' · 4 wait for you')
  expect(filterRows(shown, 'me', '')).toHaveLength(4)
  expect(filterCounts(shown, 'all')).toContainEqual({ filter: 'keys', count: 6 })
})

describe('words of a standing', () => {
  test('what is guessed is never green: neither being ready nor being live by an old count', () => {
    for (const goLive of ['ready', 'live'] as const) {
      expect(liveTone({ goLive, sureness: 'guessed' })).toBe('info')
      expect(liveTone({ goLive, sureness: 'proved' })).toBe('ok')
      expect(liveTone({ goLive, sureness: 'said' })).toBe('ok')
    }
    expect(liveTone({ goLive: 'troubled', sureness: 'guessed' })).toBe('act')
  })

  test('a limit that is only assumed is grey and carries a question mark, whatever the count', () => {
    const full = { ...connections, count: 25, fullness: 'full' } as const
    expect(fullnessTone(full)).toBe('act')
    expect(connectionsShort(full)).toBe('25 of 25')
    const assumed = { ...full, limitState: 'assumed', ifStarter: 5 } as const
    expect(fullnessTone(assumed)).toBe('neutral')
    expect(connectionsShort(assumed)).toBe('25 of 25 ?')
    expect(connectionsSentence(assumed)).toBe(
      '25 of 25 connections: full. The limit isn’t confirmed: it is 5 if this app is on Starter.',
    )
    expect(connectionsShort({ ...assumed, count: null })).toBe('Not counted')
  })

  test('steps that are only said, or skipped, are told apart from done ones', () => {
    const { standing } = row('A', { steps: { done: 9, total: 11, said: 2, skipped: 1 } })
    expect(stepsSentence(standing)).toBe('9 of 11 steps, 2 of them said, not proved, 1 skipped')
  })

  test.each([
    [move({ who: 'codat', noted: true }), 'Waiting on Codat for 9 days.'],
    [
      move({ who: 'codat', noted: true, chaseOn: '2026-12-01' }),
      'Waiting on Codat for 9 days, chase on 1 December 2026.',
    ],
    [move({ who: 'codat', noted: true, chaseOn: '2026-11-24' }), 'Waiting on Codat for 9 days, chase today.'],
    [
      move({ who: 'codat', noted: true, chaseOn: '2026-11-20' }),
      'Waiting on Codat for 9 days, chase was due on 20 November 2026.',
    ],
    [move(), 'Next move: you for 9 days: keys unchecked.'],
    [{ move: null }, 'Nobody has to do anything.'],
  ] as const)('%j', (over, words) => {
    expect(moveSentence(row('A', over).standing, NOW)).toBe(words)
  })
})
