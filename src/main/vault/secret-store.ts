// The port every place for secrets fulfils. One suite of tests (`test/support/store-suite.ts`) runs against each.
import type { StoreKind } from '../../contract/vault'
import { Failure, isFailure } from '../../domain/failure'
import type { Secret } from '../secret'
import type { Slot } from '../../domain/vault/slot'

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
   * Stores `secret` in `slot` over what was there, and reads it back before it resolves. What comes back as another value is
   * replaced by what was there before, which is `vault.not-kept`, or `vault.spoiled` if that failed, too. After a failure that
   * isn't one of `unchangedAfter` the slot may hold the old value, the new one or none: read it to know.
   * An empty secret is a RangeError.
   */
  write(slot: Slot, secret: Secret): Promise<void>
  /** Empties `slot`. False if it was empty already; like `read`, never false because it could not be seen. */
  remove(slot: Slot): Promise<boolean>
}

/** True if a write that failed like this left its slot as it was: refused before anything was asked, or put back after. */
export function unchangedAfter(error: unknown): boolean {
  return isFailure(error, 'vault.too-big', 'vault.not-text', 'vault.resting', 'vault.not-kept')
}

/**
 * Throws for what no keychain can give back as it was: RangeError for an empty secret, of which keychains differ in what they
 * make, and `vault.not-text` for half a character, which becomes another one on the way.
 */
export function refuseUnkeepable(secret: Secret): void {
  if (secret.length === 0) throw new RangeError('An empty secret is not stored')
  if (!secret.wellFormed) throw new Failure('vault.not-text')
}
