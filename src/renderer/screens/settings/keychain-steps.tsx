import type { KeychainAdvice } from '../../../domain/vault/schema'
import { CopyValue } from '../../components/copy'
import { List, Stack } from '../../components/shapes'

/** How to mend the keychain on this desktop; main knows which one it is. */
export function KeychainSteps({ advice }: { advice: KeychainAdvice }) {
  return (
    <Stack gap="s2" capped>
      <h3>{advice.title}</h3>
      <List kind="decimal" gap="s2" width="form">
        {advice.steps.map(({ text, command }) => (
          <li key={text}>
            {text}
            {command !== null && <CopyValue value={command} copyLabel={`Copy ${command}`} />}
          </li>
        ))}
      </List>
    </Stack>
  )
}
