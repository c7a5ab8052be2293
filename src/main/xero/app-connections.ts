// All connections of one Xero app, by the app's own token: listed, and removed one at a time.
import { clientCredentialsGrant } from 'openid-client'
import { appConnectionsScope } from '../../domain/facts'
import type { FetchFailure } from '../../domain/network'
import type { ProviderFacts } from '../../domain/xero/schema'
import { Secret } from '../secret'
import { isBearer, verdict } from '../../domain/xero/keys-verdict'
import { tokenOnlyClient, type OidcClientOptions } from './oidc-client'
import { readFailure } from './provider-facts'
import { openXeroApi, type XeroApi } from './xero-api'
import { type ApiAnswer, type ConnectionList } from '../../domain/xero/api-answers'

export type AppAnswer<T> =
  | ApiAnswer<T>
  | { readonly kind: 'wrong-pair'; readonly facts: ProviderFacts }
  /** Xero knows the pair, but gives this app no token for its connections: they have to be counted by hand. */
  | { readonly kind: 'not-available'; readonly facts: ProviderFacts }

export interface AppConnections {
  /** Every connection of the app. */
  list(): Promise<AppAnswer<ConnectionList>>
  /** Removes one connection by its own id; it can't be undone. A connection that was gone already is fine. */
  remove(id: string): Promise<AppAnswer<'removed' | 'already-gone'>>
}

/** Milliseconds before its end at which a token is not used any more. */
const MARGIN_MS = 60_000

/**
 * Opens the app's own view of its connections. A token is asked for at the first call, kept in memory for the calls that follow, and
 * gone with this object. One that Xero refuses early is replaced once.
 */
export function openAppConnections(options: OidcClientOptions): AppConnections {
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
    list: () => ask((api) => api.listConnections()),
    remove: (id) => ask((api) => api.removeConnection(id)),
  }
}

type TokenAnswer =
  | { readonly kind: 'token'; readonly token: Secret; readonly kept: boolean }
  | { readonly kind: 'wrong-pair' | 'not-available' | 'refused'; readonly facts: ProviderFacts }
  | { readonly kind: 'no-answer'; readonly failure: FetchFailure }
  | { readonly kind: 'unreadable' }

function createTokens(options: OidcClientOptions) {
  let kept: { token: Secret; until: number } | null = null
  return {
    async get(): Promise<TokenAnswer> {
      if (kept !== null && options.clock.monotonic() < kept.until)
        return { kind: 'token', token: kept.token, kept: true }
      try {
        const answer = await clientCredentialsGrant(tokenOnlyClient(options), { scope: appConnectionsScope.value })
        if (!isBearer(answer)) return { kind: 'unreadable' }
        const token = new Secret(answer.access_token)
        kept = { token, until: options.clock.monotonic() + (answer.expires_in ?? 0) * 1_000 - MARGIN_MS }
        return { kind: 'token', token, kept: false }
      } catch (error) {
        return refusal(error, options.secret)
      }
    },
    forget(): void {
      kept = null
    },
  }
}

async function refusal(error: unknown, secret: Secret): Promise<TokenAnswer> {
  const failure = await readFailure(error, secret)
  switch (failure.kind) {
    case 'no-answer':
      return failure
    case 'not-trusted':
      return { kind: 'unreadable' }
    case 'answered': {
      const { facts } = failure
      const said = verdict(facts)
      if (said === 'unexpected') return { kind: 'refused', facts }
      return { kind: said === 'wrong-pair' ? said : 'not-available', facts }
    }
  }
}
