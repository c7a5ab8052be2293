// Codat Link: sends a company's owner to Xero with the stored credentials, and back. A wrong secret means that linking fails.
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { codatAddresses } from '../../domain/facts'
import type { Answer, Asked } from '../http-server'
import { seeOther } from '../html'
import { isOwnForm } from '../xero/authorize'
import type { CodatRoute } from './api'
import { companyPage, linkedPage, notLinkedPage, noticePage } from './link-pages'
import { type CodatStandIn, findClient, findCompany, statusOf, type XeroNextDoor } from './stand-in'
import {
  type CodatLinkVisit,
  type CodatStandInClient,
  type CodatStandInCompany,
  type CodatStandInConnection,
  newConnection,
} from './world'

const DAY_MS = 86_400_000

/** Routes of the Link host. The callback is where Codat's redirect URI leads in practice. */
export function linkRoutes(standIn: CodatStandIn): CodatRoute[] {
  return [
    { method: 'GET', path: '/company/:companyId', handle: (asked) => showCompany(standIn, asked) },
    { method: 'POST', path: '/company/:companyId/connect', handle: (asked) => connectXero(standIn, asked) },
    {
      method: 'GET',
      path: '/companies/:companyId/connections/:connectionId/start',
      handle: (asked) => start(standIn, asked),
    },
    {
      method: 'GET',
      path: new URL(codatAddresses.redirectUri.value).pathname,
      handle: (asked) => comeBack(standIn, asked),
    },
  ]
}

function showCompany(standIn: CodatStandIn, { params }: Asked): Answer {
  const found = findCompany(standIn.world(), params['companyId'] ?? null)
  if (found === null) return noticePage('codat-link-unknown', 'This link leads nowhere.', 404)
  const { client, company } = found
  const connections = company.connections.map((one) => ({ ...one, status: statusOf(standIn, client, one) }))
  const xero = standIn.xero?.origins()
  // The button's way leads over Xero's login to its consent page.
  const formsMayReach = xero === undefined ? [] : [xero.xeroLogin, xero.xeroAuthorize]
  return companyPage(company, connections, { enabled: client.xero.enabled, formsMayReach })
}

async function connectXero(standIn: CodatStandIn, asked: Asked): Promise<Answer> {
  const found = findCompany(standIn.world(), asked.params['companyId'] ?? null)
  if (found === null || !isOwnForm(asked)) return noticePage('codat-link-unknown', 'This link leads nowhere.', 404)
  const connection = newConnection('gbol', standIn.now())
  found.company.connections.push(connection)
  await standIn.save()
  return seeOther(`/companies/${found.company.id}/connections/${connection.id}/start`)
}

async function start(standIn: CodatStandIn, { params }: Asked): Promise<Answer> {
  const found = findCompany(standIn.world(), params['companyId'] ?? null)
  const connection = found?.company.connections.find(({ id }) => id === params['connectionId'])
  if (found === null || connection === undefined || connection.platform !== 'gbol') {
    return noticePage('codat-link-unknown', 'This link leads nowhere.', 404)
  }
  if (standIn.fails('codat.link:one-time') && isSpent(connection, standIn.now())) {
    return noticePage('codat-link-stale', 'This link was used already or has expired. Ask for a new one.', 410)
  }
  const { xero } = found.client
  if (!xero.enabled || xero.clientId === null) {
    return noticePage('codat-link-not-enabled', 'Xero is not available here at present.')
  }
  if (standIn.xero === null)
    return noticePage('codat-link-no-xero', 'No practice Xero runs beside this practice Codat.')
  const visit: CodatLinkVisit = {
    state: randomUUID(),
    clientId: found.client.id,
    companyId: found.company.id,
    connectionId: connection.id,
    at: standIn.now().toISOString(),
  }
  standIn.world().visits.push(visit)
  connection.linkUsedAt ??= visit.at
  await standIn.save()
  return seeOther(authorizeAddress(standIn.xero, xero.clientId, xero.scopes, visit.state), 302)
}

/** Single use, and for one day: https://docs.codat.io/auth-flow/authorize-hosted-link, where one-time links are switched on. */
function isSpent({ linkUsedAt, createdAt }: CodatStandInConnection, now: Date): boolean {
  return linkUsedAt !== null || now.getTime() - Date.parse(createdAt) > DAY_MS
}

function authorizeAddress(xero: XeroNextDoor, clientId: string, scopes: readonly string[], state: string): string {
  const url = new URL('/identity/connect/authorize', xero.origins().xeroLogin)
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: codatAddresses.redirectUri.value,
    scope: scopes.join(' '),
    state,
  }).toString()
  return url.href
}

