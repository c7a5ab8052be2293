// A round of checks: a few at a time, what is shared asked once, stopped between two, and nothing concluded from silence.
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { integrationCheckV1 } from '../../domain/guide/board-schema'
import type { CheckProgress } from '../../contract/board'
import { codatClientV1 } from '../../domain/codat/schema'
import type { Gauge, Connection } from '../../domain/connections/schema'
import { integrationV1 } from '../../domain/guide/schema'
import { xeroAppV1 } from '../../domain/xero-apps/schema'
import type { KeysCheckOutcome } from '../../domain/xero/schema'
import { codatProblem } from '../../../test/support/codat-problem'
import { app, codat, integration, NOW } from '../../../test/support/guide-records'
import type { CodatQuestions } from '../codat/questions'
import { Failure } from '../../domain/failure'
import type { FeedsChecked } from '../../domain/bank-feeds/check-companies'
import { openRecordFiles } from '../records/record-files'
import { createCheckAgain, type CheckAgainPorts } from './check-again'
import { createIntegrations } from './integrations'

let dir = ''
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'latchkey-checks-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const clock = { now: () => NOW, monotonic: () => 0 }
const id = (kind: number, number: number): string => `0000000${kind}-0000-4000-8000-${String(number).padStart(12, '0')}`
const refuse = (): never => {
  throw new Error('not asked for')
}

const problem = codatProblem('unavailable', { request: 'GET /profile/syncSettings', status: 503 })

/** What the services answer; each test changes what it is about. */
const world = {
  secret: { kind: 'accepted', expiresInSeconds: null, listsConnections: true } as KeysCheckOutcome,
  key: 'accepted' as 'accepted' | 'refused' | 'silent',
  enabled: true,
  linked: ['a', 'b'],
  whole: true,
  feeds: null as FeedsChecked | null,
  onCount: () => undefined as void,
}

function connectionsOf(clientId: string): Connection[] {
  return world.linked.map((company) => ({
    key: company,
    organisation: company,
    xero: null,
    codat: [
      {
        clientId,
        clientName: 'Acme at Codat',
        companyId: company,
        companyName: `Company ${company}`,
        connectionId: company,
        status: 'Linked',
        createdAt: null,
        lastSync: null,
        matchedBy: 'alone',
      },
    ],
    xeroStatus: 'absent',
    codatStatus: 'Linked',
    createdAt: null,
    changedAt: null,
    demo: { isDemo: false, how: 'no' },
    madeBy: 'codat',
    safety: null,
    doubt: null,
    notes: [],
  }))
}

function gaugeOf(clientId: string): Gauge {
  const source = {
    kind: 'codat-companies',
    problem: null,
    clients: [{ id: clientId, name: 'Acme at Codat', count: world.linked.length, complete: world.whole }],
  }
  const gauge = { count: 2, limit: { limit: 25 }, state: 'room', sources: [source] }
  return gauge as unknown as Gauge
}

