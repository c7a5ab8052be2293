// What a push's journal comes to: one state for each chunk. Pure: the same entries give the same state on every machine.
import { LONGEST_WAIT_S } from '../../retry-after'
import type { ChunkPlan, JournalEntry, Opened, PushCandidate, PushMessage } from './entries'

/**
 * `waiting`: never sent, or known not to have arrived. `sending`: sent, without an answer that can be read. `unsure`: the key
 * tells nothing any more. `accepted`: Codat named an operation. `asking`: only the user can tell. The rest are ends: `success`
 * by Codat's word, `arrived` by the user's, `refused` before and `failed` after Codat took it.
 */
export type ChunkPhase =
  | 'waiting'
  | 'sending'
  | 'unsure'
  | 'accepted'
  | 'asking'
  | 'success'
  | 'arrived'
  | 'refused'
  | 'failed'

/** Why the user has to say whether a chunk arrived. */
export type Doubt = 'none-fits' | 'several-fit' | 'timed-out'

export interface ChunkState {
  readonly plan: ChunkPlan
  readonly phase: ChunkPhase
  readonly key: string | null
  /** First and last time of the present key. */
  readonly firstSentAt: string | null
  readonly lastSentAt: string | null
  readonly sends: number
  /** Not to be sent again before. */
  readonly notBefore: string | null
  /** Why it is waiting or has no answer: a kind of problem of Codat's. */
  readonly problem: string | null
  readonly pushOperationKey: string | null
  /** Operations of earlier keys, which are known not to be this one. */
  readonly formerOperations: readonly string[]
  /** Codat's word for the operation's state. */
  readonly operationStatus: string | null
  readonly lastPolledAt: string | null
  readonly polls: number
  readonly doubt: Doubt | null
  readonly candidates: readonly PushCandidate[]
  readonly said: string | null
  /** HTTP's status of a refusal. */
  readonly refusedStatus: number | null
  readonly messages: readonly PushMessage[]
  readonly warnings: readonly PushMessage[]
  /** When it came to its end. */
  readonly endedAt: string | null
}

export interface PushState {
  readonly opened: Opened
  readonly chunks: readonly ChunkState[]
  readonly cancelledAt: string | null
  readonly lastAt: string
}

/** The state of a journal, or null where it doesn't begin as one must. */
export function stateOf(entries: readonly JournalEntry[]): PushState | null {
  const [opened, ...rest] = entries
  if (opened?.kind !== 'opened') return null
  return rest.reduce(after, {
    opened,
    chunks: opened.chunks.map((plan) => unsent(plan)),
    cancelledAt: null,
    lastAt: opened.at,
  })
}

function unsent(plan: ChunkPlan, before?: ChunkState): ChunkState {
  return {
    plan,
    phase: 'waiting',
    key: before?.key ?? null,
    firstSentAt: null,
    lastSentAt: null,
    sends: 0,
    notBefore: null,
    problem: null,
    pushOperationKey: null,
    formerOperations: before === undefined ? [] : operationsOf(before),
    operationStatus: null,
    lastPolledAt: null,
    polls: 0,
    doubt: null,
    candidates: [],
    said: null,
    refusedStatus: null,
    messages: [],
    warnings: [],
    endedAt: null,
  }
}

/** The state after one more entry. */
export function after(state: PushState, entry: JournalEntry): PushState {
  switch (entry.kind) {
    case 'opened':
      return state
    case 'cancelled':
      return { ...state, cancelledAt: entry.at, lastAt: entry.at }
    default:
      return {
        ...state,
        lastAt: entry.at,
        chunks: state.chunks.map((chunk, index) => (index === entry.chunk ? chunkAfter(chunk, entry) : chunk)),
      }
  }
}

type ChunkEntry = Exclude<JournalEntry, { kind: 'opened' | 'cancelled' }>

