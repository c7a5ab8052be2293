// Ties export and import to the rooms whose records travel. None of those rooms knows of it.
import type { FeedFiles } from '../bank-feeds/feed-files'
import type { Composed } from '../app'
import type { CodatClients } from '../codat/clients'
import type { KeptConnections } from '../connections/kept-connections'
import type { Integrations } from '../guide/integrations'
import type { EvidenceFiles } from '../partner/evidence-files'
import { transferHandlers } from '../transfer/handlers'
import type { CarriedRooms } from '../transfer/parts'
import type { XeroApps } from '../xero-apps/xero-apps'
import type { Profiles } from './profiles'

export interface CarriedPorts {
  readonly codat: { readonly clients: Pick<CodatClients, 'ports' | 'add'> }
  readonly integrations: Pick<Integrations, 'add' | 'change'>
  readonly profiles: Profiles
  readonly decisions: KeptConnections['decisions']
  readonly feeds: Pick<FeedFiles, 'words' | 'changeWords'>
  readonly evidence: EvidenceFiles
}

export function openTransfer(ports: Composed & CarriedPorts & { apps: XeroApps }): ReturnType<typeof transferHandlers> {
  const { apps, send } = ports
  return transferHandlers({
    ...ports,
    addApp: apps.calls.addXeroApp,
    changeApp: (id, fields) => apps.calls.updateXeroApp({ id, fields }),
    rooms: carriedRooms(ports),
    onImported: (appIds) => tellImported(send, appIds),
  })
}

/** The rooms themselves: an import takes turns with their changes, and with the removal of what an app that goes leaves. */
export function carriedRooms(ports: CarriedPorts): CarriedRooms {
  const { codat, integrations, profiles, decisions, feeds, evidence } = ports
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
    decisions,
    words: {
      get: (appId, clientId) => feeds.words(appId, clientId),
      change: (appId, clientId, edit) => feeds.changeWords(appId, clientId, edit),
    },
    evidence,
  }
}

/** Tells the page to ask again for all that an import may have brought in. */
function tellImported(send: Composed['send'], appIds: readonly string[]): void {
  for (const name of ['xeroAppsChanged', 'codatClientsChanged', 'integrationsChanged'] as const) send(name, {})
  for (const appId of appIds) for (const name of ['connectionsChanged', 'feedsChanged'] as const) send(name, { appId })
}
