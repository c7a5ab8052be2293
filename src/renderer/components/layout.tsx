// The bones of a screen: header with heading and actions, scrolling body, sections, and the states a screen can be in.
import type { LucideIcon } from 'lucide-react'
import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { cx } from './class-names'
import styles from './layout.module.css'

interface ScreenProps {
  readonly title: string
  readonly lead?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
  /** Width of the content: prose, form-like, or all there is. */
  readonly width?: 'narrow' | 'wide'
}

export function Screen({ title, lead, actions, children, width = 'narrow' }: ScreenProps) {
  return (
    <div className={styles.screen}>
      <header className={styles.header}>
        <div className={styles.headings}>
          <ScreenHeading>{title}</ScreenHeading>
          {lead !== undefined && <p className={styles.lead}>{lead}</p>}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      <div className={styles.scroll}>
        <div className={cx(styles.content, width === 'narrow' && styles.narrow)}>{children}</div>
      </div>
    </div>
  )
}

/** The heading a new screen starts with: it takes the focus, so that the keyboard and a screen reader arrive with it. */
export function ScreenHeading({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  // Before it is painted: a key that is pressed at once must not lose what it was meant for.
  useLayoutEffect(() => {
    heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  )
}

interface SectionProps {
  readonly title: string
  readonly hint?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

export function Section({ title, hint, actions, children }: SectionProps) {
  return (
    <section className={styles.section} aria-label={title}>
      <div className={styles.sectionHead}>
        <div>
          <h2>{title}</h2>
          {hint !== undefined && <p className={styles.sectionHint}>{hint}</p>}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
      {children}
    </section>
  )
}

export function Card({ children, quiet = false }: { children: ReactNode; quiet?: boolean }) {
  return <div className={cx(styles.card, quiet && styles.quiet)}>{children}</div>
}

interface EmptyStateProps {
  readonly icon: LucideIcon
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
}

export function EmptyState({ icon: Icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <span className={styles.emptyIcon}>
        <Icon size={22} strokeWidth={1.7} aria-hidden />
      </span>
      <h2 tabIndex={-1} data-next>
        {title}
      </h2>
      {children !== undefined && <div className={styles.emptyText}>{children}</div>}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}

/** Stands where content will be. Appears only after a moment, so that quick answers don't flicker. */
export function Skeleton({ rows = 6, label }: { rows?: number; label: string }) {
  return (
    <div role="status" aria-label={label} className={styles.skeleton}>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} className={styles.bone} aria-hidden />
      ))}
    </div>
  )
}

/** Name and value, one under the other, in as many columns as fit. */
export function Facts({ facts }: { facts: readonly { name: string; value: ReactNode }[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map((fact) => (
        <div key={fact.name}>
          <dt>{fact.name}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
