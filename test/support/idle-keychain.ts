import type { VaultState } from '../../src/contract/vault'

/** A keychain that nobody uses at the moment, and that nothing is wrong with. */
export const idleKeychain: VaultState = {
  store: 'keychain',
  activity: { phase: 'idle' },
  problem: null,
  advice: null,
  inSession: 0,
  lastCheck: null,
}
