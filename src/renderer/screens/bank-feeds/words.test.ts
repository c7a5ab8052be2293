import { describe, expect, it } from 'vitest'
import type { PushView } from '../../../domain/bank-feeds/push/schema'
import { endWords, lineCount, timeLeft } from './words'

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
    ['running', [chunk('accepted')], 'It ends once it is known what arrived.'],
  ] as const)('%s: %j', (state, chunks, words) => {
    expect(endWords({ state, cancelAsked: true, chunks: [...chunks] })).toBe(words)
  })
})
