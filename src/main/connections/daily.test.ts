import { beforeEach, describe, expect, it } from 'vitest'
import { settingsV1, type Settings } from '../../domain/settings'
import type { VaultState } from '../../contract/vault'
import { app } from '../../../test/support/guide-records'
import { idleKeychain } from '../../../test/support/idle-keychain'
import { AGAIN_AFTER_MS, DAY_MS } from '../../domain/connections/due'

import type { ByItself } from '../vault/watch-keychain'
import { LOOK_EVERY_MS, openDailyCount } from './daily'

const START = Date.parse('2026-11-24T08:00:00.000Z')
const ids = [1, 2, 3].map((number) => `00000000-0000-4000-8000-00000000000${number}`)
const [first = '', second = '', third = ''] = ids

let now: number
let timer: (() => void) | null
let settings: Settings
let vault: VaultState
let listener: (state: VaultState) => void
let onCall: boolean
/** When each app was counted last, and which counts were asked for. */
let readAt: Map<string, string | null>
let counted: string[]
let works: boolean
let failures: unknown[]
let daily: ByItself

const change = (some: Partial<VaultState>) => {
  vault = { ...vault, ...some }
  listener(vault)
}
/** Somebody used the keychain, and it answered. */
const useKeychain = () => {
  change({ activity: { phase: 'working', call: 'read' } })
  change({ activity: { phase: 'idle' } })
}
/** Lets so many looks pass. */
async function look(times = 1): Promise<void> {
  for (let turn = 0; turn < times; turn += 1) {
    now += LOOK_EVERY_MS
    timer?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
}

beforeEach(() => {
  now = START
  settings = { ...settingsV1.parse({ version: 1 }), countDaily: true }
  vault = idleKeychain
  onCall = false
  readAt = new Map([
    [first, new Date(START - DAY_MS).toISOString()],
    [second, new Date(START - 2 * DAY_MS).toISOString()],
    [third, null],
  ])
  counted = []
  works = true
  failures = []
  daily = openDailyCount({
    clock: { now: () => new Date(now), monotonic: () => now },
    random: { id: () => 'operation' },
    settings: { get: () => settings },
    vault: {
      state: () => vault,
      onChange(told) {
        listener = told
        return () => {}
      },
    },
    callMode: { isOn: () => onCall },
    records: { list: async () => ({ records: ids.map((id) => app({ id })), damaged: [] }) },
    connections: async () => ({
      getGauge: async ({ appId }) => ({ readAt: readAt.get(appId) ?? null }),
      async refreshGauge({ appId }) {
        counted.push(appId)
        if (!works) throw new Error('seats are being freed')
        readAt.set(appId, new Date(now).toISOString())
      },
    }),
    onFailure: (error) => failures.push(error),
    schedule(task) {
      timer = task
      return () => {
        timer = null
      }
    },
  })
})

describe('counting by itself', () => {
  it('counts what is a day old, the oldest first, one app a look, and nothing that was never counted', async () => {
    useKeychain()
    await look()
    expect(counted).toEqual([second])
    await look()
    expect(counted).toEqual([second, first])
    await look(DAY_MS / LOOK_EVERY_MS - 2)
    expect(counted).toEqual([second, first])
    await look(3)
    expect(counted).toEqual([second, first, second, first])
  })

  it('does nothing unless it is wanted', async () => {
    settings = settingsV1.parse({ version: 1 })
    useKeychain()
    await look(3)
    expect(counted).toEqual([])
  })

  it('never asks a keychain that nobody has used, that has a problem, or that may be locked again', async () => {
    await look()
    expect(counted).toEqual([])
    change({ activity: { phase: 'working', call: 'read' } })
    change({ activity: { phase: 'idle' }, problem: 'vault.locked' })
    await look()
    expect(counted).toEqual([])
    change({ problem: null })
    daily.locked()
    await look()
    expect(counted).toEqual([])
    useKeychain()
    await look()
    expect(counted).toHaveLength(1)
  })

  it('needs no keychain for secrets of this run', async () => {
    change({ store: 'session', problem: 'vault.no-service' })
    await look()
    expect(counted).toEqual([second])
  })

  it('leaves a call alone', async () => {
    useKeychain()
    onCall = true
    await look(2)
    expect(counted).toEqual([])
  })

  it('tries one that failed again after an hour, and the others meanwhile', async () => {
    useKeychain()
    works = false
    await look()
    works = true
    await look(2)
    expect(counted).toEqual([second, first])
    expect(failures).toHaveLength(1)
    await look(AGAIN_AFTER_MS / LOOK_EVERY_MS)
    expect(counted).toEqual([second, first, second])
  })

  it('ends with the app', async () => {
    useKeychain()
    daily.close()
    await look(2)
    expect(timer).toBeNull()
    expect(counted).toEqual([])
  })
})
