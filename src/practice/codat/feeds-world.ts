// What the practice Codat remembers of bank feeds: source accounts, pushes, and answers under idempotency keys.
import { z } from 'zod'

const iso = z.iso.datetime()

export const feedAccount = z.object({
  id: z.string(),
  name: z.string(),
  /** In the words of Codat's second shape; the first one knows Debit and Credit only. */
  type: z.string(),
  number: z.string(),
  sortCode: z.string(),
  currency: z.string(),
  balance: z.number(),
  status: z.enum(['pending', 'connecting', 'connected', 'disconnected', 'unknown']).nullable(),
  modifiedAt: iso,
  feedStartDate: z.string().nullable(),
  /** The Xero bank account it is mapped to. */
  targetId: z.string().nullable(),
})
export type CodatFeedAccount = z.infer<typeof feedAccount>

const validationItem = z.object({ itemId: z.string(), message: z.string(), validatorName: z.string() })

export const push = z.object({
  key: z.uuid(),
  clientId: z.uuid(),
  companyId: z.uuid(),
  connectionId: z.uuid(),
  accountId: z.string().nullable(),
  dataType: z.string(),
  requestedAt: iso,
  /** When Pending ends; null for never. */
  settlesAt: iso.nullable(),
  ends: z.enum(['Success', 'Failed', 'TimedOut']),
  statusCode: z.number().int(),
  errorMessage: z.string().nullable(),
  validation: z.object({ errors: z.array(validationItem), warnings: z.array(validationItem) }).nullable(),
  /** Left out of the list, as after a fault at Codat. */
  unlisted: z.boolean(),
})
export type CodatPush = z.infer<typeof push>

export const rememberedAnswer = z.object({
  /** Fingerprint of client and key. */
  name: z.string().length(64),
  /** Fingerprint of method, path and body. */
  request: z.string().length(64),
  at: iso,
  answer: z.object({
    status: z.number().int(),
    headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
    body: z.string().optional(),
  }),
})
export type RememberedAnswer = z.infer<typeof rememberedAnswer>
