// The suite of every store against the real keychains of a Linux desktop, one at a time: `npm run keychains`. No part of
// `npm test`, since few machines have them all.
import { execFile } from 'node:child_process'
import { mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { isFailure } from '../../src/domain/failure'
import { codatSlot, xeroSlot } from '../../src/domain/vault/slot'
import { Secret } from '../../src/main/secret'
import type { KeychainStore } from '../../src/main/vault/keychain-store'
import { createEndings } from '../support/endings'
import { type ForkedStore, openForkedStore } from '../support/forked-keychain'
import { type BuiltEntry, buildKeychainEntry } from '../support/keychain-entry'
import { keychains, missingFor, type RealKeychain } from '../support/real-keychains'
import { describeStore } from '../support/store-suite'

const run = promisify(execFile)
const name = process.env['LATCHKEY_KEYCHAIN'] ?? 'gnome-keyring'
const pictures = process.env['LATCHKEY_PICTURES']
const kind = keychains[name]
if (kind === undefined) throw new Error(`There is no keychain ${name}`)
const { title, start } = kind
const missing = await missingFor(kind)
if (missing !== null) process.stderr.write(`${title} is ${missing}\n`)

const slot = xeroSlot('a0b1', 1)
const older = new Secret('the older secret')
const newer = new Secret('the newer secret')

const endings = createEndings()
let entry: BuiltEntry
beforeAll(async () => {
  entry = await buildKeychainEntry()
})
afterEach(endings.run)
afterAll(() => entry.dispose())

async function keychain(): Promise<RealKeychain> {
  const started = await start()
  endings.add(started.dispose)
  return started
}

function storeOn({ env }: RealKeychain): ForkedStore {
  const forked = openForkedStore({ file: entry.file, env })
  endings.add(forked.store.close)
  return forked
}

if (missing === null) {
  describeStore(title, async () => {
    const started = await start()
    const { store } = openForkedStore({ file: entry.file, env: started.env })
    return { store, close: () => store.close().then(started.dispose) }
  })

  describeStore(`${title}, which was restarted since the process first met it`, async () => {
    const started = await start()
    const { store } = openForkedStore({ file: entry.file, env: started.env })
    await store.write(slot, older)
    await started.restart()
    return { store, close: () => store.close().then(started.dispose) }
  })
}

describe(`${title}, restarted`, { skip: missing !== null }, () => {
  /** A first call, and what is in the slot after it. */
  const calls: readonly [string, (store: KeychainStore) => Promise<unknown>, string | undefined][] = [
    ['a read', (store) => store.read(slot), older.expose()],
    ['an overwrite', (store) => store.write(slot, newer), newer.expose()],
    ['a write elsewhere', (store) => store.write(codatSlot('other', '1'), newer), older.expose()],
    ['a removal', (store) => store.remove(slot), undefined],
  ]
  it.each(calls)('takes %s as the first call', async (_, call, after) => {
    const real = await keychain()
    const { store } = storeOn(real)
    await store.write(slot, older)
    await real.restart()
    await call(store)
    expect((await store.read(slot))?.expose()).toBe(after)
  })

  it.each(calls)('takes %s by another run of Latchkey', async (_, call, after) => {
    const real = await keychain()
    const { store } = storeOn(real)
    await store.write(slot, older)
    await store.close()
    const another = storeOn(real).store
    await call(another)
    expect((await another.read(slot))?.expose()).toBe(after)
  })
})

describe(`${title}, as its user meets it`, { skip: missing !== null }, () => {
  it('checks itself', async () => {
    const { store } = storeOn(await keychain())
    await store.write(slot, older)
    expect(await store.selfTest()).toMatchObject({ passed: true, leftoversRemoved: 0 })
    expect((await store.selfTest()).collection).not.toBe(null)
  })

  it('keeps a secret with braces, or the one before it', async () => {
    const { store } = storeOn(await keychain())
    const braces = new Secret('A1b2{USERNAME}C3{TITLE}')
    await store.write(slot, older)
    const outcome = await store.write(slot, braces).then(
      () => braces.expose(),
      (error: unknown) => (isFailure(error, 'vault.not-kept') ? older.expose() : error),
    )
    expect((await store.read(slot))?.expose()).toBe(outcome)
  })

  it('keeps one item for each secret, however often it is written', async () => {
    const real = await keychain()
    const { store } = storeOn(real)
    await store.write(slot, older)
    await store.write(slot, newer)
    await store.close()
    await storeOn(real).store.write(slot, older)
    const search = ['--session', '--print-reply', '--dest=org.freedesktop.secrets', '/org/freedesktop/secrets']
    const wanted = `dict:string:string:service,Latchkey,account,${slot}`
    const found = await run('dbus-send', [...search, 'org.freedesktop.Secret.Service.SearchItems', wanted], {
      env: real.env,
    })
    expect(found.stdout.match(/object path/g)).toHaveLength(1)
  })

  it('is unlocked by its user when a secret is asked for', async () => {
    const real = await keychain()
    const { store } = storeOn(real)
    await store.write(slot, older)
    await real.restartLocked()
    expect((await store.read(slot))?.expose()).toBe(older.expose())
  })

  it('tells a refusal of its user from an empty slot', async ({ skip }) => {
    if (name !== 'keepassxc') return skip('only KeePassXC asks about one secret')
    const real = await keychain()
    const { store } = storeOn(real)
    await store.write(slot, older)
    await store.close()
    real.refuse()
    const another = storeOn(real).store
    await expect(another.read(slot)).rejects.toMatchObject({ code: 'vault.denied' })
    await expect(another.write(slot, newer)).rejects.toMatchObject({ code: 'vault.denied' })
    await expect(another.remove(slot)).rejects.toMatchObject({ code: 'vault.denied' })
    expect(real.questions()).toBeGreaterThan(0)
  })

  it('shows our items in its own window', async ({ skip }) => {
    if (pictures === undefined) return skip('no folder for pictures was named (--pictures)')
    await mkdir(pictures, { recursive: true })
    const real = await keychain()
    const { store } = storeOn(real)
    await store.write(xeroSlot('0b6f7c1e-52aa-4c0c-9d0e-6a1f0f6f9b11', 1), newer)
    await store.write(xeroSlot('0b6f7c1e-52aa-4c0c-9d0e-6a1f0f6f9b11', 2), newer)
    await store.write(codatSlot('7d1c2b3a-0f4e-4d5c-8b6a-9e8f7a6b5c4d', '1'), newer)
    const file = path.join(pictures, `${name}.png`)
    await real.picture(file)
    expect((await stat(file)).size).toBeGreaterThan(0)
  })
})
