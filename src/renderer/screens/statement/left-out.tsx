// What the file holds and isn't pushed, by why, so that nothing is missing without a word.
import { grouped } from '../../../domain/amounts'
import type { LeftOutGroup, StatementKind } from '../../../domain/bank-feeds/statements/schema'
import { Details } from '../../components/details'
import styles from './statement.module.css'
import { counted, leftOutTitle, lineName } from './words'

export function LeftOut({ kind, groups }: { kind: StatementKind; groups: readonly LeftOutGroup[] }) {
  return (
    <div className={styles.leftOut}>
      {groups.map((group) => (
        <Details key={group.why} summary={leftOutTitle(group)}>
          <ul className={styles.examples}>
            {group.places.map(({ line, date, amount, description, reason }) => (
              <li key={line}>
                <span className={styles.value}>{lineName(kind, line)}</span> {date} {description}{' '}
                <strong>{amount === null ? '' : grouped(amount)}</strong>
                {reason !== null && <span className={styles.change}>{reason}</span>}
              </li>
            ))}
          </ul>
          {group.count > group.places.length && <p>And {counted(group.count - group.places.length, 'more line')}.</p>}
        </Details>
      ))}
    </div>
  )
}
