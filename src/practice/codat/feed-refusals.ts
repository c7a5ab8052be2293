// What Xero's bank feeds API refuses with, as it comes out of Codat. Bytes of Xero's specification where it has an example:
// https://github.com/XeroAPI/Xero-OpenAPI/blob/master/xero_bankfeeds.yaml
import { feedErrorTypes, type FeedErrorType } from '../../domain/bank-feeds/feed-errors'
import type { CodatStandIn } from './stand-in'
import type { CodatStandInClient, CodatStandInConnection } from './world'

export interface FeedProblem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
}

const published: Partial<Record<FeedErrorType, Omit<FeedProblem, 'type'>>> = {
  'invalid-application': {
    title: 'Invalid Application',
    status: 403,
    detail: 'The application has not been configured to use these API endpoints.',
  },
  'duplicate-statement': {
    title: 'Duplicate Statement Received',
    status: 409,
    detail: 'The received statement was marked as a duplicate.',
  },
  'invalid-end-balance': {
    title: 'Invalid End Balance',
    status: 422,
    detail: 'End balance does not match start balance +/- statement line amounts.',
  },
  'internal-error': {
    title: 'Intermittent Internal Xero Error',
    status: 500,
    detail: 'The request should be retried. If the error persists, a Xero support issue should be raised.',
  },
  // The 2023 guide's own bytes: https://github.com/codatio/codat-docs/pull/420
  'invalid-organisation-bank-feeds': {
    title: 'Invalid Organisation',
    status: 403,
    detail: 'The organisation does not support automated bank feeds.',
  },
}

function problemOf(type: FeedErrorType): FeedProblem {
  return { type, ...(published[type] ?? { title: 'Bank feeds refused', status: 422, detail: 'Practice refusal.' }) }
}

/**
 * Why Xero would refuse what Codat sends for this connection, or null: a refusal that is switched on, else what the practice
 * world itself forbids (the app, the consent, the organisation).
 */
export function feedRefusal(
  standIn: CodatStandIn,
  client: CodatStandInClient,
  connection: CodatStandInConnection,
): FeedProblem | null {
  const type = feedErrorTypes.find((one) => standIn.fails(`codat.feed-refusal/${one}`))
  if (type !== undefined) return spelt(standIn, problemOf(type))
  if (standIn.fails('codat.push:unheard-of')) {
    return { type: 'feed-on-holiday', title: 'Feed on holiday', status: 422, detail: 'This feed rests until Monday.' }
  }
  const { xero } = standIn
  const { clientId } = client.xero
  if (xero === null || clientId === null || connection.tenantId === null) return null
  if (!xero.mayFeed(clientId)) return problemOf('invalid-application')
  if (!connection.consented.includes('bankfeeds')) {
    // Not a bank feeds error at all: Xero's API turns a token without the scope away before it looks at anything.
    return { type: '', title: 'Unauthorized', status: 401, detail: 'AuthorizationUnsuccessful' }
  }
  return xero.organisation(connection.tenantId)?.class === 'DEMO'
    ? spelt(standIn, problemOf('invalid-organisation-bank-feeds'))
    : null
}

function spelt(standIn: CodatStandIn, problem: FeedProblem): FeedProblem {
  const { type, title, status, detail } = problem
  if (!/organisation/i.test(`${type} ${title} ${detail}`) || !standIn.fails('codat.push:american')) return problem
  const american = (text: string): string => text.replaceAll('rganisation', 'rganization')
  return { type: american(type), title: american(title), status, detail: american(detail) }
}

/** Xero's refusal inside the message of a push operation. */
export function messageOf({ type, title, status, detail }: FeedProblem): string {
  const said = type === '' ? `${title} (${status}): ${detail}` : JSON.stringify({ type, title, status, detail })
  return `An error occurred in a downstream service. Message: ${said}`
}
