import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { integrationCheckV1 } from '../../domain/guide/board-schema'
import { codatClientV1 } from '../../domain/codat/schema'
import { integrationV1 } from '../../domain/guide/schema'
import { partnerApplicationV1 } from '../../domain/partner/schema'
import { xeroAppV1 } from '../../domain/xero-apps/schema'
import { openRecordFiles, type RecordFiles, recordOrNull } from './record-files'

const schema = z.object({ id: z.uuid(), name: z.string(), count: z.number() })
type Row = z.infer<typeof schema>

const A = '11111111-1111-4111-8111-111111111111'
const B = '22222222-2222-4222-8222-222222222222'
const clock = { now: () => new Date('2026-11-24T10:00:00Z'), monotonic: () => 0 }

let dir: string
let files: RecordFiles<Row>

beforeEach(async () => {
  dir = path.join(await mkdtemp(path.join(os.tmpdir(), 'records-')), 'rows')
  files = openRecordFiles({ dir, schema, clock })
})

describe('openRecordFiles', () => {
  it('lists nothing before the first write', async () => {
    expect(await files.list()).toEqual({ records: [], damaged: [] })
  })

  it('writes, reads, changes and removes', async () => {
    await files.put({ id: A, name: 'one', count: 0 })
    await files.change(A, (row) => ({ ...row, count: row.count + 1 }))
    expect(await files.get(A)).toEqual({ id: A, name: 'one', count: 1 })
    await files.remove(A)
    await expect(files.get(A)).rejects.toMatchObject({ code: 'record.missing' })
    expect(await readdir(dir)).toEqual([])
  })

  it('never loses one of many changes asked for at once', async () => {
    await files.put({ id: A, name: 'one', count: 0 })
    await Promise.all(Array.from({ length: 20 }, () => files.change(A, (row) => ({ ...row, count: row.count + 1 }))))
    expect((await files.get(A)).count).toBe(20)
  })

  it('tells every reading of a damaged file, however many read at once', async () => {
    await files.put({ id: A, name: 'one', count: 0 })
    await writeFile(path.join(dir, `${A}.json`), '{')
    const lists = await Promise.all(Array.from({ length: 20 }, () => files.list()))
    expect(lists.map(({ damaged }) => damaged.length)).toEqual(lists.map(() => 1))
  })

  it('keeps the previous version', async () => {
    await files.put({ id: A, name: 'one', count: 0 })
    await files.put({ id: A, name: 'two', count: 0 })
    expect(await readFile(path.join(dir, `${A}.json.previous`), 'utf8')).toContain('"one"')
  })

  it.each([
    ['not JSON', '{', 'it is not JSON'],
    ['a wrong shape', JSON.stringify({ id: A, name: 5, count: 0 }), 'these fields do not fit: name'],
    ['another id', JSON.stringify({ id: B, name: 'x', count: 0 }), 'its id is not the one of its name'],
    ['far too much', 'x'.repeat(4_000_001), 'longer than 4000000 bytes'],
  ])('sets a file with %s aside, names it, and loads the rest', async (_what, text, reason) => {
    await files.put({ id: A, name: 'one', count: 0 })
    await files.put({ id: A, name: 'two', count: 0 })
    await files.put({ id: B, name: 'fine', count: 0 })
    await writeFile(path.join(dir, `${A}.json`), text)

    const { records, damaged } = await files.list()
    expect(records.map(({ id }) => id)).toEqual([B])
    const setAsideAs = `${A}.json.damaged-2026-11-24T10-00-00-000Z`
    expect(damaged).toEqual([{ file: `${A}.json`, setAsideAs, newer: false, reason, previousKept: true }])
    expect(await readFile(path.join(dir, setAsideAs), 'utf8')).toBe(text)
    // Whoever lists next must learn it too: the one who met it may not have shown it to anybody.
    expect((await files.list()).damaged).toEqual(damaged)
  })

  it('sets a file aside once when two read at the same time', async () => {
    await files.put({ id: A, name: 'one', count: 0 })
    await writeFile(path.join(dir, `${A}.json`), '{')
    const [first, second] = await Promise.all([files.list(), files.list()])
    expect([first.records, second.records]).toEqual([[], []])
    expect((await files.list()).damaged).toHaveLength(1)
  })

  it.each(['../../etc/passwd', 'a/b', '', A.toUpperCase() + '/'])('takes no id like %j', async (id) => {
    await expect(files.get(id)).rejects.toMatchObject({ code: 'record.missing' })
  })

  it('says when it could not write, and leaves the old version', async () => {
    await files.put({ id: A, name: 'one', count: 0 })
    await expect(files.put({ id: A, name: 'bad', count: Number.NaN })).rejects.toMatchObject({
      code: 'record.not-written',
    })
    expect((await files.get(A)).name).toBe('one')
  })
})

