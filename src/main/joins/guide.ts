// Ties the walk to the records it stands on.
import path from 'node:path'
import { integrationV1 } from '../../contract/guide'
import type { EventPayload } from '../../contract/api'
import type { CodatClient } from '../../contract/codat'
import type { EventName } from '../../contract/calls'
import type { XeroApp } from '../../contract/xero-apps'
import type { Activity } from '../activity/activity'
import { createIntegrations, type Integrations } from '../guide/integrations'
import type { Clock, Paths, Prompts, Random } from '../ports'
import { openRecordFiles, type RecordFiles } from '../records/record-files'

export interface GuidePorts {
  paths: Paths
  clock: Clock
  random: Random
  prompts: Prompts
  activity: Activity
  apps: RecordFiles<XeroApp>
  clients: RecordFiles<CodatClient>
  send: <K extends EventName>(name: K, payload: EventPayload<K>) => void
}

export function openGuide(ports: GuidePorts): { integrations: Integrations } {
  const { paths, clock, send } = ports
  const integrations = createIntegrations({
    ...ports,
    records: openRecordFiles({ dir: path.join(paths.records, 'integrations'), schema: integrationV1, clock }),
    onChange: () => send('integrationsChanged', {}),
  })
  return { integrations }
}
