// What is asked with an app's own token: whether Xero accepts its pair, and all its connections, listed and removed one at a time.
import { clientCredentialsGrant } from 'openid-client'
import { appConnectionsScope } from '../../domain/facts'
import type { KeysCheckOutcome, ProviderFacts } from '../../domain/xero/schema'
import { httpClient } from '../http-client'
import { Secret } from '../secret'
import { isBearer, tokenRefusal, UNREADABLE, verdict } from '../../domain/xero/keys-verdict'
import { tokenOnlyClient, type OidcClientOptions } from './oidc-client'
import { readFailure } from './provider-facts'
import { openXeroApi, type XeroApi } from './xero-api'
import type { ApiAnswer } from '../../domain/xero/api-answers'
import { distrusted, type ProviderFailure } from '../../domain/xero/provider-facts'

/**
 * Asks Xero for an app-level token with the pair and drops it. A token means that Xero accepts the pair and that the app may
 * list its own connections. Ends after `requestMs` (10 s unless told otherwise) or by `signal`.
 */
export async function checkKeys(options: OidcClientOptions): Promise<KeysCheckOutcome> {
  const answer = await askForToken(options)
  switch (answer.kind) {
    case 'token':
      return { kind: 'accepted', expiresInSeconds: answer.seconds, listsConnections: true }
    case 'answered':
      return { kind: verdict(answer.facts), facts: answer.facts }
    case 'no-answer':
      return answer
    case 'not-trusted':
      return { kind: 'unexpected', facts: UNREADABLE }
  }
}

type AskedForToken =
  | { readonly kind: 'token'; readonly token: Secret; readonly seconds: number | null }
  | ProviderFailure

async function askForToken(options: OidcClientOptions): Promise<AskedForToken> {
  // The library makes headers before it asks.
  await httpClient.get()
  try {
    const answer = await clientCredentialsGrant(tokenOnlyClient(options), { scope: appConnectionsScope.value })
    if (!isBearer(answer)) return distrusted('malformed')
    return { kind: 'token', token: new Secret(answer.access_token), seconds: answer.expires_in ?? null }
  } catch (error) {
    return readFailure(error, options.secret)
  }
}

export type AppAnswer<T> =
  | ApiAnswer<T>
  | { readonly kind: 'wrong-pair'; readonly facts: ProviderFacts }
  /** Xero knows the pair, but gives this app no token for its connections: they have to be counted by hand. */
  | { readonly kind: 'not-available'; readonly facts: ProviderFacts }

export type AppConnections = ReturnType<typeof openAppConnections>

/** Milliseconds before its end at which a token is not used any more. */
const MARGIN_MS = 60_000

/**
 * Opens the app's own view of its connections. A token is asked for at the first call, kept in memory for the calls that follow, and
 * gone with this object. One that Xero refuses early is replaced once.
 */
export function openAppConnections(options: OidcClientOptions) {
  const tokens = createTokens(options)
  const ask = async <T>(question: (api: XeroApi) => Promise<ApiAnswer<T>>): Promise<AppAnswer<T>> => {
    const first = await tokens.get()
    if (first.kind !== 'token') return first
    const answer = await question(openXeroApi({ ...options, token: first.token }))
    if (!first.kept || answer.kind !== 'refused' || answer.facts.status !== 401) return answer
    tokens.forget()
    const second = await tokens.get()
    return second.kind === 'token' ? question(openXeroApi({ ...options, token: second.token })) : second
  }
  return {
    /** Every connection of the app. */
    list: () => ask((api) => api.listConnections()),
    /** Removes one connection by its own id; it can't be undone. A connection that was gone already is fine. */
    remove: (id: string) => ask((api) => api.removeConnection(id)),
  }
}

type TokenAnswer =
  | { readonly kind: 'token'; readonly token: Secret; readonly kept: boolean }
  | ReturnType<typeof tokenRefusal>

function createTokens(options: OidcClientOptions) {
  let kept: { token: Secret; until: number } | null = null
  return {
    async get(): Promise<TokenAnswer> {
      if (kept !== null && options.clock.monotonic() < kept.until)
        return { kind: 'token', token: kept.token, kept: true }
      const answer = await askForToken(options)
      if (answer.kind !== 'token') return tokenRefusal(answer)
      const { token, seconds } = answer
      kept = { token, until: options.clock.monotonic() + (seconds ?? 0) * 1_000 - MARGIN_MS }
      return { kind: 'token', token, kept: false }
    },
    forget(): void {
      kept = null
    },
  }
}
