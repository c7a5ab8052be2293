// Pushes of 25,000 lines whose process is killed at random, and what became of the lines: lost, doubled, asked about.
import { type ChildProcess, execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { PracticeCodatFailureName } from '../../src/contract/practice-codat'
import { writeBodies } from '../../src/reader/push-bodies'
import { arrangedLines } from './arranged-lines'
import { openPushFolder } from '../../src/main/bank-feeds/push/journal'
import { codatKey, seedCodatClients, seedFeedAccount } from '../../src/practice/codat/seed'
import { seedId } from '../../src/practice/xero/seed'
import type { StatementLine } from '../../src/domain/bank-feeds/statements/schema'
import { fastFolder } from './fast-folder'
import { type BuiltEntries, buildNodeEntries, type PracticeProcess, startAlone } from './practice-process'
import type { PushChildMessage, PushOrder } from './push-child'

export const LINES = 25_000
export const CHUNKS = 25

/** Where the process was when it was killed. `random` kills by the clock alone. */
export const killPhases = ['before-send', 'in-flight', 'after-effect', 'before-journal', 'polling', 'random'] as const
export type KillPhase = (typeof killPhases)[number]

/** What Codat does to a push besides: nothing, or one of these, once. */
export const killFaults = [
  'codat.push/lost',
  'codat.push/cut',
  'codat.push/truncated',
  'codat.push/rate-limited',
  'codat.push/server-error',
  'codat.push:then-error',
  'codat.push-operation/lost',
] as const satisfies readonly PracticeCodatFailureName[]

export interface KillReport {
  /** Those asked for, and four more in which what is asked is known beforehand. */
  readonly runs: number
  readonly kills: Record<KillPhase, number>
  /** Runs whose answer was dropped or spoilt besides, by fault. */
  readonly faults: Record<string, number>
  /** Runs in which 90 minutes went by between the kill and the next start. */
  readonly keysExpired: number
  readonly linesSent: number
  readonly linesLost: number
  readonly linesDoubled: number
  readonly outOfOrder: number
  /** A chunk that was sent before the one before it had settled. */
  readonly overlaps: number
  readonly asked: {
    readonly times: number
    /** By what was really so, read from the ledger. */
    readonly arrived: number
    readonly notArrived: number
    /** Questions although exactly one push of Codat's list, read by the harness itself, could be the chunk's: must be 0. */
    readonly decidable: number
    /** Questions whose very sight was had with the chunk arrived and with it not, so that only a guess could tell: must be all. */
    readonly undecidable: number
    /** What the engine knew when it asked, and how often it was so and so in truth. */
    readonly sights: Record<string, { readonly arrived: number; readonly notArrived: number }>
  }
  readonly processesStarted: number
  readonly milliseconds: number
}

const place = {
  companyId: seedId('codat company meridian Lantern Street Gallery'),
  connectionId: seedId('codat connection meridian Lantern Street Gallery '),
  accountId: seedFeedAccount,
}

function statementLines(): StatementLine[] {
  const from = Date.now() - 300 * 86_400_000
  return Array.from({ length: LINES }, (_, index) => ({
    line: index + 1,
    id: `t${index}`,
    date: new Date(from + Math.floor(index / 100) * 86_400_000).toISOString().slice(0, 10),
    amount: index % 3 === 0 ? '-4.10' : '10.05',
    description: '',
    reference: '',
    counterparty: '',
    transactionType: 'Other' as const,
    balance: '100.00',
    currency: 'NZD',
  }))
}

/** Numbers from a seed, so that a failing run can be had again. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

export async function killPushes(runs: number, seed: number): Promise<KillReport> {
  const started = performance.now()
  const built = await buildNodeEntries({
    practice: new URL('../../src/practice/entry.ts', import.meta.url).pathname,
    push: new URL('./push-child.ts', import.meta.url).pathname,
  })
  const folder = await mkdtemp(path.join(fastFolder(), 'latchkey-kills-'))
  try {
    const model = path.join(folder, 'model')
    await createModel(model)
    const report = emptyReport()
    // Two at a time, each with a Codat of its own: much of a run is waiting.
    const lanes = [0, 1].map((lane) => ({ lane, random: randomFrom(seed + lane) }))
    const plans = lanes.map(({ random }) =>
      Array.from({ length: Math.ceil(runs / 2) }, (_, run) => planOf(run, random)),
    )
    await Promise.all(
      lanes.map(({ lane, random }) =>
        runLane({ built, folder, model, report, lane, random, plans: [...(plans[lane] ?? []), ...witnesses(lane)] }),
      ),
    )
    const seen = Object.values(report.asked.sights).filter(({ arrived, notArrived }) => arrived > 0 && notArrived > 0)
    report.asked.undecidable = seen.reduce((sum, { arrived, notArrived }) => sum + arrived + notArrived, 0)
    return { ...report, milliseconds: Math.round(performance.now() - started) }
  } finally {
    await rm(folder, { recursive: true, force: true })
    await built.dispose()
  }
}

/** Pushes of 25,000 lines whose journal's disk is full after some more bytes, in the middle of an entry as a rule, and gone on with. */
export async function fillDisks(runs: number, seed: number): Promise<KillReport> {
  const built = await buildNodeEntries({
    practice: new URL('../../src/practice/entry.ts', import.meta.url).pathname,
    push: new URL('./push-child.ts', import.meta.url).pathname,
  })
  const folder = await mkdtemp(path.join(fastFolder(), 'latchkey-full-'))
  const random = randomFrom(seed)
  const report = emptyReport()
  const practice = await startAlone(built.file('practice'), '--state', path.join(folder, 'state.json'))
  try {
    const model = path.join(folder, 'model')
    await createModel(model)
    for (let run = 0; run < runs; run += 1) {
      const dir = path.join(folder, `run-${run}`)
      await cp(model, dir, { recursive: true })
      const plan: RunPlan = { phase: 'random', chunk: 0, expires: false, fault: undefined, unlisted: false }
      const scene = { practice, entry: built.file('push'), dir, run, plan, random, report }
      await freshDay(practice)
      await runWithFullDisk(scene)
      report.runs += 1
      await finish(scene, 0)
      await judge(scene)
    }
    return report
  } finally {
    await practice.kill()
    await rm(folder, { recursive: true, force: true })
    await built.dispose()
  }
}

/** No file of the push's process may grow beyond a size: what a full disk does to a write, by the system's own limit. */
async function runWithFullDisk(scene: Run): Promise<void> {
  const child = await startChild(scene, 'ignore')
  const over = Promise.race([once(child, 'exit'), once(child, 'message')])
  const { size } = await stat(path.join(scene.dir, 'journal.ndjson'))
  const limit = size + 1 + scene.random(4_000)
  await promisify(execFile)('prlimit', ['--pid', String(child.pid), `--fsize=${limit}`])
  child.send(orderFor(scene, {}))
  await over
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
  } else scene.report.kills.random += 1
}

