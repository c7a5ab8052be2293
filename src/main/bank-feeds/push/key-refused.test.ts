// A push whose key the keychain won't give: it says so, sends nothing, and goes on to its end once the key is given.
import { mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fastFolder } from '../../../../test/support/fast-folder'
import { pushRoom } from '../../../../test/support/push-room'
import { errorTexts } from '../../../domain/errors'
import { Failure } from '../../../domain/failure'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(path.join(fastFolder(), 'latchkey-key-refused-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

it.each(['vault.denied', 'vault.locked', 'codat.no-key', 'record.missing'] as const)(
  'is stopped and says why where reading its key raises %s, and goes on once it is read',
  async (code) => {
    const shown: string[] = []
    let gives = false
    const room = await pushRoom(
      dir,
      'paused',
      async (work) => work(),
      () => true,
      {
        onProgress: ({ state }) => void shown.push(state),
        readsKey: async () => {
          if (!gives) throw new Failure(code)
        },
      },
    )
    await room.pushes.resume(room.pushId())
    await expect.poll(() => shown.at(-1)).toBe('stopped')
    expect(await room.pushes.get(room.pushId())).toMatchObject({
      state: 'stopped',
      arrivedLines: 1,
      failure: errorTexts[code],
    })
    gives = true
    await room.pushes.resume(room.pushId())
    await expect.poll(() => shown.at(-1)).toBe('done')
    expect(await room.pushes.get(room.pushId())).toMatchObject({ state: 'done', arrivedLines: 3, failure: null })
    expect(await room.settle()).toMatchObject({ doubled: [], lost: [], damaged: [], unfinished: [], overlapping: 0 })
  },
)