describe('limits', () => {
  it('refuses to write what is longer than it keeps, and keeps what was there', async () => {
    await files.put({ id: A, name: 'one', count: 0 })
    await expect(files.put({ id: A, name: 'é'.repeat(600_000), count: 0 })).rejects.toMatchObject({
      code: 'record.too-long',
    })
    expect((await files.get(A)).name).toBe('one')
  })

  it('reads all that it writes, however long', async () => {
    const longest = { id: A, name: 'x'.repeat(999_900), count: 0 }
    await files.put(longest)
    expect(await files.list()).toEqual({ records: [longest], damaged: [] })
  })

  it('reads what an earlier Latchkey wrote that was longer than it writes now', async () => {
    const longer = { id: A, name: 'x'.repeat(1_500_000), count: 0 }
    await mkdir(dir, { recursive: true })
    await writeFile(path.join(dir, `${A}.json`), JSON.stringify(longer))
    expect(await files.get(A)).toEqual(longer)
    await files.change(A, (row) => ({ ...row, name: 'short' }))
    expect((await files.get(A)).name).toBe('short')
  })
})

describe('damage', () => {
  const damage = async (versions: readonly string[]) => {
    for (const name of versions) await files.put({ id: A, name, count: 0 })
    await writeFile(path.join(dir, `${A}.json`), '{')
    await files.list()
    files = openRecordFiles({ dir, schema, clock })
    return (await files.damage())[0]?.setAsideAs ?? ''
  }

  it('is told in later runs too, until it is settled', async () => {
    const setAsideAs = await damage(['one', 'two'])
    expect(await files.damage()).toEqual([
      { file: `${A}.json`, setAsideAs, newer: false, reason: 'it could not be read', previousKept: true },
    ])
    await files.settle(setAsideAs, 'begin-anew')
    expect(await files.damage()).toEqual([])
    expect(await readFile(path.join(dir, 'damaged', setAsideAs), 'utf8')).toBe('{')
  })

  it('is told where the system lets nobody move the file, and all else is read', async () => {
    await files.put({ id: A, name: 'one', count: 1 })
    await files.put({ id: B, name: 'two', count: 2 })
    await writeFile(path.join(dir, `${A}.json`), '{')
    // What the file would be named is taken by a folder with something in it.
    await mkdir(path.join(dir, `${A}.json.damaged-2026-11-24T10-00-00-000Z`, 'taken'), { recursive: true })
    const { records, damaged } = await files.list()
    expect(records).toEqual([{ id: B, name: 'two', count: 2 }])
    expect(damaged).toMatchObject([{ file: `${A}.json`, setAsideAs: null, newer: false }])
    expect(await files.damage()).toContainEqual(damaged[0])
    expect(await readFile(path.join(dir, `${A}.json`), 'utf8')).toBe('{')
  })

  it('hinders a change until it is settled, and the version before comes back', async () => {
    const setAsideAs = await damage(['one', 'two'])
    await expect(files.assertWhole(A)).rejects.toMatchObject({ code: 'record.damaged' })
    await expect(files.assertWhole(B)).resolves.toBeUndefined()
    await files.settle(setAsideAs, 'put-back')
    await files.assertWhole(A)
    expect((await files.get(A)).name).toBe('one')
  })

  it('puts nothing back over a record that took its place, and nothing that isn’t kept', async () => {
    const setAsideAs = await damage(['one', 'two'])
    await files.put({ id: A, name: 'new', count: 1 })
    await expect(files.settle(setAsideAs, 'put-back')).rejects.toMatchObject({ code: 'record.not-written' })
    expect((await files.get(A)).name).toBe('new')
    await files.settle(setAsideAs, 'begin-anew')
    const alone = await damage(['only'])
    await files.remove(A)
    await expect(files.settle(alone, 'put-back')).rejects.toMatchObject({ code: 'record.not-written' })
    expect(await files.damage()).toHaveLength(1)
  })

  it.each(['../x', `${A}.json`, `${A}.json.damaged-../../x`, ''])('settles nothing called %j', async (name) => {
    await expect(files.settle(name, 'begin-anew')).rejects.toMatchObject({ code: 'record.missing' })
  })
})

