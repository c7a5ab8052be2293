// What may be said of the keychain on this machine, and what to do about it.
import { z } from 'zod'
import type { ErrorCode } from '../errors'

export type VaultCode = Extract<ErrorCode, `vault.${string}`>

export const desktop = z.enum(['gnome', 'kde', 'other-desktop', 'no-desktop', 'macos', 'windows', 'unknown'])
export type Desktop = z.infer<typeof desktop>

/** How to mend the keychain on this system. */
export const keychainAdvice = z.object({
  desktop,
  title: z.string(),
  steps: z.array(z.object({ text: z.string(), command: z.string().nullable() })),
})
export type KeychainAdvice = z.infer<typeof keychainAdvice>

/** A secret in the keychain that no record here knows of. */
export const leftOver = z.object({
  kind: z.enum(['xero', 'codat']),
  /** “client secret 1”, or what the key is called. */
  place: z.string().max(100),
})
export type LeftOver = z.infer<typeof leftOver>
