// Export and import of everything but secrets.
import { z } from 'zod'
import { settingsFields } from './app'
import { recordId, xeroAppFields } from '../domain/xero-apps/schema'

/** A file larger than this is not ours. */
export const MAX_TRANSFER_BYTES = 1_000_000

/**
 * An app as it travels. Its mark, a hash of its record's id, tells an export that comes back from where it was made; files of before
 * 2026-11-29 have none. The id itself stays here: it names keychain entries.
 */
export const travellingApp = xeroAppFields.extend({
  mark: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional()
    .catch(undefined),
})
export type TravellingApp = z.infer<typeof travellingApp>

/** Version 1 of the file. Unknown keys are dropped by parsing; no secret, id or proof travels in it. */
export const transferV1 = z.object({
  format: z.literal('latchkey'),
  version: z.literal(1),
  exportedAt: z.string(),
  apps: z.array(travellingApp).max(1_000),
  settings: settingsFields.partial().optional(),
})
export type TransferV1 = z.infer<typeof transferV1>

export const fieldChange = z.object({ field: z.string(), from: z.string(), to: z.string() })
export type FieldChange = z.infer<typeof fieldChange>

export const plannedApp = z.object({
  name: z.string(),
  customer: z.string(),
  clientId: z.string(),
  /** `merge`: it is an app that is here already; `same`: and nothing would change. */
  action: z.enum(['add', 'merge', 'same']),
  changes: z.array(fieldChange),
  /** The redirect URIs change, so what was proved before no longer is. */
  becomesUnproved: z.boolean(),
  /** It has no secret here: joins the “keys needed” queue. */
  keysNeeded: z.boolean(),
})
export type PlannedApp = z.infer<typeof plannedApp>

export const importPlan = z.object({
  importId: recordId,
  fileName: z.string(),
  exportedAt: z.string(),
  apps: z.array(plannedApp),
  settings: z.array(fieldChange),
  /** Entries of the file that could not be read, by place and reason. */
  unreadable: z.array(z.object({ place: z.string(), reason: z.string() })),
})
export type ImportPlan = z.infer<typeof importPlan>

const nothing = z.object({})

export const transferCalls = {
  /** Main's own save dialog. */
  exportRecords: { input: nothing, output: z.object({ saved: z.boolean(), fileName: z.string().nullable() }) },
  /** Main's own open dialog; null when the user closed it. Nothing is changed. */
  previewImport: { input: nothing, output: z.object({ plan: importPlan.nullable() }) },
  applyImport: {
    input: z.object({ importId: recordId, withSettings: z.boolean() }),
    output: z.object({ added: z.number().int(), merged: z.number().int(), unchanged: z.number().int() }),
  },
} as const
