// The table of seats as rows of cells.
import type { Seat } from './schema'

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

/** A heading and a row for each seat. */
export function seatRows(seats: readonly Seat[], now: Date): readonly (readonly string[])[] {
  return [COLUMNS, ...seats.map((seat) => cells(seat, now))]
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