interface Visitor {
  readonly client: CodatStandInClient
  readonly company: CodatStandInCompany
  readonly connection: CodatStandInConnection
}

async function comeBack(standIn: CodatStandIn, { url }: Asked): Promise<Answer> {
  const visitor = takeVisit(standIn, url.searchParams.get('state'))
  if (visitor === null || standIn.xero === null) {
    return noticePage('codat-link-unknown', 'This link leads nowhere.', 404)
  }
  const code = url.searchParams.get('code')
  if (standIn.fails('codat.link:cancelled') || url.searchParams.has('error') || code === null) {
    return endWithout(standIn, visitor, cancelled)
  }
  const tenantId = await reachOrganisation(standIn.xero, visitor.client, code)
  if (tenantId === null) return endWithout(standIn, visitor, unknown)
  const { connection, company, client } = visitor
  if (connection.tenantId !== null && connection.tenantId !== tenantId)
    return endWithout(standIn, visitor, otherOrganisation)
  const at = standIn.now().toISOString()
  Object.assign(connection, { status: 'Linked', tenantId, lastSyncAt: at, consented: client.xero.scopes })
  await standIn.save()
  return linkedPage(company, redirectOf(client, visitor, { statusCode: '200', statusText: 'OK', errorMessage: '' }))
}

function takeVisit(standIn: CodatStandIn, state: string | null): Visitor | null {
  const world = standIn.world()
  const visit = world.visits.find((one) => one.state === state)
  if (visit === undefined) return null
  world.visits = world.visits.filter((one) => one !== visit)
  const client = findClient(world, visit.clientId)
  const company = client?.companies.find(({ id }) => id === visit.companyId)
  const connection = company?.connections.find(({ id }) => id === visit.connectionId)
  return client === null || company === undefined || connection === undefined ? null : { client, company, connection }
}

/** How Codat words an end without a link: https://docs.codat.io/auth-flow/customize/set-up-redirects */
interface LinkError {
  readonly statusCode: string
  readonly statusText: string
  readonly errorMessage: string
}
const cancelled: LinkError = { statusCode: '403', statusText: 'Forbidden', errorMessage: 'User cancelled.' }
const unknown: LinkError = {
  statusCode: '500',
  statusText: 'InternalServerError',
  errorMessage: 'Unknown error occurred.',
}
const otherOrganisation: LinkError = {
  statusCode: '403',
  statusText: 'Forbidden',
  errorMessage: 'Another organisation was connected before.',
}

async function endWithout(standIn: CodatStandIn, visitor: Visitor, error: LinkError): Promise<Answer> {
  visitor.connection.errors.push({ ...error, erroredOnUtc: standIn.now().toISOString() })
  await standIn.save()
  return notLinkedPage(visitor.company, error.errorMessage, redirectOf(visitor.client, visitor, error))
}

function redirectOf(client: CodatStandInClient, { company, connection }: Visitor, result: LinkError): string {
  const query = new URLSearchParams({
    companyId: company.id,
    connectionId: connection.id,
    platform: 'xero',
    statusCode: result.statusCode,
    statusText: result.statusText,
    ...(result.errorMessage === '' ? {} : { errorMessage: result.errorMessage }),
  })
  return `${client.redirectUrl.replace('{companyId}', company.id)}?${query}`
}

const rows = z.array(z.object({ tenantId: z.string(), authEventId: z.string() }))

/** Exchanges the code with the stored credentials and finds the organisation that was just connected; null if Xero refuses. */
async function reachOrganisation(
  xero: XeroNextDoor,
  { xero: { clientId, secretHash } }: CodatStandInClient,
  code: string,
): Promise<string | null> {
  if (clientId === null || secretHash === null) return null
  const redirectUri = codatAddresses.redirectUri.value
  const token = await xero.exchange({ clientId, secretHash, code, redirectUri })
  if (token === null) return null
  const listed = await fetch(`${xero.origins().xeroApi}/connections`, { headers: { Authorization: `Bearer ${token}` } })
  if (!listed.ok) return null
  const event = consentOf(token)
  return rows.parse(await listed.json()).find(({ authEventId }) => authEventId === event)?.tenantId ?? null
}

const claims = z.object({ authentication_event_id: z.string() })

/** The consent an access token came from. Its signature isn't checked: it came straight from the token endpoint. */
function consentOf(token: string): string {
  const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')
  return claims.parse(JSON.parse(payload)).authentication_event_id
}
