// Test app and production app side by side: what differs, what should, and what doesn't come along. Pure.
import { codatAddresses } from '../facts'
import type { CodatClient } from '../codat/schema'
import type { Integration } from './schema'
import type { GoLiveComparison } from './views'
import type { XeroApp } from '../xero-apps/schema'
import { isLoopback, sameClientId } from './evidence'

export interface Side {
  readonly app: XeroApp
  readonly integration: Integration | null
  readonly codat: CodatClient | null
  /** Linked companies at its Codat client; null where nobody counted. */
  readonly linked: number | null
}

/** Linked companies as last counted, and the first company where that was linked since; null where nobody counted or linked. */
export function linkedOf({ inheritedSeen, countedBefore, firstCompany }: Integration): number | null {
  const counts = [inheritedSeen, countedBefore].filter((count) => count !== null)
  const newest = counts.toSorted((a, b) => b.at.localeCompare(a.at))[0]
  if (firstCompany?.state !== 'Linked') return newest?.linked ?? null
  const since = newest === undefined || newest.at < firstCompany.createdAt
  return (newest?.linked ?? 0) + (since ? 1 : 0)
}

type Row = GoLiveComparison['rows'][number]

/** What stands on both sides of going live. */
export function compareForGoLive(test: Side, production: Side): GoLiveComparison {
  return {
    rows: [
      clientIds(test, production),
      redirects(test, production),
      row(
        'company-url',
        test.app.companyUrl,
        production.app.companyUrl,
        'neutral',
        'The production app shows its owner’s own site.',
      ),
      appTypes(test, production),
      row(
        'created',
        test.app.createdOn ?? '',
        production.app.createdOn ?? '',
        'neutral',
        'Limit and scopes depend on the day each was created.',
      ),
      codatClients(test, production),
      scopes(test, production),
      secrets(test, production),
      signIns(test, production),
    ],
    leftBehind: [
      'Connections: every company that the test app linked stays with the test app.',
      'Consents: nobody who consented to the test app has consented to the production app.',
      'Secrets and scopes granted to the test app.',
    ],
    whoReconnects: reconnecting(test),
    retire: sameCodat(test, production)
      ? 'Retire the test app when every company has consented to the production app.'
      : 'Keep the test app for rehearsals; disconnect its companies when the production app is proved, so that its connections are free.',
  }
}

function row(what: Row['what'], test: string, production: string, verdict: Row['verdict'], note: string): Row {
  return { what, test, production, verdict, note }
}

function clientIds(test: Side, production: Side): Row {
  const [a, b] = [test.app.clientId, production.app.clientId]
  if (b === '') return row('client-id', a, b, 'watch', 'The production app’s client id is missing.')
  return sameClientId(a, b)
    ? row('client-id', a, b, 'watch', 'Both records have the same client id: one of them is wrong.')
    : row('client-id', a, b, 'ok', 'Two apps, two ids: Codat gets the production one.')
}

function redirects(test: Side, production: Side): Row {
  const listed = (side: Side): string => side.app.redirectUris.toSorted().join('\n')
  const { redirectUris } = production.app
  const said = (verdict: Row['verdict'], note: string): Row =>
    row('redirect-uris', listed(test), listed(production), verdict, note)
  if (!redirectUris.includes(codatAddresses.redirectUri.value)) {
    return said('watch', 'Codat’s redirect URI is missing on the production app.')
  }
  return redirectUris.some(isLoopback)
    ? said('watch', 'The sign-in test’s redirect URI is still on the production app: take it out before review.')
    : said('ok', 'Codat’s redirect URI is on the production app.')
}

function appTypes(test: Side, production: Side): Row {
  const [a, b] = [test.app.appType, production.app.appType]
  return row('app-type', a, b, b === 'web' ? 'ok' : 'watch', 'Codat needs a web app.')
}

function codatClients(test: Side, production: Side): Row {
  const said = (verdict: Row['verdict'], note: string): Row =>
    row('codat-client', test.codat?.name ?? '', production.codat?.name ?? '', verdict, note)
  if (production.codat === null) return said('watch', 'No Codat client is noted for the production app yet.')
  return sameCodat(test, production)
    ? said(
        'watch',
        'A Codat client holds one Xero credential: pasting the production keys unplugs what the test app linked.',
      )
    : said('ok', 'The production app has a Codat client of its own.')
}

function scopes(test: Side, production: Side): Row {
  const [a, b] = [scopesOf(test), scopesOf(production)]
  const verdict = b === '' ? 'neutral' : a === b ? 'ok' : 'watch'
  return row('scopes', a, b, verdict, 'Codat’s team sets the scopes for each client: ask for the production one too.')
}

function secrets(test: Side, production: Side): Row {
  const [a, b] = [secretOf(test), secretOf(production)]
  const note = 'The production secret is its own: the test app’s doesn’t work with it.'
  return row('secret', a, b, b === 'missing' ? 'watch' : 'ok', note)
}

function signIns(test: Side, production: Side): Row {
  const said = ({ app }: Side): string => (app.signInProvedAt === null ? 'not tested' : 'tested')
  const verdict = production.app.signInProvedAt === null ? 'watch' : 'ok'
  return row('sign-in', said(test), said(production), verdict, 'Test the production app once before the hand-over.')
}

function sameCodat(a: Side, b: Side): boolean {
  return a.codat !== null && a.codat.id === b.codat?.id
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
