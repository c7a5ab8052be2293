import { describe, expect, it } from 'vitest'
import { acceptedLast, inUse, mostTrusted, refusedLast, withSaid } from './verdict'

const said = (lastAcceptedAt: string | null, lastRefusedAt: string | null) => ({ lastAcceptedAt, lastRefusedAt })
const NONE = said(null, null)

describe('what was said last', () => {
  it.each([
    [NONE, false, false],
    [said('2026-01', null), true, false],
    [said(null, '2026-01'), false, true],
    [said('2026-02', '2026-01'), true, false],
    [said('2026-01', '2026-02'), false, true],
    // In the same moment: nothing is called good that may not be.
    [said('2026-01', '2026-01'), false, true],
  ])('%o: accepted %s, refused %s', (secret, accepted, refused) => {
    expect([acceptedLast(secret), refusedLast(secret)]).toEqual([accepted, refused])
  })
})

describe('what is said now', () => {
  it.each([
    [said('2026-01', null), true, said('2026-02', null)],
    [said('2026-01', null), false, said('2026-01', '2026-02')],
    [said(null, '2026-01'), true, said('2026-02', '2026-01')],
    // Noted while the clock was ahead: whatever is said now is newer.
    [said('2030-01', null), false, said(null, '2026-02')],
    [said(null, '2030-01'), true, said('2026-02', null)],
    [said(null, '2026-02'), true, said('2026-02', null)],
  ])('after %o: accepted %s', (before, accepted, after) => {
    expect(withSaid(before, accepted, '2026-02')).toEqual(after)
    expect(acceptedLast(after)).toBe(accepted)
  })
})

describe('the secret to ask with', () => {
  it('is the one accepted last, then one of which nothing was said, then a refused one', () => {
    const [newest, older, unknown, refused] = [
      said('2026-02', null),
      said('2026-01', null),
      NONE,
      said('2026-03', '2026-04'),
    ]
    expect(mostTrusted([refused, unknown, older, newest])).toBe(newest)
    expect(mostTrusted([refused, unknown, older])).toBe(older)
    expect(mostTrusted([refused, unknown])).toBe(unknown)
    expect(mostTrusted([refused])).toBe(refused)
    expect(mostTrusted([])).toBeUndefined()
  })

  it('is none that is being removed', () => {
    const [removing, storing] = [
      { ...said('2026-02', null), pending: 'removing' as const },
      { ...NONE, pending: 'storing' as const },
    ]
    expect(inUse([removing, storing])).toBe(storing)
    expect(inUse([removing])).toBeUndefined()
  })
})
