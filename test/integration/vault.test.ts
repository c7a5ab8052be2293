// The vault as features and the page see it, over a real gnome-keyring.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { retryOutcome, selfTestResult, vaultCalls, type VaultState, vaultState } from '../../src/contract/vault'
import { Secret } from '../../src/main/secret'
import { vaultHandlers } from '../../src/main/vault/handlers'
import type { KeychainTiming } from '../../src/main/vault/keychain-line'
import { xeroSlot } from '../../src/domain/vault/slot'
import { createVault, type Vault } from '../../src/main/vault/vault'
import { createEndings } from '../support/endings'
import { eventually } from '../support/eventually'
import { openForkedStore } from '../support/forked-keychain'
import { type BuiltEntry, buildKeychainEntry } from '../support/keychain-entry'
import { type Keyring, type KeyringState, startKeyring } from '../support/keyring'

const slot = xeroSlot('a', 1)
const other = xeroSlot('b', 1)
const secret = new Secret('the secret of this test')

let entry: BuiltEntry
const endings = createEndings()

beforeAll(async () => {
  entry = await buildKeychainEntry()
})
afterEach(endings.run)
afterAll(() => entry.dispose())

async function keyringIn(state: KeyringState): Promise<Keyring> {
  const keyring = await startKeyring({ state })
  endings.add(keyring.dispose)
  return keyring
}

function vaultOn(keyring: Keyring, timing: Partial<KeychainTiming> = {}): Vault {
  const { store } = openForkedStore({ file: entry.file, env: keyring.env, timing })
  const vault = createVault({
    keychain: store,
    desktop: { platform: 'linux', env: { XDG_CURRENT_DESKTOP: 'KDE', DISPLAY: ':0' } },
  })
  endings.add(vault.close)
  return vault
}

/** A vault without a keychain that keeps secrets for this run, by consent. */
async function sessionVault(keyring: Keyring): Promise<Vault> {
  const vault = vaultOn(keyring)
  await expect(vault.write(slot, secret)).rejects.toMatchObject({ code: 'vault.no-service' })
  vault.useSessionOnly()
  return vault
}

describe('a vault with a keychain', () => {
  it('keeps secrets there and has no problem', async () => {
    const vault = vaultOn(await keyringIn('unlocked'))
    expect(vault.state()).toEqual({
      store: 'keychain',
      activity: { phase: 'idle' },
      problem: null,
      advice: null,
      inSession: 0,
      lastCheck: null,
    })
    expect(await vault.write(slot, secret)).toEqual({ keptIn: 'keychain' })
    expect((await vault.read(slot, { expectFilled: true })).equals(secret)).toBe(true)
    expect(await vault.remove(slot)).toBe('removed')
    expect(await vault.remove(slot)).toBe('absent')
    await expect(vault.read(slot, { expectFilled: true })).rejects.toMatchObject({ code: 'vault.missing' })
    expect(vault.state().problem).toBeNull()
  })

  it('does not give it up for memory, whatever the page asks', async () => {
    const vault = vaultOn(await keyringIn('unlocked'))
    expect(vault.useSessionOnly().store).toBe('keychain')
    await vault.write(slot, secret)
    expect(vault.useSessionOnly().store).toBe('keychain')
  })
})

