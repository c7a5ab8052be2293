// The whole of main over a data folder, without Electron, for benchmarks: who asks for anything outside the folder gets an error.
import path from 'node:path'
import { createAnswer } from '../../src/main/answer'
import { composeApp } from '../../src/main/app'
import type { Log } from '../../src/main/log'
import { openKeychainStore } from '../../src/main/vault/keychain-store'
import { createVault } from '../../src/main/vault/vault'

const clock = { now: () => new Date(), monotonic: () => performance.now() }
let last = 0
const random = { id: () => idOf(9, (last += 1)) }
const log: Log = {
  info: () => {},
  error: (...said) => process.stderr.write(`${said.join(' ')}\n`),
  settled: async () => {},
}
const never = (): never => {
  throw new Error('Nothing here asks for this')
}

/** An id of a record, made of its kind and number. */
export function idOf(kind: number, number: number): string {
  return `0000000${kind}-0000-4000-8000-${String(number).padStart(12, '0')}`
}

export async function openMain(userData: string, { saveTo = null }: { readonly saveTo?: string | null } = {}) {
  const keychain = openKeychainStore({ startProcess: never, platform: 'linux', clock, random, practice: false })
  const latchkey = await composeApp({
    info: {
      version: '0',
      mode: 'normal',
      trial: false,
      developmentRuntime: false,
      electron: '0',
      platform: 'linux',
      machine: 'benchmark',
    },
    paths: {
      userData,
      records: path.join(userData, 'records'),
      activity: path.join(userData, 'activity'),
      logs: path.join(userData, 'logs'),
    },
    clock,
    random,
    clipboard: { readText: never, hasOnlyOther: never, writeText: never, clearIfHolds: never },
    browser: { open: never },
    prompts: { confirm: never, choose: async () => null, enterSecret: never, revealSecret: never, closeAll: () => {} },
    dialogs: { chooseSave: async () => saveTo, chooseOpen: never },
    printer: { toPdf: never },
    notifier: { notify: never },
    fetch: never,
    vault: createVault({ keychain, desktop: { platform: 'linux', env: {} } }),
    startReader: never,
    log,
    readNotices: never,
    send: () => {},
    practice: null,
    switchMode: never,
  })
  return { answer: createAnswer({ handlers: latchkey.handlers, log, random }), close: latchkey.close }
}
