// A push whose run ends on what nobody foresaw, a fault of ours or of the disk: it says so and what to do, the log keeps why, it sends
// nothing meanwhile, and goes on to its end without a line lost or doubled.
import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fastFolder } from '../../../../test/support/fast-folder'
import { type Heard, pushRoom } from '../../../../test/support/push-room'
import { type ErrorCode, errorTexts } from '../../../domain/errors'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(path.join(fastFolder(), 'latchkey-unforeseen-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const atOnce = async <T>(work: () => T | Promise<T>): Promise<T> => work()
const fault = (): never => {
  throw new TypeError('a fault of ours')
}

async function paused(heard: Heard) {
  const shown: string[] = []
  const logged: string[] = []
  const room = await pushRoom(dir, 'paused', atOnce, () => true, {
    log: { error: (message, error) => void logged.push(`${message} ${String(error)}`) },
    ...heard,
    onProgress(view) {
      shown.push(view.state)
      heard.onProgress?.(view)
    },
  })
  const id = room.pushId()
  const ends = async (state: string) => {
    await room.pushes.resume(id)
    await expect.poll(() => shown.at(-1)).toBe(state)
    return room.pushes.get(id)
  }
  return { room, id, ends, logged, body: (sends: string) => path.join(dir, id, `chunk-00001${sends}.json`) }
}

/** Goes wrong until it is mended, and with which failure the push stops. */
const WAYS: Record<string, { readonly code: ErrorCode; readonly heard: (goesWrong: () => boolean) => Heard }> = {
  'a fault as the key is read': {
    code: 'push.unexpected',
    heard: (goesWrong) => ({ readsKey: async () => void (goesWrong() && fault()) }),
  },
  'a fault as what arrived is told': {
    code: 'push.unexpected',
    heard: (goesWrong) => ({
      onProgress: ({ arrivedLines }) => void (goesWrong() && arrivedLines > 1 && fault()),
    }),
  },
}

it.each(Object.entries(WAYS))('%s stops it, is told and logged, and it goes on', async (_, { code, heard }) => {
  let wrong = true
  const { room, ends, logged } = await paused(heard(() => wrong))
  expect(await ends('stopped')).toMatchObject({ state: 'stopped', failure: errorTexts[code] })
  expect(logged.join('\n')).toContain('a fault of ours')
  wrong = false
  expect(await ends('done')).toMatchObject({ arrivedLines: 3, failure: null })
  expect(await room.settle()).toMatchObject({ doubled: [], lost: [], damaged: [], unfinished: [], overlapping: 0 })
})

it('a folder in which the disk lets nothing be noted stops it before a request leaves', async () => {
  let wrong = true
  const { room, ends, body } = await paused({
    // What is sent is told by the body's name: that name is taken.
    async readsKey() {
      if (wrong) await mkdir(path.join(body('.sent-1'), 'in the way'), { recursive: true })
    },
  })
  expect(await ends('stopped')).toMatchObject({ arrivedLines: 1, failure: errorTexts['record.not-written'] })
  await rm(body('.sent-1'), { recursive: true })
  wrong = false
  expect(await ends('done')).toMatchObject({ arrivedLines: 3, failure: null })
  expect(await room.settle()).toMatchObject({ doubled: [], lost: [], damaged: [], unfinished: [], overlapping: 0 })
})

it('a body that the system won’t give stops it, and isn’t taken for one that is gone', async () => {
  const { ends, body } = await paused({})
  await rm(body(''))
  await mkdir(body(''))
  expect(await ends('stopped')).toMatchObject({ diagnosis: null, failure: errorTexts['record.not-read'] })
})

it('what it leaves that can’t be tidied up is logged, and goes at the next start', async () => {
  const { ends, logged, body } = await paused({
    onSettled: async () => fault(),
  })
  expect(await ends('done')).toMatchObject({ state: 'done' })
  expect(logged.join('\n')).toContain('a fault of ours')
  // As after an end of the app between the last arrival and the tidying up.
  await writeFile(body('.sent-1'), '{}')
  const again = await pushRoom(dir, null, atOnce)
  expect(await again.pushes.list('any')).toEqual([])
  await expect(access(body('.sent-1'))).rejects.toThrow('ENOENT')
})
