import type { ReactNode } from 'react'
import { cx } from './class-names'
import styles from './step-mark.module.css'

interface StepMarkProps {
  /** Without one it is still to come. */
  readonly state?: 'done' | 'current' | 'begun' | 'doubtful' | undefined
  readonly small?: boolean
  /** A number or an icon. */
  readonly children?: ReactNode
}

/** The round mark before a step. What it says stands in words beside it, too. */
export function StepMark({ state, small = false, children }: StepMarkProps) {
  return (
    <span className={cx(styles.mark, state && styles[state], small && styles.small)} aria-hidden>
      {children}
    </span>
  )
}
