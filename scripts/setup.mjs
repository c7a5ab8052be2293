// @ts-check
// What start, demo, dev, package and test have in common: everything the app needs, got ready step by step.
import { ensureBuild } from './build.mjs'
import { ensureDependencies, keytarProblem } from './dependencies.mjs'
import { describeElectron, electronEnvironment, ensureElectron } from './electron-runtime.mjs'
import { ensureSystemPackages } from './system-packages.mjs'
import { Stop, step } from './terminal.mjs'

/**
 * @typedef {object} Ready
 * @property {import('./electron-runtime.mjs').ElectronRuntime} electron
 * @property {ReturnType<typeof electronEnvironment>} environment that makes tools use that Electron
 * @property {string | null} keytarProblem what keeps the keychain from being used, or null
 */

/**
 * Gets everything ready and says what it did.
 * @param {{ purposes: readonly import('./system-packages.mjs').Purpose[], build?: boolean }} needs
 * @returns {Promise<Ready>}
 * @throws {Stop} when something is missing that it can't get
 */
export async function setUp({ purposes, build = true }) {
  requireNode()
  await systemPackages(purposes)
  await step('npm packages', ensureDependencies, ({ installed }) => (installed ? 'installed' : 'up to date'))
  const problem = await step('keytar', keytarProblem, (found) => found ?? 'loads')
  const electron = await step('Electron', ensureElectron, describeElectron)
  const environment = electronEnvironment(electron)
  if (build) {
    await step(
      'App',
      () => ensureBuild(environment),
      ({ built }) => (built ? 'built' : 'up to date'),
    )
  }
  return { electron, environment, keytarProblem: problem }
}

const OLDEST_NODE = [20, 19]

export function nodeIsNewEnough(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)
}

function requireNode() {
  if (nodeIsNewEnough()) return
  throw new Stop(`Latchkey needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`)
}

/** @param {readonly import('./system-packages.mjs').Purpose[]} purposes */
async function systemPackages(purposes) {
  const { command } = await step(
    'System packages',
    () => ensureSystemPackages(purposes),
    ({ installed, command: needed }) => {
      if (needed) return 'some are missing'
      return installed.length > 0 ? `installed ${installed.length}` : 'all there'
    },
  )
  if (command)
    throw new Stop(`Some packages of the system are missing. Install them, then run this again:\n\n  ${command}`)
}
