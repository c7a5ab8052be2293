import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { linkedCompany } from '../../../test/support/connections-bench'
import { MOST_IN_A_PART } from '../../contract/connections'
import { buildRows } from '../../domain/connections/gauge'
import { type Connections, openConnections } from './connections'
import { openKeptConnections } from './kept-connections'

const APP_ID = '00000000-0000-4000-8000-000000000001'
const XERO_CONNECTION = {
  id: 'one',
  authEventId: null,
  tenantId: 'tenant-one',
  tenantType: 'ORGANISATION',
  tenantName: 'Rimu Street Cafe',
  createdDateUtc: null,
  updatedDateUtc: null,
}
let dir = ''
afterEach(() => rm(dir, { recursive: true, force: true }))

interface Told {
  readonly onBuild?: () => void
  /** Codat has given all, and nothing of it is kept yet. */
  readonly onCounted?: () => void
  /** Of Codat; one as nothing is said. */
  readonly companiesAtFirst?: number
  /** Whether Xero gives a connection. */
  readonly xeroLists?: boolean
}

/** The service, which finds one company more at each count, a minute later. */
async function opened({ onBuild, onCounted, companiesAtFirst = 1, xeroLists = false }: Told): Promise<Connections> {
  dir = await mkdtemp(path.join(tmpdir(), 'latchkey-connections-'))
  let counts = 0
  const listed = xeroLists ? [XERO_CONNECTION] : []
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
    xero: {
      list: async () => ({ kind: 'listed', connections: listed, unreadableRows: 0 }),
      remove: async () => 'refused',
    },
    codat: {
      clientsOf: async () => [{ id: 'client', name: 'Harbour' }],
      async readCompanies() {
        counts += 1
        const rows = Array.from({ length: companiesAtFirst - 1 + counts }, (_, at) => linkedCompany(`Orchard ${at}`))
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
  expect((await connections.listConnections({ appId: APP_ID, from: 0 })).rows).toHaveLength(1)
  await connections.listFreeingChoices({ appId: APP_ID, from: 0 })
  await connections.exportConnections({ appId: APP_ID })
  expect(builds).toBe(2)
})

it('gives long lists in parts that are known to belong together until another is counted', async () => {
  const many = MOST_IN_A_PART + 1
  const connections = await opened({ companiesAtFirst: many })
  await connections.refreshGauge({ appId: APP_ID, operationId: 'count' })
  const first = await connections.listConnections({ appId: APP_ID, from: 0 })
  const second = await connections.listConnections({ appId: APP_ID, from: MOST_IN_A_PART })
  expect([first.total, first.rows.length, second.rows.length]).toEqual([many, MOST_IN_A_PART, 1])
  expect([...first.rows, ...second.rows]).toEqual(await connections.connections(APP_ID))
  expect(second.edition).toBe(first.edition)
  await connections.refreshGauge({ appId: APP_ID, operationId: 'again' })
  const later = await connections.listConnections({ appId: APP_ID, from: 0 })
  expect(later.total).toBe(many + 1)
  expect(later.edition).not.toBe(first.edition)
})

it('ranks what can be freed once a count, so that its parts belong together', async () => {
  const connections = await opened({ xeroLists: true })
  await connections.refreshGauge({ appId: APP_ID, operationId: 'count' })
  const [first, again] = [
    await connections.listFreeingChoices({ appId: APP_ID, from: 0 }),
    await connections.listFreeingChoices({ appId: APP_ID, from: 0 }),
  ]
  expect([first.total, first.rows.length]).toEqual([1, 1])
  expect(again.edition).toBe(first.edition)
})

it('answers with rows and times of one moment, though another is counted while they are put together', async () => {
  const asked: ReturnType<Connections['listConnections']>[] = []
  const connections = await opened({
    onCounted: () => asked.push(connections.listConnections({ appId: APP_ID, from: 0 })),
  })
  await connections.refreshGauge({ appId: APP_ID, operationId: 'first' })
  await connections.refreshGauge({ appId: APP_ID, operationId: 'second' })
  expect((await Promise.all(asked)).map(({ readAt, rows }) => [readAt, rows.length])).toEqual([
    [null, 0],
    ['2026-11-29T09:01:00.000Z', 1],
  ])
  const { readAt, rows } = await connections.listConnections({ appId: APP_ID, from: 0 })
  expect([readAt, rows.length]).toEqual(['2026-11-29T09:02:00.000Z', 2])
})
