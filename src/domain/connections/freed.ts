// What became of each connection that was to be freed.
import type { CodatLink, FreedRow, Connection } from './schema'

export function alreadyGone(connectionId: string): FreedRow {
  return { connectionId, organisation: null, outcome: 'already-gone' }
}

/** What the recount shows goes before what the removal said: without one, no answer to a removal proves that it is gone. */
export function settle(row: FreedRow, stillListed: ReadonlySet<string> | null): FreedRow {
  const listed = stillListed === null ? 'unknown' : stillListed.has(row.connectionId)
  return { ...row, outcome: settled(row.outcome, listed) }
}

function settled(said: FreedRow['outcome'], listed: boolean | 'unknown'): FreedRow['outcome'] {
  switch (said) {
    case 'freed':
    case 'already-gone':
      if (listed === 'unknown') return 'unconfirmed'
      return listed ? 'still-listed' : said
    case 'unconfirmed':
      if (listed === 'unknown') return said
      return listed ? 'refused' : 'freed'
    case 'refused':
      return listed === false ? 'already-gone' : said
    case 'still-listed':
    case 'not-tried':
      return said
  }
}

/** Codat connections whose last Xero connection was freed. */
export function codatLeftBy(rows: readonly FreedRow[], connections: readonly Connection[]): CodatLink[] {
  const freed = new Set(rows.filter((row) => row.outcome === 'freed').map((row) => row.connectionId))
  const left = new Map<string, CodatLink>()
  const stillUsed = new Set<string>()
  for (const { xero, codat } of connections)
    for (const link of codat) {
      if (xero === null) continue
      if (freed.has(xero.connectionId)) left.set(link.connectionId, link)
      else stillUsed.add(link.connectionId)
    }
  return [...left.values()].filter((link) => !stillUsed.has(link.connectionId))
}

/** What an answer to a removal says of the row, until it is counted again. */
export const outcomeOf = {
  removed: 'freed',
  'not-there': 'already-gone',
  refused: 'refused',
  'no-answer': 'unconfirmed',
} as const satisfies Record<string, FreedRow['outcome']>
