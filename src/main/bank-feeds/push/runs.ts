// The pushes that are being carried out now, and how the last run of each ended.
import type { PushView } from '../../../domain/bank-feeds/push/schema'
import type { Diagnosis } from '../../../domain/diagnosis/schema'
import { isFailure } from '../../../domain/failure'
import type { Log } from '../../log'
import type { MainPorts } from '../../ports'
import { sleepUnless } from '../../sleep'
import type { FeedCodat } from '../ports'
import { openJournal } from './journal'
import { readBody } from '../../../reader/body-files'
import type { PushPatience } from '../../../domain/bank-feeds/push/next-step'
import type { PushFolders, PushRead } from './push-folders'
import { diagnosisOf } from '../../../domain/bank-feeds/push/refusal'
import type { RunEnd, Waiting } from '../../../domain/bank-feeds/push/run-end'
import type { Elsewhere } from '../../../domain/bank-feeds/push/elsewhere'
import { pushCodat, runPush } from './run'
import type { PushState } from '../../../domain/bank-feeds/push/state'
import { arrivedLines, viewOf } from '../../../domain/bank-feeds/push/view'

export interface PushRunsPorts extends Pick<MainPorts, 'clock' | 'random'> {
  readonly folders: PushFolders
  readonly codat: FeedCodat
  readonly patience: PushPatience
  /** What every push but this one has at Codat, as it is now. */
  readonly elsewhere: (pushed: PushState) => Promise<Elsewhere>
  readonly onProgress: (view: PushView) => void
  readonly log: Pick<Log, 'error'>
  /** A run came to an end. */
  readonly onSettled: (state: PushState, because: RunEnd['because']) => Promise<void>
  /** A push of this app began to be carried out, or stands still. */
  readonly onMoved: (appId: string) => void
}

interface Run {
  readonly stop: AbortController
  readonly since: Date
  readonly linesBefore: number
  state: PushState
  waiting: Waiting | null
  /** It sends nothing any more, and is tidied up after. */
  over: boolean
  /** Never rejects. */
  done: Promise<void>
}

export function openPushRuns(ports: PushRunsPorts) {
  const { folders, clock, random, codat, patience } = ports
  const runs = new Map<string, Run>()
  let closed = false
  /** How the last run of a push ended; forgotten with the app, as it can be tried again then. */
  const ends = new Map<string, RunEnd>()

  function running(pushId: string): Run | undefined {
    const run = runs.get(pushId)
    return run?.over === true ? undefined : run
  }

  /** What stands in a push's way, if anything does. */
  function diagnosis(state: PushState): Diagnosis | null {
    const { pushId } = state.opened
    return diagnosisOf(state, running(pushId) === undefined ? (ends.get(pushId) ?? null) : null)
  }

  function view(state: PushState): PushView {
    const run = running(state.opened.pushId)
    const end = ends.get(state.opened.pushId)
    const [ended, failure] = [end?.because ?? null, end?.failure ?? null]
    const now = run === undefined ? null : { since: run.since, linesBefore: run.linesBefore, waiting: run.waiting }
    return viewOf(state, { running: now, ended, diagnosis: diagnosis(state), failure }, clock.now())
  }

  /** Ends a push's run at its next safe moment; resolves when it has ended and what it leaves is tidied up. */
  async function standStill(pushId: string): Promise<void> {
    const run = runs.get(pushId)
    if (run === undefined) return
    run.stop.abort()
    await run.done
  }

  async function runToItsEnd(pushId: string, entries: number, run: Run, tell: () => void): Promise<RunEnd> {
    const dir = folders.at(pushId)
    const { target } = run.state.opened
    const journal = await openJournal(dir, entries)
    try {
      const answer = await codat.ask(target.clientId, async (api) => ({
        ok: true,
        value: await runPush({
          state: run.state,
          journal,
          body: (chunk) => readBody(dir, chunk, run.state.chunks[chunk]?.plan.sha256 ?? ''),
          codat: pushCodat(api, target),
          clock,
          random,
          sleep: sleepUnless,
          patience,
          elsewhere: () => ports.elsewhere(run.state),
          pause: run.stop.signal,
          onState(state) {
            run.state = state
            tell()
          },
          onWait(waiting) {
            run.waiting = waiting
            tell()
          },
        }),
      }))
      if (!answer.ok) return { state: run.state, because: 'no-answer', problem: answer.problem }
      return answer.value
    } finally {
      await journal.close()
    }
  }

  /** What can't be tidied up now is at the next start. */
  async function settle({ state, because }: Pick<RunEnd, 'state' | 'because'>): Promise<void> {
    const log = (error: unknown): void => ports.log.error('after a push', error)
    await folders.tidyUp(state).catch(log)
    await ports.onSettled(state, because).catch(log)
  }

  /** What nobody foresaw, a fault of ours too: the user is told where it stands, and the log why. */
  function endedBy(error: unknown, { state }: Run): RunEnd {
    ports.log.error('a push stopped', error)
    return {
      state,
      because: 'failure',
      problem: null,
      failure: isFailure(error) ? error.code : 'push.unexpected',
    }
  }

  return {
    /** Begins to carry a push out; it goes on by itself. Throws for one that is being carried out; does nothing once closed. */
    begin(pushId: string, { entries, state }: PushRead): void {
      if (closed) return
      if (runs.has(pushId)) throw new Error('This push is being carried out already')
      const run: Run = {
        stop: new AbortController(),
        since: clock.now(),
        linesBefore: arrivedLines(state),
        state,
        waiting: null,
        over: false,
        done: Promise.resolve(),
      }
      runs.set(pushId, run)
      ends.delete(pushId)
      const tell = (): void => ports.onProgress(view(run.state))
      const moved = (): void => ports.onMoved(state.opened.target.appId)
      run.done = runToItsEnd(pushId, entries.length, run, tell)
        .catch((error: unknown) => endedBy(error, run))
        .then(async (end) => {
          ends.set(pushId, end)
          run.over = true
          await settle({ state: run.state, because: end.because })
          runs.delete(pushId)
          tell()
          moved()
        })
        .catch((error: unknown) => ports.log.error('the end of a push was not told', error))
      tell()
      moved()
    },
    /** Where a push stands that is being carried out; undefined for any other. */
    state: (pushId: string): PushState | undefined => running(pushId)?.state,
    view,
    standStill,
    /** Ends all runs, and lets none begin. */
    async close(): Promise<void> {
      closed = true
      await Promise.all([...runs.keys()].map(standStill))
    },
    diagnosis,
  }
}
