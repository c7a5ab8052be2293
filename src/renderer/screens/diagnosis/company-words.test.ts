import { expect, test } from 'vitest'
import { codatTime, datasetTone, notSeenWords, supportText } from './company-words'

test('what is expected to fail is not shown as a fault', () => {
  expect(datasetTone({ status: 'FetchError', expected: true })).toBe('neutral')
  expect(datasetTone({ status: 'FetchError', expected: false })).toBe('act')
  expect(datasetTone({ status: 'Queued', expected: false })).toBe('watch')
})

test('a time without a zone is read as UTC', () => {
  expect(codatTime('2026-11-24T06:00:00.1234567')).toBe('2026-11-24T06:00:00.1234567Z')
  expect(codatTime('2026-11-24T06:00:00+02:00')).toBe('2026-11-24T06:00:00+02:00')
  expect(codatTime('2026-11-24')).toBe('2026-11-24')
})

test('a company that nobody knows is told from one that nobody could be asked about', () => {
  const problem = null
  const unknown = notSeenWords({ outcome: 'unknown-company', companyId: 'x', asked: [{ name: 'A', problem }] })
  expect(unknown.title).toContain('No Codat client here knows')
  expect(notSeenWords({ outcome: 'no-key' }).title).toContain('no API key')
})

test('the text for support names ids and what failed, one line each', () => {
  const text = supportText({
    company: { id: 'co1', name: 'Acme', created: null },
    codatClient: { id: 'r1', name: 'Harbour' },
    connections: [
      {
        id: 'cn1',
        state: 'Linked',
        status: 'Linked',
        software: 'Xero',
        isXero: true,
        created: null,
        lastSync: null,
        linkUrl: null,
        errors: [],
      },
    ],
    findings: [
      {
        code: 'reads-failed',
        severity: 'act',
        sentence: 'It failed.',
        nextStep: 'x',
        side: 'codat',
        link: null,
        said: null,
      },
    ],
    datasets: [
      { dataType: 'invoices', status: 'MapError', at: '2026-11-24', lastSuccess: null, said: 'odd', expected: false },
      { dataType: 'bankTransactions', status: 'FetchError', at: null, lastSuccess: null, said: null, expected: true },
    ],
    pushes: [{ key: 'p1', dataType: 'invoices', status: 'Pending', requestedAt: null, completedAt: null, said: null }],
    unread: [],
    at: '2026-11-24T12:00:00Z',
  })
  expect(text.split('\n')).toEqual([
    'Company Acme (co1), Codat client Harbour, looked at 2026-11-24T12:00:00Z',
    'Connection cn1 (Xero): Linked',
    'invoices: MapError, 2026-11-24: odd',
    'Push operation p1 (invoices): Pending',
    'It failed.',
  ])
})
