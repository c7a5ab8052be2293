// One app's gauge, put together from what is known: sources, limit, connections, history. Pure.
import { onceWhile } from '../once-while'
import { fullnessWords } from '../standing/connection-words'
import type { Gauge, Connection, SourceReading, GaugeSegment, AppOfConnections } from './schema'
import { gaugeState, limitFor, type Limit } from '../limits'
import { dateFormat } from '../date-format'
import { knowledgeOf, type Decisions } from './decisions'
import { findConnectionFindings } from './findings'
import { forecastFull } from './forecast'
import { sparkline, type HistoryPoint } from './history'
import { isInUse } from './match'
import { chooseReading, disagreements, type SidesCompared } from './reconcile'
import { buildConnections } from './build-connections'
import { codatIsWhole, type Snapshot } from './snapshot'
import { sourcesOf } from './sources'

export interface GaugeInput {
  readonly app: AppOfConnections
  readonly decisions: Decisions
  readonly snapshot: Snapshot
  readonly points: readonly HistoryPoint[]
  readonly now: Date
  /** SHA-256 of a text, in hexadecimal. */
  readonly sha256: (text: string) => string
}

export interface GaugeAndConnections {
  readonly gauge: Gauge
  readonly connections: readonly Connection[]
}

/** What of a gauge takes long to make with many connections. It is the same until the next day, or another count or decision. */
export interface GaugeRows {
  readonly connections: readonly Connection[]
  readonly sources: readonly SourceReading[]
  readonly sides: SidesCompared | null
  readonly findings: Gauge['findings']
}

export function buildRows({ app, decisions, snapshot, now, sha256 }: Omit<GaugeInput, 'points'>): GaugeRows {
  const connections = connectionsOf(snapshot, decisions)
  return {
    connections,
    sources: sourcesOf(snapshot, decisions),
    sides: compareSides(snapshot, connections),
    findings: findConnectionFindings(
      { connections, app, codatClients: snapshot.codat.length, now, sha256 },
      decisions.dismissed,
    ),
  }
}

const connectionsOf = onceWhile(
  ({ knownDemo, overruled, ownTests }: Decisions) => [knownDemo, overruled, ownTests],
  (snapshot: Snapshot, decisions) => buildConnections(snapshot, knowledgeOf(decisions)),
)

/** What goes into the rows and is kept for them: with ten thousand connections each piece takes as long as a task may. */
export function gaugePieces({ snapshot, decisions }: Pick<GaugeInput, 'snapshot' | 'decisions'>): (() => unknown)[] {
  return [() => sourcesOf(snapshot, decisions), () => connectionsOf(snapshot, decisions)]
}

/**
 * Gives gauges, of whose rows those of one snapshot are built once for as long as nothing else that they are made of is another. Neither
 * they nor a snapshot may be changed in place.
 */
export function createGauges(sha256: GaugeInput['sha256'], build = buildRows) {
  const rowsOf = onceWhile(
    ({ app, decisions, now }: Pick<GaugeInput, 'app' | 'decisions' | 'now'>) => [
      app.name,
      app.createdOn,
      decisions,
      now.toISOString().slice(0, 10),
    ],
    (snapshot: Snapshot, { app, decisions, now }) => build({ app, decisions, snapshot, now, sha256 }),
  )
  return (input: Omit<GaugeInput, 'sha256'>): GaugeAndConnections => {
    const rows = rowsOf(input.snapshot, input)
    return { gauge: gaugeOf(rows, input), connections: rows.connections }
  }
}

/** `gauge.count + gauge.excluded` is `gauge.all`, and the rows with the unseen are never fewer than the count. */
export function gaugeOf(
  { connections, sources, sides, findings }: GaugeRows,
  { app, decisions, snapshot, points, now }: Omit<GaugeInput, 'sha256'>,
): Gauge {
  const { chosen, stale, reason } = chooseReading(sources, now)
  const limit = limitFor({ createdOn: app.createdOn, limitSetting: decisions.limitSetting })
  const count = chosen?.count ?? null
  const atLeast = chosen !== null && !chosen.complete
  const all = count === null ? null : count + (chosen?.excluded ?? 0)
  const gauge: Omit<Gauge, 'sentence'> = {
    appId: app.id,
    appName: app.name,
    count,
    atLeast,
    excluded: chosen?.excluded ?? 0,
    all,
    rows: connections.length,
    unseen: unseenIn(snapshot, chosen, connections),
    organisations: chosen?.organisations ?? null,
    state: gaugeState(count, limit.limit, { atLeast, stale }),
    stateWhenRead: gaugeState(count, limit.limit, { atLeast }),
    limit: { ...limit },
    limitSetting: decisions.limitSetting,
    chosen: chosen?.kind ?? null,
    reason,
    readAt: chosen?.at ?? null,
    sources: [...sources],
    disagreements: disagreements(sources, sides),
    segments: segmentsOf(chosen, connections),
    sparkline: sparkline(points),
    forecast: forecastFull({ points, count, limit: limit.limit, now }),
    findings,
  }
  return { ...gauge, sentence: sentenceFor(gauge, limit) }
}

