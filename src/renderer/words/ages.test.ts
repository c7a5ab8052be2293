import { describe, expect, it } from 'vitest'
import { ago, dayHeading, duration, onDay, span } from './ages'

const now = Date.parse('2026-11-24T12:00:00')
const before = (milliseconds: number) => new Date(now - milliseconds).toISOString()
const HOUR = 3_600_000

describe('ages', () => {
  it.each([
    [30_000, 'just now'],
    [-90_000, 'just now'],
    [60_000, '1 minute ago'],
    [2 * HOUR, '2 hours ago'],
    [24 * HOUR, '1 day ago'],
    [59 * 24 * HOUR, '59 days ago'],
    [183 * 24 * HOUR, '6 months ago'],
    [800 * 24 * HOUR, '2 years ago'],
  ])('words %i ms as %s', (milliseconds, words) => {
    expect(ago(before(milliseconds), now)).toBe(words)
  })

  it('writes every date one way, and a calendar day as it is whatever the zone', () => {
    const zone = process.env['TZ']
    try {
      for (const tz of ['America/Los_Angeles', 'Pacific/Auckland', 'UTC']) {
        process.env['TZ'] = tz
        expect(onDay('2026-09-03')).toBe('3 September 2026')
      }
      expect(onDay('2026-09-03T12:00:00.000Z')).toBe('3 September 2026')
      expect(onDay('soon')).toBe('soon')
    } finally {
      if (zone === undefined) delete process.env['TZ']
      else process.env['TZ'] = zone
    }
  })

  it('never says zero minutes', () => {
    expect(span(0)).toBe('1 minute')
  })

  it('names today, yesterday, this year and earlier years', () => {
    expect(dayHeading(before(HOUR), now)).toBe('Today')
    expect(dayHeading(before(20 * HOUR), now)).toBe('Yesterday')
    expect(dayHeading('2026-11-17T09:00:00', now)).toBe('Tuesday 17 November')
    expect(dayHeading('2025-11-17T09:00:00', now)).toBe('17 November 2025')
  })

  it.each([
    [4.2, '4 ms'],
    [412, '0.4 s'],
    [12_300, '12 s'],
    [65_000, '1 min 5 s'],
  ])('words %i ms as %s', (milliseconds, words) => {
    expect(duration(milliseconds)).toBe(words)
  })
})
