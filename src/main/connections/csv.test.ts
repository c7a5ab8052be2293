import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codatRow, snapshotOf, xeroRow } from '../../../test/support/connections-rows'
import { seatsToCsv, toCsv } from './csv'
import { buildSeats } from './seats'

const DANGEROUS = /^[=+\-@\t\r＝＋－＠]/u
/** A reader nobody here wrote. */
const read = (csv: string): string[][] => parse(csv, { bom: true, relax_column_count: true })

describe('seats as CSV', () => {
  it('comes back as it was, but for the apostrophe before a formula', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('=1+1', '@SUM(A1)', '-2', '+44', '＝1', 'a"b', 'a,b', 'a\r\nb', '\t=1', "'=1"),
    )
    // A row of nothing but one empty cell is an empty line, which no reader can tell from none.
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(rows, (table) => {
        const defused = table.map((row) => row.map((text) => (DANGEROUS.test(text) ? `'${text}` : text)))
        expect(read(toCsv(table))).toEqual(defused)
      }),
    )
  })

  it('leaves no cell that a spreadsheet would run', () => {
    const names = ['=HYPERLINK("https://evil.example","x")', '+1', '-1', '@x', '＝1']
    const xero = names.map((name, n) => xeroRow(`x${n}`, { name }))
    const codat = names.map((companyName, n) => codatRow(`c${n}`, { companyName, clientName: companyName }))
    const csv = seatsToCsv(
      buildSeats(snapshotOf(xero, codat), { known: {}, overruled: {}, ownTests: new Set() }),
      new Date(),
    )
    const cells = read(csv).flat()
    expect(cells.length).toBeGreaterThan(60)
    expect(cells.filter((text) => DANGEROUS.test(text))).toEqual([])
  })

  it('has a heading, one line a seat, and the age in days', () => {
    const seats = buildSeats(snapshotOf([xeroRow('a')], []), { known: {}, overruled: {}, ownTests: new Set() })
    const [heading, row] = read(seatsToCsv(seats, new Date('2025-05-11T09:00:00.000Z')))
    expect(row?.[heading?.indexOf('Age in days') ?? -1]).toBe('10')
    expect(row?.[0]).toBe('Organisation a')
  })
})
