// How what is asked for grows with what is kept: the first screen with apps (each with a set-up and a Codat client), the connections of an app
// with its connections, the newest entries with a year of activity. In processor time of main alone, the least of several. Draws `docs/growth.svg`. Run: node test/benchmarks/run.mjs growth
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { CallName } from '../../src/contract/calls'
import { app, codat, integration } from '../support/guide-records'
import { firstCalls } from '../../src/contract/calls'
import { idOf, openMain } from '../support/whole-main'

const APPS = [0, 1, 10, 100, 1_000]
const CONNECTIONS = [10, 100, 1_000, 10_000]
const ENTRIES = [100, 1_000, 10_000]
const ROUNDS = 3

/** Milliseconds of processor time, the least of several, each by an app that was opened anew. */
async function least(userData: string, calls: readonly CallName[], input: unknown = {}): Promise<number> {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round <= ROUNDS; round += 1) {
    const { answer, close } = await openMain(userData)
    const before = process.cpuUsage()
    const answers = await Promise.all(calls.map((name) => answer(name, input)))
    const { user, system } = process.cpuUsage(before)
    for (const given of answers) if (!given.ok) throw new Error(given.error.message)
    // The first loads the rooms, which is the start's and no growth.
    if (round > 0) best = Math.min(best, (user + system) / 1_000)
    await close()
    await pause(0)
  }
  return Math.round(best * 10) / 10
}

async function withApps(count: number): Promise<number> {
  const userData = await mkdtemp(path.join(os.tmpdir(), 'latchkey-growth-'))
  const put = async (room: string, id: string, record: unknown): Promise<void> => {
    await mkdir(path.join(userData, 'records', room), { recursive: true })
    await writeFile(path.join(userData, 'records', room, `${id}.json`), JSON.stringify(record))
  }
  for (let number = 0; number < count; number += 1) {
    const [appId, clientId, setUpId] = [idOf(1, number), idOf(2, number), idOf(3, number)]
    await put('xero-apps', appId, app({ id: appId, name: `App ${number}`, customer: `Customer ${number % 30}` }))
    await put('codat-clients', clientId, { ...codat, id: clientId, name: `Client ${number}`, xeroAppIds: [appId] })
    await put('integrations', setUpId, integration({ id: setUpId, xeroAppId: appId, codatClientId: clientId }))
  }
  const ms = await least(userData, firstCalls)
  await rm(userData, { recursive: true })
  return ms
}

/** The first screen of one app with so many connections at Xero, and the list of them. */
async function withConnections(count: number): Promise<{ readonly first: number; readonly listed: number }> {
  const userData = await mkdtemp(path.join(os.tmpdir(), 'latchkey-growth-'))
  const appId = idOf(1, 0)
  const at = '2026-11-01T09:00:00.000Z'
  const rows = Array.from({ length: count }, (_, number) => ({
    connectionId: idOf(4, number),
    tenantId: idOf(5, number),
    tenantType: 'ORGANISATION',
    name: `Organisation ${number}`,
    createdAt: at,
    updatedAt: at,
  }))
  const snapshot = { version: 1, appId, xero: { at, rows, unreadableRows: 0 }, xeroProblem: null, codat: [] }
  for (const [room, record] of [
    ['xero-apps', app({ id: appId })],
    ['connections/last-known', snapshot],
  ] as const) {
    await mkdir(path.join(userData, 'records', room), { recursive: true })
    await writeFile(path.join(userData, 'records', room, `${appId}.json`), JSON.stringify(record))
  }
  const measured = {
    first: await least(userData, firstCalls),
    listed: await least(userData, ['getGauge', 'listConnections'], { appId }),
  }
  await rm(userData, { recursive: true })
  return measured
}

