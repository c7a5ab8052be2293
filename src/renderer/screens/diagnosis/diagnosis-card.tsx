import type { ReactNode } from 'react'
import type { Diagnosis } from '../../../contract/diagnosis'
import { cx } from '../../components/class-names'
import { Details } from '../../components/details'
import { OutsideLink } from '../../components/outside-link'
import { Badge } from '../../components/status'
import { toneIcons } from '../../components/tone'
import styles from './diagnosis.module.css'
import { severityTone, sideWords } from './words'

interface DiagnosisCardProps {
  readonly diagnosis: Diagnosis
  readonly leading?: boolean
  /** What can be done about it from here. */
  readonly action?: ReactNode
}

/** One answer: what is wrong, whose side, why, what next; the other side's own words only folded away. */
export function DiagnosisCard({ diagnosis, leading = true, action }: DiagnosisCardProps) {
  const tone = severityTone[diagnosis.severity]
  const Icon = toneIcons[tone]
  const facts = diagnosis.facts ?? []
  const Title = leading ? 'h2' : 'h3'
  return (
    <article className={cx(styles.card, leading && styles.leading)} aria-label={diagnosis.title}>
      <header className={styles.cardHead}>
        <Icon className={cx(styles[tone])} size={leading ? 20 : 16} strokeWidth={2.1} aria-hidden />
        <Title>{diagnosis.title}</Title>
        <Badge icon={null} tone={diagnosis.side === 'you' ? 'info' : 'neutral'}>
          {sideWords[diagnosis.side]}
        </Badge>
      </header>
      <div className={styles.cardBody}>
        <p>{diagnosis.cause}</p>
        <div className={styles.next}>
          <strong>Next</strong>
          <p>
            {diagnosis.nextStep} {diagnosis.link !== undefined && <OutsideLink id={diagnosis.link} />}
          </p>
        </div>
        {action}
        {facts.length > 0 && (
          <dl className={styles.facts}>
            {facts.map(({ label, value }) => (
              <div key={`${label} ${value}`}>
                <dt>{label}</dt>
                <dd>
                  <code>{value}</code>
                </dd>
              </div>
            ))}
          </dl>
        )}
        {diagnosis.details !== undefined && (
          <Details summary="What it said">
            <pre className={styles.outside}>{diagnosis.details}</pre>
          </Details>
        )}
      </div>
    </article>
  )
}
