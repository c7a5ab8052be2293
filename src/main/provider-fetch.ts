// The only way to a provider: the session's fetch, narrowed to that provider's own addresses and to options that keep
// credentials where they belong.
import { allowedUrl, checkedOrigin, RefusedAddress } from '../domain/provider-address'
import { startDeadline } from './deadline'
import type { Fetch } from './ports'

export interface GuardOptions {
  /** Milliseconds a request may take, its body included. Null where every request has a limit of its own already. */
  deadlineMs?: number | null
}

const DEADLINE_MS = 30_000

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
