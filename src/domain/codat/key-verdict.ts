// What an answer of Codat's says about the key it was asked with.
import { acceptedLast, refusedLast, withSaid } from '../vault/verdict'
import type { CodatClient, CodatKey } from './schema'
import type { CodatKeyCheck } from './said'
import { keyIn, withKey } from './key-slots'
import type { CodatResult } from './problem'

export type KeyVerdict = 'accepted' | 'refused'

/** What an answer says about the key: a problem other than 401 says nothing, even 403 and 404 come after it was accepted. */
export function verdictOf(result: CodatResult<unknown>): KeyVerdict | null {
  if (result.ok) return 'accepted'
  return result.problem.kind === 'key-refused' ? 'refused' : null
}

export function isNews(key: CodatKey, verdict: KeyVerdict): boolean {
  return verdict === 'refused' ? !refusedLast(key) : !acceptedLast(key)
}

/** The record after a verdict, unless the key was stored anew or removed since it was sent. */
export function afterVerdict(client: CodatClient, sent: CodatKey, verdict: KeyVerdict, at: string): CodatClient {
  const now = keyIn(client, sent.name)
  if (now === undefined || now.storedAt !== sent.storedAt) return client
  return withKey(client, now.name, withSaid(now, verdict === 'accepted', at))
}

export function belongsTo(
  known: string | null,
  told: string | null,
): Extract<CodatKeyCheck, { kind: 'accepted' }>['belongs'] {
  if (told === null) return 'unknown'
  if (known === null) return 'first-check'
  return known.toLowerCase() === told.toLowerCase() ? 'same-client' : 'other-client'
}
