// What each source says right now: the last known answers and the user's own number, turned into readings. Pure.
import { onceWhile } from '../once-while'
import type { SourceReading } from './schema'
import { countBy } from './count-by'
import { knowledgeOf, type Decisions } from './decisions'
import { demoOf, type DemoKnowledge } from './demo'
import { nameKey, tenantOf } from './match'
import {
  allCodatRows,
  codatIsWhole,
  mayHoldPlace,
  type CodatClientRead,
  type CodatRow,
  type Snapshot,
} from './snapshot'

export interface TypedCount {
  readonly count: number
  readonly at: string
}

/** As `readSources`, once for a snapshot and what was decided: a table of many apps asks at each change. */
export const sourcesOf = onceWhile(
  ({ typed, knownDemo, overruled }: Decisions) => [typed, knownDemo, overruled],
  (snapshot: Snapshot, decisions): readonly SourceReading[] =>
    readSources(snapshot, decisions.typed, knowledgeOf(decisions)),
)

/** A reading of each of the four sources. One without a value has its reason in `problem`, or was never asked. */
export function readSources(snapshot: Snapshot, typed: TypedCount | null, knowledge: DemoKnowledge): SourceReading[] {
  return [xeroList(snapshot, knowledge), typedByUser(typed), codatCompanies(snapshot, knowledge), codatFigure(snapshot)]
}

function noValue(kind: SourceReading['kind'], trust: SourceReading['trust']): SourceReading {
  const nothing = { count: null, excluded: 0, at: null, complete: true, problem: null, organisations: null }
  return { kind, trust, ...nothing, byStatus: {}, clients: [] }
}

function xeroList({ xero, xeroProblem }: Snapshot, knowledge: DemoKnowledge): SourceReading {
  const base = { ...noValue('xero-list', 'seats'), problem: xeroProblem }
  if (xero === null) return base
  const counted = xero.rows.filter((row) => !demoOf(row, knowledge).isDemo)
  return {
    ...base,
    count: counted.length + xero.unreadableRows,
    excluded: xero.rows.length - counted.length,
    at: xero.at,
    organisations: new Set(counted.map(tenantOf)).size + xero.unreadableRows,
  }
}

/** My Apps shows a count that leaves demo companies out already. */
function typedByUser(typed: TypedCount | null): SourceReading {
  const base = noValue('typed', 'typed')
  return typed === null ? base : { ...base, count: typed.count, at: typed.at }
}

/** Several Codat clients share the app's limit, so they are summed. The reading is as old as its oldest part. */
function codatCompanies(snapshot: Snapshot, knowledge: DemoKnowledge): SourceReading {
  const readAt = snapshot.codat.flatMap((client) => client.read?.at ?? [])
  const all = allCodatRows(snapshot)
  const holding = all.filter(mayHoldPlace)
  const counted = holding.filter((row) => !isDemo(row, knowledge))
  const base = {
    ...noValue('codat-companies', 'links'),
    problem: newestProblem(snapshot.codat),
    clients: snapshot.codat.map((client) => clientPart(client, knowledge)),
  }
  if (readAt.length === 0) return base
  return {
    ...base,
    count: counted.length,
    excluded: holding.length - counted.length,
    at: readAt.toSorted()[0] ?? null,
    complete: codatIsWhole(snapshot),
    organisations: new Set(counted.map((row) => row.tenantId ?? nameKey(row.companyName))).size,
    byStatus: Object.fromEntries(countBy(all, (row) => row.status)),
  }
}

function clientPart(client: CodatClientRead, knowledge: DemoKnowledge): SourceReading['clients'][number] {
  const counted = client.read?.rows.filter((row) => mayHoldPlace(row) && !isDemo(row, knowledge)).length
  return {
    id: client.clientId,
    name: client.clientName,
    count: counted ?? null,
    complete: client.read?.complete === true,
  }
}

/** Codat's figure, where every client gave one: a part of a sum says nothing. */
function codatFigure(snapshot: Snapshot): SourceReading {
  const base = noValue('codat-integration', 'undocumented')
  const figures = snapshot.codat.flatMap((client) => client.linkedFigure ?? [])
  if (figures.length === 0 || figures.length < snapshot.codat.length) return base
  return {
    ...base,
    count: figures.reduce((sum, figure) => sum + figure.linked, 0),
    at: figures.map((figure) => figure.at).toSorted()[0] ?? null,
  }
}

function isDemo(row: CodatRow, knowledge: DemoKnowledge): boolean {
  return demoOf({ tenantId: row.tenantId, name: row.companyName }, knowledge).isDemo
}

function newestProblem(clients: readonly CodatClientRead[]): SourceReading['problem'] {
  return clients.flatMap((client) => client.problem ?? []).toSorted((a, b) => b.at.localeCompare(a.at))[0] ?? null
}
