// Ties the partner application to the records, the gauge, the activity and main's own dialogs. None of those rooms knows it.
import { lookup } from 'node:dns/promises'
import path from 'node:path'
import { namesOfOthers } from '../../domain/partner/discretion'
import type { Composed } from '../composed'
import type { Connections } from '../connections/connections'
import type { ApplicationFiles } from './application-files'
import { openPartner, type Partner } from './partner'
import { saveFile } from '../save-file'

export interface PartnerRoomPorts extends Composed {
  connections: Connections
  applications: ApplicationFiles
  onChange: (appId: string) => void
}

/** As many entries as a connection and a disconnection are looked for in. */
const ACTIVITY_ENTRIES = 1_000
const EVIDENCE_ENDINGS = ['png', 'jpg', 'jpeg', 'pdf', 'txt', 'md', 'csv', 'json', 'docx', 'xlsx', 'mp4', 'webm', 'zip']

export function openPartnerRoom(ports: PartnerRoomPorts): Partner {
  const { paths, records, connections, settings, activity, dialogs } = ports
  return openPartner({
    ...ports,
    dir: path.join(paths.records, 'partner'),
    isPractice: ports.info.mode === 'practice',
    wantsNotifications: () => settings.get().notifications,
    lookup: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
    confirm: ports.prompts.confirm,
    toPdf: ports.printer.toPdf,
    apps: records,
    otherNames: (appId) => otherNames(appId, ports),
    gauge: (appId) => connections.getGauge({ appId }),
    setLimit: (appId, preset) => connections.setConnectionLimit({ appId, setting: { kind: 'preset', preset } }),
    activity: async () => (await activity.list(ACTIVITY_ENTRIES)).entries,
    chooseFile: () => dialogs.chooseOpen({ title: 'Evidence', extensions: EVIDENCE_ENDINGS }),
    saveFile: ({ suggestedName, bytes }) => saveFile(dialogs, { title: 'Save', suggestedName, contents: bytes }),
    note: activity.note,
  })
}

/** Everybody Latchkey knows of: other apps and their customers, Codat clients, and the organisations in this app's connections. */
async function otherNames(appId: string, { records, connections, codat }: PartnerRoomPorts): Promise<string[]> {
  const [{ records: apps }, listed, { clients }] = await Promise.all([
    records.list(),
    connections.connections(appId).catch(() => []),
    codat.clients.list().catch(() => ({ clients: [] })),
  ])
  return namesOfOthers(appId, { apps, clients, connections: listed })
}
