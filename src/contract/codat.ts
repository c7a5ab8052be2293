// The calls and events of Codat clients, and what the page is shown of one. No call answers with a key.
import { z } from 'zod'
import { arrival } from '../domain/vault/arrival'
import { cleaning, recordId } from '../domain/xero-apps/schema'
import { damagedFile } from './xero-apps'
import {
  codatBudget,
  codatClientFields,
  codatClientV1,
  codatFinding,
  codatKeyName,
  codatKeyV1,
  codatProblem,
  count,
  time,
  xeroIntegration,
} from '../domain/codat/schema'

/** A source account's id, which the customer's own system chose: any text but the two that climb in an address. */
export const sourceAccountId = z
  .string()
  .min(1)
  .max(200)
  .refine((id) => id !== '.' && id !== '..')

export const codatClientView = codatClientV1.extend({ findings: z.array(codatFinding) })
export type CodatClientView = z.infer<typeof codatClientView>
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

// --- Calls

const byId = z.object({ id: recordId })
const byKey = byId.extend({ key: codatKeyName })
/** Left out: the key accepted last, else the first. */
const withKey = byId.extend({ key: codatKeyName.optional() })
const nothing = z.object({})

export const keyRefusals = [
  'empty',
  'not-text',
  'too-long',
  'spaces-inside',
  'looks-like-xero-client-id',
  'pair-of-values',
  'header-not-readable',
  'same-as-other-key',
  'too-many-keys',
  'cancelled',
] as const

export const codatKeyOutcome = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('stored'),
    length: count,
    cleaned: z.array(cleaning),
    /** How it came: the key itself, the portal's ready-made header, or the header without its first word. */
    form: z.enum(['key', 'header', 'encoded']),
    /** It doesn't look like the keys seen so far. Stored all the same: their form isn't documented. */
    unusual: z.boolean(),
    client: codatClientView,
  }),
  z.object({ outcome: z.literal('not-stored'), reason: z.enum(keyRefusals), length: count }),
])
export type CodatKeyOutcome = z.infer<typeof codatKeyOutcome>

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

export const xeroIntegrationAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('read'), integration: xeroIntegration }),
  z.object({ kind: z.literal('problem'), problem: codatProblem }),
])

const answered = { budget: codatBudget, at: time, tookMs: z.number().nonnegative() }

export const codatCalls = {
  listCodatClients: {
    input: nothing,
    output: z.object({ clients: z.array(codatClientView), damaged: z.array(damagedFile) }),
  },
  addCodatClient: { input: codatClientFields, output: codatClientView },
  updateCodatClient: { input: byId.extend({ fields: codatClientFields.partial() }), output: codatClientView },
  /** Asks in main's own window first; `deleted` is false when the user said no. */
  deleteCodatClient: { input: byId, output: z.object({ deleted: z.boolean() }) },
  /** Main reads the clipboard, recognises the form, and stores over a key of the same name. */
  pasteCodatKey: { input: byKey.extend({ holder: codatKeyV1.shape.holder, arrival }), output: codatKeyOutcome },
  /** Main's own window takes the typed value. */
  typeCodatKey: { input: byKey.extend({ holder: codatKeyV1.shape.holder, arrival }), output: codatKeyOutcome },
  /** Asks in main's own window first. Nothing changes at Codat. */
  removeCodatKey: { input: byKey, output: z.object({ removed: z.boolean(), client: codatClientView }) },
  /** One cheap call to Codat; learns Codat's client id at the first time. */
  checkCodatKey: { input: withKey, output: z.object({ outcome: codatKeyCheck, client: codatClientView, ...answered }) },
  getXeroIntegration: { input: withKey, output: z.object({ outcome: xeroIntegrationAnswer, ...answered }) },
  /** Pages through all companies. Tells `codatProgress`; ends early on `cancelCodat` with the same `refreshId`. */
  refreshCompanies: {
    input: withKey.extend({ refreshId: recordId }),
    output: z.object({ summary: companiesSummary, ...answered }),
  },
  cancelCodat: { input: z.object({ refreshId: recordId }), output: z.object({ cancelled: z.boolean() }) },
} as const

/** Payload of the event `codatProgress`. */
export const codatProgress = z.object({
  refreshId: recordId,
  companies: count,
  /** How many there are by Codat's own word; null where it didn't say. */
  told: count.nullable(),
  /** Set while it waits before asking for a page again. */
  waitingSeconds: z.number().nonnegative().nullable(),
})
export type CodatProgress = z.infer<typeof codatProgress>

/** Payload of the event `codatClientsChanged`. */
export const codatClientsChanged = nothing