interface Lane {
  readonly built: BuiltEntries
  readonly folder: string
  readonly model: string
  readonly report: Mutable<KillReport>
  readonly lane: number
  readonly plans: readonly RunPlan[]
  random(below: number): number
}

/** Runs before the practice Codat is started anew: it counts a day's requests from its start, and has a day's limit as Codat has. */
const RUNS_A_START = 40

async function runLane(lane: Lane): Promise<void> {
  for (let first = 0; first < lane.plans.length; first += RUNS_A_START) {
    await runSome(lane, first, lane.plans.slice(first, first + RUNS_A_START))
  }
}

async function runSome(
  { built, folder, model, report, lane, random }: Lane,
  first: number,
  plans: readonly RunPlan[],
): Promise<void> {
  const practice = await startAlone(built.file('practice'), '--state', path.join(folder, `state-${lane}.json`))
  try {
    for (const [index, plan] of plans.entries()) {
      const run = (first + index) * 2 + lane
      const dir = path.join(folder, `run-${run}`)
      await cp(model, dir, { recursive: true })
      await oneRun({ practice, entry: built.file('push'), dir, run, plan, random, report })
      await rm(dir, { recursive: true, force: true })
    }
  } finally {
    await practice.kill()
  }
}

/** What befalls one push. */
interface RunPlan {
  readonly phase: KillPhase
  readonly chunk: number
  /** 90 minutes go by before it is taken up again. */
  readonly expires: boolean
  readonly fault: (typeof killFaults)[number] | undefined
  /** Codat's list leaves out the push that the fault, or the kill, is about. */
  readonly unlisted: boolean
}

function planOf(run: number, random: Lane['random']): RunPlan {
  const phase = killPhases[run % killPhases.length] ?? 'random'
  const chunk = random(CHUNKS)
  const expires = random(8) === 0
  const fault = random(2) === 0 ? killFaults[random(killFaults.length)] : undefined
  const tellsNothing = fault === 'codat.push:then-error' || (phase === 'after-effect' && expires)
  return { phase, chunk, expires, fault, unlisted: tellsNothing && random(2) === 0 }
}

/**
 * Two runs that end in the same sight and with opposite truths, one in each lane: whatever the random runs met, it is shown of each
 * sight that it can't be told.
 */
function witnesses(lane: number): readonly RunPlan[] {
  const arrives = lane === 0
  const chunk = 7
  return [
    {
      phase: 'before-send',
      chunk,
      expires: false,
      fault: arrives ? 'codat.push:then-error' : 'codat.push/server-error',
      unlisted: arrives,
    },
    { phase: arrives ? 'after-effect' : 'before-send', chunk, expires: true, fault: undefined, unlisted: arrives },
  ]
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends object ? Mutable<T[K]> : T[K] }

