// Any two calls of the push room at once, held up at each of their waits: a line arrives once, whatever comes between.
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { fastFolder } from '../../../../test/support/fast-folder'
import {
  anyOrder,
  gate,
  holdBothAt,
  holdFirstAt,
  interleave,
  type Schedule,
  pairsOf,
} from '../../../../test/support/interleave'
import { onceInLedger, planRace, RACE_SEED } from '../../../../test/support/race-ledger'
import { account, destination, pushRoom, type PushRoom } from '../../../../test/support/push-room'
import { Failure, isFailure } from '../../../domain/failure'

// Files share what they import: what another one imported before would go on with the file system as it is, and never wait.
vi.hoisted(() => vi.resetModules())
vi.mock('node:fs/promises', async (original) => {
  const { gatedFiles } = await import('../../../../test/support/interleave')
  return gatedFiles(await original<object>())
})

/** Seeds of random orders for each pair; `npm run attack` tries many more. */
const ORDERS = Number(process.env['LATCHKEY_RACE_ORDERS'] ?? '1')
/** Of the waits of a call, every how many-th is tried; `npm run soak` tries each. */
const STEP = Number(process.env['LATCHKEY_RACE_STEP'] ?? '4')
/** Whether the second call is held at each of its waits as well. */
const BOTH = process.env['LATCHKEY_RACE_BOTH'] === '1'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(fastFolder(), 'latchkey-races-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

type Call = (room: PushRoom) => Promise<unknown>
const start: Call = ({ pushes }) => pushes.start(async () => destination, account.id, 'any')
const calls = {
  plan: ({ pushes }) => pushes.plan(destination, account.id, 'any'),
  start,
  list: ({ pushes }) => pushes.list(destination.place.appId),
  get: ({ pushes, pushId }) => pushes.get(pushId()),
  resume: ({ pushes, pushId }) => pushes.resume(pushId()),
  pause: ({ pushes, pushId }) => pushes.pause(pushId()),
  cancel: ({ pushes, pushId }) => pushes.cancel(pushId()),
  'answer yes': ({ pushes, pushId }) => pushes.answer(pushId(), true),
  'answer no': ({ pushes, pushId }) => pushes.answer(pushId(), false),
  retry: ({ pushes, pushId }) => pushes.retry(pushId()),
  report: ({ pushes, pushId }) => pushes.report(pushId(), 'csv'),
  close: ({ pushes }) => pushes.close(),
} satisfies Record<string, Call>
type CallName = keyof typeof calls

/** How a push stands when the two calls come. */
const standings = {
  none: { first: null, writing: ['start', 'plan', 'list', 'close'] },
  paused: { first: 'paused', writing: ['start', 'resume', 'pause', 'cancel', 'retry', 'list', 'close', 'get'] },
  refused: { first: 'refused', writing: ['start', 'retry', 'resume', 'cancel', 'pause', 'report'] },
  // What is asked about did arrive, so that “no” is a lie, and not tried.
  asking: { first: 'asking', writing: ['answer yes', 'resume', 'cancel', 'pause', 'retry'] },
  'asking, nothing arrived': { first: 'asking-lost', writing: ['answer no', 'resume', 'cancel', 'pause'] },
} as const satisfies Record<string, { first: Parameters<typeof pushRoom>[1]; writing: readonly CallName[] }>

async function tryOrder(
  name: string,
  pair: readonly CallName[],
  schedule: Schedule,
  first: Parameters<typeof pushRoom>[1],
) {
  const dir = await mkdtemp(path.join(folder, 'room-'))
  const room = await pushRoom(dir, first, gate)
  const { outcomes, passed } = await interleave(
    pair.map((call) => () => calls[call](room)),
    schedule,
  )
  const raw = outcomes.flatMap((one) =>
    one.status === 'rejected' && !isFailure(one.reason) ? [String(one.reason)] : [],
  )
  const known = raw.filter((reason) => reason !== 'Error: no push yet')
  const after = await room.settle()
  const label = `${name}: ${pair.join(' with ')}`
  expect({ label, raw: known, ...after }).toEqual({
    label,
    raw: [],
    doubled: [],
    lost: [],
    damaged: [],
    twiceNoted: [],
    overlapping: 0,
    unfinished: [],
  })
  await rm(dir, { recursive: true, force: true })
  return passed
}

/** Every order tried, and how many: the first call held at its waits, both at each of theirs, and any order. */
async function tryAll(name: string, pair: readonly CallName[], first: Parameters<typeof pushRoom>[1]): Promise<number> {
  let tried = 1
  const go = async (schedule: Schedule): Promise<void> => {
    await tryOrder(name, pair, schedule, first)
    tried += 1
  }
  const [mine = 0, others = 0] = await tryOrder(name, pair, (waiting) => waiting[0] ?? 0, first)
  for (let gates = 0; gates < mine; gates += STEP) {
    await go(holdFirstAt(gates))
    const most = BOTH ? others : 0
    for (let more = 1; more < most; more += 1) await go(holdBothAt(gates, more))
  }
  for (let seed = 1; seed <= ORDERS; seed += 1) await go(anyOrder(RACE_SEED + seed))
  return tried
}

describe.each(Object.entries(standings))('a push that is %s', (name, { first, writing }) => {
  const race = `a push that is ${name}`
  const pairs = pairsOf<CallName>(writing)
  planRace(race, pairs.length)
  it.for(pairs)('%s with %s', { timeout: BOTH ? 1_800_000 : 60_000 }, async (pair, { skip }) =>
    expect(await onceInLedger(race, pair, skip, () => tryAll(name, pair, first))).toBeGreaterThan(ORDERS),
  )
})

it('leaves no folder of a push that came to nothing', async () => {
  const dir = await mkdtemp(path.join(folder, 'room-'))
  const room = await pushRoom(dir, null, gate)
  await interleave([() => start(room), () => start(room)], holdFirstAt(3))
  await room.settle()
  expect(await readdir(dir)).toHaveLength(1)
})

it('a push, its app put in the trash and put back: begun once and whole, or not at all', async () => {
  const ends = new Set<string>()
  for (let seed = 0; seed < 24; seed += 1) {
    const dir = await mkdtemp(path.join(folder, 'trash-'))
    const room = await pushRoom(dir, null, gate)
    let isTrashed = false
    const where = () =>
      gate(() => {
        if (isTrashed) throw new Failure('record.missing')
        return destination
      })
    const { outcomes } = await interleave(
      [
        () => room.pushes.start(where, account.id, 'any'),
        () => gate(() => (isTrashed = true)),
        () => gate(() => {}).then(() => gate(() => (isTrashed = false))),
      ],
      anyOrder(RACE_SEED + seed),
    )
    const [started] = outcomes
    const begun = started?.status === 'fulfilled'
    const refused = started?.status === 'rejected' && isFailure(started.reason, 'record.missing')
    expect({ seed, ended: begun || refused }).toEqual({ seed, ended: true })
    const { unfinished, lost, doubled, damaged, overlapping } = await room.settle()
    expect({ seed, unfinished, lost, doubled, damaged, overlapping }).toEqual({
      seed,
      unfinished: [],
      lost: [],
      doubled: [],
      damaged: [],
      overlapping: 0,
    })
    expect(await room.pushes.list(destination.place.appId)).toHaveLength(begun ? 1 : 0)
    ends.add(begun ? 'begun' : 'refused')
  }
  // Both came about, or the orders tried too little.
  expect([...ends].toSorted()).toEqual(['begun', 'refused'])
})
