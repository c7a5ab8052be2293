// How a state is shown: a small pill, a line with its icon, or a callout.
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './class-names'
import styles from './status.module.css'
import { type Tone, toneClass, toneIcons } from './tone'

export function Badge({
  tone = 'neutral',
  icon,
  children,
}: {
  tone?: Tone
  icon?: LucideIcon | null
  children: ReactNode
}) {
  const Icon = icon === undefined && tone !== 'neutral' ? toneIcons[tone] : icon
  return (
    <span className={cx(styles.badge, toneClass(tone))}>
      {Icon && <Icon size={12} strokeWidth={2.4} aria-hidden />}
      {children}
    </span>
  )
}

/** `quiet` colours the icon only, for lists in which everything is well. */
export function StatusLine({ tone, quiet = false, children }: { tone: Tone; quiet?: boolean; children: ReactNode }) {
  const Icon = toneIcons[tone]
  return (
    <span className={cx(styles.line, toneClass(tone))}>
      <Icon size={15} strokeWidth={2.1} aria-hidden />
      <span className={cx(quiet && styles.plain)}>{children}</span>
    </span>
  )
}

interface CalloutProps {
  readonly tone: Tone
  readonly title: ReactNode
  readonly children?: ReactNode
  readonly actions?: ReactNode
  /** `status` is read out when it appears; `alert` interrupts. */
  readonly role?: 'status' | 'alert' | 'note'
  readonly icon?: LucideIcon
  /** For the answer a whole screen was waiting for. */
  readonly large?: boolean
}

export function Callout({ tone, title, children, actions, role = 'note', icon, large = false }: CalloutProps) {
  const Icon = icon ?? toneIcons[tone]
  return (
    <div
      role={role}
      className={cx(styles.callout, toneClass(tone), tone !== 'info' && styles.toned, large && styles.large)}
    >
      <Icon className={styles.calloutIcon} size={large ? 26 : 17} strokeWidth={2.1} aria-hidden />
      <div className={styles.calloutBody}>
        <div className={styles.calloutTitle}>{title}</div>
        {children !== undefined && <div className={styles.calloutText}>{children}</div>}
        {actions !== undefined && <div className={styles.calloutActions}>{actions}</div>}
      </div>
    </div>
  )
}
