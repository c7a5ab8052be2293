// A push whose journal is damaged: shown, in the way of others to its account, and set aside by the user.
import { cp, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fastFolder } from '../../../../test/support/fast-folder'
import { account, destination, pushRoom, type PushRoom } from '../../../../test/support/push-room'

let dir: string
let room: PushRoom
let journal: string
beforeEach(async () => {
  dir = await mkdtemp(path.join(fastFolder(), 'latchkey-damaged-'))
  room = await pushRoom(dir, 'paused', async (work) => work())
  journal = path.join(dir, room.pushId(), 'journal.ndjson')
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const hindrance = async () => (await room.pushes.plan(destination, account.id, 'any')).hindrance

it('a journal cut to half sends nothing, is shown, and hinders a new push until it is set aside', async () => {
  await truncate(journal, Math.floor((await readFile(journal)).length / 2))
  expect(await room.pushes.list(destination.place.appId)).toEqual([])
  const [shown, ...others] = await room.pushes.damaged(destination.place.appId)
  expect([shown?.id, others]).toEqual([room.pushId(), []])
  await expect(room.pushes.resume(room.pushId())).rejects.toMatchObject({ code: 'push.damaged' })
  expect(await hindrance()).toBe('damaged-push')
  await expect(room.pushes.start(async () => destination, account.id, 'any')).rejects.toMatchObject({
    code: 'push.hindered',
  })

  expect(await room.pushes.setAside(destination.place.appId, room.pushId())).toBe(true)
  expect([await room.pushes.damaged(destination.place.appId), await hindrance()]).toEqual([[], null])
  const [aside = ''] = await readdir(dir)
  expect([aside, await readdir(path.join(dir, aside))]).toEqual([
    expect.stringContaining(`${room.pushId()}.damaged-`),
    ['journal.ndjson'],
  ])
})

it('one whose beginning can be read says what it was, and is in the way of its own account only', async () => {
  await writeFile(journal, 'garbage\n', { flag: 'a' })
  expect(await room.pushes.damaged(destination.place.appId)).toMatchObject([{ companyName: 'Co', lines: 3 }])
  expect(await room.pushes.damaged('another app')).toEqual([])
  expect(await hindrance()).toBe('damaged-push')
  const other = { ...account, id: 'another' }
  const to = { ...destination, accounts: [other] }
  expect((await room.pushes.plan(to, other.id, 'any')).hindrance).toBeNull()
})

it('one that can be read isn’t set aside', async () => {
  await expect(room.pushes.setAside(destination.place.appId, room.pushId())).rejects.toMatchObject({
    code: 'push.not-damaged',
  })
})

it('a folder that was copied, or that the system won’t give, sends nothing and hinders', async () => {
  const copy = path.join(dir, '00000000-0000-4000-8000-00000000c0b1')
  await cp(path.join(dir, room.pushId()), copy, { recursive: true })
  await expect(room.pushes.resume(path.basename(copy))).rejects.toMatchObject({ code: 'push.damaged' })
  const [told] = await room.pushes.damaged(destination.place.appId)
  expect(told).toMatchObject({ id: path.basename(copy), lines: null })
  await rm(copy, { recursive: true })

  await rm(journal)
  await mkdir(journal)
  expect((await room.pushes.damaged(destination.place.appId)).map(({ id }) => id)).toEqual([room.pushId()])
  await expect(room.pushes.resume(room.pushId())).rejects.toMatchObject({ code: 'push.damaged' })
})

it('what was being made when the app ended goes, transactions and all', async () => {
  await rm(journal)
  const bodies = await readdir(path.dirname(journal))
  for (const name of bodies.filter((one) => one.includes('sent'))) await rm(path.join(path.dirname(journal), name))
  expect(await room.pushes.list(destination.place.appId)).toEqual([])
  expect(await readdir(dir)).toEqual([])
})
