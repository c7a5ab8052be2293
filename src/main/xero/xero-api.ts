// The few calls of Xero's API that a sign-in test and the seats need, with a token that lives in here only.
import { z } from 'zod'
import { xeroPaths } from '../../domain/facts'
import type { FetchFailure } from '../../domain/network'
import type { ProviderFacts, XeroConnection } from '../../domain/xero/schema'
import { startDeadline } from '../deadline'
import type { Clock, Fetch } from '../ports'
import { fetchFailure } from '../provider-fetch'
import type { Secret } from '../secret'
import { BodyTooLong, readWholeBody } from '../whole-body'
import type { XeroAddresses } from '../../domain/xero/addresses'
import { REQUEST_MS } from './oidc-client'
import { clip, readAnswer } from './provider-facts'
import { serverTimeOf, type ServerTime } from '../../domain/xero/xero-time'

export type ApiAnswer<T> =
  | { readonly kind: 'ok'; readonly value: T; readonly serverTime: ServerTime | null }
  | { readonly kind: 'refused'; readonly facts: ProviderFacts }
  | { readonly kind: 'no-answer'; readonly failure: FetchFailure }
  | { readonly kind: 'unreadable' }

export interface ConnectionList {
  readonly connections: readonly XeroConnection[]
  /** Rows without a usable id. They count as connections, but nothing can be done with them. */
  readonly unreadableRows: number
}

export interface Organisation {
  readonly name: string | null
  readonly isDemo: boolean | null
  readonly country: string | null
  readonly currency: string | null
  readonly xeroClass: string | null
}

export interface FeedConnections {
  /** How many there are in all, if told. */
  readonly count: number | null
}

export interface XeroApi {
  /** All connections the token can see, or only those of one consent. */
  listConnections(authEventId?: string): Promise<ApiAnswer<ConnectionList>>
  /** Removes one connection by its own id. A connection that was gone already is fine. */
  removeConnection(id: string): Promise<ApiAnswer<'removed' | 'already-gone'>>
  organisation(tenantId: string): Promise<ApiAnswer<Organisation>>
  /** The first feed connection of the app in an organisation: enough to learn whether the bank feeds API lets the app in. */
  feedConnections(tenantId: string): Promise<ApiAnswer<FeedConnections>>
}

export interface XeroApiOptions {
  token: Secret
  fetch: Fetch
  addresses: XeroAddresses
  clock: Clock
  signal?: AbortSignal | undefined
  requestMs?: number
}

export function openXeroApi(options: XeroApiOptions): XeroApi {
  const ask = createAsk(options)
  return {
    listConnections(authEventId) {
      const query = authEventId === undefined ? '' : `?${new URLSearchParams({ authEventId })}`
      return ask({ path: `${xeroPaths.connections.value}${query}` }, readConnections)
    },
    removeConnection(id) {
      const path = `${xeroPaths.connections.value}/${encodeURIComponent(checkedId(id))}`
      return ask({ path, method: 'DELETE', alsoFine: [404] }, async (response) =>
        response.status === 404 ? 'already-gone' : 'removed',
      )
    },
    organisation(tenantId) {
      return ask({ path: xeroPaths.organisation.value, tenantId }, readOrganisation)
    },
    feedConnections(tenantId) {
      const query = new URLSearchParams({ page: '1', pageSize: '1' })
      return ask({ path: `${xeroPaths.feedConnections.value}?${query}`, tenantId }, readFeedConnections)
    },
  }
}

interface Question {
  path: string
  method?: 'GET' | 'DELETE'
  tenantId?: string
  /** Statuses beside 2xx that are an answer too. */
  alsoFine?: readonly number[]
}

