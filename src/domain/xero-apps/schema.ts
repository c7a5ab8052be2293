// A Xero app as Latchkey keeps it. Nothing here is a secret: values of secrets live in the vault only.
import { z } from 'zod'
import { keptSecret } from '../vault/kept-secret'

export const recordId = z.uuid()
/** ISO time of this machine. */
const time = z.string().max(40)
export const slotNumber = z.union([z.literal(1), z.literal(2)])
export type SlotNumber = z.infer<typeof slotNumber>

export const storedSecret = keptSecret.extend({ slot: slotNumber })
export type StoredSecret = z.infer<typeof storedSecret>

export const rotationSteps = ['generate', 'check', 'paste', 'see', 'retire'] as const
export const rotation = z.object({
  startedAt: time,
  step: z.enum(rotationSteps),
  oldSlot: slotNumber,
  newSlot: slotNumber,
  /** Whether Xero still accepts the old secret beside the new one: disputed, so found out. */
  oldSurvived: z.enum(['unknown', 'yes', 'no']),
  /** Codat clients that were given the new secret: by record where they are kept here, else by the name that was typed. */
  pastedInto: z
    .array(z.object({ label: z.string().max(200), codatClientId: z.uuid().nullable().default(null), at: time }))
    .max(50),
  seenAt: time.nullable(),
})
export type Rotation = z.infer<typeof rotation>

export const environment = z.enum(['test', 'production'])
export const appType = z.enum(['web', 'mobile-desktop', 'custom-connection', 'unknown'])
export const keyHolder = z.enum(['here', 'customer'])

const text = (max: number) => z.string().trim().max(max)

/** What a user fills in about a Xero app. */
export const xeroAppFields = z.object({
  name: text(120).min(1),
  customer: text(120),
  environment,
  clientId: text(200),
  companyUrl: text(500),
  redirectUris: z.array(text(500).min(1)).max(50),
  appType,
  /** The day the app was created in Xero (YYYY-MM-DD), or null while unknown. Limit and scopes hang on it. */
  createdOn: z.iso.date().nullable(),
  /** Who keeps the secret: here, or the customer (a keyless app). */
  keyHolder,
  notes: text(4_000),
})
export type XeroAppFields = z.infer<typeof xeroAppFields>

export const xeroAppV1 = xeroAppFields.extend({
  version: z.literal(1),
  id: recordId,
  secrets: z.array(storedSecret).max(2),
  rotation: rotation.nullable(),
  /** Set once the user agreed to delete it, so that a deletion cut off by a crash is finished at the next start. */
  deleting: z.boolean(),
  /** A deleted app can be put back until then; null where its deletion is only to be finished. */
  keptUntil: z.iso.datetime().nullable().default(null),
  /** When a sign-in test last went through with today's client id and redirect URIs; null while unproved. */
  signInProvedAt: time.nullable(),
  createdAt: time,
  updatedAt: time,
})
export type XeroApp = z.infer<typeof xeroAppV1>

/** Something to do about a Xero app. The page words it by code. */
export const findingCodes = [
  'client-id-missing',
  'client-id-odd',
  'secret-missing',
  'secret-refused',
  'secret-unchecked',
  'secret-exposed',
  'secret-old',
  'secret-unsettled',
  'rotation-open',
  'wrong-app-type',
  'created-on-unknown',
  'codat-redirect-missing',
  'company-url-not-https',
] as const
export const finding = z.object({
  code: z.enum(findingCodes),
  severity: z.enum(['act', 'watch', 'info']),
  slot: slotNumber.nullable(),
})
export type Finding = z.infer<typeof finding>

/** What cleaning took out of a pasted value. */
export const cleanings = [
  'surrounding-space',
  'line-breaks',
  'zero-width',
  'smart-quotes',
  'quotes',
  'label',
  'full-width',
] as const
export const cleaning = z.enum(cleanings)
export type Cleaning = z.infer<typeof cleaning>

/** What a pasted value looks like beyond its cleaning. */
export const pasteWarning = z.enum([
  'looks-like-client-id',
  'looks-like-secret',
  'client-id-not-32-hex',
  'unusual-length',
  'same-as-other-slot',
  'same-as-before',
  'same-as-other-app',
  'other-client-id',
  'practice-secret',
])
export type PasteWarning = z.infer<typeof pasteWarning>

/** What a new record has beside its fields: nothing kept, nothing proved. */
export const EMPTY = {
  secrets: [],
  rotation: null,
  deleting: false,
  keptUntil: null,
  signInProvedAt: null,
} satisfies Partial<XeroApp>

/** The fields of an app's copy. Another app has another client id, creation date and secrets: copying those would claim what isn't so. */
export function copyOf(app: XeroApp): XeroAppFields {
  const { name, customer, environment, companyUrl, redirectUris, appType, keyHolder, notes } = app
  const copied = { customer, environment, companyUrl, redirectUris, appType, keyHolder, notes }
  return { ...copied, name: `${name} (copy)`.slice(0, 120), clientId: '', createdOn: null }
}