function emptyReport(): Mutable<KillReport> {
  return {
    runs: 0,
    kills: { 'before-send': 0, 'in-flight': 0, 'after-effect': 0, 'before-journal': 0, polling: 0, random: 0 },
    faults: {},
    keysExpired: 0,
    linesSent: 0,
    linesLost: 0,
    linesDoubled: 0,
    outOfOrder: 0,
    overlaps: 0,
    asked: { times: 0, arrived: 0, notArrived: 0, decidable: 0, undecidable: 0, sights: {} },
    processesStarted: 0,
    milliseconds: 0,
  }
}

async function createModel(dir: string): Promise<void> {
  await openPushFolder(dir, async () => {
    const written = writeBodies(dir, seedFeedAccount, arrangedLines(statementLines()))
    if (written.kind === 'unfit') throw new Error(written.unfit.reason)
    if (written.chunks.length !== CHUNKS) throw new Error('Not 25 chunks')
    return {
      kind: 'opened',
      version: 1,
      at: new Date().toISOString(),
      pushId: crypto.randomUUID(),
      statement: 'Kill test',
      target: {
        appId: 'app',
        clientId: 'client',
        clientName: 'Meridian',
        companyName: 'Lantern Street Gallery',
        organisation: null,
        accountName: 'Everyday account',
        currency: 'NZD',
        ...place,
      },
      chunks: written.chunks,
      moneyIn: '0',
      moneyOut: '0',
    }
  })
}

interface Run {
  readonly practice: PracticeProcess
  readonly entry: string
  readonly dir: string
  readonly run: number
  readonly plan: RunPlan
  random(below: number): number
  readonly report: Mutable<KillReport>
}

async function freshDay({ controls }: PracticeProcess): Promise<void> {
  await controls.reset({ seed: 'furnished' })
  // The budget of a day is for people: this is a thousand days' worth.
  await controls.setSettings({
    pushSettleSeconds: 0.004,
    requestsPerMinute: 1_000_000,
    retryAfterSeconds: 0,
    slowSeconds: 0.2,
    clockOffsetSeconds: 0,
  })
}

async function oneRun(scene: Run): Promise<void> {
  const { practice, plan, report } = scene
  const { phase, expires, fault, unlisted } = plan
  const { controls } = practice
  await freshDay(practice)
  await killOnce(scene)
  report.runs += 1
  report.kills[phase] += 1
  if (expires) {
    await controls.advance({ seconds: 2 * 3_600 })
    report.keysExpired += 1
  }
  if (fault !== undefined) {
    await controls.setFailure({ name: fault, on: true, times: 1 })
    const hides = unlisted && fault === 'codat.push:then-error'
    if (hides) await controls.setFailure({ name: 'codat.push:unlisted', on: true, times: 1 })
    const name = hides ? `${fault}, unlisted` : fault
    report.faults[name] = (report.faults[name] ?? 0) + 1
  }
  await finish(scene, expires ? 2 * 3_600_000 : 0)
  await judge(scene)
}

function orderFor({ practice, dir }: Run, more: Partial<PushOrder>): PushOrder {
  return {
    dir,
    origin: practice.origins.codatApi,
    key: codatKey(seedCodatClients.meridian.codatId, 'Robin'),
    clockOffsetMs: 0,
    place,
    decide: null,
    again: null,
    hold: null,
    ...more,
  }
}

async function startChild({ entry, report }: Run, words: 'inherit' | 'ignore' = 'inherit'): Promise<ChildProcess> {
  report.processesStarted += 1
  const child = fork(entry, [], { execArgv: [], stdio: ['ignore', 'ignore', words, 'ipc'] })
  await once(child, 'message')
  return child
}

/** Starts the push and kills it: at the moment asked for, or at any time. */
async function killOnce(scene: Run): Promise<void> {
  const { random, practice, plan } = scene
  const { phase, chunk, expires, unlisted } = plan
  const child = await startChild(scene)
  const exited = once(child, 'exit')
  const message = once(child, 'message') as Promise<[PushChildMessage]>
  if (phase === 'random') {
    child.send(orderFor(scene, {}))
    await new Promise((resolve) => setTimeout(resolve, random(500)))
  } else {
    child.send(orderFor(scene, { hold: { at: phase, chunk } }))
    await message
    if (phase === 'after-effect') {
      await practice.controls.setFailure({ name: 'codat.push:then-late', on: true, times: 1 })
      if (unlisted && expires) await practice.controls.setFailure({ name: 'codat.push:unlisted', on: true, times: 1 })
      child.send('go')
      await untilSent(practice, chunk)
    }
  }
  child.kill('SIGKILL')
  await exited
}

