// Removing what a sign-in test connected, and nothing else. Only ever by `DELETE /connections/{id}`: revoking a token would
// unplug every organisation of the person who signed in, real ones included.
import type { RemainReason, XeroConnection } from '../../contract/xero'
import type { ApiAnswer, XeroApi } from './xero-api'
import { parseXeroTime, type XeroTime } from './xero-time'

/** What a connection must be measured by to count as made by this test. */
export interface TestOrigin {
  /** `authentication_event_id` of the test's own access token. */
  readonly authEventId: string
  /** The latest that Xero's clock can have shown when the test began, or null while unknown. */
  readonly startedBy: XeroTime | null
}

export type CleanUpState = { readonly state: 'removed' } | { readonly state: 'remains'; readonly reason: RemainReason }

/**
 * Xero writes the two dates of a fresh connection one after the other: the sample in its own specification
 * (xero-identity.yaml) has them 2.3 ms apart. Within a second they are one act; nobody can connect, unlink and consent again
 * in less.
 */
const ONE_ACT: XeroTime = 1_000_000_000n

/**
 * Why a connection has to stay, or null if this test certainly made it: it carries the test's own consent, was never reconnected,
 * and was created after the test began, by Xero's clock. Every doubt is a reason.
 */
export function whyKeep(connection: XeroConnection, origin: TestOrigin): RemainReason | null {
  if (connection.authEventId === null) return 'other-consent'
  if (connection.authEventId.toLowerCase() !== origin.authEventId.toLowerCase()) return 'other-consent'
  const created = parseXeroTime(connection.createdDateUtc)
  const updated = parseXeroTime(connection.updatedDateUtc)
  if (created === null || updated === null) return 'dates-unreadable'
  // A difference means that the organisation had been connected before, perhaps by Codat.
  if (created > updated || updated - created > ONE_ACT) return 'dates-differ'
  if (origin.startedBy === null) return 'no-server-time'
  return created >= origin.startedBy ? null : 'older-than-test'
}

/** Removes the connections that this test certainly made, one after the other, and says of each what became of it. */
export async function cleanUp(
  api: XeroApi,
  connections: readonly XeroConnection[],
  origin: TestOrigin,
): Promise<Map<string, CleanUpState>> {
  const states = new Map<string, CleanUpState>()
  for (const connection of connections) {
    const reason = whyKeep(connection, origin)
    states.set(
      connection.id,
      reason === null ? stateOf(await api.removeConnection(connection.id)) : { state: 'remains', reason },
    )
  }
  return states
}

function stateOf(answer: ApiAnswer<'removed' | 'already-gone'>): CleanUpState {
  switch (answer.kind) {
    case 'ok':
      return { state: 'removed' }
    case 'refused':
    case 'unreadable':
      return { state: 'remains', reason: 'refused' }
    case 'no-answer':
      return { state: 'remains', reason: 'no-answer' }
  }
}
