// Any two calls that write at once, over real files: the first held at each of its waits. Whatever comes between, the records and the
// keychain are afterwards as if one call had come after the other, and nothing lies in the keychain that no record knows.
import { mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { fastFolder } from '../../test/support/fast-folder'
import { anyOrder, holdFirstAt, interleave, pairsOf, type Schedule } from '../../test/support/interleave'
import { onceInLedger, planRace, RACE_SEED } from '../../test/support/race-ledger'
import { type WritingCall, writingCalls, writingRoom } from '../../test/support/writing-room'

// Files share what they import: what another one imported before would go on with the file system as it is, and never wait.
vi.hoisted(() => vi.resetModules())
vi.mock('node:fs/promises', async (original) => {
  const { gatedFiles } = await import('../../test/support/interleave')
  return gatedFiles(await original<object>())
})
vi.mock('write-file-atomic', async (original) => {
  const { gate } = await import('../../test/support/interleave')
  const { default: write } = await original<{ default: (...given: unknown[]) => Promise<unknown> }>()
  return { default: (...given: unknown[]) => gate(() => write(...given)) }
})

const ORDERS = Number(process.env['LATCHKEY_RACE_ORDERS'] ?? '1')
/** Of the waits of a call, every how many-th is tried: `npm run attack` tries every third, `npm run soak` each. */
const STEP = Number(process.env['LATCHKEY_RACE_STEP'] ?? '6')

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(fastFolder(), 'latchkey-writes-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function outcomeOf(pair: readonly WritingCall[], schedule: Schedule) {
  const dir = await mkdtemp(path.join(folder, 'room-'))
  const room = await writingRoom(dir)
  const { outcomes, passed } = await interleave(
    pair.map((call) => () => writingCalls[call](room)),
    schedule,
  )
  const raw = outcomes.flatMap((one) => (one.status === 'rejected' ? room.rawOf(one.reason) : []))
  const left = await room.left()
  await rm(dir, { recursive: true, force: true })
  return { left, raw, passed }
}

const firstToTheEnd: Schedule = (waiting) => waiting[0] ?? 0
const lastToTheEnd: Schedule = (waiting) => waiting.at(-1) ?? 0

async function tryAll(pair: readonly WritingCall[]): Promise<number> {
  const serial = [await outcomeOf(pair, firstToTheEnd), await outcomeOf(pair, lastToTheEnd)]
  // The same wish twice may also be one.
  if (pair[0] === pair[1]) serial.push(await outcomeOf(pair.slice(1), firstToTheEnd))
  const fine = serial.map(({ left }) => left)
  const [mine = 0] = serial[0]?.passed ?? []
  const schedules = [
    ...Array.from(
      { length: Math.ceil(mine / STEP) },
      (_, index) => [`held at ${index * STEP}`, holdFirstAt(index * STEP)] as const,
    ),
    ...Array.from({ length: ORDERS }, (_, seed) => [`order ${seed}`, anyOrder(RACE_SEED + seed + 1)] as const),
  ]
  for (const [name, schedule] of schedules) {
    const { left, raw } = await outcomeOf(pair, schedule)
    expect({ pair, name, raw }).toEqual({ pair, name, raw: [] })
    expect(fine, `${pair.join(' with ')}, ${name}`).toContain(left)
  }
  return schedules.length
}

/** Calls that write the same records; `npm run attack` tries each call with every other. */
const rooms: readonly (readonly WritingCall[])[] = [
  [
    'add an app',
    'change an app',
    'delete an app',
    'store secret 1',
    'store secret 2',
    'remove secret 1',
    'start a rotation',
    'abandon a rotation',
  ],
  ['store a key', 'store a key anew', 'remove a key', 'delete a client'],
  ['add a set-up', 'note on a set-up', 'delete a set-up', 'create the first company'],
]
const all = Object.keys(writingCalls) as WritingCall[]
const groups = process.env['LATCHKEY_RACE_PAIRS'] === 'all' ? [all] : rooms

const pairs = groups.flatMap(pairsOf)
planRace('writes', pairs.length)

it.for(pairs)('%s with %s', async (pair, { skip }) =>
  expect(await onceInLedger('writes', pair, skip, () => tryAll(pair))).toBeGreaterThan(0),
)
