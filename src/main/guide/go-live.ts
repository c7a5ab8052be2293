// Test app and production app side by side: what differs, what should, and what doesn't come along. Pure.
import { codatAddresses } from '../../contract/facts'
import type { CodatClient } from '../../contract/codat'
import type { GoLiveComparison, Integration } from '../../contract/guide'
import type { XeroApp } from '../../contract/xero-apps'
import { isLoopback, sameClientId } from './evidence'

export interface Side {
  readonly app: XeroApp
  readonly integration: Integration | null
  readonly codat: CodatClient | null
  /** Linked companies at its Codat client; null where nobody counted. */
  readonly linked: number | null
}

type Row = GoLiveComparison['rows'][number]

/** What stands on both sides of going live. */
export function compareForGoLive(test: Side, production: Side): GoLiveComparison {
  const rows = [
    row(
      'client-id',
      of(test, ({ app }) => app.clientId),
      of(production, ({ app }) => app.clientId),
      'different',
      sameIds(test, production)
        ? 'Both records have the same client id: one of them is wrong.'
        : 'Two apps, two ids: Codat gets the production one.',
    ),
    redirects(test, production),
    row(
      'company-url',
      test.app.companyUrl,
      production.app.companyUrl,
      null,
      'The production app shows its owner’s own site.',
    ),
    row('app-type', test.app.appType, production.app.appType, 'same', 'Codat needs a web app.'),
    row(
      'created',
      test.app.createdOn ?? '',
      production.app.createdOn ?? '',
      null,
      'Limit and scopes depend on the day each was created.',
    ),
    row(
      'codat-client',
      test.codat?.name ?? '',
      production.codat?.name ?? '',
      'different',
      sameCodat(test, production)
        ? 'A Codat client holds one Xero credential: pasting the production keys unplugs what the test app linked.'
        : 'Each has a Codat client of its own.',
    ),
    row(
      'scopes',
      scopesOf(test),
      scopesOf(production),
      'same',
      'Codat’s team sets the scopes for each client: ask for the production one too.',
    ),
    row(
      'secret',
      secretOf(test),
      secretOf(production),
      'same',
      'The production secret is its own: the test app’s doesn’t work with it.',
    ),
    row(
      'sign-in',
      test.app.signInProvedAt === null ? 'not tested' : 'tested',
      production.app.signInProvedAt === null ? 'not tested' : 'tested',
      'same',
      'Test the production app once before the hand-over.',
    ),
  ]
  return {
    rows,
    leftBehind: [
      'Connections: every company that the test app linked stays with the test app.',
      'Consents: nobody who consented to the test app has consented to the production app.',
      'Secrets and scopes granted to the test app.',
    ],
    whoReconnects: reconnecting(test),
    retire: sameCodat(test, production)
      ? 'Retire the test app when every company has consented to the production app.'
      : 'Keep the test app for rehearsals; disconnect its companies when the production app is proved, so that its places are free.',
  }
}

function of(side: Side, read: (side: Side) => string): string {
  return read(side)
}

function row(what: Row['what'], test: string, production: string, shouldBe: Row['shouldBe'], note: string): Row {
  return { what, test, production, same: test === production, shouldBe, note }
}

function sameIds(a: Side, b: Side): boolean {
  return a.app.clientId !== '' && sameClientId(a.app.clientId, b.app.clientId)
}

function sameCodat(a: Side, b: Side): boolean {
  return a.codat !== null && a.codat.id === b.codat?.id
}

function redirects(test: Side, production: Side): Row {
  const listed = (side: Side): string => side.app.redirectUris.toSorted().join('\n')
  const { redirectUris } = production.app
  const note = !redirectUris.includes(codatAddresses.redirectUri.value)
    ? 'Codat’s redirect URI is missing on the production app.'
    : redirectUris.some(isLoopback)
      ? 'The sign-in test’s redirect URI is still on the production app: take it out before review.'
      : 'Codat’s redirect URI is on the production app.'
  return row('redirect-uris', listed(test), listed(production), null, note)
}

function scopesOf({ integration }: Side): string {
  return integration?.scopes?.scopes.toSorted().join(' ') ?? ''
}

function secretOf({ app }: Side): string {
  if (app.keyHolder === 'customer') return 'kept by the customer'
  return app.secrets.length === 0 ? 'missing' : 'kept here'
}

function reconnecting({ linked, codat }: Side): string {
  if (codat === null) return 'No Codat client is noted for the test app, so nobody is known to have to reconnect.'
  if (linked === null)
    return 'Every company that the test app linked has to consent again. Count them with the hand-over step.'
  if (linked === 0) return 'Nobody: the test app has no linked company.'
  return linked === 1 ? '1 company has to consent again.' : `${linked} companies have to consent again.`
}
