// Companies, connections and integrations in the shapes of Codat's API.
import { codatXero } from '../../domain/facts'
import { type CodatStandIn, statusOf } from './stand-in'
import type { CodatStandInClient, CodatStandInCompany, CodatStandInConnection } from './world'

interface Platform {
  readonly key: 'gbol' | 'qhyg' | 'mqjo'
  readonly name: string
  readonly integrationId: string
  readonly sourceId: string
}

/** Xero's ids are those of Codat's documentation; the others are made up. */
export const platforms: readonly Platform[] = [
  {
    key: 'gbol',
    name: codatXero.platformName.value,
    integrationId: codatXero.integrationId.value,
    sourceId: codatXero.sourceId.value,
  },
  {
    key: 'qhyg',
    name: 'QuickBooks Online',
    integrationId: '3d1a6c5e-0b8f-4c77-9a52-6f0e4f7b2a11',
    sourceId: '56e6575a-3f1f-4918-b009-f7535555f0d6',
  },
  {
    key: 'mqjo',
    name: 'Codat Sandbox',
    integrationId: '7f40b1d2-9c3e-4a6b-8d15-2e9b6c0d3f22',
    sourceId: 'b18ab81f-fd27-4764-9f4e-1c7d6f0e8a33',
  },
]

const logoOf = (name: string): string => `https://static.practice.example/${encodeURIComponent(name)}.svg`

function platformOf(key: CodatStandInConnection['platform']): Platform {
  const found = platforms.find((platform) => platform.key === key)
  if (found === undefined) throw new Error('A platform without a description')
  return found
}

export function connectionRow(
  standIn: CodatStandIn,
  client: CodatStandInClient,
  companyId: string,
  connection: CodatStandInConnection,
) {
  const platform = platformOf(connection.platform)
  const { id, createdAt, lastSyncAt, tenantId, tellsTenant, errors } = connection
  const status = statusOf(standIn, client, connection)
  return {
    id,
    integrationId: platform.integrationId,
    integrationKey: platform.key,
    sourceId: platform.sourceId,
    sourceType: 'Accounting',
    platformName: platform.name,
    linkUrl: `${standIn.origins().codatLink}/companies/${companyId}/connections/${id}/start`,
    status,
    // Left out rather than null: Codat's own client takes no null here.
    ...(lastSyncAt === null ? {} : { lastSync: sevenDigits(lastSyncAt) }),
    created: createdAt,
    ...(errors.length === 0
      ? {}
      : {
          dataConnectionErrors: errors.map((error) => ({
            ...error,
            status: status === 'Linked' ? 'Resolved' : 'Active',
          })),
        }),
    ...(tenantId !== null && tellsTenant ? { connectionInfo: { tenantId } } : {}),
  }
}

export function companyRow(standIn: CodatStandIn, client: CodatStandInClient, company: CodatStandInCompany) {
  const { id, name, description, createdAt, createdBy, tags, connections } = company
  const syncs = connections.flatMap(({ lastSyncAt }) => lastSyncAt ?? []).sort()
  const lastSync = syncs.at(-1)
  return {
    id,
    name,
    ...(description === null ? {} : { description }),
    platform: '',
    redirect: `${standIn.origins().codatLink}/company/${id}`,
    ...(lastSync === undefined ? {} : { lastSync: sevenDigits(lastSync) }),
    created: createdAt,
    createdByUserName: createdBy,
    products: [],
    tags,
    dataConnections: connections.map((connection) => connectionRow(standIn, client, id, connection)),
    referenceSubsidiaryCompanies: [],
  }
}
export type CompanyRow = ReturnType<typeof companyRow>

export function integrationRow(standIn: CodatStandIn, client: CodatStandInClient, platform: Platform) {
  const isXero = platform.key === 'gbol'
  const connections = client.companies.flatMap((company) => company.connections)
  const own = connections.filter((connection) => connection.platform === platform.key)
  const linked = own.filter((connection) => statusOf(standIn, client, connection) === 'Linked').length
  const extra =
    standIn.settings().extraAreXero === isXero && platform.key !== 'qhyg' ? standIn.settings().extraCompanies : 0
  return {
    key: platform.key,
    logoUrl: logoOf(platform.name),
    name: platform.name,
    enabled: isXero ? client.xero.enabled : true,
    sourceId: platform.sourceId,
    sourceType: 'Accounting',
    integrationId: platform.integrationId,
    isOfflineConnector: false,
    isBeta: false,
    dataProvidedBy: platform.name,
    datatypeFeatures: features(isXero),
    ...(standIn.settings().showCounts
      ? {
          linkedConnectionsCount: linked + extra,
          totalConnectionsCount: own.length + extra,
          supportedEnvironments: 'liveOnly',
        }
      : {}),
  }
}
export type IntegrationRow = ReturnType<typeof integrationRow>

/** As in Codat's answers: `datatype`, which its description both requires and calls `dataType`. */
function features(isXero: boolean) {
  const of = (datatype: string, ...kinds: string[]) => ({
    datatype,
    supportedFeatures: kinds.map((featureType) => ({ featureType, featureState: 'Release' })),
  })
  return [
    of('invoices', 'Get', 'Post', 'Put'),
    of('bankAccounts', 'Get', 'Post'),
    of('bankTransactions', ...(isXero ? ['Post'] : ['Get', 'Post'])),
  ]
}

/** `2022-10-27T10:22:43.6464237Z`: Codat's dates may have seven fractional digits. */
function sevenDigits(iso: string): string {
  return iso.replace(/(\.\d{3})?Z$/, '.6464237Z')
}
