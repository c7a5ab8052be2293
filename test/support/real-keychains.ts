// The keychains that a Linux desktop may have, each the real program in a session of its own with a display, as its user would
// have set it up: gnome-keyring, KeePassXC (with its question and without) and KWallet 5.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { eventually } from './eventually'
import { dbus, endAllOf, ended, environmentIn, owned, pidOf, signal, startBus, startDisplay } from './own-session'
import { type Answer, type Hands, handsOn, type Person, connectionPerson, type Window, windows } from './person'

const run = promisify(execFile)

/** A program that keeps secrets, with somebody who answers what it asks. */
export interface RealKeychain {
  readonly env: Record<string, string>
  /** How often it asked somebody so far. */
  questions(): number
  /** Ends the program as a logout does, and starts it again as the next login does. */
  restart(): Promise<void>
  /** The same, but locked, where the program starts unlocked otherwise: whoever asks for a secret has the user asked for the password. */
  restartLocked(): Promise<void>
  /** From now on its user answers no to whatever it asks. */
  refuse(): void
  /** Saves a picture of its own window, or of the one that shows its items. */
  picture(file: string): Promise<void>
  dispose(): Promise<void>
}

export interface KeychainKind {
  readonly title: string
  /** Programs that it takes beside D-Bus and a display. */
  readonly programs: readonly string[]
  /** Debian's names for what has them. */
  readonly packages: string
  start(): Promise<RealKeychain>
}

interface Program {
  /** Where it keeps what it was told, if it writes that a moment after it has answered. */
  file?: (session: Session) => string
  /** Writes its settings before it is started for the first time. */
  prepare(session: Session): Promise<void>
  start(session: Session, how: 'unlocked' | 'locked'): Promise<ChildProcess>
  answer: Answer
  /** Answers no. */
  refusal: Answer
  /** Opens the window that shows its items, if that isn't open anyway. */
  show?: (session: Session) => Promise<void>
}

interface Session {
  readonly home: string
  readonly env: Record<string, string>
}

const PASSWORD = 'a password'
const SERVICE = 'org.freedesktop.secrets'

export const keychains: Readonly<Record<string, KeychainKind>> = {
  'gnome-keyring': {
    title: 'gnome-keyring',
    programs: ['gnome-keyring-daemon'],
    packages: 'gnome-keyring',
    start: () => startKeychain(gnomeKeyring),
  },
  keepassxc: {
    title: 'KeePassXC, which asks',
    programs: ['keepassxc', 'keepassxc-cli'],
    packages: 'keepassxc',
    start: () => startKeychain(keepassxc({ asks: true })),
  },
  'keepassxc-silent': {
    title: 'KeePassXC, its question off',
    programs: ['keepassxc', 'keepassxc-cli'],
    packages: 'keepassxc',
    start: () => startKeychain(keepassxc({ asks: false })),
  },
  kwallet: {
    title: 'KWallet 5',
    programs: ['kwalletd5', 'kwalletmanager5'],
    packages: 'libkf5wallet-bin kwalletmanager libqca-qt5-2-plugins',
    start: () => startKeychain(kwallet()),
  },
}

const TOOLS = { xdotool: 'xdotool', scrot: 'scrot', Xvfb: 'xvfb', 'dbus-daemon': 'dbus' } as const

/** What keeps a keychain from being tried here, with what to install, or null. */
export async function missingFor(kind: KeychainKind): Promise<string | null> {
  const has = (program: string): Promise<boolean> =>
    run('sh', ['-c', `command -v ${program}`]).then(
      () => true,
      () => false,
    )
  const tools = await Promise.all(Object.entries(TOOLS).map(async ([name, at]) => ((await has(name)) ? [] : [at])))
  const own = await Promise.all(kind.programs.map(has))
  const wanted = [...tools.flat(), ...(own.includes(false) ? [kind.packages] : [])]
  return wanted.length === 0 ? null : `not installed: apt install ${wanted.join(' ')}`
}

