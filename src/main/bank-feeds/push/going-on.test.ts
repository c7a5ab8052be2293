// Going on with a push again and again, as a page that was taken over could by itself.
import { mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fastFolder } from '../../../../test/support/fast-folder'
import { pushRoom, type PushRoom } from '../../../../test/support/push-room'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(path.join(fastFolder(), 'latchkey-going-on-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

async function countedRoom(
  standing: 'paused' | 'asking',
  answers: boolean,
): Promise<{ room: PushRoom; asked: string[] }> {
  const asked: string[] = []
  const room = await pushRoom(
    dir,
    standing,
    async (work) => work(),
    ({ title }) => {
      asked.push(title)
      return answers
    },
  )
  return { room, asked }
}

it('asks after ten, and sends nothing on a no', async () => {
  const { room, asked } = await countedRoom('asking', false)
  const resume = () => room.pushes.resume(room.pushId())
  for (let times = 0; times < 10; times += 1) await resume()
  expect(asked).toEqual([])
  expect(await resume()).toMatchObject({ state: 'asking' })
  expect(asked).toEqual(['Go on with this push?'])
})

it('raises what a retry has nothing to do with before it asks', async () => {
  const { room, asked } = await countedRoom('paused', true)
  for (let times = 0; times < 12; times += 1) {
    await expect(room.pushes.retry(room.pushId())).rejects.toMatchObject({ code: 'push.nothing-refused' })
  }
  expect(asked).toEqual([])
})
