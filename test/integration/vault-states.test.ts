// The keychain store against a real gnome-keyring in every state a user's can be in.
import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { KeychainActivity } from '../../src/contract/vault'
import { Failure } from '../../src/domain/failure'
import { Secret } from '../../src/main/secret'
import { forkKeychainProcess } from '../support/forked-process'
import type { KeychainTiming } from '../../src/main/vault/keychain-line'
import { openKeychainLink } from '../../src/main/vault/keychain-link'
import { xeroSlot } from '../../src/domain/vault/slot'
import { createEndings } from '../support/endings'
import { eventually } from '../support/eventually'
import { type ForkedStore, openForkedStore } from '../support/forked-keychain'
import { type BuiltEntry, buildKeychainEntry } from '../support/keychain-entry'
import { type Keyring, type KeyringOptions, startKeyring } from '../support/keyring'
import { everythingOf } from '../support/store-suite'

const slot = xeroSlot('a0b1', 1)
const emptySlot = xeroSlot('a0b1', 2)
const value = new Secret('NEVER-SEEN-IN-AN-ERROR-0123456789abcdefghijkl')

let entry: BuiltEntry
const endings = createEndings()

beforeAll(async () => {
  entry = await buildKeychainEntry()
})
afterEach(endings.run)
afterAll(() => entry.dispose())

async function keyringIn(options: KeyringOptions): Promise<Keyring> {
  const keyring = await startKeyring(options)
  endings.add(keyring.dispose)
  return keyring
}

function storeOn(keyring: Keyring, timing: Partial<KeychainTiming> = {}): ForkedStore {
  const forked = openForkedStore({ file: entry.file, env: keyring.env, timing })
  endings.add(forked.store.close)
  return forked
}

/** A keyring that holds `value` in `slot` and is locked. */
async function lockedWithSecret(options: KeyringOptions = {}): Promise<Keyring> {
  const keyring = await keyringIn({ ...options, state: 'unlocked' })
  const { store } = storeOn(keyring)
  await store.write(slot, value)
  await store.close()
  await keyring.lock()
  return keyring
}

/** How `work` settles. Taken up at once, so that a rejection is never unhandled. */
async function outcome<T>(work: Promise<T>): Promise<PromiseSettledResult<T>> {
  const [result] = await Promise.allSettled([work])
  return result
}

const failing = (code: string): { status: string; reason: unknown } => ({
  status: 'rejected',
  reason: expect.objectContaining({ code }),
})

describe('an unlocked keyring', () => {
  it('starts nothing before the first call, answers from one process, and ends it when idle', async () => {
    const { store, processes } = storeOn(await keyringIn({}), { idleMs: 400 })
    expect(processes).toHaveLength(0)
    await store.write(slot, value)
    for (let round = 0; round < 5; round += 1) {
      // oxlint-disable-next-line no-await-in-loop
      expect((await store.read(slot))?.equals(value)).toBe(true)
    }
    expect(processes).toHaveLength(1)

    const [child] = processes
    await eventually('the idle process to end', () => !runs(child?.pid))
    expect((await store.read(slot))?.equals(value)).toBe(true)
    expect(processes).toHaveLength(2)
  })

  it('keeps practice secrets apart from real ones', async () => {
    const keyring = await keyringIn({})
    const real = storeOn(keyring).store
    const practice = openForkedStore({ file: entry.file, env: keyring.env, practice: true }).store
    endings.add(practice.close)
    await real.write(slot, value)
    expect(await practice.read(slot)).toBeNull()
    expect([real.describe().service, practice.describe().service]).toEqual(['Latchkey', 'Latchkey practice'])
  })

  it('puts no secret into the process’s arguments or environment', async () => {
    const { store, processes } = storeOn(await keyringIn({}))
    await store.write(slot, value)
    const pid = processes[0]?.pid ?? 0
    const seen = await Promise.all([readFile(`/proc/${pid}/cmdline`, 'utf8'), readFile(`/proc/${pid}/environ`, 'utf8')])
    expect(seen.join('').length).toBeGreaterThan(100)
    expect(seen.join('')).not.toContain(value.expose())
  })

  it('checks itself, and clears away what aborted checks left', async () => {
    const keyring = await keyringIn({})
    const { store } = storeOn(keyring)
    await store.write(slot, value)
    const link = openKeychainLink({
      startProcess: () => forkKeychainProcess({ file: entry.file, env: keyring.env }),
      platform: process.platform,
      idleMs: 60_000,
      askedAfterMs: 1_000,
    })
    const leftover = { service: 'Latchkey self-test', value: 'throw-away' } as const
    await link.ask({ ask: 'set', ...leftover, account: 'check:ended-by-a-kill' })
    await link.ask({ ask: 'set', ...leftover, account: 'probe:ended-by-a-kill' })
    await link.ask({ ask: 'set', ...leftover, service: 'Latchkey practice self-test', account: 'check:not-ours' })
    link.cut(new Failure('vault.stopped'))

    const result = await store.selfTest()
    expect(result).toMatchObject({ passed: true, leftoversRemoved: 2 })
    expect(result.legs.map(({ leg, outcome }) => `${leg} ${outcome}`)).toEqual(
      ['write', 'read', 'compare', 'delete', 'tidy'].map((leg) => `${leg} passed`),
    )
    process.stdout.write(`vault: self-test ${result.milliseconds.toFixed(0)} ms\n`)
    expect((await store.selfTest()).leftoversRemoved).toBe(0)
    expect((await store.read(slot))?.equals(value)).toBe(true)
  })
})

