// The practice Codat's part of practice mode: its origins, what can be made to fail, its settings, what the page may see of it.
import { z } from 'zod'

/** One server each, as Codat has different hosts for its API, its portal and its Link pages. */
export const practiceCodatOriginNames = ['codatApi', 'codatPortal', 'codatLink'] as const
export type PracticeCodatOriginName = (typeof practiceCodatOriginNames)[number]

/** Endpoints that can be made to fail, with what a person calls them. */
export const practiceCodatEndpoints = {
  'codat.profile': 'Codat’s profile and sync settings',
  'codat.integrations': 'Codat’s integrations',
  'codat.companies': 'Codat’s companies',
  'codat.create-company': 'Codat’s creation of a company',
  'codat.connections': 'Codat’s connections',
  'codat.create-connection': 'Codat’s creation of a connection',
  'codat.update-connection': 'Codat’s unlinking of a connection',
  'codat.delete-connection': 'Codat’s deletion of a connection',
  'codat.data': 'Codat’s data status, history and push operations',
} as const
export type PracticeCodatEndpoint = keyof typeof practiceCodatEndpoints

/** What Codat itself answers, with the bytes of its documentation. */
export const practiceCodatRefusals = {
  'bad-request': 'answers 400',
  unauthorized: 'answers 401',
  'payment-required': 'answers 402, the free plan’s 50 companies',
  forbidden: 'answers 403',
  'not-found': 'answers 404',
  conflict: 'answers 409, the same request is still being worked on',
  'idempotency-mismatch': 'answers 422, the same key came with another body',
  'rate-limited': 'answers 429',
  blocked: 'answers 451, for reasons of compliance',
  'server-error': 'answers 500',
  unavailable: 'answers 503',
} as const
export type PracticeCodatRefusal = keyof typeof practiceCodatRefusals

/** What a server in trouble does, whoever runs it: the names of `practiceHttpFaults` that aren't an answer of Codat's. */
export const practiceCodatTroubles = {
  'not-json': 'answers 200 with a page instead of JSON',
  truncated: 'stops in the middle of its answer',
  slow: 'answers late',
  hangs: 'never answers',
  cut: 'ends the connection before doing anything',
  lost: 'does what was asked, then ends the connection without an answer',
  redirects: 'sends you to another host',
} as const
export type PracticeCodatTrouble = keyof typeof practiceCodatTroubles

/** What goes wrong in ways of its own. */
export const practiceCodatOddities = {
  'codat.companies:middle-page': 'Companies: the page in the middle answers 500',
  'codat.companies:endless': 'Companies: every page links to a next one',
  'codat.companies:too-few': 'Companies: fewer than the total says',
  'codat.companies:unheard-of': 'Companies: states, types and fields that nobody has heard of',
  'codat.companies:no-integration-key': 'Companies: connections without an integration key, as before April 2026',
  'codat.integrations:unheard-of': 'Integration: a source type and a feature that nobody has heard of',
  'codat.link:cancelled': 'Link: the user cancels at Xero',
  'codat.link:stale': 'Link: the one-time link was used already',
} as const
export type PracticeCodatOddity = keyof typeof practiceCodatOddities

export type PracticeCodatFailureName =
  | `${PracticeCodatEndpoint}/${PracticeCodatRefusal | PracticeCodatTrouble}`
  | PracticeCodatOddity

export interface PracticeCodatFailureEntry {
  readonly name: PracticeCodatFailureName
  readonly title: string
  readonly group: string
}

function keysOf<K extends string>(record: Readonly<Record<K, unknown>>): readonly K[] {
  return Object.keys(record) as K[]
}

const everyFault = { ...practiceCodatRefusals, ...practiceCodatTroubles } as const

/** Every switch with its words, in the order of a list a person reads. */
export const practiceCodatFailures: readonly PracticeCodatFailureEntry[] = [
  ...keysOf(practiceCodatOddities).map((name) => ({
    name,
    title: practiceCodatOddities[name],
    group: 'Codat’s oddities',
  })),
  ...keysOf(practiceCodatEndpoints).flatMap((endpoint) =>
    keysOf(everyFault).map((fault) => ({
      name: `${endpoint}/${fault}` as const,
      title: `${practiceCodatEndpoints[endpoint]} ${everyFault[fault]}`,
      group: practiceCodatEndpoints[endpoint],
    })),
  ),
]

export const practiceCodatFailureName = z.enum(practiceCodatFailures.map((failure) => failure.name))

export const practiceCodatSettings = z.object({
  /** Companies beyond the seeded ones, made up on the spot. */
  extraCompanies: z.number().int().min(0).max(10_000),
  /** Whether those are linked to Xero; else to Codat's sandbox. */
  extraAreXero: z.boolean(),
  /** Whether the integration comes with the undocumented counts. */
  showCounts: z.boolean(),
  requestsPerMinute: z.number().int().min(1).max(1_000_000),
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
