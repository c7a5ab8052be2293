// A Codat client (an instance of Codat with its API keys) as Latchkey keeps it, and what Codat says.
// Nothing here is a secret: keys live in the vault only.
import { z } from 'zod'
import { keptSecret } from '../vault/kept-secret'
import { environment, recordId } from '../xero-apps/schema'

/** An id of Codat's as it goes into an address: letters, digits, `-` and `_`, so that it can never be more than one part of a path. */
export const codatId = z.string().regex(/^[A-Za-z0-9_-]{1,100}$/)
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

/** A source account's id, which the customer's own system chose: any text but the two that climb in an address. */
export const sourceAccountId = z
  .string()
  .min(1)
  .max(200)
  .refine((id) => id !== '.' && id !== '..')

export function newClient(fields: CodatClientFields, id: string, at: string): CodatClient {
  return { ...fields, version: 1, id, codatId: null, deleting: false, createdAt: at, updatedAt: at, keys: [] }
}
