// Is this request the one callback we wait for? The listener does what it says.
import type { LoopbackRedirect } from '../redirect-uri'
import type { RefusalReason } from './schema'

export interface CallbackRequest {
  method: string
  /** The request target as it came, undecoded. */
  target: string
  /** Every Host header that came. */
  hosts: readonly string[]
}

export interface ErrorHint {
  error: string
  errorDescription: string | null
}

export type CallbackVerdict =
  | { readonly accepted: true; readonly query: string }
  | {
      readonly accepted: false
      readonly status: number
      readonly reason: RefusalReason
      readonly hint: ErrorHint | null
    }

/** Parameters that decide something: RFC 6749, 3.1, lets none of them come twice. */
const ONCE_ONLY = ['state', 'code', 'error', 'iss'] as const

/**
 * Accepts a GET of exactly the redirect URI's path, with exactly its Host, whose state is ours and which has a code or an error.
 * Anything else gets a status and a reason. An error without our state proves nothing, so it is a hint at most.
 */
export function judgeCallback(
  request: CallbackRequest,
  expected: { redirect: LoopbackRedirect; isState: (given: string) => boolean },
): CallbackVerdict {
  const [path, query] = splitTarget(request.target)
  if (request.hosts.length !== 1 || request.hosts[0]?.toLowerCase() !== expected.redirect.hostHeader) {
    return refuse(421, 'wrong-host')
  }
  if (path !== expected.redirect.path) return refuse(404, 'wrong-path')
  if (request.method !== 'GET') return refuse(405, 'wrong-method')
  return judgeParameters(new URLSearchParams(query), query, expected.isState)
}

function judgeParameters(
  parameters: URLSearchParams,
  query: string,
  isState: (given: string) => boolean,
): CallbackVerdict {
  if (ONCE_ONLY.some((name) => parameters.getAll(name).length > 1)) return refuse(400, 'repeated-parameter')
  const state = parameters.get('state')
  const error = parameters.get('error')
  if (state === null || !isState(state)) {
    if (error !== null) {
      return refuse(400, 'error-without-state', { error, errorDescription: parameters.get('error_description') })
    }
    return refuse(400, state === null ? 'missing-state' : 'wrong-state')
  }
  if (error === null && !parameters.get('code')) return refuse(400, 'no-code')
  return { accepted: true, query }
}

function splitTarget(target: string): [path: string, query: string] {
  const mark = target.indexOf('?')
  return mark < 0 ? [target, ''] : [target.slice(0, mark), target.slice(mark + 1)]
}

function refuse(status: number, reason: RefusalReason, hint: ErrorHint | null = null): CallbackVerdict {
  return { accepted: false, status, reason, hint }
}

/** Refusals and hints that are told one by one. */
export const TOLD_EACH = 10

/** Anyone on this machine can knock as often as they like, so what is told of it grows with the logarithm of it. */
export const isTold = (count: number): boolean => count <= TOLD_EACH || Number.isInteger(Math.log2(count))

/** Why something never became a request, by Node’s code for it. */
export function brokenReason(code: string | undefined): RefusalReason {
  if (code === 'HPE_HEADER_OVERFLOW') return 'too-large'
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'too-slow' : 'malformed'
}

/** The shortest answer there is to that. */
export function brokenAnswer(code: string | undefined): string {
  const status = code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request'
  return `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`
}
