import { describe, expect, it } from 'vitest'
import type { FreedRow, Gauge, FreeingChoice } from '../../../domain/connections/schema'
import {
  findChoices,
  forecastWords,
  freedWords,
  historyWords,
  limitDoubt,
  limitOptions,
  progressWords,
  sourceProblemWords,
  typedCount,
  typedLimit,
  whatHappensToAll,
} from './words'

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

  it('make a sentence of main’s forecast, and say why there is none', () => {
    const range = {
      kind: 'range',
      from: 'f',
      to: null,
      perWeek: 1,
      words: 'full between 3 and 28 March at this pace',
    } as const
    expect(forecastWords(range)).toBe('Full between 3 and 28 March at this pace.')
    expect(forecastWords({ kind: 'none', reason: 'not-growing' })).toBe('The count isn’t growing.')
  })

  it('offer every preset with its number, after the choice of none', () => {
    expect(limitOptions.map(({ value }) => value)[0]).toBe('automatic')
    expect(limitOptions.find(({ value }) => value === 'legacy')?.label).toMatch(/^25: /)
    expect(typedLimit('7')).toBe(7)
    expect(typedLimit('0')).toBeNull()
  })
})

describe('the limit', () => {
  const gauge = (confirmed: boolean, ifStarter: number | null) =>
    ({ state: 'watch', limit: { limit: 25, confirmed, ifStarter } }) as Gauge

  it('is to be confirmed where the app’s age says that it may be Starter’s, and only there', () => {
    expect(limitDoubt(gauge(false, 5))).toMatch(/against 25, and 5 if this app is on Xero’s Starter plan/)
    expect(limitDoubt(gauge(false, null))).toBeNull()
    expect(limitDoubt(gauge(true, null))).toBeNull()
  })
})

describe('freeing', () => {
  const choice = (organisation: string | null, ...whatHappens: string[]) =>
    ({ connectionId: organisation ?? 'none', organisation, whatHappens }) as unknown as FreeingChoice
  const row = (outcome: FreedRow['outcome']) => ({ connectionId: outcome, organisation: null, outcome })

  it('says once what is true of every row', () => {
    expect(whatHappensToAll([choice('a', 'Mine.', 'All.'), choice('b', 'Other.', 'All.')])).toEqual(['All.'])
    expect(whatHappensToAll([choice('a', 'Mine.', 'All.')])).toEqual([])
    expect(whatHappensToAll([])).toEqual([])
  })

  it('finds by name in the order of safety, and says how many more there are', () => {
    const all = [choice('Blue Door'), choice(null), choice('Blue Moon'), choice('Red')]
    expect(findChoices(all, 'blue', 1)).toEqual({ shown: [all[0]], more: 1 })
    expect(findChoices(all, '', 10).shown).toHaveLength(4)
  })

  it('tells what was done from what was not', () => {
    expect(freedWords([row('freed'), row('already-gone')])).toBe('One connection is free.')
    expect(freedWords([row('freed'), row('freed'), row('not-tried')])).toBe(
      '2 connections are free; one row is not done.',
    )
    expect(freedWords([row('refused'), row('unconfirmed')])).toBe('No connection was freed; 2 rows are not done.')
  })
})

it('tells the history from two counts on', () => {
  const points = [
    { at: '2026-11-01T10:00:00.000Z', count: 20 },
    { at: '2026-11-24T10:00:00.000Z', count: 24 },
  ]
  expect(historyWords(points)).toBe('From 20 on 1 November 2026 to 24 on 24 November 2026, over 2 days with a count.')
  expect(historyWords(points.slice(0, 1))).toBeNull()
})

it('words a source’s trouble, also one without a code of ours', () => {
  expect(sourceProblemWords('seats.xero-no-answer')).toBe('Xero did not answer.')
  expect(sourceProblemWords('odd')).toBe('It could not be read.')
})
