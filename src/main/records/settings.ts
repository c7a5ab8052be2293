// The user's settings: one small file. One that can't be read gives the defaults rather than stopping the app.
import { judgedSettings, type Settings, type SettingsChange, settingsV1 } from '../../domain/settings'
import { withoutUndefined } from '../../domain/without-undefined'
import { createTurns } from '../in-turn'
import type { Clock } from '../ports'
import type { Damageable } from './damage'
import { SETTINGS_FILE } from './kept-theme'
import { openLooseFiles } from './loose-files'

export interface SettingsFile extends Damageable {
  get(): Settings
  /** Saves changed fields, where need be made of those that hold then. Raises `record.not-written`. */
  save(fields: SettingsChange | ((current: Settings) => SettingsChange)): Promise<Settings>
  onChange(listener: (settings: Settings) => void): () => void
}

const DEFAULTS = settingsV1.parse({ version: 1 })

/** Reads `settings.json` in `dir`. */
export async function openSettings(dir: string, clock: Clock): Promise<SettingsFile> {
  const files = openLooseFiles({
    dir,
    names: /^settings\.json$/,
    parse: judgedSettings,
    clock,
    so: ', so the defaults hold',
  })
  const listeners = new Set<(settings: Settings) => void>()
  let current = (await files.read(SETTINGS_FILE)) ?? DEFAULTS
  const inTurn = createTurns()
  return {
    get: () => current,
    save: (fields) =>
      inTurn(async () => {
        const changed = typeof fields === 'function' ? fields(current) : fields
        const next = settingsV1.parse({ ...current, ...withoutUndefined(changed) })
        await files.write(SETTINGS_FILE, `${JSON.stringify(next, null, 2)}\n`)
        current = next
        for (const listener of listeners) listener(next)
        return next
      }),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    damage: files.damage,
    settle: files.settle,
  }
}