async function startKeychain(program: Program): Promise<RealKeychain> {
  const home = await mkdtemp(path.join(tmpdir(), 'latchkey-keychain-'))
  // KeePassXC keeps there what tells it that it runs already.
  const temporary = path.join(home, 'tmp')
  await mkdir(temporary)
  const session: Session = { home, env: { ...(await environmentIn(home)), TMPDIR: temporary } }
  const { env } = session
  const children: ChildProcess[] = []
  let daemon: ChildProcess | null = null
  let person: Person | null = null
  let refuses = false
  const endNow = (): void => {
    for (const child of [...children, daemon]) signal(child, 'SIGKILL')
  }
  process.once('exit', endNow)

  async function startDaemon(how: 'unlocked' | 'locked' = 'unlocked'): Promise<void> {
    daemon = await program.start(session, how)
    await eventually('a Secret Service', () => owned(env, SERVICE))
  }

  async function dispose(): Promise<void> {
    process.off('exit', endNow)
    await person?.leave()
    await endAllOf(home, (command) => !command.includes('dbus-daemon') && !command.includes('Xvfb'))
    await Promise.all([...children, daemon].map((child) => (child === null ? null : ended(child))))
    await endAllOf(home, () => true)
    await rm(home, { recursive: true, force: true, maxRetries: 5 })
  }

  try {
    children.push(await startDisplay(env, '820x620'))
    children.push(await startBus(home, env))
    await program.prepare(session)
    await startDaemon()
    person = connectionPerson(env, (window, hands) => (refuses ? program.refusal : program.answer)(window, hands))
  } catch (error) {
    await dispose()
    throw error
  }

  async function restart(how: 'unlocked' | 'locked'): Promise<void> {
    await settled(program.file?.(session))
    if (daemon !== null) await asked(daemon)
    await eventually('its name to be free', async () => !(await owned(env, SERVICE)))
    await startDaemon(how)
  }

  return {
    env,
    questions: () => person?.answered ?? 0,
    restart: () => restart('unlocked'),
    restartLocked: () => restart('locked'),
    refuse: () => {
      refuses = true
    },
    picture: async (file) => {
      await program.show?.(session)
      await eventually('a still picture', stillPicture(env))
      const shot = path.join(home, 'shot.png')
      await run('scrot', ['--overwrite', shot], { env })
      await copyFile(shot, file)
    },
    dispose,
  }
}

/**
 * Waits until a file was written within the last seconds, and then not for longer than KWallet takes before it writes (5 s). Whoever
 * logs out sooner loses what KWallet said it had kept: `findings/kwallet-writes-later.sh`.
 */
async function settled(file: string | undefined): Promise<void> {
  if (file === undefined) return
  const asked = Date.now()
  const written = async (): Promise<number> => (await stat(file)).mtimeMs
  await eventually(
    `${file} to be written`,
    async () => (await written()) >= asked || Date.now() - (await written()) > 8_000,
    20_000,
  )
}

/** Looks at the display; true once two looks in a row saw the same. */
function stillPicture(env: Record<string, string>): () => Promise<boolean> {
  const file = path.join(env['HOME'] ?? tmpdir(), 'look.png')
  let before = Buffer.alloc(0)
  return async () => {
    await run('scrot', ['--overwrite', file], { env })
    const now = await readFile(file)
    const same = now.equals(before)
    before = now
    return same
  }
}

/** Asks it to end, and waits until it has. */
async function asked(child: ChildProcess): Promise<void> {
  signal(child, 'SIGTERM')
  await eventually('its end', () => pidOf(child) === null)
}

const gnomeKeyring: Program = {
  prepare: async () => {},
  start: async ({ env }) => {
    const args = ['--foreground', '--components=secrets', '--unlock']
    const child = spawn('gnome-keyring-daemon', args, { env, stdio: ['pipe', 'ignore', 'ignore'] })
    child.stdin.end(PASSWORD)
    await eventually('the login collection', () => isOpen(env, '/org/freedesktop/secrets/collection/login'))
    return child
  },
  answer: async () => false,
  refusal: async () => false,
  // Its own window is Seahorse's, which opens at its keys.
  show: async ({ env }) => {
    spawn('seahorse', [], { env, stdio: 'ignore' })
    const { click } = await handsOnWindow(env, ({ title }) => title === 'seahorse')
    await click(130, 103)
  },
}

/** The hands on a window once it is there. */
async function handsOnWindow(env: Record<string, string>, which: (window: Window) => boolean): Promise<Hands> {
  let found: Window | undefined
  await eventually('its window', async () => (found = (await windows(env)).find(which)) !== undefined)
  if (found === undefined) throw new Error('no window')
  await eventually('all of it', stillPicture(env))
  return handsOn(env, found)
}

const GROUP = '11112222-3333-4444-5555-666677778888'

