import styles from './mark.module.css'

/** Latchkey's sign: a keyhole. Drawn here, so that it follows the theme. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg className={styles.mark} width={size} height={size} viewBox="0 0 24 24" aria-hidden focusable="false">
      <rect className={styles.plate} x="1" y="1" width="22" height="22" rx="6.5" />
      <circle className={styles.hole} cx="12" cy="9.3" r="3.7" />
      <path className={styles.hole} d="M10.7 11.5h2.6l1.5 6.3h-5.6z" />
    </svg>
  )
}
