import { describe, expect, it } from 'vitest'
import type { StatementRemedy } from '../contract/statements'
import { codes, openText, TODAY } from '../../test/support/statements'
import { seedFeedCurrency } from './codat/seed'
import { sampleStatement } from './sample-statement'

const faults = [
  'order.not-chronological',
  'duplicate.id',
  'balance.breaks',
  'type.wrong-sign',
  'id.missing',
  'request.too-many-lines',
]

describe('the sample statement', () => {
  it('has six kinds of faults, is of the practice account’s currency and ends the day before', async () => {
    const { name, text } = sampleStatement(TODAY)
    const { summary } = (await openText(text)).view()
    expect(name).toBe('Sample statement 2026-11-24.csv')
    expect(codes(await openText(text))).toEqual(faults)
    expect(summary).toMatchObject({ lines: 1_201, currencies: [seedFeedCurrency], lastDate: '2026-11-23' })
  })

  it('is ready to be pushed once each is mended by its first remedy', async () => {
    const statement = await openText(sampleStatement(TODAY).text)
    const before = statement.view().summary
    for (let turn = 0; turn < faults.length; turn += 1) {
      const kind = statement.view().findings[0]?.remedies[0] ?? 'sort'
      const remedy = kind.startsWith('balance-') ? { kind, balance: before.startBalance } : { kind }
      statement.apply(remedy as StatementRemedy)
    }
    expect(codes(statement)).toEqual([])
    expect(statement.view().summary).toMatchObject({ lines: 1_200, requests: 2, startBalance: '12500.00' })
  })

  it('is the same for the same day, and within the year for any', () => {
    expect(sampleStatement('2028-02-29')).toEqual(sampleStatement('2028-02-29'))
    expect(sampleStatement('2028-03-01').text).toContain('2028-02-29')
  })
})
