// Xero apps as the user works with them: the records, their secrets, and main's questions before anything dangerous.
import type { ActivityCode } from '../../domain/activity/codes'
import {
  copyOf,
  EMPTY,
  type SlotNumber,
  type StoredSecret,
  type XeroApp,
  type XeroAppFields,
} from '../../domain/xero-apps/schema'
import type { XeroAppView } from '../../contract/xero-apps'
import { Failure } from '../../domain/failure'
import type { Activity } from '../activity/activity'
import type { MainPorts } from '../ports'
import type { RecordFiles } from '../records/record-files'
import type { SettingsFile } from '../records/settings'
import { withoutUndefined } from '../../domain/without-undefined'
import { type CopiedSecret, type CopyState, createCopiedSecret } from './copied-secret'
import { findingsOf } from '../../domain/xero-apps/findings'
import { xeroSlot } from '../../domain/vault/slot'
import { afterRemoved, afterStored, withRotation } from '../../domain/xero-apps/rotation-steps'
import { createHeldSecrets, type HeldSecrets } from './held-secret'
import { openShelf, type Shelf, type ShelfVault } from '../shelf/shelf'
import { createTrash, type Trash } from './trash'
import { secretIn, secretPlaces, unprovedIfChanged, withVerdict } from '../../domain/xero-apps/secret-slots'
import { createUnasked } from '../unasked'
import {
  COPIES_UNASKED,
  copyQuestion,
  removalQuestion,
  REVEAL_SECONDS,
  revealQuestion,
} from '../../domain/xero-apps/questions'

export interface XeroAppsPorts extends Pick<MainPorts, 'clipboard' | 'prompts' | 'clock' | 'random'> {
  records: RecordFiles<XeroApp>
  vault: ShelfVault
  activity: Activity
  settings: SettingsFile
  machine: string
  mode: 'normal' | 'practice'
  /** Something about the apps changed: the page should ask again. */
  onChange: () => void
  /** An app is gone for good: whatever else is known of it goes, too. */
  onGone: (id: string) => Promise<void>
  onCopyState: (state: CopyState) => void
  /** Raises why nothing may be shown now: whoever shares a screen shows main's own windows too. */
  refuseRevealing?: () => Promise<void>
}

export interface XeroApps {
  readonly ports: XeroAppsPorts
  readonly shelf: SecretShelf
  readonly copied: CopiedSecret
  readonly held: HeldSecrets
  view(app: XeroApp): XeroAppView
  add(fields: XeroAppFields): Promise<XeroApp>
  /** Changes fields; a changed client id or redirect URI takes back what was proved with the old ones. */
  change(id: string, fields: XeroAppChange): Promise<XeroApp>
  /** Another one with the same fields, without what proves or identifies this one. */
  duplicate(id: string): Promise<XeroApp>
  /** Notes what Xero said of a pair. */
  noteChecked(id: string, slot: SlotNumber, accepted: boolean): Promise<void>
  noteSignedIn(id: string, slot: SlotNumber): Promise<void>
  readonly trash: Trash
  removeSecret(id: string, slot: SlotNumber): Promise<{ removed: boolean; app: XeroApp }>
  reveal(id: string, slot: SlotNumber): Promise<boolean>
  /** Gives when it will be cleared; null when main asked, as after several copies in a short time, and heard no. */
  copy(id: string, slot: SlotNumber): Promise<string | null>
  /** The vault moved what this run kept in memory into the keychain. */
  noteMovedIntoKeychain(): Promise<void>
  /** Finishes what a crash cut off; `firstOfRun` once, after the first paint. */
  mend(options: { firstOfRun: boolean }): Promise<void>
}

/** The secrets of Xero apps, by slot. */
export type SecretShelf = Shelf<XeroApp, SlotNumber, StoredSecret>

/** Fields to change; one that is undefined is left as it is. */
export type XeroAppChange = { [K in keyof XeroAppFields]?: XeroAppFields[K] | undefined }

const COPIES_WITHIN_MS = 10 * 60_000

