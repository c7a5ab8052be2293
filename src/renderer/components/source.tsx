// Where a number or rule of Xero or Codat stands and when it was read: the site at a glance, the whole address on demand.
import { inDays } from '../../domain/scopes'
import styles from './source.module.css'

interface SourceProps {
  /** An address, or words such as “your word”; null where there is none. */
  readonly source: string | null
  /** YYYY-MM-DD. */
  readonly asOf: string | null
}

export function Source({ source, asOf }: SourceProps) {
  if (source === null) return null
  const when = `as of ${asOf === null ? 'an unknown day' : inDays(asOf)}`
  if (!URL.canParse(source)) return <span className={styles.source}>{`Source: ${source}, ${when}`}</span>
  return (
    <details className={styles.source}>
      <summary>{`Source: ${new URL(source).host}, ${when}`}</summary>
      <code>{source}</code>
    </details>
  )
}