/** Connections that the chosen source counts and no row shows. */
function unseenIn(snapshot: Snapshot, chosen: SourceReading | null, connections: readonly Connection[]): number {
  if (chosen === null || chosen.count === null) return 0
  if (chosen.kind === 'xero-list') return snapshot.xero?.unreadableRows ?? 0
  return Math.max(0, chosen.count + chosen.excluded - connections.length)
}

/** Null while one side wasn't read whole: then a missing match says nothing. */
function compareSides(snapshot: Snapshot, connections: readonly Connection[]): SidesCompared | null {
  if (snapshot.xero === null || !codatIsWhole(snapshot)) return null
  const real = connections.filter((connection) => !connection.demo.isDemo)
  const only = real.filter((connection) => connection.xero !== null && connection.codat.length === 0)
  return {
    onlyInXero: only.length,
    ownTests: only.filter((connection) => connection.safety === 'own-test').length,
    usedButNotInXero: real.filter((connection) => connection.xeroStatus === 'absent' && connection.codat.some(isInUse))
      .length,
    deadButInXero: real.filter((connection) => connection.safety === 'deauthorized' || connection.safety === 'unlinked')
      .length,
    shared: real.filter((connection) => connection.xero === null && connection.xeroStatus === 'connected').length,
  }
}

/** What the ring is drawn from: by kind where the chosen source names its connections, else in one piece. */
function segmentsOf(chosen: SourceReading | null, connections: readonly Connection[]): GaugeSegment[] {
  if (chosen === null || chosen.count === null) return []
  const named = namedSegments(chosen, connections)
  const sum = named.reduce((total, segment) => total + segment.count, 0)
  const all: GaugeSegment[] = [
    ...named,
    { kind: 'unnamed', count: chosen.count - sum },
    { kind: 'demo', count: chosen.excluded },
  ]
  return all.filter((segment) => segment.count > 0)
}

const COUNTED_KINDS = ['linked', 'not-linked', 'our-test', 'xero-only'] as const

function namedSegments(chosen: SourceReading, connections: readonly Connection[]): GaugeSegment[] {
  if (chosen.kind === 'codat-companies') {
    const linked = Math.min(chosen.byStatus['Linked'] ?? 0, chosen.count ?? 0)
    return [
      { kind: 'linked', count: linked },
      { kind: 'not-linked', count: (chosen.count ?? 0) - linked },
    ]
  }
  if (chosen.kind !== 'xero-list') return []
  const counted = connections.filter((connection) => connection.xero !== null && !connection.demo.isDemo)
  return COUNTED_KINDS.map((kind) => ({
    kind,
    count: counted.filter((connection) => segmentOf(connection) === kind).length,
  }))
}

function segmentOf(connection: Connection): (typeof COUNTED_KINDS)[number] {
  if (connection.codat.some(isInUse)) return 'linked'
  if (connection.safety === 'own-test') return 'our-test'
  return connection.codat.length > 0 ? 'not-linked' : 'xero-only'
}

const SOURCE_WORDS: Readonly<Record<NonNullable<Gauge['chosen']>, string>> = {
  'xero-list': 'counted from Xero’s own list',
  typed: 'as you read it in My Apps',
  'codat-companies': 'counted from Codat’s companies',
  'codat-integration': 'by the figure Codat gives',
}

const readOn = dateFormat({ day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' })

function sentenceFor(gauge: Omit<Gauge, 'sentence'>, limit: Limit): string {
  if (gauge.count === null || gauge.chosen === null)
    return `${gauge.appName}: its connections have not been counted yet.`
  const taken = `${gauge.atLeast ? 'at least ' : ''}${gauge.count}`
  const parts = [
    limit.limit === null
      ? `${taken} connections, without a limit`
      : `${taken} of ${limit.limit} connections taken, ${fullnessWords[gauge.state]}`,
    SOURCE_WORDS[gauge.chosen],
    ...(gauge.readAt === null ? [] : [`on ${readOn.format(new Date(gauge.readAt))}`]),
    ...(gauge.excluded === 0
      ? []
      : [`${gauge.excluded} demo ${gauge.excluded === 1 ? 'company is' : 'companies are'} not counted`]),
    ...(limit.confirmed ? [] : ['the limit is not confirmed']),
    ...(limit.ifStarter === null ? [] : [`it is ${limit.ifStarter} if this app is on Xero’s Starter plan`]),
  ]
  return `${gauge.appName}: ${parts.join('; ')}.`
}
