// A Codat client (an instance of Codat with its API keys) as Latchkey keeps it, and what Codat says.
// Nothing here is a secret: keys live in the vault only.
import { z } from 'zod'
import { fetchFailure } from '../network'
import { keptSecret } from '../vault/kept-secret'
import { environment, recordId } from '../xero-apps/schema'

/** Text from outside: shown escaped and inside a details part, never as Latchkey's own words. */
/** An id of Codat's as it goes into an address: letters, digits, `-` and `_`, so that it can never be more than one part of a path. */
export const codatId = z.string().regex(/^[A-Za-z0-9_-]{1,100}$/)
const outside = z.string().max(500)
/** ISO time of this machine. */
export const time = z.string().max(40)
export const count = z.number().int().nonnegative()

/** Most API keys a Codat client can have; the last one can't be deleted. */
export const MOST_KEYS = 10

/** What a key is called: whose it is. Part of the keychain item's name, so it is short, and case doesn't tell two apart. */
export const codatKeyName = z
  .string()
  .trim()
  .min(1)
  .max(48)
  .refine((name) => !/[\p{Cc}\p{Cs}]/u.test(name), 'no control characters')

export const codatKeyV1 = keptSecret.extend({
  name: codatKeyName,
  /** The person it was made for. One key per person is the advice. */
  holder: z.string().trim().max(120),
})
export type CodatKey = z.infer<typeof codatKeyV1>

/** One condition on a company's Codat tags. All of a client's conditions must hold. */
export const tagCondition = z.object({
  tag: z
    .string()
    .trim()
    .min(1)
    .max(27)
    .regex(/^[^=!~&|{}<>]+$/),
  is: z.enum(['equal', 'not-equal']),
  value: z
    .string()
    .trim()
    .max(100)
    .regex(/^[^=!~&|{}<>]*$/),
})
export type TagCondition = z.infer<typeof tagCondition>

/** What a user fills in about a Codat client. */
export const codatClientFields = z.object({
  name: z.string().trim().min(1).max(120),
  environment,
  /** Xero apps whose credential this client holds. It can hold one: two are a conflict, kept and said. */
  xeroAppIds: z.array(recordId).max(50),
  /** Narrows the companies where one client serves several customers. */
  tags: z.array(tagCondition).max(10),
  notes: z.string().trim().max(4_000),
})
export type CodatClientFields = z.infer<typeof codatClientFields>

export const codatClientV1 = codatClientFields.extend({
  version: z.literal(1),
  id: recordId,
  /** Codat's own id of this client, learnt from the first accepted key. */
  codatId: z.uuid().nullable(),
  keys: z.array(codatKeyV1).max(MOST_KEYS),
  /** Set once the user agreed to delete it, so that a deletion cut off by a crash is finished at the next start. */
  deleting: z.boolean(),
  createdAt: time,
  updatedAt: time,
})
export type CodatClient = z.infer<typeof codatClientV1>

/** Something to do about a Codat client. The page words it by code. */
export const codatFindingCodes = [
  /** Codat holds one Xero credential per client. */
  'two-xero-apps',
  'no-xero-app',
  /** The same Codat client stands here twice. */
  'same-codat-client',
  /** A Xero app of this client serves other Codat clients too: they share its limit. */
  'shared-xero-app',
  'key-missing',
  'key-unchecked',
  'key-refused',
  'key-unsettled',
  'key-exposed',
] as const
export const codatFinding = z.object({
  code: z.enum(codatFindingCodes),
  severity: z.enum(['act', 'watch', 'info']),
  /** The key it is about. */
  key: z.string().nullable(),
  /** Records it is about: Xero apps or other Codat clients. */
  others: z.array(recordId),
})
export type CodatFinding = z.infer<typeof codatFinding>

// --- What went wrong at Codat

/** One kind per thing a person would do differently. Each has its sentence in `errors.ts` as `codat.<kind>`. */
export const codatProblemKinds = [
  'key-refused',
  'payment-required',
  'forbidden',
  'not-found',
  'bad-request',
  'conflict',
  'idempotency-mismatch',
  'rate-limited',
  'blocked',
  'server-error',
  'unavailable',
  'unexpected-status',
  'not-json',
  'truncated',
  'unexpected-shape',
  'too-long',
  'slow',
  'cut-off',
  'unreachable',
  'cancelled',
] as const