describe('a locked keyring', () => {
  it('is never taken for an empty one where no prompt can show', async () => {
    const keyring = await lockedWithSecret()
    const { store } = storeOn(keyring)
    const results = await Promise.allSettled([
      store.read(slot, { expectFilled: true }),
      store.read(slot),
      store.read(emptySlot),
      store.write(slot, new Secret('another value')),
      store.remove(slot),
    ])
    expect(results).toEqual(Array.from(results, () => failing('vault.locked')))
    expect(await store.selfTest()).toMatchObject({
      passed: false,
      legs: [{ leg: 'write', code: 'vault.locked' }, {}, {}, {}, {}],
    })

    await keyring.unlock()
    expect((await store.read(slot, { expectFilled: true })).equals(value)).toBe(true)
    expect(await store.read(emptySlot)).toBeNull()
    await expect(store.read(emptySlot, { expectFilled: true })).rejects.toMatchObject({ code: 'vault.missing' })
  })

  it('waits while the user is asked, says so after a second, and reads once they have typed', async () => {
    const keyring = await lockedWithSecret({ prompter: true })
    const { store } = storeOn(keyring)
    const phases: KeychainActivity['phase'][] = []
    store.onActivity((activity) => phases.push(activity.phase))
    const read = store.read(slot, { expectFilled: true })
    await keyring.promptShown()
    await eventually('the waiting phase', () => store.activity().phase === 'waiting')
    await keyring.answerPrompt()
    expect((await read).equals(value)).toBe(true)
    expect(phases).toEqual(['working', 'waiting', 'idle'])
  })

  it('is left alone at Stop, at once, and asked again only by the user', async () => {
    const keyring = await lockedWithSecret({ prompter: true })
    const { store, processes } = storeOn(keyring, { waitingAfterMs: 100 })
    const read = outcome(store.read(slot))
    const behind = outcome(store.read(emptySlot))
    await keyring.promptShown()
    store.stop()
    expect(store.activity().phase).toBe('resting')
    expect(await read).toEqual(failing('vault.stopped'))
    expect(await behind).toEqual(failing('vault.stopped'))
    await eventually('the stopped process to end', () => !runs(processes[0]?.pid))
    expect(store.activity()).toEqual({ phase: 'resting', call: 'read', because: 'vault.stopped' })
    await expect(store.read(slot)).rejects.toMatchObject({ code: 'vault.resting' })
    expect(processes).toHaveLength(1)

    // The window is the system's and stays. Whoever answers it later has unlocked the keyring for the next try.
    await keyring.answerPrompt()
    await store.retry()
    expect((await store.read(slot))?.equals(value)).toBe(true)
  })

  it('is locked still when the user closes the window', async () => {
    const keyring = await lockedWithSecret({ prompter: true })
    const { store } = storeOn(keyring)
    const read = outcome(store.write(slot, new Secret('another value')))
    await keyring.promptShown()
    await keyring.closePrompt()
    expect(await read).toEqual(failing('vault.locked'))
  })
})

describe('no keychain', () => {
  it.each(['no-collection', 'no-daemon', 'no-bus'] as const)('says so at once: %s', async (state) => {
    const { store } = storeOn(await keyringIn({ state }))
    const calls = [
      store.write(slot, value),
      store.read(slot, { expectFilled: true }),
      store.read(slot),
      store.remove(slot),
    ]
    // Not `vault.timed-out`: no deadline was waited for.
    expect(await Promise.allSettled(calls)).toMatchObject(calls.map(() => failing('vault.no-service')))
  })

  it('says that keytar is missing where it could not be installed', async () => {
    const bare = await buildKeychainEntry('missing')
    endings.add(bare.dispose)
    const keyring = await keyringIn({})
    const { store } = openForkedStore({ file: bare.file, env: keyring.env })
    endings.add(store.close)
    await expect(store.read(slot)).rejects.toMatchObject({
      code: 'vault.no-service',
      detail: expect.stringMatching(/^keytar is missing: Cannot find module 'keytar'/),
    })
  })

  it('is noticed when the daemon dies, and the next daemon is found without a restart', async () => {
    const keyring = await keyringIn({})
    const { store } = storeOn(keyring)
    await store.write(slot, value)
    await keyring.killDaemon()
    await expect(store.read(slot)).rejects.toMatchObject({ code: 'vault.no-service' })
    await keyring.startDaemon()
    expect((await store.read(slot))?.equals(value)).toBe(true)
    // Replaced between two calls: the process still knows only the old one's address.
    await keyring.killDaemon()
    await keyring.startDaemon()
    expect((await store.read(slot))?.equals(value)).toBe(true)
    await keyring.killBus()
    await expect(store.read(slot)).rejects.toMatchObject({ code: 'vault.no-service' })
  })
})

