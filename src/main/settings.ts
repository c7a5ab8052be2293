// The user's settings: one small file. A damaged one is replaced by the defaults rather than stopping the app.
import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { settingsV1, type Settings } from '../contract/app'
import { Failure } from './failure'
import { withoutUndefined } from './without-undefined'

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
  let current = await readSettings(file)
  return {
    get: () => current,
    async save(fields) {
      const next = settingsV1.parse({ ...current, ...withoutUndefined(fields) })
      try {
        await mkdir(dir, { recursive: true, mode: 0o700 })
        await writeFileAtomic(file, `${JSON.stringify(next, null, 2)}\n`, { mode: 0o600 })
      } catch (error) {
        throw new Failure('record.not-written', { cause: error })
      }
      current = next
      for (const listener of listeners) listener(next)
      return next
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

async function readSettings(file: string): Promise<Settings> {
  try {
    const parsed = settingsV1.safeParse(JSON.parse(await readFile(file, 'utf8')))
    return parsed.success ? parsed.data : DEFAULTS
  } catch {
    return DEFAULTS
  }
}
