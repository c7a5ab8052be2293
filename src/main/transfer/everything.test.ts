// Everything but secrets from one machine to another, over real files: what travels, what doesn't, and what an import may touch.
import { createHash, randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { carriedRooms } from '../../../test/support/carried-rooms'
import { FIELDS } from '../../../test/support/xero-app-fields'
import { SECRET, xeroAppsBench } from '../../../test/support/xero-apps-bench'
import { transferFile, type TransferFile } from '../../domain/transfer/schema'
import { withDemoWord } from '../../domain/connections/decisions'
import { xeroSlot } from '../../domain/vault/slot'
import { Secret } from '../secret'
import { transferHandlers } from './handlers'

const at = '2026-11-20T09:00:00.000Z'
const KEY = 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0'
const PICTURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])
const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

let file: string

/** A machine of its own: folders, records and a vault. All share the file that travels. */
async function machine() {
  const bench = await xeroAppsBench()
  const random = { id: () => randomUUID() }
  const rooms = carriedRooms(bench)
  const { clients, profiles, integrations } = rooms
  const handlers = transferHandlers({
    ...bench,
    random,
    dialogs: { chooseSave: async () => file, chooseOpen: async () => file },
    apps: bench.apps.calls,
    rooms,
    send: () => {},
  })
  const importNow = async () => {
    const { plan } = await handlers.previewImport({})
    if (plan === null) throw new Error('no plan')
    return { plan, done: await handlers.applyImport({ importId: plan.importId, withSettings: false }) }
  }
  return { ...bench, clients, profiles, integrations, rooms, handlers, importNow }
}

type Machine = Awaited<ReturnType<typeof machine>>

/** One app with everything that can be said of it. */
async function filled(here: Machine) {
  const app = await here.apps.calls.addXeroApp(FIELDS)
  await here.apps.shelf.store(app.id, { slot: 1, arrival: 'chat' }, new Secret(SECRET))
  const client = await here.clients.add({
    name: 'Acme at Codat',
    environment: 'test',
    xeroAppIds: [app.id],
    tags: [],
    notes: `Key was ${KEY} once`,
  })
  await here.clients.shelf.store(client.id, { name: 'Latchkey', holder: '', arrival: 'call' }, new Secret(KEY))
  const setUp = await here.integrations.add({ xeroAppId: app.id, codatClientId: client.id, wayIn: 'inherited' })
  await here.integrations.addNote(setUp.id, 'Jo decides')
  await here.integrations.update(setUp.id, { keepsLoopback: 'the demo needs it' })
  await here.integrations.change(setUp.id, (before) => ({
    ...before,
    provedAt: at,
    proof: { companyId: 'c', connectionId: 'd', companyName: 'Kauri' },
    handOver: { pastedAt: at, clientId: FIELDS.clientId, slot: 1, secretStoredAt: at },
  }))
  await here.profiles.answer(app.id, { companies: 40, listing: 'no', useCase: 'payroll' })
  const evidence = randomUUID()
  await here.rooms.evidence.put(app.id, evidence, PICTURE)
  await here.profiles.applications.change(app.id, (before) => ({
    ...before,
    route: 'app-store',
    details: { ...before.details, description: 'Reads invoices' },
    items: {
      'pre.sign-up': {
        state: 'ready',
        reason: '',
        doneBy: null,
        owner: 'Sam',
        dueOn: null,
        notes: '',
        evidence: [
          {
            kind: 'file',
            id: evidence,
            name: 'a.png',
            bytes: PICTURE.length,
            sha256: hashOf(PICTURE),
            addedAt: at,
            setAsideAt: null,
          },
          {
            kind: 'link',
            id: randomUUID(),
            label: 'Recording',
            url: 'https://acme.test/recording',
            addedAt: at,
            setAsideAt: null,
          },
        ],
      },
    },
    cases: {
      'app-store': {
        status: 'sent',
        history: [{ status: 'sent', on: '2026-11-01', notedAt: at }],
        remindOn: null,
        rounds: [],
        dossiers: [],
      },
    },
  }))
  await here.rooms.decisions.change(app.id, (before) => ({
    ...withDemoWord(before, 'tenant-1', true),
    limitSetting: { kind: 'typed', connections: 7 },
    knownDemo: { 'tenant-2': true },
    ownTests: ['connection-1'],
  }))
  await here.rooms.feeds.changeWords(app.id, client.id, (before) => ({
    ...before,
    agreement: { on: '2026-05-01', document: 'FS-12' },
    production: { since: at },
  }))
  return { app, client, setUp, evidence }
}

