// What a refusal of Codat's or Xero's means for a push, in the words of the diagnosis. Pure.
import type { Diagnosis } from '../../diagnosis/schema'
import { explainBytesGone, explainOperation, explainProblem, explainRefusal } from '../explain'
import type { RunEnd } from './run-end'
import { type ChunkState, openChunk, type PushState } from './state'

/** What stands in the way, if anything does. */
export function diagnosisOf(state: PushState, end: RunEnd | null): Diagnosis | null {
  const chunk = openChunk(state)?.chunk
  if (chunk?.phase === 'failed' || chunk?.phase === 'refused') return refusalOf(chunk)
  if (end?.because === 'body-changed') return explainBytesGone()
  return end?.because === 'no-answer' && end.problem !== null ? explainProblem(end.problem) : null
}

/** What a refused or failed chunk means. */
export function refusalOf(chunk: ChunkState): Diagnosis {
  const { phase, said, messages, pushOperationKey, operationStatus, refusedStatus } = chunk
  if (phase === 'refused') {
    return explainRefusal({
      status: refusedStatus,
      said: said ?? '',
      messages: messages.map(({ message }) => message),
    })
  }
  return explainOperation({
    pushOperationKey: pushOperationKey ?? '',
    status: operationStatus ?? 'Failed',
    errorMessage: said,
    validation: { errors: [...messages], warnings: [] },
  })
}
