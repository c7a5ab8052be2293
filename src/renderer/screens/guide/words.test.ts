// Which plan an app takes is one answer: the partner part’s ladder, whatever else is wanted of it.
import { expect, it } from 'vitest'
import { planLadder } from '../../../domain/partner/plan-ladder'
import type { PartnerAnswers } from '../../../domain/partner/answers'
import { planAdvice } from './words'

const none = { financialServices: null, bankFeeds: null, companiesInSixMonths: null, useCase: null }

function advised(answers: Pick<PartnerAnswers, 'companies' | 'listing'>, count: number | null): string[] {
  const asked: PartnerAnswers = { product: null, financialServices: 'no', bankFeeds: 'no', regions: [], ...answers }
  const gauge = { count, readAt: null, forecast: { kind: 'unknown', words: '' }, limitSetting: { kind: 'automatic' } }
  const { rungs } = planLadder({ gauge: gauge as never, answers: asked, route: null })
  const needed = rungs.find((rung) => rung.needed) ?? null
  return planAdvice({ answers: none } as never, needed).map(({ title }) => title)
}

it('names the plan that the partner part marks as needed (walk, fault 3)', () => {
  expect(advised({ companies: 40, listing: null }, null)).toEqual(['Core is needed: 50 connections'])
  expect(advised({ companies: 40, listing: 'yes' }, null)).toEqual(['Plus is needed: 1,000 connections'])
  expect(advised({ companies: 4, listing: null }, 48)).toEqual(['Core is needed: 50 connections'])
  expect(advised({ companies: null, listing: null }, null)).toEqual([])
})
