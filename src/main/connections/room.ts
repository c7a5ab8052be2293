// Ties the gauge and the connections to Xero's own list, to Codat and to the records. None of those rooms knows the gauge.
import path from 'node:path'
import type { Composed } from '../composed'
import { createCodatConnectionsSource } from '../codat/connections-source'
import { openConnections, type Connections } from './connections'
import type { KeptConnections } from './kept-connections'
import { createXeroConnections } from './xero-connections'
import { Failure } from '../../domain/failure'
import { guardFetch } from '../provider-fetch'
import { originsOfXero, type XeroAddresses } from '../../domain/xero/addresses'
import { openAppConnections, type AppConnections } from '../xero/app-connections'
import { secretForCalls } from '../../domain/xero-apps/secret-slots'
import type { SecretShelf } from '../xero-apps/xero-apps'
import { saveFile } from '../save-file'

export interface ConnectionsRoomPorts extends Composed {
  kept: KeptConnections
  shelf: SecretShelf
  addresses: XeroAddresses
}

export function openConnectionsRoom(ports: ConnectionsRoomPorts): Connections {
  const { paths, clock, prompts, notifier, settings, activity, records, addresses, send } = ports
  const fetch = guardFetch(ports.fetch, originsOfXero(addresses), { deadlineMs: null })

  async function openApp(appId: string, signal?: AbortSignal): Promise<AppConnections> {
    const app = await records.get(appId)
    const slot = secretForCalls(app)
    if (slot === null) throw new Failure('vault.missing')
    const secret = await ports.shelf.read(app, slot)
    const base = { fetch, addresses, clock, clientId: app.clientId, secret }
    return openAppConnections(signal === undefined ? base : { ...base, signal })
  }

  return openConnections({
    dir: path.join(paths.records, 'connections'),
    kept: ports.kept,
    clock,
    prompts,
    notifier,
    wantsNotifications: () => settings.get().notifications,
    apps: records,
    xero: createXeroConnections(openApp),
    codat: createCodatConnectionsSource(ports.codat),
    saveFile: {
      save: ({ suggestedName, text }) => saveFile(ports.dialogs, { title: 'Export', suggestedName, contents: text }),
    },
    note: activity.note,
    onProgress: (progress) => send('connectionProgress', progress),
    onChange: (appId) => send('connectionsChanged', { appId }),
  })
}
