// Long lists, which main gives in parts.
import type { CallInput, CallOutput, CallResult } from '../../../contract/api'
import { call, type Query, useCall } from '../../bridge'

type ListCall = 'listConnections' | 'listFreeingChoices'

/** As `useCall`, ready once all parts are there. */
export function useWholeList<K extends ListCall>(name: K, input: { appId: string }): Query<CallOutput<K>> {
  return useCall(name, input as CallInput<K>, askForAll)
}

/** Asks part after part, and from the first one again where the list has changed meanwhile: parts of two lists could hold a row twice, or not at all. */
export async function askForAll<K extends ListCall>(name: K, input: CallInput<K>): Promise<CallResult<K>> {
  let rows: CallOutput<ListCall>['rows'][number][] = []
  let edition = 0
  for (;;) {
    const part: CallResult<ListCall> = await call<ListCall>(name, { ...input, from: rows.length })
    if (!part.ok) return part
    const { value } = part
    if (rows.length > 0 && value.edition !== edition) {
      rows = []
      continue
    }
    edition = value.edition
    rows.push(...value.rows)
    // The rows are those of the call of this name.
    if (rows.length >= value.total) return { ok: true, value: { ...value, rows } } as CallResult<K>
  }
}
