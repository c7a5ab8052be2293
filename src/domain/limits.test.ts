import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gaugeState, limitFor, limitPresets, watchFrom } from './limits'

const automatic = { kind: 'automatic' } as const

describe('limitFor', () => {
  it.each([null, '2023-06-01', '2026-03-01'])('is 25 until another is confirmed (created %s)', (createdOn) => {
    const limit = limitFor({ createdOn, limitSetting: automatic })
    expect(limit).toMatchObject({ limit: 25, ifStarter: null, confirmed: false })
    expect(limit.label).toBe('uncertified app, as the 2023 guide has it: confirm in My Apps')
  })

  it('is 25 for an app made since the plans too, with Starter’s 5 beside it', () => {
    const limit = limitFor({ createdOn: '2026-03-02', limitSetting: automatic })
    expect(limit).toMatchObject({ limit: 25, ifStarter: 5, confirmed: false })
    expect(limit.label).toContain('5 if this app is on Xero’s Starter plan')
    expect(limit.whatFullMeans.join(' ')).toContain('payment card')
  })

  it.each([
    ['legacy', 25],
    ['starter', 5],
    ['core', 50],
    ['plus', 1_000],
    ['advanced', 10_000],
    ['none', null],
  ] as const)('takes the user’s word for %s', (preset, connections) => {
    const limit = limitFor({ createdOn: null, limitSetting: { kind: 'preset', preset } })
    expect(limit).toMatchObject({ limit: connections, ifStarter: null, confirmed: true })
  })

  it('says what full means, where it is from, and who is outside the plans', () => {
    for (const preset of limitPresets) {
      const limit = limitFor({ createdOn: null, limitSetting: { kind: 'preset', preset } })
      expect(limit.source).toMatch(/^https:/)
      expect(limit.asOf).toMatch(/^\d{4}-\d\d-\d\d$/)
      expect(limit.outside).toContain('Financial-services')
    }
    const core = limitFor({ createdOn: null, limitSetting: { kind: 'preset', preset: 'core' } })
    expect(core.whatFullMeans[0]).toContain('hard stop until Plus')
    expect(core.whatFullMeans.join(' ')).toMatch(/reconnecting.*second app/i)
    const plus = limitFor({ createdOn: null, limitSetting: { kind: 'preset', preset: 'plus' } })
    expect(plus.whatFullMeans[0]).toContain('until Advanced')
  })
})

describe('gaugeState', () => {
  it.each([
    [25, 20],
    [5, 4],
    [50, 40],
    [3, 2],
    [2, 1],
    [1, 0],
  ])('watches a limit of %i from %i', (limit, from) => {
    expect(watchFrom(limit)).toBe(from)
  })

  it.each([
    [19, 'room'],
    [20, 'watch'],
    [24, 'watch'],
    [25, 'full'],
    [26, 'over'],
  ])('gives %i of 25 as %s', (count, state) => {
    expect(gaugeState(count, 25)).toBe(state)
  })

  it('never falls when the count rises', () => {
    const order = ['unknown', 'room', 'watch', 'full', 'over']
    fc.assert(
      fc.property(
        fc.nat(200),
        fc.nat(200),
        fc.option(fc.integer({ min: 1, max: 120 })),
        fc.boolean(),
        (a, b, limit, atLeast) => {
          const [low, high] = a < b ? [a, b] : [b, a]
          const rank = (count: number) => order.indexOf(gaugeState(count, limit, { atLeast }))
          expect(rank(low)).toBeLessThanOrEqual(rank(high))
        },
      ),
    )
  })

  it('says unknown without a count, stale for an old one, and nothing soothing of a lower bound', () => {
    expect(gaugeState(null, 25)).toBe('unknown')
    expect(gaugeState(25, 25, { stale: true })).toBe('stale')
    expect(gaugeState(3, 25, { atLeast: true })).toBe('unknown')
    expect(gaugeState(25, 25, { atLeast: true })).toBe('full')
  })
})