export const codatProblem = z.object({
  kind: z.enum(codatProblemKinds),
  /** What was asked, such as `GET /companies`. Without ids and without a query. */
  request: z.string().max(200),
  /** HTTP status; null when no answer came. The status of the body is known to differ and isn't trusted. */
  status: z.number().int().nullable(),
  /** Codat's support asks for it. */
  correlationId: z.string().max(200).nullable(),
  /** Whether asking again can help: Codat's own word where it gave one, else by kind. */
  canBeRetried: z.boolean(),
  retryAfterSeconds: z.number().int().nonnegative().nullable(),
  /** Which part of Codat answered. */
  service: outside.nullable(),
  /** Codat's own sentence. */
  said: outside.nullable(),
  /** Messages of its validation, errors before warnings. */
  validation: z.array(outside).max(20),
  /** The same with what each is about, where Codat says so. */
  items: z
    .array(z.object({ itemId: outside.nullable(), message: outside }))
    .max(50)
    .optional(),
  /** The beginning of an answer that isn't Codat's error shape, redacted. */
  bodyExcerpt: outside.nullable(),
  /** Why no answer came. */
  network: fetchFailure.nullable(),
})
export type CodatProblem = z.infer<typeof codatProblem>

/** What Codat said about its limits, at its last answer. */
export const codatBudget = z.object({
  /** Requests a day; resets at 00:00 UTC. */
  day: z.object({ limit: count.nullable(), remaining: count.nullable(), resetsAt: time.nullable() }),
  /** Requests of the last minute by this Latchkey: Codat stops an address at a fixed number and sends no header for it. */
  minute: z.object({ limit: count, used: count }),
  readAt: time.nullable(),
})
export type CodatBudget = z.infer<typeof codatBudget>

// --- What Codat says

/** The four documented states, and `other` for one that isn't known yet. */
export const connectionStates = ['PendingAuth', 'Linked', 'Unlinked', 'Deauthorized', 'other'] as const
export const connectionState = z.enum(connectionStates)
export type ConnectionState = z.infer<typeof connectionState>

export const codatConnection = z.object({
  id: z.string().max(100),
  state: connectionState,
  /** Codat's own word for the state. */
  status: outside,
  /** By what it was recognised as Xero's: its integration key, the integration's id, or the platform's name. */
  xeroBy: z.enum(['key', 'id', 'name']),
  created: z.string().max(60).nullable(),
  lastSync: z.string().max(60).nullable(),
  /** The Xero organisation, where Codat gives it. */
  tenantId: z.string().max(100).nullable(),
  linkUrl: z.string().max(2_000).nullable(),
  /** The newest error that is not resolved. */
  error: outside.nullable(),
})
export type CodatConnection = z.infer<typeof codatConnection>

export const xeroIntegration = z.object({
  present: z.boolean(),
  /** Null where Codat didn't say. Enabled is no proof that credentials are saved or right. */
  enabled: z.boolean().nullable(),
  name: outside.nullable(),
  integrationId: z.string().max(100).nullable(),
  sourceId: z.string().max(100).nullable(),
  beta: z.boolean().nullable(),
  /** Undocumented: returned by some answers, absent from Codat's description. */
  linkedConnections: count.nullable(),
  totalConnections: count.nullable(),
  /** Data types with what Codat can do with each, such as `invoices: Get, Post`. */
  features: z.array(z.object({ dataType: outside, can: z.array(outside) })).max(200),
})
export type XeroIntegration = z.infer<typeof xeroIntegration>

export type CodatProblemKind = (typeof codatProblemKinds)[number]

/** How many connections to Xero stand in each state. */
export const connectionCounts = z.object({
  PendingAuth: count,
  Linked: count,
  Unlinked: count,
  Deauthorized: count,
  other: count,
})
export type ConnectionCounts = z.infer<typeof connectionCounts>

const readSoFar = { companies: count, withXero: count, counts: connectionCounts, pages: count, told: count.nullable() }

/**
 * Codat's companies as far as they could be read. Only `complete` is a count; the others are what was seen before it ended
 * and must never be shown as one.
 */
export const companiesSummary = z.discriminatedUnion('state', [
  z.object({ state: z.literal('complete'), ...readSoFar }),
  z.object({
    state: z.literal('incomplete'),
    ...readSoFar,
    /** A page that failed for good, rows that can't be read, or fewer companies than Codat said there are. */
    because: z.enum(['page-failed', 'rows-unreadable', 'fewer-than-told', 'endless']),
    problem: codatProblem.nullable(),
  }),
  z.object({ state: z.literal('cancelled'), ...readSoFar }),
])
export type CompaniesSummary = z.infer<typeof companiesSummary>

export const codatKeyCheck = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('accepted'),
    codatId: z.string().max(100).nullable(),
    /** Whether Codat's client id is the one this record is known by. */
    belongs: z.enum(['first-check', 'same-client', 'other-client', 'unknown']),
  }),
  z.object({ kind: z.literal('problem'), problem: codatProblem }),
])
export type CodatKeyCheck = z.infer<typeof codatKeyCheck>

/** A source account's id, which the customer's own system chose: any text but the two that climb in an address. */
export const sourceAccountId = z
  .string()
  .min(1)
  .max(200)
  .refine((id) => id !== '.' && id !== '..')

export function newClient(fields: CodatClientFields, id: string, at: string): CodatClient {
  return { ...fields, version: 1, id, codatId: null, deleting: false, createdAt: at, updatedAt: at, keys: [] }
}
