// From any error to the vault's codes.
import type { VaultCode } from './schema'
import { errorTexts } from '../errors'
import { isFailure } from '../failure'

/** The code of a vault failure; anything else is rethrown, because it's a mistake of ours and not the keychain's. */
export function vaultCodeOf(error: unknown): VaultCode {
  if (isFailure(error) && isVaultCode(error.code)) return error.code
  throw error
}

/** True for a code of the vault's, also where it was kept as text. */
export function isVaultCode(code: string): code is VaultCode {
  return code in errorTexts && code.startsWith('vault.')
}

/** What a failed call says of the keychain itself, given what was known of it. */
export function problemAfter(error: unknown, known: VaultCode | null): VaultCode | null {
  if (!isFailure(error)) return known
  const code = vaultCodeOf(error)
  switch (code) {
    case 'vault.too-big':
    case 'vault.not-text':
    case 'vault.two-copies':
      return known
    case 'vault.missing':
      return null
    // It rests because of an earlier problem, which says more.
    case 'vault.resting':
      return known ?? code
    case 'vault.no-service':
    case 'vault.locked':
    case 'vault.denied':
    case 'vault.timed-out':
    case 'vault.crashed':
    case 'vault.stopped':
    case 'vault.not-kept':
    case 'vault.spoiled':
    case 'vault.full':
    case 'vault.incomplete':
    case 'vault.unknown':
      return code
  }
}
