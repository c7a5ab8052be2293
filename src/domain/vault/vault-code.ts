// From any error to the vault's codes.
import type { VaultCode } from './schema'
import { type Failure, isFailure } from '../failure'

/** The code of a vault failure; anything else is rethrown, because it's a mistake of ours and not the keychain's. */
export function vaultCodeOf(error: unknown): VaultCode {
  if (isFailure(error) && isVaultCode(error.code)) return error.code
  throw error
}

function isVaultCode(code: Failure['code']): code is VaultCode {
  return code.startsWith('vault.')
}
