// Codat's answers, read tolerantly: unknown states and extra fields survive, dates stay text, only what is needed is required.
// Published shapes: https://github.com/codatio/oas/blob/main/json/Codat-Platform.json (with the slips it has).
import { z } from 'zod'
import { codatId, type TagCondition } from './schema'
import { type CodatConnection, type ConnectionState, connectionStates, type XeroIntegration } from './said'
import { codatXero } from '../facts'
import { outsideText } from '../text/outside-text'
import { wholeOrNull } from './whole-number'

/** Text that may be missing, null or of another type. */
const text = z.string().nullish().catch(null)
const number = z.number().nullish().catch(null)
const yesNo = z.boolean().nullish().catch(null)

const connectionError = z.object({
  statusCode: text,
  statusText: text,
  errorMessage: text,
  erroredOnUtc: text,
  status: text,
  resolvedOnUtc: text,
})
export type RawConnectionError = z.infer<typeof connectionError>

export const rawConnection = z.object({
  id: codatId,
  integrationId: text,
  /** In Codat's answers since April 2026 only. */
  integrationKey: text,
  sourceId: text,
  sourceType: text,
  platformName: text,
  linkUrl: text,
  status: text,
  lastSync: text,
  created: text,
  dataConnectionErrors: z.array(connectionError).nullish().catch(null),
  connectionInfo: z.record(z.string(), z.unknown()).nullish().catch(null),
})
export type RawConnection = z.infer<typeof rawConnection>

/** Tags whose value is a text; one of another kind, a null for one, doesn't take the others with it. */
const tags = z
  .record(z.string(), z.unknown())
  .transform((all) =>
    Object.fromEntries(Object.entries(all).filter((tag): tag is [string, string] => typeof tag[1] === 'string')),
  )
  .nullish()
  .catch(null)

export const rawCompany = z.object({
  id: codatId,
  name: text,
  description: text,
  redirect: text,
  created: text,
  lastSync: text,
  tags,
  dataConnections: z.array(rawConnection).nullish(),
})
export type RawCompany = z.infer<typeof rawCompany>

/** The envelope of every list. Its numbers are known to be wrong in places, so none is required. */
export const rawPage = z.object({
  results: z.array(z.unknown()),
  pageNumber: number,
  pageSize: number,
  totalResults: number,
  _links: z
    .object({ next: z.object({ href: text }).nullish().catch(null) })
    .nullish()
    .catch(null),
})
export type RawPage = z.infer<typeof rawPage>

const feature = z.object({
  /** The published shape calls it `dataType` and requires `datatype`; answers have the latter. */
  dataType: text,
  datatype: text,
  supportedFeatures: z
    .array(z.object({ featureType: text, featureState: text }))
    .nullish()
    .catch(null),
})

export const rawIntegration = z.object({
  /** What nothing but Codat's own answer has. */
  key: z.string().min(1),
  name: text,
  enabled: yesNo,
  integrationId: text,
  sourceId: text,
  sourceType: text,
  isBeta: yesNo,
  datatypeFeatures: z.array(feature).nullish().catch(null),
  linkedConnectionsCount: number,
  totalConnectionsCount: number,
})
export type RawIntegration = z.infer<typeof rawIntegration>

/** Only these two fields are ever looked at: the answer may hold the API key itself. */
/** A client always has a name, or a page to come back to. */
export const rawProfile = z
  .object({ name: text, redirectUrl: text })
  .refine(({ name, redirectUrl }) => isSaid(name) || isSaid(redirectUrl))
/** The client's id is what nothing but Codat's own answer has. */
export const rawSyncSettings = z.object({ clientId: codatId })

/** By data type. What names types and gives no status of any is no answer of Codat's. */
export const rawDataStatuses = z
  .record(
    z.string(),
    z.object({ currentStatus: text, lastSuccessfulSync: text, latestSyncId: text }).nullish().catch(null),
  )
  .refine((byType) => {
    const rows = Object.values(byType)
    return rows.length === 0 || rows.some((row) => isSaid(row?.currentStatus))
  })

export const rawPullOperation = z.object({
  id: text,
  connectionId: text,
  dataType: text,
  status: text,
  statusDescription: text,
  errorMessage: text,
  requested: text,
  completed: text,
  isCompleted: yesNo,
  isErrored: yesNo,
})

export const rawPushOperation = z.object({
  pushOperationKey: text,
  dataConnectionKey: text,
  dataType: text,
  status: text,
  statusCode: number,
  errorMessage: text,
  requestedOnUtc: text,
  completedOnUtc: text,
})

const validationItem = z.object({ itemId: text, message: text }).catch({ itemId: null, message: null })
const validationItems = z.array(validationItem).nullish().catch(null)
/** Codat's error body. Every field may be missing; its status is known to differ from HTTP's. */
export const rawErrorMessage = z.object({
  service: text,
  error: text,
  correlationId: text,
  canBeRetried: z.union([z.string(), z.boolean()]).nullish().catch(null),
  validation: z.object({ errors: validationItems, warnings: validationItems }).nullish().catch(null),
})

