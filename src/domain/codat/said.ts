// What Codat says, and what went wrong there. By itself: no start reads it.
import { z } from 'zod'
import { fetchFailure } from '../network'
import { count, time } from './schema'

/** Text from outside: shown escaped and inside a details part, never as Latchkey's own words. */
const outside = z.string().max(500)

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
