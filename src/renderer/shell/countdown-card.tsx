// The note about a secret on the clipboard: how long still, or what became of it.
import { ClipboardCheck, ClipboardX } from 'lucide-react'
import { useState } from 'react'
import type { EventPayload } from '../../contract/api'
import { nowMs, useNow } from '../clock'
import { Text } from '../components/shapes'
import { ToneIcon } from '../components/tone-icon'
import styles from './toasts.module.css'

export function CountdownCard({ countdown }: { countdown: EventPayload<'copyCountdown'> }) {
  const { clearsAt, label, outcome } = countdown
  if (clearsAt !== null) return <Running clearsAt={clearsAt} label={label ?? 'The secret'} />
  return outcome === null ? null : <Ended outcome={outcome} />
}

function Running({ clearsAt, label }: { clearsAt: string; label: string }) {
  const now = useNow(250)
  const [total] = useState(() => Math.max(1, Date.parse(clearsAt) - nowMs()))
  const left = Math.max(0, Date.parse(clearsAt) - now)
  const seconds = Math.ceil(left / 1_000)
  return (
    <div className={styles.toast} role="timer" aria-label="Clipboard countdown">
      <ToneIcon tone="info" icon={ClipboardCheck} />
      <p>
        {label} is on your clipboard. It is cleared in <Text as="span" strong figures>{`${seconds} s`}</Text>.
      </p>
      <span className={styles.bar} aria-hidden style={{ transform: `scaleX(${left / total})` }} />
    </div>
  )
}

type Outcome = NonNullable<EventPayload<'copyCountdown'>['outcome']>

const outcomeWords: Readonly<Record<Outcome, string>> = {
  cleared: 'The secret was cleared from your clipboard.',
  replaced: 'The secret is gone from your clipboard: something else was copied since.',
}

function Ended({ outcome }: { outcome: Outcome }) {
  return (
    <div className={styles.toast} role="status">
      <ToneIcon tone="ok" icon={ClipboardX} />
      <p>{outcomeWords[outcome]}</p>
    </div>
  )
}
