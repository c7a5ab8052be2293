// Ties export and import to the rooms whose records travel. None of those rooms knows of it.
import path from 'node:path'
import type { EventPayload } from '../../contract/api'
import type { EventName } from '../../contract/calls'
import { openFeedFiles } from '../bank-feeds/feed-files'
import type { CodatClients } from '../codat/clients'
import { openDecisions } from '../connections/decision-files'
import type { Integrations } from '../guide/integrations'
import { openEvidenceFiles } from '../partner/evidence-files'
import type { MainPorts } from '../ports'
import type { CarriedRooms } from '../transfer/parts'
import type { Profiles } from './profiles'

export interface CarriedPorts extends Pick<MainPorts, 'paths' | 'clock'> {
  readonly codat: { readonly clients: Pick<CodatClients, 'ports' | 'add'> }
  readonly integrations: Pick<Integrations, 'add' | 'change'>
  readonly profiles: Profiles
}

/** The rooms over their own files: an import writes only where nothing is, so it shares no turn with a change of what is. */
export function carriedRooms({ paths, clock, codat, integrations, profiles }: CarriedPorts): CarriedRooms {
  const dir = (...names: string[]): string => path.join(paths.records, ...names)
  const words = openFeedFiles(
    {
      words: dir('bank-feeds', 'words'),
      evidence: dir('bank-feeds', 'companies'),
      xeroSaid: dir('bank-feeds', 'apps'),
    },
    clock,
  )
  return {
    clients: {
      list: async () => (await codat.clients.ports.records.list()).records,
      add: (fields) => codat.clients.add(fields),
    },
    setUps: {
      list: async () => (await profiles.setUps.list()).records,
      add: (fields) => integrations.add(fields),
      change: (id, edit) => integrations.change(id, edit),
    },
    profiles,
    applications: profiles.applications,
    decisions: openDecisions(dir('connections', 'decisions'), clock),
    words: {
      get: (appId, clientId) => words.words(appId, clientId),
      change: (appId, clientId, edit) => words.changeWords(appId, clientId, edit),
    },
    evidence: openEvidenceFiles(dir('partner', 'evidence')),
  }
}

/** Tells the page to ask again for all that an import may have brought in. */
export function tellImported(
  send: <K extends EventName>(name: K, payload: EventPayload<K>) => void,
  appIds: readonly string[],
): void {
  for (const name of ['xeroAppsChanged', 'codatClientsChanged', 'integrationsChanged'] as const) send(name, {})
  for (const appId of appIds) for (const name of ['connectionsChanged', 'feedsChanged'] as const) send(name, { appId })
}
