// Pushes as the app makes them, over the practice Codat: asked about, left, cancelled, refused and sent anew, read back.
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PushView } from '../../src/domain/bank-feeds/push/schema'
import type { PracticeCodatFailureName } from '../../src/contract/practice-codat'
import type { ConfirmRequest } from '../../src/domain/confirm-request'
import type { StatementLine } from '../../src/domain/bank-feeds/statements/schema'
import type { HeldStatement } from '../../src/main/bank-feeds/ports'
import { writeBodies } from '../../src/reader/push-bodies'
import { arrangedLines } from '../support/arranged-lines'
import type { PushDestination } from '../../src/domain/bank-feeds/push/plan'
import { openPushes } from '../../src/main/bank-feeds/push/pushes'
import { seedFeedAccount } from '../../src/practice/codat/seed'
import { type Practice, startPractice } from '../../src/practice/practice'
import { seedId } from '../../src/practice/xero/seed'
import { meridianCodat } from '../support/meridian-codat'
import { type PushCalls, pushCalls } from '../support/push-calls'

const place = {
  appId: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  clientId: '7c9e6679-7425-40de-944b-e07fc1f90ae8',
  companyId: seedId('codat company meridian Lantern Street Gallery'),
  connectionId: seedId('codat connection meridian Lantern Street Gallery '),
}
const account = {
  id: seedFeedAccount,
  name: 'Everyday account',
  kind: 'bank',
  type: 'checking',
  numberEnd: '1234',
  currency: 'NZD',
  state: 'connected',
  status: 'connected',
  feedStartDate: null,
} as const
const destination: PushDestination = {
  place,
  clientName: 'Meridian',
  companyName: 'Lantern Street Gallery',
  organisation: null,
  isTrial: true,
  words: { agreement: null, appEnabledOn: null, consentSince: null, production: null },
  accounts: [account],
}

let practice: Practice
let folder: string
let pushes: PushCalls
let asked: ConfirmRequest[]
let says: boolean
let released: number
/** Codat's clock is moved by so much once what a test waits for has been seen. */
const SETTLES_WHEN_TOLD = 3_600

let seen: PushView[]
let noted: string[]
let saved: string[]

beforeAll(async () => {
  practice = await startPractice()
})
afterAll(() => practice.close())
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'latchkey-pushes-'))
  await practice.controls.reset({ seed: 'furnished' })
  await practice.controls.setSettings({ pushSettleSeconds: 0.05, slowSeconds: 0.2, retryAfterSeconds: 0 })
  asked = []
  seen = []
  noted = []
  saved = []
  says = true
  statement = held(3)
  released = 0
  statement = held(3)
  pushes = open()
})
afterEach(async () => {
  await pushes.close()
  await rm(folder, { recursive: true, force: true })
})

function lines(count: number): StatementLine[] {
  return Array.from({ length: count }, (_, index) => ({
    line: index + 1,
    id: `t${index}`,
    date: new Date(Date.now() - 9 * 86_400_000).toISOString().slice(0, 10),
    amount: '1.10',
    description: 'Line',
    reference: '',
    counterparty: '',
    transactionType: 'Other',
    balance: '100.00',
    currency: 'NZD',
  }))
}

function held(count: number, more: Partial<HeldStatement['summary']> = {}): HeldStatement {
  const all = lines(count)
  return {
    name: 'november.csv',
    leftOut: [],
    summary: {
      lines: count,
      firstDate: all[0]?.date ?? null,
      lastDate: all[0]?.date ?? null,
      moneyIn: '1',
      moneyOut: '0',
      endBalance: '100.00',
      currencies: ['NZD'],
      requests: Math.ceil(count / 1_000),
      stops: 0,
      ...more,
    },
    writeBodies: async (dir, accountId) => writeBodies(dir, accountId, arrangedLines(all)),
    release: () => void (released += 1),
  }
}
let statement: HeldStatement = held(3)

