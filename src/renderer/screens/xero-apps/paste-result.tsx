// What became of the last paste, until the next one or until it is put away.
import { X } from 'lucide-react'
import { useState } from 'react'
import type { PasteOutcome } from '../../../contract/xero-apps'
import { Button } from '../../components/button'
import { IconButton } from '../../components/icon-button'
import { Callout } from '../../components/status'
import styles from './paste-result.module.css'
import { pasteWords } from './words'

interface ShownResult {
  readonly outcome: PasteOutcome | null
  readonly show: (outcome: PasteOutcome) => void
  readonly clear: () => void
}

export function usePasteResult(): ShownResult {
  const [outcome, setOutcome] = useState<PasteOutcome | null>(null)
  return { outcome, show: setOutcome, clear: () => setOutcome(null) }
}

export function PasteResult({ result, onAnyway }: { result: ShownResult; onAnyway?: (held: string) => void }) {
  if (!result.outcome) return null
  const held = result.outcome.outcome === 'not-stored' ? result.outcome.held : null
  const words = pasteWords(result.outcome)
  return (
    <div className={styles.result}>
      <Callout
        role="status"
        tone={words.tone}
        title={words.title}
        {...(held !== null && onAnyway
          ? {
              actions: (
                <Button size="small" onPress={() => onAnyway(held)}>
                  Store it anyway
                </Button>
              ),
            }
          : {})}
      >
        {words.lines.length > 0 && words.lines.map((line) => <p key={line}>{line}</p>)}
      </Callout>
      <span className={styles.close}>
        <IconButton label="Put this away" icon={X} onPress={result.clear} />
      </span>
    </div>
  )
}
