// Changes to a partner application: each answers with the whole application, which is put in place.
import type { CallOutput } from '../../../contract/api'
import type { CallName } from '../../../contract/calls'
import type { PartnerView } from '../../../domain/partner/schema'
import { type Changes, useChanges } from '../../bridge'

type ViewCall = { [K in CallName]: CallOutput<K> extends PartnerView ? K : never }[CallName]

export interface PartProps {
  readonly view: PartnerView
  readonly put: (view: PartnerView) => void
}

/** Changes of one kind to the application, in their order; each answers with the application as it is then. */
export function useChange<K extends ViewCall>(name: K, put: PartProps['put']): Changes<K> {
  return useChanges(name, put)
}
