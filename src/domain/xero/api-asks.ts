// Every call to Xero's API: what is sent, and what of its answer is read.
import { xeroPaths } from '../facts'
import { ID, readConnections, readFeedConnections, readOrganisation } from './api-answers'

export interface XeroAsk<T> {
  readonly path: string
  readonly method?: 'GET' | 'DELETE'
  readonly tenantId?: string
  /** Statuses beside 2xx that are an answer too. */
  readonly alsoFine?: readonly number[]
  /** What the answer's JSON holds; null for what can't be read. A function of the status where its body says nothing. */
  readonly read: { readonly json: (json: unknown) => T | null } | { readonly status: (status: number) => T }
}

const ask = <T>(made: XeroAsk<T>): XeroAsk<T> => made

export const xeroAsks = {
  /** All connections the token can see, or only those of one consent. */
  listConnections(authEventId?: string) {
    const query = authEventId === undefined ? '' : `?${new URLSearchParams({ authEventId })}`
    return ask({ path: `${xeroPaths.connections.value}${query}`, read: { json: readConnections } })
  },
  /** Removes one connection by its own id. A connection that was gone already is fine. */
  removeConnection(id: string) {
    return ask<'removed' | 'already-gone'>({
      path: `${xeroPaths.connections.value}/${encodeURIComponent(checkedId(id))}`,
      method: 'DELETE',
      alsoFine: [404],
      read: { status: (status) => (status === 404 ? 'already-gone' : 'removed') },
    })
  },
  organisation(tenantId: string) {
    return ask({ path: xeroPaths.organisation.value, tenantId, read: { json: readOrganisation } })
  },
  /** The first feed connection of the app in an organisation: enough to learn whether the bank feeds API lets the app in. */
  feedConnections(tenantId: string) {
    const query = new URLSearchParams({ page: '1', pageSize: '1' })
    return ask({ path: `${xeroPaths.feedConnections.value}?${query}`, tenantId, read: { json: readFeedConnections } })
  },
}

function checkedId(id: string): string {
  if (!ID.test(id)) throw new TypeError('A connection’s id is a UUID')
  return id
}