const exported = async (): Promise<TransferFile> => transferFile.parse(JSON.parse(await readFile(file, 'utf8')))

/** All that is kept about the one app of a machine. */
async function kept({ records, clients, rooms }: Machine) {
  const [app, ...others] = (await records.list()).records
  const [client] = (await clients.ports.records.list()).records
  if (app === undefined || client === undefined) throw new Error('nothing here')
  return {
    app,
    client,
    others,
    setUps: (await rooms.profiles.setUps.list()).records,
    profile: await rooms.profiles.get(app.id),
    application: await rooms.profiles.applications.get(app.id),
    decisions: await rooms.decisions.get(app.id),
    words: await rooms.feeds.words(app.id, client.id),
  }
}

let first: Machine
let told: Awaited<ReturnType<typeof filled>>

beforeEach(async () => {
  first = await machine()
  file = path.join(first.dir, 'export.json')
  told = await filled(first)
})

describe('an export', () => {
  it('holds everything that was said, and neither secret, key, id nor proof', async () => {
    expect(await first.handlers.exportRecords({ withEvidence: true })).toMatchObject({ evidenceLeftOut: 0 })
    const text = await readFile(file, 'utf8')
    for (const secret of [SECRET, KEY, told.app.id, told.client.id, told.setUp.id]) expect(text).not.toContain(secret)
    for (const proof of ['provedAt', 'handOver', 'production', 'ownTests', 'knownDemo', 'lastAcceptedAt', 'keys"'])
      expect(text).not.toContain(proof)
    for (const said of ['Acme at Codat', 'Jo decides', 'the demo needs it', 'Reads invoices', 'FS-12', 'payroll'])
      expect(text).toContain(said)
  })

  it('leaves evidence files out unless they are asked for, and says how many', async () => {
    expect(await first.handlers.exportRecords({ withEvidence: false })).toMatchObject({ evidenceLeftOut: 1 })
    const { evidence, about } = await exported()
    expect(evidence).toEqual([])
    const kinds = about[0]?.application?.items['pre.sign-up']?.evidence.map(({ kind }) => kind)
    expect(kinds).toEqual(['link'])
  })
})

