// Everybody with the names that are known of them, for who is on a call and who isn't.
import type { CodatRow } from '../../domain/connections/snapshot'
import { namedApp, namedClient } from '../../domain/guide/named-on-a-call'
import type { KnownToACall } from '../../domain/guide/shown-on-a-call'
import type { Composed } from '../app'

export async function everybody({
  records,
  codat,
  companies,
}: Pick<Composed, 'records' | 'codat'> & {
  readonly companies: (appId: string) => Promise<readonly CodatRow[]>
}): Promise<Pick<KnownToACall, 'apps' | 'clients'>> {
  const [{ records: apps }, { records: clients }] = await Promise.all([
    records.list(),
    codat.clients.ports.records.list(),
  ])
  const named = apps.map(async (one) => namedApp(one, await companies(one.id).catch(() => [])))
  return { apps: await Promise.all(named), clients: clients.map(namedClient) }
}
