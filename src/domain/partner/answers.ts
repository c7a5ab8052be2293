// What is asked before an application for Xero app partnership. By itself, since every start reads it: an app's profile holds these answers.
import { z } from 'zod'

export const partnerProducts = [
  'accounting-data',
  'bank-feeds',
  'payables',
  'lending',
  'insurance',
  'brokering',
  'fx-hedging',
  'other',
] as const
export const partnerRegions = ['uk', 'au', 'nz', 'us', 'other'] as const
const yesNoUnsure = z.enum(['yes', 'no', 'unsure'])

export const partnerAnswers = z.object({
  product: z.enum(partnerProducts).nullable(),
  financialServices: yesNoUnsure.nullable(),
  /** Whether statements are pushed into Xero as a direct bank feed. */
  bankFeeds: yesNoUnsure.nullable(),
  /** Companies expected to be connected in six months. */
  companies: z.number().int().min(0).max(1_000_000).nullable(),
  listing: yesNoUnsure.nullable(),
  regions: z.array(z.enum(partnerRegions)).max(partnerRegions.length),
})
export type PartnerAnswers = z.infer<typeof partnerAnswers>

/** Answers to change, each by itself; a region is put in or taken out. */
export const partnerAnswersChange = partnerAnswers
  .partial()
  .extend({ regions: z.partialRecord(z.enum(partnerRegions), z.boolean()).optional() })
export type PartnerAnswersChange = z.infer<typeof partnerAnswersChange>
