// The calls about the secrets of Xero apps: taken in, shown and copied here, with main's questions before anything dangerous.
import type { ActivityCode } from '../../domain/activity/codes'
import type { Service } from '../../contract/api'
import type { SlotNumber, XeroApp } from '../../domain/xero-apps/schema'
import { Secret } from '../secret'
import { createUnasked } from '../unasked'
import { readPaste, takeClientId, takeSecret } from './take-secret'
import { secretIn, withSlot } from '../../domain/xero-apps/secret-slots'
import {
  COPIES_UNASKED,
  copyQuestion,
  removalQuestion,
  REVEAL_SECONDS,
  revealQuestion,
} from '../../domain/xero-apps/questions'
import type { XeroApps, XeroAppsPorts } from './xero-apps'

const COPIES_WITHIN_MS = 10 * 60_000

type SecretCall =
  | 'pasteClientId'
  | 'pasteSecret'
  | 'typeSecret'
  | 'storeHeldSecret'
  | 'removeSecret'
  | 'setSecretArrival'
  | 'revealSecret'
  | 'copySecret'

interface SecretCallsOf extends Pick<XeroApps, 'shelf' | 'copied' | 'held' | 'view'> {
  /** A secret that is to be seen; null where Latchkey was locked or closed while the keychain was asked, which may take a while. */
  readToShow(app: XeroApp, slot: SlotNumber): Promise<Secret | null>
}

export function openSecretCalls(
  ports: XeroAppsPorts,
  { shelf, copied, held, view, readToShow }: SecretCallsOf,
): Service<SecretCall> {
  const { records, activity, clipboard, clock, prompts, onChange, settings } = ports
  const taking = { ...ports, shelf, held, view }
  const mayCopyAgain = createUnasked({ most: COPIES_UNASKED, withinMs: COPIES_WITHIN_MS, clock, prompts })
  /** A few copies need no question. A page that was taken over could ask for one whenever the last is gone. */
  const mayCopy = (app: XeroApp, slot: SlotNumber): Promise<boolean> => mayCopyAgain(() => copyQuestion(app, slot))

  async function note(what: ActivityCode, app: XeroApp, remark: string): Promise<void> {
    await activity.note(what, app, remark)
    onChange()
  }

  return {
    async pasteClientId({ id }) {
      const outcome = await takeClientId(taking, id, await readPaste(clipboard))
      if (outcome.outcome === 'stored') await note('client-id.stored', outcome.app, `${outcome.length} characters`)
      return outcome
    },
    async pasteSecret({ id, slot, arrival }) {
      const raw = new Secret(await readPaste(clipboard))
      const outcome = await takeSecret(taking, { id, slot, arrival, raw, how: 'pasted' }, false)
      if (outcome.outcome === 'not-stored') return outcome
      // Kept here, it has no business there; a value that is asked about may be wanted once more.
      return { ...outcome, clipboardClearsAt: copied.pasted(raw, settings.get().clipboardSeconds) }
    },
    async typeSecret({ id, slot, arrival }) {
      const app = await records.get(id)
      const typed = await prompts.enterSecret({
        title: `${app.name}: client secret ${slot}`,
        label: `Client secret ${slot}`,
        hint: 'Paste or type it here. This window belongs to Latchkey itself; the rest of the app never sees the value.',
      })
      if (typed === null) return { outcome: 'not-stored', reason: 'cancelled', length: 0, cleaned: [], held: null }
      return takeSecret(taking, { id, slot, arrival, raw: typed, how: 'typed' }, false)
    },
    storeHeldSecret: async ({ held: word }) => held.use(word, (given) => takeSecret(taking, given, true)),
    async removeSecret({ id, slot }) {
      const app = await records.get(id)
      const secret = secretIn(app, slot)
      const asked = secret !== undefined && (await prompts.confirm(removalQuestion(app, slot)))
      const after = asked ? await shelf.remove(id, slot, secret.storedAt) : null
      if (after === null) return { removed: false, app: view(await records.get(id)) }
      await note('secret.removed', app, `slot ${slot}`)
      return { removed: true, app: view(after) }
    },
    async setSecretArrival({ id, slot, arrival }) {
      const app = await records.change(id, (current) => {
        const secret = secretIn(current, slot)
        return secret === undefined ? current : withSlot(current, slot, { ...secret, arrival })
      })
      onChange()
      return view(app)
    },
    async revealSecret({ id, slot }) {
      await ports.refuseRevealing?.()
      const app = await records.get(id)
      if (!(await prompts.confirm(revealQuestion(app, slot)))) return { shown: false }
      // A call may have begun while it was asked.
      await ports.refuseRevealing?.()
      const secret = await readToShow(await records.get(id), slot)
      if (secret === null) return { shown: false }
      const shown = prompts.revealSecret({
        title: `${app.name}: client secret ${slot}`,
        label: `Client secret ${slot}`,
        secret,
        seconds: REVEAL_SECONDS,
      })
      await Promise.all([shown, activity.note('secret.revealed', app, `slot ${slot}`)])
      return { shown: true }
    },
    // Null where main asked, as after several copies in a short time, and heard no, and where it was locked meanwhile.
    async copySecret({ id, slot }) {
      const app = await records.get(id)
      if (!(await mayCopy(app, slot))) return { copied: false, clearsAt: null }
      const secret = await readToShow(app, slot)
      if (secret === null) return { copied: false, clearsAt: null }
      const clearsAt = await copied.copy(secret, `${app.name}: client secret ${slot}`, settings.get().clipboardSeconds)
      await activity.note('secret.copied', app, `slot ${slot}`)
      return { copied: true, clearsAt }
    },
  }
}
