// The pushes of an app over a folder and a Codat that keeps a ledger: for tests of what happens when calls come between each other.
import { randomUUID } from 'node:crypto'
import type { ConfirmRequest } from '../../src/domain/confirm-request'
import type { SourceAccount } from '../../src/domain/bank-feeds/schema'
import type { StatementLine } from '../../src/domain/bank-feeds/statements/schema'
import type { HeldStatement } from '../../src/main/bank-feeds/ports'
import type { JournalEntry } from '../../src/domain/bank-feeds/push/entries'
import { writeBodies } from '../../src/reader/push-bodies'
import { arrangedLines } from './arranged-lines'
import { openJournal, readJournal } from '../../src/main/bank-feeds/push/journal'
import { createPushFolder } from './push-folder'
import { hashOf } from '../../src/reader/body-files'
import type { PushDestination } from '../../src/domain/bank-feeds/push/plan'
import { openPushFolders } from '../../src/main/bank-feeds/push/push-folders'
import { openPushes, type PushesPorts } from '../../src/main/bank-feeds/push/pushes'
import { after, isEnded, openChunk, type PushState, stateOf } from '../../src/domain/bank-feeds/push/state'
import type { CodatApi } from '../../src/main/codat/api'
import type { RawPushDetails } from '../../src/domain/codat/feeds-shapes'
import { blankProblem, type CodatResult } from '../../src/domain/codat/problem'
import { chunkPlan, openedPush } from './opened-push'
import { type PushCalls, pushCalls } from './push-calls'

export const account: SourceAccount = {
  id: 'account',
  name: 'Everyday account',
  kind: 'bank',
  type: 'checking',
  numberEnd: '1234',
  currency: 'NZD',
  state: 'connected',
  status: 'connected',
  feedStartDate: null,
}

export const destination: PushDestination = {
  place: {
    appId: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
    clientId: '7c9e6679-7425-40de-944b-e07fc1f90ae8',
    companyId: 'company',
    connectionId: 'connection',
  },
  clientName: 'Meridian',
  companyName: 'Lantern Street Gallery',
  organisation: null,
  isTrial: true,
  words: { agreement: null, appEnabledOn: null, consentSince: null, production: null },
  accounts: [account],
}

/** How the push that is there already stands; null for none. */
export type Standing = 'paused' | 'refused' | 'asking' | 'asking-lost' | null

/** Those who are told what becomes of a push. */
export type Heard = Partial<
  Pick<PushesPorts, 'onSettled' | 'onProgress' | 'onMoved' | 'note' | 'assertThere' | 'log'>
> &
  Partial<Pick<PushesPorts['codat'], 'clientsOf'>> & {
    /** The key is read: rejects as the keychain does. */
    readonly readsKey?: () => Promise<void>
  }

type Gate = <T>(work: () => T | Promise<T>) => Promise<T>

/** What is true of all pushes once each was brought to its end. */
export interface Settled {
  /** Requests whose lines are in Codat's ledger more than once, or not at all although the push says so. */
  readonly doubled: readonly string[]
  readonly lost: readonly string[]
  /** Folders whose journal can't be read. */
  readonly damaged: readonly string[]
  /** Entries of a journal that make no sense where they stand: a second cancel, a new key for what was under way. */
  readonly twiceNoted: readonly string[]
  /** Requests of one push that were under way together. */
  readonly overlapping: number
  readonly unfinished: readonly string[]
}

export interface PushRoom {
  readonly pushes: PushCalls
  /** The push that was there; throws where there is none. */
  pushId(): string
  /** Brings every push to its end as a user would who knows what arrived, after a restart. */
  settle(): Promise<Settled>
}

const AT = '2026-11-24T09:00:00.000Z'

/** A user who reads: what says that it would be there twice is declined. */
const careful = ({ body }: ConfirmRequest): boolean => !body.some((line) => line.includes('Pushed again'))

export async function pushRoom(
  dir: string,
  standing: Standing,
  gate: Gate,
  agrees: (request: ConfirmRequest) => boolean = careful,
  heard: Heard = {},
): Promise<PushRoom> {
  const codat = ledgerCodat(gate)
  const pushId = standing === null ? null : await standingPush(dir, standing, codat)
  const rooms = () => openRoom(dir, codat, gate, agrees, heard)
  return {
    pushes: rooms(),
    pushId() {
      if (pushId === null) throw new Error('no push yet')
      return pushId
    },
    async settle() {
      const pushes = rooms()
      const folders = openPushFolders(dir)
      const unfinished: string[] = []
      const damaged: string[] = []
      for (const id of await folders.ids()) {
        const journal = await readJournal(folders.at(id))
        if (journal.kind !== 'read') damaged.push(`${id}: ${journal.kind}`)
        else if (!(await bringToItsEnd(pushes, id, codat))) unfinished.push(id)
      }
      return { ...(await judge(dir, codat)), damaged, unfinished, overlapping: codat.overlapping() }
    },
  }
}

