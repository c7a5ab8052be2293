// Copying what isn't secret, with the answer where the finger is.
import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { call } from '../bridge'
import { Button } from './button'
import { IconButton } from './icon-button'
import { Text } from './shapes'
import styles from './copy.module.css'

const SHOWN_MS = 1_600

function useCopy(text: string) {
  const [outcome, setOutcome] = useState<'idle' | 'copied' | 'failed'>('idle')
  useEffect(() => {
    if (outcome === 'idle') return
    const timer = setTimeout(() => setOutcome('idle'), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = async () => {
    const result = await call('copyText', { text })
    setOutcome(result.ok && result.value.copied ? 'copied' : 'failed')
  }
  const said = outcome === 'copied' ? 'Copied' : outcome === 'failed' ? 'Not copied' : ''
  return { outcome, copy, said }
}

export function CopyIcon({ text, label }: { text: string; label: string }) {
  const { outcome, copy, said } = useCopy(text)
  return (
    <>
      <IconButton label={label} icon={outcome === 'copied' ? Check : Copy} onPress={() => void copy()} />
      <span role="status" className="hidden-label">
        {said}
      </span>
    </>
  )
}

export function CopyButton({ text, label }: { text: string; label: string }) {
  const { outcome, copy, said } = useCopy(text)
  return (
    <>
      <Button size="small" icon={outcome === 'copied' ? Check : Copy} onPress={() => void copy()}>
        {outcome === 'failed' ? 'Not copied' : label}
      </Button>
      <span role="status" className="hidden-label">
        {said}
      </span>
    </>
  )
}

/** A value to take elsewhere: shown whole, in fixed width, with its copy button. */
export function CopyValue({ value, label, copyLabel }: { value: string; label?: string; copyLabel: string }) {
  return (
    <div className={styles.value}>
      {label !== undefined && (
        <Text as="span" tone="quiet" small>
          {label}
        </Text>
      )}
      <code className={styles.text}>{value}</code>
      <CopyIcon text={value} label={copyLabel} />
    </div>
  )
}
