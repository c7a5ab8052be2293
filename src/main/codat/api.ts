// The calls to Codat that Latchkey makes. `/apiKeys` is never one of them: it returns keys in clear.
import type { z } from 'zod'
import type { CodatBudget, TagCondition, XeroIntegration } from '../../domain/codat/schema'
import { codatPaging, codatXero } from '../../domain/facts'
import { sleepUnless } from '../sleep'
import { withoutUndefined } from '../../domain/without-undefined'
import { readCompanies } from './companies'
import type { CompaniesRead, ReadCompaniesOptions } from '../../domain/codat/companies'
import { readPages, type Sleep } from './pages'
import type { PageStep, Patience } from '../../domain/codat/pages'
import type { CodatResult } from '../../domain/codat/problem'
import { type Ask, type FeedCalls, feedCalls } from './feeds-api'
import { type CallOptions, CONNECTION, connectionPath, get, part, type WriteOptions } from './paths'
import { type CodatLinePorts, openCodatLine } from './request'
import {
  type RawCompany,
  rawCompany,
  type RawConnection,
  rawConnection,
  rawDataStatuses,
  rawIntegration,
  rawProfile,
  rawSyncSettings,
  stateOf,
  tagQuery,
  toXeroIntegration,
} from '../../domain/codat/shapes'

export interface ListOptions extends CallOptions {
  pageSize?: number
  /** A property to sort by; `-` before it for the newest or largest first. */
  orderBy?: string
}

export interface CompanyPagesOptions extends ListOptions {
  tags?: readonly TagCondition[]
}

export type { CallOptions, WriteOptions } from './paths'

export interface CodatApi extends FeedCalls {
  /** One cheap call that proves a key; gives Codat's own id of the client. */
  checkKey(options?: CallOptions): Promise<CodatResult<{ codatId: string | null }>>
  /** Name and redirect URL. The answer may carry the API key: nothing else of it is kept. */
  getProfile(options?: CallOptions): Promise<CodatResult<{ name: string | null; redirectUrl: string | null }>>
  /** Xero's integration. Absent is an answer, not a problem. */
  getXeroIntegration(options?: CallOptions): Promise<CodatResult<XeroIntegration>>
  companyPages(options?: CompanyPagesOptions): AsyncGenerator<PageStep, void, void>
  /** All companies with their connections to Xero, and whether that is all of them. */
  readCompanies(options: CompanyPagesOptions & ReadCompaniesOptions): Promise<CompaniesRead>
  getCompany(companyId: string, options?: CallOptions): Promise<CodatResult<RawCompany>>
  createCompany(
    company: { name: string; description?: string; tags?: Readonly<Record<string, string>> },
    options: WriteOptions,
  ): Promise<CodatResult<RawCompany>>
  getConnection(companyId: string, connectionId: string, options?: CallOptions): Promise<CodatResult<RawConnection>>
  /** A connection to Xero that waits to be linked (`PendingAuth`, with its `linkUrl`). */
  createConnection(companyId: string, options: WriteOptions): Promise<CodatResult<RawConnection>>
  /** Keeps the connection and its data, without access. Not known to free a place in Xero. */
  unlinkConnection(companyId: string, connectionId: string, options: WriteOptions): Promise<CodatResult<RawConnection>>
  /** Can't be undone. A success only once Codat was asked for it again and doesn't know it. */
  deleteConnection(companyId: string, connectionId: string, options?: CallOptions): Promise<CodatResult<null>>
  dataStatus(companyId: string, options?: CallOptions): Promise<CodatResult<z.infer<typeof rawDataStatuses>>>
  historyPages(companyId: string, options?: ListOptions): AsyncGenerator<PageStep, void, void>
  pushPages(companyId: string, options?: ListOptions): AsyncGenerator<PageStep, void, void>
  budget(): CodatBudget
}

export interface CodatApiPorts extends CodatLinePorts {
  sleep?: Sleep
  patience?: Patience
}

/**
 * Codat for one key. Nothing is sent before the first call; no call rejects for what Codat or the network does. An id that
 * can't be one of Codat's is a RangeError.
 */
