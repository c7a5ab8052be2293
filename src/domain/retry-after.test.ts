import { describe, expect, it } from 'vitest'
import { LONGEST_WAIT_S, retryAfterSeconds } from './retry-after'

const now = new Date('2026-11-28T10:00:00Z')
const told = (value: string | null, date?: string): number | null =>
  retryAfterSeconds(
    new Headers({ ...(value === null ? {} : { 'retry-after': value }), ...(date ? { date } : {}) }),
    now,
  )

describe('the wait that an answer asks for', () => {
  it.each([
    ['seconds', '17', 17],
    ['a fraction, rounded up', '0.2', 1],
    ['a date', 'Sat, 28 Nov 2026 10:01:30 GMT', 90],
    ['a date without a GMT, as some proxies write', '2026-11-28T10:00:10Z', 10],
    ['a day at most: seconds', '99999999999999999999', LONGEST_WAIT_S],
    ['a day at most: a date', 'Fri, 31 Dec 9999 23:59:59 GMT', LONGEST_WAIT_S],
  ])('is taken: %s', (_, value, seconds) => expect(told(value)).toBe(seconds))

  it.each([
    ['missing', null],
    ['empty', ''],
    ['zero', '0'],
    ['negative', '-5'],
    ['a date that has passed', 'Sat, 28 Nov 2026 09:59:00 GMT'],
    ['words', 'soon'],
    ['an endless number', 'Infinity'],
  ])('says nothing: %s', (_, value) => expect(told(value)).toBeNull())

  it('is measured by the clock of whoever answered', () => {
    const fiveMinutesBehind = 'Sat, 28 Nov 2026 09:55:00 GMT'
    expect(told('Sat, 28 Nov 2026 09:56:00 GMT', fiveMinutesBehind)).toBe(60)
  })
})
