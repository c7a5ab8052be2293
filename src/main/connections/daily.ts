// Counting by itself, for whoever wants it: what was counted once is counted again when that is a day old, one app at a time. Neither on a
// call, nor while the keychain may be locked: it would ask the user out of nowhere.
import { dueApp } from '../../domain/connections/due'
import type { Gauge } from '../../domain/connections/schema'
import type { XeroApp } from '../../domain/xero-apps/schema'
import type { Clock, MainPorts } from '../ports'
import type { RecordFiles } from '../records/record-files'
import type { SettingsFile } from '../records/settings'
import { byTimer, lookEvery, type Schedule } from '../schedule'
import { type ByItself, type WatchedKeychain, whileOpen } from '../vault/watch-keychain'

/** One app at most each time: Xero allows 60 calls a minute, and Codat's budget of the day is everyone's. */
export const LOOK_EVERY_MS = 10 * 60_000

export interface DailyPorts {
  readonly clock: Clock
  /** The ids of the Xero apps that are kept. */
  readonly appIds: () => Promise<readonly string[]>
  /** As last counted; asks nobody. */
  readonly gauge: (appId: string) => Promise<Pick<Gauge, 'readAt'>>
  readonly count: (appId: string) => Promise<unknown>
  /** Whether the user wants it, and nothing would ask them anything. */
  readonly mayCount: () => boolean
  readonly onFailure: (error: unknown) => void
  /** Replaced by tests that don't want to wait. Gives its own cancel. */
  readonly schedule?: Schedule
}

/** Begins to look; gives the end of it. Nothing is asked before the first ten minutes are over. */
export function countDaily(ports: DailyPorts): () => void {
  const { clock, mayCount, count, onFailure, schedule = byTimer } = ports
  const tried = new Map<string, number>()

  async function look(): Promise<void> {
    const appId = mayCount() ? await nextDue(ports, tried) : null
    if (appId === null || !mayCount()) return
    tried.set(appId, clock.now().getTime())
    await count(appId)
  }

  return lookEvery(LOOK_EVERY_MS, look, { schedule, onFailure })
}

async function nextDue({ appIds, gauge, clock }: DailyPorts, tried: ReadonlyMap<string, number>) {
  const counts: { appId: string; readAt: string | null }[] = []
  for (const appId of await appIds()) counts.push({ appId, readAt: (await gauge(appId)).readAt })
  return dueApp(counts, tried, clock.now())
}

interface DailyCountPorts extends Pick<DailyPorts, 'clock' | 'onFailure' | 'schedule'>, Pick<MainPorts, 'random'> {
  readonly settings: Pick<SettingsFile, 'get'>
  readonly vault: WatchedKeychain
  readonly callMode: { isOn(): boolean }
  readonly records: Pick<RecordFiles<XeroApp>, 'list'>
  readonly connections: () => Promise<{
    getGauge(of: { appId: string }): Promise<Pick<Gauge, 'readAt'>>
    refreshGauge(of: { appId: string; operationId: string }): Promise<unknown>
  }>
}

/** Counts by itself where the settings want it, over the records and the room of connections. */
export function openDailyCount(ports: DailyCountPorts): ByItself {
  const { random, settings, vault, callMode, records, connections } = ports
  return whileOpen(vault, (isOpen) =>
    countDaily({
      ...ports,
      appIds: async () => (await records.list()).records.flatMap(({ id, deleting }) => (deleting ? [] : [id])),
      gauge: async (appId) => (await connections()).getGauge({ appId }),
      count: async (appId) => (await connections()).refreshGauge({ appId, operationId: random.id() }),
      mayCount: () => settings.get().countDaily && !callMode.isOn() && isOpen(),
    }),
  )
}
