import { describe, expect, it } from 'vitest'
import type { PartnerAnswers } from './answers'
import { mostWithoutCertification, noAnswers, routeFor } from './routes'

const plain: PartnerAnswers = {
  product: 'accounting-data',
  financialServices: 'no',
  bankFeeds: 'no',
  companies: 30,
  listing: 'no',
  regions: ['uk'],
}
const route = (some: Partial<PartnerAnswers>) => routeFor({ ...plain, ...some })

describe('routeFor', () => {
  it('needs no application for what a plan without certification holds', () => {
    expect(route({ companies: mostWithoutCertification() })).toMatchObject({ route: 'none', talkFirst: false })
  })

  it('goes to the App Store above that, and for a listing however small', () => {
    expect(route({ companies: mostWithoutCertification() + 1 }).route).toBe('app-store')
    expect(route({ companies: 3, listing: 'yes' }).route).toBe('app-store')
  })

  it.each([
    [{ bankFeeds: 'yes' }, 'bank-feeds'],
    [{ product: 'bank-feeds' }, 'bank-feeds'],
    [{ product: 'lending' }, 'lending'],
    [{ product: 'payables' }, 'payments'],
  ] as const)('takes %j to %s, after talking to Xero', (some, expected) => {
    expect(route({ ...some, financialServices: 'yes' })).toMatchObject({ route: expected, talkFirst: true })
  })

  it.each([
    { product: 'insurance' },
    { product: 'brokering' },
    { product: 'fx-hedging' },
    { product: 'other' },
    { financialServices: 'unsure' },
    { financialServices: 'yes' },
    { bankFeeds: 'unsure' },
  ] as const)('names no route for %j, only whom to ask', (some) => {
    const advice = route(some)
    expect(advice).toMatchObject({ route: null, talkFirst: true })
    expect(advice.sentence).toContain('talk to Xero and your Codat contact before you build')
    expect(advice.reasons).not.toEqual([])
  })

  it('gives every reason its source and day', () => {
    for (const some of [{}, { companies: 500 }, { product: 'lending' }, { bankFeeds: 'yes' }] as const)
      for (const { source, asOf } of route(some).reasons) {
        expect(source).toMatch(/^https:\/\//)
        expect(asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/)
      }
  })

  it('says what is still open and guesses nothing', () => {
    expect(routeFor(noAnswers)).toMatchObject({ route: null, talkFirst: false, reasons: [] })
    expect(routeFor(noAnswers).unanswered).toHaveLength(6)
    expect(route({ companies: null }).unanswered).toEqual(['companies'])
    expect(route({ product: 'bank-feeds', bankFeeds: null }).unanswered).toEqual([])
  })
})
