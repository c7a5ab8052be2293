// Why a request got no answer, out of whatever a fetch threw.
import type { FetchFailure } from './network'

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
