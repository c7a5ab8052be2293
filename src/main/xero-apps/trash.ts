// Deleted Xero apps: for 30 days in the trash, keychain items and all, then gone. They can be put back as they were.
import { isDeepStrictEqual } from 'node:util'
import type { Service } from '../../contract/api'
import { isFailure } from '../../domain/failure'
import type { XeroApp } from '../../domain/xero-apps/schema'
import type { SecretShelf, XeroAppsPorts } from './xero-apps'
import {
  byName,
  DAY_MS,
  DAYS,
  deletionQuestion,
  isTrashed,
  trashedIn,
  trashQuestion,
} from '../../domain/xero-apps/trash'

/** Deleting asks once about all of them, and whether their secrets go at once; for good it asks about each. */
export function openTrash(
  ports: XeroAppsPorts,
  shelf: SecretShelf,
): Service<'deleteXeroApps' | 'restoreXeroApps' | 'listTrash' | 'deleteForGood'> {
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
    async deleteXeroApps({ ids }) {
      for (;;) {
        const apps = await present(ids)
        if (apps.length === 0) return { deleted: false }
        const question = trashQuestion(apps)
        const answer = await prompts.choose(question)
        if (answer === null) return { deleted: false }
        // Asked again where they are no longer what was asked about.
        if (!isDeepStrictEqual(trashQuestion(await present(ids)), question)) continue
        try {
          for (const app of apps) await throwAway(app, answer.ticked)
        } finally {
          ports.onChange()
        }
        return { deleted: true }
      }
    },
    async restoreXeroApps({ ids }) {
      let restored = 0
      for (const id of ids) {
        const app = await shelf.inTurn(id, (record) => putBack(record)).catch(nullIfGone)
        if (app === null) continue
        restored += 1
        await activity.note('app.put-back', app)
      }
      if (restored > 0) ports.onChange()
      return { restored }
    },
    listTrash: async () => ({ apps: trashedIn((await records.list()).records) }),
    async deleteForGood({ id }) {
      for (;;) {
        const record = await records.get(id).catch(nullIfGone)
        if (record === null || !isTrashed(record)) return { deleted: false }
        const question = deletionQuestion(record)
        if (!(await prompts.confirm(question))) return { deleted: false }
        const isStill = (current: XeroApp) =>
          isTrashed(current) && isDeepStrictEqual(deletionQuestion(current), question)
        const app = await shelf.deleteAll(id, isStill)
        if (app === null) continue
        await activity.note('app.deleted', app)
        await ports.onGone(id)
        ports.onChange()
        return { deleted: true }
      }
    },
  }

  function putBack(record: XeroApp): Promise<XeroApp | null> {
    if (!isTrashed(record)) return Promise.resolve(null)
    return records.change(record.id, (current) => ({ ...current, deleting: false, keptUntil: null }))
  }
}

function nullIfGone(error: unknown): null {
  if (isFailure(error, 'record.missing')) return null
  throw error
}