function open(): PushCalls {
  const clock = { now: () => new Date(), monotonic: () => performance.now() }
  const random = { id: () => crypto.randomUUID() }
  const api = meridianCodat(practice, { clock, random, deadlineMs: 30_000 })
  return pushCalls(
    openPushes({
      dir: folder,
      log: { error: () => {} },
      clock,
      random,
      prompts: {
        async confirm(request) {
          asked.push(request)
          return says
        },
      },
      statements: { hold: () => statement },
      codat: {
        ask: (_, question) => question(api),
        readCompanies: async () => ({ rows: [], complete: true, problem: null }),
        clientsOf: async () => [],
      },
      saveFile: {
        async save({ text }) {
          saved.push(text)
          return 'saved'
        },
      },
      note: async (what, about, remark) => void noted.push(`${what} ${about.name}: ${remark ?? ''}`),
      patience: { pollPausesMs: [10, 20, 40], resendPausesMs: [5, 10], limitPausesMs: [5, 10], busyMs: 20 },
      assertThere: async () => {},
      onChange: () => {},
      onMoved: () => {},
      onProgress: (view) => void seen.push(view),
      onSettled: async () => {},
    }),
  )
}

const fails = (name: PracticeCodatFailureName, times?: number) =>
  practice.controls.setFailure(times === undefined ? { name, on: true } : { name, on: true, times })
const works = (name: PracticeCodatFailureName) => practice.controls.setFailure({ name, on: false })
const arrived = async () => {
  const read = await practice.controls.ledger({ accountId: seedFeedAccount, lines: 'ids' })
  return read.flatMap(({ ids }) => ids)
}
async function start(count = 3): Promise<string> {
  statement = held(count)
  const push = await pushes.start(async () => destination, seedFeedAccount, 'any')
  if (push === null) throw new Error('Declined')
  return push.id
}
async function until(id: string, state: PushView['state']): Promise<PushView> {
  await expect.poll(async () => (await pushes.get(id)).state, { interval: 20 }).toBe(state)
  return pushes.get(id)
}

describe('before anything is sent', () => {
  it('main shows what goes where, and wants the company’s name', async () => {
    await until(await start(2_500), 'done')
    expect(asked[0]).toMatchObject({ typed: 'Lantern Street Gallery', danger: true })
    expect(asked[0]?.body.join('\n')).toMatch(/Everyday account.*ends 1234/)
    expect(asked[0]?.body.join('\n')).toMatch(/2,500 lines .* in 3 requests/)
    expect((await arrived()).length).toBe(2_500)
    expect(released).toBe(1)
  })

  it('a no leaves no trace', async () => {
    says = false
    expect(await pushes.start(async () => destination, seedFeedAccount, 'any')).toBeNull()
    expect([await readdir(folder), await arrived()]).toEqual([[], []])
  })

  it.each<[string, PushDestination, HeldStatement]>([
    ['production-off', { ...destination, isTrial: null }, held(1)],
    ['account-not-connected', { ...destination, accounts: [{ ...account, state: 'pending' }] }, held(1)],
    ['statement-stops', destination, held(1, { stops: 1 })],
    ['other-currency', destination, held(1, { currencies: ['USD'] })],
  ])('%s hinders it', async (hindrance, to, open) => {
    statement = open
    expect(await pushes.plan(to, seedFeedAccount, 'any')).toMatchObject({ hindrance })
    await expect(pushes.start(async () => to, seedFeedAccount, 'any')).rejects.toMatchObject({ code: 'push.hindered' })
    expect(asked).toEqual([])
  })

  it('a line that is missing makes nothing of it, and leaves nothing behind', async () => {
    const whole = held(1_500)
    const part = arrangedLines(lines(1_000))
    statement = { ...whole, writeBodies: async (dir, accountId) => writeBodies(dir, accountId, part) }
    await expect(pushes.start(async () => destination, seedFeedAccount, 'any')).rejects.toMatchObject({
      code: 'push.not-pushable',
    })
    expect([await readdir(folder), await arrived()]).toEqual([[], []])
  })

  it('another that isn’t finished hinders it, also after a restart', async () => {
    await fails('codat.push:pending')
    const id = await start()
    expect(await pushes.plan(destination, seedFeedAccount, 'any')).toMatchObject({ hindrance: 'another-push' })
    await works('codat.push:pending')
    await pushes.pause(id)
    const other = open()
    expect((await other.list(place.appId)).map((push) => push.id)).toEqual([id])
    expect(await other.plan(destination, seedFeedAccount, 'any')).toMatchObject({ hindrance: 'another-push' })
  })

  it('one that looks like what arrived before is told', async () => {
    await until(await start(), 'done')
    statement = held(3, { moneyIn: '3.30' })
    const { pushedBefore } = await pushes.plan(destination, seedFeedAccount, 'any')
    expect(pushedBefore).not.toBeNull()
    statement = held(3, { moneyIn: '3.40' })
    expect(await pushes.plan(destination, seedFeedAccount, 'any')).toMatchObject({ pushedBefore: null })
  })
})