describe('an import on another machine', () => {
  it('brings all of it in, with ids of its own and nothing proved', async () => {
    await first.handlers.exportRecords({ withEvidence: true })
    const second = await machine()
    const { plan, done } = await second.importNow()
    expect(plan.unreadable).toEqual([])
    expect(plan.parts.map(({ kind, action }) => `${kind} ${action}`)).toEqual([
      'codat-client add',
      'set-up add',
      'profile add',
      'evidence add',
      'partner-application add',
      'decisions add',
      'feed-words add',
    ])
    expect(done).toMatchObject({ added: 1, parts: 7 })
    const here = await kept(second)
    expect(here.app.id).not.toBe(told.app.id)
    expect(here.client).toMatchObject({ name: 'Acme at Codat', xeroAppIds: [here.app.id], keys: [], codatId: null })
    expect(here.client.notes).not.toContain(KEY)
    expect(here.setUps).toMatchObject([
      {
        xeroAppId: here.app.id,
        codatClientId: here.client.id,
        wayIn: 'inherited',
        keepsLoopback: 'the demo needs it',
        notes: [{ text: 'Jo decides' }],
        provedAt: null,
        proof: null,
        handOver: null,
      },
    ])
    expect(here.profile.answers).toMatchObject({ companies: 40, listing: 'no', useCase: 'payroll' })
    expect(here.application).toMatchObject({ route: 'app-store', cases: { 'app-store': { status: 'sent' } } })
    expect(here.application.items['pre.sign-up']?.evidence).toHaveLength(2)
    expect(await second.rooms.evidence.read(here.app.id, told.evidence, hashOf(PICTURE))).toEqual(PICTURE)
    expect(here.decisions).toMatchObject({
      limitSetting: { kind: 'typed', connections: 7 },
      overruled: { 'tenant-1': true },
      knownDemo: {},
      ownTests: [],
    })
    expect(here.words).toMatchObject({ agreement: { document: 'FS-12' }, production: null })
  })

  it('names all of it in main’s question', async () => {
    await first.handlers.exportRecords({ withEvidence: true })
    const second = await machine()
    await second.importNow()
    const body = second.asked.at(-1)?.body.join('\n') ?? ''
    for (const line of ['Codat client (1): Acme at Codat.', 'Partner application (1): ', 'Word on bank feeds (1): '])
      expect(body).toContain(line)
  })

  it('twice is once: nothing changes the second time, there or where the file was made', async () => {
    await first.handlers.exportRecords({ withEvidence: true })
    const second = await machine()
    await second.importNow()
    for (const one of [second, first]) {
      const before = await kept(one)
      const { plan, done } = await one.importNow()
      expect(new Set(plan.parts.map(({ action }) => action))).toEqual(new Set(['keep']))
      expect(done).toMatchObject({ added: 0, merged: 0, unchanged: 1, parts: 0 })
      expect(await kept(one)).toEqual(before)
    }
  })

  it('adds only where nothing of its kind is here', async () => {
    await first.handlers.exportRecords({ withEvidence: true })
    const second = await machine()
    const app = await second.apps.calls.addXeroApp(FIELDS)
    await second.profiles.answer(app.id, { companies: 3 })
    await second.rooms.decisions.change(app.id, (before) => ({
      ...before,
      limitSetting: { kind: 'typed', connections: 2 },
    }))
    await second.profiles.applications.change(app.id, (before) => ({ ...before, route: 'lending' }))
    const { plan } = await second.importNow()
    const kinds = plan.parts.filter(({ action }) => action === 'keep').map(({ kind }) => kind)
    expect(kinds).toEqual(['profile', 'evidence', 'partner-application', 'decisions'])
    const here = await kept(second)
    expect(here.profile.answers).toMatchObject({ companies: 3, listing: null })
    expect(here.decisions.limitSetting).toEqual({ kind: 'typed', connections: 2 })
    expect(here.application).toMatchObject({ route: 'lending', items: {} })
    expect(here.setUps).toHaveLength(1)
    expect(await second.rooms.evidence.read(app.id, told.evidence, hashOf(PICTURE))).toBeNull()
  })
})

