// What only the user can say of amounts: which way each went, and in what units they are written.
import { describe, expect, it } from 'vitest'
import { codes, finding, openText } from '../../test/support/statements'
import type { OpenStatement } from './open-statement'

const UNSIGNED = `Date,Description,Amount,Currency
2026-11-13,RENT,950.00,GBP
2026-11-14,CUSTOMER,1200.00,GBP
2026-11-15,RENT,60.00,GBP
2026-11-16,FEE,4.10,GBP
`
const amounts = (statement: OpenStatement) => statement.lines(0, 10).map(({ amount }) => amount)
const open = (statement: OpenStatement) => statement.lines(0, 10).map(({ unsigned }) => unsigned === true)

describe('amounts without a sign or a direction anywhere', () => {
  it('are said line by line, or of all that have one description, and only then nothing asks', async () => {
    const statement = await openText(UNSIGNED)
    expect(finding(statement, 'sign.unknown')).toMatchObject({ severity: 'stop', count: 4, remedies: [] })
    expect(open(statement)).toEqual([true, true, true, true])
    statement.apply({ kind: 'set-side', at: 0, side: 'out', alike: true })
    expect(amounts(statement)).toEqual(['-950.00', '1200.00', '-60.00', '4.10'])
    expect(open(statement)).toEqual([false, true, false, true])
    expect(finding(statement, 'sign.unknown').count).toBe(2)
    statement.apply({ kind: 'set-side', at: 1, side: 'in', alike: false })
    statement.apply({ kind: 'set-side', at: 3, side: 'out', alike: false })
    expect(amounts(statement)).toEqual(['-950.00', '1200.00', '-60.00', '-4.10'])
    expect(codes(statement)).not.toContain('sign.unknown')
    expect(statement.view().summary).toMatchObject({ moneyIn: '1200.00', moneyOut: '-1014.10' })
    statement.undo()
    expect(finding(statement, 'sign.unknown').count).toBe(1)
  })

  it('turn no line that says itself which way it went', async () => {
    const { format } = (await openText(UNSIGNED)).view()
    const statement = await openText(UNSIGNED.replace('60.00', '-60.00'), { format: { ...format, sign: 'unknown' } })
    statement.apply({ kind: 'set-side', at: 0, side: 'in', alike: true })
    expect(amounts(statement)).toEqual(['950.00', '1200.00', '-60.00', '4.10'])
  })

  it('of a word that isn’t known either', async () => {
    const statement = await openText(
      'Date,Description,Amount,Direction\n2026-11-13,A,5.00,ZZ\n2026-11-14,B,6.00,Credit\n',
    )
    expect(codes(statement)).toContain('direction.unknown')
    statement.apply({ kind: 'set-side', at: 0, side: 'out', alike: false })
    expect(codes(statement)).not.toContain('direction.unknown')
    expect(amounts(statement)).toEqual(['-5.00', '6.00'])
  })
})

describe('numbers in cents', () => {
  const CENTS = 'Date,Description,Amount,Balance\n2026-11-13,RENT,-95000,1050.00\n2026-11-14,CUSTOMER,120001,2250.01\n'

  it('are asked about where balances move by a hundredth, and read as the user says', async () => {
    const asked = await openText(CENTS)
    expect(finding(asked, 'amount.minor-units')).toMatchObject({ severity: 'stop', places: [{ value: 'balances' }] })
    await asked.changeFormat({ ...asked.view().format, units: 'amounts-in-hundredths' })
    expect(amounts(asked)).toEqual(['-950.00', '1200.01'])
    expect(codes(asked).filter((code) => /minor|balance|sign/.test(code))).toEqual([])
  })

  it('are asked about where all are whole and none is small, and the answer holds for balances and fees', async () => {
    const text = `Date,Description,Amount,Fee,Balance,Currency
2026-11-13,A,-1299,-31,8670,GBP
2026-11-14,B,200055,0,208725,GBP
2026-11-15,C,-355,0,208370,GBP
`
    const asked = await openText(text)
    expect(finding(asked, 'amount.minor-units').places).toMatchObject([{ value: 'whole' }])
    await asked.changeFormat({ ...asked.view().format, units: 'hundredths', fee: 'add' })
    expect(asked.lines(0, 3)).toMatchObject([
      { amount: '-13.30', balance: '86.70' },
      { amount: '2000.55', balance: '2087.25' },
      { amount: '-3.55', balance: '2083.70' },
    ])
    expect(codes(asked)).not.toContain('amount.minor-units')
  })

  it('with more places than can be kept stop the file', async () => {
    const asked = await openText(CENTS.replace('120001', '120001.005'))
    await asked.changeFormat({ ...asked.view().format, units: 'amounts-in-hundredths' })
    expect(codes(asked)).toContain('amount.too-precise')
  })
})
