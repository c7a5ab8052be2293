import { describe, expect, it } from 'vitest'
import { noAnswers } from '../partner/routes'
import { answeredInApplication, answeredInSetUp, profileFrom, withAnswered, withProfile } from './profile'

const id = '00000000-0000-4000-8000-000000000001'
const setUp = {
  answers: { financialServices: 'yes', bankFeeds: 'no', companiesInSixMonths: 40 },
  useCase: null,
} as const
const nothing = { answers: { financialServices: null, bankFeeds: null, companiesInSixMonths: null }, useCase: null }
const application = {
  answers: { ...noAnswers, bankFeeds: 'yes', companies: 40, listing: 'no' },
  useCase: 'payroll',
} as const

describe('a profile out of older records', () => {
  it('has every answer once, wherever it was given', () => {
    expect(profileFrom(id, [setUp], null).answers).toMatchObject({ financialServices: 'yes', companies: 40 })
    expect(profileFrom(id, [nothing], application).answers).toMatchObject({
      bankFeeds: 'yes',
      companies: 40,
      listing: 'no',
      useCase: 'payroll',
    })
    expect(profileFrom(id, [], null).answers).toEqual({ ...noAnswers, useCase: null })
  })

  it('takes the more careful of two answers and keeps what contradicts until it is answered', () => {
    const profile = profileFrom(id, [setUp], application)
    expect(profile.answers.bankFeeds).toBe('yes')
    expect(profile.contradictions).toEqual([
      {
        question: 'bankFeeds',
        said: [
          { where: 'set-up', answer: 'no' },
          { where: 'partner', answer: 'yes' },
        ],
      },
    ])
    const answered = withAnswered(profile, { bankFeeds: 'no' })
    expect(answered).toMatchObject({ answers: { bankFeeds: 'no', companies: 40 }, contradictions: [] })
    expect(withAnswered(profile, { companies: 3 }).contradictions).toHaveLength(1)
  })

  it('drops a use case that is no longer known', () => {
    expect(profileFrom(id, [], { ...application, useCase: 'long gone' }).answers.useCase).toBeNull()
  })
})

describe('answers given in one place', () => {
  it('are those of the set-up, too', () => {
    const profile = profileFrom(id, [nothing], application)
    expect(withProfile(nothing, profile)).toEqual({
      answers: { financialServices: null, bankFeeds: 'yes', companiesInSixMonths: 40 },
      useCase: 'payroll',
    })
  })

  it('are only those that changed', () => {
    expect(answeredInSetUp(setUp, { ...setUp, answers: { ...setUp.answers, bankFeeds: 'yes' } })).toEqual({
      bankFeeds: 'yes',
    })
    expect(answeredInSetUp(setUp, setUp)).toEqual({})
    const after = { ...application, answers: { ...application.answers, regions: ['uk' as const] }, useCase: null }
    expect(answeredInApplication(application, after)).toEqual({ regions: ['uk'], useCase: null })
  })
})

it('a product that pushes statements has answered whether it is a direct bank feed, and the other way round', () => {
  const profile = profileFrom('7c9e6679-7425-40de-944b-e07fc1f90ae7', [], null)
  const feed = withAnswered(profile, { product: 'bank-feeds' })
  expect(feed.answers).toMatchObject({ product: 'bank-feeds', bankFeeds: 'yes' })
  // Chosen by mistake, it leaves nothing behind.
  expect(withAnswered(feed, { product: 'payables' }).answers).toMatchObject({ product: 'payables', bankFeeds: null })
  // Denied in the set-up, the product is asked for anew.
  expect(withAnswered(feed, { bankFeeds: 'no' }).answers).toMatchObject({ product: null, bankFeeds: 'no' })
  expect(withAnswered(feed, { companies: 3 }).answers).toMatchObject({ product: 'bank-feeds', bankFeeds: 'yes' })
})
