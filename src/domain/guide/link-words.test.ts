import { expect, it } from 'vitest'
import type { FirstCompany, Integration } from './schema'
import { evidence, handOver, integration } from '../../../test/support/guide-records'
import { CLIENT_ID } from '../../../test/support/xero-app-fields'
import { withSeen } from './first-company'
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
