import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openRecordFiles, type RecordFiles } from './record-files'

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

  it('keeps the previous version', async () => {
    await files.put({ id: A, name: 'one', count: 0 })
    await files.put({ id: A, name: 'two', count: 0 })
    expect(await readFile(path.join(dir, `${A}.json.previous`), 'utf8')).toContain('"one"')
  })

  it.each([
    ['not JSON', '{', 'it is not JSON'],
    ['a wrong shape', JSON.stringify({ id: A, name: 5, count: 0 }), 'these fields do not fit: name'],
    ['another id', JSON.stringify({ id: B, name: 'x', count: 0 }), 'its id is not the one of its name'],
    ['far too much', 'x'.repeat(1_000_001), 'longer than 1000000 bytes'],
  ])('sets a file with %s aside, names it, and loads the rest', async (_what, text, reason) => {
    await files.put({ id: A, name: 'one', count: 0 })
    await files.put({ id: A, name: 'two', count: 0 })
    await files.put({ id: B, name: 'fine', count: 0 })
    await writeFile(path.join(dir, `${A}.json`), text)

    const { records, damaged } = await files.list()
    expect(records.map(({ id }) => id)).toEqual([B])
    const setAsideAs = `${A}.json.damaged-2026-11-24T10-00-00-000Z`
    expect(damaged).toEqual([{ file: `${A}.json`, setAsideAs, reason, previousKept: true }])
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
