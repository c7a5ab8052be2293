// The calls to Codat that Latchkey makes, as data: what is sent, what its answer looks like, and whether that is the answer that was meant.
// `/apiKeys` is never one of them: it returns keys in clear. Those about bank feeds are published in
// https://github.com/codatio/oas/blob/main/json/Codat-Bank-Feeds.json
import type { z } from 'zod'
import { codatPaging, codatXero } from '../facts'
import { withoutUndefined } from '../without-undefined'
import {
  rawFeedsInfo,
  rawMapping,
  rawMappings,
  rawPushDetails,
  rawSourceAccount,
  rawSourceAccounts,
} from './feeds-shapes'
import { codatId, sourceAccountId, type TagCondition } from './schema'
import {
  rawCompany,
  rawConnection,
  rawDataStatuses,
  rawIntegration,
  rawProfile,
  rawSyncSettings,
  stateOf,
  tagQuery,
  toXeroIntegration,
} from './shapes'

export interface CallOptions {
  signal?: AbortSignal
}

/** The same key for the same wish: asking again with it can't create a second one. */
export interface WriteOptions extends CallOptions {
  idempotencyKey: string
}

export interface ListOptions extends CallOptions {
  pageSize?: number
  /** A property to sort by; `-` before it for the newest or largest first. */
  orderBy?: string
}

export interface CodatRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Path and query below Codat's address, already encoded. */
  readonly path: string
  /** What was asked, for people: `GET /companies`. Without ids and without a query. */
  readonly name: string
  readonly body?: unknown
  /** The body as JSON text already, sent byte for byte. */
  readonly json?: string
  /** For POST and PATCH: the same key for the same wish, so that asking again can't do it twice. Left out: a new one. */
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
}

/** A request, and what is taken for its answer: what has the shape and, where that alone could mean something else, is what was meant. */
export interface CodatAsk<T> {
  readonly request: CodatRequest
  readonly answer: z.ZodType<T>
  readonly isMeant: (value: T) => boolean
}

export interface FeedConnectionAt {
  readonly companyId: string
  readonly connectionId: string
}

/** A source account as it is created. `accountType` in the words of the shape that the connection has. */
export interface NewSourceAccount {
  readonly id: string
  readonly accountName: string
  readonly accountType: string
  readonly accountNumber: string
  readonly sortCode?: string
  readonly currency: string
  readonly balance: number
}

const COMPANY = '/companies/{companyId}'
const CONNECTION = `${COMPANY}/connections/{connectionId}`

