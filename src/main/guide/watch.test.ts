import { describe, expect, it } from 'vitest'
import type { CodatBudget } from '../../domain/codat/said'
import type { WatchState } from '../../contract/guide'
import type { Asked } from '../../domain/guide/answers'
import { createWatches, WATCH_EVERY_MS, WATCH_FOR_MS } from './watch'
import { mayPoll } from '../../domain/codat/may-poll'

const budget = (limit: number | null, remaining: number | null): CodatBudget => ({
  day: { limit, remaining, resetsAt: null },
  minute: { limit: 1_000, used: 0 },
  readAt: null,
})
const ID = '00000000-0000-4000-8000-000000000001'

/** A clock and timers that go on only when told. */
function bench(answers: readonly Asked[], left: () => CodatBudget = () => budget(1_000, 900)) {
  let now = 0
  let timers: { at: number; task: () => void }[] = []
  let asked = 0
  const states: WatchState[] = []
  const watches = createWatches({
    clock: { now: () => new Date(now), monotonic: () => now },
    onState: (state) => states.push(state),
    schedule(task, milliseconds) {
      const timer = { at: now + milliseconds, task }
      timers.push(timer)
      return () => {
        timers = timers.filter((one) => one !== timer)
      }
    },
  })
  const wish = {
    integrationId: ID,
    what: 'enabled' as const,
    ask: async () => {
      asked += 1
      return answers[asked - 1] ?? ('go-on' as const)
    },
    budget: left,
  }
  const run = async (milliseconds: number): Promise<void> => {
    const until = now + milliseconds
    for (;;) {
      const [next] = timers.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)
      if (next === undefined) break
      now = next.at
      timers = timers.filter((one) => one !== next)
      next.task()
      await new Promise((resolve) => setImmediate(resolve))
    }
    now = until
  }
  return { watches, wish, run, states, asked: () => asked, open: () => timers.length }
}

describe('watching', () => {
  it('asks every 20 seconds and stops when it is settled', async () => {
    const { watches, wish, run, states, asked, open } = bench(['go-on', 'settled'])
    watches.start(wish)
    await run(WATCH_EVERY_MS - 1)
    expect(asked()).toBe(0)
    await run(WATCH_EVERY_MS * 5)
    expect(asked()).toBe(2)
    expect(states.map(({ state, because }) => [state, because])).toEqual([
      ['watching', null],
      ['ended', 'settled'],
    ])
    expect(open()).toBe(0)
  })

  it('asks no more than nine times in three minutes', async () => {
    const { watches, wish, run, states, asked } = bench([])
    watches.start(wish)
    await run(WATCH_FOR_MS * 3)
    expect(asked()).toBe(9)
    expect(states.at(-1)?.because).toBe('time')
  })

  it('beginning anew gives another three minutes, and one watch', async () => {
    const { watches, wish, run, asked } = bench([])
    watches.start(wish)
    await run(WATCH_FOR_MS / 2)
    const before = asked()
    watches.start({ ...wish })
    await run(WATCH_FOR_MS * 3)
    expect(asked() - before).toBe(9)
  })

  it('leaves the last fifth of the daily budget to others', async () => {
    const { watches, wish, run, states, asked } = bench([], () => budget(1_000, 200))
    watches.start(wish)
    await run(WATCH_FOR_MS)
    expect(asked()).toBe(0)
    expect(states.at(-1)?.because).toBe('budget')
  })

  it('stops when told, even in the middle of an answer', async () => {
    const { watches, wish, run, states, asked } = bench([])
    watches.start(wish)
    expect(watches.stop(ID, 'enabled')).toBe(true)
    await run(WATCH_FOR_MS)
    expect(asked()).toBe(0)
    expect(states.at(-1)?.because).toBe('stopped')
    expect(watches.stop(ID, 'enabled')).toBe(false)
  })
})

it.each([
  [null, null, true],
  [1_000, null, true],
  [1_000, 1_000, true],
  [1_000, 201, true],
  [1_000, 200, false],
  [1_000, 0, false],
])('with %s and %s left, polling is %s', (limit, remaining, expected) => {
  expect(mayPoll(budget(limit, remaining))).toBe(expected)
})
