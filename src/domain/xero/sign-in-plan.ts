// What a sign-in test will ask Xero for, settled before anything is opened or listened on.
import { appConnectionsScope, DEFAULT_LOOPBACK_REDIRECT, identityScopes, leastApiScopes } from '../facts'
import { parseLoopbackRedirect, type LoopbackRedirect } from '../redirect-uri'
import type { Asked, Prepared } from './schema'
import type { XeroAddresses } from './addresses'

export interface SignInPlan {
  readonly clientId: string
  /** The redirect URI, then the spares. */
  readonly redirects: readonly [LoopbackRedirect, ...LoopbackRedirect[]]
  readonly scopes: readonly string[]
  /** True when the app has no redirect URI on this machine recorded, so the default is used. */
  readonly redirectNotRecorded: boolean
}

type Problem = Omit<Extract<Prepared, { ready: false }>, 'ready'>
export type PlanResult =
  | { readonly ok: true; readonly plan: SignInPlan }
  | { readonly ok: false; readonly problem: Problem }

/** RFC 6749, 3.3: what a scope may be made of. */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+$/

/**
 * Plans a test for an app: its redirect URIs on this machine in their order (or the default), and the scopes asked for, always with
 * those that say who signed in. `app.connections` is refused: in an authorize address it makes Xero refuse everything.
 */
export function planSignIn(app: {
  clientId: string
  redirectUris: readonly string[]
  scopes?: readonly string[] | undefined
}): PlanResult {
  if (app.clientId === '') return { ok: false, problem: { problem: 'no-client-id', detail: null } }
  const wanted = app.scopes ?? leastApiScopes.value
  const bad = wanted.find((scope) => !SCOPE.test(scope))
  if (bad !== undefined) return { ok: false, problem: { problem: 'bad-scope', detail: bad.slice(0, 200) } }
  if (wanted.includes(appConnectionsScope.value)) {
    return { ok: false, problem: { problem: 'app-connections-scope', detail: null } }
  }
  const [first, ...spares] = recordedRedirects(app.redirectUris)
  const scopes = [...new Set([...identityScopes.value, ...wanted])]
  const redirects: SignInPlan['redirects'] = first === undefined ? [defaultRedirect()] : [first, ...spares]
  return { ok: true, plan: { clientId: app.clientId, redirects, scopes, redirectNotRecorded: first === undefined } }
}

/** The plan in the user's sight. State, nonce and challenge don't exist yet and never get here. */
export function askedBy(plan: SignInPlan, addresses: XeroAddresses): Asked {
  const [first, ...spares] = plan.redirects
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: plan.clientId,
    redirect_uri: first.uri,
    scope: plan.scopes.join(' '),
  })
  return {
    shownAddress: `${addresses.authorize}?${query}&state=…&nonce=…&code_challenge=…&code_challenge_method=S256`,
    clientId: plan.clientId,
    redirectUri: first.uri,
    spareRedirectUris: spares.map(({ uri }) => uri),
    scopes: [...plan.scopes],
  }
}

function recordedRedirects(uris: readonly string[]): LoopbackRedirect[] {
  return uris.flatMap((uri) => {
    const parsed = parseLoopbackRedirect(uri)
    return parsed.ok ? [parsed.redirect] : []
  })
}

function defaultRedirect(): LoopbackRedirect {
  const parsed = parseLoopbackRedirect(DEFAULT_LOOPBACK_REDIRECT)
  if (!parsed.ok) throw new Error('the default redirect URI is not one')
  return parsed.redirect
}