/** An id that can't be one of Codat's is a RangeError. */
export const codatAsks = {
  /** One cheap call that proves a key; gives Codat's own id of the client. */
  checkKey: (options?: CallOptions) =>
    get(
      '/profile/syncSettings',
      '/profile/syncSettings',
      options,
      rawSyncSettings.transform(({ clientId }) => ({ codatId: clientId })),
    ),
  /** Name and redirect URL. The answer may carry the API key: nothing else of it is kept. */
  getProfile: (options?: CallOptions) =>
    get(
      '/profile',
      '/profile',
      options,
      rawProfile.transform(({ name, redirectUrl }) => ({ name: name ?? null, redirectUrl: redirectUrl ?? null })),
    ),
  getXeroIntegration: (options?: CallOptions) =>
    get(
      `/integrations/${codatXero.platformKey.value}`,
      '/integrations/{platformKey}',
      options,
      rawIntegration.transform(toXeroIntegration),
    ),
  getCompany: (companyId: string, options?: CallOptions) =>
    get(companyPath(companyId), COMPANY, options, rawCompany, ({ id }) => id === companyId),
  createCompany: (
    company: { name: string; description?: string; tags?: Readonly<Record<string, string>> },
    options: WriteOptions,
  ) => write('POST', '/companies', '/companies', { body: company, ...options }, rawCompany),
  getConnection: (companyId: string, connectionId: string, options?: CallOptions) =>
    get(
      connectionPath({ companyId, connectionId }),
      CONNECTION,
      options,
      rawConnection,
      ({ id }) => id === connectionId,
    ),
  /** A connection to Xero that waits to be linked (`PendingAuth`, with its `linkUrl`). */
  createConnection: (companyId: string, options: WriteOptions) =>
    write(
      'POST',
      `${companyPath(companyId)}/connections`,
      `${COMPANY}/connections`,
      { body: { platformKey: codatXero.platformKey.value }, ...options },
      rawConnection,
    ),
  /** Keeps the connection and its data, without access. Not known to free a place in Xero. */
  unlinkConnection: (companyId: string, connectionId: string, options: WriteOptions) =>
    write(
      'PATCH',
      connectionPath({ companyId, connectionId }),
      CONNECTION,
      { body: { status: 'Unlinked' }, ...options },
      rawConnection,
      ({ id, status }) => id === connectionId && stateOf(status) === 'Unlinked',
    ),
  dataStatus: (companyId: string, options?: CallOptions) =>
    get(`${companyPath(companyId)}/dataStatus`, `${COMPANY}/dataStatus`, options, rawDataStatuses),
  sourceAccounts: (at: FeedConnectionAt, options?: CallOptions) =>
    get(accountsPath(at), `${CONNECTION}/connectionInfo/bankFeedAccounts`, options, rawSourceAccounts),
  createSourceAccount: (at: FeedConnectionAt, account: NewSourceAccount, options: WriteOptions) =>
    write(
      'POST',
      accountsPath(at),
      `${CONNECTION}/connectionInfo/bankFeedAccounts`,
      { body: account, ...options },
      rawSourceAccount,
      ({ id }) => id === account.id,
    ),
  /** The only change of status that Codat takes. */
  disconnectSourceAccount: (at: FeedConnectionAt, accountId: string, options: WriteOptions) =>
    write(
      'PATCH',
      `${accountsPath(at)}/${accountPart(accountId)}`,
      `${CONNECTION}/connectionInfo/bankFeedAccounts/{accountId}`,
      { body: { status: 'disconnected' }, ...options },
      rawSourceAccount,
      ({ id, status }) => id === accountId && status?.toLowerCase() === 'disconnected',
    ),
  feedMappings: (at: FeedConnectionAt, options?: CallOptions) =>
    get(mappingPath(at), `${CONNECTION}/bankFeedAccounts/mapping`, options, rawMappings),
  /** Without a target Xero makes a new account (Codat's API mapping guide). */
  mapSourceAccount: (
    at: FeedConnectionAt,
    mapping: { sourceAccountId: string; targetAccountId?: string; feedStartDate?: string },
    options: WriteOptions,
  ) =>
    write(
      'POST',
      mappingPath(at),
      `${CONNECTION}/bankFeedAccounts/mapping`,
      { body: mapping, ...options },
      rawMapping,
      ({ status }) => mappingStates.has(status?.toLowerCase() ?? ''),
    ),
  feedsInfo: (at: FeedConnectionAt, options?: CallOptions) =>
    get(`${connectionPath(at)}/bankFeeds/info`, `${CONNECTION}/bankFeeds/info`, options, rawFeedsInfo),
  /** `json` is the whole body, sent byte for byte, so that the same key never meets another body. */
  pushBankTransactions: (
    { accountId, ...at }: FeedConnectionAt & { readonly accountId: string },
    json: string,
    options: WriteOptions,
  ) =>
    write(
      'POST',
      `${connectionPath(at)}/push/bankAccounts/${accountPart(accountId)}/bankTransactions`,
      `${CONNECTION}/push/bankAccounts/{accountId}/bankTransactions`,
      { json, ...options },
      rawPushDetails,
    ),
  pushOperation: (companyId: string, pushOperationKey: string, options?: CallOptions) =>
    get(
      `${companyPath(companyId)}/push/${part(pushOperationKey)}`,
      `${COMPANY}/push/{pushOperationKey}`,
      options,
      rawPushDetails,
      (read) => read.pushOperationKey === pushOperationKey,
    ),
}