function createAsk({ token, fetch, addresses, clock, signal, requestMs = REQUEST_MS }: XeroApiOptions) {
  return async <T>(question: Question, read: (response: Response) => Promise<T | null>): Promise<ApiAnswer<T>> => {
    const { path, method = 'GET', tenantId, alsoFine = [] } = question
    const headers: Record<string, string> = { accept: 'application/json', authorization: `Bearer ${token.expose()}` }
    if (tenantId !== undefined) headers['xero-tenant-id'] = tenantId
    const limit = startDeadline([signal], requestMs)
    const sentAt = clock.monotonic()
    try {
      const response = await fetch(`${addresses.api}${path}`, { method, headers, signal: limit.signal })
      if (!response.ok && !alsoFine.includes(response.status)) {
        return { kind: 'refused', facts: await readAnswer(response, token) }
      }
      const value = await read(response)
      return value === null ? { kind: 'unreadable' } : { kind: 'ok', value, serverTime: serverTimeOf(response, sentAt) }
    } catch (error) {
      if (error instanceof BodyTooLong) return { kind: 'unreadable' }
      return { kind: 'no-answer', failure: limit.ended() ?? fetchFailure(error) }
    } finally {
      limit.stop()
    }
  }
}

/** Ids are UUIDs. Anything else, a `..` for one, has no place in a path. */
const ID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

function checkedId(id: string): string {
  if (!ID.test(id)) throw new TypeError('A connection’s id is a UUID')
  return id
}

const text = z.string().nullish().catch(null)

const connectionRow = z.looseObject({
  id: z.string().regex(ID),
  authEventId: text,
  tenantId: text,
  tenantType: text,
  tenantName: text,
  createdDateUtc: text,
  updatedDateUtc: text,
})

async function readConnections(response: Response): Promise<ConnectionList | null> {
  const rows = z.array(z.unknown()).safeParse(await readJson(response))
  if (!rows.success) return null
  const read = rows.data.map((row) => connectionRow.safeParse(row))
  const connections = read.filter((row) => row.success).map(({ data }) => connectionOf(data))
  return { connections, unreadableRows: rows.data.length - connections.length }
}

function connectionOf(row: z.infer<typeof connectionRow>): XeroConnection {
  return {
    id: row.id,
    authEventId: clip(row.authEventId),
    tenantId: clip(row.tenantId),
    tenantType: clip(row.tenantType),
    tenantName: clip(row.tenantName),
    createdDateUtc: clip(row.createdDateUtc),
    updatedDateUtc: clip(row.updatedDateUtc),
  }
}

const organisations = z.looseObject({
  Organisations: z
    .array(
      z.looseObject({
        Name: text,
        IsDemoCompany: z.boolean().nullish().catch(null),
        Class: text,
        CountryCode: text,
        BaseCurrency: text,
      }),
    )
    .min(1),
})

async function readOrganisation(response: Response): Promise<Organisation | null> {
  const parsed = organisations.safeParse(await readJson(response))
  const first = parsed.success ? parsed.data.Organisations[0] : undefined
  if (first === undefined) return null
  return {
    name: clip(first.Name),
    isDemo: first.IsDemoCompany ?? null,
    country: clip(first.CountryCode),
    currency: clip(first.BaseCurrency),
    xeroClass: clip(first.Class),
  }
}

const feedConnections = z.looseObject({
  pagination: z
    .looseObject({ itemCount: z.int().nonnegative().nullish().catch(null) })
    .nullish()
    .catch(null),
  items: z.array(z.unknown()),
})

async function readFeedConnections(response: Response): Promise<FeedConnections | null> {
  const { data } = feedConnections.safeParse(await readJson(response))
  return data === undefined ? null : { count: data.pagination?.itemCount ?? null }
}

/** Ten thousand connections are about 4 MB. */
const LONGEST_BODY = 16 * 1024 * 1024

/** The body as JSON, or undefined if it is none. A body that was cut off, or is too long, is thrown on as what it is. */
async function readJson(response: Response): Promise<unknown> {
  const body = await readWholeBody(response, LONGEST_BODY)
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
