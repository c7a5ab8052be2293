// Export and import of everything but secrets.
import { z } from 'zod'
import { recordId } from '../domain/xero-apps/schema'
import { fieldChange, plannedApp, plannedPart } from '../domain/transfer/schema'

export const importPlan = z.object({
  importId: recordId,
  fileName: z.string(),
  exportedAt: z.string(),
  apps: z.array(plannedApp),
  parts: z.array(plannedPart),
  settings: z.array(fieldChange),
  /** Entries of the file that could not be read, by place and reason. */
  unreadable: z.array(z.object({ place: z.string(), reason: z.string() })),
})
export type ImportPlan = z.infer<typeof importPlan>

const nothing = z.object({})

export const transferCalls = {
  /** Main's own save dialog. Evidence files come along where `withEvidence` says so; those that didn't fit are counted. */
  exportRecords: {
    input: z.object({ withEvidence: z.boolean().default(false) }),
    output: z.object({ saved: z.boolean(), fileName: z.string().nullable(), evidenceLeftOut: z.number().int() }),
  },
  /** Main's own open dialog; null when the user closed it. Nothing is changed. */
  previewImport: { input: nothing, output: z.object({ plan: importPlan.nullable() }) },
  /** Main asks, naming what comes in. `declined`: nothing was changed, and it can be asked again. */
  applyImport: {
    input: z.object({ importId: recordId, withSettings: z.boolean() }),
    output: z.object({
      declined: z.boolean(),
      added: z.number().int(),
      merged: z.number().int(),
      unchanged: z.number().int(),
      /** Of what is beside the apps. */
      parts: z.number().int(),
    }),
  },
} as const
