// A day of counts of an app with 10,000 connections, all of them companies of one Codat client, by a clock of its own: whoever counts at
// every full hour of a working day, a few companies come and go each time, and the next day Latchkey counts by itself, looking once an hour whether it is time. What is
// kept is held against what was there, and must not grow from count to count.
// Run: node test/benchmarks/run.mjs day-of-counts
import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { XeroConnection } from '../../src/domain/xero/schema'
import { openConnections } from '../../src/main/connections/connections'
import { countDaily } from '../../src/main/connections/daily'
import { openKeptConnections } from '../../src/main/connections/kept-connections'
import { linkedCompany } from '../support/connections-bench'
import { idOf } from '../support/whole-main'

const CONNECTIONS = 10_000
const DAYS = 2
const HOUR_MS = 3_600_000
const BEGIN = Date.UTC(2026, 10, 29, 8)
/** Companies that leave, and others that come, between one count and the next. */
const CHANGES = 7

const dir = await mkdtemp(path.join(os.tmpdir(), 'latchkey-day-of-counts-'))
const appId = idOf(1, 0)
const clock = { time: BEGIN, now: () => new Date(clock.time), monotonic: () => clock.time }
let first = 0
let counts = 0
let look = (): void => {}
let lookIsOver = (): void => {}

const numbers = (): number[] => Array.from({ length: CONNECTIONS }, (_, at) => first + at)
const apps = { get: async (id: string) => ({ id, name: 'Harbour Pay', createdOn: '2024-01-01' }) }
const connections = openConnections({
  dir,
  kept: openKeptConnections({ dir, clock, apps }),
  clock,
  prompts: { confirm: async () => false },
  notifier: { notify: async () => 'shown' },
  wantsNotifications: () => true,
  apps,
  xero: {
    async list() {
      counts += 1
      return { kind: 'listed', connections: numbers().map(connection), unreadableRows: 0 }
    },
    remove: async () => 'refused',
  },
  codat: {
    clientsOf: async () => [{ id: idOf(2, 0), name: 'Harbour' }],
    readCompanies: async () => ({
      kind: 'read',
      complete: true,
      code: null,
      rows: numbers().map((number) => linkedCompany(`Company ${number}`)),
    }),
    readLinkedFigure: async () => ({ kind: 'read', linked: CONNECTIONS }),
    deleteConnection: async () => 'deleted',
  },
  saveFile: { save: async () => 'saved' },
  note: async () => {},
  onProgress: () => {},
  onChange: () => {},
})

function connection(number: number): XeroConnection {
  return {
    id: idOf(4, number),
    authEventId: null,
    tenantId: idOf(5, number),
    tenantType: 'ORGANISATION',
    tenantName: `Company ${number}`,
    createdDateUtc: '2025-05-01T09:00:00.0000000',
    updatedDateUtc: '2025-05-01T09:00:00.0000000',
  }
}

async function count(): Promise<void> {
  first += CHANGES
  await connections.refreshGauge({ appId, operationId: idOf(8, counts) })
}

async function bytesKept(): Promise<number> {
  const names = await readdir(dir, { recursive: true, withFileTypes: true })
  const sizes = names.filter((entry) => entry.isFile()).map((entry) => stat(path.join(entry.parentPath, entry.name)))
  return (await Promise.all(sizes)).reduce((sum, { size }) => sum + size, 0)
}

try {
  await connections.setConnectionLimit({ appId, setting: { kind: 'typed', connections: CONNECTIONS } })
  const end = countDaily({
    clock,
    appIds: async () => [appId],
    gauge: (id) => connections.getGauge({ appId: id }),
    count,
    mayCount: () => true,
    onFailure: (error) => assert.fail(String(error)),
    schedule(task) {
      look = task
      lookIsOver()
      return () => {}
    },
  })
  await count()
  const [afterOne, heapBefore] = [await bytesKept(), heap()]
  const byHand: number[] = []
  for (; clock.time < BEGIN + DAYS * 24 * HOUR_MS; clock.time += HOUR_MS) {
    const hours = (clock.time - BEGIN) / HOUR_MS
    if (hours < 9) byHand.push(await measured(count))
    await new Promise<void>((resolve) => {
      lookIsOver = resolve
      look()
    })
  }
  end()
  const gauge = await connections.getGauge({ appId })
  const listed = await connections.connections(appId)
  assert.equal(gauge.count, CONNECTIONS)
  assert.equal(listed.length, CONNECTIONS)
  assert.deepEqual(new Set(listed.map(({ xero }) => xero?.connectionId)), new Set(numbers().map((at) => idOf(4, at))))
  const kept = await bytesKept()
  assert(kept < afterOne * 1.05, `from ${afterOne} to ${kept} bytes`)
  const figures = {
    counts,
    byItself: counts - byHand.length - 1,
    processorMsPerCount: Math.round(byHand.toSorted((a, b) => a - b)[byHand.length >> 1] ?? 0),
    processorMsPerGauge: Math.round(await measured(() => connections.getGauge({ appId }))),
    keptKilobytes: Math.round(kept / 1_000),
    heapMegabytesMore: Math.round((heap() - heapBefore) / 100_000) / 10,
  }
  process.stdout.write(`${JSON.stringify(figures)}\n`)
} finally {
  await rm(dir, { recursive: true, force: true })
}

async function measured(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

function heap(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}
