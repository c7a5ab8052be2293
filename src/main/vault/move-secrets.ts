// Moving the secrets of this run into the keychain once one answers.
import type { VaultCode } from '../../domain/vault/schema'
import { Failure } from '../../domain/failure'
import type { SecretStore } from './secret-store'
import type { SessionStore } from './session-store'
import type { Slot } from '../../domain/vault/slot'
import { vaultCodeOf } from '../../domain/vault/vault-code'

export interface MoveResult {
  readonly moved: readonly Slot[]
  /** Slots whose secret stayed in the session store, each with why. */
  readonly left: readonly { readonly slot: Slot; readonly code: VaultCode }[]
}

/**
 * Copies each secret of `from` into `to`, reads it back, and only then drops the copy. A slot that fails stays where it is
 * and the others go on; one that was emptied or changed meanwhile is not touched.
 */
export async function moveSecrets(from: SessionStore, to: SecretStore): Promise<MoveResult> {
  const moved: Slot[] = []
  const left: { slot: Slot; code: VaultCode }[] = []
  for (const slot of from.slots()) {
    try {
      // One after the other: a keychain takes one call at a time, and may ask the user at the first.
      // oxlint-disable-next-line no-await-in-loop
      if (await moveOne(slot, from, to)) moved.push(slot)
    } catch (error) {
      left.push({ slot, code: vaultCodeOf(error) })
    }
  }
  return { moved, left }
}

async function moveOne(slot: Slot, from: SessionStore, to: SecretStore): Promise<boolean> {
  const secret = await from.read(slot)
  if (secret === null) return false
  await to.write(slot, secret)
  const kept = await to.read(slot, { expectFilled: true })
  if (!kept.equals(secret)) throw new Failure('vault.not-kept')
  return from.dropIfSame(slot, secret)
}
