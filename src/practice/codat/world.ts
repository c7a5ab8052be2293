// Everything the practice Codat remembers: plain data, parsed whenever it comes from a file.
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { feedAccount, push, rememberedAnswer } from './feeds-world'

const iso = z.iso.datetime()

const connectionError = z.object({
  statusCode: z.string(),
  statusText: z.string(),
  errorMessage: z.string(),
  erroredOnUtc: iso,
})

const codatConnection = z.object({
  id: z.uuid(),
  platform: z.enum(['gbol', 'qhyg', 'mqjo']),
  status: z.enum(['PendingAuth', 'Linked', 'Unlinked', 'Deauthorized']),
  createdAt: iso,
  lastSyncAt: iso.nullable(),
  /** The Xero organisation behind it. */
  tenantId: z.uuid().nullable(),
  /** Whether Codat's answer names that organisation: real answers aren't known to, always. */
  tellsTenant: z.boolean(),
  errors: z.array(connectionError),
  /** Scopes that the company's owner agreed to when linking. */
  consented: z.array(z.string()).default([]),
  /** Source accounts. */
  feedAccounts: z.array(feedAccount).default([]),
  /** When its link was followed first. */
  linkUsedAt: iso.nullable().default(null),
})
export type CodatStandInConnection = z.infer<typeof codatConnection>

/** A connection that nobody has consented to yet. */
export function newConnection(platform: CodatStandInConnection['platform'], at: Date): CodatStandInConnection {
  return {
    id: randomUUID(),
    platform,
    status: 'PendingAuth',
    createdAt: at.toISOString(),
    lastSyncAt: null,
    tenantId: null,
    tellsTenant: true,
    errors: [],
    consented: [],
    feedAccounts: [],
    linkUsedAt: null,
  }
}

const codatCompany = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string().nullable(),
  createdAt: iso,
  createdBy: z.string(),
  tags: z.record(z.string(), z.string()),
  connections: z.array(codatConnection),
})
export type CodatStandInCompany = z.infer<typeof codatCompany>

const codatClient = z.object({
  id: z.uuid(),
  name: z.string(),
  redirectUrl: z.string(),
  /** Values are made from name and serial; a serial is never used twice, so a key made again is another key. */
  keys: z
    .array(z.object({ name: z.string(), serial: z.number().int().nonnegative(), hash: z.string().length(64) }))
    .min(1)
    .max(10),
  nextSerial: z.number().int().positive(),
  xero: z.object({
    /** What was pasted into the portal's settings, right or wrong. */
    clientId: z.string().nullable(),
    /** Fingerprint of the secret that was pasted, right or wrong. */
    secretHash: z.string().length(64).nullable(),
    enabled: z.boolean(),
    /** Scopes Codat's team has set for this client. */
    scopes: z.array(z.string()),
  }),
  /** Switched on by Codat's account manager. */
  bankFeeds: z.boolean().default(false),
  companies: z.array(codatCompany),
})
export type CodatStandInClient = z.infer<typeof codatClient>

/** A company owner on the way to Xero and back. */
const linkVisit = z.object({
  state: z.string(),
  clientId: z.uuid(),
  companyId: z.uuid(),
  connectionId: z.uuid(),
  at: iso,
})
export type CodatLinkVisit = z.infer<typeof linkVisit>

export const codatWorld = z.object({
  clients: z.array(codatClient),
  visits: z.array(linkVisit),
  pushes: z.array(push).default([]),
  /** What the idempotency keys of the last 90 minutes were answered. */
  remembered: z.array(rememberedAnswer).default([]),
})
export type CodatWorld = z.infer<typeof codatWorld>
