// Who signed in, and to which organisations, as a sign-in test shows it.
import { demoCompanyName, xeroScopes } from '../facts'
import type { SignedInOrganisation, SignInResult, XeroConnection } from './schema'
import type { CleanUpState } from './clean-up'
import { clip } from './provider-facts'
import type { AskableOrganisation } from './sign-in-feeds'
import type { ApiAnswer, ConnectionList, Organisation } from './api-answers'

export function personOf(claims: Readonly<Record<string, unknown>>): SignInResult['who'] {
  const text = (claim: string): string => (typeof claims[claim] === 'string' ? claims[claim].trim() : '')
  const name = text('name') || `${text('given_name')} ${text('family_name')}`.trim()
  return { name: clip(name || null), email: clip(text('email') || null) }
}

const personal: ReadonlySet<string> = new Set(xeroScopes.identity.value)

export interface Found {
  readonly connections: readonly XeroConnection[]
  readonly unread: SignInResult['organisationsUnread']
  readonly answer: ApiAnswer<ConnectionList> | null
}

/** What a list leaves open about this consent's connections. */
function whyIncomplete(
  { connections, unreadableRows }: ConnectionList,
  own: number,
  connectsSomething: boolean,
): Found['unread'] {
  if (unreadableRows > 0) return 'unreadable'
  if (connections.some(({ authEventId }) => authEventId === null)) return 'unknown-consent'
  return own === 0 && connectsSomething ? 'none-listed' : null
}

/** A connection can be a practice's instead of an organisation's. */
export function isOrganisation(connection: XeroConnection): connection is XeroConnection & { tenantId: string } {
  const { tenantId, tenantType } = connection
  return tenantId !== null && (tenantType === null || tenantType === 'ORGANISATION')
}

export function askable(connection: XeroConnection, details: Organisation | undefined): AskableOrganisation[] {
  if (!isOrganisation(connection)) return []
  const name = details?.name ?? connection.tenantName
  return [{ tenantId: connection.tenantId, name, demo: demoState(details?.isDemo ?? null, name) }]
}

export function organisationView(
  connection: XeroConnection,
  details: Organisation | undefined,
  state: CleanUpState | undefined,
): SignedInOrganisation {
  const name = details?.name ?? connection.tenantName
  return {
    connectionId: connection.id,
    tenantId: connection.tenantId ?? '',
    name,
    type: connection.tenantType,
    demo: demoState(details?.isDemo ?? null, name),
    country: details?.country ?? null,
    currency: details?.currency ?? null,
    xeroClass: details?.xeroClass ?? null,
    connection: state ?? { state: 'remains', reason: 'unknown-consent' },
  }
}

function demoState(isDemo: boolean | null, name: string | null): SignedInOrganisation['demo'] {
  if (isDemo !== null) return isDemo ? 'yes' : 'no'
  return name !== null && demoCompanyName.value.test(name) ? 'probably' : 'unknown'
}

/** The consent's own connections on a list. */
export function foundIn(
  answer: ApiAnswer<ConnectionList>,
  authEventId: string,
  grantedScopes: readonly string[],
): Found {
  if (answer.kind !== 'ok') return { connections: [], unread: answer.kind, answer }
  // Xero asks for an organisation as soon as a scope is about more than the person who signs in.
  const connectsSomething = grantedScopes.some((scope) => !personal.has(scope))
  const { connections } = answer.value
  // A server that ignores the filter would give every connection of this person: only the consent's own are ours to speak of.
  const own = connections.filter((connection) => connection.authEventId?.toLowerCase() === authEventId.toLowerCase())
  return { connections: own, unread: whyIncomplete(answer.value, own.length, connectsSomething), answer }
}