/** A push of three requests of a line each: the first arrived, the second stands as asked for. */
async function standingPush(dir: string, standing: Exclude<Standing, null>, codat: LedgerCodat): Promise<string> {
  const pushId = randomUUID()
  const bodies = [0, 1, 2].map((index) => bodyNamed(pushId, index))
  const folder = openPushFolders(dir).at(pushId)
  const chunks = bodies.map((body) => ({ plan: chunkPlan({ sha256: hashOf(body) }), body }))
  const { place } = destination
  await createPushFolder(folder, chunks, (plans) =>
    openedPush(plans, { pushId, at: AT, target: { ...place, accountId: account.id } }),
  )
  const journal = await openJournal(folder, 1)
  const entries = [
    ...(await arrival(codat, bodies[0] ?? '', 0)),
    ...(await secondChunk(standing, codat, bodies[1] ?? '')),
  ]
  for (const entry of entries) await journal.append(entry)
  await journal.close()
  return pushId
}

async function arrival(codat: LedgerCodat, body: string, chunk: number): Promise<JournalEntry[]> {
  const key = randomUUID()
  const made = await codat.write(body, key)
  return [
    { kind: 'sending', at: AT, chunk, key, sha256: hashOf(body) },
    { kind: 'accepted', at: AT, chunk, key, pushOperationKey: made, status: 'Pending' },
    { kind: 'polled', at: AT, chunk, status: 'Success', errorMessage: null, errors: [], warnings: [] },
  ]
}

async function secondChunk(
  standing: Exclude<Standing, null>,
  codat: LedgerCodat,
  body: string,
): Promise<JournalEntry[]> {
  const chunk = 1
  const key = randomUUID()
  const sending: JournalEntry = { kind: 'sending', at: AT, chunk, key, sha256: hashOf(body) }
  switch (standing) {
    case 'paused':
      return []
    case 'refused':
      return [sending, { kind: 'refused', at: AT, chunk, problem: 'bad-request', status: 400, said: '', messages: [] }]
    case 'asking':
    case 'asking-lost': {
      const operation = standing === 'asking' ? await codat.write(body, key) : `${key} lost`
      return [
        sending,
        { kind: 'accepted', at: AT, chunk, key, pushOperationKey: operation, status: 'Pending' },
        { kind: 'polled', at: AT, chunk, status: 'TimedOut', errorMessage: null, errors: [], warnings: [] },
      ]
    }
  }
}

interface LedgerCodat {
  readonly api: Pick<CodatApi, 'pushBankTransactions' | 'pushOperation' | 'pushPages' | 'budget'>
  /** Every body that took effect, in order. */
  readonly ledger: readonly string[]
  write(body: string, key: string): Promise<string>
  overlapping(): number
}

/** Takes every request, once a key, and settles it at the second look. */
function ledgerCodat(gate: Gate): LedgerCodat {
  const ledger: string[] = []
  const operations = new Map<string, { key: string; at: string; looks: number }>()
  const inFlight = new Map<string, number>()
  let overlapping = 0
  const write = async (body: string, key: string): Promise<string> => {
    const known = operations.get(key)
    if (known !== undefined) return known.key
    ledger.push(body)
    const made = { key: randomUUID(), at: new Date().toISOString(), looks: 0 }
    operations.set(key, made)
    return made.key
  }
  const details = (pushOperationKey: string, status: string, at: string): RawPushDetails => ({
    pushOperationKey,
    status,
    statusCode: 200,
    companyId: destination.place.companyId,
    dataConnectionKey: destination.place.connectionId,
    dataType: 'bankTransactions',
    errorMessage: null,
    requestedOnUtc: at,
    completedOnUtc: null,
    validation: null,
  })
  return {
    ledger,
    write,
    overlapping: () => overlapping,
    api: {
      async pushBankTransactions(_place, body, { idempotencyKey = '' }): Promise<CodatResult<RawPushDetails>> {
        const push = pushOf(body)
        const together = (inFlight.get(push) ?? 0) + 1
        inFlight.set(push, together)
        if (together > 1) overlapping += 1
        const made = await gate(() => write(body, idempotencyKey))
        const answer = await gate(() => details(made, 'Pending', new Date().toISOString()))
        inFlight.set(push, together - 1)
        return { ok: true, value: answer }
      },
      async pushOperation(_company, pushOperationKey): Promise<CodatResult<RawPushDetails>> {
        return gate(() => {
          const known = [...operations.values()].find(({ key }) => key === pushOperationKey)
          if (known === undefined) return { ok: false, problem: blankProblem('GET', 'not-found') }
          known.looks += 1
          const value = details(pushOperationKey, known.looks > 1 ? 'Success' : 'Pending', known.at)
          return { ok: true, value }
        })
      },
      async *pushPages() {
        const rows = await gate(() => [...operations.values()].map(({ key, at }) => details(key, 'Success', at)))
        yield { step: 'page', rows, told: rows.length, last: true }
      },
      budget: () => ({
        day: { limit: null, remaining: null, resetsAt: null },
        minute: { limit: 1_000, used: 0 },
        readAt: null,
      }),
    },
  }
}

