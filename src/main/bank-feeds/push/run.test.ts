// Pushes against a Codat that loses answers, replays server errors, forgets keys and hides operations, with the app ending at
// any moment: whatever happens, every line arrives once, and the user is asked only when nothing else can tell.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chunkPlan, openedPush } from '../../../../test/support/opened-push'
import type { CodatBudget, CodatProblemKind } from '../../../domain/codat/said'
import type { RawPushDetails } from '../../../domain/codat/feeds-shapes'
import type { CodatResult } from '../../../domain/codat/problem'
import type { JournalEntry } from '../../../domain/bank-feeds/push/entries'
import { pushPatience } from '../../../domain/bank-feeds/push/next-step'
import type { RunEnd } from '../../../domain/bank-feeds/push/run-end'
import { type PushCodat, runPush } from './run'
import { after, stateOf } from '../../../domain/bank-feeds/push/state'

const MINUTE = 60_000
const START = Date.UTC(2026, 10, 24, 9, 0, 0)
const target = {
  appId: 'app',
  clientId: 'client',
  companyId: 'company',
  connectionId: 'connection',
  accountId: 'account',
}

function opened(chunks: number): JournalEntry {
  const plans = Array.from({ length: chunks }, (_, index) => chunkPlan({ lines: 10, closingBalance: String(index) }))
  return openedPush(plans, { at: new Date(START).toISOString(), target })
}

/** What happens to one request. The app can end before it, once Codat has it, and once the answer is there. */
type Fate =
  | 'fine'
  | 'cut-before'
  | 'lost'
  | 'error-before'
  | 'error-after'
  | 'hidden-error'
  | 'rate-limited'
  | 'unauthorized'
  | 'end-before'
  | 'end-in-flight'
  | 'end-before-journal'
  | 'late-crash'

class AppEnded extends Error {}

const quiet: CodatBudget = {
  day: { limit: null, remaining: null, resetsAt: null },
  minute: { limit: 1_000, used: 0 },
  readAt: null,
}

function simulate(chunks: number, fates: readonly Fate[], settle: readonly ('Success' | 'Pending')[]) {
  let now = START
  const journal: JournalEntry[] = [opened(chunks)]
  const operations: { key: string; chunk: number; at: number; hidden: boolean; looks: number }[] = []
  const cache = new Map<string, { at: number; answer: CodatResult<RawPushDetails> }>()
  let fate = 0
  let made = 0
  let keys = 0
  const questions: { chunk: number; candidates: number; arrived: boolean }[] = []
  let failNextAppend = false

  const problem = (kind: CodatProblemKind): CodatResult<never> => ({
    ok: false,
    problem: {
      kind,
      request: 'POST',
      status: kind === 'cut-off' ? null : 500,
      correlationId: null,
      canBeRetried: true,
      retryAfterSeconds: kind === 'rate-limited' ? 7 : null,
      service: null,
      said: null,
      validation: [],
      bodyExcerpt: null,
      network: null,
    },
  })
  const row = (one: (typeof operations)[number], status: string): RawPushDetails => ({
    pushOperationKey: one.key,
    status,
    statusCode: 200,
    companyId: 'company',
    dataConnectionKey: 'connection',
    dataType: 'bankTransactions',
    errorMessage: null,
    requestedOnUtc: new Date(one.at).toISOString(),
    completedOnUtc: null,
    validation: null,
  })
  const effect = (chunk: number, hidden: boolean) => {
    made += 1
    const one = { key: `operation-${made}`, chunk, at: now, hidden, looks: 0 }
    operations.push(one)
    return one
  }
  const codat: PushCodat = {
    async post(json, idempotencyKey) {
      now += 50
      const chosen = fates[fate++] ?? 'fine'
      const chunk = Number(json)
      if (chosen === 'end-before') throw new AppEnded()
      if (chosen === 'cut-before') return problem('cut-off')
      if (chosen === 'unauthorized') return problem('key-refused')
      if (chosen === 'rate-limited') return problem('rate-limited')
      const known = cache.get(idempotencyKey)
      const remembered = known !== undefined && now - known.at < 90 * MINUTE ? known.answer : null
      const answer =
        remembered ??
        (chosen === 'error-before'
          ? problem('server-error')
          : ((): CodatResult<RawPushDetails> => {
              const one = effect(chunk, chosen === 'hidden-error')
              return chosen === 'error-after' || chosen === 'hidden-error'
                ? problem('server-error')
                : { ok: true, value: row(one, 'Pending') }
            })())
      if (remembered === null) cache.set(idempotencyKey, { at: now, answer })
      now += 50
      if (chosen === 'lost') return problem('cut-off')
      if (chosen === 'end-in-flight') throw new AppEnded()
      if (chosen === 'late-crash') {
        now += 120 * MINUTE
        throw new AppEnded()
      }
      if (chosen === 'end-before-journal') failNextAppend = true
      return answer
    },
    async operation(key) {
      const one = operations.find((each) => each.key === key)
      if (one === undefined) return problem('not-found')
      const status = settle[one.looks % Math.max(1, settle.length)] ?? 'Success'
      one.looks += 1
      return { ok: true, value: row(one, one.looks > settle.length ? 'Success' : status) }
    },
    list: async () => ({
      ok: true,
      value: operations.filter(({ hidden }) => !hidden).map((one) => row(one, 'Pending')),
    }),
    budget: () => quiet,
  }
  const stop = new AbortController()
  const runOnce = async (): Promise<RunEnd | null> => {
    const state = stateOf(journal)
    if (state === null) throw new Error('No state')
    try {
      return await runPush({
        state,
        journal: {
          async append(entry) {
            if (failNextAppend) {
              failNextAppend = false
              throw new AppEnded()
            }
            journal.push(entry)
          },
        },
        body: async (chunk) => String(chunk),
        codat,
        clock: { now: () => new Date(now) },
        random: { id: () => `key-${(keys += 1)}` },
        sleep: async (milliseconds) => void (now += milliseconds),
        patience: pushPatience,
        pause: stop.signal,
        onState: () => {},
        onWait: () => {},
      })
    } catch (error) {
      if (error instanceof AppEnded) return null
      throw error
    }
  }
  /** Runs as a user would: starts again after a crash, looks into Xero when asked, tries again after a refusal. */
  const runToTheEnd = async (): Promise<RunEnd> => {
    for (let turn = 0; turn < 200; turn += 1) {
      const end = await runOnce()
      if (end === null) continue
      const at = new Date(now).toISOString()
      const chunk = end.state.chunks.findIndex(({ phase }) => phase !== 'success' && phase !== 'arrived')
      if (end.because === 'done') return end
      if (end.because === 'asking') {
        const arrived = operations.some((one) => one.chunk === chunk)
        questions.push({ chunk, candidates: end.state.chunks[chunk]?.candidates.length ?? -1, arrived })
        journal.push({ kind: 'decided', at, chunk, arrived })
      } else if (end.because === 'refused') journal.push({ kind: 'again', at, chunk })
      else if (end.because !== 'no-answer') throw new Error(`Ended: ${end.because}`)
    }
    throw new Error('Never came to an end')
  }
  return { runToTheEnd, operations, questions, journal, advance: (by: number) => void (now += by) }
}

