// The end of the trash: what has been in it for its 30 days goes as it would at the next start. Neither on a call, nor while the keychain
// may be locked: it would ask the user out of nowhere.
import type { XeroApp } from '../../domain/xero-apps/schema'
import type { MainPorts } from '../ports'
import type { RecordFiles } from '../records/record-files'
import { byTimer, lookEvery, type Schedule } from '../schedule'
import { type ByItself, type WatchedKeychain, whileOpen } from '../vault/watch-keychain'

interface TrashEndPorts extends Pick<MainPorts, 'clock'> {
  readonly vault: WatchedKeychain
  readonly callMode: { isOn(): boolean }
  readonly records: Pick<RecordFiles<XeroApp>, 'list'>
  /** Finishes every deletion that is due. */
  readonly finish: () => Promise<unknown>
  readonly onFailure: (error: unknown) => void
  /** Replaced by tests that don't want to wait. Gives its own cancel. */
  readonly schedule?: Schedule
}

/** How often the trash is looked at: an hour more than 30 days harms nobody. */
export const LOOK_AT_TRASH_EVERY_MS = 60 * 60_000

/** Begins to look. What keeps no secret needs no keychain. */
export function endTrash(ports: TrashEndPorts): ByItself {
  const { clock, vault, callMode, records, finish, onFailure, schedule = byTimer } = ports

  async function isDue(isOpen: () => boolean): Promise<boolean> {
    const now = clock.now().getTime()
    return (await records.list()).records.some(
      ({ deleting, keptUntil, secrets }) =>
        deleting && keptUntil !== null && Date.parse(keptUntil) <= now && (secrets.length === 0 || isOpen()),
    )
  }

  return whileOpen(vault, (isOpen) =>
    lookEvery(
      LOOK_AT_TRASH_EVERY_MS,
      async () => {
        if (!callMode.isOn() && (await isDue(isOpen))) await finish()
      },
      { schedule, onFailure },
    ),
  )
}
