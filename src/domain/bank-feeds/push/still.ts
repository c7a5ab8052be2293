// A push that stands still, as the standing of its app knows it. Pure.
import type { KnownPush } from '../../standing/known'
import { linesOfPush } from './ending'
import { nextStep, pushPatience } from './next-step'
import type { PushState } from './state'

/** What waits of a push that nobody carries out; null where it came to its end. */
export function stillPush(state: PushState, now: Date): KnownPush | null {
  const standsStill = stillState(state, now)
  if (standsStill === null) return null
  const { all, arrived } = linesOfPush(state)
  const { accountName: account } = state.opened.target
  return { account, lines: all, arrived, state: standsStill, since: state.lastAt }
}

function stillState(state: PushState, now: Date): KnownPush['state'] | null {
  const step = nextStep(state, now, pushPatience)
  if (step.do !== 'stop') return 'paused'
  switch (step.because) {
    case 'done':
    case 'cancelled':
      return null
    case 'asking':
      return 'asking'
    case 'refused':
    case 'failed':
      return 'refused'
  }
}
