// The user's settings: one small file. One that is damaged, or a newer Latchkey's, gives the defaults rather than stopping the app, and
// is kept beside the one that is written then.
import { copyFile, mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { settingsV1, type Settings } from '../contract/app'
import { Failure } from '../domain/failure'
import { createTurns } from './in-turn'
import { withoutUndefined } from '../domain/without-undefined'

/** Fields to change; one that is undefined is left as it is. */
export type SettingsChange = { [K in keyof Omit<Settings, 'version'>]?: Settings[K] | undefined }

export interface SettingsFile {
  get(): Settings
  /** Saves changed fields. Raises `record.not-written`. */
  save(fields: SettingsChange): Promise<Settings>
  onChange(listener: (settings: Settings) => void): () => void
}

const DEFAULTS = settingsV1.parse({ version: 1 })

/** Reads `settings.json` in `dir`; what can't be read gives the defaults. */
export async function openSettings(dir: string): Promise<SettingsFile> {
  const file = path.join(dir, 'settings.json')
  const listeners = new Set<(settings: Settings) => void>()
  const found = await readSettings(file)
  let current = found ?? DEFAULTS
  let toKeep = found === null
  const inTurn = createTurns()
  return {
    get: () => current,
    save: (fields) =>
      inTurn(async () => {
        const next = settingsV1.parse({ ...current, ...withoutUndefined(fields) })
        try {
          await mkdir(dir, { recursive: true, mode: 0o700 })
          if (toKeep) await copyFile(file, `${file}.not-read`).catch(() => {}) // none, at the first start
          toKeep = false
          await writeFileAtomic(file, `${JSON.stringify(next, null, 2)}\n`, { mode: 0o600 })
        } catch (error) {
          throw new Failure('record.not-written', { cause: error })
        }
        current = next
        for (const listener of listeners) listener(next)
        return next
      }),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Null where there is no file, or none that can be read. */
async function readSettings(file: string): Promise<Settings | null> {
  try {
    return settingsV1.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return null
  }
}
