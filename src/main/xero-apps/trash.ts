// Deleted Xero apps: for 30 days in the trash, keychain items and all, then gone. They can be put back as they were.
import { isDeepStrictEqual } from 'node:util'
import type { TrashedApp } from '../../contract/xero-apps'
import { isFailure } from '../../domain/failure'
import type { XeroApp } from '../../domain/xero-apps/schema'
import type { Prompts } from '../ports'
import type { SecretShelf, XeroAppsPorts } from './xero-apps'

const DAYS = 30
const DAY_MS = 86_400_000

export interface Trash {
  /** Asks once about all of them, and whether their secrets go at once. False when the user said no. */
  put(ids: readonly string[]): Promise<boolean>
  /** Gives how many came back. */
  putBack(ids: readonly string[]): Promise<number>
  /** The next to go first. */
  list(): Promise<TrashedApp[]>
  /** Asks first. False when the user said no, or it is not in the trash. */
  deleteForGood(id: string): Promise<boolean>
}

export function createTrash(ports: XeroAppsPorts, shelf: SecretShelf): Trash {
  const { records, prompts, clock, activity } = ports

  async function present(ids: readonly string[]): Promise<XeroApp[]> {
    const { records: all } = await records.list()
    return all.filter(({ id, deleting }) => !deleting && ids.includes(id)).toSorted(byName)
  }

  async function throwAway({ id }: XeroApp, withSecrets: boolean): Promise<void> {
    const keptUntil = new Date(clock.now().getTime() + DAYS * DAY_MS).toISOString()
    const app = await shelf.inTurn(id, async (record, remove) => {
      if (withSecrets) for (const { slot } of record.secrets) await remove(slot)
      return records.change(id, (current) => ({ ...current, deleting: true, keptUntil }))
    })
    await activity.note('app.put-in-trash', app)
  }

  return {
    async put(ids) {
      for (;;) {
        const apps = await present(ids)
        if (apps.length === 0) return false
        const question = trashQuestion(apps)
        const answer = await prompts.choose(question)
        if (answer === null) return false
        // Asked again where they are no longer what was asked about.
        if (!isDeepStrictEqual(trashQuestion(await present(ids)), question)) continue
        try {
          for (const app of apps) await throwAway(app, answer.ticked)
        } finally {
          ports.onChange()
        }
        return true
      }
    },
    async putBack(ids) {
      let restored = 0
      for (const id of ids) {
        const app = await shelf.inTurn(id, (record) => putBack(record)).catch(nullIfGone)
        if (app === null) continue
        restored += 1
        await activity.note('app.put-back', app)
      }
      if (restored > 0) ports.onChange()
      return restored
    },
    async list() {
      const { records: all } = await records.list()
      const trashed = all.flatMap(({ id, name, customer, environment, secrets, deleting, keptUntil }) =>
        deleting && keptUntil !== null ? [{ id, name, customer, environment, keptUntil, secrets: secrets.length }] : [],
      )
      return trashed.toSorted((a, b) => a.keptUntil.localeCompare(b.keptUntil) || a.name.localeCompare(b.name))
    },
    async deleteForGood(id) {
      for (;;) {
        const record = await records.get(id).catch(nullIfGone)
        if (record === null || !isTrashed(record)) return false
        const question = deletionQuestion(record)
        if (!(await prompts.confirm(question))) return false
        const isStill = (current: XeroApp) =>
          isTrashed(current) && isDeepStrictEqual(deletionQuestion(current), question)
        const app = await shelf.deleteAll(id, isStill)
        if (app === null) continue
        await activity.note('app.deleted', app)
        await ports.onGone(id)
        ports.onChange()
        return true
      }
    },
  }

  function putBack(record: XeroApp): Promise<XeroApp | null> {
    if (!isTrashed(record)) return Promise.resolve(null)
    return records.change(record.id, (current) => ({ ...current, deleting: false, keptUntil: null }))
  }
}

function isTrashed({ deleting, keptUntil }: XeroApp): boolean {
  return deleting && keptUntil !== null
}

function nullIfGone(error: unknown): null {
  if (isFailure(error, 'record.missing')) return null
  throw error
}

const byName = (a: XeroApp, b: XeroApp) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id)

/** As many names as the question has room for. */
const NAMED = 8

function trashQuestion(apps: readonly XeroApp[]): Parameters<Prompts['choose']>[0] {
  const [first] = apps
  const one = apps.length === 1
  const names = apps.slice(0, NAMED).map(({ name }) => `“${name}”`)
  const more = apps.length - names.length
  const count = apps.reduce((sum, { secrets }) => sum + secrets.length, 0)
  return {
    title: one && first !== undefined ? `Delete “${first.name}”?` : `Delete ${apps.length} Xero apps?`,
    body: [
      ...(one ? [] : [`${names.join(', ')}${more === 0 ? '' : ` and ${more} more`}.`]),
      `${one ? 'It goes' : 'They go'} to the trash for ${DAYS} days, with set-ups, notes and partner application, and can be put back from there. Then ${one ? 'it is' : 'they are'} deleted for good.`,
      secretsWords(count),
      'Nothing changes in Xero or in Codat: connections stay as they are.',
    ],
    action: 'Delete',
    danger: true,
    ...(count === 0 ? {} : { mayTick: `Remove ${count === 1 ? 'it' : 'them'} from the keychain now, for good.` }),
  }
}

function secretsWords(count: number): string {
  if (count === 0) return 'No secret is kept here.'
  return `${count === 1 ? 'The client secret stays' : `The ${count} client secrets stay`} in the keychain till then, unless you remove ${count === 1 ? 'it' : 'them'} now. Xero does not show a secret twice.`
}

function deletionQuestion(app: XeroApp): Parameters<Prompts['confirm']>[0] {
  const count = app.secrets.length
  const secrets =
    count === 0
      ? 'No secret of it is kept here.'
      : `${count === 1 ? 'Its client secret is' : `Its ${count} client secrets are`} removed from the keychain. Xero does not show a secret twice, so without a copy elsewhere you would have to generate a new one.`
  return {
    title: `Delete “${app.name}” for good?`,
    body: [
      secrets,
      'Its client id, redirect URIs, notes, set-ups and history of checks go too, and its partner application with evidence and dossiers.',
      'Nothing changes in Xero or in Codat: connections stay as they are.',
    ],
    action: 'Delete for good',
    danger: true,
    typed: app.name,
  }
}
