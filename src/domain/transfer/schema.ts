// The file that carries everything but secrets to another machine, and what an import of it would change.
import { z } from 'zod'
import { settingsFields } from '../settings'
import { carriedAbout, carriedClient, carriedEvidence, carriedSetUp, mark } from './carried'
import { xeroAppFields } from '../xero-apps/schema'

/** A file larger than this is not ours: evidence makes it large. */
export const MAX_TRANSFER_BYTES = 100_000_000
/** Evidence that one export takes along, in bytes of the files. */
export const MOST_EVIDENCE_BYTES = 50_000_000

/**
 * An app as it travels. Its mark, a hash of its record's id, tells an export that comes back from where it was made; files of before
 * 2026-11-29 have none. The id itself stays here: it names keychain entries.
 */
export const travellingApp = xeroAppFields.extend({ mark: mark.optional().catch(undefined) })
export type TravellingApp = z.infer<typeof travellingApp>

/**
 * The file. Version 1 held apps and settings; version 2 has everything else beside them. Unknown keys are dropped by parsing; no secret, id
 * or proof travels in it.
 */
export const LATEST_TRANSFER = 2

export const transferFile = z.object({
  format: z.literal('latchkey'),
  version: z.union([z.literal(1), z.literal(2)]),
  exportedAt: z.string().max(40),
  apps: z.array(travellingApp).max(1_000),
  settings: settingsFields.partial().optional(),
  codatClients: z.array(carriedClient).max(1_000).default([]),
  setUps: z.array(carriedSetUp).max(2_000).default([]),
  about: z.array(carriedAbout).max(1_000).default([]),
  evidence: z.array(carriedEvidence).max(2_000).default([]),
})
export type TransferFile = z.infer<typeof transferFile>

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

export const carriedKinds = [
  'codat-client',
  'set-up',
  'profile',
  'partner-application',
  'evidence',
  'decisions',
  'feed-words',
] as const
export type CarriedKind = (typeof carriedKinds)[number]

/** Something beside the apps. It is added where nothing of its kind is here, and else what is here stays. */
export const plannedPart = z.object({
  kind: z.enum(carriedKinds),
  /** Whose it is: a Codat client, a Xero app, or both. */
  name: z.string(),
  action: z.enum(['add', 'keep']),
})
export type PlannedPart = z.infer<typeof plannedPart>