async function withActivity(count: number): Promise<number> {
  const userData = await mkdtemp(path.join(os.tmpdir(), 'latchkey-growth-'))
  await mkdir(path.join(userData, 'activity'))
  const line = (number: number): string =>
    JSON.stringify({
      at: new Date(Date.UTC(2026, 0, 1) + number * 3_000_000).toISOString(),
      what: 'xero.keys-checked',
      subject: idOf(1, number % 30),
      subjectName: `App ${number % 30}`,
      note: 'slot 1: accepted',
    })
  const lines = Array.from({ length: count }, (_, number) => `${line(number)}\n`).join('')
  await writeFile(path.join(userData, 'activity', 'activity.jsonl'), lines)
  const ms = await least(userData, ['listActivity'])
  await rm(userData, { recursive: true })
  return ms
}

const apps: { apps: number; ms: number }[] = []
for (const count of APPS) apps.push({ apps: count, ms: await withApps(count) })
const connections: { connections: number; first: number; listed: number }[] = []
for (const count of CONNECTIONS) connections.push({ connections: count, ...(await withConnections(count)) })
const activity: { entries: number; ms: number }[] = []
for (const count of ENTRIES) activity.push({ entries: count, ms: await withActivity(count) })
process.stdout.write(`${JSON.stringify({ firstScreen: apps, connections, activity }, null, 2)}\n`)
const curves: readonly Curve[] = [
  {
    title: 'First screen',
    unit: 'apps',
    points: apps.filter(({ apps: n }) => n > 0).map(({ apps: n, ms }) => ({ n, ms })),
  },
  {
    title: 'Connections of one app',
    unit: 'connections',
    points: connections.map(({ connections: n, listed }) => ({ n, ms: listed })),
  },
  { title: 'Newest activity', unit: 'entries', points: activity.map(({ entries, ms }) => ({ n: entries, ms })) },
]
await writeFile(path.join(import.meta.dirname, '..', '..', 'docs', 'growth.svg'), drawn(curves))

interface Curve {
  readonly title: string
  readonly unit: string
  readonly points: readonly { readonly n: number; readonly ms: number }[]
}

/** The curves side by side, both axes by powers of ten: a straight line of slope one is growth in proportion. */
function drawn(all: readonly Curve[]): string {
  const [width, height, margin] = [320, 240, 44]
  const text = (x: number, y: number, said: string, anchor = 'middle') =>
    `<text x="${x}" y="${y}" text-anchor="${anchor}">${said}</text>`
  const panels = all.map(({ title, unit, points }, at) => {
    const x = (n: number) => Math.round(margin + (Math.log10(n) / 4) * (width - 2 * margin))
    const y = (ms: number) =>
      Math.round(height - margin - ((Math.log10(Math.max(0.1, ms)) + 1) / 5) * (height - 2 * margin))
    const decades = [0, 1, 2, 3, 4].map((power) =>
      text(x(10 ** power), height - margin + 14, (10 ** power).toLocaleString('en-GB')),
    )
    const times = [-1, 0, 1, 2, 3, 4].map((power) =>
      text(margin - 4, y(10 ** power) + 3, power < 3 ? `${10 ** power} ms` : `${10 ** (power - 3)} s`, 'end'),
    )
    const line = points.map(({ n, ms }) => `${x(n)},${y(ms)}`).join(' ')
    const dots = points.map(
      ({ n, ms }) =>
        `<circle cx="${x(n)}" cy="${y(ms)}" r="3"/>${text(x(n) + 4, y(ms) - 7, `${ms}`, n < 10 ? 'start' : 'middle')}`,
    )
    const frame = `<rect x="${margin}" y="${margin}" width="${width - 2 * margin}" height="${height - 2 * margin}" fill="none" stroke="#999"/>`
    const heading = text(width / 2, 24, `${title}, ms of main by ${unit}`)
    return `<g transform="translate(${at * width} 0)">${frame}${heading}${decades.join('')}${times.join('')}<polyline points="${line}" fill="none" stroke="#06c"/>${dots.join('')}</g>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${all.length * width} ${height}" font-family="sans-serif" font-size="9"><rect width="100%" height="100%" fill="#fff"/>${panels.join('')}</svg>\n`
}