describe('versions', () => {
  const rowV1 = z.object({ version: z.literal(1), id: z.uuid(), name: z.string() })
  const rowV2 = z.object({ version: z.literal(2), id: z.uuid(), names: z.array(z.string()), count: z.number() })
  const migrate = (json: unknown): unknown => {
    const old = rowV1.safeParse(json)
    return old.success ? { version: 2, id: old.data.id, names: [old.data.name], count: 0 } : json
  }
  const ofThen = () => openRecordFiles({ dir, schema: rowV1, clock })
  const ofNow = () => openRecordFiles({ dir, schema: rowV2, clock, migrate })
  const fileOf = (id: string) => path.join(dir, `${id}.json`)
  const text = (file: string) => readFile(file, 'utf8')

  it('reads one of an older version as one of today, and leaves the file alone', async () => {
    await ofThen().put({ version: 1, id: A, name: 'one' })
    const before = await text(fileOf(A))
    const today = { version: 2, id: A, names: ['one'], count: 0 }
    expect(await ofNow().list()).toEqual({ records: [today], damaged: [] })
    expect(await ofNow().get(A)).toEqual(today)
    expect(await text(fileOf(A))).toBe(before)
  })

  it('keeps the older file for good once the record is changed', async () => {
    await ofThen().put({ version: 1, id: A, name: 'one' })
    const before = await text(fileOf(A))
    const rows = ofNow()
    await rows.change(A, (row) => ({ ...row, count: 1 }))
    await rows.change(A, (row) => ({ ...row, count: 2 }))
    expect(await rows.get(A)).toEqual({ version: 2, id: A, names: ['one'], count: 2 })
    expect(await text(`${fileOf(A)}.version-1`)).toBe(before)
    expect(await text(`${fileOf(A)}.previous`)).toContain('"count": 1')
    await rows.remove(A)
    expect(await readdir(dir)).toEqual([])
  })

  it('reads the older file again if Latchkey ended before the change was written', async () => {
    await ofThen().put({ version: 1, id: A, name: 'one' })
    const rows = ofNow()
    await expect(rows.change(A, (row) => ({ ...row, count: Number.NaN }))).rejects.toMatchObject({
      code: 'record.not-written',
    })
    expect((await ofNow().list()).records).toMatchObject([{ names: ['one'], count: 0 }])
  })

  it('leaves what a newer Latchkey wrote where it is, names it, and writes nothing over it', async () => {
    const old = ofThen()
    await ofNow().put({ version: 2, id: A, names: ['one', 'two'], count: 7 })
    await old.put({ version: 1, id: B, name: 'fine' })
    const before = await text(fileOf(A))
    const newer = {
      file: `${A}.json`,
      setAsideAs: null,
      newer: true,
      reason: 'a newer Latchkey wrote it',
      previousKept: false,
    }
    expect(await old.list()).toMatchObject({ records: [{ id: B }], damaged: [newer] })
    expect((await old.list()).damaged).toEqual([newer])

    const refused = { code: 'record.newer' }
    await expect(old.get(A)).rejects.toMatchObject(refused)
    await expect(old.put({ version: 1, id: A, name: 'over' })).rejects.toMatchObject(refused)
    await expect(old.change(A, (row) => row)).rejects.toMatchObject(refused)
    await expect(recordOrNull(old, A)).rejects.toMatchObject(refused)
    expect(await text(fileOf(A))).toBe(before)
    expect(await ofNow().get(A)).toMatchObject({ names: ['one', 'two'], count: 7 })
  })

  it('sets an older one aside that can’t be brought up to date', async () => {
    await ofThen().put({ version: 1, id: A, name: 'one' })
    const stubborn = openRecordFiles({ dir, schema: rowV2, clock })
    const { records, damaged } = await stubborn.list()
    expect(records).toEqual([])
    expect(damaged).toMatchObject([{ file: `${A}.json`, reason: 'these fields do not fit: version, names, count' }])
    expect(await text(path.join(dir, damaged[0]?.setAsideAs ?? ''))).toContain('"one"')
  })

  it.each([
    ['Xero apps', xeroAppV1],
    ['Codat clients', codatClientV1],
    ['integrations', integrationV1],
    ['partner applications', partnerApplicationV1],
    ['checks', integrationCheckV1],
  ])('%s of a newer Latchkey are known as such', async (_, schemaOfRecords) => {
    await mkdir(dir, { recursive: true })
    await writeFile(fileOf(A), JSON.stringify({ version: 2, id: A }))
    const { damaged } = await openRecordFiles({ dir, schema: schemaOfRecords, clock }).list()
    expect(damaged).toMatchObject([{ setAsideAs: null }])
  })
})

