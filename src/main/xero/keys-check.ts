// Does Xero accept this client id and secret? One request, no browser.
import { clientCredentialsGrant } from 'openid-client'
import { appConnectionsScope } from '../../domain/facts'
import type { PairVerdict } from '../../domain/xero-apps/rotation-schema'
import type { KeysCheckOutcome, ProviderFacts } from '../../domain/xero/schema'
import { tokenOnlyClient, type OidcClientOptions } from './oidc-client'
import { readFailure } from './provider-facts'

/** Codes a token endpoint gives to a client it has recognised. */
const RECOGNISED = new Set([
  'invalid_scope',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_grant',
  'access_denied',
])

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

/** Xero gives bearer tokens only; the library would take another kind as well. */
export function isBearer({ token_type: type }: { readonly token_type?: string | undefined }): boolean {
  return type?.toLowerCase() === 'bearer'
}

/** What an error code of a token endpoint says about the pair. */
export function verdict(facts: ProviderFacts): 'wrong-pair' | 'probably-accepted' | 'unexpected' {
  // A refusal is a 4xx. A server that is in trouble says nothing about the pair, nor does a success, whatever code it adds.
  const status = facts.status ?? 400
  if (status < 400 || status >= 500) return 'unexpected'
  if (facts.error === 'invalid_client') return 'wrong-pair'
  return facts.error !== null && RECOGNISED.has(facts.error) ? 'probably-accepted' : 'unexpected'
}

/** An outcome in the words of a rotation, which only needs to know which of two secrets still opens the door. */
export function pairVerdictOf(outcome: KeysCheckOutcome): PairVerdict {
  switch (outcome.kind) {
    case 'accepted':
    case 'no-answer':
      return outcome.kind
    case 'wrong-pair':
      return 'refused'
    case 'probably-accepted':
    case 'unexpected':
      return 'unsure'
  }
}

/** An answer that was no token and could not be read as an error either. */
const UNREADABLE: ProviderFacts = {
  status: 200,
  contentType: null,
  error: null,
  errorDescription: null,
  shape: 'none',
  challenge: null,
  apiDetail: null,
  problemType: null,
  rateLimit: null,
  retryAfterSeconds: null,
}
