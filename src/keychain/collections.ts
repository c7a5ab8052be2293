// Which collections (keyrings, wallets, databases) the Secret Service of a Linux desktop has, and in which of them an item of
// ours lies. keytar writes to the collection that the alias `default` names, reads from every unlocked one, deletes in all of
// those, and tells none of it. Asked over D-Bus; no secret passes here.
import { posix } from 'node:path'
import { z } from 'zod'
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

/** A call to the object at `path` of the Secret Service, with its arguments in D-Bus's own notation. */
export interface SecretServiceCall {
  readonly path: string
  readonly interface: string
  readonly member: string
  readonly signature?: string
  readonly body?: readonly unknown[]
}

/** Gives what a call answers, one value per type of its signature. Rejects with a `CallFailed` when there's no answer. */
export type CallSecretService = (call: SecretServiceCall) => Promise<readonly unknown[]>

/** Why a call was not answered, in the words of D-Bus or of the system. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed'

  constructor(
    message: string,
    /**
     * True if the same call may be answered the next time, so that nothing follows from this one. False where it stays: no D-Bus, no
     * Secret Service, one without collections.
     */
    readonly mayPass: boolean,
  ) {
    super(message)
  }
}

export interface Collections {
  /** What the collection that new secrets go to calls itself. */
  label(): Promise<string>
  /**
   * As `copies`; null where there is only one place for an item, unless `always`, and where a Secret Service doesn't tell: there keytar's word
   * has to do. Not once there were several places, or where an answer only failed to come: keytar may give the older of two copies.
   */
  toldApart(service: string, account: string, always: boolean): Promise<Copy[] | null>
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

/** A service answers one after the other, and each question has its deadline from when it is put. */
const AT_A_TIME = 50
const SERVICE = '/org/freedesktop/secrets'
const INTERFACE = 'org.freedesktop.Secret'
/** What keytar's items have and asks for. Without one gnome-keyring adds it when it reads its file again, so after the next login. */
const SCHEMA = 'xdg:schema'
const PROPERTIES = 'org.freedesktop.DBus.Properties'
/** What stands where a prompt would be named if there was one. */
const NO_PROMPT = '/'
/** gnome-keyring's own, in memory only; no alias leads there. */
const SESSION = `${SERVICE}/collection/session`

const onePath = z.tuple([z.string()])
const found = z.tuple([z.array(z.string()), z.array(z.string())])
const attributesOf = z.record(z.string(), z.string())

/** The collections behind `call`. */
export function openCollections(call: CallSecretService): Collections {
  /** As known when first answered. */
  let severalSeen: boolean | null = null

  async function property<T>(
    path: string,
    type: 'Service' | 'Collection' | 'Item',
    name: string,
    as: z.ZodType<T>,
  ): Promise<T> {
    const body = [`${INTERFACE}.${type}`, name]
    const [value] = await call({ path, interface: PROPERTIES, member: 'Get', signature: 'ss', body })
    return as.parse(value)
  }

  async function search(attributes: Record<string, string>): Promise<{ unlocked: string[]; locked: string[] }> {
    const body = [Object.entries(attributes)]
    const answer = await call({
      path: SERVICE,
      interface: `${INTERFACE}.Service`,
      member: 'SearchItems',
      signature: 'a{ss}',
      body,
    })
    const [unlocked, locked] = found.parse(answer)
    return { unlocked, locked }
  }

  /**
   * The collection that new secrets go to. Every question begins with this call, which changes nothing: gnome-keyring 42.1 may refuse a
   * program's first one, as a method that it hasn't, and answers the second.
   */
  async function inUse(): Promise<string> {
    const readAlias = {
      path: SERVICE,
      interface: `${INTERFACE}.Service`,
      member: 'ReadAlias',
      signature: 's',
      body: ['default'],
    }
    const answer = await call(readAlias).catch(() => call(readAlias))
    return onePath.parse(answer)[0]
  }

  async function copies(service: string, account: string): Promise<Copy[]> {
    const home = await inUse()
    const { unlocked, locked } = await search({ service, account })
    const shut = await shutAmong(locked)
    return [...unlocked, ...locked].map((path) => ({
      path,
      inUse: path.startsWith(`${home}/`),
      locked: shut.includes(path),
      asks: locked.includes(path) && !shut.includes(path),
    }))
  }

  async function severalPlaces(): Promise<boolean> {
    await inUse()
    const places = await property(SERVICE, 'Service', 'Collections', z.array(z.string()))
    return places.filter((path) => path !== SESSION).length > 1
  }

  async function toldApart(service: string, account: string, always: boolean): Promise<Copy[] | null> {
    try {
      severalSeen ??= always ? null : await severalPlaces()
      return always || severalSeen === true ? await copies(service, account) : null
    } catch (error) {
      if (severalSeen === true || (error instanceof CallFailed && error.mayPass)) throw error
      return null
    }
  }

  /**
   * Those whose collection is locked. An item may also be shut to one client alone: KeePassXC shuts all to each new one, as this is,
   * and asks the user when keytar comes.
   */
  async function shutAmong(paths: readonly string[]): Promise<string[]> {
    const places = [...new Set(paths.map((path) => posix.dirname(path)))]
    const answers = await inGroups(places, (place) => property(place, 'Collection', 'Locked', z.boolean()))
    const shut = places.filter((_, at) => answers[at] === true)
    return paths.filter((path) => shut.includes(posix.dirname(path)))
  }

  const attributes = (path: string): Promise<Record<string, string>> =>
    property(path, 'Item', 'Attributes', attributesOf)

  async function accounts(service: string): Promise<{ accounts: string[]; locked: number }> {
    await inUse()
    const { unlocked, locked } = await search({ service })
    const shut = await shutAmong(locked)
    const open = [...unlocked, ...locked.filter((path) => !shut.includes(path))]
    const all = await inGroups(open, attributes)
    return { accounts: [...new Set(all.flatMap(({ account }) => account ?? []))], locked: shut.length }
  }

  async function dated(copy: Copy): Promise<{ copy: Copy; at: number; schema: boolean }> {
    const [at, names] = [
      await property(copy.path, 'Item', 'Modified', z.coerce.number().catch(0)),
      await attributes(copy.path),
    ]
    return { copy, at, schema: SCHEMA in names }
  }

  /** The newest; of equally new ones, which seconds can't tell apart, the one in use. */
  async function newest(all: readonly Copy[]): Promise<Copy | undefined> {
    const ages = await inGroups(all, dated)
    return ages.toSorted((a, b) => b.at - a.at || Number(b.copy.inUse) - Number(a.copy.inUse))[0]?.copy
  }

  /** The one in use that keytar sees, or else the newest in use. */
  async function written(all: readonly Copy[]): Promise<Copy | undefined> {
    const ages = await inGroups(
      all.filter(({ inUse }) => inUse),
      dated,
    )
    return ages.toSorted((a, b) => Number(b.schema) - Number(a.schema) || b.at - a.at)[0]?.copy
  }

  return {
    label: async () => property(await inUse(), 'Collection', 'Label', z.string()),
    toldApart,
    copies,
    accounts,
    prune: async (service, account, keep) => {
      const unlocked = (await copies(service, account)).filter((copy) => !copy.locked)
      if (unlocked.length < 2 && keep !== 'nothing') return 0
      const kept = keep === 'nothing' ? null : await (keep === 'in-use' ? written : newest)(unlocked)
      if (kept === undefined) return 0
      const others = unlocked.filter((copy) => copy !== kept)
      const answers = await inGroups(others, ({ path }) =>
        call({ path, interface: `${INTERFACE}.Item`, member: 'Delete' }),
      )
      return answers.filter((answer) => onePath.parse(answer)[0] === NO_PROMPT).length
    },
  }
}

/** What `ask` answers of each, a group of questions at a time. */
async function inGroups<T, A>(all: readonly T[], ask: (one: T) => Promise<A>): Promise<A[]> {
  const answers: A[] = []
  for (let at = 0; at < all.length; at += AT_A_TIME)
    answers.push(...(await Promise.all(all.slice(at, at + AT_A_TIME).map(ask))))
  return answers
}
