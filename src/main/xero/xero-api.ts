// The few calls of Xero's API that a sign-in test and the connections need, with a token that lives in here only.
import { startDeadline } from '../deadline'
import type { MainPorts } from '../ports'
import { fetchFailure } from '../../domain/fetch-failure'
import type { Secret } from '../secret'
import { BodyTooLong, readWholeBody } from '../whole-body'
import type { XeroAddresses } from '../../domain/xero/addresses'
import { REQUEST_MS } from './oidc-client'
import { readAnswer } from './provider-facts'
import { serverTimeOf } from '../../domain/xero/xero-time'
import type { ApiAnswer } from '../../domain/xero/api-answers'
import { type XeroAsk, xeroAsks } from '../../domain/xero/api-asks'

type Asks = typeof xeroAsks

/** Each call of `domain/xero/api-asks`. */
export type XeroApi = {
  readonly [K in keyof Asks]: (
    ...given: Parameters<Asks[K]>
  ) => ReturnType<Asks[K]> extends XeroAsk<infer T> ? Promise<ApiAnswer<T>> : never
}

export interface XeroApiOptions extends Pick<MainPorts, 'fetch' | 'clock'> {
  token: Secret
  addresses: XeroAddresses
  signal?: AbortSignal | undefined
  requestMs?: number
}

export function openXeroApi(options: XeroApiOptions): XeroApi {
  const put = createPut(options)
  return Object.fromEntries(
    Object.entries(xeroAsks).map(([name, ask]) => [
      name,
      // The table types each call by its own question; here it is any of them.
      async (...given: unknown[]) => put((ask as (...given: unknown[]) => XeroAsk<unknown>)(...given)),
    ]),
  ) as unknown as XeroApi
}

function createPut({ token, fetch, addresses, clock, signal, requestMs = REQUEST_MS }: XeroApiOptions) {
  return async ({
    path,
    method = 'GET',
    tenantId,
    alsoFine = [],
    read,
  }: XeroAsk<unknown>): Promise<ApiAnswer<unknown>> => {
    const headers: Record<string, string> = { accept: 'application/json', authorization: `Bearer ${token.expose()}` }
    if (tenantId !== undefined) headers['xero-tenant-id'] = tenantId
    const limit = startDeadline([signal], requestMs)
    const sentAt = clock.monotonic()
    try {
      const response = await fetch(`${addresses.api}${path}`, { method, headers, signal: limit.signal })
      if (!response.ok && !alsoFine.includes(response.status)) {
        return { kind: 'refused', facts: await readAnswer(response, token) }
      }
      const value = 'json' in read ? read.json(await readJson(response)) : read.status(response.status)
      return value === null ? { kind: 'unreadable' } : { kind: 'ok', value, serverTime: serverTimeOf(response, sentAt) }
    } catch (error) {
      if (error instanceof BodyTooLong) return { kind: 'unreadable' }
      return { kind: 'no-answer', failure: limit.ended() ?? fetchFailure(error) }
    } finally {
      limit.stop()
    }
  }
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
