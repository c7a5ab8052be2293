// What is made of the readings that Codat lists.
import { expect, test } from 'vitest'
import { datasetsOf } from '../../../domain/company-doctor/read'

test('the newest reading of a data type counts, whatever the order', () => {
  const row = (status: string, requested: string) => ({ dataType: 'invoices', status, requested, connectionId: 'c1' })
  const rows = [row('FetchError', '2026-11-01T00:00:00Z'), row('Complete', '2026-11-02T00:00:00Z'), { odd: true }, 3]
  const status = {
    ok: true,
    value: { customers: { currentStatus: 'Complete', lastSuccessfulSync: '2026-11-24T06:00:00' } },
  } as const
  for (const value of [rows, rows.toReversed()]) {
    const found = datasetsOf(status, { ok: true, value }, [])
    expect(found.map(({ dataType, status }) => [dataType, status])).toEqual([
      ['customers', 'Complete'],
      ['invoices', 'Complete'],
    ])
  }
})
