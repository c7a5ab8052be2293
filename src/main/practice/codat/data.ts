// Data status, history and push operations of a company: what a link's life looks like from the data's side.
import type { Answer, Asked } from '../http-server'
import { seedId } from '../xero/seed'
import { companyOf, noCompany } from './companies'
import { pageAnswer, slice } from './lists'
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

function withCompany(handle: (of: CodatStandInCompany, pulls: readonly Pull[], asked: Asked) => Answer): Handle {
  return (standIn, client, asked) => {
    const id = asked.params['companyId'] ?? ''
    const company = companyOf(standIn, client, id)
    return company === null ? noCompany(id) : handle(company, pullsOf(standIn, client, company), asked)
  }
}

export const dataStatus = withCompany((_, pulls) =>
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

export const history = withCompany((_, pulls, { url }) =>
  pageAnswer(url, (ask) => ({ rows: slice(pulls, ask), total: pulls.length })),
)

function pullsOf(standIn: CodatStandIn, client: CodatStandInClient, company: CodatStandInCompany): Pull[] {
  return company.connections.flatMap((connection) => {
    const at = connection.lastSyncAt
    if (at === null) return []
    const linked = statusOf(standIn, client, connection) === 'Linked'
    return DATA_TYPES.map((dataType) => {
      // For Xero, reading bank transactions always fails: expected, and no fault (Codat's Xero FAQ).
      const status = !linked ? 'AuthError' : dataType === 'bankTransactions' ? 'FetchError' : 'Complete'
      const isCompleted = status === 'Complete'
      return {
        id: seedId(`codat pull ${connection.id} ${dataType}`),
        companyId: company.id,
        connectionId: connection.id,
        dataType,
        status,
        ...(status === 'AuthError' ? { errorMessage: 'The connection is not authorised.' } : {}),
        requested: at,
        completed: at,
        progress: 100,
        isCompleted,
        isErrored: !isCompleted,
      }
    })
  })
}
