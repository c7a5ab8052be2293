// Carries a push out, one step after the other, until it is done or somebody has to do something. What is known is in the
// journal before a request leaves and after its answer came, so that it can end anywhere and go on from there.
import type { RunEnd, Waiting } from '../../../domain/bank-feeds/push/run-end'
import type { CodatBudget, CodatProblem } from '../../../domain/codat/said'
import { type RawPushDetails, rawPushDetails } from '../../../domain/codat/feeds-shapes'
import { blankProblem, type CodatResult } from '../../../domain/codat/problem'
import type { CodatApi } from '../../codat/api'
import type { Clock, Random } from '../../ports'
import { comparedEntry } from '../../../domain/bank-feeds/push/compared'
import type { JournalEntry } from '../../../domain/bank-feeds/push/entries'
import type { Elsewhere } from '../../../domain/bank-feeds/push/elsewhere'
import type { Journal } from './journal'
import { nextStep, type PushPatience, type Step } from '../../../domain/bank-feeds/push/next-step'
import { holdFor } from '../../../domain/bank-feeds/push/pace'
import { after, type PushState } from '../../../domain/bank-feeds/push/state'
import { entryOfProblem, pauseAfter, pollEntry } from '../../../domain/bank-feeds/push/answers'

/** Codat as a push needs it, for one connection and account. */
export interface PushCodat {
  /** Not to be cut off: nobody would know whether it arrived. */
  post(json: string, idempotencyKey: string): Promise<CodatResult<RawPushDetails>>
  operation(pushOperationKey: string, signal: AbortSignal): Promise<CodatResult<RawPushDetails>>
  /** All pushes of the company. */
  list(signal: AbortSignal): Promise<CodatResult<readonly RawPushDetails[]>>
  budget(): CodatBudget
}

export interface RunPorts {
  readonly state: PushState
  readonly journal: Pick<Journal, 'append'>
  /** The exact bytes of a chunk; null if they are gone or not those that were planned. */
  body(chunk: number): Promise<string | null>
  readonly codat: PushCodat
  readonly clock: Pick<Clock, 'now'>
  readonly random: Random
  /** Resolves after that long, or when the signal fires. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>
  readonly patience: PushPatience
  /** What other pushes made on this machine have at Codat, as it is now. */
  readonly elsewhere?: () => Promise<Elsewhere>
  /** Fires for pause: it ends waits and looks at once, but never a write. */
  readonly pause: AbortSignal
  onState(state: PushState): void
  onWait(waiting: Waiting | null): void
}

/** Failures in a row after which a run leaves it to the user to go on. */
const MOST_FAILURES = 5
/** 429s in a row after which it does: by then ten minutes and more were waited, each minute's stop of Codat's being over in one. */
const MOST_LIMITED = 12

/** Runs until something stops it. Rejects only when the journal can't be written: then nothing more is sent. */
export async function runPush(ports: RunPorts): Promise<RunEnd> {
  let state = ports.state
  let failures = 0
  let limited = 0
  let problem: CodatProblem | null = null
  const end = (because: RunEnd['because']): RunEnd => ({ state, because, problem })
  const note = async (entry: JournalEntry): Promise<void> => {
    await ports.journal.append(entry)
    state = after(state, entry)
    ports.onState(state)
  }
  const wait = async (milliseconds: number, because: Waiting['because']): Promise<void> => {
    const until = new Date(ports.clock.now().getTime() + milliseconds).toISOString()
    ports.onWait({ because, until })
    await ports.sleep(milliseconds, ports.pause)
    ports.onWait(null)
  }
  for (;;) {
    const step = nextStep(state, ports.clock.now(), ports.patience)
    if (step.do === 'stop') return end(step.because)
    if (ports.pause.aborted) return end('paused')
    if (failures >= MOST_FAILURES || limited >= MOST_LIMITED) return end('no-answer')
    if (step.do === 'wait') {
      await wait(Math.max(0, Date.parse(step.until) - ports.clock.now().getTime()), step.because)
      continue
    }
    const hold = holdFor(ports.codat.budget(), ports.clock.now())
    if (hold !== null) {
      await wait(hold.milliseconds, hold.because)
      if (ports.pause.aborted) return end('paused')
    }
    const done = await perform(step, { ...ports, state }, note, limited)
    if (done === 'body-changed') return end('body-changed')
    problem = done
    // A mending pause of Codat's own is no failure, but not for ever either.
    const isLimit = problem?.kind === 'rate-limited'
    limited = isLimit ? limited + 1 : 0
    failures = problem === null || isLimit ? 0 : failures + 1
    if (problem !== null && step.do !== 'send') {
      await wait(
        pauseAfter(problem, isLimit ? limited : failures, ports.patience),
        isLimit ? 'rate-limited' : 'no-answer',
      )
    }
  }
}

