// The user's settings: one small file. One that is damaged is set aside, told and gives the defaults rather than stopping the app; a
// newer Latchkey's gives them too, and is kept beside the one that is written then.
import { copyFile, readdir, rename } from 'node:fs/promises'
import path from 'node:path'
import { judgedSettings, type Settings, type SettingsChange, settingsV1 } from '../domain/settings'
import { Failure } from '../domain/failure'
import { textAtMost } from './file-text'
import { createTurns } from './in-turn'
import type { DamagedFile } from '../contract/xero-apps'
import { withoutUndefined } from '../domain/without-undefined'
import { writeWhole } from './write-whole'

export interface SettingsFile {
  get(): Settings
  /** Saves changed fields, where need be made of those that hold then. Raises `record.not-written`. */
  save(fields: SettingsChange | ((current: Settings) => SettingsChange)): Promise<Settings>
  onChange(listener: (settings: Settings) => void): () => void
  /** Settings that could not be read, until that is settled. */
  damage(): Promise<DamagedFile[]>
  /** There is no version before to put back: the defaults hold. Raises `record.missing`. */
  settle(setAsideAs: string): Promise<void>
}

const DEFAULTS = settingsV1.parse({ version: 1 })

/** Reads `settings.json` in `dir`; what can't be read gives the defaults. */
export async function openSettings(dir: string): Promise<SettingsFile> {
  const file = path.join(dir, 'settings.json')
  const listeners = new Set<(settings: Settings) => void>()
  const found = readSettings(file)
  let current = found.settings ?? DEFAULTS
  let toKeep = found.stays !== null
  if (found.damaged) await setAside(dir)
  const inTurn = createTurns()
  return {
    get: () => current,
    save: (fields) =>
      inTurn(async () => {
        const changed = typeof fields === 'function' ? fields(current) : fields
        const next = settingsV1.parse({ ...current, ...withoutUndefined(changed) })
        if (toKeep) await copyFile(file, `${file}.not-read`).catch(() => {}) // none, at the first start
        toKeep = false
        await writeWhole(file, `${JSON.stringify(next, null, 2)}\n`)
        current = next
        for (const listener of listeners) listener(next)
        return next
      }),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async damage() {
      const names = await readdir(dir).catch(() => [])
      const setAsides = names.filter((name) => SET_ASIDE.test(name)).map(damagedSettings)
      return found.stays === null || !toKeep ? setAsides : [...setAsides, found.stays]
    },
    async settle(setAsideAs) {
      if (!SET_ASIDE.test(setAsideAs)) throw new Failure('record.missing')
      await rename(path.join(dir, setAsideAs), path.join(dir, `settled-${setAsideAs}`)).catch((error: unknown) => {
        throw new Failure('record.missing', { cause: error })
      })
    },
  }
}

/** Under a name that is free. Where that fails it stays, and is found again at the next start. */
async function setAside(dir: string): Promise<void> {
  const taken = new Set(await readdir(dir).catch(() => []))
  let number = 1
  while (taken.has(`settings.json.damaged-${number}`) || taken.has(`settled-settings.json.damaged-${number}`))
    number += 1
  await rename(path.join(dir, 'settings.json'), path.join(dir, `settings.json.damaged-${number}`)).catch(() => {})
}

const SET_ASIDE = /^settings\.json\.damaged-\d+$/

function damagedSettings(setAsideAs: string): DamagedFile {
  return {
    file: 'settings.json',
    setAsideAs,
    reason: 'it could not be read, so the defaults hold',
    newer: false,
    previousKept: false,
  }
}

interface FoundSettings {
  readonly settings: Settings | null
  readonly damaged: boolean
  /** What is told of a file that stays where it is, until other settings are saved. */
  readonly stays: DamagedFile | null
}

function readSettings(file: string): FoundSettings {
  const stays = (newer: boolean, reason: string): FoundSettings => ({
    settings: null,
    damaged: false,
    stays: { file: path.basename(file), setAsideAs: null, newer, reason, previousKept: false },
  })
  let text: string
  try {
    text = textAtMost(file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return { settings: null, damaged: false, stays: null }
    }
    return stays(false, 'the system would not let it be read, so the defaults hold')
  }
  const judged = judgedSettings(text)
  if (judged === 'newer') return stays(true, 'a newer Latchkey wrote it, so the defaults hold')
  return { settings: judged, damaged: judged === null, stays: null }
}
