// A small server in the shape of Xero's identity service and API, with every fault a test can ask for. It checks what it is sent
// (redirect URI, PKCE, Basic, code once) and counts every request, so a test can say what was never called.
import { createHash, createSign, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { addressesOfXero, type XeroAddresses } from '../../src/domain/xero/addresses'

export const SHAPE_CLIENT = '0123456789ABCDEF0123456789ABCDEF'
export const SHAPE_SECRET = 'PRACTICE-shape_secret-that-xero-made-48-characters'

export interface ShapeRow {
  id: string
  authEventId: string
  tenantId: string
  tenantType: string
  tenantName: string | null
  createdDateUtc: string
  updatedDateUtc: string
}

/** Everything a test may bend. Undefined means: as Xero does it. */
export interface ShapeFaults {
  /** Milliseconds this server's clock is ahead of the machine's. */
  clockAheadMs?: number
  noDate?: boolean
  age?: number
  consentError?: string
  callbackIss?: string
  token?: (request: IncomingMessage, response: ServerResponse, body: URLSearchParams) => void
  idClaims?: Record<string, unknown>
  badSignature?: boolean
  noIdToken?: boolean
  tokenType?: string
  /** The whole answer of the address that the keys are read from. */
  jwks?: unknown
  opaqueAccessToken?: boolean
  /** Milliseconds between consent and the row's creation time. */
  createdShiftMs?: number
  updatedDateUtc?: string
  rowAuthEventId?: string
  ignoreFilter?: boolean
  connectionsStatus?: number
  deleteStatus?: number
  /** With `deleteStatus`: the row is removed all the same. */
  deletes?: boolean
  /** The list is refused once something was asked to be removed. */
  listAfterRemoval?: number
  organisationStatus?: number
  /** What the answer waits for; one that never comes keeps the request open until `close`. */
  tokenAfter?: Promise<unknown>
  connectionsAfter?: Promise<unknown>
  metadata?: Record<string, unknown>
}

export interface XeroShape {
  readonly origin: string
  readonly addresses: XeroAddresses
  /** `METHOD path` of every request so far. */
  readonly hits: string[]
  readonly rows: ShapeRow[]
  readonly authorizeQueries: URLSearchParams[]
  faults: ShapeFaults
  /** Moves the clock on, of this server alone. */
  letPass(milliseconds: number): void
  close(): Promise<void>
}

interface Grant {
  redirectUri: string
  challenge: string
  nonce: string
  scope: string
  authEventId: string
}

// Making a key takes longer than a whole sign-in, so all servers of a file share them.
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
const other = generateKeyPairSync('rsa', { modulusLength: 2048 })

export async function startXeroShape(faults: ShapeFaults = {}): Promise<XeroShape> {
  const grants = new Map<string, Grant>()
  const hits: string[] = []
  const rows: ShapeRow[] = []
  const authorizeQueries: URLSearchParams[] = []

  let passedMs = 0
  const now = (): number => Date.now() + passedMs + (shape.faults.clockAheadMs ?? 0)

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://shape')
    hits.push(`${request.method} ${url.pathname}`)
    response.sendDate = false
    if (!shape.faults.noDate) response.setHeader('date', new Date(now()).toUTCString())
    if (shape.faults.age !== undefined) response.setHeader('age', String(shape.faults.age))
    void readBody(request).then((body) => route(request, response, url, body))
  })

  function route(request: IncomingMessage, response: ServerResponse, url: URL, body: URLSearchParams): void {
    const path = url.pathname
    if (path === '/.well-known/openid-configuration') return json(response, 200, metadata())
    if (path === '/.well-known/openid-configuration/jwks') {
      return json(response, 200, shape.faults.jwks ?? { keys: [jwk(keys.publicKey)] })
    }
    if (path === '/identity/connect/authorize') return authorize(response, url.searchParams)
    if (path === '/connect/token') {
      void Promise.resolve(shape.faults.tokenAfter).then(() => token(request, response, body))
      return undefined
    }
    if (path.startsWith('/connections')) {
      void Promise.resolve(shape.faults.connectionsAfter).then(() => connections(request, response, url))
      return undefined
    }
    if (path === '/api.xro/2.0/Organisation') return organisation(request, response)
    return json(response, 404, {})
  }

  const metadata = () => ({
    issuer: shape.origin,
    authorization_endpoint: `${shape.origin}/identity/connect/authorize`,
    token_endpoint: `${shape.origin}/connect/token`,
    userinfo_endpoint: `${shape.origin}/connect/userinfo`,
    revocation_endpoint: `${shape.origin}/connect/revocation`,
    jwks_uri: `${shape.origin}/.well-known/openid-configuration/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    ...shape.faults.metadata,
  })

  function authorize(response: ServerResponse, query: URLSearchParams): void {
    authorizeQueries.push(query)
    const back = new URL(query.get('redirect_uri') ?? '')
    back.searchParams.set('state', query.get('state') ?? '')
    if (shape.faults.callbackIss !== undefined) back.searchParams.set('iss', shape.faults.callbackIss)
    if (shape.faults.consentError !== undefined) {
      back.searchParams.set('error', shape.faults.consentError)
    } else {
      const code = randomUUID()
      const authEventId = randomUUID()
      grants.set(code, {
        redirectUri: query.get('redirect_uri') ?? '',
        challenge: query.get('code_challenge') ?? '',
        nonce: query.get('nonce') ?? '',
        scope: query.get('scope') ?? '',
        authEventId,
      })
      connect(authEventId)
      back.searchParams.set('code', code)
      back.searchParams.set('scope', query.get('scope') ?? '')
      back.searchParams.set('session_state', 'a.b')
    }
    response.writeHead(302, { location: back.href }).end()
  }

  function connect(authEventId: string): void {
    const created = xeroDate(now() + (shape.faults.createdShiftMs ?? 0))
    rows.push({
      id: randomUUID(),
      authEventId: shape.faults.rowAuthEventId ?? authEventId,
      tenantId: randomUUID(),
      tenantType: 'ORGANISATION',
      tenantName: 'Demo Company (AU)',
      createdDateUtc: created,
      updatedDateUtc: shape.faults.updatedDateUtc ?? created,
    })
  }

  function token(request: IncomingMessage, response: ServerResponse, body: URLSearchParams): void {
    if (shape.faults.token !== undefined) return shape.faults.token(request, response, body)
    if (!isOurClient(request)) return json(response, 400, { error: 'invalid_client' })
    if (body.get('grant_type') === 'client_credentials') {
      if (body.get('scope') !== 'app.connections') return json(response, 400, { error: 'invalid_scope' })
      return json(response, 200, { access_token: 'app-level', token_type: 'Bearer', expires_in: 1800 })
    }
    const grant = grants.get(body.get('code') ?? '')
    grants.delete(body.get('code') ?? '')
    const proof = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url')
    if (grant === undefined || grant.redirectUri !== body.get('redirect_uri') || grant.challenge !== proof) {
      return json(response, 400, { error: 'invalid_grant' })
    }
    return json(response, 200, tokensFor(grant))
  }

  function tokensFor(grant: Grant): Record<string, unknown> {
    const seconds = Math.floor(now() / 1_000)
    const key = shape.faults.badSignature ? other.privateKey : keys.privateKey
    const idToken = sign(key, {
      iss: shape.origin,
      aud: SHAPE_CLIENT,
      sub: 'user-1',
      iat: seconds,
      exp: seconds + 300,
      nonce: grant.nonce,
      name: 'Ada Practice',
      email: 'ada@example.com',
      ...shape.faults.idClaims,
    })
    const accessToken = sign(keys.privateKey, {
      client_id: SHAPE_CLIENT,
      authentication_event_id: grant.authEventId,
      scope: grant.scope.split(' '),
      exp: seconds + 1_800,
    })
    return {
      access_token: shape.faults.opaqueAccessToken ? 'opaque' : accessToken,
      token_type: shape.faults.tokenType ?? 'Bearer',
      expires_in: 1_800,
      refresh_token: 'canary-refresh',
      ...(shape.faults.noIdToken ? {} : { id_token: idToken }),
    }
  }

  let removalAsked = false

  function connections(request: IncomingMessage, response: ServerResponse, url: URL): void {
    const id = url.pathname.split('/')[2]
    if (request.method === 'DELETE') {
      removalAsked = true
      const index = rows.findIndex((row) => row.id === id)
      if (shape.faults.deleteStatus !== undefined) {
        if (shape.faults.deletes) rows.splice(index, 1)
        return json(response, shape.faults.deleteStatus, forbidden)
      }
      if (index < 0) return json(response, 404, {})
      rows.splice(index, 1)
      response.writeHead(204).end()
      return undefined
    }
    if (removalAsked && shape.faults.listAfterRemoval !== undefined) {
      return json(response, shape.faults.listAfterRemoval, forbidden)
    }
    if (shape.faults.connectionsStatus !== undefined) return json(response, shape.faults.connectionsStatus, forbidden)
    const wanted = shape.faults.ignoreFilter ? null : url.searchParams.get('authEventId')
    return json(
      response,
      200,
      rows.filter((row) => wanted === null || row.authEventId === wanted),
    )
  }

  function organisation(request: IncomingMessage, response: ServerResponse): void {
    const row = rows.find(({ tenantId }) => tenantId === request.headers['xero-tenant-id'])
    if (shape.faults.organisationStatus !== undefined || row === undefined) {
      return json(response, shape.faults.organisationStatus ?? 403, forbidden)
    }
    return json(response, 200, {
      Organisations: [
        { Name: row.tenantName, IsDemoCompany: true, Class: 'DEMO', CountryCode: 'AU', BaseCurrency: 'AUD', New: 1 },
      ],
    })
  }

  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const shape: XeroShape = {
    origin,
    addresses: addressesOfXero({ login: origin, identity: origin, api: origin }),
    hits,
    rows,
    authorizeQueries,
    faults,
    letPass(milliseconds) {
      passedMs += milliseconds
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return shape
}

const forbidden = { title: 'Forbidden', status: 403, detail: 'AuthenticationUnsuccessful', instance: 'x' }

/** A time as Xero writes it: seven fractional digits, no `Z`. */
export function xeroDate(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, -1)}4321`
}

function isOurClient(request: IncomingMessage): boolean {
  const [scheme, encoded = ''] = (request.headers.authorization ?? '').split(' ')
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':').map(decodeURIComponent)
  return scheme === 'Basic' && id === SHAPE_CLIENT && secret === SHAPE_SECRET
}

function sign(key: KeyObject, payload: Record<string, unknown>): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const head = `${part({ alg: 'RS256', kid: 'shape', typ: 'JWT' })}.${part(payload)}`
  return `${head}.${createSign('RSA-SHA256').update(head).sign(key, 'base64url')}`
}

const jwk = (key: KeyObject) => ({ ...key.export({ format: 'jwk' }), kid: 'shape', use: 'sig', alg: 'RS256' })

export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
}

async function readBody(request: IncomingMessage): Promise<URLSearchParams> {
  let text = ''
  for await (const part of request) text += String(part)
  return new URLSearchParams(text)
}
