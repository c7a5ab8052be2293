import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Gauge } from '../connections/schema'
import { planLadder } from './plan-ladder'
import { noAnswers } from './routes'

function gauge(count: number | null, preset: 'starter' | 'core' | 'plus' | 'legacy' | null = null) {
  const limitSetting: Gauge['limitSetting'] = preset === null ? { kind: 'automatic' } : { kind: 'preset', preset }
  return {
    count,
    readAt: '2026-11-24T10:00:00.000Z',
    forecast: { kind: 'none', reason: 'no-count' },
    limitSetting,
  } as const
}

const ladder = (count: number | null, companies: number | null, preset: Parameters<typeof gauge>[1] = null) =>
  planLadder({ gauge: gauge(count, preset), answers: { ...noAnswers, companies }, route: 'app-store' })

describe('planLadder', () => {
  it('has Core paid first on the way to Plus, since ten active connections don’t fit Starter', () => {
    const { steps, rungs } = ladder(3, 200, 'starter')
    expect(rungs.find(({ needed }) => needed)?.name).toBe('Plus')
    const text = steps.map((step) => step.text)
    expect(text[0]).toMatch(/^First Core \(AUD 35 a month\): the 10 active connections .* don’t fit Starter’s 5\.$/)
    expect(text.at(-1)).toBe('Once certified: Plus (AUD 245 a month).')
  })

  it('leaves Core out where it is paid already', () => {
    expect(ladder(12, 200, 'core').steps[0]?.text).toBe(
      'Core holds the 10 active connections that certification asks for.',
    )
  })

  it('goes by the connections that are there when more was never expected', () => {
    expect(ladder(60, 20).rungs.find(({ needed }) => needed)?.name).toBe('Plus')
  })

  it('knows no plan behind the 25 of the 2023 guide', () => {
    expect(ladder(3, 10, 'legacy').rungs.some(({ current }) => current)).toBe(false)
  })

  it('says nothing about what isn’t known', () => {
    const { rungs, steps } = ladder(null, null)
    expect(rungs.every(({ holdsNow, holdsForecast }) => holdsNow === null && holdsForecast === null)).toBe(true)
    expect(steps).toEqual([])
  })

  it('needs exactly one plan, the lowest that holds what is expected', () => {
    fc.assert(
      fc.property(fc.nat(20_000), fc.nat(20_000), (now, companies) => {
        const { rungs } = ladder(now, companies)
        const needed = rungs.filter((rung) => rung.needed)
        expect(needed).toHaveLength(1)
        expect(needed[0]?.holdsForecast).toBe(true)
        const below = rungs.slice(
          0,
          rungs.findIndex((rung) => rung.needed),
        )
        expect(below.every(({ holdsForecast }) => holdsForecast === false)).toBe(true)
      }),
    )
  })
})