describe('a daemon that was started anew', () => {
  it('takes a write as the first call after, and a deletion', async () => {
    const keyring = await keyringIn({})
    const { store } = storeOn(keyring)
    await store.write(slot, new Secret('before'))
    await keyring.killDaemon()
    await keyring.startDaemon()
    await store.write(slot, value)
    expect((await store.read(slot))?.equals(value)).toBe(true)
    await keyring.killDaemon()
    await keyring.startDaemon()
    expect(await store.remove(slot)).toBe(true)
  })

  it('also takes the bare write of a process that knew the one before', async () => {
    const keyring = await keyringIn({})
    const link = openKeychainLink({
      startProcess: () => forkKeychainProcess({ file: entry.file, env: keyring.env }),
      platform: process.platform,
      idleMs: 60_000,
      askedAfterMs: 60_000,
    })
    endings.add(async () => link.cut(new Failure('vault.stopped')))
    const item = { service: 'Latchkey', account: slot } as const
    await link.ask({ ask: 'set', ...item, value: 'before' })
    await keyring.killDaemon()
    await keyring.startDaemon()
    await link.ask({ ask: 'set', ...item, value: 'after' })
    expect(await link.ask({ ask: 'get', ...item })).toMatchObject({ value: 'after' })
  })
})

describe('a value that can’t be kept', () => {
  it('leaves the old one where it was', async () => {
    const { store } = storeOn(await keyringIn({}))
    await store.write(slot, value)
    // libsecret takes C strings: of this one it keeps half.
    await expect(store.write(slot, new Secret('half\0other half'))).rejects.toMatchObject({ code: 'vault.not-kept' })
    expect((await store.read(slot))?.equals(value)).toBe(true)
    await expect(store.write(emptySlot, new Secret('half\0other half'))).rejects.toMatchObject({
      code: 'vault.not-kept',
    })
    expect(await store.read(emptySlot)).toBeNull()
  })
})

