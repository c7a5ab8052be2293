// A transfer file that means harm with its partner applications: what fits comes in, the rest is named, and nothing else is touched.
import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { carriedRooms } from '../../../test/support/carried-rooms'
import { FIELDS } from '../../../test/support/xero-app-fields'
import { xeroAppsBench } from '../../../test/support/xero-apps-bench'
import { blankApplication } from '../../domain/partner/application'
import { partnerApplicationV1 } from '../../domain/partner/schema'
import { transferHandlers } from './handlers'
import { markOf } from './parts'

const at = '2026-11-20T09:00:00.000Z'
const PICTURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])
const OTHER = Buffer.from([0, 9, 9, 9])
const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

async function machine() {
  const bench = await xeroAppsBench()
  const rooms = carriedRooms(bench)
  const file = path.join(bench.dir, 'hostile.json')
  const handlers = transferHandlers({
    ...bench,
    random: { id: () => randomUUID() },
    dialogs: { chooseSave: async () => file, chooseOpen: async () => file },
    apps: bench.apps.calls,
    rooms,
    send: () => {},
  })
  const importNow = async (more: object) => {
    // A key `__proto__` of the file has to be written as one.
    const text = JSON.stringify({ format: 'latchkey', version: 2, exportedAt: at, apps: [], ...more })
    await writeFile(file, text.replaceAll('"PROTO"', '"__proto__"'))
    const { plan } = await handlers.previewImport({})
    if (plan === null) throw new Error('no plan')
    const done = await handlers.applyImport({ importId: plan.importId, withSettings: false })
    return { left: plan.unreadable.map(({ place, reason }) => `${place}: ${reason}`), parts: plan.parts, done }
  }
  const evidenceDir = path.join(bench.dir, 'all', 'evidence')
  return { ...bench, rooms, importNow, evidenceDir }
}

const A = 'a'.repeat(64)
const B = 'b'.repeat(64)
const APPS = [
  { ...FIELDS, mark: A },
  { ...FIELDS, name: 'Beta', clientId: 'B'.repeat(32), mark: B },
]
const NOTHING = { profile: null, application: null, decisions: null, feeds: [] }

const BLANK = blankApplication(randomUUID())
const answer = (evidence: unknown[] = []) => ({
  state: 'ready',
  reason: '',
  doneBy: null,
  owner: 'Sam',
  dueOn: null,
  notes: '',
  evidence,
})
const attached = (id: string, bytes: Buffer) => {
  const sha256 = hashOf(bytes)
  return { kind: 'file', id, name: 'a.png', bytes: bytes.length, sha256, addedAt: at, setAsideAt: null }
}
const sent = (app: string, id: string, bytes: Buffer) => {
  return { app, id, sha256: hashOf(bytes), data: bytes.toString('base64') }
}
const application = (more: object) => ({ ...BLANK, route: 'app-store', ...more })
const about = (app: string, more: object) => ({ ...NOTHING, app, application: application(more) })
const caseOf = (rounds: unknown[]) => {
  return { 'app-store': { status: 'sent', history: [], remindOn: null, rounds, dossiers: [] } }
}
const round = (letters: number) => {
  return { id: randomUUID(), on: '2026-11-01', text: 'r'.repeat(letters), points: [], answeredOn: null }
}

let here: Awaited<ReturnType<typeof machine>>
beforeEach(async () => {
  here = await machine()
})

const idOf = async (name: string): Promise<string> => {
  const found = (await here.records.list()).records.find((app) => app.name === name)
  if (found === undefined) throw new Error(`no ${name}`)
  return found.id
}
const applicationOf = async (name: string) => here.rooms.profiles.applications.get(await idOf(name))

