import { expect, it } from 'vitest'
import { dateFormat, dayInWords, NO_DATE } from './date-format'

it('names the month of a calendar day, and leaves anything else as it stands', () => {
  expect(['2026-11-24', '2026-01-01', 'not known', ''].map(dayInWords)).toEqual([
    '24 November 2026',
    '1 January 2026',
    'not known',
    '',
  ])
})

it('writes a moment that is none as one that nobody knows: a file changed by hand can hold anything', () => {
  expect(dateFormat({ day: 'numeric' }).format(new Date('x'))).toBe(NO_DATE)
})
