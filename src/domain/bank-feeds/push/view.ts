// A push as the page is shown it: its state out of the journal, and what the run that carries it out knows besides.
import { type ErrorCode, errorTexts } from '../../errors'
import type { FeedPlace } from '../schema'
import type { PushView } from './schema'
import type { Diagnosis } from '../../diagnosis/schema'
import { nextStep, pushPatience } from './next-step'
import type { RunEnd, Waiting } from './run-end'
import { isEnded, openChunk, type PushState } from './state'

export interface RunKnowledge {
  /** While a run is under way: since when, and how many lines had arrived by then. */
  readonly running: { readonly since: Date; readonly linesBefore: number; readonly waiting: Waiting | null } | null
  /** How the last run of this start ended. */
  readonly ended: RunEnd['because'] | null
  readonly diagnosis: Diagnosis | null
  /** What of this machine ended the last run of this start. */
  readonly failure: ErrorCode | null
}

export function placeOf({ opened: { target } }: PushState): FeedPlace {
  const { appId, clientId, companyId, connectionId } = target
  return { appId, clientId, companyId, connectionId }
}

export function arrivedLines(state: PushState): number {
  return state.chunks.filter(isEnded).reduce((sum, { plan }) => sum + plan.lines, 0)
}

export function viewOf(state: PushState, knowledge: RunKnowledge, now: Date): PushView {
  const { opened, chunks } = state
  const { target } = opened
  const [first, last] = [chunks[0]?.plan, chunks.at(-1)?.plan]
  const arrived = arrivedLines(state)
  const lines = chunks.reduce((sum, { plan }) => sum + plan.lines, 0)
  return {
    id: opened.pushId,
    place: placeOf(state),
    companyName: target.companyName,
    organisation: target.organisation,
    accountName: target.accountName,
    accountId: target.accountId,
    currency: target.currency,
    statement: opened.statement,
    openedAt: opened.at,
    state: stateWord(state, knowledge, now),
    lines,
    firstDate: first?.firstDate ?? '',
    lastDate: last?.lastDate ?? '',
    moneyIn: opened.moneyIn,
    moneyOut: opened.moneyOut,
    closingBalance: last?.closingBalance ?? '',
    arrivedLines: arrived,
    chunks: chunks.map(({ plan, phase, pushOperationKey }) => ({
      lines: plan.lines,
      firstDate: plan.firstDate,
      lastDate: plan.lastDate,
      closingBalance: plan.closingBalance,
      phase,
      pushOperationKey,
    })),
    ...paceOf(knowledge.running, arrived, lines, now),
    waiting: knowledge.running?.waiting ?? null,
    question: questionOf(state),
    diagnosis: knowledge.diagnosis,
    failure: knowledge.running === null && knowledge.failure !== null ? errorTexts[knowledge.failure] : null,
    cancelAsked: state.cancelledAt !== null,
  }
}

function stateWord(state: PushState, { running, ended }: RunKnowledge, now: Date): PushView['state'] {
  if (running !== null) return running.waiting === null ? 'running' : 'waiting'
  const step = nextStep(state, now, pushPatience)
  if (step.do === 'stop') return step.because === 'failed' ? 'refused' : step.because
  if (ended === 'no-answer' || ended === 'body-changed' || ended === 'failure') return 'stopped'
  return state.chunks.every(({ phase, sends }) => phase === 'waiting' && sends === 0) ? 'ready' : 'paused'
}

function paceOf(
  running: RunKnowledge['running'],
  arrived: number,
  lines: number,
  now: Date,
): Pick<PushView, 'linesPerMinute' | 'secondsLeft'> {
  const done = running === null ? 0 : arrived - running.linesBefore
  const seconds = running === null ? 0 : (now.getTime() - running.since.getTime()) / 1_000
  if (done <= 0 || seconds < SHORTEST_RUN_S || isHeldBack(running)) return { linesPerMinute: null, secondsLeft: null }
  const perSecond = done / seconds
  return { linesPerMinute: Math.round(perSecond * 60), secondsLeft: Math.ceil((lines - arrived) / perSecond) }
}

/** Runs shorter than this have no pace: a push that goes on may find a whole request settled at once. */
const SHORTEST_RUN_S = 3

/** While Codat's limits hold it back, how fast it went says nothing of when it ends. */
function isHeldBack(running: RunKnowledge['running']): boolean {
  const because = running?.waiting?.because
  return because === 'rate-limited' || because === 'day' || because === 'minute'
}

function questionOf(state: PushState): PushView['question'] {
  const open = openChunk(state)
  if (open?.chunk.phase !== 'asking' || open.chunk.doubt === null) return null
  const { index, chunk } = open
  return {
    chunk: index,
    why: open.chunk.doubt,
    candidates: chunk.candidates.length,
    lines: chunk.plan.lines,
    lastDate: chunk.plan.lastDate,
    closingBalance: chunk.plan.closingBalance,
    balanceBefore: state.chunks[index - 1]?.plan.closingBalance ?? null,
  }
}
