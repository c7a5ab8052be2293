import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { codatRow, snapshotOf, xeroRow } from '../../../test/support/connections-rows'
import { toCsv } from '../../main/csv'
import { connectionRows } from '../../domain/connections/connection-rows'
import { buildConnections } from '../../domain/connections/build-connections'

const DANGEROUS = /^[=+\-@\t\r＝＋－＠]/u
/** A reader nobody here wrote. */
const read = (csv: string): string[][] => parse(csv, { bom: true, relax_column_count: true })

const connectionsToCsv = (...of: Parameters<typeof connectionRows>): string => toCsv(connectionRows(...of))

describe('seats as CSV', () => {
  it('leaves no cell that a spreadsheet would run', () => {
    const names = ['=HYPERLINK("https://evil.example","x")', '+1', '-1', '@x', '＝1']
    const xero = names.map((name, n) => xeroRow(`x${n}`, { name }))
    const codat = names.map((companyName, n) => codatRow(`c${n}`, { companyName, clientName: companyName }))
    const csv = connectionsToCsv(
      buildConnections(snapshotOf(xero, codat), { known: {}, overruled: {}, ownTests: new Set() }),
      new Date(),
    )
    const cells = read(csv).flat()
    expect(cells.length).toBeGreaterThan(60)
    expect(cells.filter((text) => DANGEROUS.test(text))).toEqual([])
  })

  it('has a heading, one line a connection, and the age in days', () => {
    const connections = buildConnections(snapshotOf([xeroRow('a')], []), {
      known: {},
      overruled: {},
      ownTests: new Set(),
    })
    const [heading, row] = read(connectionsToCsv(connections, new Date('2025-05-11T09:00:00.000Z')))
    expect(row?.[heading?.indexOf('Age in days') ?? -1]).toBe('10')
    expect(row?.[0]).toBe('Organisation a')
  })
})
