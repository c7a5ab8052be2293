// The profile of a Xero app: what is answered once and read by set-up, partner application, sign-in test, gauge and standing.
import { z } from 'zod'
import { profileAnswers, profileV1 } from '../domain/profile/schema'
import { recordId } from '../domain/xero-apps/schema'

export const profileCalls = {
  /** Made of older records where nothing was answered here yet; `contradictions` are questions that those answer in two ways. */
  getProfile: { input: z.object({ appId: recordId }), output: profileV1 },
  /** Only the answers given change. One answer ends what contradicts it. */
  saveProfile: { input: z.object({ appId: recordId, answers: profileAnswers.partial() }), output: profileV1 },
} as const
