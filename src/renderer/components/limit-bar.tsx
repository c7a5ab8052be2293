// How much of an app's limit is taken: a bar from nothing to the limit, full at it. Grey while the limit is not confirmed.
import { cx } from './class-names'
import styles from './limit-bar.module.css'
import { toneClass } from './tone'

interface LimitBarProps {
  readonly count: number | null
  /** Null for none. */
  readonly limit: number | null
  readonly look: 'ok' | 'watch' | 'act' | 'neutral'
}

/** Drawn only: what it shows stands in words beside it. */
export function LimitBar({ count, limit, look }: LimitBarProps) {
  const part = count === null || limit === null || limit === 0 ? 0 : Math.min(1, count / limit)
  return (
    <span className={styles.bar} aria-hidden>
      <span className={cx(styles.taken, toneClass(look))} style={{ inlineSize: `${Math.round(part * 100)}%` }} />
    </span>
  )
}
