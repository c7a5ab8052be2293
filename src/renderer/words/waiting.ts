// How many apps wait for the user: one count for the sidebar's number and the headline of the customers. Pure.
import type { StandingRow } from '../../contract/standings'

/** Apps whose next move is the user's own. */
export function waitingForYou(rows: readonly StandingRow[]): number {
  return rows.filter(({ standing }) => standing.move?.who === 'me').length
}
