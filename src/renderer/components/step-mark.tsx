import type { ReactNode } from 'react'
import { cx } from './class-names'
import { Row, Stack } from './shapes'
import styles from './step-mark.module.css'

interface StepMarkProps {
  /** Without one it is still to come. */
  readonly state?: 'done' | 'current' | 'begun' | 'doubtful' | undefined
  /** A number or an icon. */
  readonly children?: ReactNode
}

/** The round mark before a step. What it says stands in words beside it, too. */
export function StepMark({ state, children }: StepMarkProps) {
  return (
    <span className={cx(styles.mark, state && styles[state])} aria-hidden>
      {children}
    </span>
  )
}

/** Steps in their order, with a line from mark to mark. Each is a `MarkedStep`. */
export function Steps({ label, gap, children }: { label?: string; gap: 's1' | 's3'; children: ReactNode }) {
  return (
    <Stack as="ol" gap={gap} className={styles.steps} aria-label={label}>
      {children}
    </Stack>
  )
}

interface MarkedStepProps {
  readonly isAhead: boolean
  readonly isCurrent?: boolean
  /** Its mark, and what stands beside it. */
  readonly children: ReactNode
}

export function MarkedStep({ isAhead, isCurrent = false, children }: MarkedStepProps) {
  const current = isCurrent ? { 'aria-current': 'step' as const } : {}
  return (
    <Row as="li" gap="s3" oneLine led align="start" tone={isAhead ? 'quiet' : undefined} {...current}>
      {children}
    </Row>
  )
}
