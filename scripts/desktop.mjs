// @ts-check
// A desktop of its own for one run of the app: display, D-Bus session, keyring and home folder, all fresh, all gone
// afterwards. As root everything inside it runs as an unprivileged user, because Chromium's sandbox refuses root.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { run } from './commands.mjs'
import { isRoot } from './places.mjs'
import { publicTemporaryFolder, unprivilegedUser } from './unprivileged.mjs'

/**
 * @typedef {object} DesktopOptions
 * @property {'virtual' | 'current' | 'none'} [display] a display of its own (as if nothing is said), the one this
 *   terminal belongs to, or none
 * @property {'unlocked' | 'none'} [keyring] a gnome-keyring with an unlocked login collection (as if nothing is said), or
 *   none at all
 * @property {boolean} [activation] whether the D-Bus session starts services by itself, as an installed desktop does
 *   (keyring prompts need it)
 * @property {string} [size] of the virtual display, such as `1440x900`
 */

/**
 * @typedef {object} Desktop
 * @property {Readonly<Record<string, string>>} env the whole environment for programs inside it
 * @property {number} uid the user that they run as
 * @property {number} gid
 * @property {string} home their home folder, empty at first; XDG folders lie under it
 * @property {string} folder everything of this desktop; deleted with it
 * @property {Readonly<{ display?: number, bus?: number, keyring?: number }>} pids of its own daemons, for tests that
 *   freeze or kill one
 * @property {(command: string, args?: readonly string[]) => [string, string[]]} wrap what to spawn (with `env`) so that
 *   the command runs as the desktop's user and ends when this process does
 * @property {(executable: string) => string} launcher writes a program of its own that does the same with whatever
 *   arguments it is given, for tools that spawn by themselves such as Playwright; answers its path
 * @property {() => Promise<void>} dispose ends everything that runs in it and deletes its folder
 */

const READY_LIMIT_MS = 60_000
const PATIENCE_MS = 1_500

/** Everything started and not yet disposed of, so that no way out of this process leaves anything behind. @type {Set<Started>} */
const open = new Set()

/**
 * Starts a desktop. Any number can run side by side.
 * @param {DesktopOptions} [options]
 * @returns {Promise<Desktop>}
 * @throws {Error} when a part of it doesn't start, with what that part said
 */
export async function startDesktop(options = {}) {
  const { display = 'virtual', keyring = 'unlocked', activation = false, size = '1440x900' } = options
  const started = startedNothing()
  open.add(started)
  try {
    await addDisplay(started, display, size)
    await addBus(started, activation)
    if (keyring === 'unlocked') await addKeyring(started)
    return desktop(started)
  } catch (error) {
    await dispose(started)
    throw error
  }
}

/**
 * Disposes of every open desktop when the process is asked to end, then ends it, so that what else tidies up at `exit` does.
 * For scripts; test runners have their own teardown.
 */
export function disposeOnSignals() {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.once(signal, async () => {
      await Promise.all([...open].map(dispose))
      process.exit(128 + os.constants.signals[signal])
    })
  }
}

// Whatever else happens, nothing outlives this process. (After SIGKILL the daemons end by their parent-death signal.)
process.on('exit', () => {
  for (const started of open) {
    for (const pid of processesOf(started)) kill(pid, 'SIGKILL')
    rmSync(started.folder, { recursive: true, force: true })
  }
})

/**
 * @typedef {object} Started
 * @property {string} id marks the environment of every process inside, however it was started
 * @property {string} folder
 * @property {{ uid: number, gid: number }} user
 * @property {Record<string, string>} env
 * @property {{ display?: number, bus?: number, keyring?: number }} pids
 */

/** @returns {Started} */
function startedNothing() {
  const user = unprivilegedUser()
  const folder = mkdtempSync(path.join(publicTemporaryFolder(), 'latchkey-desktop-'))
  const id = path.basename(folder)
  const folders = {
    HOME: path.join(folder, 'home'),
    XDG_CONFIG_HOME: path.join(folder, 'home', '.config'),
    XDG_DATA_HOME: path.join(folder, 'home', '.local', 'share'),
    XDG_STATE_HOME: path.join(folder, 'home', '.local', 'state'),
    XDG_CACHE_HOME: path.join(folder, 'home', '.cache'),
    XDG_RUNTIME_DIR: path.join(folder, 'run'),
    TMPDIR: path.join(folder, 'tmp'),
  }
  for (const place of Object.values(folders)) mkdirSync(place, { recursive: true, mode: 0o700 })
  giveTo(user, folder)
  const env = {
    PATH: process.env['PATH'] ?? '/usr/bin:/bin',
    LANG: process.env['LANG'] ?? 'C.UTF-8',
    ...(process.env['TZ'] ? { TZ: process.env['TZ'] } : {}),
    USER: user.name,
    LATCHKEY_DESKTOP: id,
    ...folders,
  }
  return { id, folder, user, env, pids: {} }
}

