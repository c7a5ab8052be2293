import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openSettings } from '../records/settings'
import { shellHandlers, type ShellPorts } from './handlers'

it.each([
  ['a longer life of copied secrets', { clipboardSeconds: 300 }],
  ['no lock', { idleMinutes: 0 }],
])('%s is asked in main’s own window, and a no changes nothing', async (_, change) => {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'shell-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  const settings = await openSettings(dir, { now: () => new Date(), monotonic: () => 0 })
  const before = settings.get()
  let yes = false
  let asked = 0
  const confirm = async (): Promise<boolean> => {
    asked += 1
    return yes
  }
  const { saveSettings } = shellHandlers({ settings, prompts: { confirm } } as unknown as ShellPorts)
  expect(await saveSettings({ ...change, reminderDays: 200 })).toEqual(before)
  expect([settings.get(), asked]).toEqual([before, 1])
  yes = true
  expect(await saveSettings(change)).toMatchObject(change)
  expect(asked).toBe(2)
})
