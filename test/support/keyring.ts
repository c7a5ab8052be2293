// A keyring of one's own: a private D-Bus session with a real gnome-keyring in temporary folders, in every state a user's can
// be in. Everything runs as the caller and is gone after `dispose`.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { eventually } from './eventually'
import { answerPrompt, promptVisible } from './unlock-window'

const run = promisify(execFile)

export type KeyringState =
  | 'unlocked'
  | 'locked'
  /** A daemon without any collection: a user who never had a keyring. */
  | 'no-collection'
  /** A D-Bus session, but nothing that keeps secrets. */
  | 'no-daemon'
  /** No D-Bus session at all. */
  | 'no-bus'

export interface Keyring {
  /** The whole environment for a process that shall see this keyring and nothing of the caller's desktop. */
  readonly env: Record<string, string>
  /** Process ids of what runs now; null for what doesn't. */
  pids(): { bus: number | null; daemon: number | null; display: number | null }
  lock(): Promise<void>
  unlock(): Promise<void>
  /** Stops the daemon where it stands (SIGSTOP): calls to it hang. */
  freeze(): void
  thaw(): void
  killDaemon(): Promise<void>
  startDaemon(): Promise<void>
  killBus(): Promise<void>
  /** True while an unlock window is on the display (with `prompter` only). */
  promptVisible(): Promise<boolean>
  /** Waits until it is. */
  promptShown(): Promise<void>
  /** Waits for the unlock window and types the password into it, key by key, as the user would. */
  answerPrompt(): Promise<void>
  /** Ends the prompter as if the user had closed the window. */
  closePrompt(): Promise<void>
  dispose(): Promise<void>
}

export interface KeyringOptions {
  readonly state?: KeyringState
  /** With a display and a prompter the daemon shows its unlock window there; without, it can't ask anyone. */
  readonly prompter?: boolean
}

const PASSWORD = 'a keyring password'
const COLLECTION = '/org/freedesktop/secrets/collection/login'

/** Starts a keyring in `state` (unlocked). Call `dispose` whatever happens. */
export async function startKeyring({ state = 'unlocked', prompter = false }: KeyringOptions = {}): Promise<Keyring> {
  const home = await mkdtemp(path.join(tmpdir(), 'latchkey-keyring-'))
  const env = await environmentIn(home)
  const started: { bus: ChildProcess | null; daemon: ChildProcess | null; display: ChildProcess | null } = {
    bus: null,
    daemon: null,
    display: null,
  }
  const endNow = (): void => {
    for (const child of Object.values(started)) if (child !== null) signal(child, 'SIGKILL')
  }
  process.once('exit', endNow)

  async function startDaemon(withCollection = true): Promise<void> {
    const args = ['--foreground', '--components=secrets', ...(withCollection ? ['--unlock'] : [])]
    const child = spawn('gnome-keyring-daemon', args, { env, stdio: ['pipe', 'ignore', 'ignore'] })
    started.daemon = child
    child.stdin.end(withCollection ? PASSWORD : '')
    await eventually('gnome-keyring on D-Bus', () => owned(env, 'org.freedesktop.secrets'))
    if (withCollection) await eventually('the login collection', async () => !(await locked(env)))
  }

  async function dispose(): Promise<void> {
    process.off('exit', endNow)
    signal(started.daemon, 'SIGCONT')
    // What the bus started goes first, while the bus is there to take notice of its end.
    await endAllOf(home, (command) => !command.includes('dbus-daemon') && !command.includes('Xvfb'))
    await Promise.all(Object.values(started).map((child) => (child === null ? null : ended(child))))
    await endAllOf(home, () => true)
    await rm(home, { recursive: true, force: true, maxRetries: 5 })
  }

  try {
    if (prompter) await startDisplay()
    if (state !== 'no-bus') await startBus()
    if (state === 'unlocked' || state === 'locked') await startDaemon()
    if (state === 'no-collection') await startDaemon(false)
    if (state === 'locked') await lock()
  } catch (error) {
    await dispose()
    throw error
  }

  async function startDisplay(): Promise<void> {
    const child = spawnTied('Xvfb', ['-displayfd', '1', '-screen', '0', '800x600x24', '-nolisten', 'tcp'], env)
    started.display = child
    env.DISPLAY = `:${await firstLineOf(child)}`
  }

  async function startBus(): Promise<void> {
    const config = path.join(home, 'bus.conf')
    await writeFile(config, await busConfig(home, prompter))
    const child = spawnTied('dbus-daemon', [`--config-file=${config}`, '--nofork', '--print-address=1'], env)
    started.bus = child
    env.DBUS_SESSION_BUS_ADDRESS = await firstLineOf(child)
  }

  async function lock(): Promise<void> {
    await callSecrets(env, 'org.freedesktop.Secret.Service.Lock', `array:objpath:${COLLECTION}`)
    await eventually('a locked collection', () => locked(env))
  }

  return {
    env,
    pids: () => ({ bus: pidOf(started.bus), daemon: pidOf(started.daemon), display: pidOf(started.display) }),
    lock,
    unlock: async () => {
      await unlockLogin(path.join(home, 'run/keyring/control'))
      await eventually('an unlocked collection', async () => !(await locked(env)))
    },
    freeze: () => signal(started.daemon, 'SIGSTOP'),
    thaw: () => signal(started.daemon, 'SIGCONT'),
    killDaemon: async () => {
      if (started.daemon !== null) await ended(started.daemon)
    },
    startDaemon: () => startDaemon(),
    killBus: async () => {
      if (started.bus !== null) await ended(started.bus)
    },
    promptVisible: () => promptVisible(env),
    promptShown: () => eventually('an unlock window', () => promptVisible(env)),
    answerPrompt: () => answerPrompt(env, PASSWORD),
    closePrompt: async () => {
      const prompters = await processesOf(home, (command) => command.includes('gcr-prompter'))
      for (const pid of prompters) kill(pid, 'SIGTERM')
      await eventually('no unlock window', async () => !(await promptVisible(env)))
    },
    dispose,
  }
}

