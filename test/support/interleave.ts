// Two calls at once, in an order that the test chooses: every wait of either is a gate, one gate opens at a time, and the next opens only
// once nothing moves any more. So each order can be had again, and all of them can be tried.
import { AsyncLocalStorage } from 'node:async_hooks'

/** Which call may go on, out of those that wait at a gate; `passed` counts the gates of each so far. */
export type Schedule = (waiting: readonly number[], passed: readonly number[]) => number

export interface Interleaved {
  /** What became of each call. */
  readonly outcomes: readonly PromiseSettledResult<unknown>[]
  /** Gates that each call went through, with whatever it left behind to go on by itself. */
  readonly passed: readonly number[]
}

interface Session {
  readonly waiting: { readonly who: number; open(): void }[]
  running: number
}

const current = new AsyncLocalStorage<{ readonly session: Session; readonly who: number }>()

/** Does something that takes time; within `interleave` only when it is its turn. */
export async function gate<T>(work: () => T | Promise<T>): Promise<T> {
  const here = current.getStore()
  if (here === undefined) return work()
  const { session, who } = here
  await new Promise<void>((open) => session.waiting.push({ who, open }))
  session.running += 1
  try {
    return await work()
  } finally {
    session.running -= 1
  }
}

/** Turns of the event loop without any movement after which calls that are not over count as stuck. */
const PATIENCE = 2_000

/** Runs the calls to their ends, and what they left to go on by itself. Rejects if they wait for each other for good. */
export async function interleave(calls: readonly (() => Promise<unknown>)[], schedule: Schedule): Promise<Interleaved> {
  const session: Session = { waiting: [], running: 0 }
  const passed = calls.map(() => 0)
  let over = false
  const ends = Promise.allSettled(calls.map((call, who) => current.run({ session, who }, async () => call())))
  void ends.then(() => (over = true))
  for (let still = 0; ;) {
    await turnOfTheLoop()
    if (session.running > 0) continue
    if (session.waiting.length === 0) {
      still += 1
      if (over && still > 3) break
      if (still > PATIENCE) throw new Error(`Stuck after ${passed.join(' and ')} gates`)
      continue
    }
    still = 0
    const who = schedule([...new Set(session.waiting.map((one) => one.who))].toSorted(), passed)
    const index = session.waiting.findIndex((one) => one.who === who)
    const [next] = session.waiting.splice(index, 1)
    passed[who] = (passed[who] ?? 0) + 1
    next?.open()
  }
  return { outcomes: await ends, passed }
}

const turnOfTheLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** The first call passes `gates` gates, then all others go as far as they can, then it goes on. */
export const holdFirstAt =
  (gates: number): Schedule =>
  (waiting, passed) =>
    (passed[0] ?? 0) < gates && waiting.includes(0) ? 0 : (waiting.find((who) => who !== 0) ?? 0)

/** The first passes `gates`, the second `more`, then the first to its end, then the second. */
export const holdBothAt =
  (gates: number, more: number): Schedule =>
  (waiting, passed) => {
    if ((passed[0] ?? 0) < gates && waiting.includes(0)) return 0
    if ((passed[1] ?? 0) < more && waiting.includes(1)) return 1
    return waiting[0] ?? 0
  }

/** Any order, out of a number. */
export function anyOrder(seed: number): Schedule {
  let state = seed >>> 0
  return (waiting) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return waiting[Math.floor((state / 2 ** 32) * waiting.length)] ?? waiting[0] ?? 0
  }
}

/**
 * The file system's calls as gates, for `vi.mock('node:fs/promises', …)`; an open file's own calls too. Everything not used in an
 * interleaving is as it was.
 */
export function gatedFiles<T extends object>(files: T): T {
  const gated = (target: object): object =>
    new Proxy(target, {
      get(from, name) {
        const found: unknown = Reflect.get(from, name, from)
        if (typeof found !== 'function' || name === 'constructor' || name === 'then') return found
        return (...given: unknown[]): unknown => {
          if (current.getStore() === undefined) return wrap(name, Reflect.apply(found, from, given))
          return gate(() => wrap(name, Reflect.apply(found, from, given)))
        }
      },
    })
  const wrap = async (name: string | symbol, result: unknown): Promise<unknown> => {
    const value = await result
    return name === 'open' && typeof value === 'object' && value !== null ? gated(value) : value
  }
  const own = Object.fromEntries(
    Object.entries(files).map(([name, value]) =>
      typeof value === 'function' && name !== 'default'
        ? [name, Reflect.get(gated({ [name]: value }), name)]
        : [name, value],
    ),
  )
  return { ...files, ...own }
}

/**
 * The pairs of a run: each call with each other and with itself, once, which of the two comes first by whether the run's seed is even.
 * `npm run attack` and the soak set `LATCHKEY_RACE_PAIRS=all`: both ways.
 */
export function pairsOf<T>(calls: readonly T[]): (readonly [first: T, second: T])[] {
  const both = process.env['LATCHKEY_RACE_PAIRS'] === 'all'
  const isTurned = Number(process.env['LATCHKEY_ORDER_SEED'] ?? '1') % 2 === 0
  return calls.flatMap((first, index) =>
    calls
      .filter((_, other) => both || index === other || index < other !== isTurned)
      .map((second) => [first, second] as const),
  )
}
