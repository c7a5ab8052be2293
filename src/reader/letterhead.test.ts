// Opening and closing balances above the heading of a CSV.
import { describe, expect, it } from 'vitest'
import { codes, finding, openText } from '../../test/support/statements'

const LINES = ['Date,Details,Amount', '12/11/2026,MERIDIAN,1200.00', '13/11/2026,PAPER MILL,-42.50']
const openBelow = (...letterhead: string[]) => openText([...letterhead, ...LINES].join('\n'))

describe('a letterhead with an opening and a closing balance', () => {
  it.each([
    ['in cells of their own', ['Account,12345678', 'Opening Balance,"1,000.00"', 'Closing Balance,"2,157.50"', '']],
    ['in one cell each', ['Account: 12345678', 'Opening Balance: 1000.00', 'Closing Balance: 2157.50']],
    [
      'with days',
      ['Account,1', 'Beginning balance as of 01/11/2026,,1000.00', 'Ending balance as of 24/11/2026,,2157.50'],
    ],
    ['side by side', ['Opening Balance,Total Debits,Total Credits,Closing Balance', '1000.00,42.50,1200.00,2157.50']],
  ])('proves its lines, and what the account held after each: %s', async (_, letterhead) => {
    const statement = await openBelow(...letterhead)
    expect(codes(statement)).not.toContain('balance.missing')
    expect(statement.view().summary).toMatchObject({ startBalance: '1000.00', endBalance: '2157.50' })
    expect(statement.lines(0, 2).map(({ balance }) => balance)).toEqual(['2200.00', '2157.50'])
  })

  it('that the lines don’t lead to is a stop: one is missing, or there twice', async () => {
    const statement = await openBelow('Account,12345678', 'Opening Balance,1000.00', 'Closing Balance,2100.00')
    expect(finding(statement, 'balance.wrong-end').places).toMatchObject([{ value: '2157.50', expected: '2100.00' }])
  })

  it('is compared with the balance after the last line, where the lines have one', async () => {
    const rows = [
      'Date,Description,Amount,Running Bal.',
      '11/12/2026,MERIDIAN,1200.00,2200.00',
      '11/13/2026,MILL,-42.50,2157.50',
    ]
    const said = [
      'Description,,Summary Amt.',
      'Beginning balance as of 11/01/2026,,"1,000.00"',
      'Ending balance as of 11/24/2026,,"2,137.50"',
      '',
    ]
    expect(codes(await openText([...said, ...rows].join('\n')))).toContain('balance.wrong-end')
  })

  it('is nothing to go by where it counts what is owed, or one of the two is missing', async () => {
    const owed = await openBelow('Card,1234', 'Opening Balance,1000.00', 'Closing Balance,-157.50')
    expect(codes(owed)).not.toContain('balance.wrong-end')
    expect(codes(owed)).toContain('balance.missing')
    const alone = await openBelow('Account,12345678', 'Closing Balance,999.00')
    expect(codes(alone)).not.toContain('balance.wrong-end')
  })

  it('says nothing of signs: a card’s would look just the same', async () => {
    const spent = ['Date,Details,Amount', '12/11/2026,MILL,80.00', '13/11/2026,SHOP,-42.50']
    const statement = await openText(['Opening Balance,100.00', 'Closing Balance,137.50', ...spent].join('\n'))
    expect(codes(statement)).toContain('sign.doubtful')
  })
})
