// Counts the connections anew: every source is asked, progress is told, and it can be stopped.
import { useEffect, useRef, useState } from 'react'
import type { Gauge } from '../../../domain/connections/schema'
import { call, useAction, useMainEvent } from '../../bridge'
import { Button } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { useCommands } from '../../shell/commands'
import { RefreshCw } from 'lucide-react'
import { progressWords } from './words'

interface RefreshProps {
  readonly appId: string
  readonly appName: string
  readonly put: (gauge: Gauge) => void
  /** Counts as soon as it is shown: someone is in a hurry and nothing is known yet. */
  readonly atOnce?: boolean
}

export function Refresh({ appId, appName, put, atOnce = false }: RefreshProps) {
  const { busy, error, run } = useAction('refreshGauge')
  const [operationId, setOperationId] = useState<string | null>(null)
  const [progress, setProgress] = useState('Counting…')
  useMainEvent('connectionProgress', (now) => {
    if (now.operationId === operationId) setProgress(progressWords(now))
  })
  const refresh = async () => {
    const id = crypto.randomUUID()
    setOperationId(id)
    setProgress('Counting…')
    const counted = await run({ appId, operationId: id })
    if (counted) put(counted)
  }
  const started = useRef(false)
  useEffect(() => {
    if (!atOnce || started.current) return
    started.current = true
    void refresh()
  })
  useCommands([
    {
      id: 'seats.count',
      label: `Count the connections of ${appName}`,
      group: appName,
      icon: RefreshCw,
      run: () => void refresh(),
    },
  ])
  return (
    <>
      {error && error.code !== 'call.cancelled' && <ErrorCard error={error} />}
      {busy && <span role="status">{progress}</span>}
      {busy && operationId !== null && (
        <Button size="small" onPress={() => void call('cancelConnectionWork', { operationId })}>
          Stop counting
        </Button>
      )}
      <Button busy={busy} onPress={() => void refresh()}>
        Count now
      </Button>
    </>
  )
}
