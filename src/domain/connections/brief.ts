// A gauge in brief, for a table of many apps: count, limit, state and what is linked, without connections, history and forecast. Pure.
import { gaugeState, limitFor } from '../limits'
import type { KnownConnections } from '../standing/known'
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

export function connectionsInBrief(input: BriefInput): KnownConnections {
  return briefOf(input, choiceOf(input))
}

/**
 * The same, and the point that the history gets of it: null where nothing was counted since that ISO time, or not whole.
 */
export function countedSince(
  input: BriefInput,
  since: string,
): { readonly connections: KnownConnections; readonly point: HistoryPoint | null } {
  const choice = choiceOf(input)
  const connections = briefOf(input, choice)
  const { count, atLeast, excluded, readAt, limit } = connections
  const isNews = readAt !== null && readAt >= since && !atLeast
  if (!isNews || count === null || choice.chosen === null) return { connections, point: null }
  return { connections, point: { at: readAt, count, excluded, source: choice.chosen.kind, limit } }
}

const choiceOf = ({ decisions, snapshot, now }: BriefInput) => chooseReading(sourcesOf(snapshot, decisions), now)

function briefOf(
  { app, decisions, snapshot, proofs }: BriefInput,
  { chosen, stale }: ReturnType<typeof choiceOf>,
): KnownConnections {
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
    linked: linkedIn(snapshot, decisions, proofs),
  }
}

function linkedIn(snapshot: Snapshot, decisions: Decisions, proofs: ReadonlySet<string>): KnownConnections['linked'] {
  const readAt = snapshot.codat.flatMap(({ read }) => read?.at ?? []).toSorted()[0]
  if (readAt === undefined) return null
  const knowledge = knowledgeOf(decisions)
  const companies = allCodatRows(snapshot).filter(
    (row) =>
      isInUse(row) &&
      !proofs.has(row.companyId) &&
      !demoOf({ tenantId: row.tenantId, name: row.companyName }, knowledge).isDemo,
  )
  return { count: new Set(companies.map(({ companyId }) => companyId)).size, at: readAt }
}
