// The calls of Codat clients as Latchkey keeps them, and what the page is shown of one. No call answers with a key.
import { z } from 'zod'
import { codatClientFields, codatClientV1, codatFinding, codatKeyName, codatKeyV1, count } from '../domain/codat/schema'
import { damagedFile } from '../domain/records/damaged'
import { arrival } from '../domain/vault/arrival'
import { cleaning, recordId } from '../domain/xero-apps/schema'

export const codatClientView = codatClientV1.extend({ findings: z.array(codatFinding) })
export type CodatClientView = z.infer<typeof codatClientView>

const byId = z.object({ id: recordId })
const byKey = byId.extend({ key: codatKeyName })
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

export const codatClientCalls = {
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
} as const
