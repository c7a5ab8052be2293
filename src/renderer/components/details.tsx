import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './details.module.css'

/** Folded away until wanted: the browser's own disclosure. */
export function Details({
  summary,
  children,
  open = false,
}: {
  summary: ReactNode
  children: ReactNode
  open?: boolean
}) {
  return (
    <details className={styles.details} open={open}>
      <summary className={styles.summary}>
        <ChevronRight size={14} aria-hidden />
        {summary}
      </summary>
      <div className={styles.body}>{children}</div>
    </details>
  )
}
