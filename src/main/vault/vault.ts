// The vault: the keychain, or by consent and only where that fails, memory. Features read, write and remove secrets here.
import { isDeepStrictEqual } from 'node:util'
import type { KeychainActivity, RetryOutcome, SelfTestResult, StoreKind, VaultState } from '../../contract/vault'
import type { VaultCode } from '../../domain/vault/schema'
import { isFailure } from '../../domain/failure'
import type { Secret } from '../secret'
import { type DesktopFacts, keychainAdvice } from '../../domain/vault/advice'
import type { KeychainStore } from './keychain-store'
import { moveSecrets } from './move-secrets'
import { openSessionStore, type SessionStore } from './session-store'
import { parseSlot, type Slot, slotOf } from '../../domain/vault/slot'
import { problemAfter, vaultCodeOf } from '../../domain/vault/vault-code'

/**
 * What became of a slot: emptied, empty already, or emptied for this run while the keychain could not be asked, which may
 * still hold an older secret there.
 */
export type RemoveOutcome = 'removed' | 'absent' | 'removed-from-session'

export interface Vault {
  /** See `SecretStore.read`. Secrets kept for this run come before the keychain's. */
  read(slot: Slot, options: { readonly expectFilled: true }): Promise<Secret>
  read(slot: Slot, options?: { readonly expectFilled?: false }): Promise<Secret | null>
  /** See `SecretStore.write`; also says which store took it. */
  write(slot: Slot, secret: Secret): Promise<{ readonly keptIn: StoreKind }>
  remove(slot: Slot): Promise<RemoveOutcome>
  /** The slots of what lies in the keychain, whoever knows of it, and how many items are locked; null where there is no telling. */
  slotsInKeychain(): Promise<{ slots: Slot[]; locked: number } | null>
  state(): VaultState
  /** Tells each change a screen shows (not the milliseconds in which the keychain works); gives its own unsubscribe. */
  onChange(listener: (state: VaultState) => void): () => void
  selfTest(): Promise<SelfTestResult>
  /** Asks the keychain again; if it answers, moves the secrets of this run into it. */
  retryKeychain(): Promise<RetryOutcome>
  /** Keeps new secrets in memory from now on. Without effect while the keychain has no problem. */
  useSessionOnly(): VaultState
  /** Stops waiting for the keychain. */
  stop(): VaultState
  /** Forgets the secrets of this run and ends the keychain process; under a second. */
  close(): Promise<void>
}

/** A vault over `keychain`. Nothing is asked before the first call. */
export function createVault(ports: { keychain: KeychainStore; desktop: DesktopFacts; session?: SessionStore }): Vault {
  const { keychain, desktop, session = openSessionStore() } = ports
  const listeners = new Set<(state: VaultState) => void>()
  let store: StoreKind = 'keychain'
  let problem: VaultCode | null = null
  let lastCheck: SelfTestResult | null = null

  const state = (): VaultState => ({
    store,
    activity: keychain.activity(),
    problem,
    advice: problem === null ? null : keychainAdvice(desktop),
    inSession: session.slots().length,
    lastCheck,
  })

  let told = shown(state())
  function tell(): void {
    const now = state()
    if (isDeepStrictEqual(shown(now), told)) return
    told = shown(now)
    for (const listener of listeners) listener(now)
  }
  const ignoreKeychain = keychain.onActivity(tell)

  /** Runs a call of the keychain and notes whether it has a problem. */
  async function noting<T>(call: () => Promise<T>): Promise<T> {
    try {
      const result = await call()
      problem = null
      return result
    } catch (error) {
      problem = problemAfter(error, problem)
      throw error
    } finally {
      tell()
    }
  }

  function read(slot: Slot, options: { readonly expectFilled: true }): Promise<Secret>
  function read(slot: Slot, options?: { readonly expectFilled?: boolean }): Promise<Secret | null>
  async function read(slot: Slot, options: { readonly expectFilled?: boolean } = {}): Promise<Secret | null> {
    if (session.holds(slot)) return session.read(slot)
    return noting(() =>
      options.expectFilled === true ? keychain.read(slot, { expectFilled: true }) : keychain.read(slot),
    )
  }

  async function write(slot: Slot, secret: Secret): Promise<{ readonly keptIn: StoreKind }> {
    const target = store
    if (target === 'session') {
      await session.write(slot, secret)
    } else {
      await noting(() => keychain.write(slot, secret))
      // After a move that failed in part, an older copy may be left in memory: it must not hide the new value.
      await session.remove(slot)
    }
    tell()
    return { keptIn: target }
  }

  async function remove(slot: Slot): Promise<RemoveOutcome> {
    const wasInSession = await session.remove(slot)
    try {
      const wasInKeychain = await noting(() => keychain.remove(slot))
      return wasInKeychain || wasInSession ? 'removed' : 'absent'
    } catch (error) {
      if (!wasInSession || !isFailure(error)) throw error
      return 'removed-from-session'
    }
  }

  /** Moves what this run holds into the keychain, and goes back to it once nothing is left behind. */
  async function goBack(): Promise<{ moved: number; left: number; code: VaultCode | null }> {
    const { moved, left } = await moveSecrets(session, keychain)
    const remaining = session.slots().length
    if (remaining === 0) store = 'keychain'
    return { moved: moved.length, left: remaining, code: left[0]?.code ?? null }
  }

  return {
    read,
    write,
    remove,
    async slotsInKeychain() {
      const listed = await noting(() => keychain.accounts())
      if (listed === null) return null
      const parts = listed.accounts.flatMap((account) => parseSlot(account) ?? [])
      return { slots: parts.map(slotOf), locked: listed.locked }
    },
    state,
    onChange: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    selfTest: async () => {
      lastCheck = await keychain.selfTest()
      problem = lastCheck.legs.find((leg) => leg.code !== null)?.code ?? null
      tell()
      return lastCheck
    },
    retryKeychain: async () => {
      try {
        await noting(() => keychain.retry())
      } catch (error) {
        return { state: state(), ready: false, code: vaultCodeOf(error), moved: 0, left: session.slots().length }
      }
      const { moved, left, code } = await goBack()
      tell()
      return { state: state(), ready: true, code, moved, left }
    },
    useSessionOnly: () => {
      if (problem !== null) store = 'session'
      tell()
      return state()
    },
    stop: () => {
      keychain.stop()
      return state()
    },
    close: async () => {
      ignoreKeychain()
      listeners.clear()
      session.clear()
      await keychain.close()
    },
  }
}

/** The state as a screen shows it: a healthy call of a few milliseconds is not worth an event. */
function shown(state: VaultState): VaultState {
  const activity: KeychainActivity = state.activity.phase === 'working' ? { phase: 'idle' } : state.activity
  return { ...state, activity }
}
