// A connection at Codat that is deleted for good: the question before it, and what is known after it.
import type { ConfirmRequest } from '../confirm-request'
import { isInUse } from './match'
import type { CodatRow, Snapshot } from './snapshot'

export interface CodatConnectionAt {
  readonly clientId: string
  readonly companyId: string
  readonly connectionId: string
}

/** The snapshot without a connection that Codat no longer has. */
export function withoutCodatConnection(snapshot: Snapshot, at: CodatConnectionAt): Snapshot {
  const codat = snapshot.codat.map((client) =>
    client.read === null
      ? client
      : { ...client, read: { ...client.read, rows: client.read.rows.filter((row) => !isAt(row, at)) } },
  )
  return { ...snapshot, codat }
}

export function confirmDeletion(row: CodatRow, inXero: boolean): ConfirmRequest {
  const company = `“${row.companyName}”`
  const typeable = row.companyName === row.companyName.trim() && row.companyName.length <= 200 && row.companyName !== ''
  return {
    title: `Delete the Xero connection of ${company.slice(0, 120)} in Codat?`,
    body: [
      `Codat client: ${row.clientName}. Its state there: ${row.status}.`,
      'Codat deletes the connection for good: no more reading or writing, bank feeds end, and what Codat keeps of it can no longer be refreshed. The company itself stays.',
      inXero
        ? 'Xero still lists a connection for this organisation. Deleting it in Codat does not free it.'
        : 'Its connection in Xero is free already; this tidies Codat only.',
      'It can’t be undone: to come back, the company needs a new link and its owner’s consent.',
    ],
    action: 'Delete in Codat',
    danger: true,
    typed: typeable ? row.companyName : 'delete',
    ...(isInUse(row) ? { alsoTick: 'Yes, delete a connection that Codat shows as in use.' } : {}),
  }
}

export function isAt(row: CodatConnectionAt, at: CodatConnectionAt): boolean {
  return row.clientId === at.clientId && row.companyId === at.companyId && row.connectionId === at.connectionId
}
