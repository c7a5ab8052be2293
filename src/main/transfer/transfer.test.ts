import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { confirmRequest } from '../../domain/confirm-request'
import { carriedRooms } from '../../../test/support/carried-rooms'
import { SECRET, xeroAppsBench } from '../../../test/support/xero-apps-bench'
import { CLIENT_ID, FIELDS } from '../../../test/support/xero-app-fields'
import { transferFile } from '../../domain/transfer/schema'
import { xeroAppFields } from '../../domain/xero-apps/schema'
import { Secret } from '../secret'
import { xeroSlot } from '../../domain/vault/slot'
import { askedPair } from '../../domain/xero-apps/secret-slots'
import { transferHandlers } from './handlers'
import { markOf } from './parts'
import { planApps, readTransfer } from '../../domain/transfer/plan'
import { withoutSecrets } from '../../domain/transfer/carried'

let bench: Awaited<ReturnType<typeof xeroAppsBench>>
let file: string
let handlers: ReturnType<typeof transferHandlers>

beforeEach(async () => {
  bench = await xeroAppsBench()
  file = path.join(bench.dir, 'export.json')
  handlers = transferHandlers({
    ...bench,
    random: { id: () => randomUUID() },
    dialogs: { chooseSave: async () => file, chooseOpen: async () => file },
    apps: bench.apps.calls,
    rooms: carriedRooms(bench),
    send: () => {},
  })
})

const exportOf = (apps: unknown[], more: object = {}) =>
  JSON.stringify({ format: 'latchkey', version: 1, exportedAt: '2026-11-24T09:00:00Z', apps, ...more })

async function importNow(withSettings = false) {
  const { plan } = await handlers.previewImport({})
  if (plan === null) throw new Error('no plan')
  return { plan, done: await handlers.applyImport({ importId: plan.importId, withSettings }) }
}

describe('export', () => {
  it('holds the fields and a mark, and neither secret, id nor proof', async () => {
    const { id } = await bench.apps.calls.addXeroApp(FIELDS)
    await bench.apps.shelf.store(id, { slot: 1, arrival: 'chat' }, new Secret(SECRET))
    expect(await handlers.exportRecords({ withEvidence: false })).toEqual({
      saved: true,
      fileName: 'export.json',
      evidenceLeftOut: 0,
    })
    const text = await readFile(file, 'utf8')
    expect(transferFile.parse(JSON.parse(text)).apps).toEqual([{ ...FIELDS, mark: markOf(id) }])
    for (const kept of [SECRET, id, 'secrets', 'lastAcceptedAt']) expect(text).not.toContain(kept)
  })
})

