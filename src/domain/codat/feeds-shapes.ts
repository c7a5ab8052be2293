// Codat's answers about bank feeds, read tolerantly: both shapes of a source account, states nobody has heard of, nulls.
import { z } from 'zod'
import { codatId } from './schema'
import { outsideText } from '../text/outside-text'

/** Text from outside, cut to what is shown and kept of it anywhere. */
const textOf = (most: number) =>
  z
    .string()
    .transform((whole) => outsideText(whole, most))
    .nullish()
    .catch(null)
const text = textOf(500)
/** Xero's own answer can stand in it, as JSON. */
const message = textOf(20_000)
/** A code of three letters; anything long is none. */
const currency = z.string().max(20).nullish().catch(null)
const number = z.number().nullish().catch(null)

/**
 * A source account in either shape. The first (before August 2024) says Debit or Credit and has a sort code of its own; the
 * second has five types and puts the code into `routingInfo`.
 */
export const rawSourceAccount = z.object({
  id: z.string().min(1),
  accountName: text,
  accountType: text,
  accountNumber: text,
  sortCode: text,
  routingInfo: z.object({ bankCode: text, type: text }).nullish().catch(null),
  currency,
  balance: number,
  modifiedDate: text,
  feedStartDate: text,
  status: text,
})
export type RawSourceAccount = z.infer<typeof rawSourceAccount>

/** A bare array, without Codat's usual envelope. */
export const rawSourceAccounts = z.array(rawSourceAccount)

const mapping = z.object({
  sourceAccountId: text,
  targetAccountId: text,
  /** Not an enum in Codat's description. */
  status: text,
  error: message,
})

/** Codat's two published descriptions write the fields of a mapping differently: `status` in the one, `Status` in the other. */
export const rawMapping = z.preprocess(withSmallInitials, mapping)

const mappingWithOptions = mapping.extend({
  targetAccountName: text,
  targetAccountOptions: z
    .array(
      z.preprocess(
        withSmallInitials,
        z.object({ id: z.string().min(1), name: text, accountNumber: text, balance: number }),
      ),
    )
    .nullish()
    .catch(null),
})

/** An array in the one description, a single object in the other. */
export const rawMappings = z
  .preprocess(
    (said) => (typeof said === 'object' && said !== null && !Array.isArray(said) ? [said] : said),
    z.array(z.preprocess(withSmallInitials, mappingWithOptions)),
  )
  // Every mapping is one of a source account; objects without any are somebody else's.
  .refine((rows) => rows.length === 0 || rows.some(({ sourceAccountId }) => isSaid(sourceAccountId)))

function withSmallInitials(said: unknown): unknown {
  if (typeof said !== 'object' || said === null || Array.isArray(said)) return said
  return Object.fromEntries(
    Object.entries(said).map(([name, value]) => [`${name.charAt(0).toLowerCase()}${name.slice(1)}`, value]),
  )
}

/** Any of its own fields makes it Codat's. */
export const rawFeedsInfo = z
  .object({
    companyName: text,
    baseCurrency: currency,
    planType: text,
    multicurrencyEnabled: z.boolean().nullish().catch(null),
    currencies: z.array(z.string()).nullish().catch(null),
  })
  .refine((info) => isSaid(info.companyName) || isSaid(info.baseCurrency) || isSaid(info.planType))
export type RawMappings = z.infer<typeof rawMappings>
export type RawFeedsInfo = z.infer<typeof rawFeedsInfo>

function isSaid(said: string | null | undefined): boolean {
  return typeof said === 'string' && said !== ''
}

const validationItem = z.object({ itemId: text, message, validatorName: text }).catch({})
const validationItems = z.array(validationItem).nullish().catch(null)

/** A push operation with what Codat found wrong in it. Without its key and status it is of no use. */
export const rawPushDetails = z.object({
  pushOperationKey: codatId,
  status: z
    .string()
    .min(1)
    .transform((whole) => outsideText(whole, 500)),
  statusCode: number,
  companyId: text,
  dataConnectionKey: text,
  dataType: text,
  errorMessage: message,
  requestedOnUtc: text,
  completedOnUtc: text,
  validation: z.object({ errors: validationItems, warnings: validationItems }).nullish().catch(null),
})
export type RawPushDetails = z.infer<typeof rawPushDetails>