describe('a vault without one', () => {
  it('says so with advice for this desktop, and keeps nothing without consent', async () => {
    const vault = vaultOn(await keyringIn('no-daemon'))
    await expect(vault.write(slot, secret)).rejects.toMatchObject({ code: 'vault.no-service' })
    expect(vault.state()).toMatchObject({
      store: 'keychain',
      problem: 'vault.no-service',
      advice: { desktop: 'kde' },
      inSession: 0,
    })
  })

  it('keeps secrets for this run by consent, and forgets them at the end', async () => {
    const keyring = await keyringIn('no-daemon')
    const vault = await sessionVault(keyring)
    expect(await vault.write(slot, secret)).toEqual({ keptIn: 'session' })
    expect((await vault.read(slot, { expectFilled: true })).equals(secret)).toBe(true)
    expect(vault.state()).toMatchObject({ store: 'session', inSession: 1, problem: 'vault.no-service' })
    // A secret of an earlier day may be in the keychain that can't be reached: that is not "missing".
    await expect(vault.read(other, { expectFilled: true })).rejects.toMatchObject({ code: 'vault.no-service' })
    await expect(vault.read(other)).rejects.toMatchObject({ code: 'vault.no-service' })
    await vault.write(other, secret)
    expect(await vault.remove(other)).toBe('removed-from-session')
    await expect(vault.remove(other)).rejects.toMatchObject({ code: 'vault.no-service' })
    await vault.close()
    expect(vault.state().inSession).toBe(0)
  })

  it('moves them into a keychain that appears, once the user tries again', async () => {
    const keyring = await keyringIn('no-daemon')
    const vault = await sessionVault(keyring)
    await vault.write(slot, secret)
    await vault.write(other, new Secret('another'))
    expect(await vault.retryKeychain()).toMatchObject({ ready: false, code: 'vault.no-service', moved: 0, left: 2 })
    expect(vault.state().store).toBe('session')

    await keyring.startDaemon()
    expect(await vault.retryKeychain()).toMatchObject({
      ready: true,
      code: null,
      moved: 2,
      left: 0,
      state: { store: 'keychain', problem: null, inSession: 0 },
    })
    await vault.close()
    const nextRun = vaultOn(keyring)
    expect((await nextRun.read(slot, { expectFilled: true })).equals(secret)).toBe(true)
    expect((await nextRun.read(other, { expectFilled: true })).expose()).toBe('another')
  })

  it('leaves behind what the keychain does not keep whole, and says so', async () => {
    const keyring = await keyringIn('no-daemon')
    const vault = await sessionVault(keyring)
    // libsecret takes C strings: of this one it keeps half.
    const halved = new Secret('half\0other half')
    await vault.write(slot, halved)
    await vault.write(other, secret)
    await keyring.startDaemon()
    expect(await vault.retryKeychain()).toMatchObject({ ready: true, code: 'vault.not-kept', moved: 1, left: 1 })
    expect(vault.state()).toMatchObject({ store: 'session', inSession: 1 })
    expect((await vault.read(slot, { expectFilled: true })).equals(halved)).toBe(true)
    expect((await vault.read(other, { expectFilled: true })).equals(secret)).toBe(true)
    // Replaced by one that can be kept, nothing is left behind.
    await vault.write(slot, new Secret('whole'))
    expect(await vault.retryKeychain()).toMatchObject({
      ready: true,
      code: null,
      moved: 1,
      left: 0,
      state: { store: 'keychain' },
    })
    expect((await vault.read(slot))?.expose()).toBe('whole')
  })
})

describe('a vault whose keychain hangs', () => {
  it('tells the screen while it waits, stops when asked, and can be tried again', async () => {
    const keyring = await keyringIn('unlocked')
    const vault = vaultOn(keyring, { waitingAfterMs: 300 })
    await vault.write(slot, secret)
    const seen: VaultState[] = []
    vault.onChange((state) => seen.push(vaultState.parse(state)))
    await vault.read(slot)
    expect(seen).toEqual([])
    keyring.freeze()
    const read = Promise.allSettled([vault.read(slot)])
    await eventually('the waiting phase', () => seen.at(-1)?.activity.phase === 'waiting')
    vault.stop()
    expect(await read).toMatchObject([{ status: 'rejected', reason: { code: 'vault.stopped' } }])
    expect(seen.at(-1)).toMatchObject({ activity: { phase: 'resting', call: 'read' }, problem: 'vault.stopped' })
    await expect(vault.read(slot)).rejects.toMatchObject({ code: 'vault.resting' })
    expect(vault.state().problem).toBe('vault.stopped')
    keyring.thaw()
    expect(await vault.retryKeychain()).toMatchObject({ ready: true, state: { problem: null, advice: null } })
    expect(seen.at(-1)).toMatchObject({ activity: { phase: 'idle' }, problem: null })
    expect((await vault.read(slot))?.equals(secret)).toBe(true)
  })
})

describe('the vault’s calls', () => {
  it('have a handler each, whose answers fit the contract and hold no secret', async () => {
    const keyring = await keyringIn('no-daemon')
    const vault = await sessionVault(keyring)
    await vault.write(slot, secret)
    const handlers = vaultHandlers(vault)
    expect(Object.keys(handlers).toSorted()).toEqual(Object.keys(vaultCalls).toSorted())
    const answers = [
      vaultState.parse(handlers.getVaultState()),
      selfTestResult.parse(await handlers.checkKeychain()),
      retryOutcome.parse(await handlers.retryKeychain()),
      vaultState.parse(handlers.stopKeychain()),
      vaultState.parse(handlers.useSessionSecrets()),
    ]
    expect(JSON.stringify(answers)).not.toContain(secret.expose())
    expect(JSON.stringify(answers)).not.toContain(slot)
    expect(vault.state().lastCheck).toMatchObject({
      passed: false,
      legs: [{ leg: 'write', code: 'vault.no-service' }, {}, {}, {}, {}],
    })
  })
})