/** A database that its user has exposed to other programs, in KeePassXC's own file of settings and its own form of export. */
function keepassxc({ asks }: { asks: boolean }): Program {
  const database = ({ home }: Session): string => path.join(home, 'Passwords.kdbx')
  return {
    prepare: async (session) => {
      const { env, home } = session
      const settings = path.join(home, 'config/keepassxc')
      await mkdir(settings, { recursive: true })
      const lines = [
        // Saved when it ends, and not after every change, as it is set at first: it saves in another thread while the next call changes what
        // is being written, and now and then ends in native code under calls in quick succession.
        '[General]\nConfigVersion=2\nUpdateCheckMessageShown=true\nAutoSaveAfterEveryChange=false\nAutoSaveOnExit=true',
        '[GUI]\nCheckForUpdates=false\n[FdoSecrets]\nEnabled=true',
        ...(asks ? [] : ['ConfirmAccessItem=false']),
      ]
      await writeFile(path.join(settings, 'keepassxc.ini'), `${lines.join('\n')}\n`)
      const exported = path.join(home, 'exported.xml')
      await writeFile(exported, exportedDatabase())
      const imported = run('keepassxc-cli', ['import', '--quiet', '--set-password', exported, database(session)], {
        env,
      })
      imported.child.stdin?.end(`${PASSWORD}\n${PASSWORD}\n`)
      await imported
    },
    start: async (session, how) => {
      const { env } = session
      const args = [...(how === 'unlocked' ? ['--pw-stdin'] : []), database(session)]
      const child = spawn('keepassxc', args, { env, stdio: ['pipe', 'ignore', 'ignore'] })
      child.stdin.end(`${PASSWORD}\n`)
      if (how === 'unlocked') await eventually('the open database', async () => isOpen(env, await defaultOf(env)))
      return child
    },
    // “Allow Selected” has the focus, and “Remember” is ticked.
    answer: async ({ title }, { keys, type }) => {
      const unlock = title.startsWith('Unlock Database')
      if (!unlock && !title.includes('Access Request')) return false
      if (unlock) await type(PASSWORD)
      await keys('Return')
      return true
    },
    refusal: async ({ title }, { keys }) => {
      if (!title.includes('Access Request')) return false
      await keys('Escape')
      return true
    },
    // The column of titles is too narrow for ours at first: a double click on its border makes it as wide as they are.
    show: async ({ env }) => (await handsOnWindow(env, ({ title }) => title.includes('KeePassXC'))).click(434, 113, 2),
  }
}

function exportedDatabase(): string {
  const id = Buffer.from(GROUP.replaceAll('-', ''), 'hex').toString('base64')
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<KeePassFile>
  <Meta>
    <Generator>KeePassXC</Generator>
    <DatabaseName>Passwords</DatabaseName>
    <CustomData><Item><Key>FDO_SECRETS_EXPOSED_GROUP</Key><Value>{${GROUP}}</Value></Item></CustomData>
  </Meta>
  <Root><Group><UUID>${id}</UUID><Name>Passwords</Name></Group></Root>
</KeePassFile>
`
}

/** What new secrets go to, by its object path; empty while nothing answers. */
async function defaultOf(env: Record<string, string>): Promise<string> {
  const told = await dbus(
    env,
    SERVICE,
    '/org/freedesktop/secrets',
    'org.freedesktop.Secret.Service.ReadAlias',
    'string:default',
  ).catch(() => '')
  return /object path "([^"]+)"/.exec(told)?.[1] ?? ''
}

/** Whether a collection is there and unlocked. KeePassXC names its database, too, while that is still locked. */
async function isOpen(env: Record<string, string>, collection: string): Promise<boolean> {
  const locked = ['string:org.freedesktop.Secret.Collection', 'string:Locked']
  const told = await dbus(env, SERVICE, collection, 'org.freedesktop.DBus.Properties.Get', ...locked)
  return told.includes('boolean false')
}

/** Without a wallet at first: the first secret brings the wizard for a new one. */
function kwallet(): Program {
  const wallet = ({ home }: { home: string }): string => path.join(home, 'data/kwalletd/Default keyring.kwl')
  let home = ''
  return {
    file: wallet,
    prepare: async (session) => {
      home = session.home
      const settings = path.join(home, 'config')
      await mkdir(settings, { recursive: true })
      const lines = '[Wallet]\nEnabled=true\nFirst Use=false\n[org.freedesktop.secrets]\napiEnabled=true\n'
      await writeFile(path.join(settings, 'kwalletrc'), lines)
    },
    start: async ({ env }) => spawn('kwalletd5', [], { env, stdio: 'ignore' }),
    refusal: async ({ title }, { keys }) => {
      if (title !== 'KDE Wallet Service') return false
      await keys('Escape')
      return true
    },
    answer: async ({ title, width }, { click, keys, type }) => {
      if (title !== 'KDE Wallet Service') return false
      if (existsSync(wallet({ home }))) {
        await type(PASSWORD)
        await keys('Return')
      } else if (width >= 450) {
        await click(118, 182)
        await keys('alt+f')
      } else {
        await type(PASSWORD)
        await keys('Tab')
        await type(PASSWORD)
        await keys('Return')
      }
      return true
    },
    show: async ({ env }) => {
      spawn('kwalletmanager5', ['--show'], { env, stdio: 'ignore' })
      const { resize, click, keys } = await handsOnWindow(env, ({ height }) => height > 300 && height < 600)
      await resize(800, 560)
      // The folder of our items, opened, and what it holds.
      await click(70, 215)
      await keys('Right', 'Down', 'Right', 'Down', 'Down')
    },
  }
}