/**
 * @param {Started} started
 * @returns {Desktop}
 */
function desktop(started) {
  const { env, folder, pids, user } = started
  const wrap = wrapFor(user)
  return {
    env,
    folder,
    pids,
    wrap,
    uid: user.uid,
    gid: user.gid,
    home: path.join(folder, 'home'),
    launcher: (executable) => writeLauncher(folder, wrap(executable)),
    dispose: () => dispose(started),
  }
}

/**
 * @param {{ uid: number, gid: number }} user
 * @returns {Desktop['wrap']}
 */
function wrapFor(user) {
  const identity = isRoot ? [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'] : []
  return (command, args = []) => ['setpriv', [...identity, '--pdeathsig=TERM', '--', command, ...args]]
}

/**
 * Electron says where its Node debugger listens long before it has started, and a debugger that attaches in between can keep it
 * from ever starting (github.com/microsoft/playwright/issues/9351: after “Debugger listening” no “DevTools listening” comes).
 * Playwright attaches as soon as it reads that line, so the launcher keeps the line back until the other one is said.
 */
const DEBUGGER_LINE_LAST = '/^Debugger listening on /{h;d};/^DevTools listening on /{p;x}'

/**
 * @param {string} folder
 * @param {[string, string[]]} command
 */
function writeLauncher(folder, [command, args]) {
  const file = path.join(folder, `launch-${randomBytes(4).toString('hex')}`)
  const quoted = [command, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ')
  const lines = [
    '#!/bin/sh',
    'said="$0-$$"',
    'mkfifo "$said"',
    `sed -u '${DEBUGGER_LINE_LAST}' <"$said" >&2 &`,
    'exec 2>"$said"',
    'rm "$said"',
    `exec ${quoted} "$@"`,
  ]
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o755 })
  return file
}

/**
 * @param {Started} started
 * @param {'virtual' | 'current' | 'none'} display
 * @param {string} size
 */
async function addDisplay(started, display, size) {
  if (display === 'none') return
  const cookies = path.join(started.folder, 'xauthority')
  started.env['XAUTHORITY'] = cookies
  if (display === 'current') {
    started.env['DISPLAY'] = process.env['DISPLAY'] ?? ''
    const current = process.env['XAUTHORITY'] ?? path.join(os.homedir(), '.Xauthority')
    await copyFile(current, cookies).catch(() => writeFileSync(cookies, ''))
  } else {
    writeFileSync(cookies, displayCookie(), { mode: 0o600 })
  }
  giveTo(started.user, cookies)
  if (display === 'current') return
  if (isRoot) makeSocketFolder()
  // Without repeat: a key that xdotool holds for long, on a slow machine, is one key.
  const args = ['-displayfd', '3', '-screen', '0', `${size}x24`, '-r', '-nolisten', 'tcp', '-auth', cookies]
  const number = await startDaemon(started, 'display', 'Xvfb', args, { answersOn: 3 })
  started.env['DISPLAY'] = `:${number}`
}

/**
 * One X authority entry with a fresh cookie, in the format of libXau: family, address, display, name, data, each with its
 * length in big-endian 16 bits. Family 0xffff and an empty display number fit any display.
 */
function displayCookie() {
  const name = Buffer.from('MIT-MAGIC-COOKIE-1')
  const sized = [Buffer.alloc(0), Buffer.alloc(0), name, randomBytes(16)].map((part) => {
    const length = Buffer.alloc(2)
    length.writeUInt16BE(part.length)
    return Buffer.concat([length, part])
  })
  return Buffer.concat([Buffer.from([0xff, 0xff]), ...sized])
}

// X servers of other users can put their sockets there only if root made the folder, open to all as /tmp is.
function makeSocketFolder() {
  mkdirSync('/tmp/.X11-unix', { recursive: true })
  chmodSync('/tmp/.X11-unix', 0o1777)
}

/**
 * @param {Started} started
 * @param {boolean} activation
 */
async function addBus(started, activation) {
  const config = path.join(started.folder, 'bus.conf')
  const socket = path.join(started.folder, 'run', 'bus')
  writeFileSync(config, busConfig(socket, activation), { mode: 0o644 })
  const args = [`--config-file=${config}`, '--nofork', '--print-address=3']
  await startDaemon(started, 'bus', 'dbus-daemon', args, { answersOn: 3 })
  started.env['DBUS_SESSION_BUS_ADDRESS'] = `unix:path=${socket}`
}

/**
 * @param {string} socket
 * @param {boolean} activation
 */
