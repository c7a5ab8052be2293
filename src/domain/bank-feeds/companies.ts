// Companies at Codat as bank feeds list them.
import type { FeedCompany } from './schema'

export interface FeedCompanyRow {
  readonly id: string
  readonly name: string
  readonly connections: readonly { readonly id: string; readonly status: string; readonly created: string | null }[]
}

/** A company stands once for each of its connections. */
export function feedCompaniesOf(
  client: { readonly id: string; readonly name: string },
  company: FeedCompanyRow,
): FeedCompany[] {
  return company.connections.map((connection) => ({
    clientId: client.id,
    clientName: client.name,
    companyId: company.id,
    companyName: company.name,
    connectionId: connection.id,
    status: connection.status,
    created: connection.created,
  }))
}