describe('reading', () => {
  const muchLater = { now: () => new Date('2100-01-01T00:00:00Z'), monotonic: () => 0 }
  const fileIn = (id: string) => path.join(dir, `${id}.json`)
  const row = (id: string, name: string): Row => ({ id, name, count: 0 })

  it('gives what was read again while its file is the same, and reads what anybody has changed since', async () => {
    const own = openRecordFiles({ dir, schema, clock: muchLater })
    await own.put(row(A, 'one'))
    const first = await own.get(A)
    expect(await own.get(A)).toBe(first)
    expect((await own.list()).records[0]).toBe(first)
    await own.change(A, (before) => ({ ...before, name: 'two' }))
    expect((await own.get(A)).name).toBe('two')
    await writeFile(fileIn(A), JSON.stringify(row(A, 'three')))
    expect((await own.get(A)).name).toBe('three')
    await own.remove(A)
    await expect(own.get(A)).rejects.toMatchObject({ code: 'record.missing' })
  })

  it('reads again what was changed so lately that its time tells nothing', async () => {
    const own = openRecordFiles({ dir, schema, clock: { ...muchLater, now: () => new Date() } })
    await own.put(row(A, 'one'))
    const first = await own.get(A)
    const second = await own.get(A)
    expect(second).toEqual(first)
    expect(second).not.toBe(first)
  })

  it('leaves the others alone when a record isn’t there', async () => {
    await files.put(row(A, 'one'))
    await writeFile(fileIn(A), '{')
    expect(await recordOrNull(files, B)).toBeNull()
    expect(await readFile(fileIn(A), 'utf8')).toBe('{')
    expect(await recordOrNull(files, A)).toBeNull()
    await expect(readFile(fileIn(A), 'utf8')).rejects.toThrow('ENOENT')
  })

  it.skipIf(process.platform === 'win32')('doesn’t wait for a pipe in the place of a record', async () => {
    await files.put(row(B, 'two'))
    execFileSync('mkfifo', [fileIn(A)])
    const { records, damaged } = await files.list()
    expect(records).toEqual([row(B, 'two')])
    expect(damaged).toMatchObject([{ file: `${A}.json` }])
  })
})
