// openid-client set up for Xero: our fetch, Basic authentication, S256, signatures checked, and whether Xero's metadata is enough for it.
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
import { startDeadline } from '../deadline'
import { httpClient } from '../http-client'
import type { MainPorts } from '../ports'
import type { Secret } from '../secret'
import { BodyTooLong, readWholeBody } from '../whole-body'
import { parseJson } from '../../domain/text/parse-json'
import { fetchFailure } from '../../domain/fetch-failure'
import { keySet, whyIncomplete } from '../../domain/xero/metadata'
import type { SignInOutcome } from '../../domain/xero/schema'
import { failed } from '../../domain/xero/sign-in-outcome'
import { clockAhead } from '../../domain/xero/xero-time'
import { readAnswer } from './provider-facts'
import type { XeroAddresses } from '../../domain/xero/addresses'

export interface OidcClientOptions extends Pick<MainPorts, 'fetch' | 'clock'> {
  clientId: string
  secret: Secret
  addresses: XeroAddresses
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
    clockAheadSeconds = clockAhead(response.headers, clock.now())
    return response
  }
  // As everything of the library's, it makes headers before it asks.
  await httpClient.get()
  const found = await discovery(new URL(addresses.issuer), clientId, {}, xeroBasicAuth(options.secret), {
    [customFetch]: timed,
    timeout: requestMs / 1_000,
    execute: isPlain(addresses.issuer) ? [allowInsecureRequests] : [],
  })
  const config = configured(found.serverMetadata(), -(clockAheadSeconds ?? 0), options)
  enableNonRepudiationChecks(config)
  return { config, clockAheadSeconds }
}

type MetadataOptions = Pick<OidcClientOptions, 'fetch' | 'addresses' | 'secret' | 'signal' | 'requestMs'>

const LONGEST_KEYS = 256 * 1024

/**
 * Why a sign-in can't work with this metadata, so that it is told before the browser opens: everything it needs must be there, at Xero's own
 * hosts whatever the metadata says, and the keys must be readable. Null where nothing is in the way.
 */
export async function whyUnusable(metadata: ServerMetadata, options: MetadataOptions): Promise<SignInOutcome | null> {
  return whyIncomplete(metadata, options.addresses) ?? (await whyNoKeys(metadata.jwks_uri ?? '', options))
}

/** Whether the keys that ID tokens are signed with can be had. They are not kept: Xero changes them, and the check reads them afresh. */
async function whyNoKeys(address: string, options: MetadataOptions): Promise<SignInOutcome | null> {
  const limit = startDeadline([options.signal], options.requestMs ?? REQUEST_MS)
  try {
    const response = await options.fetch(address, { signal: limit.signal })
    if (!response.ok) {
      return { kind: 'unexpected', facts: await readAnswer(response, options.secret), connectionMayRemain: false }
    }
    const body = await readUpTo(LONGEST_KEYS, response)
    return keySet.safeParse(parseJson(body)).success
      ? null
      : { kind: 'not-trusted', reason: 'malformed', connectionMayRemain: false }
  } catch (error) {
    return failed({ kind: 'no-answer', failure: limit.ended() ?? fetchFailure(error) }, false)
  } finally {
    limit.stop()
  }
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

/** More than metadata, keys, tokens or a person's claims ever are. */
const LONGEST_BODY = 1024 * 1024

/**
 * Our fetch in the shape the library wants, ended by the caller's signal, the library's own and the time limit. The body is read in here,
 * within the limit, so that the library only ever sees whole answers.
 */
function fetchWith({ fetch, signal, requestMs = REQUEST_MS }: OidcClientOptions): CustomFetch {
  return async (url, { method, headers, body, signal: ofLibrary }) => {
    const limit = startDeadline([signal, ofLibrary], requestMs)
    const init: RequestInit = { method, headers, signal: limit.signal }
    if (body !== undefined && body !== null) init.body = body as BodyInit
    try {
      return await wholeAnswer(await fetch(url, init))
    } finally {
      limit.stop()
    }
  }
}

/** The same answer with its body in memory. One that is too long for any answer of this kind has none, and so can't be read. */
export async function wholeAnswer(response: Response): Promise<Response> {
  const { status, statusText, headers } = response
  if (response.body === null) return response
  return new Response(await readUpTo(LONGEST_BODY, response), { status, statusText, headers })
}

/** The body, or nothing of one that is longer: it came, so it is no answer that failed to. */
async function readUpTo(mostBytes: number, response: Response): Promise<string> {
  return readWholeBody(response, mostBytes).catch((error: unknown) => {
    if (error instanceof BodyTooLong) return ''
    throw error
  })
}

const formEncoded = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1)

const isPlain = (address: string): boolean => new URL(address).protocol === 'http:'
