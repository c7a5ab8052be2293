// Files from the field that were once read wrong: each with its right reading, or the question that leads to it.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { codes, finding, openBytes } from '../../test/support/statements'
import type { FindingCode, StatementFormat } from '../domain/bank-feeds/statements/schema'
import type { OpenStatement } from './open-statement'

const open = (name: string, format: StatementFormat | null = null): Promise<OpenStatement> =>
  openBytes(readFileSync(new URL(`../../test/fixtures/statements/${name}.csv`, import.meta.url)), { format })

const amounts = (statement: OpenStatement): string[] =>
  statement.lines(0, 100).map(({ date, amount }) => `${date} ${amount}`)

/** Whether anything is asked about what the file means, beside what is made of it anyway. */
const MADE: readonly string[] = [
  'id.missing',
  'balance.missing',
  'order.newest-first',
  'currency.missing',
  'type.unknown',
]
const asked = (statement: OpenStatement): string[] => codes(statement).filter((code) => !MADE.includes(code))

const leftOut = (statement: OpenStatement): Record<string, number> =>
  Object.fromEntries(statement.view().leftOut.map(({ why, count }) => [why, count]))

/** Reads it again in the guessed format, with `some` of it said otherwise. */
async function choose(statement: OpenStatement, some: Partial<StatementFormat>): Promise<void> {
  await statement.changeFormat({ ...statement.view().format, ...some })
}

function leaveOut(statement: OpenStatement, ...which: FindingCode[]): void {
  for (const code of which) {
    expect(finding(statement, code).remedies).toContain('leave-out')
    statement.apply({ kind: 'leave-out', code })
  }
}

