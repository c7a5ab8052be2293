// The radial gauge of a Xero app's connections: the number in the middle, marks at watch and limit, segments by source.
import { CircleAlert, CircleCheck, CircleHelp, CircleX, Clock, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { Gauge as GaugeData, GaugeSegment } from '../../domain/connections/schema'
import { type GaugeState, watchFrom } from '../../domain/limits'
import { cx } from './class-names'
import { arcPath, ARC_LENGTH, fullScale, pointAt, segmentArcs } from './gauge-arcs'
import styles from './gauge.module.css'
import { Text } from './shapes'
import { type Tone, toneClass } from './tone'

const stateLooks: Record<GaugeState, { readonly words: string; readonly icon: LucideIcon; readonly tone?: Tone }> = {
  room: { words: 'Room left', icon: CircleCheck, tone: 'ok' },
  watch: { words: 'Nearly full', icon: TriangleAlert, tone: 'watch' },
  full: { words: 'Full', icon: CircleAlert, tone: 'act' },
  over: { words: 'Over the limit', icon: CircleX, tone: 'act' },
  unknown: { words: 'Not known', icon: CircleHelp },
  stale: { words: 'Out of date', icon: Clock },
}

/** The ring and its legend in the state's own colour; neither where nothing is known. */
function toneOf(state: GaugeState): string | undefined {
  const { tone } = stateLooks[state]
  return tone && toneClass(tone)
}

/** Drawn from one view box, so it is as crisp at 200 px as at 600. A screen reader gets main's one sentence instead. */
export function Gauge({ gauge }: { gauge: GaugeData }) {
  const { words, icon: Icon } = stateLooks[gauge.state]
  const { limit } = gauge.limit
  const demosFrom = Math.max(gauge.count ?? 0, limit ?? 0)
  const scale = fullScale(demosFrom, gauge.excluded)
  return (
    <div
      className={cx(styles.gauge, gauge.limit.confirmed && toneOf(gauge.state))}
      data-limit={gauge.limit.confirmed ? 'confirmed' : 'assumed'}
    >
      <svg className={styles.ring} viewBox="0 0 200 172" role="img" aria-label={gauge.sentence}>
        <path className={styles.track} d={arcPath(0, ARC_LENGTH)} />
        {segmentArcs(gauge.segments, { scale, demosFrom }).map((arc) => (
          <path key={arc.kind} className={cx(styles.segment, styles[arc.kind])} d={arcPath(arc.from, arc.to)} />
        ))}
        {limit !== null && <Mark kind="watchMark" degrees={(watchFrom(limit) / scale) * ARC_LENGTH} />}
        {limit !== null && <Mark kind="limitMark" degrees={(limit / scale) * ARC_LENGTH} />}
        <text className={styles.number} x="100" y="108">
          {gauge.count === null ? '–' : `${gauge.atLeast ? '≥ ' : ''}${gauge.count.toLocaleString('en-GB')}`}
        </text>
        <text className={styles.of} x="100" y="130">
          {limit === null
            ? 'no limit'
            : `of ${limit.toLocaleString('en-GB')}${gauge.limit.confirmed ? '' : ', unconfirmed'}`}
        </text>
      </svg>
      <p className={styles.state}>
        <Icon size={16} strokeWidth={2.2} aria-hidden />
        {words}
      </p>
      {gauge.limit.ifStarter !== null && (
        <p className={styles.legend}>{gauge.limit.ifStarter} if this app is on Starter: confirm</p>
      )}
    </div>
  )
}

function Mark({ kind, degrees }: { kind: 'watchMark' | 'limitMark'; degrees: number }) {
  const from = pointAt(degrees, 70)
  const to = pointAt(degrees, 94)
  const ends = { x1: from.x, y1: from.y, x2: to.x, y2: to.y }
  // A seam sets the mark off from a segment of its own colour.
  return (
    <>
      <line className={styles.seam} {...ends} />
      <line className={styles[kind]} {...ends} />
    </>
  )
}

interface LegendProps {
  readonly gauge: Pick<GaugeData, 'segments' | 'state' | 'limit'>
  readonly words: Readonly<Record<GaugeSegment['kind'], string>>
}

/** What the parts of the ring stand for, each with its own stroke and number. */
export function GaugeLegend({ gauge: { segments, state, limit }, words }: LegendProps) {
  if (segments.length === 0) return null
  return (
    <ul className={cx(styles.legend, limit.confirmed && toneOf(state))}>
      {segments.map(({ kind, count }) => (
        <li key={kind}>
          <svg viewBox="0 0 22 10" width="22" height="10" aria-hidden>
            <line className={cx(styles.segment, styles[kind], styles.sample)} x1="0" y1="5" x2="22" y2="5" />
          </svg>
          <span>{words[kind]}</span>
          <Text as="span" figures>
            {count.toLocaleString('en-GB')}
          </Text>
        </li>
      ))}
    </ul>
  )
}
