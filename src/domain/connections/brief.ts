// A gauge in brief, for a table of many apps: count, limit, state and what is linked, without seats, history and forecast. Pure.
import { gaugeState, limitFor } from '../limits'
import type { KnownConnections } from '../standing/known'
import { knowledgeOf, type Decisions } from './decisions'
import { demoOf } from './demo'
import { isInUse } from './match'
import type { SeatApp } from './schema'
import { chooseReading } from './reconcile'
import { allCodatRows, type Snapshot } from './snapshot'
import { readSources } from './sources'

export interface BriefInput {
  readonly app: SeatApp
  readonly decisions: Decisions
  readonly snapshot: Snapshot
  /** Codat's ids of the companies that Latchkey made for a proof: they are no customer's own. */
  readonly proofs: ReadonlySet<string>
  readonly now: Date
}

export function connectionsInBrief({ app, decisions, snapshot, proofs, now }: BriefInput): KnownConnections {
  const sources = readSources(snapshot, decisions.typed, knowledgeOf(decisions))
  const { chosen, stale } = chooseReading(sources, now)
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
