import type { CodatClient } from './schema'

/** What tells one Codat client from another: one can stand in Latchkey twice. */
export function instanceOf(clientId: string, clients: ReadonlyMap<string, Pick<CodatClient, 'codatId'>>): string {
  return clients.get(clientId)?.codatId?.toLowerCase() ?? clientId
}
