// The calls about Xero apps, over the service.
import type { ActivityCode } from '../../domain/activity/codes'
import type { Handlers } from '../../contract/api'
import type { xeroAppCalls } from '../../contract/xero-apps'
import { Secret } from '../secret'
import type { XeroApp } from '../../domain/xero-apps/schema'
import type { HeldSecret } from './held-secret'
import { readPaste, takeClientId, takeSecret, type TakeSecretPorts } from './take-secret'
import { secretIn, withSlot } from '../../domain/xero-apps/secret-slots'
import type { XeroApps } from './xero-apps'

export function xeroAppHandlers(apps: XeroApps): Pick<Handlers, keyof typeof xeroAppCalls> {
  const { records, activity, clipboard, prompts, mode, onChange, settings } = apps.ports
  const taking: TakeSecretPorts = { records, shelf: apps.shelf, mode, view: apps.view }

  async function noteStored(app: XeroApp, what: ActivityCode, note: string): Promise<void> {
    await activity.note(what, app, note)
    onChange()
  }

  async function take(given: HeldSecret, anyway: boolean) {
    const { id, slot, arrival, raw, how } = given
    const hold = (): string => apps.held.hold(given)
    const outcome = await takeSecret(taking, { id, slot, arrival, anyway, hold, raw: raw.expose() })
    if (outcome.outcome === 'stored') await noteStored(outcome.app, 'secret.stored', `slot ${slot}, ${how}, ${arrival}`)
    return outcome
  }

  return {
    async listXeroApps() {
      const { records: all, damaged } = await records.list()
      return { apps: all.filter((app) => !app.deleting).map(apps.view), damaged }
    },
    addXeroApp: async (fields) => apps.view(await apps.add(fields)),
    updateXeroApp: async ({ id, fields }) => apps.view(await apps.change(id, fields)),
    duplicateXeroApp: async ({ id }) => apps.view(await apps.duplicate(id)),
    deleteXeroApps: async ({ ids }) => ({ deleted: await apps.trash.put(ids) }),
    restoreXeroApps: async ({ ids }) => ({ restored: await apps.trash.putBack(ids) }),
    listTrash: async () => ({ apps: await apps.trash.list() }),
    deleteForGood: async ({ id }) => ({ deleted: await apps.trash.deleteForGood(id) }),
    async pasteClientId({ id }) {
      const outcome = await takeClientId(taking, id, await readPaste(clipboard))
      if (outcome.outcome === 'stored')
        await noteStored(outcome.app, 'client-id.stored', `${outcome.length} characters`)
      return outcome
    },
    async pasteSecret({ id, slot, arrival }) {
      const raw = new Secret(await readPaste(clipboard))
      const outcome = await take({ id, slot, arrival, raw, how: 'pasted' }, false)
      if (outcome.outcome === 'not-stored') return outcome
      // Kept here, it has no business there; a value that is asked about may be wanted once more.
      return { ...outcome, clipboardClearsAt: apps.copied.pasted(raw, settings.get().clipboardSeconds) }
    },
    async typeSecret({ id, slot, arrival }) {
      const app = await records.get(id)
      const typed = await prompts.enterSecret({
        title: `${app.name}: client secret ${slot}`,
        label: `Client secret ${slot}`,
        hint: 'Paste or type it here. This window belongs to Latchkey itself; the rest of the app never sees the value.',
      })
      if (typed === null) return { outcome: 'not-stored', reason: 'cancelled', length: 0, cleaned: [], held: null }
      return take({ id, slot, arrival, raw: typed, how: 'typed' }, false)
    },
    storeHeldSecret: async ({ held }) => take(apps.held.take(held), true),
    async removeSecret({ id, slot }) {
      const { removed, app } = await apps.removeSecret(id, slot)
      return { removed, app: apps.view(app) }
    },
    async setSecretArrival({ id, slot, arrival }) {
      const app = await records.change(id, (current) => {
        const secret = secretIn(current, slot)
        return secret === undefined ? current : withSlot(current, slot, { ...secret, arrival })
      })
      onChange()
      return apps.view(app)
    },
    revealSecret: async ({ id, slot }) => ({ shown: await apps.reveal(id, slot) }),
    async copySecret({ id, slot }) {
      const clearsAt = await apps.copy(id, slot)
      return { copied: clearsAt !== null, clearsAt }
    },
  }
}
