// The balance over the statement's lines, with its findings as marks. Drawn from main's points; the numbers stand in the text.
import { useId } from 'react'
import type { StatementView } from '../../../contract/statements'
import { cx } from '../../components/class-names'
import { Surface, Text } from '../../components/shapes'
import styles from './statement.module.css'
import { lineName, pictureEnds, pictureSentence, plain } from './words'

const WIDTH = 800
const HEIGHT = 150
const TOP = 14
const BOTTOM = 22

interface PictureProps {
  readonly statement: StatementView
  readonly onMark: (at: number) => void
}

export function BalancePicture({ statement, onMark }: PictureProps) {
  const label = useId()
  const { points, marks } = statement.picture
  const first = points[0]
  const last = points.at(-1)
  if (first === undefined || last === undefined) return null
  const ends = pictureEnds(statement)
  const low = Math.min(...points.map((point) => point.low))
  const high = Math.max(...points.map((point) => point.high))
  const room = high - low || 1
  const x = (at: number): number => (last.at === 0 ? WIDTH / 2 : (at / last.at) * WIDTH)
  const y = (value: number): number => TOP + (1 - (value - low) / room) * (HEIGHT - TOP - BOTTOM)
  const band = [
    ...points.map((point) => `${x(point.at)},${y(point.high)}`),
    ...points.toReversed().map((point) => `${x(point.at)},${y(point.low)}`),
  ].join(' ')
  const line = points.map((point) => `${x(point.at)},${y(point.last)}`).join(' ')
  return (
    <Surface as="figure" gap="s1" className={styles.picture} aria-labelledby={label}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden className={styles.curve}>
        {low < 0 && high > 0 && <line className={styles.zero} x1={0} x2={WIDTH} y1={y(0)} y2={y(0)} />}
        <polygon className={styles.band} points={band} />
        <polyline className={styles.line} points={line} />
      </svg>
      <div className={styles.marks} aria-hidden>
        {marks.map((mark) => (
          // The findings below are the same for the keyboard; these are a short cut for the mouse.
          <span
            key={`${mark.code} ${mark.line} ${mark.at}`}
            className={cx(styles.mark, styles[mark.severity])}
            style={{ left: `${(x(mark.at) / WIDTH) * 100}%`, top: `${(y(mark.balance) / HEIGHT) * 100}%` }}
            title={lineName(statement.kind, mark.line)}
            onClick={() => onMark(mark.at)}
          />
        ))}
      </div>
      <div className={styles.scale} aria-hidden>
        <span>{plain(high)}</span>
        <span>{plain(low)}</span>
      </div>
      <div className={styles.axis} aria-hidden>
        <span>{ends.from}</span>
        <span>{ends.to}</span>
      </div>
      <Text id={label} as="figcaption" tone="soft">
        {pictureSentence(statement)}
      </Text>
    </Surface>
  )
}
