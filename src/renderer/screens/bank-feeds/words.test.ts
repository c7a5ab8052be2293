import { describe, expect, it } from 'vitest'
import type { PushView } from '../../../domain/bank-feeds/push/schema'
import { endWords, lineCount, mayCancel, pushLabel, pushOffered, timeLeft } from './words'

describe('time left', () => {
  it.each([
    [null, null],
    [0, 'less than a minute left'],
    [60, 'about 1 minute left'],
    [600, 'about 10 minutes left'],
    [9_000, 'about 3 hours left'],
  ])('%s seconds: %s', (seconds, words) => expect(timeLeft(seconds)).toBe(words))
})

it('counts lines', () => {
  expect([lineCount(1), lineCount(25_000)]).toEqual(['1 line', '25,000 lines'])
})

describe('what became of the lines that haven’t arrived', () => {
  const chunk = (phase: PushView['chunks'][number]['phase']) => ({ phase, lines: 3 }) as PushView['chunks'][number]
  it.each([
    ['cancelled', [chunk('success'), chunk('waiting')], '3 lines weren’t sent.'],
    ['cancelled', [chunk('refused')], '3 lines were sent and refused.'],
    ['cancelled', [chunk('failed'), chunk('waiting')], '3 lines were sent and refused. 3 lines weren’t sent.'],
    ['done', [chunk('success')], 'It was cancelled too late: all of it had been sent.'],
    ['running', [chunk('accepted')], 'Cancelled: nothing more is sent. It ends once it is known what arrived.'],
  ] as const)('%s: %j', (state, chunks, words) => {
    expect(endWords({ state, cancelAsked: true, chunks: [...chunks] })).toBe(words)
  })

  it('what a paused push had sent already isn’t said to be nowhere', () => {
    const said = (state: PushView['state'], ...phases: PushView['chunks'][number]['phase'][]) =>
      endWords({ state, cancelAsked: false, chunks: phases.map(chunk) })
    expect(said('paused', 'success', 'accepted', 'waiting')).toBe(
      '3 lines were sent before that and may have arrived by now: going on tells.',
    )
    expect(said('stopped', 'unsure')).toContain('3 lines were sent before that')
    expect(said('paused', 'success', 'waiting')).toBe('')
    expect(said('running', 'accepted')).toBe('')
  })
})

it('what was cancelled isn’t offered to be while it ends by itself', () => {
  expect(mayCancel({ state: 'waiting', cancelAsked: false })).toBe(true)
  expect(mayCancel({ state: 'waiting', cancelAsked: true })).toBe(false)
  expect(mayCancel({ state: 'paused', cancelAsked: true })).toBe(true)
  expect(mayCancel({ state: 'done', cancelAsked: false })).toBe(false)
})

it('a second push of what went there before is named for what it is', () => {
  expect(pushLabel({ lines: 3, pushedBefore: null })).toBe('Push 3 lines…')
  expect(pushLabel({ lines: 3, pushedBefore: '2026-11-30T08:00:00.000Z' })).toBe('Push 3 lines again…')
})

it('a push that ends while it is looked at stays in sight', () => {
  const push = (id: string, state: PushView['state']) => ({ id, state }) as PushView
  const all = [push('a', 'paused'), push('b', 'done'), push('c', 'done')]
  expect(pushOffered(all, new Set(['b'])).map(({ id }) => id)).toEqual(['a', 'b'])
})