describe('a file that somebody changed', () => {
  const changed = async (edit: (file: TransferFile) => object) => {
    await first.handlers.exportRecords({ withEvidence: true })
    await writeFile(file, JSON.stringify(edit(await exported())))
    const second = await machine()
    return { second, ...(await second.importNow()) }
  }

  it('brings in no proof, no key and no looser question', async () => {
    const { second } = await changed((was) => ({
      ...was,
      codatClients: was.codatClients.map((one) => ({ ...one, codatId: randomUUID(), keys: [{ name: 'x' }] })),
      setUps: was.setUps.map((one) => ({ ...one, provedAt: at, handOver: { pastedAt: at } })),
      about: was.about.map((one) => ({
        ...one,
        decisions: { ...one.decisions, ownTests: ['connection-9'], knownDemo: { 'tenant-9': true }, told: 'full' },
        feeds: one.feeds.map((of) => ({ ...of, words: { ...of.words, production: { since: at } } })),
      })),
    }))
    const here = await kept(second)
    expect(here.client).toMatchObject({ codatId: null, keys: [] })
    expect(here.setUps[0]).toMatchObject({ provedAt: null, handOver: null })
    expect(here.decisions).toMatchObject({ ownTests: [], knownDemo: {}, told: null })
    expect(here.words.production).toBeNull()
  })

  it('leaves out evidence that isn’t what was attached, whatever it is called', async () => {
    const { second } = await changed((was) => ({
      ...was,
      evidence: was.evidence.map((one) => ({ ...one, data: Buffer.from('something else').toString('base64') })),
    }))
    const here = await kept(second)
    expect(here.application.items['pre.sign-up']?.evidence.map(({ kind }) => kind)).toEqual(['link'])
    const { plan } = await changed((was) => ({
      ...was,
      evidence: was.evidence.map((one) => ({ ...one, id: '../../up' })),
    }))
    expect(plan.unreadable).toEqual([{ place: 'evidence 1', reason: 'does not fit: id' }])
  })

  it('leaves out secrets that were typed into texts', async () => {
    const { second } = await changed((was) => ({
      ...was,
      apps: was.apps.map((one) => ({ ...one, notes: `client_secret=${SECRET}` })),
      setUps: was.setUps.map((one) => ({ ...one, notes: [{ at, text: `api key: ${KEY}` }] })),
    }))
    const here = await kept(second)
    expect(JSON.stringify(here)).not.toContain(SECRET)
    expect(JSON.stringify(here)).not.toContain(KEY)
  })

  it('names what doesn’t fit, belongs to nothing, or stands there twice, and takes the rest', async () => {
    const { plan, done } = await changed((was) => ({
      ...was,
      codatClients: [...was.codatClients, { name: 'x'.repeat(121) }],
      setUps: [...was.setUps, ...was.setUps, ...was.setUps.map((one) => ({ ...one, app: 'f'.repeat(64) }))],
      about: [...was.about, ...was.about, ...was.about.map((one) => ({ ...one, app: 'f'.repeat(64) }))],
    }))
    expect(plan.unreadable.map(({ place, reason }) => `${place}: ${reason}`)).toEqual([
      'Codat client 2: does not fit: name, environment, tags, notes, mark, apps',
      'set-up 2: stands in the file twice',
      'set-up 3: belongs to no record of the file',
      'about 2: stands in the file twice',
      'about 3: belongs to no app of the file',
    ])
    expect(done.parts).toBe(7)
  })

  it('survives any value in any place, and never touches a key or a secret', async () => {
    await first.handlers.exportRecords({ withEvidence: true })
    const was = await exported()
    const places = ['codatClients', 'setUps', 'about', 'evidence'] as const
    const field = fc.constantFrom(
      'mark',
      'app',
      'client',
      'name',
      'notes',
      'said',
      'application',
      'decisions',
      'feeds',
      'data',
    )
    const odd = fc.tuple(fc.constantFrom(...places), field, fc.jsonValue())
    await fc.assert(
      fc.asyncProperty(fc.array(odd, { maxLength: 3 }), async (changes) => {
        const made = changes.reduce<object>((file, [place, name, value]) => {
          const entries: readonly object[] = Reflect.get(file, place)
          return { ...file, [place]: [...entries.map((one) => ({ ...one, [name]: value })), value] }
        }, was)
        await writeFile(file, JSON.stringify(made))
        await first.importNow()
        expect((await first.vault.read(xeroSlot(told.app.id, 1)))?.expose()).toBe(SECRET)
        const [client] = (await first.clients.ports.records.list()).records.filter(({ id }) => id === told.client.id)
        expect(client?.keys).toHaveLength(1)
      }),
      { numRuns: 25 },
    )
  })

  it('of version 1 still comes in', async () => {
    const { done } = await changed(({ format, exportedAt, apps }) => ({ format, version: 1, exportedAt, apps }))
    expect(done).toMatchObject({ added: 1, parts: 0 })
  })
})
