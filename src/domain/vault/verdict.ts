// What a provider said last of a secret decides; of two words of the same moment the refusal does, so that nothing is called good that
// may not be.
import type { KeptSecret } from './kept-secret'

type Said = Pick<KeptSecret, 'lastAcceptedAt' | 'lastRefusedAt'>

export function refusedLast({ lastAcceptedAt, lastRefusedAt }: Said): boolean {
  return lastRefusedAt !== null && lastRefusedAt >= (lastAcceptedAt ?? '')
}

export function acceptedLast(said: Said): boolean {
  return said.lastAcceptedAt !== null && !refusedLast(said)
}

/** What is said now is the newest, whatever time an earlier word bears: the clock may have been ahead then. */
export function withSaid<E extends Said>(before: E, accepted: boolean, at: string): E {
  const { lastAcceptedAt, lastRefusedAt } = before
  return accepted
    ? { ...before, lastAcceptedAt: at, lastRefusedAt: (lastRefusedAt ?? '') < at ? lastRefusedAt : null }
    : { ...before, lastAcceptedAt: (lastAcceptedAt ?? '') <= at ? lastAcceptedAt : null, lastRefusedAt: at }
}

/** The one that was accepted last, then one that nothing was said of, then one that was refused; of equals the first. */
export function mostTrusted<E extends Said>(secrets: readonly E[]): E | undefined {
  return secrets.toSorted((a, b) => rank(b).localeCompare(rank(a)))[0]
}

/** The secret to ask with. One that is being removed is no longer asked with. */
export function inUse<E extends Said & Pick<KeptSecret, 'pending'>>(secrets: readonly E[]): E | undefined {
  return mostTrusted(secrets.filter(({ pending }) => pending !== 'removing'))
}

function rank(said: Said): string {
  return `${refusedLast(said) ? 0 : 1}${said.lastAcceptedAt ?? ''}`
}
