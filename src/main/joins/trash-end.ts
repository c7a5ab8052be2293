// The end of the trash while Latchkey runs on: what has been in it for its 30 days goes, as it would at the next start. What keeps a
// secret waits until the keychain has answered somebody, since a locked one would ask the user out of nowhere.
import type { XeroApp } from '../../domain/xero-apps/schema'
import type { CallMode } from '../guide/call-mode'
import type { Clock } from '../ports'
import type { RecordFiles } from '../records/record-files'
import { byTimer, lookEvery, type Schedule } from '../schedule'
import type { Vault } from '../vault/vault'
import { watchKeychain } from '../vault/watch-keychain'

/** How often it is looked at: an hour more than 30 days harms nobody. */
export const LOOK_AT_TRASH_EVERY_MS = 60 * 60_000

export interface TrashEndPorts {
  readonly clock: Clock
  readonly vault: Pick<Vault, 'state' | 'onChange'>
  readonly callMode: Pick<CallMode, 'isOn'>
  readonly records: Pick<RecordFiles<XeroApp>, 'list'>
  /** Finishes every deletion that is due. */
  readonly finish: () => Promise<unknown>
  readonly onFailure: (error: unknown) => void
  /** Replaced by tests that don't want to wait. Gives its own cancel. */
  readonly schedule?: Schedule
}

export interface TrashEnd {
  /** The screen was locked or nobody was there: the keychain may have been locked with it. */
  locked(): void
  close(): void
}

/** Begins to look. */
export function endTrash(ports: TrashEndPorts): TrashEnd {
  const { clock, vault, callMode, records, finish, onFailure, schedule = byTimer } = ports
  const keychain = watchKeychain(vault)

  async function isDue(): Promise<boolean> {
    const now = clock.now().getTime()
    return (await records.list()).records.some(
      ({ deleting, keptUntil, secrets }) =>
        deleting && keptUntil !== null && Date.parse(keptUntil) <= now && (secrets.length === 0 || keychain.isOpen()),
    )
  }

  async function look(): Promise<void> {
    if (!callMode.isOn() && (await isDue())) await finish()
  }

  const close = lookEvery(LOOK_AT_TRASH_EVERY_MS, look, { schedule, onFailure })
  return {
    locked: keychain.locked,
    close() {
      keychain.forget()
      close()
    },
  }
}
