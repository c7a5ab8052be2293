// Failures below HTTP, by the codes of Node, of Chromium and of certificates, wherever in the chain of causes they stand.
import type { Diagnosis, DiagnosisCode } from '../../contract/diagnosis'
import { diagnose } from './diagnose'

const byCode: readonly (readonly [RegExp, DiagnosisCode])[] = [
  [/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|ERR_NETWORK_IO_SUSPENDED|ENETUNREACH|ENETDOWN|ERR_ADDRESS_UNREACHABLE|EHOSTUNREACH/, 'network.offline'],
  [/ENOTFOUND|EAI_AGAIN|EAI_NODATA|ERR_NAME_NOT_RESOLVED|ERR_NAME_RESOLUTION_FAILED|ERR_DNS_|DNS_PROBE_/, 'network.dns'],
  [/ERR_PROXY_AUTH|ERR_TUNNEL_CONNECTION_FAILED.*407|407 Proxy Authentication/, 'network.proxy-sign-in'],
  [/ERR_PROXY_|ERR_TUNNEL_|ERR_SOCKS_|ERR_MANDATORY_PROXY|ERR_PAC_/, 'network.proxy'],
  [/CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|ERR_CERT_DATE_INVALID/, 'network.certificate-date'],
  [/ERR_TLS_CERT_ALTNAME_INVALID|ERR_CERT_COMMON_NAME_INVALID|HOSTNAME_MISMATCH/, 'network.certificate-name'],
  [/SELF_SIGNED_CERT|UNABLE_TO_VERIFY_LEAF|UNABLE_TO_GET_ISSUER_CERT|CERT_UNTRUSTED|ERR_CERT_|ERR_SSL_|EPROTO|CERT_SIGNATURE_FAILURE|self[- ]signed certificate/, 'network.intercepted'],
  [/ECONNREFUSED|ERR_CONNECTION_REFUSED/, 'network.refused'],
  [/ETIMEDOUT|ESOCKETTIMEDOUT|ERR_CONNECTION_TIMED_OUT|ERR_TIMED_OUT|UND_ERR_\w*TIMEOUT|OAUTH_TIMEOUT|TimeoutError|operation timed out/, 'network.timeout'],
  [/ECONNRESET|EPIPE|ECONNABORTED|ERR_CONNECTION_RESET|ERR_CONNECTION_CLOSED|ERR_CONNECTION_ABORTED|ERR_EMPTY_RESPONSE|UND_ERR_SOCKET|ERR_HTTP2_|ERR_QUIC_|socket hang up|other side closed/, 'network.reset'],
  [/unexpected redirect|ERR_TOO_MANY_REDIRECTS|redirect mode is set to error|attempted to redirect/i, 'network.redirected'],
  [/AbortError|OAUTH_ABORT|ERR_ABORTED|ERR_CANCELED/, 'network.stopped'],
] // prettier-ignore

/** Why a request got no answer. Never throws, whatever was thrown. */
export function diagnoseNetwork(thrown: unknown): Diagnosis {
  const said = signs(thrown)
  const code = networkCodeIn(said.join('\n')) ?? 'network.unknown'
  return diagnose(code, { details: said.join('\n') })
}

/** The diagnosis that an error code in the text points to; null where there is none. */
export function networkCodeIn(text: string): DiagnosisCode | null {
  return byCode.find(([pattern]) => pattern.test(text))?.[1] ?? null
}

/** Names, codes and messages of an error, its causes and the members of an AggregateError. */
function signs(thrown: unknown): string[] {
  const found: string[] = []
  const open: unknown[] = [thrown]
  for (let steps = 0; open.length > 0 && steps < 30; steps += 1) {
    const at = open.shift()
    if (typeof at === 'string') found.push(at)
    if (typeof at !== 'object' || at === null) continue
    for (const key of ['name', 'code', 'message'] as const) {
      const value: unknown = Reflect.get(at, key)
      if (typeof value === 'string' && value !== '' && value !== 'Error') found.push(value)
    }
    const members: unknown = Reflect.get(at, 'errors')
    open.push(Reflect.get(at, 'cause'), ...(Array.isArray(members) ? members.slice(0, 10) : []))
  }
  return [...new Set(found)]
}
