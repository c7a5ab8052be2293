// What the company doctor says of every ordinary case, and that it always says something, whatever it is given.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CompanyConnection, CompanyDataset, CompanyPush } from './schema'
import { companyVerdict } from '../../contract/company-doctor'
import { connectionToJudge } from './access'
import { companyFindings } from './findings'
import { hoursSince } from './hours-since'
import type { CompanySeen } from './seen'

const NOW = new Date('2026-11-24T12:00:00Z')
const AT = '2026-11-24T06:00:00'

const connection = (over: Partial<CompanyConnection> = {}): CompanyConnection => ({
  id: 'c1',
  state: 'Linked',
  status: 'Linked',
  software: 'Xero',
  isXero: true,
  created: '2026-10-01T00:00:00Z',
  lastSync: AT,
  linkUrl: null,
  errors: [],
  ...over,
})
const dataset = (dataType: string, status: string, said: string | null = null): CompanyDataset => ({
  dataType,
  status,
  at: AT,
  lastSuccess: status === 'Complete' ? AT : null,
  said,
  expected: dataType === 'bankTransactions',
})
const push = (status: string, requestedAt: string, said: string | null = null): CompanyPush => ({
  key: 'p1',
  dataType: 'invoices',
  status,
  requestedAt,
  completedAt: null,
  said,
})
const good = [dataset('invoices', 'Complete'), dataset('bankTransactions', 'FetchError')]
const seen = (over: Partial<CompanySeen> = {}): CompanySeen => ({
  name: 'Kowhai Timber',
  connections: [connection()],
  datasets: good,
  pushes: [],
  unread: [],
  now: NOW,
  ...over,
})
const codes = (over: Partial<CompanySeen>): string[] => companyFindings(seen(over)).map(({ code }) => code)
const error = (said: string) => ({ said, at: AT, resolved: false })

describe('the decisive finding', () => {
  test.each<[string, Partial<CompanySeen>]>([
    ['no-connection', { connections: [] }],
    ['other-software', { connections: [connection({ isXero: false, software: 'QuickBooks Online' })] }],
    ['waiting-for-consent', { connections: [connection({ state: 'PendingAuth' })], datasets: [] }],
    ['consent-cancelled', { connections: [connection({ state: 'PendingAuth', errors: [error('User cancelled.')] })] }],
    ['consent-failed', { connections: [connection({ state: 'PendingAuth', errors: [error('Unknown error')] })] }],
    ['access-ended', { connections: [connection({ state: 'Deauthorized' })] }],
    ['demo-reset', { connections: [connection({ state: 'Deauthorized' })], name: 'Demo Company (NZ)' }],
    ['unlinked', { connections: [connection({ state: 'Unlinked' })] }],
    ['unknown-state', { connections: [connection({ state: 'other', status: 'Napping' })] }],
    ['reads-refused', { datasets: [dataset('invoices', 'AuthError'), ...good] }],
    ['some-limit', { datasets: [dataset('invoices', 'RateLimitError')] }],
    ['needs-others', { datasets: [dataset('invoices', 'PrerequisiteNotMet')] }],
    [
      'day-limit',
      { datasets: [dataset('invoices', 'FetchError', 'XeroApiDailyCapReachedFatalException: retry-after 7200')] },
    ],
    [
      'minute-limit',
      { datasets: [dataset('invoices', 'FetchError', 'Maximum timeout of "00:02:00" would be exceeded')] },
    ],
    ['not-permitted', { datasets: [dataset('journals', 'PermissionsError')] }],
    ['reads-failed', { datasets: [dataset('invoices', 'MapError')] }],
    ['never-fetched', { datasets: [] }],
    ['under-way', { datasets: [dataset('invoices', 'Mapping')] }],
    ['writes-failed', { pushes: [push('Failed', AT, 'archived'), push('Success', AT)] }],
    ['writes-late', { pushes: [push('Pending', '2026-11-22T00:00:00Z')] }],
    ['writes-waiting', { pushes: [push('Pending', AT)] }],
    ['part-unread', { datasets: [], unread: [{ part: 'history', problem: null }] }],
    [
      'old-data',
      { connections: [connection({ lastSync: '2026-09-01' })], datasets: [dataset('invoices', 'NotSupported')] },
    ],
    ['data-is-there', {}],
  ])('%s', (code, over) => {
    expect(codes(over)[0]).toBe(code)
  })
})

