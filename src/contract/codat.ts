// The calls and events of Codat clients, and what the page is shown of one. No call answers with a key.
import { z } from 'zod'
import { arrival } from '../domain/vault/arrival'
import { cleaning, recordId } from '../domain/xero-apps/schema'
import { damagedFile } from '../domain/records/damaged'
import {
  codatBudget,
  codatClientFields,
  codatClientV1,
  codatFinding,
  codatKeyCheck,
  codatKeyName,
  codatKeyV1,
  codatProblem,
  companiesSummary,
  count,
  time,
  xeroIntegration,
} from '../domain/codat/schema'

export const codatClientView = codatClientV1.extend({ findings: z.array(codatFinding) })
export type CodatClientView = z.infer<typeof codatClientView>
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
