// The rooms whose records travel, over real files beside the Xero apps of a bench.
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { codatClientV1 } from '../../src/domain/codat/schema'
import { openFeedFiles } from '../../src/main/bank-feeds/feed-files'
import { createCodatClients } from '../../src/main/codat/clients'
import { openDecisions } from '../../src/main/connections/files'
import { createIntegrations } from '../../src/main/guide/integrations'
import { openEvidenceFiles } from '../../src/main/partner/evidence-files'
import { openProfiles } from '../../src/main/partner/profiles'
import { openRecordFiles } from '../../src/main/records/record-files'
import type { xeroAppsBench } from './xero-apps-bench'

export function carriedRooms(bench: Awaited<ReturnType<typeof xeroAppsBench>>) {
  const paths = { records: path.join(bench.dir, 'all'), userData: bench.dir, activity: bench.dir, logs: bench.dir }
  const random = { id: () => randomUUID() }
  const clients = createCodatClients({
    ...bench,
    records: openRecordFiles({ dir: path.join(bench.dir, 'codat-clients'), schema: codatClientV1, clock: bench.clock }),
    random,
    machine: 'bench',
    mode: 'normal',
    onChange: () => {},
  })
  const profiles = openProfiles({ paths, clock: bench.clock, assertKept: async () => {}, onChange: () => {} })
  const integrations = createIntegrations({
    ...bench,
    records: profiles.setUps,
    apps: bench.records,
    clients: clients.ports.records,
    random,
    onChange: () => {},
  })
  const dir = (...names: string[]): string => path.join(paths.records, ...names)
  const feedDirs = { words: dir('words'), evidence: dir('companies'), xeroSaid: dir('xero-said') }
  return {
    clients,
    integrations,
    profiles,
    decisions: openDecisions(dir('decisions'), bench.clock),
    feeds: openFeedFiles(feedDirs, bench.clock),
    evidence: openEvidenceFiles(dir('evidence'), async () => {}),
  }
}
