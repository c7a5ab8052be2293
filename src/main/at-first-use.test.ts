import { expect, it } from 'vitest'
import { atFirstCall, atFirstUse } from './at-first-use'

it('opens once, for all that want it at the same time', async () => {
  let times = 0
  const room = atFirstUse(async () => (times += 1))
  expect(room.ifOpened()).toBeNull()
  expect(await Promise.all([room.get(), room.get(), room.get()])).toEqual([1, 1, 1])
  expect(await room.ifOpened()).toBe(1)
})

it('tries again what could not be opened', async () => {
  let broken = true
  const room = atFirstUse(async () => {
    if (broken) throw new Error('not yet')
    return 'open'
  })
  await expect(room.get()).rejects.toThrow('not yet')
  broken = false
  expect(await room.get()).toBe('open')
})

it('hands a call to the room that it opened, in the order of the calls', async () => {
  const heard: string[] = []
  const handlers = atFirstCall(['copyText', 'openLink'], async () => ({
    copyText({ text }: { text: string }) {
      heard.push(text)
      return { copied: true }
    },
    openLink({ id }: { id: string }) {
      heard.push(id)
      return { opened: true }
    },
  }))
  expect(heard).toEqual([])
  const answers = [handlers.copyText({ text: 'first' }), handlers.openLink({ id: 'second' })]
  expect(await Promise.all(answers)).toEqual([{ copied: true }, { opened: true }])
  expect(heard).toEqual(['first', 'second'])
})
