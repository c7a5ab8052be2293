// After the ID token was verified: who signed in, to which organisation, and whether what the test connected could be removed.
import { type authorizationCodeGrant, fetchUserInfo } from 'openid-client'
import { bankFeedsScope, organisationScopes } from '../../domain/facts'
import type {
  BankFeedsAnswer,
  RemainReason,
  SignInOutcome,
  SignInResult,
  XeroConnection,
} from '../../domain/xero/schema'
import type { SignInLeg } from '../../contract/xero'
import type { Clock, MainPorts } from '../ports'
import { Secret } from '../secret'
import { readAccessToken, type TokenFacts } from '../../domain/xero/access-token'
import type { XeroAddresses } from '../../domain/xero/addresses'
import {
  type Asked,
  type CleanUpState,
  listedIn,
  saidOf,
  statesAfter,
  type TestOrigin,
  whyKeep,
} from '../../domain/xero/clean-up'
import type { Discovered } from './oidc-client'
import { clip } from '../../domain/xero/provider-facts'
import { demoRank, type FeedsQuestion, refusal } from '../../domain/xero/sign-in-feeds'
import type { SignInPlan } from '../../domain/xero/sign-in-plan'
import { openXeroApi, type XeroApi } from './xero-api'
import type { Organisation } from '../../domain/xero/api-answers'
import { latestXeroTimeAt } from '../../domain/xero/xero-time'
import {
  askable,
  type Found,
  foundIn,
  isOrganisation,
  organisationView,
  personOf,
} from '../../domain/xero/sign-in-result'

export type Tokens = Awaited<ReturnType<typeof authorizationCodeGrant>>

export interface FinishPorts extends Pick<MainPorts, 'fetch' | 'clock'> {
  addresses: XeroAddresses
  signal: AbortSignal
  plan: Pick<SignInPlan, 'scopes'>
  mark(leg: SignInLeg): void
  limits?: { requestMs?: number }
}

export interface SignedIn {
  tokens: Tokens
  discovered: Discovered
  /** `Clock.monotonic()` when the test began. */
  startedAt: number
}

/**
 * Reads what the consent connected and removes it where that is certain. A cancel from here on skips what would only be shown, but
 * not the clean-up: its calls end by their own time limits.
 */
export async function finishSignIn(ports: FinishPorts, signedIn: SignedIn): Promise<SignInOutcome> {
  const { tokens, discovered } = signedIn
  const { clock, signal, mark } = ports
  const facts = readAccessToken(tokens.access_token)
  const who = await whoSignedIn(ports, signedIn)
  mark('who')
  const apiOptions = { ...apiPorts(ports), token: new Secret(tokens.access_token) }
  const api = openXeroApi(apiOptions)
  const grantedScopes = (facts.scopes ?? tokens.scope?.split(' ') ?? []).flatMap((scope) => clip(scope) ?? [])
  const found = await connectionsOf(api, facts, grantedScopes)
  const details = await organisationsOf(api, found, signal.aborted ? [] : grantedScopes)
  const bankFeeds = signal.aborted
    ? null
    : await askBankFeeds(openXeroApi({ ...apiOptions, signal }), {
        askedScopes: ports.plan.scopes,
        grantedScopes,
        organisations: found.connections.flatMap((connection) => askable(connection, details.get(connection.id))),
      })
  mark('organisation')
  const states = await cleanUpAll(api, found, facts, signedIn.startedAt)
  mark('cleaned')
  const organisations = found.connections.map((connection) =>
    organisationView(connection, details.get(connection.id), states.get(connection.id)),
  )
  const remains = found.unread !== null || organisations.some(({ connection }) => connection.state === 'remains')
  if (signal.aborted) return { kind: 'cancelled', connectionMayRemain: remains }
  const result: SignInResult = {
    who,
    organisations,
    organisationsUnread: found.unread,
    grantedScopes,
    bankFeeds,
    expiresAt: expiry(facts, tokens, clock)?.toISOString() ?? null,
    clockAheadSeconds: discovered.clockAheadSeconds,
    tokensDropped: true,
  }
  return { kind: 'signed-in', result }
}

