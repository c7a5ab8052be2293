// Does Xero accept this client id and secret? One request, no browser.
import { clientCredentialsGrant } from 'openid-client'
import { appConnectionsScope } from '../../domain/facts'
import type { KeysCheckOutcome } from '../../domain/xero/schema'
import { type OidcClientOptions, tokenOnlyClient } from './oidc-client'
import { readFailure } from './provider-facts'
import { isBearer, UNREADABLE, verdict } from '../../domain/xero/keys-verdict'

/**
 * Asks Xero for an app-level token with the pair and drops it. A token means that Xero accepts the pair and that the app may
 * list its own connections. Ends after `requestMs` (10 s unless told otherwise) or by `signal`.
 */
export async function checkKeys(options: OidcClientOptions): Promise<KeysCheckOutcome> {
  try {
    const tokens = await clientCredentialsGrant(tokenOnlyClient(options), { scope: appConnectionsScope.value })
    if (!isBearer(tokens)) return { kind: 'unexpected', facts: UNREADABLE }
    return { kind: 'accepted', expiresInSeconds: tokens.expires_in ?? null, listsConnections: true }
  } catch (error) {
    const failure = await readFailure(error, options.secret)
    switch (failure.kind) {
      case 'answered':
        return { kind: verdict(failure.facts), facts: failure.facts }
      case 'no-answer':
        return failure
      case 'not-trusted':
        return { kind: 'unexpected', facts: UNREADABLE }
    }
  }
}