/** What deletes a connection at Codat. Its answer has no body, and proves nothing yet. */
export function deletionOf(companyId: string, connectionId: string, options?: CallOptions): CodatRequest {
  return {
    method: 'DELETE',
    path: connectionPath({ companyId, connectionId }),
    name: `DELETE ${CONNECTION}`,
    ...withoutUndefined({ ...options }),
  }
}

/** The first page of each list. */
export const codatLists = {
  companies: ({ tags = [], ...options }: ListOptions & { tags?: readonly TagCondition[] } = {}) => {
    const query = tagQuery(tags)
    return list('/companies', '/companies', options, query === null ? {} : { tags: query })
  },
  history: (companyId: string, options?: ListOptions) =>
    list(`${companyPath(companyId)}/data/history`, `${COMPANY}/data/history`, options),
  pushes: (companyId: string, options?: ListOptions) =>
    list(`${companyPath(companyId)}/push`, `${COMPANY}/push`, options),
}

function get<S extends z.ZodType>(
  path: string,
  name: string,
  options: CallOptions | undefined,
  answer: S,
  isMeant: (value: z.output<S>) => boolean = always,
): CodatAsk<z.output<S>> {
  return {
    request: { method: 'GET', path, name: `GET ${name}`, ...withoutUndefined({ ...options }) },
    answer: answer as z.ZodType<z.output<S>>,
    isMeant,
  }
}

function write<S extends z.ZodType>(
  method: 'POST' | 'PATCH',
  path: string,
  name: string,
  sent: WriteOptions & Pick<CodatRequest, 'body' | 'json'>,
  answer: S,
  isMeant: (value: z.output<S>) => boolean = always,
): CodatAsk<z.output<S>> {
  return {
    request: { method, path, name: `${method} ${name}`, ...withoutUndefined(sent) },
    answer: answer as z.ZodType<z.output<S>>,
    isMeant,
  }
}

function list(
  path: string,
  name: string,
  { pageSize, orderBy, signal }: ListOptions = {},
  more: Record<string, string> = {},
) {
  const order = orderBy === undefined ? {} : { orderBy }
  const query = new URLSearchParams({
    page: '1',
    pageSize: String(pageSize ?? codatPaging.value.size),
    ...order,
    ...more,
  })
  return { path: `${path}?${query}`, name: `GET ${name}`, ...withoutUndefined({ signal }) }
}

const always = (): boolean => true

const companyPath = (companyId: string): string => `/companies/${part(companyId)}`
const connectionPath = ({ companyId, connectionId }: FeedConnectionAt): string =>
  `${companyPath(companyId)}/connections/${part(connectionId)}`
const accountsPath = (at: FeedConnectionAt): string => `${connectionPath(at)}/connectionInfo/bankFeedAccounts`
const mappingPath = (at: FeedConnectionAt): string => `${connectionPath(at)}/bankFeedAccounts/mapping`

/** An id as a part of a path. Anything else is refused: `..` as a connection's id would name the company above it. */
export function part(id: string): string {
  if (!codatId.safeParse(id).success) throw new RangeError('Not an id of Codat')
  return id
}

/** A source account's id, which the customer's own system chose: any text but the two that climb. */
function accountPart(id: string): string {
  if (!sourceAccountId.safeParse(id).success) throw new RangeError('Not an id of a source account')
  return encodeURIComponent(id)
}

/** What Codat's pages and examples have as a mapping's status. It is no enum there, so any other word leaves open what happened. */
const mappingStates: ReadonlySet<string> = new Set([
  'pending',
  'connecting',
  'connected',
  'linked',
  'success',
  'failed',
])
