import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { linkedCompany } from '../../../test/support/connections-bench'
import { buildRows } from '../../domain/connections/gauge'
import { type Connections, openConnections } from './connections'
import { openKeptConnections } from './kept-connections'

const APP_ID = '00000000-0000-4000-8000-000000000001'
let dir = ''
afterEach(() => rm(dir, { recursive: true, force: true }))

interface Told {
  readonly onBuild?: () => void
  /** Codat has given all, and nothing of it is kept yet. */
  readonly onCounted?: () => void
}

/** The service, which finds one company more at each count, a minute later. */
async function opened({ onBuild, onCounted }: Told): Promise<Connections> {
  dir = await mkdtemp(path.join(tmpdir(), 'latchkey-connections-'))
  let counts = 0
  const clock = { now: () => new Date(Date.UTC(2026, 10, 29, 9, counts)), monotonic: () => 0 }
  const apps = { get: async () => ({ id: APP_ID, name: 'Harbour Pay', createdOn: '2024-01-01' }) }
  return openConnections({
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
      async readCompanies() {
        counts += 1
        const rows = Array.from({ length: counts }, (_, at) => linkedCompany(`Orchard ${at}`))
        return { kind: 'read', complete: true, code: null, rows }
      },
      async readLinkedFigure() {
        onCounted?.()
        return { kind: 'read', linked: counts }
      },
      deleteConnection: async () => 'deleted',
    },
    saveFile: { save: async () => 'saved' },
    note: async () => {},
    onProgress: () => {},
    onChange: () => {},
    buildRows(of) {
      onBuild?.()
      return buildRows(of)
    },
  })
}

it('builds the rows of one count once, however often they are looked at and counted up to', async () => {
  let builds = 0
  const connections = await opened({ onBuild: () => (builds += 1) })
  await connections.getGauge({ appId: APP_ID })
  expect(builds).toBe(1)
  await connections.refreshGauge({ appId: APP_ID, operationId: 'count' })
  await connections.getGauge({ appId: APP_ID })
  expect((await connections.listConnections({ appId: APP_ID })).connections).toHaveLength(1)
  await connections.listFreeingChoices({ appId: APP_ID })
  await connections.exportConnections({ appId: APP_ID })
  expect(builds).toBe(2)
})

it('answers with rows and times of one moment, though another is counted while they are put together', async () => {
  const asked: ReturnType<Connections['listConnections']>[] = []
  const connections = await opened({
    onCounted: () => asked.push(connections.listConnections({ appId: APP_ID })),
  })
  await connections.refreshGauge({ appId: APP_ID, operationId: 'first' })
  await connections.refreshGauge({ appId: APP_ID, operationId: 'second' })
  expect((await Promise.all(asked)).map(({ readAt, connections: rows }) => [readAt, rows.length])).toEqual([
    [null, 0],
    ['2026-11-29T09:01:00.000Z', 1],
  ])
  const { readAt, connections: rows } = await connections.listConnections({ appId: APP_ID })
  expect([readAt, rows.length]).toEqual(['2026-11-29T09:02:00.000Z', 2])
})
