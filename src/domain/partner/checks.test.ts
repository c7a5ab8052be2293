import { describe, expect, it } from 'vitest'
import type { ActivityEntry } from '../activity/entry'
import { codatAddresses } from '../facts'
import {
  checkActivity,
  checkName,
  checkRedirectUris,
  checkScopes,
  checkConnections,
  checkSecurity,
  checkSupportContact,
} from './checks'
import { scopesOf, scopeTable, withNeeded } from './scope-table'

const codat = codatAddresses.redirectUri.value
const connections = (count: number | null, atLeast = false) => ({
  count,
  atLeast,
  readAt: count === null ? null : '2026-11-24T10:00:00.000Z',
  limitSetting: { kind: 'automatic' } as const,
})

it.each([
  ['Harbour Pay', 'passed'],
  ['Harbour for Xero', 'failed'],
  ['HarbourXERO', 'failed'],
  ['Harbour ＸＥＲＯ', 'failed'],
])('the name “%s”: %s', (name, outcome) => {
  expect(checkName(name).outcome).toBe(outcome)
})

it.each([
  ['support@acme.example', 'team-mailbox'],
  ['xero-help@acme.example', 'team-mailbox'],
  ['kim.lee@acme.example', 'maybe-a-person'],
  ['support', 'not-an-email'],
  ['a@b.example, c@d.example', 'not-an-email'],
  ['', 'no-contact'],
])('the contact “%s”: %s', (contact, code) => {
  expect(checkSupportContact(contact).code).toBe(code)
})

it.each([
  [[codat], 'redirects-fine'],
  [[codat, 'http://localhost:8743/callback'], 'loopback-left'],
  [[codat, 'https://127.0.0.1/callback'], 'loopback-left'],
  [[`${codat}/`], 'codat-missing'],
  [[], 'codat-missing'],
])('redirect URIs %j: %s', (redirectUris, code) => {
  expect(checkRedirectUris({ redirectUris, environment: 'production' }).code).toBe(code)
})

describe('scopes', () => {
  const context = { today: '2026-11-24', createdOn: '2026-05-01' }
  const check = (useCase: string | null, scopes: { scope: string; justification: string }[]) =>
    checkScopes(scopeTable({ useCase, scopes }, context)).code

  it('are fine when they are what the use case needs, each with a reason', () => {
    expect(check('payables', withNeeded([], 'payables'))).toBe('scopes-fine')
    expect(withNeeded([], 'payables').map(({ scope }) => scope)).toEqual(scopesOf('payables'))
  })

  it('keep the words of lines that are there', () => {
    const mine = [{ scope: 'offline_access', justification: 'Mine.' }]
    expect(withNeeded(mine, 'payables')[0]).toEqual(mine[0])
    expect(withNeeded(mine, 'payables').filter(({ scope }) => scope === 'offline_access')).toHaveLength(1)
  })

  it('are named when one is missing, has no reason, or is more than the use case needs', () => {
    const all = withNeeded([], 'payables')
    expect(check('payables', all.slice(1))).toBe('scope-missing')
    expect(
      check(
        'payables',
        all.map((line) => ({ ...line, justification: '' })),
      ),
    ).toBe('scope-unjustified')
    expect(check('payables', [...all, { scope: 'files', justification: 'For receipts.' }])).toBe('scope-extra')
    expect(check(null, all)).toBe('no-use-case')
    expect(check('constructor', all)).toBe('no-use-case')
  })

  it('carry Xero’s own rules as a remark', () => {
    const { lines } = scopeTable(
      { useCase: 'bank-feeds', scopes: [{ scope: 'accounting.transactions', justification: 'x' }] },
      context,
    )
    expect(lines[0]?.remark).toContain('can’t ask for')
  })
})

it.each([
  [connections(10), 'enough-seats'],
  [connections(9), 'too-few-seats'],
  [connections(9, true), 'incomplete-count'],
  [connections(null), 'not-counted'],
])('seats %j: %s', (gauge, code) => {
  expect(checkConnections(gauge).code).toBe(code)
})

it.each([
  [799, null, 'not-due'],
  [24, 800, 'assessment-due'],
  [1_200, 5, 'assessment-due'],
  [null, null, 'not-counted'],
])('security with %s connections and %s expected: %s', (count, expected, code) => {
  expect(checkSecurity(connections(count), expected).code).toBe(code)
})

describe('activity', () => {
  const entry = (what: string, subject: string, note: string | null): ActivityEntry => ({
    at: '2026-11-20T10:00:00.000Z',
    what,
    subject,
    subjectName: 'Acme',
    note,
  })

  it('shows a connection and a disconnection of this app, and of no other', () => {
    const both = [entry('seat.freed', 'me', 'Acme Ltd'), entry('xero.sign-in-tested', 'me', 'slot 1: signed-in')]
    expect(checkActivity(both, 'me').code).toBe('seen-both')
    expect(checkActivity(both, 'other').code).toBe('seen-neither')
    expect(checkActivity(both.slice(1), 'me').code).toBe('no-disconnection-seen')
    expect(checkActivity(both.slice(0, 1), 'me').code).toBe('no-connection-seen')
    expect(checkActivity([entry('xero.sign-in-tested', 'me', 'slot 1: cancelled')], 'me').code).toBe('seen-neither')
  })
})
