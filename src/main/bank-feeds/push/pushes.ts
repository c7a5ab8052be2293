// The pushes of this machine: planned, asked about in main's own window, started, left, taken up again, reported.
import { mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import Big from 'big.js'
import type { FeedPlace, FeedWords, PushPlan, PushView, SourceAccount } from '../../../contract/bank-feeds'
import type { Diagnosis } from '../../../contract/diagnosis'
import { Failure } from '../../failure'
import type { Clock, Prompts, Random } from '../../ports'
import { toCsv } from '../../csv'
import { sleepUnless } from '../../sleep'
import type { FeedCodat, FeedExplainer, FeedNote, FeedStatements, HeldStatement, SaveFile } from '../ports'
import { encodeChunks } from './encode'
import type { JournalEntry, PushTarget } from './entries'
import { createPushFolder, openJournal, type PlannedChunk, readBody, readJournal, removeBodies } from './journal'
import { nextStep, type PushPatience, pushPatience } from './next-step'
import { pushCodat } from './push-codat'
import { pushReport, REJECTED_COLUMNS, rejectedRows } from './report'
import { type RunEnd, runPush, type Waiting } from './run'
import { after, type ChunkState, isEnded, operationsOf, type PushState, stateOf } from './state'
import { arrivedLines, placeOf, type RunKnowledge, viewOf } from './view'

export interface PushesPorts {
  /** A folder of the pushes' own; made at the first one. */
  readonly dir: string
  readonly clock: Clock
  readonly random: Random
  readonly prompts: Pick<Prompts, 'confirm'>
  readonly statements: FeedStatements
  readonly codat: FeedCodat
  readonly explain: FeedExplainer
  readonly saveFile: SaveFile
  readonly note: FeedNote
  readonly patience?: PushPatience
  readonly onProgress: (view: PushView) => void
  /** A run came to an end, or a push was changed by hand. */
  readonly onSettled: (state: PushState) => Promise<void>
}

/** What a push needs to know of where it goes. */
export interface PushDestination {
  readonly place: FeedPlace
  readonly clientName: string
  readonly companyName: string
  readonly organisation: string | null
  readonly isTrial: boolean | null
  readonly words: FeedWords
  readonly accounts: readonly SourceAccount[]
}

export interface Pushes {
  /** Raises `feeds.no-account` and `statement.gone`. */
  plan(to: PushDestination, accountId: string, statementId: string): Promise<PushPlan>
  /** Null when the user said no. Raises `push.hindered` and `push.not-pushable`. */
  start(to: PushDestination, accountId: string, statementId: string): Promise<PushView | null>
  list(appId: string): Promise<PushView[]>
  get(pushId: string): Promise<PushView>
  resume(pushId: string): Promise<PushView>
  pause(pushId: string): Promise<PushView>
  cancel(pushId: string): Promise<PushView>
  answer(pushId: string, arrived: boolean): Promise<PushView>
  retry(pushId: string): Promise<PushView>
  report(pushId: string, format: 'markdown' | 'csv'): Promise<{ outcome: 'saved' | 'cancelled'; rows: number }>
  /** Operations of all pushes made here. */
  ownOperations(): Promise<ReadonlySet<string>>
  /** Ends every run at its next safe moment, or after half a second without one. */
  close(): Promise<void>
}

interface Run {
  readonly stop: AbortController
  readonly since: Date
  readonly linesBefore: number
  state: PushState
  waiting: Waiting | null
  done: Promise<void>
}

const ID = /^[0-9a-f-]{36}$/
const CLOSING_MS = 500

export function openPushes(ports: PushesPorts): Pushes {
  const { clock, random, prompts, explain, patience = pushPatience } = ports
  const runs = new Map<string, Run>()
  /** How the last run of a push ended; forgotten with the app, as it can be tried again then. */
  const ends = new Map<string, RunEnd>()

  const folder = (pushId: string): string => {
    if (!ID.test(pushId)) throw new Failure('push.missing')
    return path.join(ports.dir, pushId)
  }

  async function read(pushId: string): Promise<{ entries: readonly JournalEntry[]; state: PushState }> {
    const journal = await readJournal(folder(pushId))
    const state = journal.kind === 'read' ? stateOf(journal.entries) : null
    if (journal.kind !== 'read' || state === null) {
      throw new Failure(journal.kind === 'missing' ? 'push.missing' : 'push.damaged')
    }
    return { entries: journal.entries, state }
  }

  async function all(): Promise<PushState[]> {
    const names = await readdir(ports.dir).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []
      throw error
    })
    const states: PushState[] = []
    for (const name of names.filter((one) => ID.test(one))) {
      const running = runs.get(name)
      // One damaged journal spoils nothing else; opened by itself, it says so.
      const state =
        running?.state ??
        (await read(name).then(
          (found) => found.state,
          () => null,
        ))
      if (state !== null) states.push(state)
    }
    return states.toSorted((a, b) => b.opened.at.localeCompare(a.opened.at))
  }

  function knowledgeOf(state: PushState): RunKnowledge {
    const run = runs.get(state.opened.pushId)
    const end = ends.get(state.opened.pushId) ?? null
    const running = run === undefined ? null : { since: run.since, linesBefore: run.linesBefore, waiting: run.waiting }
    return {
      running,
      ended: end?.because ?? null,
      diagnosis: diagnosisOf(state, run === undefined ? end : null, explain),
    }
  }
  const view = (state: PushState): PushView => viewOf(state, knowledgeOf(state), clock.now())

  async function carryOut(pushId: string, entries: readonly JournalEntry[], state: PushState): Promise<void> {
    const stop = new AbortController()
    const run: Run = {
      stop,
      since: clock.now(),
      linesBefore: arrivedLines(state),
      state,
      waiting: null,
      done: Promise.resolve(),
    }
    runs.set(pushId, run)
    ends.delete(pushId)
    const tell = (): void => ports.onProgress(view(run.state))
    run.done = runToItsEnd(pushId, entries.length, run, tell)
      .then((end) => void ends.set(pushId, end))
      .finally(async () => {
        runs.delete(pushId)
        await settle(run.state)
        tell()
      })
    // Whoever waits for `done` hears of a failure; nobody else has to.
    run.done.catch(() => {})
    tell()
  }

  async function runToItsEnd(pushId: string, count: number, run: Run, tell: () => void): Promise<RunEnd> {
    const dir = folder(pushId)
    const { target } = run.state.opened
    const knownElsewhere = await ownOperations(pushId)
    const journal = await openJournal(dir, count)
    try {
      const answer = await ports.codat.ask(target.clientId, async (api) => ({
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
          knownElsewhere,
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

  /** What is over needs no transactions on this disk any more; those of a refused chunk stay for its report. */
  async function settle(state: PushState): Promise<void> {
    const isOver = state.chunks.every(isEnded) || state.cancelledAt !== null
    const spare = state.chunks.flatMap(({ phase }, chunk) => {
      const mayGo = isEnded({ phase }) || (isOver && phase === 'waiting')
      return mayGo ? [chunk] : []
    })
    await removeBodies(folder(state.opened.pushId), spare)
    await ports.onSettled(state)
  }

  async function ownOperations(except: string | null): Promise<ReadonlySet<string>> {
    const states = await all()
    const others = states.filter(({ opened }) => opened.pushId !== except)
    return new Set(others.flatMap(({ chunks }) => chunks.flatMap(operationsOf)))
  }

  /** Adds to the journal of a push that stands still, then goes on with it if `then` says so. */
  async function amend(
    pushId: string,
    entry: (state: PushState) => JournalEntry | null,
    goOn: boolean,
  ): Promise<PushView> {
    await standStill(pushId)
    const { entries, state } = await read(pushId)
    const added = entry(state)
    if (added === null) return view(state)
    const journal = await openJournal(folder(pushId), entries.length)
    await journal.append(added).finally(() => journal.close())
    const next = after(state, added)
    if (goOn) await carryOut(pushId, [...entries, added], next)
    else await settle(next)
    return view(runs.get(pushId)?.state ?? next)
  }

  async function standStill(pushId: string): Promise<void> {
    const run = runs.get(pushId)
    if (run === undefined) return
    run.stop.abort()
    await run.done.catch(() => {})
  }

  async function plan(to: PushDestination, accountId: string, statementId: string): Promise<PushPlan> {
    const held = ports.statements.hold(statementId)
    try {
      return planOf(to, accountId, held, await all())
    } finally {
      held.release()
    }
  }

  async function write(to: PushDestination, plan: PushPlan, held: HeldStatement): Promise<string> {
    const pushId = random.id()
    const sums = { in: new Big(0), out: new Big(0) }
    const chunks = async function* (): AsyncGenerator<PlannedChunk> {
      for await (const step of encodeChunks(plan.account.id, pagesOf(held))) {
        if (step.kind === 'unfit') {
          throw new Failure('push.not-pushable', { detail: `${step.unfit.reason} in line ${step.unfit.line}` })
        }
        sums.in = sums.in.plus(step.moneyIn)
        sums.out = sums.out.plus(step.moneyOut)
        yield step.chunk
      }
    }
    await mkdir(ports.dir, { recursive: true, mode: 0o700 })
    await createPushFolder(folder(pushId), chunks(), (plans) => ({
      kind: 'opened',
      version: 1,
      at: clock.now().toISOString(),
      pushId,
      statement: held.name.slice(0, 300),
      target: targetOf(to, plan),
      chunks: plans,
      moneyIn: sums.in.toFixed(),
      moneyOut: sums.out.toFixed(),
    }))
    return pushId
  }

  return {
    plan,
    async start(to, accountId, statementId) {
      const held = ports.statements.hold(statementId)
      try {
        const planned = planOf(to, accountId, held, await all())
        if (planned.hindrance !== null) throw new Failure('push.hindered', { detail: planned.hindrance })
        if (!(await prompts.confirm(startQuestion(to, planned)))) return null
        const pushId = await write(to, planned, held)
        await ports.note('push.started', { id: to.place.clientId, name: to.companyName }, `${planned.lines} lines`)
        const { entries, state } = await read(pushId)
        await carryOut(pushId, entries, state)
        return view(state)
      } finally {
        held.release()
      }
    },
    list: async (appId) => (await all()).filter((state) => placeOf(state).appId === appId).map(view),
    get: async (pushId) => view(runs.get(pushId)?.state ?? (await read(pushId)).state),
    async resume(pushId) {
      const running = runs.get(pushId)
      if (running !== undefined) return view(running.state)
      const { entries, state } = await read(pushId)
      // Where somebody has to do something first, or nothing is left to do, there is nothing to go on with.
      if (nextStep(state, clock.now(), patience).do !== 'stop') await carryOut(pushId, entries, state)
      return view(state)
    },
    async pause(pushId) {
      await standStill(pushId)
      return view((await read(pushId)).state)
    },
    async cancel(pushId) {
      const before = runs.get(pushId)?.state ?? (await read(pushId)).state
      if (before.cancelledAt !== null || before.chunks.every(isEnded)) return view(before)
      if (!(await prompts.confirm(cancelQuestion(before)))) return view(before)
      await ports.note('push.cancelled', { id: before.opened.target.clientId, name: before.opened.target.companyName })
      // What is on its way is still waited for: only then is it known what arrived.
      return amend(pushId, () => ({ kind: 'cancelled', at: clock.now().toISOString() }), true)
    },
    async answer(pushId, arrived) {
      const { state } = await read(pushId)
      const chunk = openChunk(state)
      if (chunk === null || state.chunks[chunk]?.phase !== 'asking') throw new Failure('push.not-asked')
      if (!(await prompts.confirm(answerQuestion(state, chunk, arrived)))) return view(state)
      await ports.note(arrived ? 'push.said-arrived' : 'push.said-not-arrived', {
        id: state.opened.target.clientId,
        name: state.opened.target.companyName,
      })
      return amend(
        pushId,
        (now) =>
          now.chunks[chunk]?.phase === 'asking'
            ? { kind: 'decided', at: clock.now().toISOString(), chunk, arrived }
            : null,
        true,
      )
    },
    retry: (pushId) =>
      amend(
        pushId,
        (state) => {
          const chunk = openChunk(state)
          const phase = chunk === null ? null : state.chunks[chunk]?.phase
          if (chunk === null || (phase !== 'refused' && phase !== 'failed')) throw new Failure('push.nothing-refused')
          return { kind: 'again', at: clock.now().toISOString(), chunk }
        },
        true,
      ),
    async report(pushId, format) {
      const state = runs.get(pushId)?.state ?? (await read(pushId)).state
      const { diagnosis } = knowledgeOf(state)
      const name = `push-${state.opened.at.slice(0, 10)}-${pushId.slice(0, 8)}`
      if (format === 'markdown') {
        const text = pushReport(state, diagnosis, clock.now())
        return { outcome: await ports.saveFile.save({ suggestedName: `${name}.md`, text }), rows: state.chunks.length }
      }
      const rows = await rejectedOf(folder(pushId), state, diagnosis)
      const text = toCsv([REJECTED_COLUMNS, ...rows])
      return {
        outcome: await ports.saveFile.save({ suggestedName: `${name}-rejected.csv`, text }),
        rows: rows.length,
      }
    },
    ownOperations: () => ownOperations(null),
    async close() {
      const ended = Promise.all([...runs.keys()].map(standStill))
      // Quitting doesn't wait for an answer that is slow to come: the journal takes the push up again without it.
      await Promise.race([ended, sleepUnless(CLOSING_MS)])
    },
  }
}

function openChunk({ chunks }: PushState): number | null {
  const index = chunks.findIndex((chunk) => !isEnded(chunk))
  return index < 0 ? null : index
}

async function* pagesOf(held: HeldStatement) {
  const PAGE = 1_000
  for (let from = 0; from < held.summary.lines; from += PAGE) {
    yield await held.lines(from, Math.min(PAGE, held.summary.lines - from))
  }
}

function targetOf(to: PushDestination, { account }: PushPlan): PushTarget {
  return {
    ...to.place,
    clientName: to.clientName,
    companyName: to.companyName,
    organisation: to.organisation,
    accountId: account.id,
    accountName: account.name.slice(0, 200),
    currency: account.currency,
  }
}

function planOf(to: PushDestination, accountId: string, held: HeldStatement, others: readonly PushState[]): PushPlan {
  const account = to.accounts.find(({ id }) => id === accountId)
  if (account === undefined) throw new Failure('feeds.no-account')
  const { lines, requests, firstDate, lastDate, moneyIn, moneyOut, endBalance, stops } = held.summary
  return {
    place: to.place,
    companyName: to.companyName,
    organisation: to.organisation,
    account,
    statement: held.name.slice(0, 300),
    lines,
    requests,
    firstDate: firstDate ?? '',
    lastDate: lastDate ?? '',
    moneyIn,
    moneyOut,
    closingBalance: endBalance ?? '',
    pushedBefore: others.find((state) => looksTheSame(state, to.place, accountId, held))?.opened.at ?? null,
    hindrance: hindranceOf(),
  }
  function hindranceOf(): PushPlan['hindrance'] {
    if (lines === 0 || stops > 0 || endBalance === null) return 'statement-stops'
    if (account?.kind === 'other') return 'account-other'
    if (account?.state !== 'connected') return 'account-not-connected'
    if (others.some((state) => isUnfinishedAt(state, to.place, accountId))) return 'another-push'
    return to.isTrial === true || to.words.production !== null ? null : 'production-off'
  }
}

/** The same number of lines, dates and sums to the same account, of which something arrived. */
function looksTheSame(state: PushState, place: FeedPlace, accountId: string, { summary }: HeldStatement): boolean {
  const { target, moneyIn, moneyOut } = state.opened
  if (target.connectionId !== place.connectionId || target.accountId !== accountId) return false
  if (arrivedLines(state) === 0) return false
  const lines = state.chunks.reduce((sum, { plan }) => sum + plan.lines, 0)
  const [first, last] = [state.chunks[0]?.plan, state.chunks.at(-1)?.plan]
  const sameDates = first?.firstDate === summary.firstDate && last?.lastDate === summary.lastDate
  return (
    lines === summary.lines && sameDates && sameSum(moneyIn, summary.moneyIn) && sameSum(moneyOut, summary.moneyOut)
  )
}

/** `1.50` and `1.5` are the same; sums from outside may have any form. */
function sameSum(a: string, b: string): boolean {
  try {
    return new Big(a).eq(b)
  } catch {
    return a === b
  }
}

/** Two pushes to one account at a time would mix their order, and their operations could not be told apart. */
function isUnfinishedAt(state: PushState, place: FeedPlace, accountId: string): boolean {
  const { target } = state.opened
  if (target.connectionId !== place.connectionId || target.accountId !== accountId) return false
  const open = state.chunks.find((chunk) => !isEnded(chunk))
  if (open === undefined) return false
  const over = open.phase === 'waiting' || open.phase === 'refused' || open.phase === 'failed'
  return !(state.cancelledAt !== null && over)
}

async function rejectedOf(dir: string, state: PushState, diagnosis: Diagnosis | null): Promise<string[][]> {
  const rows: string[][] = []
  for (const [index, chunk] of state.chunks.entries()) {
    if (chunk.phase !== 'refused' && chunk.phase !== 'failed') continue
    const body = await readBody(dir, index, chunk.plan.sha256)
    if (body !== null) rows.push(...rejectedRows(chunk, index, body, diagnosis?.title ?? chunk.said ?? ''))
  }
  return rows
}

/** What stands in the way, if anything does. */
function diagnosisOf(state: PushState, end: RunEnd | null, explain: FeedExplainer): Diagnosis | null {
  const chunk = state.chunks.find((one) => !isEnded(one))
  if (chunk?.phase === 'failed' || chunk?.phase === 'refused') return refusalOf(chunk, explain)
  if (end?.because === 'body-changed') return explain.bytesGone()
  return end?.because === 'no-answer' && end.problem !== null ? explain.problem(end.problem) : null
}

/** What a refused or failed chunk means. */
export function refusalOf(chunk: ChunkState, explain: FeedExplainer): Diagnosis {
  const { phase, said, messages, pushOperationKey, operationStatus, refusedStatus } = chunk
  if (phase === 'refused') {
    return explain.refusal({
      status: refusedStatus,
      said: said ?? '',
      messages: messages.map(({ message }) => message),
    })
  }
  return explain.operation({
    pushOperationKey: pushOperationKey ?? '',
    status: operationStatus ?? 'Failed',
    errorMessage: said,
    validation: { errors: [...messages], warnings: [] },
  })
}

function startQuestion(to: PushDestination, plan: PushPlan): Parameters<Prompts['confirm']>[0] {
  const currency = plan.account.currency === null ? '' : ` ${plan.account.currency}`
  return {
    title: `Push ${plan.lines} lines to ${to.companyName}?`.slice(0, 200),
    body: [
      `Where: the Xero organisation ${to.organisation ?? 'of this company'}, by the source account “${plan.account.name}” (ends ${plan.account.numberEnd}).`,
      `What: “${plan.statement}”, ${plan.lines} lines from ${plan.firstDate} to ${plan.lastDate}, in ${plan.requests} requests.`,
      `Money in ${plan.moneyIn}${currency}, money out ${plan.moneyOut}${currency}, closing balance ${plan.closingBalance}${currency}.`,
      to.isTrial === true
        ? 'It is a trial organisation.'
        : 'It is not known to be a trial organisation: these lines are booked in real accounts.',
      ...(plan.pushedBefore === null
        ? []
        : [
            `Lines of the same number, dates and sums went to this account on ${plan.pushedBefore.slice(0, 10)}. Pushed again, they are in Xero twice.`,
          ]),
      'Lines that have arrived in Xero can’t be taken back from here.',
    ].map((paragraph) => paragraph.slice(0, 1_000)),
    action: 'Push',
    danger: true,
    typed: to.companyName.slice(0, 200),
  }
}

function cancelQuestion(state: PushState): Parameters<Prompts['confirm']>[0] {
  const lines = state.chunks.reduce((sum, { plan }) => sum + plan.lines, 0)
  return {
    title: 'Cancel this push?',
    body: [
      `${arrivedLines(state)} of ${lines} lines have arrived, and stay.`,
      'What is on its way to Codat is still waited for. Nothing after it is sent.',
    ],
    action: 'Cancel the push',
    danger: true,
  }
}

function answerQuestion(state: PushState, index: number, arrived: boolean): Parameters<Prompts['confirm']>[0] {
  const plan = state.chunks[index]?.plan
  const { target } = state.opened
  const where = `the account “${target.accountName}” of ${target.organisation ?? target.companyName}`
  return {
    title: arrived ? 'These lines have arrived?' : 'These lines have not arrived?',
    body: [
      `Request ${index + 1}: ${plan?.lines ?? 0} lines up to ${plan?.lastDate ?? ''}.`,
      arrived
        ? `In Xero, ${where} shows lines up to ${plan?.lastDate ?? ''} and a statement balance of ${plan?.closingBalance ?? ''}. Latchkey goes on with the next request.`
        : `In Xero, ${where} does not show them. Latchkey sends them again: if they are there after all, they will be there twice.`,
    ].map((paragraph) => paragraph.slice(0, 1_000)),
    action: arrived ? 'They have arrived' : 'They have not arrived',
    danger: !arrived,
  }
}
