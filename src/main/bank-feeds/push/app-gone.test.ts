// A push whose app went while it was carried out: the user said yes to all of it, so it goes on to its end, and that is told.
import { mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { fastFolder } from '../../../../test/support/fast-folder'
import { pushRoom } from '../../../../test/support/push-room'
import { Failure } from '../../../domain/failure'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(path.join(fastFolder(), 'latchkey-app-gone-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

it.each(['record.missing', 'record.not-written'] as const)(
  'ends, is noted, and is shown as ended, where keeping what it taught raises %s',
  async (code) => {
    const shown: string[] = []
    const noted: string[] = []
    const room = await pushRoom(
      dir,
      'paused',
      async (work) => work(),
      () => true,
      {
        onSettled: () => Promise.reject(new Failure(code)),
        onProgress: ({ state }) => void shown.push(state),
        note: async (what) => void noted.push(what),
      },
    )
    await room.pushes.resume(room.pushId())
    await vi.waitFor(() => expect(shown.at(-1)).toBe('done'), { timeout: 30_000 })
    expect(noted).toEqual(['push.arrived'])
    expect(await room.pushes.get(room.pushId())).toMatchObject({ state: 'done', arrivedLines: 3 })
  },
)
