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
import type { Service } from '../../contract/api'
import type { xeroAppCalls, XeroAppView } from '../../contract/xero-apps'
import type { Activity } from '../activity/activity'
import type { MainPorts } from '../ports'
import type { RecordFiles } from '../records/record-files'
import type { Secret } from '../secret'
import type { SettingsFile } from '../records/settings'
import { withoutUndefined } from '../../domain/without-undefined'
import { type CopiedSecret, type CopyState, createCopiedSecret } from './copied-secret'
import { findingsOf } from '../../domain/xero-apps/findings'
import { xeroSlot } from '../../domain/vault/slot'
import { afterRemoved, afterStored, withRotation } from '../../domain/xero-apps/rotation-steps'
import { createHeldSecrets, type HeldSecrets } from './held-secret'
import { outsideTheTrash } from './kept-apps'
import { openShelf, type Shelf, type ShelfVault } from '../shelf/shelf'
import { openTrash } from './trash'
import {
  type AskedPair,
  secretPlaces,
  unprovedIfChanged,
  withSignIn,
  withVerdict,
} from '../../domain/xero-apps/secret-slots'
import { openSecretCalls } from './secret-calls'

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
  /**
   * The calls. A changed client id or redirect URI takes back what was proved with the old ones; a copy of an app is without what proves or
   * identifies it.
   */
  readonly calls: Service<keyof typeof xeroAppCalls>
  view(app: XeroApp): XeroAppView
  /** Notes what Xero said of a pair, if it is still the app's. */
  noteChecked(id: string, asked: AskedPair, accepted: boolean): Promise<void>
  noteSignedIn(id: string, asked: AskedPair): Promise<void>
  /** Ends what is held and what was copied, and what is on its way to be seen. Rejects where the clipboard could not be cleared. */
  endShowing(): Promise<void>
  /** The vault moved what this run kept in memory into the keychain. */
  noteMovedIntoKeychain(): Promise<void>
  /** Finishes what a crash cut off; `firstOfRun` once, after the first paint. */
  mend(options: { firstOfRun: boolean }): Promise<void>
}

/** The secrets of Xero apps, by slot. */
export type SecretShelf = Shelf<XeroApp, SlotNumber, StoredSecret>

export function createXeroApps(given: XeroAppsPorts): XeroApps {
  // The trash and the keychain's mending alone have to do with what lies in the trash.
  const ports: XeroAppsPorts = { ...given, records: outsideTheTrash(given.records) }
  const { records, vault, clock, machine, activity, settings } = ports
  const shelf = openShelf({
    records: given.records,
    vault,
    clock,
    machine,
    places: secretPlaces,
    slotOf: xeroSlot,
    entry: (told: Pick<StoredSecret, 'slot' | 'arrival'>, known) => ({ ...told, ...known }),
    mayReturn: ({ keptUntil }) => keptUntil !== null && Date.parse(keptUntil) > clock.now().getTime(),
    forGood: (app: XeroApp) => ({ ...app, keptUntil: null }),
    notForGood: (app, { keptUntil }) => ({ ...app, keptUntil }),
    absent: 'vault.missing',
    afterStored: (app: XeroApp, slot) => withRotation(app, (rotation) => afterStored(rotation, slot)),
    afterRemoved: (app, slot) => withRotation(app, (rotation) => afterRemoved(rotation, slot)),
  })
  const copied = createCopiedSecret({ clipboard: ports.clipboard, clock, onState: ports.onCopyState })

  const held = createHeldSecrets(ports)
  let endings = 0
  async function readToShow(app: XeroApp, slot: SlotNumber): Promise<Secret | null> {
    const before = endings
    const secret = await shelf.read(app, slot)
    return endings === before ? secret : null
  }

  const view = (app: XeroApp): XeroAppView => ({
    ...app,
    findings: findingsOf(app, { now: clock.now(), reminderDays: settings.get().reminderDays }),
  })

  async function put(fields: XeroAppFields, what: ActivityCode): Promise<XeroAppView> {
    const at = clock.now().toISOString()
    const app: XeroApp = { ...fields, ...EMPTY, version: 1, id: ports.random.id(), createdAt: at, updatedAt: at }
    await records.put(app)
    await activity.note(what, app)
    ports.onChange()
    return view(app)
  }

  return {
    ports,
    shelf,
    copied,
    held,
    view,
    calls: {
      ...openSecretCalls(ports, { shelf, copied, held, view, readToShow }),
      ...openTrash(given, shelf),
      async listXeroApps() {
        const { records: all, damaged } = await records.list()
        return { apps: all.filter((app) => !app.deleting).map(view), damaged }
      },
      addXeroApp: (fields) => put(fields, 'app.added'),
      async updateXeroApp({ id, fields }) {
        const changed = withoutUndefined(fields)
        const at = clock.now().toISOString()
        const app = await records.change(id, (current) =>
          unprovedIfChanged(current, { ...current, ...changed, updatedAt: at }),
        )
        await activity.note('app.changed', app, Object.keys(changed).join(', '))
        ports.onChange()
        return view(app)
      },
      duplicateXeroApp: async ({ id }) => put(copyOf(await records.get(id)), 'app.duplicated'),
    },
    async noteChecked(id, asked, accepted) {
      const at = clock.now().toISOString()
      await records.change(id, (current) => withVerdict(current, asked, accepted, at))
      ports.onChange()
    },
    async noteSignedIn(id, asked) {
      const at = clock.now().toISOString()
      await records.change(id, (current) => withSignIn(current, asked, at))
      ports.onChange()
    },
    async endShowing() {
      endings += 1
      held.forget()
      await copied.clearNow()
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
