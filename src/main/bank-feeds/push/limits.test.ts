// A Codat that answers 429 and nothing else, to every step of a push and with every Retry-After: it is asked a bounded number of times, no
// sooner than our own pauses allow, and what the journal says of it can be read again.
import { describe, expect, it } from 'vitest'
import { codatProblem } from '../../../../test/support/codat-problem'
import { chunkPlan, openedPush } from '../../../../test/support/opened-push'
import type { CodatBudget } from '../../../domain/codat/said'
import { LONGEST_WAIT_S, retryAfterSeconds } from '../../../domain/retry-after'
import { journalEntry, type JournalEntry } from '../../../domain/bank-feeds/push/entries'
import { nextStep, pushPatience } from '../../../domain/bank-feeds/push/next-step'
import { holdFor } from '../../../domain/bank-feeds/push/pace'
import { runPush } from './run'
import { after, type PushState, stateOf } from '../../../domain/bank-feeds/push/state'

const START = Date.UTC(2026, 10, 28, 9, 0, 0)
const at = new Date(START).toISOString()
const quiet: CodatBudget = {
  day: { limit: null, remaining: null, resetsAt: null },
  minute: { limit: 1_000, used: 0 },
  readAt: null,
}
const opened = openedPush([chunkPlan()], { at })
const sending: JournalEntry = { kind: 'sending', at, chunk: 0, key: 'key', sha256: 'a'.repeat(64) }
const before: Record<'send' | 'poll' | 'compare', readonly JournalEntry[]> = {
  send: [opened],
  poll: [opened, sending, { kind: 'accepted', at, chunk: 0, key: 'key', pushOperationKey: 'op', status: 'Pending' }],
  compare: [opened, sending, { kind: 'unsure', at, chunk: 0, status: 500 }],
}

function read(entries: readonly JournalEntry[]): PushState {
  const state = stateOf(entries)
  if (state === null) throw new Error('a journal without its first entry')
  return state
}

async function runAgainst429(step: keyof typeof before, retryAfter: string | null) {
  let now = START
  const askedAt: number[] = []
  const journal = [...before[step]]
  const answer = async () => {
    askedAt.push(now)
    const headers = new Headers(retryAfter === null ? {} : { 'retry-after': retryAfter })
    const seconds = retryAfterSeconds(headers, new Date(now))
    return { ok: false as const, problem: { ...codatProblem('rate-limited'), retryAfterSeconds: seconds } }
  }
  const end = await runPush({
    state: read(journal),
    journal: { append: async (entry) => void journal.push(entry) },
    body: async () => '{}',
    codat: { post: answer, operation: answer, list: answer, budget: () => quiet },
    clock: { now: () => new Date(now) },
    random: { id: () => 'key' },
    sleep: async (milliseconds) => void (now += milliseconds),
    patience: pushPatience,
    pause: new AbortController().signal,
    onState() {},
    onWait() {},
  })
  return { end, askedAt, journal }
}

describe.each(['send', 'poll', 'compare'] as const)('a 429 to every %s', (step) => {
  it.each([
    null,
    '0',
    '-3',
    '0.001',
    '3',
    '7200',
    '9'.repeat(20),
    'Sat, 28 Nov 2026 08:00:00 GMT',
    'Fri, 31 Dec 9999 23:59:59 GMT',
  ])('with Retry-After %s is asked seldom, and ends', async (retryAfter) => {
    const { end, askedAt, journal } = await runAgainst429(step, retryAfter)
    expect(end).toMatchObject({ because: 'no-answer', problem: { kind: 'rate-limited' } })
    expect(askedAt.length).toBeLessThanOrEqual(12)
    const gaps = askedAt.slice(1).map((time, index) => time - (askedAt[index] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(LONGEST_WAIT_S * 1_000)
    for (const entry of journal) expect(journalEntry.parse(JSON.parse(JSON.stringify(entry)))).toEqual(entry)
    expect(() => nextStep(read(journal), new Date(START), pushPatience)).not.toThrow()
  })
})

describe('a wait of centuries that an older journal holds', () => {
  it('is a day at most, and can be shown', () => {
    const state = after(read([opened, sending]), {
      kind: 'postponed',
      at,
      chunk: 0,
      problem: 'rate-limited',
      seconds: 9e15,
    })
    expect(state.chunks[0]?.notBefore).toBe('2026-11-29T09:00:00.000Z')
  })
})

describe('a day’s budget that begins anew in centuries', () => {
  it('holds a push back for a day at most', () => {
    const day = { limit: 1_000, remaining: 0, resetsAt: '+275760-01-01T00:00:00.000Z' }
    expect(holdFor({ ...quiet, day }, new Date(START))?.milliseconds).toBe(LONGEST_WAIT_S * 1_000)
  })
})
