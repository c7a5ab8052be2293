// Watching Codat for three minutes after its portal was opened, and once whenever this window is come back to.
import { useEffect, useState } from 'react'
import type { WatchState } from '../../../contract/guide'
import { call, useMainEvent } from '../../bridge'

interface Watched {
  readonly watch: WatchState | null
  readonly start: () => void
}

/** `onReturn` asks once when the window gets the focus, while there is something to wait for. */
export function useWatch(
  id: string,
  what: WatchState['what'],
  waiting: boolean,
  onReturn: () => Promise<void>,
): Watched {
  const [watch, setWatch] = useState<WatchState | null>(null)
  useMainEvent('guideWatch', (state) => {
    if (state.integrationId === id && state.what === what) setWatch(state)
  })
  useEffect(() => {
    if (!waiting) return
    const returned = () => void onReturn()
    window.addEventListener('focus', returned)
    return () => window.removeEventListener('focus', returned)
  }, [waiting, onReturn])
  const start = async () => {
    const answer = await call('watchCodat', { id, what })
    if (answer.ok) setWatch(answer.value)
  }
  return { watch, start: () => void start() }
}
