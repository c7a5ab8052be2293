import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { chunkPlan, openedPush } from '../../../../test/support/opened-push'
import type { JournalEntry } from '../../../domain/bank-feeds/push/entries'
import { createPushFolder } from '../../../../test/support/push-folder'
import { openJournal, readJournal } from './journal'
import { hashOf, readBody, removeBodies } from '../../../reader/body-files'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'latchkey-journal-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const body = '{"accountId":"a","transactions":[]}'
const plan = chunkPlan({ sha256: hashOf(body) })
const again = (chunk: number): JournalEntry => ({ kind: 'again', at: '2026-11-24T09:00:01.000Z', chunk })
const file = () => path.join(dir, 'journal.ndjson')

async function begin(): Promise<void> {
  await createPushFolder(dir, [{ plan, body }], openedPush)
}
async function add(count: number, ...entries: JournalEntry[]): Promise<void> {
  const journal = await openJournal(dir, count)
  for (const entry of entries) await journal.append(entry)
  await journal.close()
}
const kinds = async () => {
  const read = await readJournal(dir)
  return read.kind === 'read' ? read.entries.map(({ kind }) => kind) : read.kind
}

it('gives back what was written, over several openings', async () => {
  expect(await kinds()).toBe('missing')
  await begin()
  await add(1, again(0))
  await add(2, again(0), again(0))
  expect(await kinds()).toEqual(['opened', 'again', 'again', 'again'])
})

it('passes over a line that a crash cut off, and goes on after it', async () => {
  await begin()
  await add(1, again(0))
  await appendFile(file(), '{"n":2,"entry":{"kind":"send')
  expect(await kinds()).toEqual(['opened', 'again'])
  await add(2, again(0))
  expect(await kinds()).toEqual(['opened', 'again', 'again'])
})

const sending: JournalEntry = {
  kind: 'sending',
  at: '2026-11-24T09:00:02.000Z',
  chunk: 0,
  key: 'k',
  sha256: plan.sha256,
}

it.each<[string, (lines: string[]) => string]>([
  ['in the middle', ([first, , last]) => [first, 'garbage', last, ''].join('\n')],
  ['last, with its line end', ([first, second]) => [first, second, '{"n":2,"entry":{"kind":"pol', ''].join('\n')],
  ['blank', ([first, second]) => [first, '', second, ''].join('\n')],
  ['first', ([, second, third]) => ['garbage', second, third, ''].join('\n')],
  ['gone', ([first, , third]) => [first, third, ''].join('\n')],
  ['first, cut off', ([first = '']) => first.slice(0, 100)],
])('says that it is damaged where a line is %s', async (_, damaged) => {
  await begin()
  await add(1, again(0), again(0))
  const lines = (await readFile(file(), 'utf8')).split('\n')
  await writeFile(file(), damaged(lines))
  expect(await kinds()).toBe('damaged')
})

it('says so of one that lost its end, at a line’s end or within, once something was sent after it', async () => {
  await begin()
  await add(1, sending, again(0), { ...sending, key: 'l' })
  const whole = await readFile(file(), 'utf8')
  const lines = whole.split('\n')
  expect(await kinds()).toEqual(['opened', 'sending', 'again', 'sending'])
  for (const kept of [1, 2, 3]) {
    await writeFile(file(), `${lines.slice(0, kept).join('\n')}\n`)
    expect(await kinds()).toBe('damaged')
    await writeFile(file(), `${lines.slice(0, kept).join('\n')}\n${(lines[kept] ?? '').slice(0, 20)}`)
    expect(await kinds()).toBe('damaged')
  }
  await rm(file())
  expect(await kinds()).toBe('damaged')
})

it('keeps what can be read of a damaged one', async () => {
  await begin()
  await appendFile(file(), 'garbage\n')
  expect(await readJournal(dir)).toMatchObject({ kind: 'damaged', opened: { kind: 'opened' } })
})

it('hands out a chunk’s bytes only if they are those that were planned', async () => {
  await begin()
  expect(await readBody(dir, 0, plan.sha256)).toBe(body)
  await writeFile(path.join(dir, 'chunk-00000.json'), `${body} `)
  expect(await readBody(dir, 0, plan.sha256)).toBeNull()
  await removeBodies(dir, [0])
  expect(await readBody(dir, 0, plan.sha256)).toBeNull()
})

it('leaves nothing of the transactions behind when the lines end in a failure', async () => {
  const folder = path.join(dir, 'push')
  const cutShort = async function* () {
    yield { plan, body }
    throw new Error('the statement was changed')
  }
  await expect(createPushFolder(folder, cutShort(), openedPush)).rejects.toThrow('the statement was changed')
  expect(await readdir(dir)).toEqual([])
})
