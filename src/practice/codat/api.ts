// The practice Codat's API: routes, the key at the door, refusals on demand.
import {
  type PracticeCodatEndpoint,
  practiceCodatRefusals,
  type PracticeCodatRefusal,
} from '../../contract/practice-codat'
import type { Answer, Asked, Route } from '../http-server'
import { createGate } from './admission'
import { companyOf, createCompany, deleteCompany, listCompanies, noCompany } from './companies'
import { createConnection, deleteConnection, getConnection, listConnections, updateConnection } from './connections'
import { dataStatus, history } from './data'
import * as feeds from './feeds'
import { createIdempotencyMemory } from './idempotency'
import { pageAnswer, slice } from './lists'
import { getPush, listPushes, pushTransactions } from './push'
import { companyRow, integrationRow, platforms } from './rows'
import { ok, refusal } from './sayings'
import type { CodatStandIn } from './stand-in'
import type { CodatStandInClient } from './world'

export type CodatRoute = Route<PracticeCodatEndpoint>

type Handle = (client: CodatStandInClient, asked: Asked) => Answer | Promise<Answer>

/** What only the work itself answers, so that Codat's memory keeps it under the request's key. */
const WORK_REFUSALS: readonly PracticeCodatRefusal[] = ['bad-request', 'server-error', 'unavailable']
/** What is answered before any work, by the door or by the memory itself: nothing of it is kept. */
const DOOR_REFUSALS = (Object.keys(practiceCodatRefusals) as PracticeCodatRefusal[]).filter(
  (kind) => !WORK_REFUSALS.includes(kind),
)

/** Routes of the API host. */
export function codatApiRoutes(standIn: CodatStandIn): CodatRoute[] {
  const gate = createGate(standIn)
  const memory = createIdempotencyMemory(standIn)

  const route = (
    method: CodatRoute['method'],
    path: string,
    endpoint: PracticeCodatEndpoint,
    handle: Handle,
  ): CodatRoute => ({
    method,
    path,
    endpoint,
    async handle(asked) {
      const admitted = gate.admit(asked)
      if (admitted.client === null) return admitted.answer
      const { client, headers } = admitted
      const refused = (kinds: readonly PracticeCodatRefusal[]) => refusedOnDemand(standIn, endpoint, kinds)
      const work = async (): Promise<Answer> => refused(WORK_REFUSALS) ?? handle(client, asked)
      const isWrite = method === 'POST' || method === 'PATCH'
      const answer = refused(DOOR_REFUSALS) ?? (isWrite ? await memory.once(client.id, asked, work) : await work())
      return { ...answer, headers: { ...answer.headers, ...headers } }
    },
  })

  const COMPANY = '/companies/:companyId'
  const CONNECTION = `${COMPANY}/connections/:connectionId`
  const ACCOUNTS = `${CONNECTION}/connectionInfo/bankFeedAccounts`
  const MAPPING = `${CONNECTION}/bankFeedAccounts/mapping`
  return [
    route('GET', '/profile', 'codat.profile', (client) => ok(profile(client))),
    route('GET', '/profile/syncSettings', 'codat.profile', (client) => ok(syncSettings(client))),
    route('GET', '/integrations', 'codat.integrations', (client, { url }) =>
      pageAnswer(url, (ask) => ({
        rows: slice(platforms, ask).map((platform) => integrationRow(standIn, client, platform)),
        total: platforms.length,
      })),
    ),
    route('GET', '/integrations/:platformKey', 'codat.integrations', (client, asked) =>
      integration(standIn, client, asked),
    ),
    route('GET', '/companies', 'codat.companies', (client, asked) => listCompanies(standIn, client, asked)),
    route('POST', '/companies', 'codat.create-company', (client, asked) => createCompany(standIn, client, asked)),
    route('GET', COMPANY, 'codat.companies', (client, { params }) => {
      const company = companyOf(standIn, client, params['companyId'] ?? '')
      return company === null ? noCompany(params['companyId'] ?? '') : ok(companyRow(standIn, client, company))
    }),
    route('DELETE', COMPANY, 'codat.companies', (client, { params }) =>
      deleteCompany(standIn, client, params['companyId'] ?? ''),
    ),
    route('GET', `${COMPANY}/connections`, 'codat.connections', (client, asked) =>
      listConnections(standIn, client, asked),
    ),
    route('POST', `${COMPANY}/connections`, 'codat.create-connection', (client, asked) =>
      createConnection(standIn, client, asked),
    ),
    route('GET', CONNECTION, 'codat.connections', (client, asked) => getConnection(standIn, client, asked)),
    route('PATCH', CONNECTION, 'codat.update-connection', (client, asked) => updateConnection(standIn, client, asked)),
    route('DELETE', CONNECTION, 'codat.delete-connection', (client, asked) => deleteConnection(standIn, client, asked)),
    route('GET', `${COMPANY}/dataStatus`, 'codat.data', (client, asked) => dataStatus(standIn, client, asked)),
    route('GET', `${COMPANY}/data/history`, 'codat.data', (client, asked) => history(standIn, client, asked)),
    route('GET', `${COMPANY}/push`, 'codat.data', (client, asked) => listPushes(standIn, client, asked)),
    route('GET', `${COMPANY}/push/:pushOperationKey`, 'codat.push-operation', (client, asked) =>
      getPush(standIn, client, asked),
    ),
    route('GET', ACCOUNTS, 'codat.feed-accounts', (client, asked) => feeds.listAccounts(standIn, client, asked)),
    route('POST', ACCOUNTS, 'codat.create-feed-account', (client, asked) =>
      feeds.createAccount(standIn, client, asked),
    ),
    route('PATCH', `${ACCOUNTS}/:accountId`, 'codat.update-feed-account', (client, asked) =>
      feeds.updateAccount(standIn, client, asked),
    ),
    route('DELETE', `${ACCOUNTS}/:accountId`, 'codat.update-feed-account', (client, asked) =>
      feeds.deleteAccount(standIn, client, asked),
    ),
    route('GET', MAPPING, 'codat.feed-mapping', (client, asked) => feeds.listMappings(standIn, client, asked)),
    route('POST', MAPPING, 'codat.feed-mapping', (client, asked) => feeds.createMapping(standIn, client, asked)),
    route('GET', `${CONNECTION}/bankFeeds/info`, 'codat.feeds-info', (client, asked) =>
      feeds.feedsInfo(standIn, client, asked),
    ),
    route('POST', `${CONNECTION}/push/bankAccounts/:accountId/bankTransactions`, 'codat.push', (client, asked) =>
      pushTransactions(standIn, client, asked),
    ),
  ]
}

