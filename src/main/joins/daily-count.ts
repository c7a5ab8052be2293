// Ties counting by itself to the setting, to calls and to the keychain: a locked one would ask the user out of nowhere.
import type { Gauge } from '../../domain/connections/schema'
import type { XeroApp } from '../../domain/xero-apps/schema'
import { countDaily } from '../connections/daily'
import type { CallMode } from '../guide/call-mode'
import type { MainPorts } from '../ports'
import type { RecordFiles } from '../records/record-files'
import type { Schedule } from '../schedule'
import type { SettingsFile } from '../records/settings'
import type { Vault } from '../vault/vault'
import { watchKeychain } from '../vault/watch-keychain'

interface Ports extends Pick<MainPorts, 'clock' | 'random'> {
  readonly settings: Pick<SettingsFile, 'get' | 'onChange'>
  readonly vault: Pick<Vault, 'state' | 'onChange'>
  readonly callMode: Pick<CallMode, 'isOn'>
  readonly records: Pick<RecordFiles<XeroApp>, 'list'>
  readonly seats: {
    gauge(appId: string): Promise<Pick<Gauge, 'readAt'>>
    refresh(appId: string, operationId: string): Promise<unknown>
  }
  readonly onFailure: (error: unknown) => void
  readonly schedule?: Schedule
}

export interface DailyCount {
  /** The screen was locked or nobody was there: the keychain may have been locked with it. */
  locked(): void
  close(): void
}

export function openDailyCount(ports: Ports): DailyCount {
  const { clock, random, settings, vault, callMode, records, seats, onFailure, schedule } = ports
  const keychain = watchKeychain(vault)
  const close = countDaily({
    clock,
    appIds: async () => (await records.list()).records.flatMap(({ id, deleting }) => (deleting ? [] : [id])),
    gauge: (appId) => seats.gauge(appId),
    count: (appId) => seats.refresh(appId, random.id()),
    mayCount: () => settings.get().countDaily && !callMode.isOn() && keychain.isOpen(),
    onFailure,
    ...(schedule === undefined ? {} : { schedule }),
  })
  return {
    locked: keychain.locked,
    close() {
      keychain.forget()
      close()
    },
  }
}
