// What a push of ours, and Xero in a sign-in test, teach about bank feeds. Pure.
import { type FeedEvidence, withCountedError, withError, type XeroSaid } from './evidence'
import type { XeroTold } from './evidence'
import type { Diagnosis } from '../diagnosis/schema'
import { type Gathered, withGathered } from './gathered'
import { rungOfDiagnosis } from './ladder'
import { isOf } from './push/opened'
import { refusalOf } from './push/refusal'
import type { OpenedOutcome } from './push/schema'
import type { FeedPlace } from './schema'
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

/** What a push that was opened teaches of the company at a place, as an edit; null for nothing. */
export function learntFromOpened(
  outcome: OpenedOutcome,
  place: FeedPlace,
  now: string,
): ((before: FeedEvidence) => FeedEvidence) | null {
  if (outcome.kind === 'explained') return (before) => withError(before, outcome.diagnosis, { at: now, where: 'paste' })
  if (outcome.kind !== 'opened' || outcome.push.rung === null || !isOf(outcome.push, place)) return null
  const { diagnosis, pushOperationKey, completedOn, requestedOn } = outcome.push
  const at = completedOn ?? requestedOn ?? now
  return (before) =>
    before.counted.includes(pushOperationKey) ? before : withCountedError(before, diagnosis, pushOperationKey, at)
}

/** What is known after a change of accounts at Codat: what was read then, and why it was refused. */
export function withChange(
  before: FeedEvidence,
  { read, diagnosis, at }: { read: Gathered | null; diagnosis: Diagnosis | null; at: string },
): FeedEvidence {
  const learnt = read === null ? before : withGathered(before, read, at)
  if (diagnosis === null || rungOfDiagnosis(diagnosis) === null) return learnt
  return withError(learnt, diagnosis, { at, where: 'mapping' })
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
