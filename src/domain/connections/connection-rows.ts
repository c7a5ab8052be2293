// The table of connections as rows of cells.
import type { Connection } from './schema'

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

/** A heading and a row for each connection. */
export function connectionRows(connections: readonly Connection[], now: Date): readonly (readonly string[])[] {
  return [COLUMNS, ...connections.map((connection) => cells(connection, now))]
}

function cells(connection: Connection, now: Date): string[] {
  return [
    connection.organisation ?? '',
    connection.xeroStatus,
    connection.codatStatus,
    joined(connection.codat.map((link) => link.companyName)),
    joined(connection.codat.map((link) => link.clientName)),
    joined(connection.codat.map((link) => link.matchedBy)),
    connection.createdAt ?? '',
    connection.changedAt ?? '',
    connection.createdAt === null
      ? ''
      : String(Math.max(0, Math.floor((now.getTime() - Date.parse(connection.createdAt)) / DAY))),
    connection.demo.isDemo
      ? `yes (${connection.demo.how})`
      : connection.demo.how === 'no'
        ? 'no'
        : `no (${connection.demo.how})`,
    connection.madeBy,
    connection.notes.join(' '),
    connection.xero?.connectionId ?? '',
    connection.xero?.tenantId ?? '',
    joined(connection.codat.map((link) => link.companyId)),
  ]
}

function joined(values: readonly string[]): string {
  return [...new Set(values)].join('; ')
}
