// Data status and history of a company: what a link's life looks like from the data's side.
import type { Answer, Asked } from '../http-server'
import { seedId } from '../xero/seed'
import { companyOf, noCompany } from './companies'
import { ordered, pageAnswer, slice } from './lists'
import { ok } from './sayings'
import { type CodatStandIn, statusOf } from './stand-in'
import type { CodatStandInClient, CodatStandInCompany } from './world'

const DATA_TYPES = ['company', 'bankAccounts', 'bankTransactions', 'invoices'] as const

interface Pull {
  readonly id: string
  readonly companyId: string
  readonly connectionId: string
  readonly dataType: string
  readonly status: string
  readonly errorMessage?: string
  readonly requested: string
  readonly completed?: string
  readonly progress: number
  readonly isCompleted: boolean
  readonly isErrored: boolean
}

type Handle = (standIn: CodatStandIn, client: CodatStandInClient, asked: Asked) => Answer

function withPulls(handle: (pulls: readonly Pull[], asked: Asked) => Answer): Handle {
  return (standIn, client, asked) => {
    const id = asked.params['companyId'] ?? ''
    const company = companyOf(standIn, client, id)
    return company === null ? noCompany(id) : handle(pullsOf(standIn, client, company), asked)
  }
}

export const dataStatus = withPulls((pulls) =>
  ok(
    Object.fromEntries(
      pulls.map(({ id, dataType, status, completed }) => [
        dataType,
        {
          dataType,
          currentStatus: status,
          latestSyncId: id,
          ...(status === 'Complete' && completed !== undefined
            ? { lastSuccessfulSync: completed, latestSuccessfulSyncId: id }
            : {}),
        },
      ]),
    ),
  ),
)

export const history = withPulls((pulls, { url }) =>
  pageAnswer(url, (ask) => ({
    rows: slice(ordered(pulls, ask.orderBy, { requested: (pull) => pull.requested }), ask),
    total: pulls.length,
  })),
)

/** What reading a data type came to. The messages are those that Codat's help pages quote. */
function outcomeOf(standIn: CodatStandIn, dataType: (typeof DATA_TYPES)[number], linked: boolean): [string, string?] {
  if (!linked) return ['AuthError', 'The connection is not authorised.']
  if (standIn.fails('codat.data:day-limit')) {
    return ['RateLimitError', 'XeroApiDailyCapReachedFatalException: daily limit reached, retry-after 43200']
  }
  if (standIn.fails('codat.data:minute-limit')) {
    return ['FetchError', 'Maximum timeout of "00:02:00" would be exceeded by waiting for the limit.']
  }
  if (standIn.fails('codat.data:under-way')) return ['Fetching']
  if (dataType === 'invoices' && standIn.fails('codat.data:not-permitted')) {
    return ['PermissionsError', 'Insufficient scope.']
  }
  if (dataType === 'bankAccounts' && standIn.fails('codat.data:unreadable')) {
    return ['FetchError', 'An unexpected error occurred while fetching bank accounts.']
  }
  // For Xero, reading bank transactions always fails: expected, and no fault (Codat's Xero FAQ).
  return dataType === 'bankTransactions' ? ['FetchError'] : ['Complete']
}

function pullsOf(standIn: CodatStandIn, client: CodatStandInClient, company: CodatStandInCompany): Pull[] {
  if (standIn.fails('codat.data:never-read')) return []
  return company.connections.flatMap((connection) => {
    const at = connection.lastSyncAt
    if (at === null) return []
    const linked = statusOf(standIn, client, connection) === 'Linked'
    return DATA_TYPES.map((dataType) => {
      const [status, errorMessage] = outcomeOf(standIn, dataType, linked)
      const isCompleted = status === 'Complete'
      const isErrored = status.endsWith('Error')
      return {
        id: seedId(`codat pull ${connection.id} ${dataType}`),
        companyId: company.id,
        connectionId: connection.id,
        dataType,
        status,
        ...(errorMessage === undefined ? {} : { errorMessage }),
        requested: at,
        ...(isCompleted || isErrored ? { completed: at } : {}),
        progress: isCompleted || isErrored ? 100 : 10,
        isCompleted,
        isErrored,
      }
    })
  })
}
