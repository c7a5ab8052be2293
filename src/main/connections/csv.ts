// The table of seats as a CSV file that spreadsheets open without running anything.
import type { Seat } from '../../domain/connections/schema'
import { toCsv } from '../csv'

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

export function seatsToCsv(seats: readonly Seat[], now: Date): string {
  return toCsv([COLUMNS, ...seats.map((seat) => cells(seat, now))])
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