export function createXeroApps(ports: XeroAppsPorts): XeroApps {
  const { records, vault, clock, machine, activity, prompts, settings } = ports
  const shelf = openShelf({
    records,
    vault,
    clock,
    machine,
    places: secretPlaces,
    slotOf: xeroSlot,
    entry: (told: Pick<StoredSecret, 'slot' | 'arrival'>, known) => ({ ...told, ...known }),
    mayReturn: ({ keptUntil }) => keptUntil !== null && Date.parse(keptUntil) > clock.now().getTime(),
    forGood: (app: XeroApp) => ({ ...app, keptUntil: null }),
    absent: 'vault.missing',
    afterStored: (app: XeroApp, slot) => withRotation(app, (rotation) => afterStored(rotation, slot)),
    afterRemoved: (app, slot) => withRotation(app, (rotation) => afterRemoved(rotation, slot)),
  })
  const copied = createCopiedSecret({ clipboard: ports.clipboard, clock, onState: ports.onCopyState })

  const mayCopyAgain = createUnasked({ most: COPIES_UNASKED, withinMs: COPIES_WITHIN_MS, clock, prompts })
  /** A few copies need no question. A page that was taken over could ask for one whenever the last is gone. */
  const mayCopy = (app: XeroApp, slot: SlotNumber): Promise<boolean> => mayCopyAgain(() => copyQuestion(app, slot))

  const view = (app: XeroApp): XeroAppView => ({
    ...app,
    findings: findingsOf(app, { now: clock.now(), reminderDays: settings.get().reminderDays }),
  })

  async function put(fields: XeroAppFields, what: ActivityCode): Promise<XeroApp> {
    const at = clock.now().toISOString()
    const app: XeroApp = { ...fields, ...EMPTY, version: 1, id: ports.random.id(), createdAt: at, updatedAt: at }
    await records.put(app)
    await activity.note(what, app)
    ports.onChange()
    return app
  }

  return {
    ports,
    shelf,
    copied,
    held: createHeldSecrets(ports),
    trash: createTrash(ports, shelf),
    view,
    add: (fields) => put(fields, 'app.added'),
    async change(id, fields) {
      const given = withoutUndefined(fields)
      const at = clock.now().toISOString()
      const app = await records.change(id, (current) => {
        if (current.deleting) throw new Failure('record.missing', { detail: 'it is in the trash' })
        return unprovedIfChanged(current, { ...current, ...given, updatedAt: at })
      })
      await activity.note('app.changed', app, Object.keys(given).join(', '))
      ports.onChange()
      return app
    },
    async noteChecked(id, slot, accepted) {
      const at = clock.now().toISOString()
      await records.change(id, (current) => withVerdict(current, slot, accepted, at))
      ports.onChange()
    },
    async noteSignedIn(id, slot) {
      const at = clock.now().toISOString()
      await records.change(id, (current) => ({ ...withVerdict(current, slot, true, at), signInProvedAt: at }))
      ports.onChange()
    },
    async duplicate(id) {
      return put(copyOf(await records.get(id)), 'app.duplicated')
    },
    async removeSecret(id, slot) {
      const app = await records.get(id)
      const secret = secretIn(app, slot)
      if (secret === undefined || !(await prompts.confirm(removalQuestion(app, slot)))) return { removed: false, app }
      const after = await shelf.remove(id, slot, secret.storedAt)
      if (after === null) return { removed: false, app: await records.get(id) }
      await activity.note('secret.removed', app, `slot ${slot}`)
      ports.onChange()
      return { removed: true, app: after }
    },
    async reveal(id, slot) {
      await ports.refuseRevealing?.()
      const app = await records.get(id)
      const asked = await prompts.confirm(revealQuestion(app, slot))
      if (!asked) return false
      // A call may have begun while it was asked.
      await ports.refuseRevealing?.()
      const secret = await shelf.read(await records.get(id), slot)
      await activity.note('secret.revealed', app, `slot ${slot}`)
      await prompts.revealSecret({
        title: `${app.name}: client secret ${slot}`,
        label: `Client secret ${slot}`,
        secret,
        seconds: REVEAL_SECONDS,
      })
      return true
    },
    async copy(id, slot) {
      const app = await records.get(id)
      if (!(await mayCopy(app, slot))) return null
      const secret = await shelf.read(app, slot)
      const label = `${app.name}: client secret ${slot}`
      const clearsAt = await copied.copy(secret, label, settings.get().clipboardSeconds)
      await activity.note('secret.copied', app, `slot ${slot}`)
      return clearsAt
    },
    async noteMovedIntoKeychain() {
      for (const app of await shelf.noteMovedIntoKeychain()) await activity.note('secret.moved-to-keychain', app)
      ports.onChange()
    },
    async mend(options) {
      const mended = await shelf.mend(options)
      for (const { id, name, what } of mended) {
        await activity.note(what === 'deletion-finished' ? 'app.deletion-finished' : `secret.${what}`, { id, name })
        if (what === 'deletion-finished') await ports.onGone(id)
      }
      if (mended.length > 0) ports.onChange()
    },
  }
}
