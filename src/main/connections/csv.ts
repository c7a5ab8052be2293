// The table of seats as a CSV file that spreadsheets open without running anything.
import { stringify } from 'csv-stringify/sync'
import type { Seat } from '../../contract/connections'

const COLUMNS = [
  'Organisation',
  'In Xero',
  'In Codat',
  'Codat companies',
  'Codat client',
  'Match',
  'Created',
  'Last change',
  'Age in days',
  'Demo company',
  'Made by',
  'Notes',
  'Xero connection id',
  'Xero tenant id',
  'Codat company ids',
] as const

const DAY = 24 * 60 * 60 * 1_000

/**
 * CSV with a byte order mark and CRLF, as Excel expects. A field that a spreadsheet would take for a formula (also in
 * full-width characters) gets an apostrophe in front.
 */
export function seatsToCsv(seats: readonly Seat[], now: Date): string {
  return toCsv([COLUMNS, ...seats.map((seat) => cells(seat, now))])
}

/** Rows of cells as such a file. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    { bom: true, record_delimiter: 'windows', escape_formulas: true },
  )
}

function cells(seat: Seat, now: Date): string[] {
  return [
    seat.organisation ?? '',
    seat.xeroStatus,
    seat.codatStatus,
    joined(seat.codat.map((link) => link.companyName)),
    joined(seat.codat.map((link) => link.clientName)),
    joined(seat.codat.map((link) => link.matchedBy)),
    seat.createdAt ?? '',
    seat.changedAt ?? '',
    seat.createdAt === null ? '' : String(Math.max(0, Math.floor((now.getTime() - Date.parse(seat.createdAt)) / DAY))),
    seat.demo.isDemo ? `yes (${seat.demo.how})` : seat.demo.how === 'no' ? 'no' : `no (${seat.demo.how})`,
    seat.madeBy,
    seat.notes.join(' '),
    seat.xero?.connectionId ?? '',
    seat.xero?.tenantId ?? '',
    joined(seat.codat.map((link) => link.companyId)),
  ]
}

function joined(values: readonly string[]): string {
  return [...new Set(values)].join('; ')
}
