// Ties export and import to the rooms whose records travel. None of those rooms knows of it.
import path from 'node:path'
import { openFeedFiles } from '../bank-feeds/feed-files'
import type { Composed } from '../app'
import type { CodatClients } from '../codat/clients'
import { openDecisions } from '../connections/decision-files'
import type { Integrations } from '../guide/integrations'
import { openEvidenceFiles } from '../partner/evidence-files'
import type { MainPorts } from '../ports'
import { transferHandlers } from '../transfer/handlers'
import type { CarriedRooms } from '../transfer/parts'
import type { XeroApps } from '../xero-apps/xero-apps'
import type { Profiles } from './profiles'

export interface CarriedPorts extends Pick<MainPorts, 'paths' | 'clock'> {
  readonly codat: { readonly clients: Pick<CodatClients, 'ports' | 'add'> }
  readonly integrations: Pick<Integrations, 'add' | 'change'>
  readonly profiles: Profiles
}

export function openTransfer(
  ports: Composed & { apps: XeroApps; integrations: Integrations; profiles: Profiles },
): ReturnType<typeof transferHandlers> {
  const { apps, send } = ports
  return transferHandlers({
    ...ports,
    addApp: apps.add,
    changeApp: apps.change,
    rooms: carriedRooms(ports),
    onImported: (appIds) => tellImported(send, appIds),
  })
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
function tellImported(send: Composed['send'], appIds: readonly string[]): void {
  for (const name of ['xeroAppsChanged', 'codatClientsChanged', 'integrationsChanged'] as const) send(name, {})
  for (const appId of appIds) for (const name of ['connectionsChanged', 'feedsChanged'] as const) send(name, { appId })
}