describe('a hostile partner application', () => {
  it.each([
    ['with thousands of rounds', { cases: caseOf(Array.from({ length: 5_000 }, () => round(1))) }, 'cases'],
    ['with a huge text', { details: { ...BLANK.details, description: 'x'.repeat(2_000_000) } }, 'details'],
    ['of wrong types', { items: { 'pre.sign-up': 7 }, scopes: 'all' }, 'scopes'],
    ['longer than a record may be', { cases: caseOf(Array.from({ length: 100 }, () => round(20_000))) }, ''],
    ['of a newer state', { cases: { 'app-store': { status: 'archived' } } }, 'cases'],
    ['with a round of a day that is none', { cases: caseOf([{ ...round(1), on: '../../x' }]) }, 'cases'],
  ])('%s is left out and named, and the rest comes in', async (_, more, names) => {
    const { left, done } = await here.importNow({ apps: APPS, about: [about(A, more), about(B, {})] })
    expect(left).toEqual([expect.stringMatching(`^about 1: does not fit: application.*${names}`)])
    expect(done).toMatchObject({ added: 2, parts: 1 })
    expect(await applicationOf(FIELDS.name)).toMatchObject({ route: null, cases: {}, items: {} })
    expect(await applicationOf('Beta')).toMatchObject({ route: 'app-store' })
  })

  it('brings in no version, id, answer, check, dossier or reminder of its own', async () => {
    const dossier = { id: 'd', madeAt: at, sha256: A, bytes: 1, files: ['/etc/x'], withClientId: true }
    const more = { missing: 0, leftOut: [], sentOn: null }
    const cases = { 'app-store': { ...caseOf([])['app-store'], dossiers: [{ ...dossier, ...more }] } }
    const check = { kind: 'name', outcome: 'passed', code: 'x', says: 'x', nextStep: null, at }
    const odd = { version: 9, id: randomUUID(), checks: [check], remindedFor: 'x', useCase: 'x', cases }
    await here.importNow({ apps: APPS, about: [about(A, odd)] })
    const id = await idOf(FIELDS.name)
    expect(await applicationOf(FIELDS.name)).toMatchObject({
      version: 1,
      id,
      checks: [],
      remindedFor: null,
      useCase: null,
      cases: { 'app-store': { dossiers: [] } },
    })
  })

  it('has names of prototypes for ids, and pollutes nothing', async () => {
    const items = { PROTO: answer(), constructor: answer(), toString: answer(), 'pre.sign-up': answer() }
    const cases = { PROTO: { polluted: true }, ...caseOf([]) }
    await here.importNow({
      apps: APPS,
      about: [about(A, { items, PROTO: { polluted: true } }), about(B, { cases })],
      PROTO: { polluted: true },
    })
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
    const came = (await applicationOf(FIELDS.name)).items
    expect(Object.keys(came).toSorted()).toEqual(['constructor', 'pre.sign-up', 'toString'])
    expect(Object.getPrototypeOf(came)).toBe(Object.prototype)
    for (const name of APPS.map((app) => app.name))
      expect(Reflect.get(await applicationOf(name), 'polluted')).toBeUndefined()
  })

  it('changes no application that is here, and says that it stays', async () => {
    const { id } = await here.apps.calls.addXeroApp(FIELDS)
    const before = await here.rooms.profiles.applications.change(id, (was) => ({ ...was, route: 'lending' }))
    const evidence = randomUUID()
    const items = { 'pre.sign-up': answer([attached(evidence, PICTURE)]) }
    const sentOne = sent(markOf(id), evidence, PICTURE)
    // Once by the mark of its record here, once by the client id under another mark.
    for (const mark of [markOf(id), A]) {
      const apps = [{ ...FIELDS, mark }]
      const { parts, done } = await here.importNow({ apps, about: [about(mark, { items })], evidence: [sentOne] })
      expect(new Set(parts.map(({ action }) => action))).toEqual(new Set(['keep']))
      expect(done.parts).toBe(0)
    }
    expect(await here.rooms.profiles.applications.get(id)).toEqual(before)
    expect(existsSync(path.join(here.evidenceDir, id))).toBe(false)
  })
})

describe('hostile evidence', () => {
  it('of another application, of no app, of other bytes, doubled or not there is left out and named', async () => {
    const [own, others, lost] = [randomUUID(), randomUUID(), randomUUID()]
    const items = {
      one: answer([attached(own, PICTURE), attached(others, OTHER)]),
      // The same id for other bytes, and a file that the file doesn't hold.
      two: answer([attached(own, OTHER), attached(lost, PICTURE)]),
    }
    const evidence = [
      sent(A, own, PICTURE),
      sent(A, own, OTHER),
      sent(B, others, OTHER),
      sent('c'.repeat(64), others, OTHER),
      { ...sent(A, lost, PICTURE), data: OTHER.toString('base64') },
      sent(A, randomUUID(), OTHER),
    ]
    const { left, done } = await here.importNow({ apps: APPS, about: [about(A, { items }), about(B, {})], evidence })
    expect(left).toEqual(
      ['evidence 2', 'evidence 3', 'evidence 4', 'evidence 5', 'evidence 6'].map((place) =>
        expect.stringMatching(`^${place}: `),
      ),
    )
    expect(done.parts).toBe(3)
    const id = await idOf(FIELDS.name)
    const came = await applicationOf(FIELDS.name)
    expect(came.items['one']?.evidence).toMatchObject([{ id: own, sha256: hashOf(PICTURE) }])
    expect(came.items['two']?.evidence).toEqual([])
    expect(await here.rooms.evidence.read(id, own, hashOf(PICTURE))).toEqual(PICTURE)
    expect(await readdir(here.evidenceDir)).toEqual([id])
    expect(await readdir(path.join(here.evidenceDir, id))).toEqual([own])
  })

  it.each(['../../escaped', '/tmp/escaped', '..', '.', '__proto__', 'C:\\escaped', 'a\0b', ''])(
    'called %j comes to no file',
    async (id) => {
      const items = { one: answer([attached(id || 'x', PICTURE)]) }
      const evidence = [sent(A, id, PICTURE)]
      const { left } = await here.importNow({ apps: APPS, about: [about(A, { items })], evidence })
      expect(left).toContain('evidence 1: does not fit: id')
      expect(existsSync(here.evidenceDir)).toBe(false)
      expect((await applicationOf(FIELDS.name)).items['one']?.evidence).toEqual([])
    },
  )
})

