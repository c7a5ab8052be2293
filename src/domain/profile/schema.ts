// What is answered once about a Xero app and read by everything: set-up, partner application, sign-in test, gauge and standing.
import { z } from 'zod'
import { useCase } from '../guide/schema'
import { partnerAnswers } from '../partner/answers'
import { recordId } from '../xero-apps/schema'
import { profileQuestions } from './questions'

export const profileAnswers = partnerAnswers.extend({ useCase: useCase.nullable() })
export type ProfileAnswers = z.infer<typeof profileAnswers>

/** One question that two older records answer differently, in words, until one answer is chosen. */
export const contradiction = z.object({
  question: z.enum(profileQuestions),
  said: z.array(z.object({ where: z.enum(['set-up', 'partner']), answer: z.string().max(60) })).max(20),
})
export type Contradiction = z.infer<typeof contradiction>

export const profileV1 = z.object({
  version: z.literal(1),
  /** The Xero app's id. */
  id: recordId,
  answers: profileAnswers,
  contradictions: z.array(contradiction).max(profileQuestions.length),
})
export type Profile = z.infer<typeof profileV1>
