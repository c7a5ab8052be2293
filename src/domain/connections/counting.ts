// What connections are counted from, and what is set about it. By itself, since every start reads what was decided and counted last.
import { z } from 'zod'
import { limitPresets } from '../limits'

/** ISO time. */
export const time = z.string().max(40)
export const count = z.number().int().nonnegative()
/** As many as anybody types, or is told: numbers that are added up stay numbers. */
export const MOST_COUNTED = 1_000_000
/** Text from outside, on one line; shown escaped. */
export const outside = z.string().max(500)
export const ownWords = z.string().max(2_000)

/**
 * Where a count comes from. `xero-list`: Xero's own list of the app's connections. `codat-companies`: the companies of the
 * app's Codat clients, read page by page. `codat-integration`: the figure Codat may give with its integration. `typed`: what
 * the user read in My Apps.
 */
export const sourceKinds = ['xero-list', 'typed', 'codat-companies', 'codat-integration'] as const
export const sourceKind = z.enum(sourceKinds)
export type SourceKind = z.infer<typeof sourceKind>

/** Why a source could not be read the last time it was asked. `code` is one of the contract's error codes where there is one. */
export const sourceProblem = z.object({ code: z.string().max(100), at: time })
export type SourceProblem = z.infer<typeof sourceProblem>

/** What the user says the limit is. */
export const limitSetting = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('automatic') }),
  z.object({ kind: z.literal('preset'), preset: z.enum(limitPresets) }),
  z.object({ kind: z.literal('typed'), connections: z.number().int().min(1).max(MOST_COUNTED) }),
])
