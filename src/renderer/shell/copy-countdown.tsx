// A secret is on the clipboard: what, and for how long still. Main clears it; this only shows.
import { useEffect, useState } from 'react'
import type { EventPayload } from '../../contract/api'
import { useMainEvent } from '../bridge'
import { later } from '../components/later'

type Countdown = EventPayload<'copyCountdown'>

const OUTCOME_SHOWN_MS = 5_000

// Nothing was copied yet at the start.
const CountdownCard = later(async () => (await import('./countdown-card')).CountdownCard)
export const readCountdownCard = CountdownCard.read

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
  return <CountdownCard countdown={countdown} />
}