/** Bodies of `standingPush` name their push; one that was encoded from a statement is known by its text. */
function pushOf(body: string): string {
  const read: { push?: string } = JSON.parse(body)
  return read.push ?? body
}

function openRoom(
  dir: string,
  codat: LedgerCodat,
  gate: Gate,
  agrees: (request: ConfirmRequest) => boolean,
  { clientsOf = async () => [], readsKey = async () => {}, ...others }: Heard,
): PushCalls {
  return pushCalls(
    openPushes({
      dir,
      clock: { now: () => new Date(), monotonic: () => performance.now() },
      random: { id: () => randomUUID() },
      prompts: { confirm: (request) => gate(() => agrees(request)) },
      statements: { hold: () => heldLine(gate) },
      codat: {
        ask: async (_, question) => {
          await readsKey()
          return question(codat.api as CodatApi)
        },
        readCompanies: async () => ({ rows: [], complete: true, problem: null }),
        clientsOf,
      },
      saveFile: { save: () => gate(() => 'saved') },
      note: () => gate(() => {}),
      patience: { pollPausesMs: [0], resendPausesMs: [0], limitPausesMs: [0], busyMs: 0 },
      assertThere: async () => {},
      log: { error: () => {} },
      onChange: () => {},
      onMoved: () => {},
      onProgress: () => {},
      onSettled: () => gate(() => {}),
      ...others,
    }),
  )
}

function heldLine(gate: Gate): HeldStatement {
  const date = '2026-11-01'
  return {
    name: 'november.csv',
    leftOut: [],
    summary: {
      lines: 1,
      firstDate: date,
      lastDate: date,
      moneyIn: '1.1',
      moneyOut: '0',
      endBalance: '100.00',
      currencies: ['NZD'],
      requests: 1,
      stops: 0,
    },
    writeBodies: async (dir, accountId) => {
      const lines: StatementLine[] = await gate(() => [
        {
          line: 1,
          id: 't0',
          date,
          amount: '1.10',
          description: 'Line',
          reference: '',
          counterparty: '',
          transactionType: 'Other',
          balance: '100.00',
          currency: 'NZD',
        },
      ])
      return writeBodies(dir, accountId, arrangedLines(lines))
    },
    release: () => {},
  }
}

/** Does what the push wants of its user, truthfully, until it is done or cancelled. */
async function bringToItsEnd(pushes: PushCalls, id: string, codat: LedgerCodat): Promise<boolean> {
  for (let asked = 0; asked < 100;) {
    const view = await pushes.get(id)
    switch (view.state) {
      case 'done':
      case 'cancelled':
        return true
      case 'asking':
        await pushes.answer(
          id,
          codat.ledger.some((body) => body === bodyNamed(id, view.question?.chunk ?? -1)),
        )
        break
      case 'refused':
        await pushes.retry(id)
        break
      case 'ready':
      case 'paused':
      case 'stopped':
        await pushes.resume(id)
        break
      case 'running':
      case 'waiting':
        // It goes on by itself, however slow the machine: not a turn of the user's.
        await new Promise((resolve) => setTimeout(resolve, 1))
        continue
    }
    asked += 1
  }
  return false
}

const bodyNamed = (push: string, chunk: number): string => JSON.stringify({ push, chunk, transactions: [] })

async function judge(dir: string, codat: LedgerCodat): Promise<Pick<Settled, 'doubled' | 'lost' | 'twiceNoted'>> {
  const folders = openPushFolders(dir)
  const doubled = codat.ledger.filter((body, index) => codat.ledger.indexOf(body) !== index)
  const lost: string[] = []
  const twiceNoted: string[] = []
  for (const id of await folders.ids()) {
    const journal = await readJournal(folders.at(id))
    if (journal.kind !== 'read') continue
    const hashes = new Set(codat.ledger.map(hashOf))
    const state = stateOf(journal.entries)
    for (const chunk of state?.chunks ?? []) {
      if (isEnded(chunk) && !hashes.has(chunk.plan.sha256)) lost.push(`${id}: ${chunk.plan.sha256}`)
    }
    twiceNoted.push(...oddEntries(journal.entries))
  }
  return { doubled, lost, twiceNoted }
}

function oddEntries(entries: readonly JournalEntry[]): string[] {
  const odd: string[] = []
  let state: PushState | null = null
  for (const entry of entries) {
    if (state === null) {
      state = stateOf([entry])
      continue
    }
    const open = openChunk(state)
    const phase = open?.chunk.phase
    if (entry.kind === 'cancelled' && state.cancelledAt !== null) odd.push('cancelled twice')
    if (entry.kind === 'again' && phase !== 'refused' && phase !== 'failed') odd.push(`again after ${phase}`)
    if (entry.kind === 'decided' && phase !== 'asking') odd.push(`decided after ${phase}`)
    if (entry.kind === 'sending' && phase !== 'waiting' && entry.key !== open?.chunk.key)
      odd.push(`a key after ${phase}`)
    if ('chunk' in entry && entry.chunk !== open?.index) odd.push(`${entry.kind} of another request`)
    state = after(state, entry)
  }
  return odd
}
