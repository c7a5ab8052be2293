// Pushes that stand still: what the standing of their app learns of them, and what of it the activity tells.
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fastFolder } from '../../../test/support/fast-folder'
import { destination, pushRoom, type Standing } from '../../../test/support/push-room'
import { openKeptPushes } from './kept-pushes'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(path.join(fastFolder(), 'latchkey-kept-pushes-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const clock = { now: () => new Date('2026-11-30T09:00:00.000Z') }
const atOnce = async <T>(work: () => T | Promise<T>): Promise<T> => work()
const nobody = () => false

describe('pushes that stand still', () => {
  it.each<Exclude<Standing, null | 'asking-lost'>>(['paused', 'asking', 'refused'])(
    'one that is %s is known, and nothing of it once it is over',
    async (state) => {
      const room = await pushRoom(dir, state, atOnce)
      const kept = openKeptPushes(dir, clock)
      const { appId } = destination.place
      expect(await kept.still(nobody)).toEqual([
        { appId, push: expect.objectContaining({ lines: 3, arrived: 1, state }) },
      ])
      await room.settle()
      expect(await kept.still(nobody)).toEqual([])
      expect(await openKeptPushes(dir, clock).still(nobody)).toEqual([])
    },
  )

  it('one that is being carried out isn’t among them', async () => {
    const room = await pushRoom(dir, 'paused', atOnce)
    expect(await openKeptPushes(dir, clock).still((pushId) => pushId === room.pushId())).toEqual([])
  })

  it('are none where nothing was ever pushed, nor of what can’t be read', async () => {
    expect(await openKeptPushes(path.join(dir, 'none'), clock).still(nobody)).toEqual([])
    const room = await pushRoom(dir, 'paused', atOnce)
    await rm(path.join(dir, room.pushId(), 'journal.ndjson'))
    expect(await openKeptPushes(dir, clock).still(nobody)).toEqual([])
    expect(await readdir(dir)).toEqual([room.pushId()])
  })
})

describe('a push that is stopped in the middle', () => {
  /** It goes on, and Codat has its first request until `answers` is called. */
  async function heldByCodat() {
    let calls = 0
    const noted: string[] = []
    const moved: string[] = []
    let answers = (): void => {}
    const held = new Promise<void>((resolve) => void (answers = resolve))
    let asked = (): void => {}
    const reached = new Promise<void>((resolve) => void (asked = resolve))
    const room = await pushRoom(
      dir,
      'paused',
      async (work) => {
        calls += 1
        asked()
        if (calls === 1) await held
        return work()
      },
      () => true,
      {
        note: async (what) => void noted.push(what),
        onMoved: (appId) => void moved.push(appId),
        onSettled: async () => {},
      },
    )
    return { room, noted, moved, answers, reached }
  }

  /** Whatever was begun has come as far as it does without Codat. */
  const asFarAsItCan = () => new Promise((resolve) => setImmediate(resolve))

  it('is noted as paused, and whoever shows its app is told, as it goes on and as it rests', async () => {
    const { room, noted, moved, answers, reached } = await heldByCodat()
    await room.pushes.resume(room.pushId())
    await reached
    expect(moved).toHaveLength(1)
    const pausing = room.pushes.pause(room.pushId())
    await asFarAsItCan()
    answers()
    expect(await pausing).toMatchObject({ state: 'paused' })
    expect(noted).toEqual(['push.paused'])
    expect(moved).toHaveLength(2)
  })

  it('isn’t noted as paused where it rests only to be cancelled', async () => {
    const { room, noted, answers, reached } = await heldByCodat()
    await room.pushes.resume(room.pushId())
    await reached
    const cancelling = room.pushes.cancel(room.pushId())
    await asFarAsItCan()
    answers()
    await cancelling
    await expect.poll(async () => (await room.pushes.get(room.pushId())).state).toBe('cancelled')
    await expect.poll(() => noted).toEqual(['push.cancelled'])
  })
})
