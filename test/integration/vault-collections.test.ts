// A keyring beside “Login” that new secrets go to, on a real gnome-keyring: one account, two items, and one of them locked.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Secret } from '../../src/main/secret'
import type { KeychainStore } from '../../src/main/vault/keychain-store'
import { codatSlot, xeroSlot } from '../../src/domain/vault/slot'
import { createEndings } from '../support/endings'
import { openForkedStore } from '../support/forked-keychain'
import { type BuiltEntry, buildKeychainEntry } from '../support/keychain-entry'
import { startKeyring } from '../support/keyring'
import { makeCollection } from '../support/keyring-collections'

const run = promisify(execFile)
const slot = xeroSlot('a0b1', 1)
const older = new Secret('the older secret')
const newer = new Secret('the newer secret')
const LOGIN = '/org/freedesktop/secrets/collection/login'
const SECOND = '/org/freedesktop/secrets/collection/second'

let entry: BuiltEntry
const endings = createEndings()

beforeAll(async () => {
  entry = await buildKeychainEntry()
})
afterEach(endings.run)
afterAll(() => entry.dispose())

async function twoCollections(): Promise<{
  store: KeychainStore
  lock(path?: string): Promise<void>
  unlock(): Promise<void>
  unlockLogin(): Promise<void>
  useSecond(): Promise<void>
  copies(): Promise<number>
}> {
  const keyring = await startKeyring()
  endings.add(keyring.dispose)
  await makeCollection(keyring.env, 'create', 'second')
  // Whatever it asks, it starts no program: any process of this user reads the arguments of one.
  const { store } = openForkedStore({ file: entry.file, env: { ...keyring.env, PATH: '/nonexistent' } })
  endings.add(store.close)
  const service = async (method: string, ...args: string[]): Promise<string> => {
    const call = ['--session', '--print-reply', '--dest=org.freedesktop.secrets', '/org/freedesktop/secrets']
    return (
      await run('dbus-send', [...call, `org.freedesktop.Secret.Service.${method}`, ...args], { env: keyring.env })
    ).stdout
  }
  return {
    store,
    lock: async (path = SECOND) => void (await service('Lock', `array:objpath:${path}`)),
    unlockLogin: keyring.unlock,
    unlock: () => makeCollection(keyring.env, 'unlock', 'second'),
    useSecond: async () => void (await service('SetAlias', 'string:default', `objpath:${SECOND}`)),
    copies: async () => {
      const found = await service('SearchItems', `dict:string:string:service,Latchkey,account,${slot}`)
      return found.match(/object path/g)?.length ?? 0
    },
  }
}

describe('a copy by another program', () => {
  // secret-tool names no schema, which gnome-keyring adds when it reads its file again: until then keytar doesn't see it.
  async function besides(): Promise<{ store: KeychainStore; storeByTool(): Promise<void>; copies(): Promise<number> }> {
    const keyring = await startKeyring()
    endings.add(keyring.dispose)
    const { store } = openForkedStore({ file: entry.file, env: keyring.env })
    endings.add(store.close)
    const attributes = ['service', 'Latchkey', 'account', slot]
    return {
      store,
      storeByTool: async () => {
        const tool = run('secret-tool', ['store', '--label=by hand', ...attributes], { env: keyring.env })
        tool.child.stdin?.end(older.expose())
        await tool
      },
      copies: async () => {
        const call = ['--session', '--print-reply', '--dest=org.freedesktop.secrets', '/org/freedesktop/secrets']
        const wanted = `dict:string:string:service,Latchkey,account,${slot}`
        const found = await run('dbus-send', [...call, 'org.freedesktop.Secret.Service.SearchItems', wanted], {
          env: keyring.env,
        })
        return found.stdout.match(/object path/g)?.length ?? 0
      },
    }
  }

  it('is overwritten by a write', async () => {
    const { store, storeByTool, copies } = await besides()
    await storeByTool()
    await store.write(slot, newer)
    expect(await copies()).toBe(1)
    expect((await store.read(slot))?.equals(newer)).toBe(true)
  })

  it('goes with a removal', async () => {
    const { store, storeByTool, copies } = await besides()
    await store.write(slot, newer)
    await storeByTool()
    expect(await store.remove(slot)).toBe(true)
    expect(await copies()).toBe(0)
    await storeByTool()
    expect(await store.remove(slot)).toBe(true)
    expect(await copies()).toBe(0)
  })
})

describe('a default collection beside “Login”', () => {
  it('has the older copy overwritten, too, and is named by the check', async () => {
    const { store, useSecond, copies } = await twoCollections()
    await store.write(slot, older)
    expect((await store.selfTest()).collection).toBe('Login')
    await useSecond()
    await store.write(slot, newer)
    expect((await store.read(slot))?.equals(newer)).toBe(true)
    expect(await copies()).toBe(1)
    expect((await store.selfTest()).collection).toBe('second')
  })

  it('is never passed over while it is locked', async () => {
    const { store, useSecond, lock, unlock, unlockLogin, copies } = await twoCollections()
    await store.write(slot, older)
    // Locked at the write, the older copy stays.
    await lock(LOGIN)
    await useSecond()
    await store.write(slot, newer)
    await unlockLogin()
    await lock()
    expect(await copies()).toBe(2)
    const outcomes = await Promise.allSettled([store.read(slot), store.remove(slot), store.write(slot, older)])
    expect(outcomes).toMatchObject(outcomes.map(() => ({ status: 'rejected', reason: { code: 'vault.locked' } })))
    expect(await copies()).toBe(2)
    await unlock()
    expect((await store.read(slot))?.equals(newer)).toBe(true)
    expect(await copies()).toBe(1)
    expect(await store.remove(slot)).toBe(true)
    expect(await copies()).toBe(0)
  })
})

describe('whose items there are', () => {
  it('is listed by account, without those that are locked', async () => {
    const { store, lock, useSecond } = await twoCollections()
    expect(await store.accounts()).toEqual({ accounts: [], locked: 0 })
    const key = codatSlot('c0d2', 'Robin at “Acme”')
    await store.write(slot, older)
    await store.write(key, newer)
    const listed = await store.accounts()
    expect(new Set(listed?.accounts)).toEqual(new Set([slot, key]))
    await useSecond()
    await store.write(xeroSlot('a0b1', 2), newer)
    await lock()
    expect(await store.accounts()).toMatchObject({ locked: 1 })
  })
})
