// A night's worth of pushes against the practice Codat: 96 of three requests each, five minutes apart by a clock of their own, most
// of them with a fault of Codat's, drawn from a seed that is printed. Whoever sits there the next morning goes on with what stands still,
// and answers what only a look into Xero can tell. Nothing may be lost or there twice.
// Run: node test/benchmarks/run.mjs night-of-pushes
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { PracticeCodatFailureName } from '../../src/contract/practice-codat'
import type { PushDestination } from '../../src/domain/bank-feeds/push/plan'
import type { PushView } from '../../src/domain/bank-feeds/push/schema'
import { openPushes } from '../../src/main/bank-feeds/push/pushes'
import { seedFeedAccount } from '../../src/practice/codat/seed'
import { startPractice } from '../../src/practice/practice'
import { seedId } from '../../src/practice/xero/seed'
import { writeBodies } from '../../src/reader/push-bodies'
import { arrangedLines } from '../support/arranged-lines'
import { meridianCodat } from '../support/meridian-codat'
import { type PushCalls, pushCalls } from '../support/push-calls'
import { account, destination } from '../support/push-room'

const PUSHES = 96
const LINES = 2_500
const PER_REQUEST = 1_000
const EVERY_MS = 5 * 60_000

/** What Codat can do to a push, each with how often in a row. */
const FAULTS = [
  'codat.push/rate-limited',
  'codat.push/server-error',
  'codat.push/unavailable',
  'codat.push/cut',
  'codat.push/lost',
  'codat.push/truncated',
  'codat.push/not-json',
  'codat.push/conflict',
  'codat.push/unauthorized',
  'codat.push/hangs',
  'codat.push-operation/rate-limited',
  'codat.push-operation/server-error',
  'codat.push-operation/cut',
  'codat.push-operation/not-json',
  'codat.push:timed-out',
  'codat.push:then-error',
  'codat.push:then-late',
  'codat.push:unlisted',
  'codat.push:twin',
  'codat.push:as-answer',
  'codat.feed-refusal/invalid-user-role',
] as const satisfies readonly PracticeCodatFailureName[]

const seed = Number(process.env['LATCHKEY_ORDER_SEED'] ?? Date.now() % 1_000_000)
const draw = drawFrom(seed)
const folder = await mkdtemp(path.join(os.tmpdir(), 'latchkey-night-'))
const practice = await startPractice()
const began = Date.now()
let offset = 0
const clock = { now: () => new Date(Date.now() + offset), monotonic: () => performance.now() }
const to: PushDestination = {
  ...destination,
  place: {
    ...destination.place,
    companyId: seedId('codat company meridian Lantern Street Gallery'),
    connectionId: seedId('codat connection meridian Lantern Street Gallery '),
  },
  accounts: [{ ...account, id: seedFeedAccount }],
}
const done = { resumed: 0, sentAnew: 0, asked: 0, restarts: 0, faults: 0 }
let number = 0

try {
  await practice.controls.reset({ seed: 'furnished' })
  await practice.controls.setSettings({
    pushSettleSeconds: 0.02,
    slowSeconds: 0.05,
    retryAfterSeconds: 0,
    requestsPerMinute: 1_000_000,
  })
  let pushes = open()
  const before = process.cpuUsage()
  for (; number < PUSHES; number += 1) {
    offset = number * EVERY_MS
    const fault = draw(4) === 0 ? null : (FAULTS[draw(FAULTS.length)] ?? null)
    if (fault !== null) {
      await practice.controls.setFailure({ name: fault, on: true, times: 1 + draw(3) })
      done.faults += 1
    }
    const push = await pushes.start(async () => to, seedFeedAccount, 'any')
    assert(push !== null)
    // Now and then Latchkey ends in the middle, and is started again.
    if (draw(8) === 0) {
      await pushes.close()
      pushes = open()
      done.restarts += 1
      // One that had sent nothing yet waits to be told.
      if ((await pushes.get(push.id)).state === 'ready') await pushes.resume(push.id)
    }
    await toItsEnd(pushes, push.id, fault)
  }
  const { user, system } = process.cpuUsage(before)
  await pushes.close()

  const times = new Map<string, number>()
  const read = await practice.controls.ledger({ accountId: seedFeedAccount, lines: 'ids' })
  for (const id of read.flatMap(({ ids }) => ids)) times.set(id, (times.get(id) ?? 0) + 1)
  const due = Array.from({ length: PUSHES }, (_, push) => Array.from({ length: LINES }, (_line, at) => `${push}-${at}`))
  const lost = due.flat().filter((id) => !times.has(id)).length
  const doubled = [...times].filter(([id, count]) => count > 1 && !id.startsWith('twin')).length
  const figures = {
    seed,
    pushes: PUSHES,
    lines: PUSHES * LINES,
    ...done,
    lost,
    doubled,
    seconds: Math.round((Date.now() - began) / 1_000),
    processorSeconds: Math.round((user + system) / 100_000) / 10,
  }
  process.stdout.write(`${JSON.stringify(figures)}\n`)
  assert.deepEqual([lost, doubled], [0, 0])
} finally {
  await practice.close()
  await rm(folder, { recursive: true, force: true })
}

