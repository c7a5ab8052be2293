import type { KeychainAdvice } from '../../../domain/vault/schema'
import { CopyValue } from '../../components/copy'
import styles from './keychain-steps.module.css'

/** How to mend the keychain on this desktop; main knows which one it is. */
export function KeychainSteps({ advice }: { advice: KeychainAdvice }) {
  return (
    <div className={styles.advice}>
      <h3>{advice.title}</h3>
      <ol className={styles.steps}>
        {advice.steps.map(({ text, command }) => (
          <li key={text}>
            {text}
            {command !== null && <CopyValue value={command} copyLabel={`Copy ${command}`} />}
          </li>
        ))}
      </ol>
    </div>
  )
}