/** Waits for the chunk's operation to be there, while its answer is still held back. */
async function untilSent({ controls }: PracticeProcess, chunk: number): Promise<void> {
  for (;;) {
    const pushes = await controls.ledger({ accountId: seedFeedAccount, lines: 'ids' })
    if (ownPushes(pushes).length > chunk) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** The first day has two pushes of a stranger's on that account. */
const STRANGERS = 2
function ownPushes<T>(pushes: readonly T[]): readonly T[] {
  return pushes.slice(STRANGERS)
}

/** Longer than any push here takes, so that one that stands still fails the test. */
const LONGEST_MS = 120_000

/** Goes on as a user would, looking into Xero (the ledger) when asked, until everything is there. */
async function finish(scene: Run, clockOffsetMs: number): Promise<void> {
  const { practice, report } = scene
  let more: Partial<PushOrder> = { clockOffsetMs }
  for (let turn = 0; turn < 12; turn += 1) {
    const child = await startChild(scene)
    const exited = once(child, 'exit')
    const ended = once(child, 'message', { signal: AbortSignal.timeout(LONGEST_MS) }) as Promise<[PushChildMessage]>
    child.send(orderFor(scene, more))
    const [message] = await ended
    child.disconnect()
    await exited
    if (message.type !== 'ended') throw new Error(`Unlooked-for: ${message.type}`)
    const { because, chunk } = message
    if (because === 'done') return
    if (because === 'asking') {
      const pushes = await practice.controls.ledger({ accountId: seedFeedAccount, lines: 'ids' })
      const arrived = pushes.some(({ ids }) => ids[0] === `t${chunk * (LINES / CHUNKS)}`)
      const strangers = pushes.slice(0, STRANGERS).map(({ key }) => key)
      const listed = await listedPushes(practice)
      const fitting = listed.filter((key) => !message.known.includes(key) && !strangers.includes(key))
      noteQuestion(report.asked, { sight: message.sight, arrived, decidable: fitting.length === 1 })
      more = { clockOffsetMs, decide: { chunk, arrived } }
    } else if (because === 'refused') more = { clockOffsetMs, again: chunk }
    else if (because === 'no-answer') more = { clockOffsetMs }
    else throw new Error(`Ended: ${because}`)
  }
  throw new Error('Never came to an end')
}

function noteQuestion(
  asked: Mutable<KillReport['asked']>,
  { sight, arrived, decidable }: { sight: string; arrived: boolean; decidable: boolean },
): void {
  const truth = arrived ? 'arrived' : 'notArrived'
  const seen = asked.sights[sight] ?? { arrived: 0, notArrived: 0 }
  asked.sights[sight] = { ...seen, [truth]: seen[truth] + 1 }
  asked.times += 1
  asked[truth] += 1
  if (decidable) asked.decidable += 1
}

const pushList = z.object({
  results: z.array(z.object({ pushOperationKey: z.string(), dataConnectionKey: z.string(), dataType: z.string() })),
})

/** Codat's list as anyone reads it, without the app's own code: operations of bank transactions of the connection. */
async function listedPushes({ origins }: PracticeProcess): Promise<string[]> {
  const key = codatKey(seedCodatClients.meridian.codatId, 'Robin')
  const answer = await fetch(`${origins.codatApi}/companies/${place.companyId}/push?page=1&pageSize=5000`, {
    headers: { authorization: `Basic ${Buffer.from(key).toString('base64')}` },
  })
  return pushList
    .parse(await answer.json())
    .results.filter((row) => row.dataConnectionKey === place.connectionId && row.dataType === 'bankTransactions')
    .map(({ pushOperationKey }) => pushOperationKey)
}

async function judge({ practice, report, run }: Run): Promise<void> {
  const pushes = ownPushes(await practice.controls.ledger({ accountId: seedFeedAccount, lines: 'ids' }))
  const arrived = pushes.flatMap(({ ids }) => ids)
  const distinct = new Set(arrived)
  report.linesSent += LINES
  const lost = LINES - distinct.size
  const doubled = arrived.length - distinct.size
  report.linesLost += lost
  report.linesDoubled += doubled
  if (arrived.some((id, index) => id !== `t${index}`)) report.outOfOrder += 1
  report.overlaps += pushes.filter(({ requestedAt }, index) => {
    const before = pushes[index - 1]?.settlesAt ?? ''
    return requestedAt < before
  }).length
  if (lost + doubled > 0) {
    process.stderr.write(
      `run ${run}: ${lost} lost, ${doubled} doubled, pushes ${JSON.stringify(pushes.map(({ ids, status }) => [status, ids[0], ids.length]))}\n`,
    )
  }
}
