// openid-client set up for Xero: our fetch, Basic authentication, S256, signatures checked.
import {
  allowInsecureRequests,
  clockSkew,
  Configuration,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  type ClientAuth,
  type CustomFetch,
  type ServerMetadata,
} from 'openid-client'
import type { Clock, Fetch } from '../ports'
import type { Secret } from '../secret'
import type { XeroAddresses } from './addresses'

export interface OidcClientOptions {
  clientId: string
  secret: Secret
  fetch: Fetch
  addresses: XeroAddresses
  clock: Clock
  signal?: AbortSignal | undefined
  /** Milliseconds one request may take. */
  requestMs?: number
}

export const REQUEST_MS = 10_000

/**
 * Authenticates with the pair by HTTP Basic (RFC 6749, 2.3.1). Unlike the library's own version it leaves `-` and `_` as they are, which
 * the form encoding allows: a secret may hold them, and a server that forgets to decode still understands it.
 */
export function xeroBasicAuth(secret: Secret): ClientAuth {
  return (_server, client, _body, headers) => {
    const pair = `${formEncoded(client.client_id)}:${formEncoded(secret.expose())}`
    headers.set('authorization', `Basic ${Buffer.from(pair).toString('base64')}`)
  }
}

/** A client that knows the token endpoint only, so that a keys check costs one round trip. */
export function tokenOnlyClient(options: OidcClientOptions): Configuration {
  const { addresses } = options
  return configured({ issuer: addresses.issuer, token_endpoint: addresses.token }, 0, options)
}

export interface Discovered {
  config: Configuration
  /** Seconds this machine's clock is ahead of Xero's, or null when the answer carried no time. */
  clockAheadSeconds: number | null
}

/** Reads the provider's metadata. ID tokens are then judged by the provider's clock, because a laptop's may be minutes off. */
export async function discoverXero(options: OidcClientOptions): Promise<Discovered> {
  const { addresses, clientId, clock, requestMs = REQUEST_MS } = options
  let clockAheadSeconds: number | null = null
  const timed: CustomFetch = async (url, init) => {
    const response = await fetchWith(options)(url, init)
    clockAheadSeconds = clockAhead(response, clock)
    return response
  }
  const found = await discovery(new URL(addresses.issuer), clientId, {}, xeroBasicAuth(options.secret), {
    [customFetch]: timed,
    timeout: requestMs / 1_000,
    execute: isPlain(addresses.issuer) ? [allowInsecureRequests] : [],
  })
  const config = configured(found.serverMetadata(), -(clockAheadSeconds ?? 0), options)
  enableNonRepudiationChecks(config)
  return { config, clockAheadSeconds }
}

function configured(server: ServerMetadata, skewSeconds: number, options: OidcClientOptions): Configuration {
  const { clientId, secret, addresses, requestMs = REQUEST_MS } = options
  const config = new Configuration(server, clientId, { [clockSkew]: skewSeconds }, xeroBasicAuth(secret))
  config[customFetch] = fetchWith(options)
  config.timeout = requestMs / 1_000
  // Only practice mode and tests have an issuer without https, and the guarded fetch lets such a one be on this machine only.
  if (isPlain(addresses.issuer)) allowInsecureRequests(config)
  return config
}

/** Our fetch in the shape the library wants, ended by the caller's signal as well as by the library's time limit. */
function fetchWith({ fetch, signal }: OidcClientOptions): CustomFetch {
  return (url, { method, headers, body, signal: limit }) => {
    const signals = [signal, limit].filter((one) => one !== undefined)
    const init: RequestInit = { method, headers, signal: AbortSignal.any(signals) }
    if (body !== undefined && body !== null) init.body = body as BodyInit
    return fetch(url, init)
  }
}

/** A stored copy (`Age`) tells an old time, so it tells nothing. `Date` has whole seconds: half a second is added. */
function clockAhead(response: Response, clock: Clock): number | null {
  const date = Date.parse(response.headers.get('date') ?? '')
  if (Number.isNaN(date) || Number(response.headers.get('age') ?? 0) > 0) return null
  return Math.round((clock.now().getTime() - date - 500) / 1_000)
}

const formEncoded = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1)

const isPlain = (address: string): boolean => new URL(address).protocol === 'http:'
