// A gauge in brief, for a table of many apps: count, limit, state and what is linked, without connections, history and forecast. Pure.
import { gaugeState, limitFor } from '../limits'
import type { KnownConnections } from '../standing/known'
import type { LinkedAt, Listed } from '../standing/linked'
import { knowledgeOf, type Decisions } from './decisions'
import { demoOf } from './demo'
import type { HistoryPoint } from './history'
import { isInUse } from './match'
import type { AppOfConnections } from './schema'
import { chooseReading } from './reconcile'
import { allCodatRows, type Snapshot } from './snapshot'
import { sourcesOf } from './sources'

export interface BriefInput {
  readonly app: AppOfConnections
  readonly decisions: Decisions
  readonly snapshot: Snapshot
  /** Codat's ids of the companies that Latchkey made for a proof: they are no customer's own. */
  readonly proofs: ReadonlySet<string>
  readonly now: Date
}

/** What a standing is told of connections: whose the linked companies are, the set-ups tell. */
export interface BriefConnections {
  readonly connections: CountedConnections
  readonly counted: readonly LinkedAt[]
  readonly listed: Listed | null
}

type CountedConnections = Omit<KnownConnections, 'linked'>

export function connectionsInBrief(input: BriefInput): BriefConnections {
  const { xero } = input.snapshot
  return {
    connections: briefOf(input, choiceOf(input)),
    counted: linkedIn(input),
    listed: xero === null ? null : { rows: xero.rows.length + xero.unreadableRows, at: xero.at },
  }
}

/**
 * The same, and the point that the history gets of it: null where nothing was counted since that ISO time, or not whole.
 */
export function countedSince(
  input: BriefInput,
  since: string,
): { readonly connections: CountedConnections; readonly point: HistoryPoint | null } {
  const choice = choiceOf(input)
  const connections = briefOf(input, choice)
  const { count, atLeast, excluded, readAt, limit } = connections
  const isNews = readAt !== null && readAt >= since && !atLeast
  if (!isNews || count === null || choice.chosen === null) return { connections, point: null }
  return { connections, point: { at: readAt, count, excluded, source: choice.chosen.kind, limit } }
}

const choiceOf = ({ decisions, snapshot, now }: BriefInput) => chooseReading(sourcesOf(snapshot, decisions), now)

function briefOf({ app, decisions }: BriefInput, { chosen, stale }: ReturnType<typeof choiceOf>): CountedConnections {
  const { limit, confirmed, ifStarter } = limitFor({
    createdOn: app.createdOn,
    limitSetting: decisions.limitSetting,
  })
  const count = chosen?.count ?? null
  const atLeast = chosen !== null && !chosen.complete
  return {
    count,
    atLeast,
    excluded: chosen?.excluded ?? 0,
    readAt: chosen?.at ?? null,
    limit,
    confirmed,
    ifStarter,
    fullness: gaugeState(count, limit, { atLeast, stale }),
  }
}

/** Of each Codat client that was read, as it was read last. */
function linkedIn({ snapshot, decisions, proofs }: BriefInput): LinkedAt[] {
  const knowledge = knowledgeOf(decisions)
  const companies = new Map<string, Set<string>>()
  for (const row of allCodatRows(snapshot)) {
    const isDemo = demoOf({ tenantId: row.tenantId, name: row.companyName }, knowledge).isDemo
    if (!isInUse(row) || proofs.has(row.companyId) || isDemo) continue
    const there = companies.get(row.clientId)
    if (there === undefined) companies.set(row.clientId, new Set([row.companyId]))
    else there.add(row.companyId)
  }
  return snapshot.codat.flatMap(({ clientId, read }) =>
    read === null ? [] : [{ clientId, count: companies.get(clientId)?.size ?? 0, at: read.at }],
  )
}
