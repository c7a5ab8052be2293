// The theme alone of the settings, for the window's first frame: the settings' schema is made when the page asks.
import path from 'node:path'
import type { Settings } from '../../domain/settings'
import { textAtMost } from '../file-text'

export const SETTINGS_FILE = 'settings.json'
const MOST_BYTES = 1_000_000

/** The theme kept in `settings.json` of `dir`; what the system wishes where none can be read. */
export function keptTheme(dir: string): Settings['theme'] {
  const kept = themeIn(path.join(dir, SETTINGS_FILE))
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}

function themeIn(file: string): unknown {
  try {
    const json: unknown = JSON.parse(textAtMost(file, MOST_BYTES))
    return typeof json === 'object' && json !== null && 'theme' in json ? json.theme : undefined
  } catch {
    // The settings themselves say what is wrong with them.
    return undefined
  }
}