/** The clean-up must not end with the user's cancel, so its API doesn't get the signal. */
function apiPorts({ fetch, addresses, clock, limits }: FinishPorts) {
  const ports = { fetch, addresses, clock }
  return limits?.requestMs === undefined ? ports : { ...ports, requestMs: limits.requestMs }
}

/** From the ID token, and from the userinfo endpoint where the ID token leaves name or address out. */
async function whoSignedIn({ signal }: FinishPorts, { tokens, discovered }: SignedIn): Promise<SignInResult['who']> {
  const claims = tokens.claims()
  const told = personOf(claims ?? {})
  if (claims === undefined || signal.aborted || (told.name !== null && told.email !== null)) return told
  try {
    const more = personOf(await fetchUserInfo(discovered.config, tokens.access_token, claims.sub))
    return { name: told.name ?? more.name, email: told.email ?? more.email }
  } catch {
    // Only a nicety: the sign-in itself is proved by the ID token.
    return told
  }
}

/** The connections of this very consent. Without the token's consent id nothing can be told from what was there before. */
async function connectionsOf(
  api: XeroApi,
  { authEventId }: TokenFacts,
  grantedScopes: readonly string[],
): Promise<Found> {
  if (authEventId === null) return { connections: [], unread: 'unknown-consent', answer: null }
  return foundIn(await api.listConnections(authEventId), authEventId, grantedScopes)
}

async function organisationsOf(
  api: XeroApi,
  { connections }: Found,
  grantedScopes: readonly string[],
): Promise<Map<string, Organisation>> {
  const details = new Map<string, Organisation>()
  if (!organisationScopes.value.some((scope) => grantedScopes.includes(scope))) return details
  for (const connection of connections) {
    if (!isOrganisation(connection)) continue
    const answer = await api.organisation(connection.tenantId)
    if (answer.kind === 'ok') details.set(connection.id, answer.value)
  }
  return details
}

async function cleanUpAll(
  api: XeroApi,
  { connections, answer }: Found,
  { authEventId }: TokenFacts,
  startedAt: number,
): Promise<Map<string, CleanUpState>> {
  if (authEventId === null) return new Map()
  const serverTime = answer?.kind === 'ok' ? answer.serverTime : null
  const startedBy = serverTime === null ? null : latestXeroTimeAt(startedAt, serverTime)
  return cleanUp(api, connections, { authEventId, startedBy })
}

function expiry(facts: TokenFacts, tokens: Tokens, clock: Clock): Date | null {
  const seconds = tokens.expiresIn()
  return facts.expiresAt ?? (seconds === undefined ? null : new Date(clock.now().getTime() + seconds * 1_000))
}

/**
 * Removes the connections that this test certainly made, one after the other, and says of each what became of it; never by revoking the token, which
 * would unplug every organisation of the person who signed in, real ones included. An answer to a removal
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

/** Whether Xero’s bank feeds API lets the app in, asked about one organisation, a demo company last: those never take feeds. Null for a test of other scopes. */
export async function askBankFeeds(
  api: Pick<XeroApi, 'feedConnections'>,
  { askedScopes, grantedScopes, organisations }: FeedsQuestion,
): Promise<BankFeedsAnswer | null> {
  const scope = bankFeedsScope.value
  if (!grantedScopes.includes(scope)) return askedScopes.includes(scope) ? { kind: 'not-granted' } : null
  const [organisation] = organisations.toSorted((a, b) => demoRank[a.demo] - demoRank[b.demo])
  if (organisation === undefined) return { kind: 'no-organisation' }
  const { tenantId, name } = organisation
  const answer = await api.feedConnections(tenantId)
  switch (answer.kind) {
    case 'ok':
      return { kind: 'enabled', organisation: name, feeds: answer.value.count }
    case 'refused':
      return refusal(answer.facts, name)
    case 'no-answer':
    case 'unreadable':
      return answer
  }
}
