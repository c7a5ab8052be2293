// Frees connections: reads afresh, asks the user in main's own window, removes one connection after the other, counts again.
import type { FreedRow, FreeingChoice, Connection } from '../../domain/connections/schema'
import type { FreeingResult } from '../../contract/connections'
import type { Prompts } from '../ports'
import type { Step } from './collect'
import { confirmFreeing, rankForFreeing } from '../../domain/connections/freeing-plan'
import { Failure } from '../../domain/failure'
import { type CodatConnectionAt, confirmDeletion, isAt } from '../../domain/connections/codat-cleanup'
import { allCodatRows, type Snapshot } from '../../domain/connections/snapshot'
import type { CodatConnectionsSource } from '../codat/connections-source'
import type { XeroConnections } from './xero-connections'
import { alreadyGone, codatLeftBy, outcomeOf, settle } from '../../domain/connections/freed'

export interface FreeConnectionsPorts {
  readonly prompts: Pick<Prompts, 'confirm'>
  remove(connectionId: string): ReturnType<XeroConnections['remove']>
  /** The connections as they are now. Raises a failure when Xero's list can't be read: nothing is removed unseen. */
  readAfresh(): Promise<readonly Connection[]>
  /** Ids that Xero lists after the removals, and the new count; null when it can't be asked. */
  countAgain(): Promise<{ readonly stillListed: ReadonlySet<string>; readonly count: number | null } | null>
}

export interface FreeConnectionsRequest {
  readonly appName: string
  readonly connectionIds: readonly string[]
  /** Looked at before each row; a removal under way is never cut off, because it would be unknown whether it was done. */
  readonly signal: AbortSignal
  readonly onStep: (step: Step) => void
}

/**
 * Nothing is removed without a yes from main's own window. What is asked and done rests on main's fresh reading alone;
 * the request only says which ids. Unlinking in Codat has no part in it: that frees no place.
 */
export async function freeConnections(
  ports: FreeConnectionsPorts,
  request: FreeConnectionsRequest,
): Promise<FreeingResult> {
  const { appName, connectionIds, signal, onStep } = request
  const asked = new Set(connectionIds)
  const connections = await ports.readAfresh()
  const choices = rankForFreeing(connections).filter((choice) => asked.has(choice.connectionId))
  const there = new Set(choices.map((choice) => choice.connectionId))
  const gone = [...asked].filter((id) => !there.has(id)).map(alreadyGone)
  if (choices.length === 0) return { kind: 'nothing-left', rows: gone }
  if (!(await ports.prompts.confirm(confirmFreeing(appName, choices)))) return { kind: 'declined' }

  const tried = await removeEach(ports, choices, { signal, onStep })
  onStep({ step: 'counting-again', subject: null, done: 0, total: 1 })
  // Whatever goes wrong with counting again, what was done must still be told.
  const recount = await ports.countAgain().catch(() => null)
  const rows = tried.map((row) => settle(row, recount?.stillListed ?? null))
  return {
    kind: 'done',
    rows: [...rows, ...gone],
    stopped: rows.some((row) => row.outcome === 'not-tried'),
    count: recount?.count ?? null,
    codatLeft: codatLeftBy(rows, connections),
  }
}

/** In the order of safety. When Xero doesn't answer the rest is left: it would only wait in vain, row by row. */
async function removeEach(
  ports: Pick<FreeConnectionsPorts, 'remove'>,
  choices: readonly FreeingChoice[],
  { signal, onStep }: Pick<FreeConnectionsRequest, 'signal' | 'onStep'>,
): Promise<FreedRow[]> {
  const rows: FreedRow[] = []
  let silent = false
  for (const { connectionId, organisation } of choices) {
    if (silent || signal.aborted) {
      rows.push({ connectionId, organisation, outcome: 'not-tried' })
      continue
    }
    onStep({ step: 'freeing', subject: organisation, done: rows.length, total: choices.length })
    const answer = await ports.remove(connectionId)
    silent = answer === 'no-answer'
    rows.push({ connectionId, organisation, outcome: outcomeOf[answer] })
  }
  onStep({ step: 'freeing', subject: null, done: rows.length, total: choices.length })
  return rows
}

/** Deletes a Codat connection, which can't be undone and frees nothing in Xero. Asks first, over what Codat said last. Raises `seats.codat-unknown` for a connection that was not among it. */
export async function deleteCodatConnection(
  { prompts, codat }: { prompts: Pick<Prompts, 'confirm'>; codat: Pick<CodatConnectionsSource, 'deleteConnection'> },
  { snapshot, connections, at }: { snapshot: Snapshot; connections: readonly Connection[]; at: CodatConnectionAt },
): Promise<'deleted' | 'declined' | 'already-gone'> {
  const row = allCodatRows(snapshot).find((row) => isAt(row, at))
  if (row === undefined) throw new Failure('seats.codat-unknown')
  const inXero = connections.some(
    (connection) => connection.xero !== null && connection.codat.some((link) => isAt(link, at)),
  )
  if (!(await prompts.confirm(confirmDeletion(row, inXero)))) return 'declined'
  return (await codat.deleteConnection(at)) === 'deleted' ? 'deleted' : 'already-gone'
}
