// Which collections (keyrings, wallets, databases) the Secret Service of a Linux desktop has, and in which of them an item of
// ours lies. keytar writes to the collection that the alias `default` names, reads from every unlocked one, deletes in all of
// those, and tells none of it. Asked with `dbus-send`, which comes with D-Bus; no secret passes here.
import { execFile } from 'node:child_process'
import { posix } from 'node:path'
import { promisify } from 'node:util'
import type { Kept } from '../domain/vault/keychain-messages'

/** One item of ours. */
export interface Copy {
  readonly path: string
  /** In the collection that new secrets go to. */
  readonly inUse: boolean
  readonly locked: boolean
  /** Its collection is open, but its user is asked before this program may have it (KeePassXC). */
  readonly asks: boolean
}

/** Calls `method` of the object at `path` and gives what `dbus-send` printed. Rejects when it can't. */
export type CallSecretService = (path: string, method: string, ...args: string[]) => Promise<string>

export interface Collections {
  /** What the collection that new secrets go to calls itself. */
  label(): Promise<string>
  /** True if there is more than one place for an item, as far as known when first asked. */
  several(): Promise<boolean>
  /** Every copy of an item, locked ones too. Asks the user nothing. */
  copies(service: string, account: string): Promise<Copy[]>
  /** The accounts of a service's items, and how many items are locked, so that theirs can't be read. Asks the user nothing. */
  accounts(service: string): Promise<{ accounts: string[]; locked: number }>
  /**
   * Deletes every unlocked copy but the one to `keep`; gives how many went. Where the user would be asked first (KeePassXC) none does,
   * since only a client that stays can have the question shown. Without an unlocked one to keep, none; `nothing` keeps none.
   * Of several in use one that keytar sees is kept.
   */
  prune(service: string, account: string, keep: Kept): Promise<number>
}

const SERVICE = '/org/freedesktop/secrets'
const INTERFACE = 'org.freedesktop.Secret'
const GET = 'org.freedesktop.DBus.Properties.Get'
/** What keytar's items have and asks for. Without one gnome-keyring adds it when it reads its file again, so after the next login. */
const SCHEMA = '"xdg:schema"'
const ACCOUNT = /string "account"\s+string "([^"]+)"/
/** Programs started at a time, one for each item that is asked of. */
const AT_A_TIME = 8
/** What stands where a prompt would be named if there was one. */
const NO_PROMPT = '/'
/** gnome-keyring's own, in memory only; no alias leads there. */
const SESSION = `${SERVICE}/collection/session`

