// A D-Bus session of a test's own, with a display if wanted: folders, bus and X server that share nothing with the caller's desktop.
// Everything runs as the caller and is gone after `endAllOf`.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { eventually } from './eventually'

const run = promisify(execFile)

/** Folders and variables of a session that shares nothing with the caller's. */
export async function environmentIn(home: string): Promise<Record<string, string>> {
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

/** Starts a bus in `home` that starts nothing by itself but `services`, each a name and its program; `env` leads to it afterwards. */
export async function startBus(
  home: string,
  env: Record<string, string>,
  services: Readonly<Record<string, string>> = {},
): Promise<ChildProcess> {
  const config = path.join(home, 'bus.conf')
  await writeFile(config, await busConfig(home, services))
  const child = spawnTied('dbus-daemon', [`--config-file=${config}`, '--nofork', '--print-address=1'], env)
  env.DBUS_SESSION_BUS_ADDRESS = await firstLineOf(child)
  return child
}

/** Starts a display of its own; `env` leads to it afterwards. */
export async function startDisplay(env: Record<string, string>, size = '800x600'): Promise<ChildProcess> {
  const args = ['-displayfd', '1', '-screen', '0', `${size}x24`, '-nolisten', 'tcp']
  const child = spawnTied('Xvfb', args, env)
  env.DISPLAY = `:${await firstLineOf(child)}`
  return child
}

/** The system's own list of services would bring a killed daemon back. */
async function busConfig(home: string, services: Readonly<Record<string, string>>): Promise<string> {
  const folder = path.join(home, 'services')
  await mkdir(folder)
  for (const [name, exec] of Object.entries(services)) {
    const text = `[D-BUS Service]\nName=${name}\nExec=${exec}\n`
    // oxlint-disable-next-line no-await-in-loop
    await writeFile(path.join(folder, `${name}.service`), text)
  }
  return `<busconfig>
  <type>session</type>
  <keep_umask/>
  <listen>unix:path=${home}/run/bus-socket</listen>
  <servicedir>${folder}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`
}

/** A child that the kernel kills if this process is killed before it can clean up. */
export function spawnTied(command: string, args: string[], env: Record<string, string>): ChildProcess {
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

export async function owned(env: Record<string, string>, name: string): Promise<boolean> {
  const out = await dbus(
    env,
    'org.freedesktop.DBus',
    '/org/freedesktop/DBus',
    'org.freedesktop.DBus.NameHasOwner',
    `string:${name}`,
  )
  return out.includes('boolean true')
}

export async function dbus(
  env: Record<string, string>,
  dest: string,
  object: string,
  method: string,
  ...args: string[]
): Promise<string> {
  const call = ['--session', '--print-reply', '--reply-timeout=5000', `--dest=${dest}`, object, method, ...args]
  return (await run('dbus-send', call, { env })).stdout
}

export function pidOf(child: ChildProcess | null): number | null {
  return child === null || child.exitCode !== null || child.signalCode !== null ? null : (child.pid ?? null)
}

export function signal(child: ChildProcess | null, name: NodeJS.Signals): void {
  if (pidOf(child) !== null) child?.kill(name)
}

export async function ended(child: ChildProcess): Promise<void> {
  if (pidOf(child) === null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

/** Ends every process of this keyring whose command line `which` picks, and waits until none is listed. */
export async function endAllOf(home: string, which: (command: string) => boolean): Promise<void> {
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
export async function processesOf(home: string, which: (command: string) => boolean): Promise<number[]> {
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

export function kill(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It ended between the list and the signal.
  }
}