/** As a person does who looks at it again and again: goes on, sends anew what was refused, and says what they see in Xero. */
async function toItsEnd(pushes: PushCalls, id: string, fault: PracticeCodatFailureName | null): Promise<void> {
  for (;;) {
    const view = await pushes.get(id)
    if (view.state === 'done') break
    const isStill = ['paused', 'stopped', 'refused', 'asking'].includes(view.state)
    if (isStill && fault !== null) await practice.controls.setFailure({ name: fault, on: false })
    if (isStill) await act(pushes, view)
    else await pause(5)
  }
  if (fault !== null) await practice.controls.setFailure({ name: fault, on: false })
}

async function act(pushes: PushCalls, { id, state, question }: PushView): Promise<void> {
  if (state === 'refused') {
    done.sentAnew += 1
    await pushes.retry(id)
    return
  }
  if (state === 'asking' && question !== null) {
    done.asked += 1
    const first = `${number}-${question.chunk * PER_REQUEST}`
    await pushes.answer(id, (await settledInXero()).includes(first))
    return
  }
  done.resumed += 1
  await pushes.resume(id)
}

/** The lines in Xero once nothing is on its way there any more: whoever looks before sees less than will be. */
async function settledInXero(): Promise<string[]> {
  for (;;) {
    const read = await practice.controls.ledger({ accountId: seedFeedAccount, lines: 'ids' })
    if (read.every(({ status, settlesAt }) => status !== 'Pending' || settlesAt === null))
      return read.flatMap(({ ids }) => ids)
    await pause(5)
  }
}

function open(): PushCalls {
  const random = { id: () => crypto.randomUUID() }
  const api = meridianCodat(practice, { clock, random, deadlineMs: 2_000 })
  return pushCalls(
    openPushes({
      dir: folder,
      log: { error: () => {} },
      clock,
      random,
      prompts: { confirm: async () => true },
      statements: {
        hold: () => ({
          name: `night-${number}.csv`,
          leftOut: [],
          summary: {
            lines: LINES,
            firstDate: '2026-11-01',
            lastDate: '2026-11-01',
            moneyIn: `${number}`,
            moneyOut: '0',
            endBalance: '100.00',
            currencies: ['NZD'],
            requests: Math.ceil(LINES / PER_REQUEST),
            stops: 0,
          },
          writeBodies: async (dir, accountId) => writeBodies(dir, accountId, arrangedLines(linesOf(number))),
          release: () => {},
        }),
      },
      codat: {
        ask: (_, question) => question(api),
        readCompanies: async () => ({ rows: [], complete: true, problem: null }),
        clientsOf: async () => [],
      },
      saveFile: { save: async () => 'saved' },
      note: async () => {},
      patience: { pollPausesMs: [10, 20], resendPausesMs: [5, 10], limitPausesMs: [5, 10], busyMs: 20 },
      assertThere: async () => {},
      onChange: () => {},
      onMoved: () => {},
      onProgress: () => {},
      onSettled: async () => {},
    }),
  )
}

function linesOf(push: number) {
  return Array.from({ length: LINES }, (_, at) => ({
    line: at + 1,
    id: `${push}-${at}`,
    date: '2026-11-01',
    amount: '1.10',
    description: 'Line',
    reference: '',
    counterparty: '',
    transactionType: 'Other' as const,
    balance: '100.00',
    currency: 'NZD',
  }))
}

/** Whole numbers below a limit, the same for the same seed. */
function drawFrom(start: number): (below: number) => number {
  let state = start
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
