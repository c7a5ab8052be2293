// A secret is on the clipboard: what, and for how long still. Main clears it; this only shows.
import { ClipboardCheck, ClipboardX } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { EventPayload } from '../../contract/api'
import { useMainEvent } from '../bridge'
import { nowMs, useNow } from '../clock'
import styles from './toasts.module.css'

type Countdown = EventPayload<'copyCountdown'>

const OUTCOME_SHOWN_MS = 5_000

export function CopyCountdown() {
  const [countdown, setCountdown] = useState<Countdown | null>(null)
  useMainEvent('copyCountdown', setCountdown)
  const ended = countdown !== null && countdown.clearsAt === null

  useEffect(() => {
    if (!ended) return
    const timer = setTimeout(() => setCountdown(null), OUTCOME_SHOWN_MS)
    return () => clearTimeout(timer)
  }, [ended])

  if (!countdown) return null
  if (countdown.clearsAt === null) return countdown.outcome === null ? null : <Ended outcome={countdown.outcome} />
  return <Running clearsAt={countdown.clearsAt} label={countdown.label ?? 'The secret'} />
}

function Running({ clearsAt, label }: { clearsAt: string; label: string }) {
  const now = useNow(250)
  const [total] = useState(() => Math.max(1, Date.parse(clearsAt) - nowMs()))
  const left = Math.max(0, Date.parse(clearsAt) - now)
  const seconds = Math.ceil(left / 1_000)
  return (
    <div className={styles.toast} role="timer" aria-label="Clipboard countdown">
      <ClipboardCheck className={styles.info} size={16} aria-hidden />
      <p>
        {label} is on your clipboard. It is cleared in <strong className={styles.seconds}>{seconds} s</strong>.
      </p>
      <span className={styles.bar} aria-hidden style={{ transform: `scaleX(${left / total})` }} />
    </div>
  )
}

function Ended({ outcome }: { outcome: string }) {
  return (
    <div className={styles.toast} role="status">
      <ClipboardX className={styles.ok} size={16} aria-hidden />
      <p>{outcome}</p>
    </div>
  )
}
