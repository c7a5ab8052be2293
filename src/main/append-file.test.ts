import { appendFile, mkdir, mkdtemp, readFile, rename, rmdir, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openAppendFile } from './append-file'

const schema = z.object({ n: z.number() })

async function place(): Promise<string> {
  return path.join(await mkdtemp(path.join(os.tmpdir(), 'append-')), 'deep', 'file.jsonl')
}

describe('openAppendFile', () => {
  it('keeps the order of appends asked for at once', async () => {
    const file = openAppendFile({ file: await place(), schema })
    await Promise.all(Array.from({ length: 50 }, (_, n) => file.append({ n })))
    expect((await file.read()).entries.map(({ n }) => n)).toEqual(Array.from({ length: 50 }, (_, n) => n))
  })

  it('loses only the line that a crash cut off', async () => {
    const where = await place()
    await openAppendFile({ file: where, schema }).append({ n: 1 })
    await appendFile(where, '{"n":2')
    const again = openAppendFile({ file: where, schema })
    await again.append({ n: 3 })
    expect(await again.read()).toEqual({ entries: [{ n: 1 }, { n: 3 }], unreadable: 1 })
  })

  it('begins a new line after an append that failed with a part of it written, as on a full disk', async () => {
    const where = await place()
    const file = openAppendFile({ file: where, schema })
    await file.append({ n: 1 })
    // Nothing can be appended to a folder; what is put in its place then ends where the disk was full.
    await rename(where, `${where}.kept`)
    await mkdir(where)
    await expect(file.append({ n: 2 })).rejects.toMatchObject({ code: 'record.not-written' })
    await rmdir(where)
    await rename(`${where}.kept`, where)
    await appendFile(where, '{"n":')
    await file.append({ n: 3 })
    expect(await file.read()).toEqual({ entries: [{ n: 1 }, { n: 3 }], unreadable: 1 })
  })

  it('reads nothing from a file that is not there', async () => {
    expect(await openAppendFile({ file: await place(), schema }).read()).toEqual({ entries: [], unreadable: 0 })
  })

  it('rotates past its size and keeps one older file', async () => {
    const where = await place()
    const file = openAppendFile({ file: where, schema, rotateAtBytes: 20 })
    for (let n = 0; n < 9; n += 1) await file.append({ n })
    expect((await stat(where)).size).toBeLessThan(40)
    expect(await readFile(`${where}.1`, 'utf8')).toContain('"n"')
  })

  it.runIf(process.platform !== 'win32')('is readable by its owner only', async () => {
    const where = await place()
    await openAppendFile({ file: where, schema }).append({ n: 1 })
    expect((await stat(where)).mode & 0o077).toBe(0)
  })
})
