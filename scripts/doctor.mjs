// @ts-check
// `npm start -- --check`: looks at everything Latchkey stands on and says what to do where something is off. It changes
// nothing but a throw-away item in the keychain.
import { existsSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { run } from './commands.mjs'
import { keytarProblem } from './dependencies.mjs'
import { startDesktop } from './desktop.mjs'
import { describeElectron, presentElectron } from './electron-runtime.mjs'
import { cacheFolder, isRoot, projectFolder } from './places.mjs'
import { nodeIsNewEnough } from './setup.mjs'
import { stageScript } from './stage.mjs'
import { FAMILY_NAMES, familyHere, missingPackages } from './system-packages.mjs'
import { say } from './terminal.mjs'
import { unprivilegedUser } from './unprivileged.mjs'

/** @typedef {'ok' | 'watch' | 'act'} Verdict `watch` works, but with less; `act` keeps Latchkey from working */
/** @typedef {{ verdict: Verdict, found: string, advice?: string }} Finding */

/** The port of the redirect URI that the app suggests; `DEFAULT_LOOPBACK_REDIRECT` in src/domain/facts.ts. */
export const LOOPBACK_PORT = 8743
const KEYCHAIN_LIMIT_MS = 3_000

/** @type {readonly [string, () => Finding | Promise<Finding>][]} */
const CHECKS = [
  ['Node', checkNode],
  ['npm', checkNpm],
  ['Packages', checkPackages],
  ['Electron', checkElectron],
  ['Display', checkDisplay],
  ['D-Bus', checkBus],
  ['Keychain', checkKeychain],
  ['Sandbox', checkSandbox],
  [`Port ${LOOPBACK_PORT}`, checkPort],
]

/**
 * Examines this machine and prints what it found.
 * @returns {Promise<number>} exit code: 0 if nothing needs to be done
 */
export async function examine() {
  /** @type {Verdict[]} */
  const verdicts = []
  for (const [name, check] of CHECKS) {
    const { verdict, found, advice } = await check()
    verdicts.push(verdict)
    say(`${verdict.padEnd(5)}  ${name.padEnd(10)} ${found}`)
    if (advice) say(`${' '.repeat(18)}${advice}`)
  }
  const toDo = verdicts.filter((verdict) => verdict === 'act').length
  say(toDo === 0 ? '\nLatchkey can run here.' : `\n${toDo} ${toDo === 1 ? 'thing needs' : 'things need'} you.`)
  return toDo === 0 ? 0 : 1
}

/** @returns {Finding} */
function checkNode() {
  const found = process.versions.node
  if (nodeIsNewEnough()) return { verdict: 'ok', found }
  return { verdict: 'act', found, advice: 'Install Node 20.19 or newer.' }
}

/** @returns {Promise<Finding>} */
async function checkNpm() {
  const agent = process.env['npm_config_user_agent']?.match(/npm\/(\S+)/)?.[1]
  const found = agent ?? (await run('npm', ['--version'])).stdout.trim()
  if (found) return { verdict: 'ok', found }
  return { verdict: 'act', found: 'not found', advice: 'Install npm; it comes with Node.' }
}

/** @returns {Promise<Finding>} */
async function checkPackages() {
  if (!existsSync(path.join(projectFolder, 'node_modules', 'electron'))) {
    return { verdict: 'watch', found: 'npm packages are not installed yet', advice: '`npm start` installs them.' }
  }
  const family = await familyHere()
  const purposes = /** @type {const} */ (['app', 'runtime'])
  const missing = await missingPackages(isRoot ? [...purposes, 'desktop'] : purposes, family)
  if (family === null || missing.length === 0) return { verdict: 'ok', found: 'all there' }
  const found = `${FAMILY_NAMES[family]} packages missing: ${missing.map((entry) => entry.split('|').at(-1)).join(' ')}`
  return isRoot && family === 'debian'
    ? { verdict: 'watch', found, advice: '`npm start` installs them.' }
    : { verdict: 'act', found, advice: '`npm start` says the command that installs them.' }
}

/** @returns {Promise<Finding>} */
async function checkElectron() {
  const electron = await presentElectron()
  if (electron === null) return { verdict: 'watch', found: 'not here yet', advice: '`npm start` fetches it.' }
  const found = describeElectron(electron)
  if (electron.origin !== 'development') return { verdict: 'ok', found: `${found}, Electron’s own download` }
  const advice = `Made from a package of the npm registry, kept in ${cacheFolder()}. Set ELECTRON_MIRROR to get a current one.`
  return { verdict: 'watch', found, advice }
}

/** @returns {Finding} */
function checkDisplay() {
  if (process.platform !== 'linux') return { verdict: 'ok', found: 'the system’s own' }
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  const found = [DISPLAY && `X11 ${DISPLAY}`, WAYLAND_DISPLAY && `Wayland ${WAYLAND_DISPLAY}`]
    .filter(Boolean)
    .join(', ')
  if (found) return { verdict: 'ok', found }
  return { verdict: 'watch', found: 'none', advice: 'Without one `npm start` plays the demo and leaves screenshots.' }
}

/** @returns {Finding} */
function checkBus() {
  if (process.platform !== 'linux') return { verdict: 'ok', found: 'not needed here' }
  if (isRoot) return { verdict: 'ok', found: 'the trial of root brings its own session' }
  const { DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR } = process.env
  if (DBUS_SESSION_BUS_ADDRESS) return { verdict: 'ok', found: 'a session is there' }
  if (XDG_RUNTIME_DIR && existsSync(path.join(XDG_RUNTIME_DIR, 'bus')))
    return { verdict: 'ok', found: 'a session is there' }
  const advice = 'The keychain is reached through it. Log in to a desktop, or start one with `dbus-run-session`.'
  return { verdict: 'watch', found: 'no session', advice }
}

/** @returns {Promise<Finding>} */
async function checkKeychain() {
  const problem = await keytarProblem()
  if (problem) return { verdict: 'watch', found: `keytar can’t be used: ${problem}`, advice: KEYCHAIN_ADVICE }
  const { code, stderr, timedOut } = isRoot ? await trialKeychain() : await ownKeychain()
  if (code === 0) return { verdict: 'ok', found: `writes, reads and deletes${isRoot ? ' (the trial’s own)' : ''}` }
  const found = timedOut ? 'it does not answer; it may be waiting for you to unlock it' : `it refuses: ${stderr.trim()}`
  return { verdict: 'watch', found, advice: KEYCHAIN_ADVICE }
}

const KEYCHAIN_ADVICE =
  'Latchkey starts without it and can keep secrets for one run. To keep them for good, unlock your keychain, or on Linux install gnome-keyring or KWallet.'
const KEYCHAIN_CHECK = 'keychain-check.mjs'

function ownKeychain() {
  return run(process.execPath, [path.join(import.meta.dirname, KEYCHAIN_CHECK)], { timeoutMs: KEYCHAIN_LIMIT_MS })
}

/** Root has no keychain of its own here: what counts is the one that its trial would get. */
async function trialKeychain() {
  const desktop = await startDesktop({ display: 'none' }).catch((error) => /** @type {Error} */ (error))
  if (desktop instanceof Error) return { code: 1, stderr: desktop.message, timedOut: false }
  const stage = await stageScript(KEYCHAIN_CHECK)
  try {
    const [command, args] = desktop.wrap(...stage.command)
    return await run(command, args, { cwd: stage.folder, env: { ...desktop.env }, timeoutMs: KEYCHAIN_LIMIT_MS })
  } finally {
    stage.dispose()
    await desktop.dispose()
  }
}

/** @returns {Promise<Finding>} */
async function checkSandbox() {
  if (process.platform !== 'linux') return { verdict: 'ok', found: 'the system’s own' }
  if (await userNamespaces()) return { verdict: 'ok', found: 'user namespaces are allowed' }
  if (isRoot) return { verdict: 'ok', found: 'the set-uid helper, which the trial of root sets up' }
  const electron = await presentElectron()
  const helper = electron && path.join(electron.folder, 'chrome-sandbox')
  if (helper && existsSync(helper) && isSetUidRoot(helper)) return { verdict: 'ok', found: 'the set-uid helper' }
  const command = `sudo chown root:root ${helper} && sudo chmod 4755 ${helper}`
  const advice = helper ? `Run: ${command}` : 'Run `npm start` once, then this check again.'
  return { verdict: 'act', found: 'user namespaces are not allowed and the set-uid helper is not set up', advice }
}

async function userNamespaces() {
  const { uid, gid } = unprivilegedUser()
  const identity = isRoot ? [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'] : []
  const { code } = await run('setpriv', [...identity, 'unshare', '--user', '--map-root-user', 'true'])
  return code === 0
}

/** @param {string} file */
function isSetUidRoot(file) {
  const { mode, uid } = statSync(file)
  return uid === 0 && (mode & 0o4000) !== 0
}

/** @returns {Promise<Finding>} */
async function checkPort() {
  const taken = (await Promise.all(['127.0.0.1', '::1'].map(portProblem))).filter((problem) => problem !== null)
  if (taken.length === 0) return { verdict: 'ok', found: 'free on 127.0.0.1 and ::1' }
  const advice = 'End the program that uses it before you try a sign-in, or register another port with Xero.'
  return { verdict: 'watch', found: taken.join(', '), advice }
}

/**
 * @param {string} host
 * @returns {Promise<string | null>}
 */
function portProblem(host) {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error) => resolve(describePortError(host, /** @type {NodeJS.ErrnoException} */ (error).code)))
    server.listen({ host, port: LOOPBACK_PORT, exclusive: true }, () => server.close(() => resolve(null)))
  })
}

/**
 * @param {string} host
 * @param {string | undefined} code
 */
function describePortError(host, code) {
  if (code === 'EADDRINUSE') return `taken on ${host}`
  // A machine without IPv6 has no ::1, and nothing will call it there.
  if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return host === '::1' ? null : `${host} is missing`
  return `${host}: ${code}`
}
