import styles from './mark.module.css'

/** Latchkey's sign: a keyhole whose slot is a latch. Drawn here, so that it follows the theme. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg className={styles.mark} width={size} height={size} viewBox="0 0 24 24" aria-hidden focusable="false">
      <rect className={styles.plate} x="1" y="1" width="22" height="22" rx="6.5" />
      <circle className={styles.hole} cx="12" cy="9.4" r="3.6" />
      <path className={styles.hole} d="M10.6 11.4h2.8l.5 3h2.3v2.7H9.2l1-2.7z" />
    </svg>
  )
}
