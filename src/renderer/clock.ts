// The page's clock: the only place in the renderer that reads the time.
import { useEffect, useState } from 'react'

export function nowMs(): number {
  return Date.now()
}

/** The time, read again every `every` milliseconds while mounted. */
export function useNow(every: number): number {
  const [now, setNow] = useState(nowMs)
  useEffect(() => {
    const timer = setInterval(() => setNow(nowMs()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}