describe('files from the field', () => {
  it('01: a number in front that is an account is guessed right, and asked about', async () => {
    const statement = await open('01-account-number-first')
    expect(asked(statement)).toEqual(['columns.guessed'])
    expect(amounts(statement)).toEqual([
      '2026-11-13 -950.00',
      '2026-11-16 1200.00',
      '2026-11-19 -88.40',
      '2026-11-20 -4.10',
    ])
    await choose(statement, {})
    expect(asked(statement)).toEqual([])
  })

  it('02: “Soll/Haben” says which way', async () => {
    const statement = await open('02-direction-column')
    expect(asked(statement)).toEqual([])
    expect(amounts(statement)).toEqual(['2026-11-13 -950.00', '2026-11-16 1200.00', '2026-11-19 -88.40'])
  })

  it('03: Outflow and Inflow are known, and so is any other pair once it is chosen', async () => {
    const statement = await open('03-unknown-heading')
    expect(asked(statement)).toEqual([])
    const right = ['2026-11-13 -950.00', '2026-11-16 1200.00', '2026-11-19 -88.40']
    expect(amounts(statement)).toEqual(right)
    await choose(statement, { skip: 1, columns: { date: 0, counterparty: 1, debit: 3, credit: 4 } })
    expect(amounts(statement)).toEqual(right)
    expect(asked(statement)).toEqual([])
  })

  it('06: of two accounts in one file one is read, and the other is counted', async () => {
    const statement = await open('06-two-accounts')
    expect(asked(statement)).toEqual(['file.several-accounts'])
    expect(statement.view().accounts).toEqual(['11110001', '22220002'])
    statement.apply({ kind: 'only-account', account: '11110001' })
    expect(asked(statement)).toEqual([])
    expect(amounts(statement)).toEqual(['2026-11-13 -950.00', '2026-11-16 1200.00'])
    expect(leftOut(statement)).toEqual({ 'file.several-accounts': 1 })
    statement.undo()
    expect(statement.view().summary.lines).toBe(3)
  })

  it('14: of two amounts the account’s own is asked for', async () => {
    const statement = await open('14-two-amounts')
    expect(asked(statement)).toEqual(['columns.twice'])
    await choose(statement, { columns: { date: 0, description: 1, amount: 4, currency: 5 } })
    expect(amounts(statement)).toEqual(['2026-11-13 -107.30', '2026-11-16 -42.95'])
    expect(statement.view().summary.currencies).toEqual(['GBP'])
    expect(asked(statement)).toEqual([])
  })

  it('15: Fee and ATM say no direction until somebody does', async () => {
    const statement = await open('15-type-words')
    expect(finding(statement, 'direction.unknown').places.map(({ value }) => value)).toEqual(['Fee', 'ATM'])
    expect(codes(statement)).not.toContain('type.wrong-sign')
    await choose(statement, { words: { fee: 'out', atm: 'out' } })
    expect(amounts(statement)).toEqual([
      '2026-11-13 -950.00',
      '2026-11-16 1200.00',
      '2026-11-19 -5.00',
      '2026-11-20 -60.00',
    ])
    expect(asked(statement)).toEqual([])
  })

  it('S04b: opening and closing balances are no payments', async () => {
    const statement = await open('S04b-balance-rows')
    expect(asked(statement)).toEqual(['line.balance-only'])
    leaveOut(statement, 'line.balance-only')
    expect(amounts(statement)).toEqual(['2026-11-03 -200.00', '2026-11-05 50.00'])
    expect(statement.view().summary).toMatchObject({ startBalance: '1500.00', endBalance: '1350.00', leftOut: 2 })
    expect(asked(statement)).toEqual([])
  })

  it('S06: a Wise history is read once it was said how', async () => {
    const statement = await open('S06-wise-history')
    expect(asked(statement)).toEqual(expect.arrayContaining(['columns.unknown', 'line.void']))
    await choose(statement, {
      columns: {
        id: 0,
        status: 1,
        direction: 2,
        date: 4,
        fee: 5,
        amount: 10,
        currency: 11,
        counterparty: 12,
        reference: 16,
      },
      sign: 'by-type',
      fee: 'subtract',
    })
    // Cancelled, and NEUTRAL between two balances of one's own.
    expect(asked(statement)).toEqual(['line.void'])
    leaveOut(statement, 'line.void')
    expect(amounts(statement)).toEqual(['2026-11-02 -201.25', '2026-11-04 500.00'])
    expect(asked(statement)).toEqual([])
    expect(leftOut(statement)).toEqual({ 'line.void': 2 })
  })

  it('S07: the balances of Revolut prove that the fee goes off the amount', async () => {
    const statement = await open('S07-revolut-fee')
    expect(asked(statement)).toEqual(['line.pending', 'line.void'])
    leaveOut(statement, 'line.pending', 'line.void')
    expect(amounts(statement)).toEqual(['2026-11-02 -10.50', '2026-11-03 100.00', '2026-11-04 -50.25'])
    expect(statement.view().summary).toMatchObject({ startBalance: '1000.00', endBalance: '1039.25' })
    expect(asked(statement)).toEqual([])
  })

  it('S08: a line whose day says that it is pending isn’t booked', async () => {
    const statement = await open('S08-pending-date')
    expect(asked(statement)).toEqual(['line.pending'])
    leaveOut(statement, 'line.pending')
    expect(amounts(statement)).toEqual(['2026-11-18 1250.00', '2026-11-17 -40.25'])
    expect(asked(statement)).toEqual([])
  })

  it('S09: of PayPal the net is read, which the balance goes by', async () => {
    const statement = await open('S09-paypal-de')
    expect(codes(statement)).toEqual([])
    expect(amounts(statement)).toEqual(['2026-11-03 115.69', '2026-11-04 -500.00', '2026-11-14 -20.00'])
  })

  it('S15: the letterhead of mBank is passed over', async () => {
    const statement = await open('S15-mbank')
    expect(asked(statement)).toEqual([])
    expect(amounts(statement)).toEqual(['2026-11-05 -355.91', '2026-11-04 1000.00'])
    expect(statement.view().summary.currencies).toEqual(['PLN'])
  })

  it('S17: “Transfer” is asked about, and remembered by what the file looks like', async () => {
    const statement = await open('S17-dollar-signs')
    expect(asked(statement)).toEqual(['columns.guessed', 'columns.unknown'])
    await choose(statement, {})
    expect(amounts(statement)).toEqual(['2026-11-11 9.99', '2026-11-10 -99.00', '2026-11-01 9.99'])
    expect(asked(statement)).toEqual([])
    expect(statement.view().rememberable).toBe(true)
  })

  it('S18: reserved amounts are named, and the balances of the others are kept', async () => {
    const statement = await open('S18-sparbanken')
    expect(asked(statement)).toEqual(['columns.guessed', 'line.pending'])
    await choose(statement, {})
    leaveOut(statement, 'line.pending')
    expect(asked(statement)).toEqual([])
    expect(statement.view().summary).toMatchObject({ lines: 4, endBalance: '22102.16', leftOut: 2 })
  })

  it('S20: apostrophes stand before thousands, and the reference says what it was', async () => {
    const statement = await open('S20-apostrophe')
    expect(asked(statement)).toEqual([])
    expect(statement.lines(0, 5)).toMatchObject([
      { date: '2026-11-13', amount: '-1978.00', balance: '2022.00', description: 'Rent', currency: 'CHF' },
      { date: '2026-11-14', amount: '500.00', balance: '2522.00', description: 'Customer A', currency: 'CHF' },
    ])
  })

  it('S21: the accounts of RBC are told apart', async () => {
    const statement = await open('S21-two-accounts')
    expect(asked(statement)).toEqual(['date.order-unsure', 'file.several-accounts'])
    await choose(statement, { dateOrder: 'mdy' })
    statement.apply({ kind: 'only-account', account: '01234-5678901' })
    expect(asked(statement)).toEqual([])
    expect(amounts(statement)).toEqual(['2026-11-03 1500.00', '2026-11-05 -90.00'])
    expect(leftOut(statement)).toEqual({ 'file.several-accounts': 2 })
  })
})
