import type { ReactNode } from 'react'
import styles from './next-step.module.css'

/** What to do about something that was explained above it. */
export function NextStep({ children }: { children: ReactNode }) {
  return (
    <div className={styles.next}>
      <strong>Next</strong>
      <p>{children}</p>
    </div>
  )
}