/** Integrations 0 to `count` - 1, all of one Xero app and one Codat client. */
async function furnish(count: number, over: Partial<CheckAgainPorts> = {}) {
  const records = openRecordFiles({ dir: path.join(dir, 'integrations'), schema: integrationV1, clock })
  const apps = openRecordFiles({ dir: path.join(dir, 'apps'), schema: xeroAppV1, clock })
  const clients = openRecordFiles({ dir: path.join(dir, 'clients'), schema: codatClientV1, clock })
  const checks = openRecordFiles({ dir: path.join(dir, 'checks'), schema: integrationCheckV1, clock })
  await apps.put(app({ id: id(1, 0) }))
  const key = {
    name: 'Robin',
    holder: 'Robin',
    storedAt: NOW.toISOString(),
    machine: 'laptop',
    arrival: 'generated-here',
    length: 40,
    lastAcceptedAt: null,
    lastRefusedAt: null,
    pending: null,
    kept: 'keychain',
  } as const
  await clients.put({ ...codat, id: id(2, 0), keys: [key] })
  const ids = Array.from({ length: count }, (_, number) => id(3, number))
  for (const own of ids) await records.put(integration({ id: own, xeroAppId: id(1, 0), codatClientId: id(2, 0) }))
  const asked = { secret: 0, key: 0, connections: 0, feeds: 0 }
  const progress: CheckProgress[] = []
  const integrations = createIntegrations({
    records,
    apps,
    clients,
    clock,
    prompts: { confirm: refuse, choose: async () => null, enterSecret: refuse, revealSecret: refuse, closeAll: refuse },
    random: { id: refuse },
    activity: { note: () => Promise.resolve(), list: refuse },
    onChange: () => undefined,
  })
  const questions = {
    checkKey: async () => {
      asked.key += 1
      const client = await clients.get(id(2, 0))
      if (world.key === 'accepted') {
        return { outcome: { kind: 'accepted', codatId: null, belongs: 'same-client' } as const, client }
      }
      const kind = world.key === 'refused' ? ('key-refused' as const) : problem.kind
      return { outcome: { kind: 'problem', problem: { ...problem, kind } } as const, client }
    },
    ask: () =>
      Promise.resolve({ ok: true, value: { present: true, enabled: world.enabled } }) as ReturnType<
        CodatQuestions['ask']
      >,
    budget: () => ({
      day: { limit: null, remaining: null, resetsAt: null },
      minute: { limit: 1, used: 0 },
      readAt: null,
    }),
    readCompanies: refuse,
    refresh: refuse,
    cancel: refuse,
  } as unknown as CodatQuestions
  const checkAgain = createCheckAgain({
    integrations,
    questions,
    prompts: { confirm: refuse },
    checks,
    checkSecret: () => {
      asked.secret += 1
      return Promise.resolve(world.secret)
    },
    countAgain: () => {
      asked.connections += 1
      return Promise.resolve(gaugeOf(id(2, 0)))
    },
    listConnections: () => Promise.resolve(connectionsOf(id(2, 0))),
    cancelCount: () => undefined,
    cancelSecret: () => undefined,
    checkFeeds: () => {
      asked.feeds += 1
      return Promise.resolve(world.feeds)
    },
    newId: () => id(9, 9),
    onProgress: (now) => void progress.push(now),
    ...over,
  })
  return { checkAgain, checks, ids, asked, progress }
}

const first = id(3, 0)

beforeEach(() => {
  world.secret = { kind: 'accepted', expiresInSeconds: null, listsConnections: true }
  world.key = 'accepted'
  world.enabled = true
  world.linked = ['a', 'b']
  world.whole = true
  world.feeds = null
})

test('what integrations share is asked once a round, and progress ends at all of them', async () => {
  const { checkAgain, ids, asked, progress } = await furnish(7)
  const ended = await checkAgain.run(id(9, 0), ids)
  expect(ended).toMatchObject({ left: [], cancelled: false })
  expect(ended.checked.toSorted()).toEqual(ids)
  expect(asked).toEqual({ secret: 1, key: 1, connections: 1, feeds: 1 })
  expect(progress.at(-1)).toMatchObject({ done: 7, total: 7 })
  expect(progress.map(({ done }) => done)).toEqual(progress.map(({ done }) => done).toSorted((a, b) => a - b))
})

test('the first round compares with nothing; the next names what changed', async () => {
  const { checkAgain, checks, ids } = await furnish(1)
  await checkAgain.run(id(9, 0), ids)
  expect(await checks.get(first)).toMatchObject({ comparedWith: null, changes: [], unchecked: [] })
  world.secret = { kind: 'wrong-pair' } as KeysCheckOutcome
  world.enabled = false
  world.linked = ['a']
  await checkAgain.run(id(9, 1), ids)
  const { changes } = await checks.get(first)
  expect(changes.map(({ code }) => code)).toEqual(['secret-rejected', 'integration-disabled', 'companies-lost'])
})

test('silence is no change: the part is said to be unchecked, and the last known stands', async () => {
  const { checkAgain, checks, ids } = await furnish(1)
  await checkAgain.run(id(9, 0), ids)
  world.key = 'silent'
  world.whole = false
  world.linked = []
  world.secret = { kind: 'no-answer', failure: 'timed-out' }
  await checkAgain.run(id(9, 1), ids)
  const { changes, unchecked, seen } = await checks.get(first)
  expect(changes).toEqual([])
  expect(unchecked).toEqual([
    { part: 'keys', because: 'problem', code: 'check.no-answer' },
    { part: 'codat-key', because: 'problem', code: 'codat.unavailable' },
  ])
  expect(seen).toMatchObject({ codatKey: 'accepted', linked: 2, secrets: [{ slot: 1, accepted: true }] })
})

