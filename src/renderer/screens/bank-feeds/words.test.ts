import { describe, expect, it } from 'vitest'
import { lineCount, timeLeft } from './words'

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
