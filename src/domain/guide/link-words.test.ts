import { expect, it } from 'vitest'
import type { FirstCompany, Integration } from './schema'
import { app, evidence, handOver, integration, secret } from '../../../test/support/guide-records'
import { CLIENT_ID } from '../../../test/support/xero-app-fields'
import { rawCompany } from '../codat/shapes'
import { seenIn, withSeen } from './first-company'
import { explainLink } from './link-words'

const company: FirstCompany = {
  companyId: 'company',
  companyName: 'Acme Books',
  connectionId: 'connection',
  linkUrl: 'https://link.codat.io/company/1',
  createdAt: '2026-11-24T11:10:00.000Z',
  state: 'PendingAuth',
  error: null,
  checkedAt: '2026-11-24T11:10:00.000Z',
}
const AT = '2026-11-24T11:30:00.000Z'
const explained = (seen: Partial<FirstCompany>, some: Partial<Integration> = {}) =>
  explainLink(integration({ handOver, firstCompany: { ...company, ...seen }, ...some }), evidence())

const readings = [
  ['waiting', {}, {}],
  ['cancelled', { error: 'User cancelled.' }, {}],
  ['keys-suspect', { error: 'Unknown error occurred.' }, {}],
  ['other', { error: 'Another organisation was connected before.' }, {}],
  ['not-enabled', { error: null }, { enabledSeen: { at: AT, present: true, enabled: false } }],
  ['deauthorized', { state: 'Deauthorized' }, {}],
  ['unlinked', { state: 'Unlinked' }, {}],
  ['gone', { state: 'gone' }, {}],
  ['other', { state: 'other' }, {}],
  ['linked-before', { state: 'Linked' }, {}],
  ['linked', { state: 'Linked' }, { provedAt: AT }],
] as const

it.each(readings)('%s', (code, seen, some) => {
  expect(explained(seen, some)?.code).toBe(code)
})

// A company's state is one step of many: what else is open, these words can't know.
it.each(readings)('%s never says that anybody is done, and always what comes next', (_, seen, some) => {
  const words = explained(seen, some)
  expect(`${words?.title} ${words?.text} ${words?.nextStep}`).not.toMatch(
    /\b(done|finished|complete|last step|all set)\b/i,
  )
  expect(words?.nextStep).toMatch(/\w/)
})

it('a linked company leads on to what is open, by the header that knows it', () => {
  const words = explained({ state: 'Linked' }, { provedAt: AT })
  expect(words?.nextStep).toMatch(/what is still open: the app’s header/)
})

it('a wrong key is named as far as it can be known', () => {
  const error = 'Unknown error occurred.'
  const consentSeen = { at: AT, clientId: CLIENT_ID, redirectUri: null, scopes: [] }
  expect(explained({ error }, { consentSeen })?.nextStep).toMatch(/client id there is right. Paste the secret/)
  expect(explained({ error }, { consentSeen: { ...consentSeen, clientId: 'F'.repeat(32) } })?.title).toMatch(
    /another app’s client id/,
  )
})

it('a link that was made with earlier keys proves nothing of today’s', () => {
  const rotated = evidence({ app: app({ secrets: [secret({ storedAt: '2026-11-24T11:45:00.000Z' })] }) })
  const linked = { ...company, state: 'Linked' as const }
  const words = explainLink(integration({ handOver, firstCompany: linked, provedAt: AT }), rotated)
  expect(words?.code).toBe('linked-before')
})

it('keys that Xero refused since it accepted them are not called accepted', () => {
  const failed = { ...company, error: 'Unknown error occurred.' }
  const says = (lastRefusedAt: string | null) =>
    explainLink(
      integration({ handOver, firstCompany: failed }),
      evidence({ app: app({ secrets: [secret({ lastRefusedAt })] }) }),
    )?.text
  expect(says(null)).toContain('Xero accepts the keys kept here')
  expect(says('2026-11-24T11:00:00.000Z')).not.toContain('Xero accepts')
})

it('a connection of before another link was made is not the one that it led to, however shortly before', () => {
  const made = (id: string, status: string, minute: string) => ({
    id,
    integrationKey: 'gbol',
    platformName: 'Xero',
    linkUrl: 'https://link.codat.io/company/1',
    status,
    created: `2026-11-24T${minute}:00Z`,
  })
  const renewed = { ...company, connectionId: 'new', createdAt: '2026-11-24T11:11:00.000Z' }
  const look = (others: ReturnType<typeof made>[]) => {
    const dataConnections = [made('old', 'Linked', '11:09'), ...others]
    return seenIn(rawCompany.parse({ id: 'company', name: 'Acme Books', dataConnections }), renewed, AT)
  }
  expect(look([made('new', 'PendingAuth', '11:11')])).toMatchObject({ connectionId: 'new', state: 'PendingAuth' })
  // Codat's own page for the company made one later.
  expect(look([made('new', 'PendingAuth', '11:11'), made('page', 'Linked', '11:12')])).toMatchObject({
    connectionId: 'page',
    state: 'Linked',
  })
})

const seenLinked = (some: Partial<Integration>) =>
  withSeen(integration({ handOver, firstCompany: company, ...some }), evidence(), { ...company, state: 'Linked' }, AT)
    .provedAt

it.each([
  ['made after the paste', {}, AT],
  [
    'made before it, seen unlinked after it',
    { firstCompany: { ...company, createdAt: '2026-11-24T10:30:00.000Z' } },
    AT,
  ],
  [
    'made and seen before it',
    { firstCompany: { ...company, createdAt: '2026-11-24T10:30:00.000Z', checkedAt: '2026-11-24T10:40:00.000Z' } },
    null,
  ],
  [
    'linked already when the keys were pasted',
    { firstCompany: { ...company, createdAt: '2026-11-24T10:30:00.000Z', state: 'Linked' as const } },
    null,
  ],
  ['without a paste', { handOver: null }, null],
  ['with another secret since', { handOver: { ...handOver, secretStoredAt: '2026-11-24T09:00:00.000Z' } }, null],
])('a link %s', (_, some, proved) => {
  expect(seenLinked(some)).toBe(proved)
})
