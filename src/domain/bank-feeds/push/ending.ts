// How a push ended or came to stand still, told as it happened: how many lines arrived, were refused, and were never sent. Pure.
import { counted, grouped } from '../../amounts'
import type { RunEnd } from './run-end'
import { isEnded, type PushState } from './state'

export interface PushEnding {
  readonly what: 'push.arrived' | 'push.refused' | 'push.cancelled' | 'push.paused' | 'push.stopped' | 'push.asks'
  /** “2 of 3 lines of “November.csv” to “Current account””, with what became of the others. */
  readonly remark: string
}

export interface LineTally {
  readonly all: number
  readonly arrived: number
  /** Sent and turned away. */
  readonly refused: number
  /** Never sent. */
  readonly unsent: number
}

export function linesOfPush({ chunks }: Pick<PushState, 'chunks'>): LineTally {
  const sum = (of: typeof chunks): number => of.reduce((lines, { plan }) => lines + plan.lines, 0)
  return {
    all: sum(chunks),
    arrived: sum(chunks.filter(isEnded)),
    refused: sum(chunks.filter(({ phase }) => phase === 'refused' || phase === 'failed')),
    unsent: sum(chunks.filter(({ phase, formerOperations }) => phase === 'waiting' && formerOperations.length === 0)),
  }
}

/** Null for a push that has not ended, or asks. */
export function endingOf(state: PushState): PushEnding | null {
  const { all, arrived, refused, unsent } = linesOfPush(state)
  const what = arrived === all ? 'push.arrived' : state.cancelledAt === null ? 'push.refused' : 'push.cancelled'
  if (what === 'push.refused' && refused === 0) return null
  if (what === 'push.cancelled' && arrived + refused + unsent < all) return null
  const others = [
    ...(refused === 0 ? [] : [`${grouped(String(refused))} refused`]),
    ...(unsent === 0 ? [] : [`${grouped(String(unsent))} not sent`]),
    ...(what === 'push.arrived' && state.cancelledAt !== null ? ['although it was cancelled'] : []),
  ]
  return { what, remark: remarkOf(state, others) }
}

/** How a push that has not ended came to stand still; null where it didn’t, or has ended. */
export function standstillOf(state: PushState, because: RunEnd['because']): PushEnding | null {
  const what = standstills[because]
  if (what === null) return null
  const { all, arrived, refused, unsent } = linesOfPush(state)
  const open = all - arrived - refused - unsent
  const others = [
    ...(open === 0 ? [] : [`${grouped(String(open))} may have arrived`]),
    ...(unsent === 0 ? [] : [`${grouped(String(unsent))} not sent`]),
  ]
  return { what, remark: remarkOf(state, others) }
}

const standstills: Readonly<Record<RunEnd['because'], PushEnding['what'] | null>> = {
  paused: 'push.paused',
  'no-answer': 'push.stopped',
  'body-changed': 'push.stopped',
  failure: 'push.stopped',
  asking: 'push.asks',
  done: null,
  cancelled: null,
  refused: null,
  failed: null,
}

function remarkOf(state: PushState, others: readonly string[]): string {
  const { all, arrived } = linesOfPush(state)
  const { statement, target } = state.opened
  const count = `${grouped(String(arrived))} of ${counted(all, 'line')} of “${statement}” to “${target.accountName}”`
  return [count, ...others].join(', ').slice(0, 400)
}
