import { describe, expect, it } from 'vitest'
import { forecastWords, limitOptions, progressWords, typedCount } from './words'

describe('a typed count', () => {
  it.each([
    ['24', 24],
    [' 1,000 ', 1_000],
    ['0', 0],
    ['1000000', 1_000_000],
    ['1000001', null],
    ['-1', null],
    ['2.5', null],
    ['', null],
  ])('%j is %j', (text, count) => expect(typedCount(text)).toBe(count))
})

describe('words', () => {
  const progress = { operationId: 'o', appId: 'a', step: 'codat-companies', subject: 'Harbour', done: 3 } as const

  it('say how far a count is, with a total only where one is known', () => {
    expect(progressWords({ ...progress, total: 10 })).toBe('Reading Harbour: 3 of 10 companies…')
    expect(progressWords({ ...progress, total: null })).toBe('Reading Harbour: 3 companies…')
  })

  it('keep main’s forecast, and say why there is none', () => {
    const range = { kind: 'range', from: 'f', to: null, perWeek: 1, words: 'Full between 3 and 28 March.' } as const
    expect(forecastWords(range)).toBe(range.words)
    expect(forecastWords({ kind: 'none', reason: 'not-growing' })).toBe('The count isn’t growing.')
  })

  it('offer every preset with its number, after the choice of none', () => {
    expect(limitOptions(null).map(({ value }) => value)[0]).toBe('automatic')
    expect(limitOptions(null).find(({ value }) => value === 'legacy')?.label).toMatch(/^25: /)
    expect(limitOptions(7).at(-1)).toEqual({ value: 'typed', label: '7: the limit you entered' })
  })
})
