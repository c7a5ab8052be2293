import { expect, it } from 'vitest'
import { chunkPlan, openedPush } from '../../../../test/support/opened-push'
import type { JournalEntry, Opened } from './entries'
import { pushReport, REFUSED_ALONG, rejectedRows } from './report'
import { stateOf } from './state'

const plan = chunkPlan({ lines: 2, lastDate: '2026-11-02', closingBalance: '5.00' })
const at = '2026-11-24T09:00:00.000Z'
const entries: JournalEntry[] = [
  openedPush([plan, plan], {
    statement: 'november | <b>.csv',
    target: { companyName: 'Smith & [Sons](x)', currency: 'NZD' },
  }),
  { kind: 'sending', at, chunk: 0, key: 'k', sha256: plan.sha256 },
  { kind: 'accepted', at, chunk: 0, key: 'k', pushOperationKey: 'op-1', status: 'Pending' },
  { kind: 'polled', at, chunk: 0, status: 'Success', errorMessage: null, errors: [], warnings: [] },
  { kind: 'sending', at, chunk: 1, key: 'k2', sha256: plan.sha256 },
  {
    kind: 'refused',
    at,
    chunk: 1,
    problem: 'bad-request',
    status: 400,
    said: 'Not valid.',
    messages: [
      { itemId: 't2', message: 'Date must be today or earlier.' },
      { itemId: 't2', message: 'Balance is required.' },
    ],
  },
]
const state = stateOf(entries)
if (state === null) throw new Error('No state')
const refused = state.chunks[1]
if (refused === undefined) throw new Error('No chunk')

it('tells what arrived and what didn’t, and lets no name write Markdown', () => {
  const text = pushReport(state, null, new Date(at))
  expect(text).toContain('Arrived: 2 of 4')
  expect(text).toContain('| 1 | 2 | 2026-11-01 | 2026-11-02 | 5.00 | arrived | op-1 |')
  expect(text).toContain('refused by Codat')
  expect(text).toContain('Smith & \\[Sons\\]\\(x\\)')
  expect(text).toContain('november \\| \\<b\\>.csv')
})

it('keeps which lines of the statement were left out, and the reason that was given', () => {
  const place = { line: 7, date: '2026-11-03', amount: '-20.00', description: 'Hotel *' }
  const leftOut: Opened['leftOut'] = [
    { why: 'by-hand', count: 1, places: [{ ...place, reason: 'paid by | the other firm' }] },
    { why: 'line.pending', count: 3, places: [{ ...place, date: null, reason: null }] },
  ]
  const told = stateOf([openedPush([plan], { leftOut })])
  const text = told === null ? '' : pushReport(told, null, new Date(at))
  expect(text).toContain('## Left out of the push')
  expect(text).toContain(
    '- 1 line: by hand\n  - 7: 2026-11-03, -20.00, Hotel \\*. Left out since: paid by \\| the other firm',
  )
  expect(text).toContain('- 3 lines: not booked yet\n  - 7: no day, -20.00, Hotel \\*\n  - and 2 more')
  expect(pushReport(state, null, new Date(at))).not.toContain('Left out')
})

const body =
  '{"accountId":"ac","transactions":[' +
  '{"id":"t1","date":"2026-11-01","description":"a \\"amount\\":9,\\"balance\\":9}","amount":-0.1,"balance":5.10},' +
  '{"id":"t2","date":"2026-12-01","description":"b","amount":12345678901234.5678,"balance":5}]}'

it('gives each refused line all its own reasons, with the amount as it was sent', () => {
  expect(rejectedRows(refused, 1, body, 'Not valid.')).toEqual([
    ['2', '1', 't1', '2026-11-01', '-0.1', '5.10', 'a "amount":9,"balance":9}', REFUSED_ALONG],
    [
      '2',
      '2',
      't2',
      '2026-12-01',
      '12345678901234.5678',
      '5',
      'b',
      'Date must be today or earlier. Balance is required.',
    ],
  ])
})

it('gives every line the reason of the whole where Codat named none of them', () => {
  const messages = [{ itemId: 'the account', message: 'It must be connected.' }]
  const rows = rejectedRows({ ...refused, messages }, 1, body, 'The account isn’t connected')
  expect(rows.map((row) => row.at(-1))).toEqual(['The account isn’t connected', 'The account isn’t connected'])
})