describe('on the way', () => {
  it('what stays Pending can be left and looked at again; no line is sent twice', async () => {
    await practice.controls.setSettings({ pushSettleSeconds: SETTLES_WHEN_TOLD })
    const id = await start()
    await expect.poll(() => seen.some(({ waiting }) => waiting?.because === 'pending')).toBe(true)
    await pushes.close()
    pushes = open()
    expect((await pushes.get(id)).state).toBe('paused')
    await practice.controls.advance({ seconds: SETTLES_WHEN_TOLD })
    await pushes.resume(id)
    await until(id, 'done')
    expect(await arrived()).toEqual(['t0', 't1', 't2'])
  })

  it('is cancelled between chunks, after what was on its way has settled', async () => {
    await practice.controls.setSettings({ pushSettleSeconds: SETTLES_WHEN_TOLD })
    const id = await start(3_000)
    await expect.poll(async () => (await pushes.get(id)).chunks[0]?.phase).toBe('accepted')
    await pushes.cancel(id)
    await practice.controls.advance({ seconds: SETTLES_WHEN_TOLD })
    const { arrivedLines, chunks } = await until(id, 'cancelled')
    expect([arrivedLines, chunks[1]?.phase]).toEqual([1_000, 'waiting'])
    // Told as it happened, once it is known, with statement and account.
    await expect
      .poll(() => noted.at(-1))
      .toMatch(/^push\.cancelled .+: 1,000 of 3,000 lines of “.+” to “.+”, 2,000 not sent$/)
    expect((await arrived()).length).toBe(1_000)
    // Tidied up once it is told.
    await expect
      .poll(async () => (await readdir(path.join(folder, id))).filter((name) => name.startsWith('chunk')))
      .toEqual([])
  })

  it('stops after five answers that don’t come, and goes on under the same key', async () => {
    await fails('codat.push/cut')
    const id = await start()
    expect((await until(id, 'stopped')).diagnosis?.code).toBe('network.reset')
    await works('codat.push/cut')
    await pushes.resume(id)
    await until(id, 'done')
    expect(await arrived()).toEqual(['t0', 't1', 't2'])
  })

  it('sends nothing once the bytes are not those that were planned', async () => {
    await fails('codat.push/cut')
    const id = await start()
    await until(id, 'stopped')
    await writeFile(path.join(folder, id, 'chunk-00000.json'), '{"accountId":"x","transactions":[]}')
    await works('codat.push/cut')
    await pushes.resume(id)
    await until(id, 'stopped')
    expect(await arrived()).toEqual([])
  })
})

describe('refusals and questions', () => {
  it('a refused request is named, reported line by line, and sent anew once mended', async () => {
    await fails('codat.feed-refusal/invalid-user-role', 1)
    const id = await start()
    expect((await until(id, 'refused')).diagnosis?.code).toBe('feeds.invalid-user-role')
    expect(await pushes.report(id, 'csv')).toEqual({ outcome: 'saved', rows: 3 })
    expect(saved[0]).toContain('t1,')
    expect(saved[0]).toContain('1.1,100,Line,The person who connected may not manage bank feeds')
    await pushes.retry(id)
    await until(id, 'done')
    expect(await arrived()).toEqual(['t0', 't1', 't2'])
  })

  it('a TimedOut is asked about; “not arrived” sends it again, “arrived” goes on', async () => {
    await fails('codat.push:timed-out', 1)
    const id = await start(1_500)
    expect((await until(id, 'asking')).question).toMatchObject({ chunk: 0, why: 'timed-out', closingBalance: '100.00' })
    await pushes.answer(id, false)
    await until(id, 'done')
    expect((await arrived()).length).toBe(1_500)
    expect(asked.at(-1)).toMatchObject({ danger: true, action: 'They have not arrived' })
    await expect(pushes.answer(id, true)).rejects.toMatchObject({ code: 'push.not-asked' })
  })

  it('two pushes at the same moment can’t be told apart, so it asks', async () => {
    await fails('codat.push:twin', 1)
    await fails('codat.push:then-error', 1)
    const id = await start()
    expect((await until(id, 'asking')).question).toMatchObject({ why: 'several-fit', candidates: 2 })
  })

  it('one that did arrive behind a server error is found in Codat’s list', async () => {
    await fails('codat.push:then-error', 1)
    await until(await start(), 'done')
    expect(await arrived()).toEqual(['t0', 't1', 't2'])
  })
})