test('what always fails for Xero is no fault, and says so', () => {
  const findings = companyFindings(seen())
  expect(findings.map(({ code, severity }) => [code, severity])).toEqual([
    ['data-is-there', 'ok'],
    ['expected-failures', 'info'],
  ])
  expect(findings[1]?.sentence).toContain('bankTransactions')
})

test('the wait is Xero’s own figure where it gave one', () => {
  const said = 'XeroApiDailyCapReachedFatalException: daily limit reached, retry-after 43200'
  const [finding] = companyFindings(seen({ datasets: [dataset('invoices', 'RateLimitError', said)] }))
  expect(finding?.nextStep).toContain('12 hours')
  // Two figures go round: both are said, with whose they are.
  expect(finding?.sentence).toContain('5,000 by Xero’s own page, 1,000 on the Starter plan as others report')
})

test('nothing is said of data that could not be read', () => {
  expect(codes({ datasets: [], unread: [{ part: 'history', problem: null }] })).not.toContain('never-fetched')
  expect(codes({ datasets: [], unread: [{ part: 'push', problem: null }] })).toContain('never-fetched')
})

test('a time without a zone is Codat’s, so UTC', () => {
  expect(hoursSince('2026-11-24T06:00:00.1234567', NOW)).toBeCloseTo(6, 2)
  expect(hoursSince('2026-11-24T06:00:00+02:00', NOW)).toBe(8)
  expect(hoursSince('soon', NOW)).toBe(0)
})

describe('properties', () => {
  const anyConnection = fc.record({
    id: fc.uuid(),
    state: fc.constantFrom('PendingAuth', 'Linked', 'Unlinked', 'Deauthorized', 'other') as fc.Arbitrary<
      CompanyConnection['state']
    >,
    isXero: fc.boolean(),
    created: fc.option(fc.constantFrom('2026-01-01', AT), { nil: null }),
    errors: fc.array(fc.record({ said: fc.string({ minLength: 1 }), at: fc.constant(AT), resolved: fc.boolean() })),
  })
  const words = fc.constantFrom(
    'Complete',
    'FetchError',
    'AuthError',
    'RateLimitError',
    'Queued',
    'NotSupported',
    'Odd',
  )
  const anyDataset = fc
    .record({ dataType: fc.constantFrom('invoices', 'bankTransactions', 'journals'), status: words })
    .map(({ dataType, status }) => dataset(dataType, status))
  const anyPush = fc.constantFrom('Pending', 'Failed', 'Success', 'TimedOut').map((status) => push(status, AT))
  const anything = fc.record({
    connections: fc.array(anyConnection.map((over) => connection(over))),
    datasets: fc.array(anyDataset),
    pushes: fc.array(anyPush),
    unread: fc
      .subarray(['data-status', 'history', 'push'] as const)
      .map((parts) => parts.map((part) => ({ part, problem: null }))),
    name: fc.constantFrom('Acme', 'Demo Company (Global)'),
  })

  test('it always says something that fits the contract, at most once each', () => {
    fc.assert(
      fc.property(anything, (over) => {
        const findings = companyFindings(seen(over))
        companyVerdict.shape.findings.parse(findings)
        expect(new Set(findings.map(({ code }) => code)).size).toBe(findings.length)
      }),
    )
  })

  test('the order in which Codat lists connections and readings decides nothing', () => {
    fc.assert(
      fc.property(anything, (over) => {
        const turned = { ...over, connections: over.connections.toReversed() }
        expect(connectionToJudge(turned.connections)).toEqual(connectionToJudge(over.connections))
        expect(companyFindings(seen(turned)).map(({ code }) => code)).toEqual(
          companyFindings(seen(over)).map(({ code }) => code),
        )
      }),
    )
  })
})