export function openCollections(call: CallSecretService = dbusSend): Collections {
  let several: Promise<boolean> | undefined

  const inUse = async (): Promise<string> =>
    pathsIn(await call(SERVICE, `${INTERFACE}.Service.ReadAlias`, 'string:default'))[0] ?? '/'

  async function copies(service: string, account: string): Promise<Copy[]> {
    const attributes = `dict:string:string:service,${service},account,${account}`
    const [home, found] = [await inUse(), await call(SERVICE, `${INTERFACE}.Service.SearchItems`, attributes)]
    const [unlocked = [], locked = []] = arraysIn(found)
    const shut = await shutAmong(locked)
    return [...unlocked, ...locked].map((path) => ({
      path,
      inUse: path.startsWith(`${home}/`),
      locked: shut.includes(path),
      asks: locked.includes(path) && !shut.includes(path),
    }))
  }

  /**
   * Those whose collection is locked. An item may also be shut to one client alone: KeePassXC shuts all to each new one, as this is,
   * and asks the user when keytar comes.
   */
  async function shutAmong(paths: readonly string[]): Promise<string[]> {
    const places = [...new Set(paths.map((path) => posix.dirname(path)))]
    const answers = await Promise.all(
      places.map((place) => call(place, GET, `string:${INTERFACE}.Collection`, 'string:Locked')),
    )
    const shut = places.filter((_, at) => answers[at]?.includes('boolean true') === true)
    return paths.filter((path) => shut.includes(posix.dirname(path)))
  }

  async function accountOf(path: string): Promise<string | null> {
    const attributes = await call(path, GET, `string:${INTERFACE}.Item`, 'string:Attributes')
    return ACCOUNT.exec(attributes)?.[1] ?? null
  }

  async function accounts(service: string): Promise<{ accounts: string[]; locked: number }> {
    const attributes = `dict:string:string:service,${service}`
    const [unlocked = [], locked = []] = arraysIn(await call(SERVICE, `${INTERFACE}.Service.SearchItems`, attributes))
    const shut = await shutAmong(locked)
    const open = [...unlocked, ...locked.filter((path) => !shut.includes(path))]
    const found = new Set<string>()
    for (let from = 0; from < open.length; from += AT_A_TIME) {
      const some = await Promise.all(open.slice(from, from + AT_A_TIME).map(accountOf))
      for (const account of some) if (account !== null) found.add(account)
    }
    return { accounts: [...found], locked: shut.length }
  }

  async function dated(copy: Copy): Promise<{ copy: Copy; at: number; schema: boolean }> {
    const property = (name: string): Promise<string> =>
      call(copy.path, GET, `string:${INTERFACE}.Item`, `string:${name}`)
    const [at, attributes] = [await property('Modified'), await property('Attributes')]
    return { copy, at: Number(/uint64 (\d+)/.exec(at)?.[1] ?? 0), schema: attributes.includes(SCHEMA) }
  }

  /** The newest; of equally new ones, which seconds can't tell apart, the one in use. */
  async function newest(all: readonly Copy[]): Promise<Copy | undefined> {
    const ages = await Promise.all(all.map(dated))
    return ages.toSorted((a, b) => b.at - a.at || Number(b.copy.inUse) - Number(a.copy.inUse))[0]?.copy
  }

  /** The one in use that keytar sees, or else the newest in use. */
  async function written(all: readonly Copy[]): Promise<Copy | undefined> {
    const ages = await Promise.all(all.filter(({ inUse }) => inUse).map(dated))
    return ages.toSorted((a, b) => Number(b.schema) - Number(a.schema) || b.at - a.at)[0]?.copy
  }

  return {
    label: async () => {
      const answer = await call(await inUse(), GET, `string:${INTERFACE}.Collection`, 'string:Label')
      return /string "(.*)"/.exec(answer)?.[1] ?? ''
    },
    several: () => {
      several ??= call(SERVICE, GET, `string:${INTERFACE}.Service`, 'string:Collections').then(
        (answer) => pathsIn(answer).filter((path) => path !== SESSION).length > 1,
      )
      return several
    },
    copies,
    accounts,
    prune: async (service, account, keep) => {
      const unlocked = (await copies(service, account)).filter((copy) => !copy.locked)
      if (unlocked.length < 2 && keep !== 'nothing') return 0
      const kept = keep === 'nothing' ? null : await (keep === 'in-use' ? written : newest)(unlocked)
      if (kept === undefined) return 0
      const others = unlocked.filter((copy) => copy !== kept)
      const answers = await Promise.all(others.map(({ path }) => call(path, `${INTERFACE}.Item.Delete`)))
      return answers.filter((answer) => pathsIn(answer)[0] === NO_PROMPT).length
    },
  }
}

/** Object paths in what `dbus-send` printed. */
function pathsIn(printed: string): string[] {
  return [...printed.matchAll(/object path "([^"]+)"/g)].map(([, path = '']) => path)
}

/** The same by array, in order. */
function arraysIn(printed: string): string[][] {
  return printed
    .split(/^ {3}array \[/m)
    .slice(1)
    .map(pathsIn)
}

const run = promisify(execFile)
const REPLY_MS = 3_000

async function dbusSend(path: string, method: string, ...args: string[]): Promise<string> {
  const call = ['--session', '--print-reply', `--reply-timeout=${REPLY_MS}`, '--dest=org.freedesktop.secrets', path]
  return (await run('dbus-send', [...call, method, ...args], { timeout: 2 * REPLY_MS })).stdout
}
