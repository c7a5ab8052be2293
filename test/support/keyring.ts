// A keyring of one's own: a private D-Bus session with a real gnome-keyring in temporary folders, in every state a user's can
// be in. Everything runs as the caller and is gone after `dispose`.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { eventually } from './eventually'
import {
  dbus,
  endAllOf,
  ended,
  environmentIn,
  kill,
  owned,
  pidOf,
  processesOf,
  signal,
  startBus,
  startDisplay,
} from './own-session'
import { answerPrompt, promptVisible } from './unlock-window'

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
    if (prompter) started.display = await startDisplay(env)
    if (state !== 'no-bus') started.bus = await startBus(home, env, prompter ? await prompters() : {})
    if (state === 'unlocked' || state === 'locked') await startDaemon()
    if (state === 'no-collection') await startDaemon(false)
    if (state === 'locked') await lock()
  } catch (error) {
    await dispose()
    throw error
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

/** Where this system keeps the prompter, from the service file its package installs, under both its names. */
async function prompters(): Promise<Record<string, string>> {
  const file = '/usr/share/dbus-1/services/org.gnome.keyring.SystemPrompter.service'
  const exec = /^Exec=(.+)$/m.exec(await readFile(file, 'utf8'))?.[1]
  if (exec === undefined) throw new Error('The keyring’s prompter is not installed (Debian package gcr)')
  return { 'org.gnome.keyring.SystemPrompter': exec, 'org.gnome.keyring.PrivatePrompter': exec }
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
