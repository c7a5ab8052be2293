// Whether the keychain may be asked without its asking the user out of nowhere.
import type { Vault } from './vault'

/**
 * Open once it answered well for something that somebody wanted, until it may have been locked. There is no asking whether it is
 * locked without the keychain asking the user.
 */
export function watchKeychain(vault: Pick<Vault, 'state' | 'onChange'>) {
  let wasAsked = false
  const forget = vault.onChange(({ activity }) => {
    if (activity.phase !== 'idle') wasAsked = true
  })
  return {
    isOpen(): boolean {
      const { store, activity, problem } = vault.state()
      return store === 'session' || (wasAsked && activity.phase === 'idle' && problem === null)
    },
    locked() {
      wasAsked = false
    },
    forget,
  }
}
