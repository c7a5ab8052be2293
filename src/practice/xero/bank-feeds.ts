// Xero's own Bank Feeds API: feed connections and statements, each item with a status and an error of its own.
// https://github.com/XeroAPI/Xero-OpenAPI/blob/master/xero_bankfeeds.yaml
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { FeedErrorType } from '../../domain/bank-feeds/feed-errors'
import type { Answer, Asked, Route } from '../http-server'
import type { AccessTokenClaims } from './signer'
import { findApp, findOrganisation, type XeroStandIn } from './stand-in'
import type { XeroFeedConnection, XeroStatement } from './world'
import { parseJson } from '../../domain/text/parse-json'

const BASE = '/bankfeeds.xro/1.0'
const JSON_TYPE = { 'Content-Type': 'application/json; charset=utf-8' }
const PROBLEM_TYPE = { 'Content-Type': 'application/problem+json' }
const DAY_MS = 86_400_000

type WithToken = (handle: (asked: Asked, claims: AccessTokenClaims) => Answer | Promise<Answer>) => Route['handle']

interface Scene {
  readonly xero: XeroStandIn
  readonly asked: Asked
  readonly clientId: string
  readonly tenantId: string
}

/** Every route of the API; `reaches` says whether a token sees an organisation. */
export function bankFeedsRoutes(
  xero: XeroStandIn,
  withToken: WithToken,
  reaches: (tenantId: string, claims: AccessTokenClaims) => boolean,
): Route[] {
  const route = (method: Route['method'], path: string, handle: (scene: Scene) => Answer | Promise<Answer>): Route => ({
    method,
    path: `${BASE}${path}`,
    endpoint: 'xero.bank-feeds',
    handle: withToken((asked, claims) => {
      const tenantId = String(asked.headers['xero-tenant-id'] ?? '')
      if (!reaches(tenantId, claims)) return refused('invalid-request', 403, 'Forbidden', 'The tenant is out of reach.')
      return refusedFor(xero, claims, tenantId) ?? handle({ xero, asked, clientId: claims.client_id, tenantId })
    }),
  })
  return [
    route('GET', '/FeedConnections', listFeeds),
    route('POST', '/FeedConnections', createFeeds),
    route('GET', '/FeedConnections/:id', getFeed),
    route('POST', '/FeedConnections/DeleteRequests', deleteFeeds),
    route('GET', '/Statements', listStatements),
    route('POST', '/Statements', createStatements),
    route('GET', '/Statements/:statementId', getStatement),
  ]
}

function problem(type: FeedErrorType, status: number, title: string, detail: string) {
  return { type, title, status, detail }
}

function refused(type: FeedErrorType, status: number, title: string, detail: string): Answer {
  return { status, headers: PROBLEM_TYPE, body: JSON.stringify(problem(type, status, title, detail)) }
}

function refusedFor(xero: XeroStandIn, claims: AccessTokenClaims, tenantId: string): Answer | null {
  const granted = findApp(xero.world(), claims.client_id)?.grantedScopes.includes('bankfeeds') ?? false
  if (!granted || xero.fails('xero.bank-feeds:not-enabled')) {
    const detail = 'The application has not been configured to use these API endpoints.'
    return refused('invalid-application', 403, 'Invalid Application', detail)
  }
  if (!claims.scope.includes('bankfeeds')) {
    return refused('invalid-request', 401, 'Unauthorized', 'AuthorizationUnsuccessful')
  }
  if (findOrganisation(xero.world(), tenantId)?.class === 'DEMO') {
    const detail = 'The organisation does not support automated bank feeds.'
    return refused('invalid-organisation-bank-feeds', 403, 'Invalid Organisation', detail)
  }
  return null
}

function answered(status: number, body: unknown): Answer {
  return { status, headers: JSON_TYPE, body: JSON.stringify(body) }
}

function paged(asked: Asked, items: readonly unknown[]): Answer {
  const page = Math.max(1, Number(asked.url.searchParams.get('page') ?? 1) || 1)
  const size = Math.min(1_000, Math.max(1, Number(asked.url.searchParams.get('pageSize') ?? 10) || 10))
  return answered(200, {
    pagination: { page, pageSize: size, pageCount: Math.ceil(items.length / size), itemCount: items.length },
    items: items.slice((page - 1) * size, page * size),
  })
}

