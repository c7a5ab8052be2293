// What Latchkey does by itself: counting, where the user wants it, and the end of the trash, of which what has been in it for its 30 days goes
// as it would at the next start. Neither on a call, nor while the keychain may be locked: it would ask the user out of nowhere.
import type { XeroApp } from '../../domain/xero-apps/schema'
import type { Gauge } from '../../domain/connections/schema'
import { countDaily } from '../connections/daily'
import type { CallMode } from '../guide/call-mode'
import type { MainPorts } from '../ports'
import type { RecordFiles } from '../records/record-files'
import type { SettingsFile } from '../records/settings'
import { byTimer, lookEvery, type Schedule } from '../schedule'
import type { Vault } from '../vault/vault'
import { watchKeychain } from '../vault/watch-keychain'

interface Ports extends Pick<MainPorts, 'clock'> {
  readonly vault: Pick<Vault, 'state' | 'onChange'>
  readonly callMode: Pick<CallMode, 'isOn'>
  readonly records: Pick<RecordFiles<XeroApp>, 'list'>
  readonly onFailure: (error: unknown) => void
  /** Replaced by tests that don't want to wait. Gives its own cancel. */
  readonly schedule?: Schedule
}

export interface ByItself {
  /** The screen was locked or nobody was there: the keychain may have been locked with it. */
  locked(): void
  close(): void
}

interface DailyCountPorts extends Ports, Pick<MainPorts, 'random'> {
  readonly settings: Pick<SettingsFile, 'get' | 'onChange'>
  readonly connections: () => Promise<{
    getGauge(of: { appId: string }): Promise<Pick<Gauge, 'readAt'>>
    refreshGauge(of: { appId: string; operationId: string }): Promise<unknown>
  }>
}

export function openDailyCount(ports: DailyCountPorts): ByItself {
  const { random, settings, vault, callMode, records, connections } = ports
  const keychain = watchKeychain(vault)
  const close = countDaily({
    ...ports,
    appIds: async () => (await records.list()).records.flatMap(({ id, deleting }) => (deleting ? [] : [id])),
    gauge: async (appId) => (await connections()).getGauge({ appId }),
    count: async (appId) => (await connections()).refreshGauge({ appId, operationId: random.id() }),
    mayCount: () => settings.get().countDaily && !callMode.isOn() && keychain.isOpen(),
  })
  return until(keychain, close)
}

/** How often the trash is looked at: an hour more than 30 days harms nobody. */
export const LOOK_AT_TRASH_EVERY_MS = 60 * 60_000

/** Begins to look. What keeps no secret needs no keychain. `finish` finishes every deletion that is due. */
export function endTrash(ports: Ports & { readonly finish: () => Promise<unknown> }): ByItself {
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

  return until(keychain, lookEvery(LOOK_AT_TRASH_EVERY_MS, look, { schedule, onFailure }))
}

function until({ locked, forget }: ReturnType<typeof watchKeychain>, close: () => void): ByItself {
  return {
    locked,
    close() {
      forget()
      close()
    },
  }
}
