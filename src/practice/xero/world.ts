// Everything the practice Xero remembers: plain data, parsed whenever it comes from a file.
import { z } from 'zod'

const iso = z.iso.datetime()
const hash = z.string().length(64)

const xeroUser = z.object({
  id: z.uuid(),
  email: z.string(),
  givenName: z.string(),
  familyName: z.string(),
  /** Tenants this person may connect. */
  tenantIds: z.array(z.uuid()),
})
export type XeroUser = z.infer<typeof xeroUser>

const xeroOrganisation = z.object({
  tenantId: z.uuid(),
  name: z.string(),
  countryCode: z.string().length(2),
  baseCurrency: z.string().length(3),
  timezone: z.string(),
  class: z.enum(['DEMO', 'TRIAL', 'STARTER', 'STANDARD', 'PREMIUM', 'ULTRA']),
  shortCode: z.string(),
  createdAt: iso,
  /** Uncertified apps of other makers that are connected already. */
  otherUncertifiedApps: z.number().int().nonnegative(),
})
export type XeroOrganisation = z.infer<typeof xeroOrganisation>

const storedSecret = z.object({ slot: z.union([z.literal(1), z.literal(2)]), hash, createdAt: iso })
export type XeroStoredSecret = z.infer<typeof storedSecret>

const xeroApp = z.object({
  clientId: z.string().regex(/^[0-9A-F]{32}$/),
  name: z.string(),
  type: z.enum(['web', 'mobile-desktop']),
  createdAt: iso,
  companyUrl: z.string(),
  privacyUrl: z.string(),
  termsUrl: z.string(),
  redirectUris: z.array(z.string()),
  secrets: z.array(storedSecret).max(2),
  plan: z.string(),
  limit: z.number().int().positive().nullable(),
  certified: z.boolean(),
  /** Restricted scopes Xero granted this app. */
  grantedScopes: z.array(z.string()),
  trainsModels: z.boolean(),
})
export type XeroStandInApp = z.infer<typeof xeroApp>

const xeroConnection = z.object({
  id: z.uuid(),
  clientId: z.string(),
  userId: z.uuid(),
  tenantId: z.uuid(),
  authEventId: z.uuid(),
  /** Seven fractional digits and no Z, as Xero sends them. */
  createdDateUtc: z.string(),
  updatedDateUtc: z.string(),
  /** Kept after removal, because an organisation connected again gets its former row back. */
  removedAt: iso.nullable(),
})
export type XeroConnection = z.infer<typeof xeroConnection>

const consent = z.object({
  id: z.uuid(),
  clientId: z.string(),
  redirectUri: z.string(),
  scopes: z.array(z.string()),
  state: z.string().nullable(),
  nonce: z.string().nullable(),
  challenge: z.string().nullable(),
  askedAt: iso,
})
export type XeroConsent = z.infer<typeof consent>

const code = z.object({
  hash,
  clientId: z.string(),
  userId: z.uuid(),
  redirectUri: z.string(),
  scopes: z.array(z.string()),
  nonce: z.string().nullable(),
  challenge: z.string().nullable(),
  authEventId: z.uuid(),
  issuedAt: iso,
  usedAt: iso.nullable(),
})
export type XeroCode = z.infer<typeof code>

const refreshToken = z.object({
  hash,
  clientId: z.string(),
  userId: z.uuid(),
  scopes: z.array(z.string()),
  authEventId: z.uuid(),
  issuedAt: iso,
  /** When it was first exchanged for another; it can be sent again for a while after that. */
  replacedAt: iso.nullable(),
})
export type XeroRefreshToken = z.infer<typeof refreshToken>

const xeroFeedConnection = z.object({
  id: z.uuid(),
  clientId: z.string(),
  tenantId: z.uuid(),
  accountToken: z.string(),
  accountNumber: z.string(),
  accountName: z.string(),
  accountId: z.uuid(),
  accountType: z.enum(['BANK', 'CREDITCARD']),
  currency: z.string(),
})
export type XeroFeedConnection = z.infer<typeof xeroFeedConnection>

const xeroStatement = z.object({
  id: z.uuid(),
  feedConnectionId: z.uuid(),
  status: z.enum(['PENDING', 'REJECTED', 'DELIVERED']),
  startDate: z.string(),
  endDate: z.string(),
  startBalance: z.number(),
  endBalance: z.number(),
  /** Signed: credits bring money in. */
  transactionIds: z.array(z.string()),
})
export type XeroStatement = z.infer<typeof xeroStatement>

export const xeroWorld = z.object({
  /** Private RSA key as JWK: a practice key, worth nothing anywhere else. */
  signingKey: z.record(z.string(), z.unknown()),
  users: z.array(xeroUser),
  organisations: z.array(xeroOrganisation),
  apps: z.array(xeroApp),
  connections: z.array(xeroConnection),
  /** Scopes a person gave an app: they add up until a revocation. */
  grants: z.array(z.object({ clientId: z.string(), userId: z.uuid(), scopes: z.array(z.string()) })),
  consents: z.array(consent),
  codes: z.array(code),
  refreshTokens: z.array(refreshToken),
  feedConnections: z.array(xeroFeedConnection).default([]),
  statements: z.array(xeroStatement).default([]),
})
export type XeroWorld = z.infer<typeof xeroWorld>