function ownFeeds({ xero, clientId, tenantId }: Scene): XeroFeedConnection[] {
  return xero.world().feedConnections.filter((one) => one.clientId === clientId && one.tenantId === tenantId)
}

function feedRow({ clientId: _app, tenantId: _tenant, ...row }: XeroFeedConnection) {
  return row
}

function listFeeds(scene: Scene): Answer {
  return paged(scene.asked, ownFeeds(scene).map(feedRow))
}

function getFeed(scene: Scene): Answer {
  const found = ownFeeds(scene).find(({ id }) => id === scene.asked.params['id'])
  return found === undefined
    ? refused('invalid-feed-connection', 404, 'Invalid Feed Connection', 'The feed connection does not exist.')
    : answered(200, feedRow(found))
}

const newFeed = z.object({
  accountToken: z.string().min(1).max(50),
  accountNumber: z.string().max(40).optional(),
  accountName: z.string().max(30).optional(),
  accountId: z.string().optional(),
  accountType: z.enum(['BANK', 'CREDITCARD']),
  currency: z.string().length(3),
})
const items = z.object({ items: z.array(z.unknown()).min(1) })

async function createFeeds(scene: Scene): Promise<Answer> {
  const body = items.safeParse(parseJson(scene.asked.body))
  if (!body.success) return refused('invalid-request', 400, 'Invalid Request', 'The request has no items.')
  const made = body.data.items.map((item) => createFeed(scene, item))
  await scene.xero.save()
  return answered(202, { items: made })
}

function createFeed(scene: Scene, item: unknown) {
  const wanted = newFeed.safeParse(item)
  if (!wanted.success) {
    const error = problem('invalid-request', 400, 'Invalid Request', 'The feed connection is not valid.')
    return { status: 'REJECTED', error }
  }
  const { accountToken, accountNumber = '', accountName = '', accountType, currency } = wanted.data
  const known = scene.xero.world().feedConnections.find((one) => one.accountToken === accountToken)
  if (known !== undefined) {
    const type =
      known.tenantId === scene.tenantId
        ? 'feed-already-connected-in-current-organisation'
        : 'feed-already-connected-in-different-organisation'
    const error = problem(type, 409, 'Feed Already Connected', 'The account token is connected already.')
    return { accountToken, status: 'REJECTED', error }
  }
  const feed: XeroFeedConnection = {
    id: randomUUID(),
    clientId: scene.clientId,
    tenantId: scene.tenantId,
    accountToken,
    accountNumber,
    accountName,
    accountId: wanted.data.accountId ?? randomUUID(),
    accountType,
    currency,
  }
  scene.xero.world().feedConnections.push(feed)
  return { id: feed.id, accountToken, status: 'PENDING' }
}

const deletions = z.object({ items: z.array(z.object({ id: z.string() })).min(1) })

async function deleteFeeds(scene: Scene): Promise<Answer> {
  const body = deletions.safeParse(parseJson(scene.asked.body))
  if (!body.success) return refused('invalid-request', 400, 'Invalid Request', 'The request has no items.')
  const own = new Set(ownFeeds(scene).map(({ id }) => id))
  const world = scene.xero.world()
  const ids = body.data.items.map(({ id }) => id)
  world.feedConnections = world.feedConnections.filter(({ id }) => !own.has(id) || !ids.includes(id))
  await scene.xero.save()
  const gone = problem('feed-not-found-or-already-deleted', 404, 'Not Found', 'The feed is not there.')
  return answered(202, {
    items: ids.map((id) => (own.has(id) ? { id, status: 'PENDING' } : { id, status: 'REJECTED', error: gone })),
  })
}

const balance = z.object({ amount: z.number(), creditDebitIndicator: z.enum(['CREDIT', 'DEBIT']) })
const newStatement = z.object({
  feedConnectionId: z.string(),
  startDate: z.iso.date(),
  endDate: z.iso.date(),
  startBalance: balance,
  endBalance: balance,
  statementLines: z
    .array(
      z.object({
        postedDate: z.iso.date(),
        amount: z.number().nonnegative(),
        creditDebitIndicator: z.enum(['CREDIT', 'DEBIT']),
        transactionId: z.string(),
      }),
    )
    .min(1),
})

