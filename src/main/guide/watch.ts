// Asks Codat again every 20 seconds, for three minutes after its portal was opened, and stops before its daily budget is used up.
import type { CodatBudget } from '../../domain/codat/said'
import type { WatchState } from '../../contract/guide'
import type { Clock } from '../ports'
import { mayPoll } from '../../domain/codat/may-poll'
import { byTimer, type Schedule } from '../schedule'
import type { Asked } from '../../domain/guide/answers'

export const WATCH_EVERY_MS = 20_000
export const WATCH_FOR_MS = 180_000

export interface WatchPorts {
  clock: Clock
  onState: (state: WatchState) => void
  /** Replaced by tests that don't want to wait. Gives its own cancel. */
  schedule?: Schedule
}

export interface WatchWish {
  integrationId: string
  what: WatchState['what']
  ask: () => Promise<Asked>
  budget: () => CodatBudget
}

export type Watches = ReturnType<typeof createWatches>

export function createWatches({ clock, onState, schedule = byTimer }: WatchPorts) {
  const running = new Map<string, { wish: WatchWish; cancel: () => void }>()
  const keyOf = ({ integrationId, what }: Pick<WatchWish, 'integrationId' | 'what'>): string =>
    `${integrationId} ${what}`

  function end(wish: WatchWish, because: NonNullable<WatchState['because']>): void {
    const { integrationId, what } = wish
    running.delete(keyOf(wish))
    onState({ integrationId, what, state: 'ended', because })
  }

  function next(wish: WatchWish, until: number): void {
    const left = until - clock.monotonic()
    if (left < WATCH_EVERY_MS) return end(wish, 'time')
    running.set(keyOf(wish), { wish, cancel: schedule(() => void turn(wish, until), WATCH_EVERY_MS) })
  }

  async function turn(wish: WatchWish, until: number): Promise<void> {
    if (!mayPoll(wish.budget())) return end(wish, 'budget')
    const answer = await wish.ask().catch((): Asked => 'problem')
    // Stopped or begun anew while Codat was asked: then this turn is over.
    if (running.get(keyOf(wish))?.wish !== wish) return
    if (answer === 'go-on') next(wish, until)
    else end(wish, answer)
  }

  function stop(integrationId: string, what: WatchState['what'], tell: boolean): boolean {
    const found = running.get(keyOf({ integrationId, what }))
    if (found === undefined) return false
    found.cancel()
    running.delete(keyOf(found.wish))
    if (tell) onState({ integrationId, what, state: 'ended', because: 'stopped' })
    return true
  }

  return {
    /** Begins, or begins anew: the three minutes start again. */
    start(wish: WatchWish): WatchState {
      const { integrationId, what } = wish
      stop(integrationId, what, false)
      const state: WatchState = { integrationId, what, state: 'watching', because: null }
      next(wish, clock.monotonic() + WATCH_FOR_MS)
      onState(state)
      return state
    },
    /** False if nothing was watched. */
    stop: (integrationId: string, what: WatchState['what']): boolean => stop(integrationId, what, true),
    stopAll(): void {
      for (const { cancel } of running.values()) cancel()
      running.clear()
    },
  }
}