type Doing = Exclude<Step, { do: 'stop' | 'wait' }>
type Note = (entry: JournalEntry) => Promise<void>

/** Does one step. Null if it went well; a problem if Codat could not be asked or did not answer. */
async function perform(
  step: Doing,
  ports: RunPorts,
  note: Note,
  limited: number,
): Promise<CodatProblem | null | 'body-changed'> {
  switch (step.do) {
    case 'send':
      return send(step, ports, note, limited)
    case 'poll':
      return poll(step, ports, note)
    case 'compare':
      return compare(step, ports, note)
  }
}

async function send(
  { chunk, key: known }: Extract<Step, { do: 'send' }>,
  { state, body, codat, clock, random, patience }: RunPorts,
  note: Note,
  limited: number,
): Promise<CodatProblem | null | 'body-changed'> {
  const sha256 = state.chunks[chunk]?.plan.sha256 ?? ''
  const json = await body(chunk)
  if (json === null) return 'body-changed'
  const at = (): string => clock.now().toISOString()
  const key = known ?? random.id()
  const isFirst = known === null
  await note({ kind: 'sending', at: at(), chunk, key, sha256 })
  const answer = await codat.post(json, key)
  if (answer.ok) {
    const { pushOperationKey, status } = answer.value
    await note({ kind: 'accepted', at: at(), chunk, key, pushOperationKey, status })
    // Some operations have come to their end by the time the answer is written.
    if (!/^pending$/i.test(status)) await note(pollEntry(chunk, at(), answer.value))
    return null
  }
  await note(entryOfProblem(chunk, at(), answer.problem, { isFirst, limited, patience }))
  return answer.problem
}

async function poll(
  { chunk, pushOperationKey }: Extract<Step, { do: 'poll' }>,
  { codat, clock, pause }: RunPorts,
  note: Note,
): Promise<CodatProblem | null> {
  const answer = await codat.operation(pushOperationKey, pause)
  if (!answer.ok) return answer.problem
  await note(pollEntry(chunk, clock.now().toISOString(), answer.value))
  return null
}

async function compare(
  { chunk, from, to }: Extract<Step, { do: 'compare' }>,
  { state, codat, clock, pause, elsewhere }: RunPorts,
  note: Note,
): Promise<CodatProblem | null> {
  const answer = await codat.list(pause)
  if (!answer.ok) return answer.problem
  // After the list: what another push came to know until then is out of it.
  const others = (await elsewhere?.()) ?? null
  await note(comparedEntry(state, { chunk, from, to }, answer.value, others, clock.now().toISOString()))
  return null
}

interface PushPlace {
  readonly companyId: string
  readonly connectionId: string
  readonly accountId: string
}

/** Codat by the client of one key. Rows of the list that can't be read at all can't be told from ours, so the list counts as unread with one among them. */
export function pushCodat(api: CodatApi, place: PushPlace): PushCodat {
  return {
    post: (json, idempotencyKey) => api.pushBankTransactions(place, json, { idempotencyKey }),
    operation: (pushOperationKey, signal) => api.pushOperation(place.companyId, pushOperationKey, { signal }),
    async list(signal) {
      const rows: RawPushDetails[] = []
      for await (const step of api.pushPages(place.companyId, { signal })) {
        switch (step.step) {
          case 'page': {
            for (const row of step.rows) {
              const read = rawPushDetails.safeParse(row)
              if (!read.success) return { ok: false, problem: unreadable }
              rows.push(read.data)
            }
            break
          }
          case 'waiting':
            break
          case 'failed':
            return { ok: false, problem: step.problem ?? unreadable }
        }
      }
      return { ok: true, value: rows }
    },
    budget: api.budget,
  }
}

const unreadable: CodatProblem = {
  ...blankProblem('GET /companies/{companyId}/push', 'unexpected-shape'),
  status: 200,
}
