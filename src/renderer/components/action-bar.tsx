import type { ReactNode } from 'react'
import styles from './action-bar.module.css'

/** Stays at the foot of what is scrolled: a few words in a `span`, and what can be done. A label makes it a group of its own. */
export function ActionBar({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <div className={styles.bar} {...(label === undefined ? {} : { role: 'group', 'aria-label': label })}>
      {children}
    </div>
  )
}
