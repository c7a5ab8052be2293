// The only way to a provider: the session's fetch, narrowed to that provider's own addresses and to options that keep
// credentials where they belong.
import type { FetchFailure } from '../domain/network'
import { startDeadline } from './deadline'
import type { Fetch } from './ports'

export interface GuardOptions {
  /** Milliseconds a request may take, its body included. Null where every request has a limit of its own already. */
  deadlineMs?: number | null
}

const DEADLINE_MS = 30_000

class RefusedAddress extends Error {
  override readonly name = 'RefusedAddress'
}

/**
 * Narrows a fetch to `allowedOrigins` (`https:`, or `http:` on this machine only). Whatever the caller asks for, no cookie is
 * sent, nothing is cached, and a redirect is an error: credentials would be sent along to where it points. Every request,
 * its body included, ends at the deadline. Raises a `TypeError` at once if an allowed origin is not one of those two kinds.
 */
export function guardFetch(fetch: Fetch, allowedOrigins: readonly string[], options: GuardOptions = {}): Fetch {
  const { deadlineMs = DEADLINE_MS } = options
  const allowed = new Set(allowedOrigins.map(checkedOrigin))
  return async (address, init = {}) => {
    const url = allowedUrl(address, allowed)
    const response = await fetch(url, {
      ...init,
      // Left to run out by itself: only the caller knows when it has read the body.
      ...(deadlineMs === null ? {} : { signal: startDeadline([init.signal], deadlineMs).signal }),
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    })
    if (response.redirected) throw new RefusedAddress('the answer came through a redirect')
    return response
  }
}

/** Sorts what a fetch threw (or what a library wrapped around it), looking along the chain of causes. */
export function fetchFailure(error: unknown): FetchFailure {
  const chain = causes(error)
  const says = (pattern: RegExp) =>
    chain.some((link) => pattern.test(`${nameOf(link)} ${codeOf(link)} ${textOf(link)}`))
  if (says(/\bTimeoutError\b|OAUTH_TIMEOUT/)) return 'timed-out'
  if (says(/\bAbortError\b|OAUTH_ABORT|ABORT_ERR/)) return 'cancelled'
  if (says(/\bRefusedAddress\b/)) return 'address-refused'
  if (says(/\bredirect\b/i)) return 'redirected'
  if (says(/ENOTFOUND|EAI_AGAIN|ERR_NAME_|ERR_INTERNET_DISCONNECTED|ERR_DNS_/)) return 'no-such-host'
  if (says(/CERT|ERR_SSL_|ERR_TLS_|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/)) return 'certificate'
  if (says(/PROXY|ERR_TUNNEL_/)) return 'proxy'
  if (
    says(
      /PREMATURE_CLOSE|UND_ERR_SOCKET|ECONNRESET|EPIPE|ERR_EMPTY_RESPONSE|ERR_CONNECTION_(CLOSED|RESET|ABORTED)|ERR_CONTENT_LENGTH|terminated/,
    )
  )
    return 'cut-off'
  return 'no-connection'
}

function allowedUrl(address: string, allowed: ReadonlySet<string>): string {
  if (!URL.canParse(address)) throw new RefusedAddress('not an address')
  const url = new URL(address)
  if (url.username !== '' || url.password !== '') throw new RefusedAddress('credentials in an address')
  // `file:` and other schemes have the origin "null", which is never on the list.
  if (!allowed.has(url.origin)) throw new RefusedAddress('not one of this service’s addresses')
  return url.href
}

function checkedOrigin(origin: string): string {
  const url = new URL(origin)
  const local = url.hostname === 'localhost' || url.hostname === '127.0.0.1' || url.hostname === '[::1]'
  if (url.protocol === 'https:' || (url.protocol === 'http:' && local)) return url.origin
  throw new TypeError('A provider is reached by https, or by http on this machine')
}

function causes(error: unknown): unknown[] {
  const chain: unknown[] = []
  for (let link = error; link !== undefined && link !== null && chain.length < 8; link = causeOf(link)) chain.push(link)
  return chain
}

const causeOf = (error: unknown): unknown => (error instanceof Error ? error.cause : undefined)
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '')
const textOf = (error: unknown): string => (error instanceof Error ? error.message : '')
const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