describe('import', () => {
  it('adds with ids of our own and no secret', async () => {
    await writeFile(file, exportOf([{ ...FIELDS, id: 'theirs', secrets: [{ slot: 1 }] }]))
    const { plan, done } = await importNow()
    expect(plan.apps).toMatchObject([{ action: 'add', keysNeeded: true }])
    expect(done).toMatchObject({ declined: false, added: 1, merged: 0, unchanged: 0 })
    const [app] = (await bench.records.list()).records
    expect(app).toMatchObject({ ...FIELDS, secrets: [], rotation: null, signInProvedAt: null })
    expect(app?.id).not.toBe('theirs')
  })

  it('leaves alone what was edited while it took other apps in', async () => {
    const other = { ...FIELDS, name: 'Other', clientId: 'B'.repeat(32) }
    await bench.apps.calls.addXeroApp(FIELDS)
    const { id } = await bench.apps.calls.addXeroApp(other)
    let edited = false
    handlers = transferHandlers({
      ...bench,
      random: { id: () => randomUUID() },
      dialogs: { chooseSave: async () => file, chooseOpen: async () => file },
      apps: {
        ...bench.apps.calls,
        async updateXeroApp(change) {
          // The user, between the first app and the second.
          if (!edited)
            await bench.apps.calls.updateXeroApp({
              id: id,
              fields: { notes: 'Written meanwhile', companyUrl: 'https://meanwhile.example' },
            })
          edited = true
          return bench.apps.calls.updateXeroApp(change)
        },
      },
      rooms: carriedRooms(bench),
      send: () => {},
    })
    const [first, second] = [FIELDS, other].map((fields) => ({ ...fields, customer: 'Named in the file' }))
    await writeFile(file, exportOf([first, second]))
    await importNow()
    expect(await bench.records.get(id)).toMatchObject({
      customer: 'Named in the file',
      notes: 'Written meanwhile',
      companyUrl: 'https://meanwhile.example',
    })
  })

  it('merges the same client id, keeps its secret, and takes back the proof of a changed redirect URI', async () => {
    const { id } = await bench.apps.calls.addXeroApp(FIELDS)
    await bench.apps.shelf.store(id, { slot: 1, arrival: 'chat' }, new Secret(SECRET))
    await bench.apps.noteSignedIn(id, askedPair(await bench.records.get(id), 1))
    const changed = { ...FIELDS, clientId: CLIENT_ID.toLowerCase(), redirectUris: ['http://localhost:9999/x'] }
    await writeFile(file, exportOf([changed]))
    const { plan } = await importNow()
    expect(plan.apps).toMatchObject([{ action: 'merge', becomesUnproved: true, keysNeeded: false }])
    expect(await bench.records.get(id)).toMatchObject({ signInProvedAt: null, secrets: [{ slot: 1 }] })
    expect((await bench.vault.read(xeroSlot(id, 1)))?.expose()).toBe(SECRET)
  })

  it('knows its own export, apps without a client id and twins included, and changes nothing twice', async () => {
    const blank = { ...FIELDS, clientId: '' }
    for (const fields of [FIELDS, blank, blank, { ...blank, name: 'Other' }]) await bench.apps.calls.addXeroApp(fields)
    await handlers.exportRecords({ withEvidence: false })
    const { plan, done } = await importNow()
    expect(plan.apps.map(({ action }) => action)).toEqual(['same', 'same', 'same', 'same'])
    expect(done).toMatchObject({ added: 0, merged: 0, unchanged: 4, parts: 0 })
    expect((await bench.records.list()).records).toHaveLength(4)
  })

  it('knows an app without ids by name, customer and environment, and lets twins of the file stay two', async () => {
    const blank = { ...FIELDS, clientId: '' }
    await bench.apps.calls.addXeroApp(blank)
    const other = { ...blank, environment: 'production' as const }
    await writeFile(file, exportOf([{ ...blank, name: ' ACME test ' }, blank, other]))
    const { plan } = await importNow()
    expect(plan.apps.map(({ action }) => action)).toEqual(['merge', 'add', 'add'])
    await writeFile(file, exportOf([{ ...blank, name: 'ACME test' }, blank, other]))
    expect((await importNow()).done.added).toBe(0)
  })

  it('changes nothing before it is applied, and can be applied once', async () => {
    await writeFile(file, exportOf([FIELDS]))
    const { plan } = await handlers.previewImport({})
    expect((await bench.records.list()).records).toEqual([])
    const request = { importId: plan?.importId ?? '', withSettings: false }
    await handlers.applyImport(request)
    await expect(handlers.applyImport(request)).rejects.toMatchObject({ code: 'transfer.gone' })
  })

  it('asks first, naming what comes in; a no changes nothing, and can be asked again', async () => {
    await bench.apps.calls.addXeroApp({ ...FIELDS, name: 'Known here' })
    await writeFile(
      file,
      exportOf([
        { ...FIELDS, name: 'Renamed', customer: 'Acme' },
        { ...FIELDS, clientId: '', name: 'Arrives\u202Eexe' },
      ]),
    )
    bench.answers.confirm = false
    const { plan, done } = await importNow()
    expect(done).toMatchObject({ declined: true, added: 0, merged: 0 })
    expect((await bench.records.list()).records.map(({ name }) => name)).toEqual(['Known here'])
    const question = confirmRequest.parse(bench.asked[0])
    expect(question).toMatchObject({ title: 'Import export.json?', action: 'Import', danger: true })
    expect(question.body.join('\n')).toMatch(/Xero apps that come in \(1\): Arrivesexe/)
    expect(question.body.join('\n')).toMatch(/Xero apps that change \(1\): Renamed \(Acme\)/)
    expect(question.body.at(-1)).toMatch(/No secret comes in/)
    bench.answers.confirm = true
    const again = await handlers.applyImport({ importId: plan.importId, withSettings: false })
    expect(again).toMatchObject({ declined: false, added: 1, merged: 1 })
  })

  it('names entries that do not fit and takes the rest', async () => {
    await writeFile(
      file,
      exportOf([{ ...FIELDS, environment: 'moon' }, FIELDS], { settings: { theme: 'dark', idleMinutes: 'x' } }),
    )
    const { plan } = await importNow()
    expect(plan.unreadable).toEqual([
      { place: 'app 1', reason: 'does not fit: environment' },
      { place: 'settings', reason: 'does not fit: idleMinutes' },
    ])
    expect(plan.apps).toHaveLength(1)
  })

  it('brings settings along only if asked', async () => {
    await writeFile(file, exportOf([], { settings: { theme: 'dark' } }))
    await importNow(false)
    expect(bench.settings.get().theme).toBe('system')
    await importNow(true)
    expect(bench.settings.get()).toMatchObject({ theme: 'dark', clipboardSeconds: 30 })
  })

  it.each([['{'], ['[]'], ['null'], [exportOf([]).replace('latchkey', 'other')], [`"${'x'.repeat(1_000_001)}"`]])(
    'refuses what is not an export',
    async (text) => {
      await writeFile(file, text)
      await expect(handlers.previewImport({})).rejects.toMatchObject({ code: 'transfer.not-ours' })
    },
  )

  it('says that a file is of a newer Latchkey', async () => {
    await writeFile(file, exportOf([]).replace('"version":1', '"version":3'))
    await expect(handlers.previewImport({})).rejects.toMatchObject({ code: 'transfer.newer' })
  })

  it('survives arbitrary JSON, and never touches a stored secret', async () => {
    const { id } = await bench.apps.calls.addXeroApp(FIELDS)
    await bench.apps.shelf.store(id, { slot: 1, arrival: 'chat' }, new Secret(SECRET))
    const field = fc.oneof(fc.constant(CLIENT_ID), fc.string(), fc.jsonValue())
    const entry = fc.record(
      { name: field, clientId: field, redirectUris: fc.array(field), environment: field },
      { requiredKeys: [] },
    )
    const apps = fc.array(
      fc.oneof(
        fc.jsonValue(),
        entry,
        entry.map((some) => ({ ...FIELDS, ...some })),
      ),
      { maxLength: 4 },
    )
    await fc.assert(
      fc.asyncProperty(apps, fc.jsonValue(), async (some, settings) => {
        await writeFile(file, exportOf(some, { settings }))
        await importNow(true)
        expect((await bench.vault.read(xeroSlot(id, 1)))?.expose()).toBe(SECRET)
        expect((await bench.records.get(id)).secrets).toHaveLength(1)
      }),
      { numRuns: 30 },
    )
  })
})

describe('planApps', () => {
  it('counts the later of two entries with one client id', () => {
    const steps = planApps([FIELDS, { ...FIELDS, name: 'later' }], [], markOf)
    expect(steps.map(({ fields }) => fields.name)).toEqual(['later'])
  })

  it('reads back any export it could have written', () => {
    const text = fc.string({ maxLength: 100 })
    const name = text.filter((value) => value.trim() !== '')
    const fields = fc.record({
      ...Object.fromEntries(Object.entries(FIELDS).map(([key, value]) => [key, fc.constant(value)])),
      name,
      customer: text,
      notes: text,
    })
    fc.assert(
      fc.property(fields, (some) => {
        const kept = xeroAppFields.parse(some)
        expect(readTransfer(exportOf([kept]))).toMatchObject({
          transfer: { apps: [{ ...kept, notes: withoutSecrets(kept.notes) }] },
        })
      }),
    )
  })
})
