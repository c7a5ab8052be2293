// What to do next with a push, out of its state and the time alone. Chunks strictly in order: the next one only after the last
// has come to its end.
import { codatIdempotencyMinutes } from '../../facts'
import { type ChunkState, openChunk, type PushState } from './state'

export type Step =
  /** `key` null: a new one. */
  | { readonly do: 'send'; readonly chunk: number; readonly key: string | null }
  | { readonly do: 'poll'; readonly chunk: number; readonly pushOperationKey: string }
  /** Read Codat's list for pushes requested in that time. */
  | { readonly do: 'compare'; readonly chunk: number; readonly from: string; readonly to: string }
  | {
      readonly do: 'wait'
      readonly chunk: number
      readonly until: string
      readonly because: 'rate-limited' | 'pending' | 'no-answer'
    }
  | {
      readonly do: 'stop'
      readonly because: 'done' | 'cancelled' | 'asking' | 'refused' | 'failed'
      readonly chunk: number
    }

export interface PushPatience {
  /** Milliseconds between looks at a Pending push; the last one goes on. */
  readonly pollPausesMs: readonly number[]
  /** Milliseconds before the same request is sent again without an answer; the last one goes on. */
  readonly resendPausesMs: readonly number[]
  /** The least wait after the first, second … 429 in a row, whatever it says itself; the last one goes on. */
  readonly limitPausesMs: readonly number[]
  /** How long to wait where Codat is still at work on the same request. */
  readonly busyMs: number
}

export const pushPatience: PushPatience = {
  pollPausesMs: [1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000, 120_000, 300_000],
  resendPausesMs: [1_000, 3_000, 10_000, 30_000, 60_000, 300_000],
  limitPausesMs: [5_000, 15_000, 30_000, 60_000],
  busyMs: 5_000,
}

/** Five minutes less than Codat says: its clock and its count may begin a little earlier than ours. */
const KEY_TELLS_MS = (codatIdempotencyMinutes.value - 5) * 60_000
/** How far this machine's clock may be from Codat's. */
const CLOCKS_APART_MS = 2 * 60_000
/** Longer than any request is waited for. */
const ON_ITS_WAY_MS = 60_000

/** The next step of a push. */
export function nextStep(state: PushState, now: Date, patience: PushPatience): Step {
  const open = openChunk(state)
  if (open === null) return { do: 'stop', because: 'done', chunk: state.chunks.length }
  const { index, chunk } = open
  const stop = (because: 'cancelled' | 'asking' | 'refused' | 'failed'): Step => ({ do: 'stop', because, chunk: index })
  switch (chunk.phase) {
    case 'waiting':
      if (state.cancelledAt !== null) return stop('cancelled')
      return chunk.notBefore !== null && Date.parse(chunk.notBefore) > now.getTime()
        ? { do: 'wait', chunk: index, until: chunk.notBefore, because: 'rate-limited' }
        : { do: 'send', chunk: index, key: null }
    case 'sending':
      return stepAfterSending(chunk, index, now, patience)
    case 'unsure':
      return compare(chunk, index)
    case 'accepted':
      return stepAfterAcceptance(chunk, index, now, patience)
    case 'asking':
      return stop('asking')
    case 'refused':
      return stop(state.cancelledAt === null ? 'refused' : 'cancelled')
    case 'failed':
      return stop(state.cancelledAt === null ? 'failed' : 'cancelled')
    case 'success':
    case 'arrived':
      return { do: 'stop', because: 'done', chunk: index }
  }
}

/** The same key as long as Codat surely remembers it; after that, or if the clock went backwards, only its list can tell. */
function stepAfterSending(chunk: ChunkState, index: number, now: Date, patience: PushPatience): Step {
  const { key, firstSentAt, notBefore, problem, sends, lastSentAt } = chunk
  if (key === null || firstSentAt === null) return compare(chunk, index)
  const age = now.getTime() - Date.parse(firstSentAt)
  if (age < 0 || age >= KEY_TELLS_MS) return compare(chunk, index)
  if (notBefore !== null && Date.parse(notBefore) > now.getTime()) {
    return { do: 'wait', chunk: index, until: notBefore, because: 'rate-limited' }
  }
  // Without a noted answer the app itself ended in the middle: ask again at once.
  if (problem !== null && notBefore === null && lastSentAt !== null) {
    const until = Date.parse(lastSentAt) + pauseOf(patience.resendPausesMs, sends - 1)
    if (until > now.getTime()) {
      return { do: 'wait', chunk: index, until: new Date(until).toISOString(), because: 'no-answer' }
    }
  }
  return { do: 'send', chunk: index, key }
}

function stepAfterAcceptance(chunk: ChunkState, index: number, now: Date, patience: PushPatience): Step {
  const { pushOperationKey, lastPolledAt, polls } = chunk
  if (pushOperationKey === null) return compare(chunk, index)
  const from = lastPolledAt ?? chunk.lastSentAt
  const until = from === null ? 0 : Date.parse(from) + pauseOf(patience.pollPausesMs, polls)
  if (until > now.getTime() && until - now.getTime() <= pauseOf(patience.pollPausesMs, polls)) {
    return { do: 'wait', chunk: index, until: new Date(until).toISOString(), because: 'pending' }
  }
  return { do: 'poll', chunk: index, pushOperationKey }
}

function compare(chunk: ChunkState, index: number): Step {
  const first = Date.parse(chunk.firstSentAt ?? chunk.lastSentAt ?? '')
  const last = Date.parse(chunk.lastSentAt ?? chunk.firstSentAt ?? '')
  return {
    do: 'compare',
    chunk: index,
    from: new Date(first - CLOCKS_APART_MS).toISOString(),
    to: new Date(last + ON_ITS_WAY_MS + CLOCKS_APART_MS).toISOString(),
  }
}

function pauseOf(pauses: readonly number[], at: number): number {
  return pauses[Math.min(at, pauses.length - 1)] ?? 0
}
