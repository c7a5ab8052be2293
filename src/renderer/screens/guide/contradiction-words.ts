// How a question that older records answered in two ways is worded. Pure.
import type { CallInput } from '../../../contract/api'
import type { ProfileQuestion } from '../../../domain/profile/questions'
import type { Contradiction } from '../../../domain/profile/schema'
import { codatUseCases } from '../../../domain/facts'

const questions: Readonly<Record<ProfileQuestion, string>> = {
  financialServices: 'Is it a financial service?',
  bankFeeds: 'Will it write bank feeds to Xero?',
  companies: 'How many companies in six months?',
  useCase: 'Which use case?',
}

const places = { 'set-up': 'The set-up', partner: 'the partner application' } as const

/** “Is it a financial service? The set-up said Yes, the partner application No.” */
export function contradictionWords({ question, said }: Contradiction): string {
  const distinct = said.filter(
    (one, index) => said.findIndex(({ where, answer }) => where === one.where && answer === one.answer) === index,
  )
  const parts = distinct.map(({ where, answer }, index) =>
    index === 0
      ? `${places[where]} said ${answerWords(question, answer)}`
      : `${where === 'set-up' ? 'another set-up' : places[where]} ${answerWords(question, answer)}`,
  )
  return `${questions[question]} ${parts.join(', ')}.`
}

const yesNo: Readonly<Record<string, string>> = { yes: 'Yes', no: 'No', unsure: 'Unsure' }

export function answerWords(question: ProfileQuestion, answer: string): string {
  switch (question) {
    case 'financialServices':
    case 'bankFeeds':
      return yesNo[answer] ?? answer
    case 'companies':
      return answer
    case 'useCase':
      return isUseCase(answer) ? codatUseCases.value[answer].label : answer
  }
}

export function answerToSave(question: ProfileQuestion, answer: string): CallInput<'saveProfile'>['answers'] {
  switch (question) {
    case 'financialServices':
    case 'bankFeeds':
      return answer === 'yes' || answer === 'no' || answer === 'unsure' ? { [question]: answer } : {}
    case 'companies':
      return { companies: Number(answer) }
    case 'useCase':
      return isUseCase(answer) ? { useCase: answer } : {}
  }
}

function isUseCase(answer: string): answer is keyof typeof codatUseCases.value {
  return Object.hasOwn(codatUseCases.value, answer)
}