describe('a frozen daemon', () => {
  it('would stop every file access of a process that called keytar itself', async () => {
    const keyring = await keyringIn({})
    keyring.freeze()
    const script = `
      for (let n = 0; n < 5; n += 1) require('keytar').getPassword('Latchkey', 'x').catch(() => {})
      const file = require('node:fs').promises.readFile(process.execPath).then(() => 'read')
      const late = new Promise((resolve) => setTimeout(resolve, 1500, 'blocked'))
      Promise.race([file, late]).then((outcome) => process.stdout.write(outcome, () => process.kill(process.pid, 'SIGKILL')))
    `
    const cwd = path.dirname(entry.file)
    const child = spawn(process.execPath, ['-e', script], {
      cwd,
      env: keyring.env,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    expect(await text(child.stdout)).toBe('blocked')
  })

  it('leaves file access alone, and closing doesn’t wait for it', async () => {
    const keyring = await keyringIn({})
    // Node has four threads for files and native calls: five keytar calls of this process would stop every file access.
    const stores = Array.from({ length: 5 }, () => storeOn(keyring).store)
    await Promise.all(stores.map((store, index) => store.write(xeroSlot('frozen', index + 1), value)))
    keyring.freeze()
    const reads = Promise.all(stores.map((store, index) => outcome(store.read(xeroSlot('frozen', index + 1)))))
    await eventually('every store to wait', () => stores.every((store) => store.activity().phase === 'waiting'))
    // While all of them hang, and none has met its deadline: that would be told as `vault.timed-out` below.
    await readFile(import.meta.filename)
    await Promise.all(stores.map((store) => store.close()))
    expect(await reads).toEqual(stores.map(() => failing('vault.stopped')))
  })

  it('also closes in time when the hang is not yet known', async () => {
    const keyring = await keyringIn({})
    const { store, processes } = storeOn(keyring)
    await store.write(slot, value)
    keyring.freeze()
    const read = outcome(store.read(slot))
    await store.close()
    expect(await read).toEqual(failing('vault.stopped'))
    expect(runs(processes[0]?.pid)).toBe(false)
    await expect(store.read(slot)).rejects.toMatchObject({ code: 'vault.stopped' })
  })

  it('opens the breaker after the deadline, and works again once it has thawed and the user tries again', async () => {
    const keyring = await keyringIn({})
    const { store, processes } = storeOn(keyring, { deadlineMs: 3_000, waitingAfterMs: 100 })
    await store.write(slot, value)
    keyring.freeze()
    const [first, behind] = await Promise.all([outcome(store.read(slot)), outcome(store.read(slot))])
    expect([first, behind]).toEqual([failing('vault.timed-out'), failing('vault.resting')])
    const later = await outcome(store.write(slot, value))
    expect(later).toEqual(failing('vault.resting'))
    expect(processes).toHaveLength(1)
    await eventually('the hung process to end', () => !runs(processes[0]?.pid))
    await expect(store.retry()).rejects.toMatchObject({ code: 'vault.timed-out' })
    keyring.thaw()
    await store.retry()
    expect(store.activity()).toEqual({ phase: 'idle' })
    expect((await store.read(slot))?.equals(value)).toBe(true)
  })

  it('is not waited for by the self-test, which then says what it knows', async () => {
    const keyring = await keyringIn({})
    const { store } = storeOn(keyring, { checkDeadlineMs: 5_000 })
    keyring.freeze()
    expect(await store.selfTest()).toMatchObject({
      passed: false,
      legs: [{ leg: 'write', outcome: 'failed', code: 'vault.timed-out' }, {}, {}, {}, {}],
    })
    keyring.thaw()
    // Asked for by the user: the rest after the hang doesn't stand in the way of the next check.
    expect(await store.selfTest()).toMatchObject({ passed: true })
  })
})

describe('native code that misbehaves', () => {
  const standIn = (setPassword: string): { module: string } => ({
    module: `module.exports = {
      getPassword: async () => null,
      setPassword: (service, account, value) => { ${setPassword} },
    }`,
  })

  it('takes down its own process and nothing else', async () => {
    const crashing = await buildKeychainEntry(standIn('process.abort()'))
    endings.add(crashing.dispose)
    const { store, processes } = openForkedStore({ file: crashing.file, env: { PATH: process.env.PATH } })
    endings.add(store.close)
    await expect(store.write(slot, value)).rejects.toMatchObject({ code: 'vault.crashed' })
    await expect(store.write(slot, value)).rejects.toMatchObject({ code: 'vault.crashed' })
    expect(processes).toHaveLength(2)
  })

  it.each([
    ['an error that quotes the value', 'throw new Error(`no place for ${value} today`)'],
    ['a rejection that quotes it', 'return Promise.reject(new Error(`${account}=${value}`))'],
    ['something that is no error', 'throw { toString: () => value }'],
  ])('can’t pass a secret on: %s', async (_, setPassword) => {
    const leaking = await buildKeychainEntry(standIn(setPassword))
    endings.add(leaking.dispose)
    const { store } = openForkedStore({ file: leaking.file, env: { PATH: process.env.PATH } })
    endings.add(store.close)
    const error: unknown = await store.write(slot, value).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'vault.unknown', detail: expect.stringContaining('[secret]') })
    expect(everythingOf(error)).not.toContain(value.expose())
  })
})

describe('a keychain process that is killed', () => {
  it('in the middle of a write fails that write and no other', async () => {
    const keyring = await keyringIn({})
    const { store, processes } = storeOn(keyring)
    await store.write(slot, new Secret('the old value'))
    keyring.freeze()
    const arrived = new Promise((resolve) => processes[0]?.onMessage(resolve))
    const write = outcome(store.write(slot, value))
    await arrived
    process.kill(processes[0]?.pid ?? 0, 'SIGKILL')
    expect(await write).toEqual(failing('vault.crashed'))
    keyring.thaw()
    // Whether the daemon had the message already is its affair; what is there is one value or the other, whole.
    expect(['the old value', value.expose()]).toContain((await store.read(slot, { expectFilled: true })).expose())
    await store.write(slot, value)
    expect((await store.read(slot))?.equals(value)).toBe(true)
    expect(processes).toHaveLength(2)
  })

  it('between two calls is replaced', async () => {
    const { store, processes } = storeOn(await keyringIn({}))
    await store.write(slot, value)
    process.kill(processes[0]?.pid ?? 0, 'SIGKILL')
    await eventually('its end', () => !runs(processes[0]?.pid))
    expect((await store.read(slot))?.equals(value)).toBe(true)
  })
})

function runs(pid: number | undefined): boolean {
  if (pid === undefined) return false
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
