// The board: every integration in one sentence, and what a round of checks saw and what changed since the last.
import { z } from 'zod'
import { parties } from './terms'
import { integrationView } from './views'
import { recordId } from '../xero-apps/schema'
import { MOST_OWN_WORDS } from '../text/outside-text'
import { feedVerdicts } from '../bank-feeds/schema'

/** ISO time of this machine. */
const time = z.string().max(40)
const ownWords = z.string().max(600)
/** Text from outside, on one line; shown escaped. */
const outside = z.string().max(500)
export const count = z.number().int().nonnegative()

// --- Check everything again

/** What one round of checks saw. Null where it was not checked, or nothing answered. */
export const checkSeen = z.object({
  /** Xero's word on each stored secret. */
  secrets: z.array(z.object({ slot: z.union([z.literal(1), z.literal(2)]), accepted: z.boolean() })),
  /** Codat's word on the API key, and whether it is this client's. */
  codatKey: z.enum(['accepted', 'refused', 'other-client']).nullable(),
  /** `absent`: Codat lists no Xero for this client. */
  integration: z.enum(['enabled', 'disabled', 'absent']).nullable(),
  /** Linked companies of this Codat client; null unless all were read. */
  companies: z
    .array(z.object({ id: z.string().max(100), name: outside }))
    .max(5_000)
    .nullable(),
  linked: count.nullable(),
  firstCompany: z.string().max(60).nullable(),
  /** Of the connections; records of before say it so. */
  seats: z.object({ count, limit: count.nullable(), state: z.string().max(20) }).nullable(),
  /** The bank feeds of its companies, by Codat's id of the connection. Null where they are neither wanted nor were looked at. */
  feeds: z
    .array(z.object({ id: z.string().max(100), name: outside, verdict: z.enum(feedVerdicts) }))
    .max(100)
    .nullable()
    .default(null),
})
export type CheckSeen = z.infer<typeof checkSeen>

export const changeCodes = [
  'secret-rejected',
  'secret-accepted-again',
  'key-refused',
  'key-other-client',
  'key-accepted-again',
  'integration-disabled',
  'integration-absent',
  'integration-enabled',
  'first-company-lost',
  'first-company-linked',
  'companies-lost',
  'companies-added',
  'seats-full',
  'seats-changed',
  'feeds-broken',
  'feeds-mended',
] as const
export const checkChange = z.object({
  code: z.enum(changeCodes),
  severity: z.enum(['act', 'watch', 'ok', 'info']),
  sentence: ownWords,
  /** Companies it is about. */
  names: z.array(outside).max(50),
})
export type CheckChange = z.infer<typeof checkChange>

export const checkParts = ['keys', 'codat-key', 'integration', 'first-company', 'seats', 'bank-feeds'] as const
export const uncheckedPart = z.object({
  part: z.enum(checkParts),
  /** `not-set-up` is no trouble: there is nothing to check yet. */
  because: z.enum(['not-set-up', 'problem']),
  /** An error code of the contract; its sentence says why. Null where nothing failed. */
  code: z.string().max(100).nullable(),
})
export type UncheckedPart = z.infer<typeof uncheckedPart>

/** The last round of checks of an integration, as it is kept. Its id is the integration's. */
export const integrationCheckV1 = z.object({
  version: z.literal(1),
  id: recordId,
  at: time,
  /** When it was compared with the round before; null for the first. */
  comparedWith: time.nullable(),
  seen: checkSeen,
  changes: z.array(checkChange).max(50),
  unchecked: z.array(uncheckedPart).max(20),
})
export type IntegrationCheck = z.infer<typeof integrationCheckV1>

// --- The board

/** The secret's state in one word, the worst that counts. */
export const boardKeys = ['none', 'customer', 'unchecked', 'refused', 'accepted'] as const

export const boardRow = z.object({
  integration: integrationView.pick({
    id: true,
    name: true,
    customer: true,
    environment: true,
    codatName: true,
    xeroAppId: true,
    codatClientId: true,
    held: true,
    standing: true,
    waitingOn: true,
  }),
  steps: z.object({ done: count, total: count, said: count, skipped: count }),
  keys: z.enum(boardKeys),
  /** When the secret in use was stored; null without one. */
  secretStoredAt: time.nullable(),
  /**
   * Who has the move and since when, where that is known; `noted` when you said so, else read off the first missing rung. Null where nobody
   * has to.
   */
  waiting: z
    .object({
      who: z.enum(parties),
      since: time.nullable(),
      noted: z.boolean(),
      chaseOn: z.iso.date().nullable(),
      due: z.boolean(),
    })
    .nullable(),
  /** To send to whoever has the move; empty where it is yours. */
  chase: z.string().max(4_000),
  lastNote: z.object({ at: time, text: z.string().max(4_000) }).nullable(),
  /** Without what was seen: the page shows only what changed. */
  check: integrationCheckV1.omit({ seen: true }).nullable(),
})
export type BoardRow = z.infer<typeof boardRow>

/** Bank feeds of the companies of one Xero app at one Codat client, as far as they were looked at. */
export const boardFeeds = z.object({
  appId: recordId,
  clientId: recordId,
  looked: z.number().int().positive(),
  /** How many of them stand how: a push arrived, nothing stands against one, something is missing, not known. */
  works: count,
  try: count,
  missing: count,
  unknown: count,
  /** The sentence of the one that has most to say. */
  sentence: z.string().max(MOST_OWN_WORDS),
})
export type BoardFeeds = z.infer<typeof boardFeeds>
