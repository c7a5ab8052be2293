// Push operations that nobody here made: a settled one for every connection that was read, and others on demand.
import { seedId } from '../xero/seed'
import type { CodatStandIn } from './stand-in'
import type { CodatStandInCompany, CodatStandInConnection } from './world'

const HOUR_MS = 3_600_000
const REFUSED = 'Account code 200 is archived in Xero.'

/** The company's writes of other data types than bank transactions, in the shape of Codat's list. */
export function otherWrites(standIn: CodatStandIn, company: CodatStandInCompany) {
  const hoursAgo = (hours: number): string => new Date(standIn.now().getTime() - hours * HOUR_MS).toISOString()
  return company.connections.flatMap((connection) => {
    const at = connection.lastSyncAt
    if (at === null) return []
    return [
      writeOf(company, connection, 'settled', at),
      ...(standIn.fails('codat.data:write-pending') ? [writeOf(company, connection, 'pending', hoursAgo(2))] : []),
      ...(standIn.fails('codat.data:write-late') ? [writeOf(company, connection, 'late', hoursAgo(49))] : []),
      ...(standIn.fails('codat.data:write-failed') ? [writeOf(company, connection, 'failed', hoursAgo(1))] : []),
    ]
  })
}

function writeOf(
  company: CodatStandInCompany,
  { id }: CodatStandInConnection,
  state: 'settled' | 'pending' | 'late' | 'failed',
  at: string,
) {
  const base = {
    companyId: company.id,
    pushOperationKey: seedId(`codat push ${id}${state === 'settled' ? '' : ` ${state}`}`),
    dataConnectionKey: id,
    dataType: 'invoices',
    requestedOnUtc: at,
  }
  switch (state) {
    case 'settled':
      return { ...base, completedOnUtc: at, status: 'Success', statusCode: 200 }
    case 'pending':
    case 'late':
      return { ...base, status: 'Pending', statusCode: 202 }
    case 'failed':
      return { ...base, completedOnUtc: at, status: 'Failed', statusCode: 400, errorMessage: REFUSED }
  }
}
