import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { openGrowingFiles, openLooseFiles } from './loose-files'

const clock = { now: () => new Date('2026-11-29T10:00:00.000Z'), monotonic: () => 0 }
let dir: string
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'latchkey-loose-'))
})

describe('a file that is replaced whole', () => {
  const open = () =>
    openLooseFiles({ dir, names: /^\w\.json$/, clock, parse: (text) => (text === 'good' ? text : null) })

  it('is set aside before anything is written over it, told until settled, and kept', async () => {
    await writeFile(path.join(dir, 'a.json'), 'bad')
    const files = open()
    expect(await files.read('a.json')).toBeNull()
    await writeFile(path.join(dir, 'a.json'), 'good')
    expect(await files.read('a.json')).toBe('good')
    const setAsideAs = 'a.json.damaged-2026-11-29T10-00-00-000Z'
    // Whoever asks, in this run or a later one.
    expect(await open().damage()).toMatchObject([{ file: 'a.json', setAsideAs }])
    await open().settle(setAsideAs, 'begin-anew')
    expect(await open().damage()).toEqual([])
    expect(await readFile(path.join(dir, 'damaged', setAsideAs), 'utf8')).toBe('bad')
  })

  it('is told in its place where the system won’t give it, and others of the folder are none of its business', async () => {
    await mkdir(path.join(dir, 'a.json'))
    await writeFile(path.join(dir, 'settings.json.damaged-1'), 'bad')
    expect(await open().damage()).toMatchObject([{ file: 'a.json', setAsideAs: null }])
    await expect(open().settle('settings.json.damaged-1', 'begin-anew')).rejects.toMatchObject({
      code: 'record.missing',
    })
    await expect(open().settle('../a.json.damaged-1', 'begin-anew')).rejects.toMatchObject({ code: 'record.missing' })
  })
})

describe('a file that grows', () => {
  let unreadable: number
  const open = () => openGrowingFiles(dir, /^\w\.jsonl$/, async () => ({ unreadable }))

  it('is copied and told once for the lines that are lost, and stays', async () => {
    await writeFile(path.join(dir, 'a.jsonl'), 'x\n')
    unreadable = 1
    const told = await open().damage()
    expect(told).toMatchObject([
      { file: 'a.jsonl', setAsideAs: 'a.jsonl.damaged-1-lines', reason: 'a line of it can’t be read' },
    ])
    await open().settle('a.jsonl.damaged-1-lines', 'begin-anew')
    expect([await open().damage(), (await readdir(dir)).toSorted()]).toEqual([[], ['a.jsonl', 'damaged']])
    unreadable = 2
    expect(await open().damage()).toHaveLength(1)
  })
})
