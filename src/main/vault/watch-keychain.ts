// Whether the keychain may be asked without its asking the user out of nowhere.
import type { Vault } from './vault'

export type WatchedKeychain = Pick<Vault, 'state' | 'onChange'>

/** Something that Latchkey does by itself, and never with a keychain that may be locked. */
export interface ByItself {
  /** The screen was locked or nobody was there: the keychain may have been locked with it. */
  locked(): void
  close(): void
}

/**
 * Begins what asks the keychain by itself. `isOpen` is true once it answered well for something that somebody wanted, until it may have
 * been locked: there is no asking whether it is locked without the keychain asking the user.
 * @param begin what is done; gives its own end
 */
export function whileOpen(vault: WatchedKeychain, begin: (isOpen: () => boolean) => () => void): ByItself {
  let wasAsked = false
  const forget = vault.onChange(({ activity }) => {
    if (activity.phase !== 'idle') wasAsked = true
  })
  const end = begin(() => {
    const { store, activity, problem } = vault.state()
    return store === 'session' || (wasAsked && activity.phase === 'idle' && problem === null)
  })
  return {
    locked() {
      wasAsked = false
    },
    close() {
      forget()
      end()
    },
  }
}
