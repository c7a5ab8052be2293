// “Check everything again”: set-ups by main's own round, apps without one by what can be asked about them. Once at a time.
import { useRef, useState } from 'react'
import type { CheckProgress } from '../../../contract/board'
import type { StandingRow } from '../../../contract/standings'
import { call, useAction, useMainEvent } from '../../bridge'
import { useData } from '../../shell/data'

interface Ended {
  readonly checked: number
  readonly left: number
  readonly cancelled: boolean
}

export function useChecks() {
  const { apps } = useData()
  const checking = useAction('checkIntegrations')
  const [operationId, setOperationId] = useState<string | null>(null)
  const [progress, setProgress] = useState<CheckProgress | null>(null)
  const [ended, setEnded] = useState<Ended | null>(null)
  const [alone, setAlone] = useState<string | null>(null)
  const [rounds, setRounds] = useState(0)
  const stopped = useRef(false)
  useMainEvent('checkProgress', (now) => {
    if (now.operationId === operationId) setProgress(now)
  })
  const known = apps.loaded.state === 'ready' ? apps.loaded.value.apps : []

  /** An app without a set-up: its keys, who takes its connections, and its bank feeds. False where nothing could be asked. */
  const checkAlone = async ({ app: { id, name } }: StandingRow): Promise<boolean> => {
    setAlone(name)
    const view = known.find((one) => one.id === id)
    const slot = view?.secrets.find(({ pending }) => pending === null)?.slot
    if (view === undefined || view.clientId === '' || slot === undefined) return false
    const keys = await call('checkXeroKeys', { appId: id, slot })
    const gauge = await call('refreshGauge', { appId: id, operationId: crypto.randomUUID() })
    const feeds = await call('checkAppFeeds', { appId: id })
    return keys.ok && gauge.ok && feeds.ok && feeds.value.problem === null
  }

  const run = async (rows: readonly StandingRow[]) => {
    stopped.current = false
    const id = crypto.randomUUID()
    setOperationId(id)
    setProgress(null)
    setEnded(null)
    const ids = rows.flatMap(({ setUpIds }) => setUpIds)
    const round = ids.length === 0 ? null : await checking.run({ operationId: id, ids })
    let checked = round?.checked.length ?? 0
    let left = round?.left.length ?? 0
    let cancelled = round?.cancelled === true
    for (const row of rows.filter(({ setUpIds }) => setUpIds.length === 0)) {
      cancelled ||= stopped.current
      if (!cancelled && (await checkAlone(row))) checked += 1
      else left += 1
    }
    setAlone(null)
    apps.reload()
    setRounds((before) => before + 1)
    if (ids.length === 0 || round !== null) setEnded({ checked, left, cancelled })
  }

  const busy = checking.busy || alone !== null
  return {
    busy,
    /** How many rounds are over. */
    rounds,
    error: checking.error,
    words: busy ? busyWords(progress, alone) : ended === null ? null : endedWords(ended),
    run: (rows: readonly StandingRow[]) => void run(rows),
    stop: () => {
      stopped.current = true
      if (operationId !== null) void call('cancelChecks', { operationId })
    },
  }
}

function busyWords(progress: CheckProgress | null, alone: string | null): string {
  if (alone !== null) return `Checking ${alone}…`
  if (progress === null) return 'Checking…'
  const { done, total, name } = progress
  return name === null ? `${done} of ${total} checked` : `${done} of ${total} checked, now ${name}`
}

export function endedWords({ checked, left, cancelled }: Ended): string {
  if (cancelled) return `Stopped: ${checked} checked, ${left} left as they were.`
  return left === 0 ? `${checked} checked.` : `${checked} checked, ${left} could not be.`
}
