// What a look through Codat's list says of a chunk whose answer never came.
import type { RawPushDetails } from '../../codat/feeds-shapes'
import { candidatesIn } from './candidates'
import type { Elsewhere } from './elsewhere'
import type { JournalEntry } from './entries'
import type { Step } from './next-step'
import { operationsOf, type PushState } from './state'

/** `others` is what other pushes made on this machine have at Codat. */
export function comparedEntry(
  state: PushState,
  { chunk, from, to }: Omit<Extract<Step, { do: 'compare' }>, 'do'>,
  listed: readonly RawPushDetails[],
  others: Elsewhere | null,
  at: string,
): JournalEntry {
  const { connectionId } = state.opened.target
  const known = new Set([...state.chunks.flatMap(operationsOf), ...(others?.operations ?? [])])
  const candidates = candidatesIn(listed, { connectionId, from, to, known }).slice(0, 50)
  const contested = others?.contested === true && candidates.length > 0
  return { kind: 'compared', at, chunk, candidates, ...(contested ? { contested } : {}) }
}
