import { describe, expect, test } from 'vitest'
import type { BoardRow } from '../../../domain/guide/board-schema'
import {
  customerOptions,
  EVERY_CUSTOMER,
  progressWords,
  rowsOf,
  summaryWords,
  uncheckedWords,
  waitingTone,
  waitingWords,
} from './board-words'

const NOW = Date.parse('2026-11-24T12:00:00.000Z')

const row = (over: Partial<BoardRow> = {}, customer = 'Acme'): BoardRow => ({
  integration: {
    id: '00000000-0000-4000-8000-000000000001',
    name: `${customer} at Codat`,
    customer,
    environment: 'test',
    codatName: null,
    xeroAppId: null,
    codatClientId: null,
    held: 'unproved',
    standing: {
      ready: false,
      step: 'keys',
      sentence: 'The client secret is missing.',
      move: 'me',
      since: null,
      message: '',
    },
    waitingOn: null,
  },
  steps: { done: 1, total: 9, said: 0, skipped: 0 },
  keys: 'none',
  secretStoredAt: null,
  waiting: null,
  chase: '',
  lastNote: null,
  check: null,
  ...over,
})
const wait = (over: Partial<NonNullable<BoardRow['waiting']>> = {}): Partial<BoardRow> => ({
  waiting: { who: 'codat', since: '2026-11-15T12:00:00.000Z', noted: true, chaseOn: null, due: false, ...over },
})

describe('who has the move', () => {
  test.each([
    [wait(), 'Waiting on Codat for 9 days', 'watch'],
    [wait({ chaseOn: '2026-12-01' }), 'Waiting on Codat for 9 days, chase on 1 December 2026', 'watch'],
    [wait({ chaseOn: '2026-11-24', due: true }), 'Waiting on Codat for 9 days, chase today', 'act'],
    [
      wait({ chaseOn: '2026-11-20', due: true }),
      'Waiting on Codat for 9 days, chase was due on 20 November 2026',
      'act',
    ],
    [wait({ who: 'me', noted: false }), 'Next move: you, for 9 days', 'info'],
    [{}, null, 'neutral'],
  ] as const)('%j', (over, words, tone) => {
    expect(waitingWords(row(over), NOW)).toBe(words)
    expect(waitingTone(row(over))).toBe(tone)
  })
})

test('the summary counts what can go live, what waits for you and what is to be chased', () => {
  const ready = row()
  const standing = { ...ready.integration.standing, ready: true, sentence: 'Acme can go live.', move: null }
  const rows = [
    { ...ready, integration: { ...ready.integration, standing } },
    row(wait({ who: 'me' })),
    row(wait({ due: true, chaseOn: '2026-11-20' })),
  ]
  expect(summaryWords(rows)).toBe('1 of 3 can go live · 1 waits for you · 1 to chase')
})

test('rows are narrowed by customer, each offered once', () => {
  const rows = [row({}, 'Acme'), row({}, 'Birch'), row({}, 'Acme'), row({}, '')]
  expect(customerOptions(rows).map(({ label }) => label)).toEqual(['All customers', 'Acme', 'Birch'])
  expect(rowsOf(rows, 'Acme')).toHaveLength(2)
  expect(rowsOf(rows, EVERY_CUSTOMER)).toHaveLength(4)
})

test('what could not be checked says why; what isn’t set up yet is no news', () => {
  const words = uncheckedWords([
    { part: 'codat-key', because: 'problem', code: 'codat.unavailable' },
    { part: 'seats', because: 'problem', code: 'not a code of ours' },
    { part: 'keys', because: 'not-set-up', code: null },
  ])
  expect(words.map(({ part }) => part)).toEqual(['codat-key', 'seats'])
  expect(words[0]?.text).toMatch(/^The Codat API key could not be checked\. .+\. .+\.$/)
  expect(words[1]?.text).toBe('The connections could not be checked.')
})

test('progress names the one that was begun last', () => {
  const progress = { operationId: '', done: 3, total: 9, name: 'Acme' }
  expect(progressWords(progress)).toBe('3 of 9 checked, now Acme')
  expect(progressWords({ ...progress, name: null })).toBe('3 of 9 checked')
})
