// What every part of the practice Codat is handed, and the small questions they all ask of its world.
import { createHash } from 'node:crypto'
import type { PracticeCodatFailureName, PracticeCodatSettings } from '../../contract/practice-codat'
import type { Ledger } from './ledger'
import type { CodatStandInClient, CodatStandInCompany, CodatStandInConnection, CodatWorld } from './world'

export interface CodatStandIn {
  /** The world now; a reset replaces it, so nobody keeps it. */
  world(): CodatWorld
  /** Resolves when what was changed is safely kept. */
  save(): Promise<void>
  /** The practice clock. */
  now(): Date
  origins(): { readonly codatApi: string; readonly codatPortal: string; readonly codatLink: string }
  settings(): PracticeCodatSettings
  retryAfterSeconds(): number
  slowMilliseconds(): number
  /** Whether this failure is switched on; asking uses one of its times up. */
  fails(name: PracticeCodatFailureName): boolean
  readonly ledger: Ledger
  /** The practice Xero; null where it doesn't run. */
  readonly xero: XeroNextDoor | null
}

/** What a Codat knows of Xero: its addresses, its token endpoint, and whether an app still reaches an organisation. */
export interface XeroNextDoor {
  origins(): {
    readonly xeroLogin: string
    readonly xeroAuthorize: string
    readonly xeroIdentity: string
    readonly xeroApi: string
  }
  /**
   * The token endpoint, asked with a secret's fingerprint: both stand-ins keep no more than that of any secret. Gives the
   * access token, or null if Xero refuses.
   */
  exchange(asked: {
    readonly clientId: string
    readonly secretHash: string
    readonly code: string
    readonly redirectUri: string
  }): Promise<string | null>
  isConnected(xeroClientId: string, tenantId: string): boolean
  /** What the Organisation endpoint would say; null for one that doesn't exist. */
  organisation(
    tenantId: string,
  ): { readonly name: string; readonly class: string; readonly baseCurrency: string } | null
  /** Whether Xero has switched the Bank Feeds API on for an app. */
  mayFeed(xeroClientId: string): boolean
}

export function fingerprint(value: string): string {
  return createHash('sha256').update(value).digest('hex')
}

export function findClient(world: CodatWorld, id: string | null): CodatStandInClient | null {
  return world.clients.find((client) => client.id === id) ?? null
}

/** A company by its id, whoever owns it. */
export function findCompany(
  world: CodatWorld,
  companyId: string | null,
): { client: CodatStandInClient; company: CodatStandInCompany } | null {
  for (const client of world.clients) {
    const company = client.companies.find(({ id }) => id === companyId)
    if (company !== undefined) return { client, company }
  }
  return null
}

/**
 * A connection's status as Codat would show it: a link that Xero has removed comes to light as Deauthorized. Only a link made
 * with the credentials that are still stored can be told.
 */
export function statusOf(
  standIn: CodatStandIn,
  client: CodatStandInClient,
  connection: CodatStandInConnection,
): CodatStandInConnection['status'] {
  const { status, platform, tenantId } = connection
  const xeroClientId = client.xero.clientId
  if (status !== 'Linked' || platform !== 'gbol' || tenantId === null) return status
  if (standIn.xero === null || xeroClientId === null) return status
  return standIn.xero.isConnected(xeroClientId, tenantId) ? 'Linked' : 'Deauthorized'
}
