import { beforeEach, expect, it } from 'vitest'
import { app } from '../../../test/support/guide-records'
import { idleKeychain } from '../../../test/support/idle-keychain'
import type { XeroApp } from '../../domain/xero-apps/schema'
import type { VaultState } from '../../contract/vault'
import type { ByItself } from '../vault/watch-keychain'
import { endTrash, LOOK_AT_TRASH_EVERY_MS } from './trash-end'

const END = '2026-12-24T09:00:00.000Z'
const [secret] = app().secrets

let now: number
let timer: (() => void) | null
let listener: (state: VaultState) => void
let onCall: boolean
let records: XeroApp[]
let finished: number
let failures: unknown[]
let trash: ByItself

/** An hour goes by. */
async function anHour(): Promise<void> {
  now += LOOK_AT_TRASH_EVERY_MS
  timer?.()
  await new Promise((resolve) => setImmediate(resolve))
}

beforeEach(() => {
  now = Date.parse(END) - 1.5 * LOOK_AT_TRASH_EVERY_MS
  onCall = false
  records = [app({ deleting: true, keptUntil: END, secrets: [] }), app()]
  finished = 0
  failures = []
  trash = endTrash({
    clock: { now: () => new Date(now), monotonic: () => 0 },
    vault: {
      state: () => idleKeychain,
      onChange(told) {
        listener = told
        return () => {}
      },
    },
    callMode: { isOn: () => onCall },
    records: { list: async () => ({ records, damaged: [] }) },
    finish: async () => void (finished += 1),
    onFailure: (error) => failures.push(error),
    schedule(task) {
      timer = task
      return () => {
        timer = null
      }
    },
  })
})

it('ends what has been in the trash for its time, within the hour, and nothing before', async () => {
  await anHour()
  expect(finished).toBe(0)
  await anHour()
  expect(finished).toBe(1)
})

it('leaves what a call or a keychain that nobody opened stands against, and comes back to it', async () => {
  now = Date.parse(END)
  onCall = true
  await anHour()
  onCall = false
  records = records.map((one) => ({ ...one, secrets: secret === undefined ? [] : [secret] }))
  await anHour()
  expect(finished).toBe(0)
  listener({ ...idleKeychain, activity: { phase: 'working', call: 'read' } })
  await anHour()
  expect(finished).toBe(1)
  trash.locked()
  await anHour()
  expect(finished).toBe(1)
})

it('goes on after a failure, and ends with the app', async () => {
  now = Date.parse(END)
  records = new Proxy(records, {
    get() {
      throw new Error('no disk')
    },
  })
  await anHour()
  expect(failures).toHaveLength(1)
  expect(timer).not.toBeNull()
  trash.close()
  expect(timer).toBeNull()
})
