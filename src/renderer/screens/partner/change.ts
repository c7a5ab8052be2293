// A call that answers with the whole application: runs it and puts the answer in place.
import { useCallback, useRef, useState } from 'react'
import type { CallError, CallInput, CallOutput } from '../../../contract/api'
import type { CallName } from '../../../contract/calls'
import type { PartnerView } from '../../../contract/partner'
import { call } from '../../bridge'

type ViewCall = { [K in CallName]: CallOutput<K> extends PartnerView ? K : never }[CallName]

export interface PartProps {
  readonly view: PartnerView
  readonly put: (view: PartnerView) => void
}

interface Change<K extends ViewCall> {
  readonly busy: boolean
  readonly error: CallError | null
  /** True when it was done; otherwise the reason is in `error`. */
  readonly run: (input: CallInput<K>) => Promise<boolean>
}

/** Changes of one kind are done in their order, none is dropped: leaving a field can save while the next one is ticked. */
export function useChange<K extends ViewCall>(name: K, put: (view: PartnerView) => void): Change<K> {
  const [waiting, setWaiting] = useState(0)
  const [error, setError] = useState<CallError | null>(null)
  const last = useRef<Promise<unknown>>(Promise.resolve())

  const run = useCallback(
    (input: CallInput<K>): Promise<boolean> => {
      setWaiting((count) => count + 1)
      const mine = last.current.then(async () => {
        const result = await call(name, input)
        setWaiting((count) => count - 1)
        setError(result.ok ? null : result.error)
        if (result.ok) put(result.value)
        return result.ok
      })
      last.current = mine
      return mine
    },
    [name, put],
  )
  return { busy: waiting > 0, error, run }
}
