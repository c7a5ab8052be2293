// The practice Codat's part of practice mode: its origins, its settings, what the page may see of it.
import { z } from 'zod'
import { practiceCodatFailures } from './practice-codat-failures'

export * from './practice-codat-failures'

/** One server each, as Codat has different hosts for its API, its portal and its Link pages. */
export const practiceCodatOriginNames = ['codatApi', 'codatPortal', 'codatLink'] as const
export type PracticeCodatOriginName = (typeof practiceCodatOriginNames)[number]

export const practiceCodatFailureName = z.enum(practiceCodatFailures.map((failure) => failure.name))

export const practiceCodatSettings = z.object({
  /** Companies beyond the seeded ones, made up on the spot. */
  extraCompanies: z.number().int().min(0).max(10_000),
  /** Whether those are linked to Xero; else to Codat's sandbox. */
  extraAreXero: z.boolean(),
  /** Whether the integration comes with the undocumented counts. */
  showCounts: z.boolean(),
  requestsPerMinute: z.number().int().min(1).max(1_000_000),
  /** How long a push stays Pending before it settles. */
  pushSettleSeconds: z.number().min(0).max(86_400),
})
export type PracticeCodatSettings = z.infer<typeof practiceCodatSettings>

/** One of the stand-in's Codat clients. Nothing secret: keys are kept as hashes. */
export const practiceCodatClient = z.object({
  codatId: z.string(),
  name: z.string(),
  keyNames: z.array(z.string()),
  companies: z.number().int(),
  /** The Xero client id pasted into its settings, and whether Xero is enabled. */
  xeroClientId: z.string().nullable(),
  xeroEnabled: z.boolean(),
})
export type PracticeCodatClient = z.infer<typeof practiceCodatClient>
