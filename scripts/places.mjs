// @ts-check
// Where the scripts find and keep things.
import os from 'node:os'
import path from 'node:path'

/** The folder of this clone. */
export const projectFolder = path.resolve(import.meta.dirname, '..')

/** Notes of the scripts about this clone (what was installed, what was built). They go when `node_modules` goes. */
export const notesFolder = path.join(projectFolder, 'node_modules', '.latchkey')

/**
 * The per-user folder for what is dear to fetch and the same for every clone. `LATCHKEY_CACHE` moves it.
 * @returns {string}
 */
export function cacheFolder() {
  const { LATCHKEY_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = process.env
  if (LATCHKEY_CACHE) return path.resolve(LATCHKEY_CACHE)
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library', 'Caches', 'latchkey')
  if (process.platform === 'win32' && LOCALAPPDATA) return path.join(LOCALAPPDATA, 'latchkey', 'cache')
  return path.join(XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'latchkey')
}

export const isRoot = process.getuid?.() === 0
export const isLinuxX64 = process.platform === 'linux' && process.arch === 'x64'
