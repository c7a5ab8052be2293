import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keptTheme, SETTINGS_FILE } from './kept-theme'
import { openSettings } from './settings'

const clock = { now: () => new Date(), monotonic: () => performance.now() }

describe('the theme of the first frame', () => {
  let dir: string
  beforeEach(() => {
    dir = mkdtempSync(path.join(os.tmpdir(), 'latchkey-theme-'))
  })
  afterEach(() => rmSync(dir, { recursive: true, force: true }))

  it('is the one that was kept', async () => {
    const settings = await openSettings(dir, clock)
    for (const theme of ['dark', 'light', 'system'] as const) {
      await settings.save({ theme })
      expect(keptTheme(dir)).toBe(theme)
    }
  })

  it('is the system’s where none can be read', () => {
    expect(keptTheme(dir)).toBe('system')
    for (const text of ['', '{', 'null', '[]', '{"theme":"pink"}', '{"theme":1}', '"dark"']) {
      writeFileSync(path.join(dir, SETTINGS_FILE), text)
      expect(keptTheme(dir)).toBe('system')
    }
  })
})
