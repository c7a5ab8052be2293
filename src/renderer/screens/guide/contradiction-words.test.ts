import { expect, test } from 'vitest'
import { answerToSave, answerWords, contradictionWords } from './contradiction-words'

test('a contradiction names both places and both answers', () => {
  expect(
    contradictionWords({
      question: 'bankFeeds',
      said: [
        { where: 'set-up', answer: 'no' },
        { where: 'partner', answer: 'yes' },
      ],
    }),
  ).toBe('Will it write bank feeds to Xero? The set-up said No, the partner application Yes.')
  expect(answerWords('useCase', 'bank-feeds')).toBe('Bank feeds')
})

test('what is chosen is saved as the answer that it is', () => {
  expect(answerToSave('bankFeeds', 'yes')).toEqual({ bankFeeds: 'yes' })
  expect(answerToSave('companies', '40')).toEqual({ companies: 40 })
  expect(answerToSave('useCase', 'payroll')).toEqual({ useCase: 'payroll' })
})
