// The vault's calls. None of them reads, writes or names a secret.
import type { RetryOutcome, SelfTestResult, VaultState } from '../../contract/vault'
import type { Vault } from './vault'

export interface VaultHandlers {
  getVaultState(): VaultState
  checkKeychain(): Promise<SelfTestResult>
  retryKeychain(): Promise<RetryOutcome>
  stopKeychain(): VaultState
  useSessionSecrets(): VaultState
}

/** Records that say what the vault holds of theirs. */
export interface VaultShelf {
  noteMovedIntoKeychain(): Promise<void>
  mend(options: { firstOfRun: boolean }): Promise<void>
}

/** Handlers for `vaultCalls`. Secrets of this run that moved into the keychain are noted in their records. */
export function vaultHandlers(vault: Vault, shelves: readonly VaultShelf[] = []): VaultHandlers {
  return {
    getVaultState: vault.state,
    checkKeychain: vault.selfTest,
    async retryKeychain() {
      const outcome = await vault.retryKeychain()
      if (!outcome.ready) return outcome
      for (const shelf of shelves) {
        if (outcome.left === 0) await shelf.noteMovedIntoKeychain()
        await shelf.mend({ firstOfRun: false })
      }
      return outcome
    },
    stopKeychain: vault.stop,
    useSessionSecrets: vault.useSessionOnly,
  }
}
