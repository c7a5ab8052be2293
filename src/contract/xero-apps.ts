// The calls that keep and change Xero apps. No call answers with a secret.
import { z } from 'zod'
import { damagedFile } from '../domain/records/damaged'
import { arrival } from '../domain/vault/arrival'
import {
  cleaning,
  finding,
  pasteWarning,
  recordId,
  slotNumber,
  xeroAppFields,
  xeroAppV1,
} from '../domain/xero-apps/schema'

/** A Xero app with what Latchkey makes of it. */
export const xeroAppView = xeroAppV1.extend({ findings: z.array(finding) })
export type XeroAppView = z.infer<typeof xeroAppView>

export const pasteOutcome = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('stored'),
    length: z.number().int(),
    cleaned: z.array(cleaning),
    warnings: z.array(pasteWarning),
    /** Set when id and secret came in one paste and the id was taken too. */
    alsoStoredClientId: z.boolean(),
    /** When what was pasted is cleared from the clipboard, if it is still there; null for what was typed. */
    clipboardClearsAt: z.string().nullable(),
    app: xeroAppView,
  }),
  z.object({
    outcome: z.literal('not-stored'),
    reason: z.enum(['looks-like-client-id', 'looks-like-secret', 'basic-header', 'same-as-other-slot', 'cancelled']),
    length: z.number().int(),
    cleaned: z.array(cleaning),
    /** The word by which main stores this very value all the same; null where that makes no sense. */
    held: z.uuid().nullable(),
  }),
])
export type PasteOutcome = z.infer<typeof pasteOutcome>

const byId = z.object({ id: recordId })
const bySlot = z.object({ id: recordId, slot: slotNumber })
const byIds = z.object({ ids: z.array(recordId).min(1).max(1_000) })
const nothing = z.object({})

/** A deleted app that can be put back until `keptUntil`. */
export const trashedApp = xeroAppV1
  .pick({ id: true, name: true, customer: true, environment: true })
  .extend({ keptUntil: z.string(), secrets: z.number().int() })
export type TrashedApp = z.infer<typeof trashedApp>

export const xeroAppCalls = {
  listXeroApps: {
    input: nothing,
    output: z.object({ apps: z.array(xeroAppView), damaged: z.array(damagedFile) }),
  },
  addXeroApp: { input: xeroAppFields, output: xeroAppView },
  updateXeroApp: { input: z.object({ id: recordId, fields: xeroAppFields.partial() }), output: xeroAppView },
  duplicateXeroApp: { input: byId, output: xeroAppView },
  /** Asks once in main's own window, then puts them in the trash for 30 days; `deleted` is false when the user said no. */
  deleteXeroApps: { input: byIds, output: z.object({ deleted: z.boolean() }) },
  /** Puts them back as they were; one that is no longer in the trash is passed over. */
  restoreXeroApps: { input: byIds, output: z.object({ restored: z.number().int() }) },
  listTrash: { input: nothing, output: z.object({ apps: z.array(trashedApp) }) },
  /** Asks in main's own window first. What is deleted from the trash is gone, secrets and all. */
  deleteForGood: { input: byId, output: z.object({ deleted: z.boolean() }) },
  pasteClientId: { input: byId, output: pasteOutcome },
  /** Main reads the clipboard, cleans, checks and stores. */
  pasteSecret: { input: bySlot.extend({ arrival }), output: pasteOutcome },
  /** Main's own window takes the typed value. */
  typeSecret: { input: bySlot.extend({ arrival }), output: pasteOutcome },
  /** Stores what was held back, in the place that it was for. Once, and for two minutes. */
  storeHeldSecret: { input: z.object({ held: z.uuid() }), output: pasteOutcome },
  removeSecret: { input: bySlot, output: z.object({ removed: z.boolean(), app: xeroAppView }) },
  setSecretArrival: { input: bySlot.extend({ arrival }), output: xeroAppView },
  revealSecret: { input: bySlot, output: z.object({ shown: z.boolean() }) },
  /** Copies; the clipboard is cleared at `clearsAt` (ISO) if it still holds the value. */
  copySecret: { input: bySlot, output: z.object({ copied: z.boolean(), clearsAt: z.string().nullable() }) },
} as const