it('any mixture of these breaks off nothing, and writes only records that fit into the data folder', async () => {
  const id = (await here.apps.calls.addXeroApp({ ...FIELDS, name: 'Mine', clientId: 'C'.repeat(32) })).id
  const mine = await here.rooms.profiles.applications.change(id, (was) => ({ ...was, route: 'lending' }))
  const name = fc.constantFrom(
    'PROTO',
    'constructor',
    'hasOwnProperty',
    'one',
    '../../escaped',
    '',
    id,
    'x'.repeat(101),
  )
  const uuid = fc.constantFrom(randomUUID(), id, '../../escaped')
  const bytes = fc.constantFrom(PICTURE, OTHER, Buffer.from('text'))
  const file = fc.tuple(uuid, bytes).map(([one, of]) => attached(one, of))
  const item = fc.oneof(fc.array(file, { maxLength: 3 }).map(answer), fc.jsonValue({ maxDepth: 1 }))
  const rounds = fc.tuple(fc.constantFrom(0, 2, 101), fc.constantFrom(1, 20_000, 20_001))
  const told = fc.record({
    items: fc.dictionary(name, item, { maxKeys: 4 }),
    cases: rounds.map(([count, letters]) => caseOf(Array.from({ length: count }, () => round(letters)))),
    version: fc.constantFrom(1, 2, '9'),
  })
  const mark = fc.constantFrom(A, B, markOf(id), 'c'.repeat(64), id)
  const abouts = fc.array(fc.tuple(mark, fc.oneof({ weight: 4, arbitrary: told }, fc.constant({ items: 7 }))), {
    maxLength: 4,
  })
  const evidence = fc.array(fc.tuple(mark, uuid, bytes), { maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(abouts, evidence, async (said, files) => {
      await here.importNow({
        apps: [...APPS, { ...FIELDS, name: 'Mine', clientId: 'C'.repeat(32), mark: markOf(id) }],
        about: said.map(([app, more]) => about(app, more)),
        evidence: files.map(([app, one, of]) => sent(app, one, of)),
      })
      expect(await here.rooms.profiles.applications.get(id)).toEqual(mine)
    }),
    { numRuns: 12 },
  )
  expect(Object.keys(Object.prototype)).toEqual([])
  const ids = new Set((await here.records.list()).records.map((app) => app.id))
  for (const one of await here.rooms.profiles.applications.list()) {
    expect(partnerApplicationV1.safeParse(one).success).toBe(true)
    expect(ids).toContain(one.id)
  }
  const written = await readdir(here.dir, { recursive: true })
  expect(written.filter((one) => one.includes('escaped'))).toEqual([])
  for (const up of ['..', '../..']) expect(existsSync(path.resolve(here.dir, up, 'escaped'))).toBe(false)
  expect(await readFile(path.join(here.dir, 'hostile.json'), 'utf8')).toContain('latchkey')
})

it('leaves out and names what a secret’s leaving makes too long, and brings in the rest', async () => {
  const { importNow } = await machine()
  const setUp = {
    app: A,
    client: null,
    wayIn: 'new',
    answers: { financialServices: null, bankFeeds: null, companiesInSixMonths: null },
    useCase: null,
    waitingOn: null,
    keepsLoopback: '',
    said: {},
    notes: [],
    scopes: null,
  }
  // Three characters of a secret make way for nine.
  const text = ' password: abc'.padStart(4_000, 'Long ago. ')
  const long = { ...setUp, notes: [{ at, text }] }
  const { left, done } = await importNow({ apps: APPS, setUps: [long, { ...setUp, app: B }] })
  expect(left).toEqual([expect.stringMatching(/^set-up 1: does not fit: notes/)])
  expect(done).toMatchObject({ added: 2 })
})
