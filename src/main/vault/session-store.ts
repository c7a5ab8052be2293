// Secrets for this run only: in memory, by the user's consent, gone when Latchkey ends.
import { Failure } from '../../domain/failure'
import type { Secret } from '../secret'
import { refuseUnkeepable, type SecretStore } from './secret-store'
import type { Slot } from '../../domain/vault/slot'

export interface SessionStore extends SecretStore {
  /** Slots that hold something, oldest first. */
  slots(): Slot[]
  holds(slot: Slot): boolean
  /** Empties `slot` only if it still holds `secret`; true if it did. */
  dropIfSame(slot: Slot, secret: Secret): boolean
  /** Empties every slot. */
  clear(): void
}

/** A store in memory, empty. */
export function openSessionStore(): SessionStore {
  const secrets = new Map<Slot, Secret>()

  function read(slot: Slot, options: { readonly expectFilled: true }): Promise<Secret>
  function read(slot: Slot, options?: { readonly expectFilled?: boolean }): Promise<Secret | null>
  async function read(slot: Slot, options: { readonly expectFilled?: boolean } = {}): Promise<Secret | null> {
    const secret = secrets.get(slot) ?? null
    if (secret === null && options.expectFilled === true) throw new Failure('vault.missing')
    return secret
  }

  return {
    describe: () => ({ kind: 'session', service: null }),
    read,
    write: async (slot, secret) => {
      refuseUnkeepable(secret)
      secrets.set(slot, secret)
    },
    remove: async (slot) => secrets.delete(slot),
    slots: () => [...secrets.keys()],
    holds: (slot) => secrets.has(slot),
    dropIfSame: (slot, secret) => secrets.get(slot)?.equals(secret) === true && secrets.delete(slot),
    clear: () => secrets.clear(),
  }
}