/** How a connection was recognised as Xero's, or null for other software. */
export function xeroBy(connection: RawConnection): CodatConnection['xeroBy'] | null {
  const { integrationKey, integrationId, platformName } = connection
  if (integrationKey) return integrationKey === codatXero.platformKey.value ? 'key' : null
  if (integrationId === codatXero.integrationId.value) return 'id'
  return platformName?.trim().toLowerCase() === codatXero.platformName.value.toLowerCase() ? 'name' : null
}

export function stateOf(status: string | null | undefined): ConnectionState {
  return connectionStates.find((state) => state === status) ?? 'other'
}

/** The newest error that Codat doesn't call resolved, in its own words. */
export function newestError(connection: RawConnection): string | null {
  const open = (connection.dataConnectionErrors ?? []).filter((error) => error.status?.toLowerCase() !== 'resolved')
  const newest = open.reduce<RawConnectionError | null>(
    (best, error) => ((error.erroredOnUtc ?? '') >= (best?.erroredOnUtc ?? '') ? error : best),
    null,
  )
  return cut(newest?.errorMessage ?? newest?.statusText ?? newest?.statusCode, 500)
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The Xero organisation's id, where `connectionInfo` names one. Which name Codat uses isn't documented. */
export function tenantOf(connection: RawConnection): string | null {
  for (const [name, value] of Object.entries(connection.connectionInfo ?? {})) {
    if (/tenant[_ ]?id|organi[sz]ation[_ ]?id/i.test(name) && typeof value === 'string' && UUID.test(value))
      return value
  }
  return null
}

/** A connection to Xero as the rest of Latchkey knows it, or null for other software. */
export function toXeroConnection(connection: RawConnection): CodatConnection | null {
  const by = xeroBy(connection)
  if (by === null) return null
  return {
    id: cut(connection.id, 100) ?? '',
    state: stateOf(connection.status),
    status: cut(connection.status, 500) ?? '',
    xeroBy: by,
    created: cut(connection.created, 60),
    lastSync: cut(connection.lastSync, 60),
    tenantId: tenantOf(connection),
    linkUrl: cut(connection.linkUrl, 2_000),
    error: newestError(connection),
  }
}

/** Whether a connection to Xero isn't linked and says why. */
export function hasError({ dataConnections }: RawCompany): boolean {
  return (dataConnections ?? []).some(
    (one) => xeroBy(one) !== null && stateOf(one.status) !== 'Linked' && newestError(one) !== null,
  )
}

export const noXeroIntegration: XeroIntegration = {
  present: false,
  enabled: null,
  name: null,
  integrationId: null,
  sourceId: null,
  beta: null,
  linkedConnections: null,
  totalConnections: null,
  features: [],
}

export function toXeroIntegration(raw: RawIntegration): XeroIntegration {
  return {
    present: true,
    enabled: raw.enabled ?? null,
    name: cut(raw.name, 500),
    integrationId: cut(raw.integrationId, 100),
    sourceId: cut(raw.sourceId, 100),
    beta: raw.isBeta ?? null,
    linkedConnections: wholeOrNull(raw.linkedConnectionsCount),
    totalConnections: wholeOrNull(raw.totalConnectionsCount),
    features: (raw.datatypeFeatures ?? []).slice(0, 200).map((one) => ({
      dataType: cut(one.datatype ?? one.dataType, 500) ?? '',
      can: (one.supportedFeatures ?? [])
        .filter(({ featureState }) => !/^not/i.test(featureState ?? ''))
        .map(({ featureType }) => cut(featureType, 500) ?? ''),
    })),
  }
}

/** Whether a company's tags fit all conditions. Codat's own filter is asked first and not relied on. */
export function fitsTags(company: Pick<RawCompany, 'tags'>, conditions: readonly TagCondition[]): boolean {
  return conditions.every(({ tag, is, value }) => (company.tags?.[tag] === value) === (is === 'equal'))
}

/** The conditions in Codat's query language, or null for none. */
export function tagQuery(conditions: readonly TagCondition[]): string | null {
  if (conditions.length === 0) return null
  return conditions.map(({ tag, is, value }) => `${tag}${is === 'equal' ? '=' : '!='}${value}`).join(' && ')
}

function cut(value: string | null | undefined, most: number): string | null {
  return value === null || value === undefined ? null : outsideText(value, most)
}

function isSaid(said: string | null | undefined): boolean {
  return typeof said === 'string' && said !== ''
}

/** Rows of `historyPages` and `pushPages`. */
export const readPullOperation = rawPullOperation.safeParse.bind(rawPullOperation)
export const readPushOperation = rawPushOperation.safeParse.bind(rawPushOperation)
