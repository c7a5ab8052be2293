// A vault for unit tests of features: the real session store behind the vault's three calls, with crashes on demand.
import { openSessionStore } from '../../src/main/vault/session-store'
import type { ShelfVault } from '../../src/main/shelf/shelf'

export type CrashPoint = 'before-write' | 'after-write' | 'before-remove' | 'after-remove'

export interface MemoryVault extends ShelfVault {
  /** The next call that comes by this point throws, as if the app had ended there. */
  crashAt(point: CrashPoint | null): void
}

/** Kept in memory, but counted as the keychain: what survives a crash is what was written. */
export function createMemoryVault(): MemoryVault {
  const store = openSessionStore()
  let crash: CrashPoint | null = null
  const pass = (point: CrashPoint): void => {
    if (crash !== point) return
    crash = null
    throw new Error(`crashed ${point}`)
  }
  return {
    read: store.read,
    async write(slot, secret) {
      pass('before-write')
      await store.write(slot, secret)
      pass('after-write')
      return { keptIn: 'keychain' }
    },
    async remove(slot) {
      pass('before-remove')
      const removed = await store.remove(slot)
      pass('after-remove')
      return removed ? 'removed' : 'absent'
    },
    state: () => ({ store: 'keychain' }),
    crashAt(point) {
      crash = point
    },
  }
}
