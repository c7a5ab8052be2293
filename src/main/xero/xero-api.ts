// The few calls of Xero's API that a sign-in test and the seats need, with a token that lives in here only.
import { xeroPaths } from '../../domain/facts'
import { startDeadline } from '../deadline'
import type { MainPorts } from '../ports'
import { fetchFailure } from '../../domain/fetch-failure'
import type { Secret } from '../secret'
import { BodyTooLong, readWholeBody } from '../whole-body'
import type { XeroAddresses } from '../../domain/xero/addresses'
import { REQUEST_MS } from './oidc-client'
import { readAnswer } from './provider-facts'
import { serverTimeOf } from '../../domain/xero/xero-time'
import {
  type ApiAnswer,
  type ConnectionList,
  type FeedConnections,
  ID,
  type Organisation,
  readConnections,
  readFeedConnections,
  readOrganisation,
} from '../../domain/xero/api-answers'

export interface XeroApi {
  /** All connections the token can see, or only those of one consent. */
  listConnections(authEventId?: string): Promise<ApiAnswer<ConnectionList>>
  /** Removes one connection by its own id. A connection that was gone already is fine. */
  removeConnection(id: string): Promise<ApiAnswer<'removed' | 'already-gone'>>
  organisation(tenantId: string): Promise<ApiAnswer<Organisation>>
  /** The first feed connection of the app in an organisation: enough to learn whether the bank feeds API lets the app in. */
  feedConnections(tenantId: string): Promise<ApiAnswer<FeedConnections>>
}

export interface XeroApiOptions extends Pick<MainPorts, 'fetch' | 'clock'> {
  token: Secret
  addresses: XeroAddresses
  signal?: AbortSignal | undefined
  requestMs?: number
}

export function openXeroApi(options: XeroApiOptions): XeroApi {
  const ask = createAsk(options)
  return {
    listConnections(authEventId) {
      const query = authEventId === undefined ? '' : `?${new URLSearchParams({ authEventId })}`
      return ask({ path: `${xeroPaths.connections.value}${query}` }, inJson(readConnections))
    },
    removeConnection(id) {
      const path = `${xeroPaths.connections.value}/${encodeURIComponent(checkedId(id))}`
      return ask({ path, method: 'DELETE', alsoFine: [404] }, async (response) =>
        response.status === 404 ? 'already-gone' : 'removed',
      )
    },
    organisation(tenantId) {
      return ask({ path: xeroPaths.organisation.value, tenantId }, inJson(readOrganisation))
    },
    feedConnections(tenantId) {
      const query = new URLSearchParams({ page: '1', pageSize: '1' })
      return ask({ path: `${xeroPaths.feedConnections.value}?${query}`, tenantId }, inJson(readFeedConnections))
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

function checkedId(id: string): string {
  if (!ID.test(id)) throw new TypeError('A connection’s id is a UUID')
  return id
}

/** Ten thousand connections are about 4 MB. */
const LONGEST_BODY = 16 * 1024 * 1024

/** A reader of an answer's JSON as one of the answer. */
function inJson<T>(read: (json: unknown) => T | null): (response: Response) => Promise<T | null> {
  return async (response) => read(await readJson(response))
}

/** The body as JSON, or undefined if it is none. A body that was cut off, or is too long, is thrown on as what it is. */
async function readJson(response: Response): Promise<unknown> {
  const body = await readWholeBody(response, LONGEST_BODY)
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