export function openCodatApi(ports: CodatApiPorts): CodatApi {
  const line = openCodatLine(ports)
  const { sleep = sleepUnless } = ports
  const pagePorts = { line, sleep, ...(ports.patience === undefined ? {} : { patience: ports.patience }) }

  const ask: Ask = async (request, schema, isMeant = () => true) => {
    const answer = await line.send(request)
    if (!answer.ok) return answer
    const parsed = schema.safeParse(answer.value)
    return parsed.success && isMeant(parsed.data)
      ? { ok: true, value: parsed.data }
      : line.unexpectedShape(request.name)
  }

  const getConnection: CodatApi['getConnection'] = async (companyId, connectionId, options = {}) =>
    ask(
      get(connectionPath(companyId, connectionId), `GET ${CONNECTION}`, options),
      rawConnection,
      ({ id }) => id === connectionId,
    )

  const pages = (
    path: string,
    name: string,
    { pageSize, orderBy, signal }: ListOptions,
    more: Record<string, string> = {},
  ) => {
    const order = orderBy === undefined ? {} : { orderBy }
    const size = String(pageSize ?? codatPaging.value.size)
    const query = new URLSearchParams({ page: '1', pageSize: size, ...order, ...more })
    return readPages({ path: `${path}?${query}`, name, ...withoutUndefined({ signal }) }, pagePorts)
  }

  const companyPages: CodatApi['companyPages'] = ({ tags = [], ...options } = {}) => {
    const query = tagQuery(tags)
    return pages('/companies', 'GET /companies', options, query === null ? {} : { tags: query })
  }

  return {
    ...feedCalls(ask),
    budget: line.budget,
    companyPages,
    async checkKey(options = {}) {
      const answer = await ask(get('/profile/syncSettings', 'GET /profile/syncSettings', options), rawSyncSettings)
      return answer.ok ? { ok: true, value: { codatId: answer.value.clientId } } : answer
    },
    async getProfile(options = {}) {
      const answer = await ask(get('/profile', 'GET /profile', options), rawProfile)
      if (!answer.ok) return answer
      return { ok: true, value: { name: answer.value.name ?? null, redirectUrl: answer.value.redirectUrl ?? null } }
    },
    async getXeroIntegration(options = {}) {
      const path = `/integrations/${codatXero.platformKey.value}`
      const answer = await ask(get(path, 'GET /integrations/{platformKey}', options), rawIntegration)
      if (answer.ok) return { ok: true, value: toXeroIntegration(answer.value) }
      return answer.problem.kind === 'not-found' ? { ok: true, value: absent } : answer
    },
    readCompanies: (options) => readCompanies(companyPages(options), options),
    getCompany: async (companyId, options = {}) =>
      ask(
        get(`/companies/${part(companyId)}`, 'GET /companies/{companyId}', options),
        rawCompany,
        ({ id }) => id === companyId,
      ),
    createCompany: async (company, options) =>
      ask(
        { method: 'POST', path: '/companies', name: 'POST /companies', body: company, ...withoutUndefined(options) },
        rawCompany,
      ),
    getConnection,
    createConnection: async (companyId, options) =>
      ask(
        {
          method: 'POST',
          path: `/companies/${part(companyId)}/connections`,
          name: 'POST /companies/{companyId}/connections',
          body: { platformKey: codatXero.platformKey.value },
          ...withoutUndefined(options),
        },
        rawConnection,
      ),
    unlinkConnection: async (companyId, connectionId, options) =>
      ask(
        {
          method: 'PATCH',
          path: connectionPath(companyId, connectionId),
          name: `PATCH ${CONNECTION}`,
          body: { status: 'Unlinked' },
          ...withoutUndefined(options),
        },
        rawConnection,
        ({ id, status }) => id === connectionId && stateOf(status) === 'Unlinked',
      ),
    async deleteConnection(companyId, connectionId, options = {}) {
      const path = connectionPath(companyId, connectionId)
      const answer = await line.send({
        method: 'DELETE',
        path,
        name: `DELETE ${CONNECTION}`,
        ...withoutUndefined(options),
      })
      if (!answer.ok) return answer
      // Whatever stands in between can answer a DELETE with a success: it is gone once Codat itself doesn't find it.
      const again = await getConnection(companyId, connectionId, options)
      if (again.ok) return line.unexpectedShape(`DELETE ${CONNECTION}`)
      return again.problem.kind === 'not-found' ? { ok: true, value: null } : again
    },
    dataStatus: async (companyId, options = {}) =>
      ask(
        get(`/companies/${part(companyId)}/dataStatus`, 'GET /companies/{companyId}/dataStatus', options),
        rawDataStatuses,
      ),
    historyPages: (companyId, options = {}) =>
      pages(`/companies/${part(companyId)}/data/history`, 'GET /companies/{companyId}/data/history', options),
    pushPages: (companyId, options = {}) =>
      pages(`/companies/${part(companyId)}/push`, 'GET /companies/{companyId}/push', options),
  }
}

const absent: XeroIntegration = {
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
