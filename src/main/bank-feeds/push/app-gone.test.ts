// A push whose app went while it was carried out: the user said yes to all of it, so it goes on to its end, and that is told.
import { mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fastFolder } from '../../../../test/support/fast-folder'
import { destination, pushRoom } from '../../../../test/support/push-room'
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
    await expect.poll(() => shown.at(-1)).toBe('done')
    expect(noted).toEqual(['push.arrived'])
    expect(await room.pushes.get(room.pushId())).toMatchObject({ state: 'done', arrivedLines: 3 })
  },
)

it('is left to the apps that share its Codat client, which it would hinder, once its own is gone', async () => {
  const [OTHER, STRANGER] = ['7c9e6679-7425-40de-944b-e07fc1f90ae9', '7c9e6679-7425-40de-944b-e07fc1f90aea']
  const { appId, clientId } = destination.place
  let isGone = false
  const room = await pushRoom(
    dir,
    'paused',
    async (work) => work(),
    () => true,
    {
      assertThere: async (id) => {
        if (isGone && id === appId) throw new Failure('record.missing')
      },
      clientsOf: async (id) => (id === STRANGER ? [] : [{ id: clientId, name: 'Meridian' }]),
    },
  )
  const listed = async (id: string) => (await room.pushes.list(id)).map((push) => push.id)
  expect(await listed(OTHER)).toEqual([])
  isGone = true
  expect(await listed(OTHER)).toEqual([room.pushId()])
  expect(await listed(STRANGER)).toEqual([])
  expect(await room.pushes.cancel(room.pushId())).toMatchObject({ cancelAsked: true })
  expect(
    await room.pushes.plan({ ...destination, place: { ...destination.place, appId: OTHER } }, 'account', 'any'),
  ).toMatchObject({
    hindrance: null,
  })
})