/** The refusal of these that is switched on for an endpoint, the first of the list if there are several. */
function refusedOnDemand(
  standIn: CodatStandIn,
  endpoint: PracticeCodatEndpoint,
  kinds: readonly PracticeCodatRefusal[],
): Answer | null {
  const kind = kinds.find((one) => standIn.fails(`${endpoint}/${one}`))
  if (kind === undefined) return null
  const headers = kind === 'rate-limited' ? { 'Retry-After': String(standIn.retryAfterSeconds()) } : {}
  return refusal(kind, { headers })
}

/** What a client must never keep: the real answer may carry the key, so this one always carries something shaped like it. */
const KEY_IN_PROFILE = 'PRACTICEprofileKEYcanary0123456789abcdef'

function profile(client: CodatStandInClient) {
  return {
    name: client.name,
    redirectUrl: client.redirectUrl,
    whiteListUrls: [],
    apiKey: KEY_IN_PROFILE,
    confirmCompanyName: false,
  }
}

function syncSettings(client: CodatStandInClient) {
  const setting = (dataType: string, syncOrder: number) => ({
    dataType,
    fetchOnFirstLink: true,
    syncSchedule: 24,
    syncOrder,
    syncFromWindow: 24,
    isLocked: false,
  })
  return { clientId: client.id, settings: [setting('company', 0), setting('invoices', 1)], overridesDefaults: false }
}

function integration(standIn: CodatStandIn, client: CodatStandInClient, { params }: Asked): Answer {
  const platform = platforms.find(({ key }) => key === params['platformKey'])
  if (platform === undefined) {
    return refusal('not-found', { error: `Integration ${params['platformKey'] ?? ''} not found` })
  }
  const row = integrationRow(standIn, client, platform)
  if (!standIn.fails('codat.integrations:unheard-of')) return ok(row)
  const [first, ...others] = row.datatypeFeatures
  const odd = { ...first, supportedFeatures: [{ featureType: 'Foresee', featureState: 'Dreamt' }] }
  return ok({ ...row, sourceType: 'Telepathy', datatypeFeatures: [odd, ...others], newField: true })
}
