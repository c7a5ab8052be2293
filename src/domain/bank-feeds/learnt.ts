// What a push of ours, and Xero in a sign-in test, teach about bank feeds. Pure.
import { type FeedEvidence, withCountedError, withError, type XeroSaid } from './evidence'
import type { XeroTold } from './evidence'
import { refusalOf } from './push/refusal'
import { openChunk, type PushState } from './push/state'

/** Arrivals are proof; refusals land on their rungs. */
export function withPushState(before: FeedEvidence, state: PushState): FeedEvidence {
  const proved = withArrivals(before, state)
  const open = openChunk(state)?.chunk
  if (open === undefined || open.endedAt === null) return proved
  if (open.phase !== 'failed' && open.phase !== 'refused') return proved
  const { pushOperationKey: key, endedAt: at } = open
  const diagnosis = refusalOf(open)
  if (key === null) return withError(proved, diagnosis, { at, where: 'push' })
  return { ...withCountedError(proved, diagnosis, key, at), lastPush: { key, status: 'Failed', at } }
}

function withArrivals(before: FeedEvidence, { chunks }: PushState): FeedEvidence {
  const newest = chunks.findLast(({ phase }) => phase === 'success')
  if (newest === undefined || newest.endedAt === null) return before
  return {
    ...before,
    provedAt: newest.endedAt > (before.provedAt ?? '') ? newest.endedAt : before.provedAt,
    lastPush: { key: newest.pushOperationKey ?? '', status: 'Success', at: newest.endedAt },
  }
}

export function withTold(before: XeroSaid, told: XeroTold, at: string): XeroSaid {
  switch (told.kind) {
    case 'enabled':
      return { ...before, enabled: { at } }
    case 'refused':
      return { ...before, refused: { at, diagnosis: told.diagnosis, where: told.where } }
    case 'undecided':
      return { ...before, undecided: { at, about: told.about } }
  }
}
