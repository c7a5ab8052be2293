import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { forecastFull } from './forecast'
import type { HistoryPoint } from './history'

const NOW = new Date('2027-03-01T12:00:00.000Z')
const DAY = 86_400_000

function points(counts: readonly number[], source: HistoryPoint['source'] = 'xero-list'): HistoryPoint[] {
  return counts.map((count, at) => ({
    at: new Date(NOW.getTime() - (counts.length - 1 - at) * DAY).toISOString(),
    count,
    excluded: 0,
    source,
    limit: 25,
  }))
}

describe('forecastFull', () => {
  it('gives a range around the steady pace', () => {
    const counts = Array.from({ length: 30 }, (_, day) => Math.floor(day / 2)) // half a connection a day, now 14
    const forecast = forecastFull({ points: points(counts), count: 14, limit: 25, now: NOW })
    if (forecast.kind !== 'range') throw new Error(forecast.reason)
    const exact = NOW.getTime() + 22 * DAY
    expect(Date.parse(forecast.from)).toBeLessThanOrEqual(exact + DAY)
    expect(Date.parse(forecast.to ?? '')).toBeGreaterThanOrEqual(exact - DAY)
    expect(forecast.perWeek).toBeCloseTo(3.5, 0)
    expect(forecast.words).toMatch(/^full (between|around) .* March at this pace$/)
  })

  it('is not bent by one odd day', () => {
    const counts = Array.from({ length: 30 }, (_, day) => (day === 20 ? 500 : Math.floor(day / 2)))
    const forecast = forecastFull({ points: points(counts), count: 14, limit: 25, now: NOW })
    if (forecast.kind !== 'range') throw new Error(forecast.reason)
    expect(forecast.perWeek).toBeLessThan(5)
  })

  it.each([
    ['too-little', [1, 2, 3], 3, 25],
    ['too-little', Array.from({ length: 6 }, (_, n) => n), 5, 25], // six days, but only five apart
    ['not-growing', Array.from({ length: 20 }, () => 9), 9, 25],
    ['not-growing', Array.from({ length: 20 }, (_, n) => 20 - n), 1, 25],
    ['already-full', Array.from({ length: 20 }, (_, n) => n), 25, 25],
    ['no-limit', Array.from({ length: 20 }, (_, n) => n), 19, null],
    ['too-far', Array.from({ length: 20 }, (_, n) => n), 19, 10_000],
  ] as const)('says nothing: %s', (reason, counts, count, limit) => {
    expect(forecastFull({ points: points(counts), count, limit, now: NOW })).toEqual({ kind: 'none', reason })
  })

  it('does not mix sources', () => {
    const mixed = [
      ...points(
        Array.from({ length: 20 }, (_, n) => n),
        'typed',
      ),
      ...points([19]),
    ]
    expect(forecastFull({ points: mixed, count: 19, limit: 25, now: NOW })).toEqual({
      kind: 'none',
      reason: 'too-little',
    })
  })

  it('leaves points out that are dated after now: a clock was ahead then', () => {
    const counts = Array.from({ length: 30 }, (_, day) => Math.floor(day / 2))
    const now = new Date(NOW.getTime() - 27 * DAY)
    expect(forecastFull({ points: points(counts), count: 1, limit: 25, now })).toEqual({
      kind: 'none',
      reason: 'too-little',
    })
  })

  it('is never in the past, and its ends are in order', () => {
    const history = fc.array(
      fc.record({
        daysAgo: fc.integer({ min: -10, max: 200 }),
        count: fc.nat(60),
        hour: fc.integer({ min: 0, max: 23 }),
      }),
      { maxLength: 60 },
    )
    let ranges = 0
    fc.assert(
      fc.property(history, fc.nat(60), fc.integer({ min: 1, max: 80 }), (rows, count, limit) => {
        const made = rows
          .map((row): HistoryPoint => {
            const at = new Date(NOW.getTime() - row.daysAgo * DAY - row.hour * 3_600_000).toISOString()
            return { at, count: row.count, excluded: 0, source: 'xero-list', limit }
          })
          .toSorted((a, b) => a.at.localeCompare(b.at))
        const forecast = forecastFull({ points: made, count, limit, now: NOW })
        if (forecast.kind === 'none') return
        ranges += 1
        expect(Date.parse(forecast.from)).toBeGreaterThanOrEqual(NOW.getTime())
        expect((forecast.to ?? forecast.from) >= forecast.from).toBe(true)
        expect(forecast.perWeek).toBeGreaterThan(0)
      }),
      { numRuns: 500 },
    )
    expect(ranges).toBeGreaterThan(0)
  })
})