/** Folders and variables of a session that shares nothing with the caller's. */
async function environmentIn(home: string): Promise<Record<string, string>> {
  const runtime = path.join(home, 'run')
  const data = path.join(home, 'data')
  await mkdir(runtime, { mode: 0o700 })
  await mkdir(data, { mode: 0o700 })
  return {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    LANG: 'C.UTF-8',
    HOME: home,
    XDG_RUNTIME_DIR: runtime,
    XDG_DATA_HOME: data,
    XDG_CONFIG_HOME: path.join(home, 'config'),
    XDG_CACHE_HOME: path.join(home, 'cache'),
    // No accessibility bus, no remote settings: they would be started on demand and outlive us.
    NO_AT_BRIDGE: '1',
    GSETTINGS_BACKEND: 'memory',
  }
}

/**
 * A bus that starts nothing by itself but, if wanted, the prompter. The system's own list of services would bring a killed
 * daemon back.
 */
async function busConfig(home: string, prompter: boolean): Promise<string> {
  const services = path.join(home, 'services')
  await mkdir(services)
  if (prompter) {
    const exec = await prompterPath()
    for (const name of ['org.gnome.keyring.SystemPrompter', 'org.gnome.keyring.PrivatePrompter']) {
      const text = `[D-BUS Service]\nName=${name}\nExec=${exec}\n`
      // oxlint-disable-next-line no-await-in-loop
      await writeFile(path.join(services, `${name}.service`), text)
    }
  }
  return `<busconfig>
  <type>session</type>
  <keep_umask/>
  <listen>unix:path=${home}/run/bus-socket</listen>
  <servicedir>${services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`
}

/** Where this system keeps the prompter, from the service file its package installs. */
async function prompterPath(): Promise<string> {
  const file = '/usr/share/dbus-1/services/org.gnome.keyring.SystemPrompter.service'
  const exec = /^Exec=(.+)$/m.exec(await readFile(file, 'utf8'))?.[1]
  if (exec === undefined) throw new Error('The keyring’s prompter is not installed (Debian package gcr)')
  return exec
}

