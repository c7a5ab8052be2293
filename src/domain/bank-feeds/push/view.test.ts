import { expect, it } from 'vitest'
import { chunkPlan, openedPush } from '../../../../test/support/opened-push'
import type { JournalEntry } from './entries'
import { stateOf } from './state'
import { type RunKnowledge, viewOf } from './view'

const at = '2026-11-24T09:00:00.000Z'
const plan = chunkPlan({ lines: 1_000, lastDate: '2026-11-02', closingBalance: '5.00', sha256: 'a' })
const entries: JournalEntry[] = [
  openedPush([plan, plan, plan], { at, statement: 'november.csv', target: { currency: 'NZD' } }),
  { kind: 'sending', at, chunk: 0, key: 'k', sha256: 'a' },
  { kind: 'accepted', at, chunk: 0, key: 'k', pushOperationKey: 'op-1', status: 'Pending' },
  { kind: 'polled', at, chunk: 0, status: 'Success', errorMessage: null, errors: [], warnings: [] },
]
const state = stateOf(entries)
if (state === null) throw new Error('No state')

function paceAfter(seconds: number, because: NonNullable<RunKnowledge['running']>['waiting']) {
  const running = { since: new Date(at), linesBefore: 0, waiting: because }
  const now = new Date(Date.parse(at) + seconds * 1_000)
  const { linesPerMinute, secondsLeft } = viewOf(
    state as NonNullable<typeof state>,
    { running, ended: null, diagnosis: null, failure: null },
    now,
  )
  return { linesPerMinute, secondsLeft }
}

it('tells how fast lines arrive and how long the rest takes at that', () => {
  expect(paceAfter(30, null)).toEqual({ linesPerMinute: 2_000, secondsLeft: 60 })
  expect(paceAfter(30, { because: 'pending', until: at })).toEqual({ linesPerMinute: 2_000, secondsLeft: 60 })
})

it('tells neither in the first moments of a run, nor while Codat’s limits hold it back', () => {
  const nothing = { linesPerMinute: null, secondsLeft: null }
  expect(paceAfter(0.1, null)).toEqual(nothing)
  expect(paceAfter(30, { because: 'rate-limited', until: at })).toEqual(nothing)
  expect(paceAfter(30, { because: 'day', until: at })).toEqual(nothing)
})