/** Unsigned amounts with a side, from the customer's view: credits bring money in. */
function signed({ amount, creditDebitIndicator }: z.infer<typeof balance>): number {
  return creditDebitIndicator === 'CREDIT' ? amount : -amount
}

async function createStatements(scene: Scene): Promise<Answer> {
  const body = items.safeParse(parseJson(scene.asked.body))
  if (!body.success) return refused('invalid-request', 400, 'Invalid Request', 'The request has no items.')
  const made = body.data.items.map((item) => createStatement(scene, item))
  await scene.xero.save()
  return answered(202, { items: made })
}

function createStatement(scene: Scene, item: unknown) {
  const wanted = newStatement.safeParse(item)
  const rejected = (type: FeedErrorType, status: number, title: string, detail: string) => ({
    feedConnectionId: wanted.data?.feedConnectionId,
    status: 'REJECTED',
    errors: [problem(type, status, title, detail)],
  })
  if (!wanted.success) return rejected('invalid-request', 400, 'Invalid Request', 'The statement is not valid.')
  const { feedConnectionId, startDate, endDate, statementLines } = wanted.data
  if (!ownFeeds(scene).some(({ id }) => id === feedConnectionId))
    return rejected('invalid-feed-connection', 404, 'Invalid Feed Connection', 'The feed connection does not exist.')
  const now = scene.xero.now()
  const today = now.toISOString().slice(0, 10)
  if (startDate > endDate)
    return rejected('invalid-start-and-end-date', 422, 'Invalid Dates', 'The start date is after the end date.')
  if (startDate < new Date(now.getTime() - 365 * DAY_MS).toISOString().slice(0, 10))
    return rejected('invalid-start-date', 422, 'Invalid Start Date', 'The start date is older than one year.')
  if (endDate > today) return rejected('invalid-end-date', 422, 'Invalid End Date', 'The end date is in the future.')
  const from = signed(wanted.data.startBalance)
  const to = signed(wanted.data.endBalance)
  const moved = statementLines.reduce((sum, line) => sum + Math.round(signed(line) * 100), 0)
  if (Math.round(from * 100) + moved !== Math.round(to * 100)) {
    const detail = 'End balance does not match start balance +/- statement line amounts.'
    return rejected('invalid-end-balance', 422, 'Invalid End Balance', detail)
  }
  const transactionIds = statementLines.map(({ transactionId }) => transactionId)
  const world = scene.xero.world()
  const seen = new Set(
    world.statements.filter((one) => one.feedConnectionId === feedConnectionId).flatMap((one) => one.transactionIds),
  )
  if (transactionIds.every((id) => seen.has(id))) {
    const detail = 'The received statement was marked as a duplicate.'
    return rejected('duplicate-statement', 409, 'Duplicate Statement Received', detail)
  }
  const statement: XeroStatement = {
    id: randomUUID(),
    feedConnectionId,
    status: 'PENDING',
    startDate,
    endDate,
    startBalance: from,
    endBalance: to,
    transactionIds,
  }
  world.statements.push(statement)
  return { ...statementRow(statement) }
}

function statementRow(one: XeroStatement) {
  const { id, feedConnectionId, status, startDate, endDate, startBalance, endBalance, transactionIds } = one
  const side = (amount: number) => ({
    amount: Math.abs(amount),
    creditDebitIndicator: amount < 0 ? ('DEBIT' as const) : ('CREDIT' as const),
  })
  return {
    id,
    feedConnectionId,
    status,
    startDate,
    endDate,
    startBalance: side(startBalance),
    endBalance: side(endBalance),
    statementLineCount: transactionIds.length,
  }
}

/** Delivered by the time anybody looks again. */
function ownStatements(scene: Scene): XeroStatement[] {
  const own = new Set(ownFeeds(scene).map(({ id }) => id))
  return scene.xero
    .world()
    .statements.filter(({ feedConnectionId }) => own.has(feedConnectionId))
    .map((one) => ({ ...one, status: 'DELIVERED' as const }))
}

function listStatements(scene: Scene): Answer {
  return paged(scene.asked, ownStatements(scene).map(statementRow))
}

function getStatement(scene: Scene): Answer {
  const found = ownStatements(scene).find(({ id }) => id === scene.asked.params['statementId'])
  return found === undefined
    ? refused('statement-not-found', 404, 'Statement Not Found', 'The statement does not exist.')
    : answered(200, statementRow(found))
}