const fates: readonly Fate[] = [
  'fine',
  'cut-before',
  'lost',
  'error-before',
  'error-after',
  'hidden-error',
  'rate-limited',
  'unauthorized',
  'end-before',
  'end-in-flight',
  'end-before-journal',
  'late-crash',
]

describe('a push under every fate', () => {
  it('brings each chunk once and in order, and asks only where no single push of the list fits', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.constantFrom(...fates), { maxLength: 24 }),
        fc.array(fc.constantFrom('Success' as const, 'Pending' as const), { maxLength: 4 }),
        async (chunks, chosen, settle) => {
          const { runToTheEnd, operations, questions } = simulate(chunks, chosen, settle)
          await runToTheEnd()
          expect(operations.map(({ chunk }) => chunk)).toEqual(Array.from({ length: chunks }, (_, index) => index))
          for (const { candidates } of questions) expect(candidates).not.toBe(1)
        },
      ),
      { numRuns: 400 },
    )
  })

  it('reads the same state from a journal, entry by entry or at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...fates), { maxLength: 12 }), async (chosen) => {
        const { runToTheEnd, journal } = simulate(2, chosen, [])
        const { state } = await runToTheEnd()
        const [first, ...rest] = journal
        const begun = stateOf(first === undefined ? [] : [first])
        if (begun === null) throw new Error('No beginning')
        expect(rest.reduce(after, begun)).toEqual(stateOf(journal))
        expect(stateOf(journal)).toEqual(state)
      }),
      { numRuns: 100 },
    )
  })
})

describe('one fate at a time', () => {
  const run = async (...chosen: Fate[]) => {
    const simulation = simulate(2, chosen, [])
    await simulation.runToTheEnd()
    const sends = simulation.journal.filter((entry) => entry.kind === 'sending')
    return { ...simulation, keys: sends.map(({ key }) => key) }
  }

  it('sends the same key again after a lost answer', async () => {
    expect((await run('lost')).keys).toEqual(['key-1', 'key-1', 'key-2'])
  })
  it('adopts the one push of the list after a server error that was done all the same', async () => {
    const { keys, questions } = await run('error-after')
    expect([keys, questions]).toEqual([['key-1', 'key-2'], []])
  })
  it('asks after a server error when the list shows none, done or not', async () => {
    expect((await run('error-before')).questions).toEqual([{ chunk: 0, candidates: 0, arrived: false }])
    expect((await run('hidden-error')).questions).toEqual([{ chunk: 0, candidates: 0, arrived: true }])
  })
  it('doesn’t trust a key that is two hours old', async () => {
    const { keys, questions } = await run('late-crash')
    expect([keys, questions]).toEqual([['key-1', 'key-2'], []])
  })
  it('takes no refusal at the door for the fate of an earlier try', async () => {
    const { keys, operations } = await run('lost', 'unauthorized')
    expect(keys).toEqual(['key-1', 'key-1', 'key-1', 'key-2'])
    expect(operations).toHaveLength(2)
  })
})
