// The API host: connections and the Organisation endpoint, with Xero's problem documents and rate limit headers.
import { randomUUID } from 'node:crypto'
import { xeroRateLimits } from '../../domain/facts'
import { problem } from '../http-faults'
import type { Answer, Asked, Route } from '../http-server'
import { bearer } from './identity'
import { organisationAnswer } from './organisation'
import { bankFeedsRoutes } from './bank-feeds'
import { perWorld } from '../per-world'
import { createCallCounts, type CallCounts } from './call-counts'
import { apiDetails } from './sayings'
import { appConnections, organisationScopes } from './scope-rules'
import { disconnect, liveConnections } from './connections'
import { type AccessTokenClaims, readAccessToken } from './signer'
import { findApp, findOrganisation, type XeroStandIn } from './stand-in'
import type { XeroConnection, XeroWorld } from './world'

/** Routes of the API host. */
export function apiRoutes(xero: XeroStandIn): Route[] {
  const countsOf = perWorld<XeroWorld, CallCounts>(() => createCallCounts(() => xero.now()))
  const withToken = (handle: (asked: Asked, claims: AccessTokenClaims) => Answer | Promise<Answer>) => {
    return async (asked: Asked): Promise<Answer> => {
      const admitted = await admit(xero, asked)
      return admitted.claims === null ? admitted.refusal : handle(asked, admitted.claims)
    }
  }
  return [
    {
      method: 'GET',
      path: '/connections',
      endpoint: 'xero.connections',
      handle: withToken((asked, claims) => listConnections(xero, asked, claims)),
    },
    {
      method: 'DELETE',
      path: '/connections/:id',
      endpoint: 'xero.disconnect',
      handle: withToken((asked, claims) => removeConnection(xero, asked, claims)),
    },
    ...bankFeedsRoutes(xero, withToken, (tenantId, claims) =>
      visible(xero, claims).some((row) => row.tenantId === tenantId),
    ),
    ...['/api.xro/2.0/Organisation', '/api.xro/2.0/Organisations'].map((path) => ({
      method: 'GET' as const,
      path,
      endpoint: 'xero.organisation' as const,
      handle: withToken((asked, claims) => organisation(xero, asked, claims, countsOf(xero.world()))),
    })),
  ]
}

type Admitted = { readonly claims: AccessTokenClaims } | { readonly claims: null; readonly refusal: Answer }

function refuse(refusal: Answer): Admitted {
  return { claims: null, refusal }
}

/** The claims of the caller's token, or the answer that turns it away. */
async function admit(xero: XeroStandIn, asked: Asked): Promise<Admitted> {
  if (xero.fails('xero.api:token-expired')) return refuse(unauthorized(apiDetails.tokenExpired(xero.now())))
  if (xero.fails('xero.api:authorization-unsuccessful'))
    return refuse(unauthorized(apiDetails.authorizationUnsuccessful))
  if (xero.fails('xero.api:authentication-unsuccessful')) return refuse(forbidden())
  const token = bearer(asked)
  if (token === null) return refuse(unauthorized(apiDetails.authenticationUnsuccessful))
  const read = await readAccessToken(xero, token)
  switch (read.outcome) {
    case 'valid':
      return { claims: read.claims }
    case 'expired':
      return refuse(unauthorized(apiDetails.tokenExpired(read.at)))
    case 'invalid':
      return refuse(unauthorized(apiDetails.authenticationUnsuccessful))
  }
}

function unauthorized(detail: string): Answer {
  return problemAnswer('Unauthorized', 401, detail)
}

function forbidden(): Answer {
  return problemAnswer('Forbidden', 403, apiDetails.authenticationUnsuccessful)
}

function problemAnswer(title: string, status: number, detail: string): Answer {
  const headers = { 'Content-Type': 'application/json; charset=utf-8' }
  return { status, headers, body: problem(title, status, detail, randomUUID()) }
}

/** The rows a token may see: an app's own token all of the app's, a person's token that person's. */
function visible(xero: XeroStandIn, claims: AccessTokenClaims): XeroConnection[] {
  const rows = liveConnections(xero.world(), claims.client_id)
  if (claims.xero_userid !== undefined) return rows.filter((row) => row.userId === claims.xero_userid)
  return claims.scope.includes(appConnections) ? rows : []
}

function listConnections(xero: XeroStandIn, { url }: Asked, claims: AccessTokenClaims): Answer {
  const wanted = url.searchParams.get('authEventId')
  const empty = xero.fails('xero.connections:empty')
  const nameless = xero.fails('xero.connections:no-names')
  const rows = visible(xero, claims).filter((row) => !empty && (wanted === null || row.authEventId === wanted))
  const body = rows.map((row) => ({
    id: row.id,
    authEventId: row.authEventId,
    tenantId: row.tenantId,
    tenantType: 'ORGANISATION',
    tenantName: nameless ? null : (findOrganisation(xero.world(), row.tenantId)?.name ?? null),
    createdDateUtc: row.createdDateUtc,
    updatedDateUtc: row.updatedDateUtc,
  }))
  return { status: 200, headers: { 'Content-Type': 'application/json; charset=utf-8' }, body: JSON.stringify(body) }
}

async function removeConnection(xero: XeroStandIn, { params }: Asked, claims: AccessTokenClaims): Promise<Answer> {
  const rows = visible(xero, claims)
  const row = rows.find((one) => one.id === params['id'])
  if (row === undefined) {
    // The id of a consent instead of a connection's: https://github.com/freakboy3742/pyxero/issues/307
    return rows.some((one) => one.authEventId === params['id'])
      ? forbidden()
      : problemAnswer('Not Found', 404, 'Resource not found')
  }
  disconnect(row, xero.now())
  await xero.save()
  return { status: 204 }
}

function organisation(xero: XeroStandIn, asked: Asked, claims: AccessTokenClaims, counts: CallCounts): Answer {
  const tenantId = String(asked.headers['xero-tenant-id'] ?? '')
  const reachable = visible(xero, claims).some((row) => row.tenantId === tenantId)
  const found = findOrganisation(xero.world(), tenantId)
  if (!reachable || found === null) return forbidden()
  if (!claims.scope.some((scope) => organisationScopes.includes(scope))) {
    return unauthorized(apiDetails.authorizationUnsuccessful)
  }
  const app = findApp(xero.world(), claims.client_id)
  const limits = xeroRateLimits.value
  const perDay = app?.plan === 'Starter' ? limits.perDayStarter : limits.perDay
  const count = counts.count(`${claims.client_id} ${tenantId}`, { perMinute: limits.perMinute, perDay })
  if (count.problem !== null) return { status: 429, headers: count.headers }
  const invalid = xero.fails('xero.organisation:validation')
  const answer = organisationAnswer(found, {
    invalid,
    provider: app?.name ?? '',
    now: xero.now(),
    accept: asked.headers.accept,
  })
  return { ...answer, headers: { ...answer.headers, ...count.headers } }
}