function chunkAfter(chunk: ChunkState, entry: ChunkEntry): ChunkState {
  switch (entry.kind) {
    case 'sending': {
      const isNew = entry.key !== chunk.key
      return {
        ...(isNew ? unsent(chunk.plan, chunk) : chunk),
        phase: 'sending',
        key: entry.key,
        firstSentAt: isNew ? entry.at : chunk.firstSentAt,
        lastSentAt: entry.at,
        sends: isNew ? 1 : chunk.sends + 1,
        notBefore: null,
        problem: null,
      }
    }
    case 'accepted':
      return {
        ...chunk,
        phase: 'accepted',
        pushOperationKey: entry.pushOperationKey,
        operationStatus: entry.status,
        polls: 0,
        problem: null,
      }
    case 'refused':
      return {
        ...chunk,
        phase: 'refused',
        problem: entry.problem,
        said: entry.said,
        refusedStatus: entry.status,
        messages: entry.messages,
        endedAt: entry.at,
      }
    case 'postponed': {
      // Journals of before 2026-11-28 hold waits as they were told, of centuries too.
      const wait = Math.min(entry.seconds, LONGEST_WAIT_S)
      const notBefore = new Date(Date.parse(entry.at) + wait * 1_000).toISOString()
      // Turned away at the door, and sent only once: it was surely not done, so it is free to be cancelled or sent anew.
      const undone = entry.problem === 'rate-limited' && chunk.sends === 1
      const base = undone ? unsent(chunk.plan, chunk) : chunk
      return { ...base, notBefore, problem: entry.problem }
    }
    case 'unanswered':
      return { ...chunk, problem: entry.problem }
    case 'unsure':
      return { ...chunk, phase: 'unsure', problem: 'server-error' }
    case 'polled':
      return afterPoll(chunk, entry)
    case 'compared':
      return afterComparison(chunk, entry)
    case 'decided':
      return entry.arrived ? { ...chunk, phase: 'arrived', doubt: null, endedAt: entry.at } : unsent(chunk.plan, chunk)
    case 'again':
      return unsent(chunk.plan, chunk)
  }
}

function afterPoll(chunk: ChunkState, entry: Extract<JournalEntry, { kind: 'polled' }>): ChunkState {
  const { status, errors, warnings, errorMessage, at } = entry
  const polled = {
    ...chunk,
    operationStatus: status,
    lastPolledAt: at,
    polls: chunk.polls + 1,
    messages: errors,
    warnings,
    said: errorMessage,
  }
  switch (status.toLowerCase()) {
    case 'success':
      return { ...polled, phase: 'success', endedAt: at }
    case 'failed':
      return { ...polled, phase: 'failed', endedAt: at }
    case 'timedout':
      return { ...polled, phase: 'asking', doubt: 'timed-out' }
    default:
      return polled
  }
}

/** Exactly one push that could be ours, and nobody else's, is ours; none or several leave it to the user. */
function afterComparison(
  chunk: ChunkState,
  { candidates, contested }: Extract<JournalEntry, { kind: 'compared' }>,
): ChunkState {
  const [only, ...others] = candidates
  if (only !== undefined && others.length === 0 && contested !== true) {
    return {
      ...chunk,
      phase: 'accepted',
      candidates,
      pushOperationKey: only.pushOperationKey,
      operationStatus: only.status,
      polls: 0,
      problem: null,
    }
  }
  return { ...chunk, phase: 'asking', candidates, doubt: only === undefined ? 'none-fits' : 'several-fit' }
}

/** Every operation that this chunk is known to have or have had. */
export function operationsOf({ pushOperationKey, formerOperations }: ChunkState): readonly string[] {
  return pushOperationKey === null ? formerOperations : [...formerOperations, pushOperationKey]
}

export function isEnded({ phase }: Pick<ChunkState, 'phase'>): boolean {
  return phase === 'success' || phase === 'arrived'
}

/** The chunk that a push is at: the first that hasn't come to its end. Null once all have. */
export function openChunk({ chunks }: Pick<PushState, 'chunks'>): { index: number; chunk: ChunkState } | null {
  const index = chunks.findIndex((one) => !isEnded(one))
  const chunk = chunks[index]
  return chunk === undefined ? null : { index, chunk }
}

/**
 * The chunks whose bodies may go from the disk: what is over needs no transactions there any more. Those of a refused chunk
 * stay for its report.
 */
export function spareChunks(state: PushState): number[] {
  const isOver = openChunk(state) === null || state.cancelledAt !== null
  return state.chunks.flatMap((chunk, index) =>
    isEnded(chunk) || (isOver && chunk.phase === 'waiting') ? [index] : [],
  )
}
