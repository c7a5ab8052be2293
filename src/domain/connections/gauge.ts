// One app's gauge, put together from what is known: sources, limit, seats, history. Pure.
import { fullnessWords } from '../standing/connection-words'
import type { Gauge, Seat, SourceReading, GaugeSegment, SeatApp } from './schema'
import { gaugeState, limitFor, type Limit } from '../limits'
import { dateFormat } from '../date-format'
import { knowledgeOf, type Decisions } from './decisions'
import { findSeatFindings } from './findings'
import { forecastFull } from './forecast'
import { sparkline, type HistoryPoint } from './history'
import { isInUse } from './match'
import { chooseReading, disagreements, type SidesCompared } from './reconcile'
import { buildSeats } from './seats'
import { codatIsWhole, type Snapshot } from './snapshot'
import { readSources } from './sources'

export interface GaugeInput {
  readonly app: SeatApp
  readonly decisions: Decisions
  readonly snapshot: Snapshot
  readonly points: readonly HistoryPoint[]
  readonly now: Date
  /** SHA-256 of a text, in hexadecimal. */
  readonly sha256: (text: string) => string
}

export interface GaugeAndSeats {
  readonly gauge: Gauge
  readonly seats: readonly Seat[]
}

/** What of a gauge takes long to make with many connections. It is the same until the next day, or another count or decision. */
export interface GaugeRows {
  readonly seats: readonly Seat[]
  readonly sources: readonly SourceReading[]
  readonly sides: SidesCompared | null
  readonly findings: Gauge['findings']
}

export function buildRows({ app, decisions, snapshot, now, sha256 }: Omit<GaugeInput, 'points'>): GaugeRows {
  const knowledge = knowledgeOf(decisions)
  const seats = buildSeats(snapshot, knowledge)
  return {
    seats,
    sources: readSources(snapshot, decisions.typed, knowledge),
    sides: compareSides(snapshot, seats),
    findings: findSeatFindings({ seats, app, codatClients: snapshot.codat.length, now, sha256 }, decisions.dismissed),
  }
}

/**
 * Gives gauges, of whose rows those of one snapshot are built once for as long as nothing else that they are made of is another. Neither
 * they nor a snapshot may be changed in place.
 */
export function createGauges(sha256: GaugeInput['sha256'], build = buildRows) {
  const built = new WeakMap<Snapshot, { readonly of: string; readonly rows: GaugeRows }>()
  return (input: Omit<GaugeInput, 'sha256'>): GaugeAndSeats => {
    const { app, decisions, snapshot, now } = input
    const of = JSON.stringify([app.name, app.createdOn, decisions, now.toISOString().slice(0, 10)])
    const before = built.get(snapshot)
    const rows = before?.of === of ? before.rows : build({ app, decisions, snapshot, now, sha256 })
    built.set(snapshot, { of, rows })
    return { gauge: gaugeOf(rows, input), seats: rows.seats }
  }
}

/** `gauge.count + gauge.excluded` is `gauge.all`, and the rows with the unseen are never fewer than the count. */
export function gaugeOf(
  { seats, sources, sides, findings }: GaugeRows,
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
    rows: seats.length,
    unseen: unseenIn(snapshot, chosen, seats),
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
    segments: segmentsOf(chosen, seats),
    sparkline: sparkline(points),
    forecast: forecastFull({ points, count, limit: limit.limit, now }),
    findings,
  }
  return { ...gauge, sentence: sentenceFor(gauge, limit) }
}

/** Connections that the chosen source counts and no row shows. */
function unseenIn(snapshot: Snapshot, chosen: SourceReading | null, seats: readonly Seat[]): number {
  if (chosen === null || chosen.count === null) return 0
  if (chosen.kind === 'xero-list') return snapshot.xero?.unreadableRows ?? 0
  return Math.max(0, chosen.count + chosen.excluded - seats.length)
}

/** Null while one side wasn't read whole: then a missing match says nothing. */
function compareSides(snapshot: Snapshot, seats: readonly Seat[]): SidesCompared | null {
  if (snapshot.xero === null || !codatIsWhole(snapshot)) return null
  const real = seats.filter((seat) => !seat.demo.isDemo)
  const only = real.filter((seat) => seat.xero !== null && seat.codat.length === 0)
  return {
    onlyInXero: only.length,
    ownTests: only.filter((seat) => seat.safety === 'own-test').length,
    usedButNotInXero: real.filter((seat) => seat.xeroStatus === 'absent' && seat.codat.some(isInUse)).length,
    deadButInXero: real.filter((seat) => seat.safety === 'deauthorized' || seat.safety === 'unlinked').length,
    shared: real.filter((seat) => seat.xero === null && seat.xeroStatus === 'connected').length,
  }
}

/** What the ring is drawn from: by kind where the chosen source names its connections, else in one piece. */
function segmentsOf(chosen: SourceReading | null, seats: readonly Seat[]): GaugeSegment[] {
  if (chosen === null || chosen.count === null) return []
  const named = namedSegments(chosen, seats)
  const sum = named.reduce((total, segment) => total + segment.count, 0)
  const all: GaugeSegment[] = [
    ...named,
    { kind: 'unnamed', count: chosen.count - sum },
    { kind: 'demo', count: chosen.excluded },
  ]
  return all.filter((segment) => segment.count > 0)
}

const COUNTED_KINDS = ['linked', 'not-linked', 'our-test', 'xero-only'] as const

function namedSegments(chosen: SourceReading, seats: readonly Seat[]): GaugeSegment[] {
  if (chosen.kind === 'codat-companies') {
    const linked = Math.min(chosen.byStatus['Linked'] ?? 0, chosen.count ?? 0)
    return [
      { kind: 'linked', count: linked },
      { kind: 'not-linked', count: (chosen.count ?? 0) - linked },
    ]
  }
  if (chosen.kind !== 'xero-list') return []
  const counted = seats.filter((seat) => seat.xero !== null && !seat.demo.isDemo)
  return COUNTED_KINDS.map((kind) => ({ kind, count: counted.filter((seat) => segmentOf(seat) === kind).length }))
}

function segmentOf(seat: Seat): (typeof COUNTED_KINDS)[number] {
  if (seat.codat.some(isInUse)) return 'linked'
  if (seat.safety === 'own-test') return 'our-test'
  return seat.codat.length > 0 ? 'not-linked' : 'xero-only'
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
