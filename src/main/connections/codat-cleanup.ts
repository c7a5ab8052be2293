// Deletes one Codat connection after its place in Xero was freed. It can't be undone, and it frees nothing in Xero.
import type { Seat } from '../../domain/connections/schema'
import { Failure } from '../../domain/failure'
import type { Prompts } from '../ports'
import type { CodatSeats } from './ports'
import { allCodatRows, type Snapshot } from '../../domain/connections/snapshot'
import { type CodatConnectionAt, confirmDeletion, isAt } from '../../domain/connections/codat-cleanup'

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
