// A call that answers with the whole application: runs it and puts the answer in place.
import type { CallInput, CallOutput } from '../../../contract/api'
import type { CallName } from '../../../contract/calls'
import type { PartnerView } from '../../../contract/partner'
import { type Action, useAction } from '../../bridge'

type ViewCall = { [K in CallName]: CallOutput<K> extends PartnerView ? K : never }[CallName]

export interface PartProps {
  readonly view: PartnerView
  readonly put: (view: PartnerView) => void
}

interface Change<K extends ViewCall> extends Pick<Action<K>, 'busy' | 'error'> {
  /** True when it was done; otherwise the reason is in `error`. */
  readonly run: (input: CallInput<K>) => Promise<boolean>
}

export function useChange<K extends ViewCall>(name: K, put: (view: PartnerView) => void): Change<K> {
  const { busy, error, run } = useAction(name)
  return {
    busy,
    error,
    async run(input) {
      const next: PartnerView | null = await run(input)
      if (next !== null) put(next)
      return next !== null
    },
  }
}
