// What of a push may still be asked about or changed, and how a damaged one is shown.
import type { DamagedPush } from './schema'
import { Failure } from '../../failure'
import type { DamagedJournal, JournalEntry } from './entries'
import { type ChunkState, openChunk, type PushState } from './state'

export function canBeCancelled(state: PushState): boolean {
  return state.cancelledAt === null && openChunk(state) !== null
}

/** Whether a chunk is still asked about, and the answer is to what was asked then. */
export function isSameDoubt(chunk: ChunkState | undefined, asked: ChunkState): boolean {
  return chunk?.phase === 'asking' && chunk.key === asked.key && chunk.lastSentAt === asked.lastSentAt
}

/** Sent, and nobody knows as what: any operation of its time may be it. */
export function hasUnknownOperation({ phase, pushOperationKey }: ChunkState): boolean {
  return pushOperationKey === null && (phase === 'sending' || phase === 'unsure' || phase === 'asking')
}

export function damagedView({ pushId, opened }: DamagedJournal): DamagedPush {
  return {
    id: pushId,
    openedAt: opened?.at ?? null,
    companyName: opened?.target.companyName ?? null,
    accountName: opened?.target.accountName ?? null,
    statement: opened?.statement ?? null,
    lines: opened?.chunks.reduce((sum, { lines }) => sum + lines, 0) ?? null,
  }
}

/** What an entry of the activity is about. */
export function companyOf({ opened: { target } }: PushState): { id: string; name: string } {
  return { id: target.clientId, name: target.companyName }
}

/** That a chunk is sent once more. Raises `push.nothing-refused`. */
export function againEntry(state: PushState, at: string): JournalEntry {
  const open = openChunk(state)
  if (open?.chunk.phase !== 'refused' && open?.chunk.phase !== 'failed') throw new Failure('push.nothing-refused')
  return { kind: 'again', at, chunk: open.index }
}
