import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { randomUUID } from 'node:crypto'
import { beforeEach, expect, it } from 'vitest'
import { openSettings } from './settings'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'settings-'))
})

const clock = { now: () => new Date(), monotonic: () => performance.now() }

const file = () => path.join(dir, 'settings.json')

it('begins with the defaults and keeps what was changed', async () => {
  const settings = await openSettings(dir, clock)
  await Promise.all([settings.save({ theme: 'dark' }), settings.save({ reminderDays: 30 })])
  expect((await openSettings(dir, clock)).get()).toMatchObject({ theme: 'dark', reminderDays: 30 })
  expect(await readdir(dir)).toEqual(['settings.json'])
})

it('keeps where the page was left, each of changes that come at once, and nothing else there', async () => {
  const settings = await openSettings(dir, clock)
  const note = (name: string, value: string) => settings.save(({ left }) => ({ left: { ...left, [name]: value } }))
  await Promise.all([note('customers view', 'me grouped name'), note(`tab ${randomUUID()}`, 'partner')])
  expect(Object.values((await openSettings(dir, clock)).get().left)).toEqual(['me grouped name', 'partner'])
  const raw = JSON.parse(await readFile(file(), 'utf8')) as object
  await writeFile(file(), JSON.stringify({ ...raw, left: { search: 'A1b2' } }))
  expect((await openSettings(dir, clock)).get()).toMatchObject({ theme: 'system', left: {} })
})

it('settings of a newer Latchkey give the defaults, and are kept when others are written', async () => {
  const text = '{ "version": 2, "theme": "dark" }'
  await writeFile(file(), text)
  const settings = await openSettings(dir, clock)
  expect(settings.get().theme).toBe('system')
  expect(await settings.damage()).toMatchObject([{ file: 'settings.json', newer: true, setAsideAs: null }])
  await Promise.all([settings.save({ theme: 'light' }), settings.save({ reminderDays: 30 })])
  expect(await readFile(`${file()}.not-read`, 'utf8')).toBe(text)
  expect((await openSettings(dir, clock)).get()).toMatchObject({ theme: 'light', reminderDays: 30 })
})

it.each(['{', '{ "version": 1, "theme": 7 }', ''])(
  'damaged settings (%j) are set aside and told until that is settled',
  async (text) => {
    await writeFile(file(), text)
    const settings = await openSettings(dir, clock)
    expect(settings.get().theme).toBe('system')
    await settings.save({ theme: 'light' })
    const again = await openSettings(dir, clock)
    const [damaged, ...others] = await again.damage()
    expect(others).toEqual([])
    expect(await readFile(path.join(dir, damaged?.setAsideAs ?? ''), 'utf8')).toBe(text)
    await again.settle(damaged?.setAsideAs ?? '', 'begin-anew')
    expect(await again.damage()).toEqual([])
  },
)
