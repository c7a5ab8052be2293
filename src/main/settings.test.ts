import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { openSettings } from './settings'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'settings-'))
})

const file = () => path.join(dir, 'settings.json')

it('begins with the defaults and keeps what was changed', async () => {
  const settings = await openSettings(dir)
  await Promise.all([settings.save({ theme: 'dark' }), settings.save({ reminderDays: 30 })])
  expect((await openSettings(dir)).get()).toMatchObject({ theme: 'dark', reminderDays: 30 })
  expect(await readdir(dir)).toEqual(['settings.json'])
})

it.each([
  ['damaged', '{'],
  ['a newer Latchkey’s', '{ "version": 2, "theme": "dark" }'],
])('settings that are %s give the defaults, and are kept when others are written', async (_, text) => {
  await writeFile(file(), text)
  const settings = await openSettings(dir)
  expect(settings.get().theme).toBe('system')
  await Promise.all([settings.save({ theme: 'light' }), settings.save({ reminderDays: 30 })])
  expect(await readFile(`${file()}.not-read`, 'utf8')).toBe(text)
  expect((await openSettings(dir)).get()).toMatchObject({ theme: 'light', reminderDays: 30 })
})
