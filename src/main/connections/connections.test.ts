import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { linkedCompany } from '../../../test/support/connections-bench'
import { buildRows } from '../../domain/connections/gauge'
import { openConnections } from './connections'
import { openKeptConnections } from './kept-connections'

const APP_ID = '00000000-0000-4000-8000-000000000001'
let dir = ''
afterEach(() => rm(dir, { recursive: true, force: true }))

it('builds the rows of one count once, however often they are looked at and counted up to', async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'latchkey-connections-'))
  let builds = 0
  const clock = { now: () => new Date('2026-11-29T09:00:00.000Z'), monotonic: () => 0 }
  const apps = { get: async () => ({ id: APP_ID, name: 'Harbour Pay', createdOn: '2024-01-01' }) }
  const connections = openConnections({
    dir,
    kept: openKeptConnections({ dir, clock, apps }),
    clock,
    apps,
    prompts: { confirm: async () => false },
    notifier: { notify: async () => 'shown' },
    wantsNotifications: () => true,
    xero: { list: async () => ({ kind: 'listed', connections: [], unreadableRows: 0 }), remove: async () => 'refused' },
    codat: {
      clientsOf: async () => [{ id: 'client', name: 'Harbour' }],
      readCompanies: async () => ({ kind: 'read', complete: true, code: null, rows: [linkedCompany('Orchard')] }),
      readLinkedFigure: async () => ({ kind: 'read', linked: 1 }),
      deleteConnection: async () => 'deleted',
    },
    saveFile: { save: async () => 'saved' },
    note: async () => {},
    onProgress: () => {},
    onChange: () => {},
    buildRows(of) {
      builds += 1
      return buildRows(of)
    },
  })
  await connections.getGauge({ appId: APP_ID })
  expect(builds).toBe(1)
  await connections.refreshGauge({ appId: APP_ID, operationId: 'count' })
  await connections.getGauge({ appId: APP_ID })
  expect((await connections.listConnections({ appId: APP_ID })).connections).toHaveLength(1)
  await connections.listFreeingChoices({ appId: APP_ID })
  await connections.exportConnections({ appId: APP_ID })
  expect(builds).toBe(2)
})
