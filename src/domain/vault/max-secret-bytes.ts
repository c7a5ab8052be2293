// How long a secret may be where a system's keychain sets a limit.

/** CRED_MAX_CREDENTIAL_BLOB_SIZE of wincred.h. The other systems set no limit a secret could reach. */
const WINDOWS_MAX_BYTES = 2_560

/** What a keychain of this system can hold in one item, or null if that's no concern. */
export function maxSecretBytes(platform: NodeJS.Platform): number | null {
  return platform === 'win32' ? WINDOWS_MAX_BYTES : null
}
