// What a refusal of Codat's or Xero's means for a push, in the words of the diagnosis. Pure.
import type { Diagnosis } from '../../../domain/diagnosis/schema'
import type { FeedExplainer } from '../ports'
import type { RunEnd } from './run'
import { type ChunkState, openChunk, type PushState } from '../../../domain/bank-feeds/push/state'

/** What stands in the way, if anything does. */
export function diagnosisOf(state: PushState, end: RunEnd | null, explain: FeedExplainer): Diagnosis | null {
  const chunk = openChunk(state)?.chunk
  if (chunk?.phase === 'failed' || chunk?.phase === 'refused') return refusalOf(chunk, explain)
  if (end?.because === 'body-changed') return explain.bytesGone()
  return end?.because === 'no-answer' && end.problem !== null ? explain.problem(end.problem) : null
}

/** What a refused or failed chunk means. */
export function refusalOf(chunk: ChunkState, explain: FeedExplainer): Diagnosis {
  const { phase, said, messages, pushOperationKey, operationStatus, refusedStatus } = chunk
  if (phase === 'refused') {
    return explain.refusal({
      status: refusedStatus,
      said: said ?? '',
      messages: messages.map(({ message }) => message),
    })
  }
  return explain.operation({
    pushOperationKey: pushOperationKey ?? '',
    status: operationStatus ?? 'Failed',
    errorMessage: said,
    validation: { errors: [...messages], warnings: [] },
  })
}
