// Removing what a sign-in test connected, and nothing else. Only ever by `DELETE /connections/{id}`: revoking a token would
// unplug every organisation of the person who signed in, real ones included.
import type { RemainReason, XeroConnection } from '../../domain/xero/schema'
import type { XeroApi } from './xero-api'
import {
  type Asked,
  type CleanUpState,
  listedIn,
  saidOf,
  statesAfter,
  type TestOrigin,
  whyKeep,
} from '../../domain/xero/clean-up'

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
  return statesAfter({ kept, asked, listed })
}