function busConfig(socket, activation) {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${socket}</listen>
  ${activation ? '<standard_session_servicedirs/>' : ''}
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`
}

/** @param {Started} started */
async function addKeyring(started) {
  const args = ['--foreground', '--unlock', '--components=secrets']
  const input = `${randomBytes(16).toString('hex')}\n`
  await startDaemon(started, 'keyring', 'gnome-keyring-daemon', args, { input })
  const deadline = Date.now() + READY_LIMIT_MS
  while (!(await collectionIsOpen(started))) {
    if (Date.now() > deadline) throw new Error('gnome-keyring did not open its login collection.')
    await pause(25)
  }
}

/** @param {Started} started */
async function collectionIsOpen({ user, env }) {
  const [command, args] = wrapFor(user)('dbus-send', [
    '--session',
    '--print-reply',
    '--reply-timeout=2000',
    '--dest=org.freedesktop.secrets',
    '/org/freedesktop/secrets/collection/login',
    'org.freedesktop.DBus.Properties.Get',
    'string:org.freedesktop.Secret.Collection',
    'string:Locked',
  ])
  const { code, stdout } = await run(command, args, { env })
  return code === 0 && stdout.includes('boolean false')
}

/**
 * Starts a daemon as the desktop's user.
 * @param {Started} started
 * @param {keyof Started['pids']} part
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ answersOn?: 3, input?: string }} options `answersOn`: the descriptor on which it writes one line once it is ready
 * @returns {Promise<string>} that line
 */
async function startDaemon(started, part, command, args, { answersOn, input }) {
  const [program, programArgs] = wrapFor(started.user)(command, args)
  const child = spawn(program, programArgs, {
    env: started.env,
    // Of its own process group, so that Ctrl-C reaches it through `dispose` and not before the app has ended.
    detached: true,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text) => (said = `${said}${text}`.slice(-2_000)))
  child.stdin?.on('error', () => {}).end(input)
  const failed = /** @type {Promise<never>} */ (
    new Promise((_, reject) => {
      child.once('error', (error) => reject(new Error(`${command} could not be started: ${error.message}`)))
      child.once('exit', (code) => reject(new Error(`${command} ended with ${code}.\n${said}`)))
    })
  )
  failed.catch(() => {})
  if (child.pid !== undefined) started.pids[part] = child.pid
  // Its number may be someone else's from now on.
  child.once('exit', () => delete started.pids[part])
  const answer = answersOn ? await Promise.race([firstLine(child.stdio[answersOn], command), failed]) : ''
  // The daemon and its pipes must not keep this process from ending; `exit` above ends them.
  child.unref()
  for (const stream of child.stdio)
    if (stream && 'unref' in stream && typeof stream.unref === 'function') stream.unref()
  return answer
}

/**
 * @param {import('node:stream').Readable | import('node:stream').Writable | null | undefined} stream
 * @param {string} command
 * @returns {Promise<string>}
 */
function firstLine(stream, command) {
  return new Promise((resolve, reject) => {
    let text = ''
    const limit = setTimeout(() => reject(new Error(`${command} did not get ready in time.`)), READY_LIMIT_MS)
    stream?.on('data', (chunk) => {
      text += String(chunk)
      if (!text.includes('\n')) return
      clearTimeout(limit)
      resolve(text.slice(0, text.indexOf('\n')).trim())
    })
  })
}

/** @param {Started} started */
async function dispose(started) {
  if (!open.has(started)) return
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGKILL'])) {
    for (const pid of processesOf(started)) {
      // One that a test has frozen would never see the other signal.
      kill(pid, 'SIGCONT')
      kill(pid, signal)
    }
    const deadline = Date.now() + PATIENCE_MS
    while (processesOf(started).length > 0 && Date.now() < deadline) await pause(20)
  }
  open.delete(started)
  rmSync(started.folder, { recursive: true, force: true, maxRetries: 3 })
}

/**
 * The processes that run in a desktop: its daemons, and whatever has its mark in the environment, however often that was
 * handed on. (The keyring's own environment can't be read by its user; its pid is known.)
 * @param {Started} started
 */
function processesOf({ id, pids }) {
  const mark = `LATCHKEY_DESKTOP=${id}`
  const marked = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && environmentOf(pid).includes(mark))
  const daemons = Object.values(pids).filter((pid) => pid !== undefined && isAlive(pid))
  return [...new Set([...daemons, ...marked])]
}

/** @param {number} pid */
function environmentOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
  } catch {
    return []
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function kill(pid, signal) {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended by itself.
  }
}

/**
 * @param {{ uid: number, gid: number }} user
 * @param {string} place
 */
function giveTo(user, place) {
  if (!isRoot) return
  chownSync(place, user.uid, user.gid)
  for (const entry of readdirOf(place)) giveTo(user, path.join(place, entry))
}

/** @param {string} place */
function readdirOf(place) {
  try {
    return readdirSync(place)
  } catch {
    return []
  }
}
