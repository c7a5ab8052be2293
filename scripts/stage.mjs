// @ts-check
// A copy of the built app, keytar and Electron where the unprivileged user can read them: a clone may lie under a private
// folder, as root's does.
import { constants, existsSync, rmSync } from 'node:fs'
import { chmod, chown, copyFile, cp, link, lstat, mkdir, mkdtemp, readdir, readlink, symlink } from 'node:fs/promises'
import path from 'node:path'
import { buildFolder } from './build.mjs'
import { isRoot, projectFolder } from './places.mjs'
import { publicTemporaryFolder } from './unprivileged.mjs'

/**
 * @typedef {object} Stage
 * @property {string} folder
 * @property {string} app the folder to hand to Electron as its first argument; empty for a packaged app
 * @property {string} executable Electron, or the packaged app
 * @property {() => Promise<void>} refresh takes the build output over again; a packaged app stays as it is
 * @property {() => void} dispose
 */

const KEYTAR = path.join(projectFolder, 'node_modules', 'keytar')
// All that keytar is at run time: of its binaries only the one of this system.
const KEYTAR_BINARY = path.join('prebuilds', `${process.platform}-${process.arch}`, 'keytar.node')
const KEYTAR_FILES = ['package.json', 'lib', KEYTAR_BINARY]

/** @type {Set<string>} */
const stages = new Set()
process.on('exit', () => {
  for (const folder of stages) rmSync(folder, { recursive: true, force: true })
})

/**
 * Stages the build output with an Electron.
 * @param {{ folder: string, executable: string }} electron
 * @returns {Promise<Stage>}
 */
export async function stageApplication(electron) {
  const folder = await openFolder()
  const app = path.join(folder, 'app')
  await mkdir(app, { mode: 0o755 })
  await stageExecutable(electron.folder, path.join(folder, 'electron'))
  await stageKeytar(path.join(app, 'node_modules', 'keytar'))
  const refresh = () => stageBuild(app)
  await refresh()
  const executable = path.join(folder, 'electron', path.relative(electron.folder, electron.executable))
  return { folder, app, executable, refresh, dispose: () => dispose(folder) }
}

/**
 * Stages a packaged app.
 * @param {string} packaged the folder that the packager made
 * @param {string} name of the executable in it
 * @returns {Promise<Stage>}
 */
export async function stagePackage(packaged, name) {
  const folder = await openFolder()
  const home = path.join(folder, 'latchkey')
  await stageExecutable(packaged, home)
  return {
    folder,
    app: '',
    executable: path.join(home, name),
    refresh: () => Promise.resolve(),
    dispose: () => dispose(folder),
  }
}

/**
 * Stages a script of this folder that needs nothing but keytar, with the Node that runs this one.
 * @param {string} script
 * @returns {Promise<{ folder: string, command: [string, string[]], dispose: () => void }>}
 */
export async function stageScript(script) {
  const folder = await openFolder()
  const node = path.join(folder, 'node')
  await linkFile(process.execPath, node)
  await cp(path.join(import.meta.dirname, script), path.join(folder, script))
  await stageKeytar(path.join(folder, 'node_modules', 'keytar'))
  return { folder, command: [node, [path.join(folder, script)]], dispose: () => dispose(folder) }
}

async function openFolder() {
  const folder = await mkdtemp(path.join(publicTemporaryFolder(), 'latchkey-stage-'))
  await chmod(folder, 0o755)
  stages.add(folder)
  return folder
}

/** @param {string} folder */
function dispose(folder) {
  rmSync(folder, { recursive: true, force: true })
  stages.delete(folder)
}

/** @param {string} app */
async function stageBuild(app) {
  const out = path.join(app, 'out')
  rmSync(out, { recursive: true, force: true })
  // Copied and not linked: a build running meanwhile writes into the same files.
  await cp(buildFolder, out, { recursive: true })
  await cp(path.join(projectFolder, 'package.json'), path.join(app, 'package.json'))
  await makeReadable(app)
}

/** @param {string} to */
async function stageKeytar(to) {
  if (!existsSync(path.join(KEYTAR, KEYTAR_BINARY))) return
  for (const name of KEYTAR_FILES) await cp(path.join(KEYTAR, name), path.join(to, name), { recursive: true })
  await makeReadable(path.dirname(to))
}

/**
 * @param {string} from
 * @param {string} to
 */
async function stageExecutable(from, to) {
  await linkTree(from, to)
  const helper = path.join(to, 'chrome-sandbox')
  if (!isRoot || !existsSync(helper)) return
  // Chromium's helper gives the page's process its sandbox where user namespaces are not allowed. It must be set-uid root.
  await chown(helper, 0, 0)
  await chmod(helper, 0o4755)
}

/**
 * @param {string} from
 * @param {string} to
 */
async function linkTree(from, to) {
  await mkdir(to, { recursive: true, mode: 0o755 })
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = path.join(from, entry.name)
    const target = path.join(to, entry.name)
    if (entry.isDirectory()) await linkTree(source, target)
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target)
    else await linkFile(source, target)
  }
}

/**
 * @param {string} source
 * @param {string} target
 */
async function linkFile(source, target) {
  // The helper gets another mode than its original, so it can't share the file.
  const shareable = path.basename(source) !== 'chrome-sandbox' && ((await lstat(source)).mode & 0o004) !== 0
  if (
    shareable &&
    (await link(source, target).then(
      () => true,
      () => false,
    ))
  )
    return
  await copyFile(source, target, constants.COPYFILE_FICLONE)
  await makeReadable(target)
}

/** @param {string} place */
async function makeReadable(place) {
  const { mode } = await lstat(place)
  const isDirectory = (mode & constants.S_IFMT) === constants.S_IFDIR
  const executable = isDirectory || (mode & 0o100) !== 0
  await chmod(place, executable ? 0o755 : 0o644)
  if (!isDirectory) return
  for (const entry of await readdir(place)) await makeReadable(path.join(place, entry))
}
