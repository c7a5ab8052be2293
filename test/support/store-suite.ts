// What every store of secrets must do, run against each implementation: replacing one is one file and this suite.
import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Failure } from '../../src/domain/failure'
import { Secret } from '../../src/main/secret'
import type { SecretStore } from '../../src/main/vault/secret-store'
import { codatSlot, xeroSlot } from '../../src/domain/vault/slot'

export interface OpenStore {
  readonly store: SecretStore
  close(): Promise<void>
}

/** Declares the suite for one implementation. */
export function describeStore(name: string, open: () => Promise<OpenStore>): void {
  describe(`a store of secrets: ${name}`, () => {
    let opened: OpenStore
    let store: SecretStore
    let slots = 0
    const freshSlot = (): ReturnType<typeof xeroSlot> => xeroSlot(`suite-${(slots += 1)}`, 1)

    beforeAll(async () => {
      opened = await open()
      store = opened.store
    })
    afterAll(() => opened?.close())

    it('gives back what was written, and the latest of several', async () => {
      const slot = freshSlot()
      await store.write(slot, new Secret('the first value'))
      expect((await store.read(slot))?.expose()).toBe('the first value')
      await store.write(slot, new Secret('the second value'))
      expect((await store.read(slot, { expectFilled: true })).expose()).toBe('the second value')
    })

    it.each([
      ['one character', 'x'],
      ['a Xero secret’s length', 'A1b2-_'.repeat(8)],
      ['spaces and line ends', '  a\tb\r\nc  '],
      ['letters outside ASCII', 'schlüssel ключ 鍵 🔑 e\u0301'],
      ['what shells and XML mind', `'"\\$(x)\`<&>%s%n`],
      ['2,560 bytes, the most Windows holds', 'é'.repeat(1_280)],
    ])('keeps %s as it is', async (_, value) => {
      const slot = freshSlot()
      await store.write(slot, new Secret(value))
      expect((await store.read(slot, { expectFilled: true })).expose()).toBe(value)
    })

    it('gives null for an empty slot, and vault.missing where a record says it is filled', async () => {
      const slot = freshSlot()
      expect(await store.read(slot)).toBeNull()
      await expect(store.read(slot, { expectFilled: true })).rejects.toMatchObject({ code: 'vault.missing' })
    })

    it('empties a slot once, and says so', async () => {
      const slot = freshSlot()
      await store.write(slot, new Secret('to be removed'))
      expect(await store.remove(slot)).toBe(true)
      expect(await store.read(slot)).toBeNull()
      expect(await store.remove(slot)).toBe(false)
    })

    it('keeps slots apart', async () => {
      const slots = [xeroSlot('apart', 1), xeroSlot('apart', 2), codatSlot('apart', '1'), codatSlot('apart', 'a:b/c d')]
      await Promise.all(slots.map((slot, index) => store.write(slot, new Secret(`value ${index}`))))
      await store.remove(xeroSlot('apart', 2))
      const found = await Promise.all(slots.map((slot) => store.read(slot)))
      expect(found.map((secret) => secret?.expose() ?? null)).toEqual(['value 0', null, 'value 2', 'value 3'])
    })

    it('carries out calls in the order they were made', async () => {
      const slot = freshSlot()
      const [, first, , second, , third] = await Promise.all([
        store.write(slot, new Secret('one')),
        store.read(slot),
        store.write(slot, new Secret('two')),
        store.read(slot),
        store.remove(slot),
        store.read(slot),
      ])
      expect([first?.expose(), second?.expose(), third]).toEqual(['one', 'two', null])
    })

    it('refuses an empty secret and keeps the old one', async () => {
      const slot = freshSlot()
      await store.write(slot, new Secret('kept'))
      await expect(store.write(slot, new Secret(''))).rejects.toBeInstanceOf(RangeError)
      expect((await store.read(slot))?.expose()).toBe('kept')
    })

    it('refuses half a character and keeps the old secret', async () => {
      const slot = freshSlot()
      await store.write(slot, new Secret('kept'))
      await expect(store.write(slot, new Secret('x\ud800y'))).rejects.toMatchObject({ code: 'vault.not-text' })
      expect((await store.read(slot))?.expose()).toBe('kept')
    })

    it('hands out secrets that don’t print', async () => {
      const slot = freshSlot()
      await store.write(slot, new Secret('not-to-be-printed'))
      const secret = await store.read(slot, { expectFilled: true })
      expect(`${inspect(secret)} ${JSON.stringify({ secret })} ${String(secret)}`).not.toContain('not-to-be-printed')
      expect(inspect(store, { depth: 8, showHidden: true })).not.toContain('not-to-be-printed')
    })
  })
}

/** Everything of a failure that could reach a log or a screen, as one text. */
export function everythingOf(error: unknown): string {
  const failure = error instanceof Failure ? error : new Failure('vault.unknown', { cause: error })
  return [inspect(error, { depth: 8, showHidden: true }), JSON.stringify(failure), failure.stack, failure.detail].join(
    '\n',
  )
}