test('bank feeds are checked with everything else, and what came to be missing is named by its company', async () => {
  const { checkAgain, checks, ids } = await furnish(1)
  const rimu = { clientId: id(2, 0), connectionId: 'c1', name: 'Rimu Street Cafe' }
  const elsewhere = { clientId: id(2, 9), connectionId: 'c2', name: 'Of another client', verdict: 'try' } as const
  world.feeds = { companies: [{ ...rimu, verdict: 'try' }, elsewhere], problem: null }
  await checkAgain.run(id(9, 0), ids)
  const feeds = [{ id: 'c1', name: 'Rimu Street Cafe', verdict: 'try' }]
  expect(await checks.get(first)).toMatchObject({ seen: { feeds }, unchecked: [] })
  world.feeds = { companies: [{ ...rimu, verdict: 'missing' }], problem: 'codat.unavailable' }
  await checkAgain.run(id(9, 1), ids)
  const { changes, unchecked } = await checks.get(first)
  expect(changes).toMatchObject([{ code: 'feeds-broken', names: ['Rimu Street Cafe'] }])
  expect(unchecked).toEqual([{ part: 'bank-feeds', because: 'problem', code: 'codat.unavailable' }])
})

test('a failure of ours leaves the other parts checked', async () => {
  const countAgain = () => Promise.reject(new Failure('seats.busy'))
  const { checkAgain, checks, ids } = await furnish(2, { countAgain })
  expect((await checkAgain.run(id(9, 0), ids)).left).toEqual([])
  expect(await checks.get(first)).toMatchObject({
    seen: { codatKey: 'accepted', seats: null },
    unchecked: [{ part: 'seats', because: 'problem', code: 'seats.busy' }],
  })
})

test('stopped, it begins no further one and keeps what was checked', async () => {
  const stopAfterTwo = ({ operationId, done }: CheckProgress): void => {
    if (done === 2) checkAgain.cancel(operationId)
  }
  const { checkAgain, checks, ids } = await furnish(9, { onProgress: stopAfterTwo })
  const { checked, left, cancelled } = await checkAgain.run(id(9, 0), ids)
  expect(cancelled).toBe(true)
  // Those under way when it was stopped may still end: three at a time.
  expect(checked.length).toBeGreaterThanOrEqual(2)
  expect(checked.length).toBeLessThanOrEqual(4)
  expect([...checked, ...left].toSorted()).toEqual(ids)
  const kept = (await checks.list()).records.map((check) => check.id)
  expect(kept.toSorted()).toEqual(checked.toSorted())
  expect(checkAgain.cancel(id(9, 0))).toBe(false)
})

test('stopping ends a count that is under way', async () => {
  let end: (error: Error) => void = refuse
  const countAgain = () => new Promise<Gauge>((_, reject) => (end = reject))
  const cancelCount = (): void => end(new Failure('call.cancelled'))
  const begun = new Promise<void>((resolve) => {
    world.onCount = resolve
  })
  const { checkAgain, checks, ids } = await furnish(1, {
    countAgain: () => {
      const count = countAgain()
      world.onCount()
      return count
    },
    cancelCount,
  })
  const running = checkAgain.run(id(9, 0), ids)
  await begun
  checkAgain.cancel(id(9, 0))
  expect(await running).toEqual({ checked: [], left: ids, cancelled: true })
  expect((await checks.list()).records).toEqual([])
})

test('once stopped, no further part of an integration is asked', async () => {
  let checkAgain: ReturnType<typeof createCheckAgain> | undefined
  const checkSecret = () => {
    checkAgain?.cancel(id(9, 0))
    return Promise.resolve(world.secret)
  }
  const furnished = await furnish(1, { checkSecret })
  checkAgain = furnished.checkAgain
  expect(await checkAgain.run(id(9, 0), furnished.ids)).toMatchObject({ checked: [], cancelled: true })
  expect(furnished.asked).toEqual({ secret: 0, key: 0, connections: 0, feeds: 0 })
})

test('one that is gone meanwhile is left, not an error', async () => {
  const { checkAgain } = await furnish(1)
  const gone = id(3, 99)
  expect(await checkAgain.run(id(9, 0), [gone, first])).toMatchObject({ checked: [first], left: [gone] })
})
