// Deletes one Codat connection after its place in Xero was freed. It can't be undone, and it frees nothing in Xero.
import type { Seat } from '../../domain/connections/schema'
import type { ConfirmRequest } from '../../domain/confirm-request'
import { Failure } from '../../domain/failure'
import type { Prompts } from '../ports'
import { isInUse } from '../../domain/connections/match'
import type { CodatSeats } from './ports'
import { allCodatRows, type CodatRow, type Snapshot } from '../../domain/connections/snapshot'

export interface CodatConnectionAt {
  readonly clientId: string
  readonly companyId: string
  readonly connectionId: string
}

/** Asks first, over what Codat said last. Raises `seats.codat-unknown` for a connection that was not among it. */
export async function deleteCodatConnection(
  { prompts, codat }: { prompts: Pick<Prompts, 'confirm'>; codat: Pick<CodatSeats, 'deleteConnection'> },
  { snapshot, seats, at }: { snapshot: Snapshot; seats: readonly Seat[]; at: CodatConnectionAt },
): Promise<'deleted' | 'declined' | 'already-gone'> {
  const row = allCodatRows(snapshot).find((row) => isAt(row, at))
  if (row === undefined) throw new Failure('seats.codat-unknown')
  const inXero = seats.some((seat) => seat.xero !== null && seat.codat.some((link) => isAt(link, at)))
  if (!(await prompts.confirm(confirmDeletion(row, inXero)))) return 'declined'
  return (await codat.deleteConnection(at)) === 'deleted' ? 'deleted' : 'already-gone'
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

function confirmDeletion(row: CodatRow, inXero: boolean): ConfirmRequest {
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

function isAt(row: CodatConnectionAt, at: CodatConnectionAt): boolean {
  return row.clientId === at.clientId && row.companyId === at.companyId && row.connectionId === at.connectionId
}
