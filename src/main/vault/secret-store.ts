// The port every place for secrets fulfils. One suite of tests (`test/support/store-suite.ts`) runs against each.
import type { StoreKind } from '../../contract/vault'
import type { Secret } from '../secret'
import type { Slot } from './slot'

export interface SecretStore {
  /** What this store is; `service` is the name its items carry in the system's keychain, null for one in memory. */
  describe(): { readonly kind: StoreKind; readonly service: string | null }
  /**
   * The secret in `slot`. With `expectFilled` (a record says that there is one) an empty slot is `vault.missing`; without,
   * null. A slot that can't be read is never taken for empty: that is `vault.locked` or another failure `vault.*`.
   */
  read(slot: Slot, options: { readonly expectFilled: true }): Promise<Secret>
  read(slot: Slot, options?: { readonly expectFilled?: false }): Promise<Secret | null>
  /**
   * Stores `secret` in `slot` over what was there, and reads it back before it resolves. After any failure but
   * `vault.too-big` and `vault.resting` the slot may hold the old value, the new one or none: read it to know.
   * An empty secret is a RangeError.
   */
  write(slot: Slot, secret: Secret): Promise<void>
  /** Empties `slot`. False if it was empty already; like `read`, never false because it could not be seen. */
  remove(slot: Slot): Promise<boolean>
}

/** Throws RangeError for an empty secret: keychains differ in what they make of one. */
export function refuseEmpty(secret: Secret): void {
  if (secret.length === 0) throw new RangeError('An empty secret is not stored')
}
