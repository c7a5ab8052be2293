import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { codatRow, snapshotOf, xeroRow } from '../../../test/support/connections-rows'
import { toCsv } from '../../main/csv'
import { seatRows } from '../../domain/connections/seat-rows'
import { buildSeats } from '../../domain/connections/seats'

const DANGEROUS = /^[=+\-@\t\r＝＋－＠]/u
/** A reader nobody here wrote. */
const read = (csv: string): string[][] => parse(csv, { bom: true, relax_column_count: true })

const seatsToCsv = (...of: Parameters<typeof seatRows>): string => toCsv(seatRows(...of))

describe('seats as CSV', () => {
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