/** A child that the kernel kills if this process is killed before it can clean up. */
function spawnTied(command: string, args: string[], env: Record<string, string>): ChildProcess {
  return spawn('setpriv', ['--pdeathsig', 'KILL', command, ...args], { env, stdio: ['ignore', 'pipe', 'ignore'] })
}

async function firstLineOf(child: ChildProcess): Promise<string> {
  let text = ''
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk)
    if (text.includes('\n')) return text.split('\n', 1).join('').trim()
  }
  throw new Error('A daemon of the test keyring ended before it was ready')
}

async function owned(env: Record<string, string>, name: string): Promise<boolean> {
  const out = await dbus(
    env,
    'org.freedesktop.DBus',
    '/org/freedesktop/DBus',
    'org.freedesktop.DBus.NameHasOwner',
    `string:${name}`,
  )
  return out.includes('boolean true')
}

async function locked(env: Record<string, string>): Promise<boolean> {
  const args = ['string:org.freedesktop.Secret.Collection', 'string:Locked']
  const out = await dbus(env, 'org.freedesktop.secrets', COLLECTION, 'org.freedesktop.DBus.Properties.Get', ...args)
  return out.includes('boolean true')
}

/**
 * Unlocks the login collection over the daemon's control socket, as logging in does (gnome-keyring's `gkd-control-codes.h`:
 * a zero byte, then length, operation 1 and the password with its length; the answer is a length and a result).
 */
async function unlockLogin(socketPath: string): Promise<void> {
  const password = Buffer.from(PASSWORD)
  const head = Buffer.alloc(13)
  head.writeUInt32BE(12 + password.length, 1)
  head.writeUInt32BE(1, 5)
  head.writeUInt32BE(password.length, 9)
  const socket = connect(socketPath)
  socket.write(Buffer.concat([head, password]))
  const answer: Buffer[] = []
  for await (const chunk of socket) answer.push(Buffer.from(chunk))
  if (Buffer.concat(answer).readUInt32BE(4) !== 0) throw new Error('The daemon refused the keyring’s password')
}

function callSecrets(env: Record<string, string>, method: string, ...args: string[]): Promise<string> {
  return dbus(env, 'org.freedesktop.secrets', '/org/freedesktop/secrets', method, ...args)
}

async function dbus(
  env: Record<string, string>,
  dest: string,
  object: string,
  method: string,
  ...args: string[]
): Promise<string> {
  const call = ['--session', '--print-reply', '--reply-timeout=5000', `--dest=${dest}`, object, method, ...args]
  return (await run('dbus-send', call, { env })).stdout
}

function pidOf(child: ChildProcess | null): number | null {
  return child === null || child.exitCode !== null || child.signalCode !== null ? null : (child.pid ?? null)
}

function signal(child: ChildProcess | null, name: NodeJS.Signals): void {
  if (pidOf(child) !== null) child?.kill(name)
}

async function ended(child: ChildProcess): Promise<void> {
  if (pidOf(child) === null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

/** Ends every process of this keyring whose command line `which` picks, and waits until none is listed. */
async function endAllOf(home: string, which: (command: string) => boolean): Promise<void> {
  const killed = new Set<number>()
  await eventually('an end of every process of the test keyring', async () => {
    const left = await processesOf(home, which)
    for (const pid of left) {
      kill(pid, 'SIGKILL')
      killed.add(pid)
    }
    return left.length === 0
  })
  // An ended process stays listed until its parent takes notice, for good if that is an init which doesn't.
  const listed = (): boolean => [...killed].some((pid) => existsSync(`/proc/${pid}`))
  await eventually('their parent’s notice', () => !listed(), 500).catch(() => {})
}

/** Ids of the processes that carry this keyring's own folder in their environment: ours alone, by the folder's random name. */
async function processesOf(home: string, which: (command: string) => boolean): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const ours = await Promise.all(
    pids.map(async (pid) => (await environmentOf(pid)).includes(`HOME=${home}\0`) && which(await commandOf(pid))),
  )
  return pids.filter((pid, index) => ours[index] === true && pid !== process.pid)
}

async function environmentOf(pid: number): Promise<string> {
  return readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')
}

async function commandOf(pid: number): Promise<string> {
  return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
}

function kill(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It ended between the list and the signal.
  }
}
