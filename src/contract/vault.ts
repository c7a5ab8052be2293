// What the page may know of the vault: which store is in use, what the keychain is doing, how a check went. No call of this
// file reads, writes or names a secret.
import { z } from 'zod'
import { keychainAdvice } from '../domain/vault/schema'
import { errorTexts } from '../domain/errors'
import { isVaultCode } from '../domain/vault/vault-code'

/** A failure of the vault. Its sentence and next step are in `errors.ts`. */
export const vaultCode = z.enum(Object.keys(errorTexts).filter(isVaultCode))

export const storeKind = z.enum(['keychain', 'session'])
export type StoreKind = z.infer<typeof storeKind>

/** What the keychain was asked for, in words that name no slot. */
export const keychainCall = z.enum(['read', 'write', 'remove', 'check', 'retry'])
export type KeychainCall = z.infer<typeof keychainCall>

export const keychainActivity = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('idle') }),
  z.object({ phase: z.literal('working'), call: keychainCall }),
  /** No answer for a second: "waiting for your keychain, it may be asking you", with Stop. */
  z.object({ phase: z.literal('waiting'), call: keychainCall }),
  /** It hung or was stopped; nothing is asked until the user tries again. */
  z.object({ phase: z.literal('resting'), call: keychainCall, because: vaultCode }),
])
export type KeychainActivity = z.infer<typeof keychainActivity>

export const selfTestLeg = z.object({
  leg: z.enum(['write', 'read', 'compare', 'delete', 'tidy']),
  outcome: z.enum(['passed', 'failed', 'skipped']),
  milliseconds: z.number().nonnegative(),
  code: vaultCode.nullable(),
})
export type SelfTestLeg = z.infer<typeof selfTestLeg>

export const selfTestResult = z.object({
  passed: z.boolean(),
  /** When it began, ISO. */
  at: z.string(),
  milliseconds: z.number().nonnegative(),
  legs: z.array(selfTestLeg),
  /** Throw-away items of earlier, aborted checks that this one removed. */
  leftoversRemoved: z.number().int().nonnegative(),
  /** What the keyring, wallet or database that new secrets go to calls itself; null where there is no telling. */
  collection: z.string().nullable(),
})
export type SelfTestResult = z.infer<typeof selfTestResult>

export const vaultState = z.object({
  /** Where a secret stored now would go. */
  store: storeKind,
  activity: keychainActivity,
  /** Why the keychain can't be used, as of its last answer; null when it answered well or wasn't asked yet. */
  problem: vaultCode.nullable(),
  /** Given while there is a problem. */
  advice: keychainAdvice.nullable(),
  /** Secrets that are kept for this run only. */
  inSession: z.number().int().nonnegative(),
  lastCheck: selfTestResult.nullable(),
})
export type VaultState = z.infer<typeof vaultState>

export const retryOutcome = z.object({
  state: vaultState,
  ready: z.boolean(),
  code: vaultCode.nullable(),
  /** Secrets of this run that are in the keychain now, and those that had to stay behind. */
  moved: z.number().int().nonnegative(),
  left: z.number().int().nonnegative(),
})
export type RetryOutcome = z.infer<typeof retryOutcome>

const nothing = z.object({})

export const vaultCalls = {
  getVaultState: { input: nothing, output: vaultState },
  /** "Check this keychain": writes, reads, compares and deletes a throw-away item, within seconds. */
  checkKeychain: { input: nothing, output: selfTestResult },
  /** Asks the keychain again after a failure; secrets kept for this run move into it if it answers. */
  retryKeychain: { input: nothing, output: retryOutcome },
  /** Stops waiting for the keychain. */
  stopKeychain: { input: nothing, output: vaultState },
  /** The user's consent to keep secrets for this run only. Without effect while the keychain has no problem. */
  useSessionSecrets: { input: nothing, output: vaultState },
} as const

/** Payload of the event `vaultChanged`. */
export const vaultChanged = vaultState
