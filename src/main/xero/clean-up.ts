// Removing what a sign-in test connected, and nothing else. Only ever by `DELETE /connections/{id}`: revoking a token would
// unplug every organisation of the person who signed in, real ones included.
import type { RemainReason, XeroConnection } from '../../domain/xero/schema'
import type { ApiAnswer, ConnectionList, XeroApi } from './xero-api'
import { parseXeroTime, type XeroTime } from '../../domain/xero/xero-time'

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

/**
 * Removes the connections that this test certainly made, one after the other, and says of each what became of it. An answer to a removal
 * proves nothing, a proxy gives one too: a connection counts as removed once Xero's own list, read again, is without it.
 */
export async function cleanUp(
  api: Pick<XeroApi, 'listConnections' | 'removeConnection'>,
  connections: readonly XeroConnection[],
  origin: TestOrigin,
): Promise<Map<string, CleanUpState>> {
  const kept = new Map<string, RemainReason>()
  const asked = new Map<string, Asked>()
  for (const { id, ...connection } of connections) {
    const reason = whyKeep({ id, ...connection }, origin)
    if (reason !== null) kept.set(id, reason)
    else asked.set(id, saidOf(await api.removeConnection(id)))
  }
  const listed = asked.size === 0 ? null : listedIn(await api.listConnections(origin.authEventId), kept.keys())
  const states = new Map<string, CleanUpState>()
  for (const [id, reason] of kept) states.set(id, { state: 'remains', reason })
  for (const [id, said] of asked) {
    const reason = listed === null ? WITHOUT_LIST[said] : listed.has(id) ? WHILE_LISTED[said] : null
    states.set(id, reason === null ? { state: 'removed' } : { state: 'remains', reason })
  }
  return states
}

/** What was said to a removal. */
type Asked = 'done' | 'refused' | 'no-answer'

const WHILE_LISTED: Readonly<Record<Asked, RemainReason>> = {
  done: 'still-listed',
  refused: 'refused',
  'no-answer': 'no-answer',
}
const WITHOUT_LIST: Readonly<Record<Asked, RemainReason>> = { ...WHILE_LISTED, done: 'unchecked' }

function saidOf(answer: ApiAnswer<'removed' | 'already-gone'>): Asked {
  switch (answer.kind) {
    case 'ok':
      return 'done'
    case 'refused':
    case 'unreadable':
      return 'refused'
    case 'no-answer':
      return 'no-answer'
  }
}

/** The ids on a list that can be believed: whole, and with what nobody removed still on it. Null for any other. */
function listedIn(answer: ApiAnswer<ConnectionList>, kept: Iterable<string>): ReadonlySet<string> | null {
  if (answer.kind !== 'ok' || answer.value.unreadableRows > 0) return null
  const ids = new Set(answer.value.connections.map(({ id }) => id))
  return [...kept].every((id) => ids.has(id)) ? ids : null
}
