import type * as Fs from 'node:fs'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, expect, it, vi } from 'vitest'
import { writingBodies } from './body-files'

/** What was asked of the system, in order: the real calls, listened to. */
const asked = vi.hoisted(() => [] as { readonly call: 'open' | 'sync' | 'close'; readonly file: number }[])

// Files share what they import: what another one imported before would go on with the file system as it is, and tell nothing.
vi.hoisted(() => vi.resetModules())
vi.mock('node:fs', async (original) => {
  const real = await original<typeof Fs>()
  return {
    ...real,
    openSync(...given: Parameters<typeof real.openSync>) {
      const file = real.openSync(...given)
      asked.push({ call: 'open', file })
      return file
    },
    fsyncSync(file: number) {
      real.fsyncSync(file)
      asked.push({ call: 'sync', file })
    },
    closeSync(file: number) {
      real.closeSync(file)
      asked.push({ call: 'close', file })
    },
  }
})

const dir = mkdtempSync(path.join(tmpdir(), 'bodies-'))
afterAll(() => rmSync(dir, { recursive: true }))
beforeEach(() => {
  for (const name of readdirSync(dir)) rmSync(path.join(dir, name))
  asked.length = 0
})

/** What became of each file that was opened, in order. A number comes again once it is closed. */
function fates(): string[] {
  const open = new Map<number, string>()
  const done: string[] = []
  for (const { call, file } of asked) {
    open.set(file, [open.get(file) ?? [], call].flat().join(' '))
    if (call !== 'close') continue
    done.push(open.get(file) ?? '')
    open.delete(file)
  }
  return [...done, ...open.values()]
}

it.each([0, 1, 64, 65, 130])('puts %i bodies onto the disk itself before it returns', (count) => {
  const written = writingBodies(dir, (write) => {
    for (let chunk = 0; chunk < count; chunk += 1) write(chunk, `body ${chunk}`)
    return 'written'
  })
  expect(written).toBe('written')
  expect(fates()).toEqual(Array.from({ length: count }, () => 'open sync close'))
  expect(readdirSync(dir)).toHaveLength(count)
})

it('leaves no file open where the writing fails', () => {
  const failing = (): void =>
    writingBodies(dir, (write) => {
      for (let chunk = 0; chunk < 70; chunk += 1) write(chunk, 'body')
      throw new Error('A line that can’t be written')
    })
  expect(failing).toThrow('A line that can’t be written')
  expect(fates().filter((fate) => !fate.endsWith('close'))).toEqual([])
  expect(fates()).toHaveLength(70)
})
