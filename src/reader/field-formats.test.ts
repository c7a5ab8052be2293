// Files from the field that are no CSV, made up in the shapes in which others failed: each with its right reading.
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { codes, finding, openBytes } from '../../test/support/statements'

const FOLDER = new URL('../../test/fixtures/statements/', import.meta.url)

const open = async (name: string) => openBytes(await readFile(new URL(name, FOLDER)))

describe('files from the field', () => {
  it('04: OFX with a comma in its amounts', async () => {
    const statement = await open('04-decimal-comma.ofx')
    expect(statement.lines(0, 5)).toMatchObject([
      { date: '2026-11-13', amount: '-950.00', currency: 'EUR' },
      { date: '2026-11-16', amount: '1200.50' },
    ])
    expect(statement.view().summary).toMatchObject({ endBalance: '1250.50' })
    expect(codes(statement)).toEqual(['balance.missing'])
  })

  it('05: an investment statement is refused with its count', async () => {
    const statement = await open('05-investment-part.ofx')
    expect(statement.view().summary.lines).toBe(0)
    expect(finding(statement, 'file.investment').places).toMatchObject([{ value: '2' }])
  })

  it('13: OFX whose header stands in a comment', async () => {
    const statement = await open('13-header-in-comment.ofx')
    expect(statement.view().kind).toBe('ofx')
    expect(statement.lines(0, 5)).toMatchObject([{ date: '2026-11-13', amount: '-950.00', currency: 'EUR' }])
  })

  it('S04: balance rows among the lines of OFX are left out, and what they declare is proved', async () => {
    const statement = await open('S04-balance-rows.ofx')
    expect(finding(statement, 'line.balance-only')).toMatchObject({ count: 3, remedies: ['leave-out', 'count-in'] })
    statement.apply({ kind: 'leave-out', code: 'line.balance-only' })
    expect(codes(statement)).toEqual([])
    expect(statement.lines(0, 5)).toMatchObject([
      { amount: '-200.00', balance: '1300.00' },
      { amount: '50.00', balance: '1350.00' },
    ])
    expect(statement.view().summary).toMatchObject({
      lines: 2,
      startBalance: '1500.00',
      endBalance: '1350.00',
      leftOut: 3,
    })
  })

  it.each(['S11-camt053.xml', 'S11b-camt.zip'])('%s is read', async (name) => {
    const statement = await open(name)
    expect(statement.view()).toMatchObject({ kind: 'camt', summary: { lines: 1, startBalance: '100.00' } })
    expect(statement.lines(0, 5)).toMatchObject([{ date: '2026-11-03', amount: '-20.00', id: 'R1', currency: 'EUR' }])
    // Only the opening balance stands in it.
    expect(finding(statement, 'balance.missing').remedies).toContain('balance-from-start')
  })
})
