// Counts over time as a small line, stretched to its place. What it shows is said in words beside it.
import styles from './sparkline.module.css'
import { sparklinePath } from './sparkline-path'

const WIDTH = 220
const HEIGHT = 40

interface SparklineProps {
  readonly points: readonly { readonly at: string; readonly count: number }[]
  /** Drawn as a dashed line where it lies within what is shown; null for none. */
  readonly limit: number | null
  readonly label: string
}

export function Sparkline({ points, limit, label }: SparklineProps) {
  const { line, end, limitAt } = sparklinePath(points, limit, { width: WIDTH, height: HEIGHT })
  return (
    <svg className={styles.sparkline} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {limitAt !== null && <line className={styles.limit} x1={0} x2={WIDTH} y1={limitAt} y2={limitAt} />}
      <path className={styles.line} d={line} />
      <circle className={styles.end} cx={end.x} cy={end.y} r={3} />
    </svg>
  )
}
