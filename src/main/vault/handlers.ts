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

/** Handlers for `vaultCalls`. */
export function vaultHandlers(vault: Vault): VaultHandlers {
  return {
    getVaultState: vault.state,
    checkKeychain: vault.selfTest,
    retryKeychain: vault.retryKeychain,
    stopKeychain: vault.stop,
    useSessionSecrets: vault.useSessionOnly,
  }
}
