// Bank feeds at the practice Codat: source accounts, pushes that settle, every refusal of Xero's, and the ledger read back.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { bankFeedCalls } from '../../src/contract/bank-feeds'
import { feedErrorTypes } from '../../src/domain/bank-feeds/feed-errors'
import { openCodatApi } from '../../src/main/codat/api'
import { codatKey, seedCodatClients, seedFeedAccount, seedPushes } from '../../src/practice/codat/seed'
import { type Practice, startPractice } from '../../src/practice/practice'
import { seedId } from '../../src/practice/xero/seed'
import { guardFetch } from '../../src/main/provider-fetch'
import { Secret } from '../../src/main/secret'

const company = (name: string) => ({
  companyId: seedId(`codat company meridian ${name}`),
  connectionId: seedId(`codat connection meridian ${name} `),
})
const gallery = company('Lantern Street Gallery')
const cycles = company('Ferry Landing Cycles')
const demo = company('Demo Company (Global)')

let practice: Practice
let folder: string
const broken: unknown[] = []

async function start(): Promise<void> {
  practice = await startPractice({
    stateFile: path.join(folder, 'state.json'),
    broke: (error) => broken.push(error),
  })
}
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'latchkey-feeds-'))
  await start()
})
afterAll(async () => {
  await practice.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  await practice.controls.reset({ seed: 'furnished' })
  await practice.controls.setSettings({ pushSettleSeconds: 60, slowSeconds: 0.05 })
})
afterEach(() => {
  if (broken.length > 0) throw new Error('The stand-in itself broke', { cause: broken.splice(0) })
})

const api = (deadlineMs = 30_000) =>
  openCodatApi({
    fetch: guardFetch(fetch, [practice.origins.codatApi]),
    baseUrl: practice.origins.codatApi,
    key: new Secret(codatKey(seedCodatClients.meridian.codatId, 'Robin')),
    clock: { now: () => new Date(), monotonic: () => performance.now() },
    random: { id: () => crypto.randomUUID() },
    deadlineMs,
  })

interface Line {
  id: string
  date: string
  amount: number
  balance?: number
  transactionType?: string
}
const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
const line = (id: string, days: number, more: Partial<Line> = {}): Line => ({
  id,
  date: daysAgo(days),
  amount: 1.5,
  balance: 10,
  ...more,
})
const bodyOf = (lines: readonly Line[], accountId: string = seedFeedAccount): string =>
  JSON.stringify({ accountId, transactions: lines })
const push = (
  lines: readonly Line[],
  { key = crypto.randomUUID() as string, at = gallery, accountId = seedFeedAccount as string } = {},
) => api().pushBankTransactions({ ...at, accountId }, bodyOf(lines, accountId), { idempotencyKey: key })
const operation = async (key: string) => {
  const answer = await api().pushOperation(gallery.companyId, key)
  if (!answer.ok) throw new Error(answer.problem.kind)
  return answer.value
}
const ledger = () => practice.controls.ledger({ accountId: seedFeedAccount, lines: 'all' })
const arrived = async () => (await ledger()).flatMap(({ ids }) => ids)

async function keyOf(answer: ReturnType<typeof push>): Promise<string> {
  const read = await answer
  if (!read.ok) throw new Error(read.problem.said ?? read.problem.kind)
  return read.value.pushOperationKey
}

it('takes a push as Pending, settles it on the practice clock, and shows its lines in the ledger', async () => {
  const key = await keyOf(push([line('a', 3), line('b', 2, { amount: -4, balance: 6 })]))
  expect(await operation(key)).toMatchObject({ status: 'Pending', dataType: 'bankTransactions' })
  expect(await arrived()).toEqual([])
  await practice.controls.advance({ seconds: 61 })
  expect(await operation(key)).toMatchObject({ status: 'Success', statusCode: 200 })
  expect(await arrived()).toEqual(['a', 'b'])
})

it('keeps pushes, ledger and idempotency keys over a restart', async () => {
  const key = await keyOf(push([line('a', 3)], { key: 'kept' }))
  await practice.controls.advance({ seconds: 61 })
  await practice.close()
  await start()
  expect(await keyOf(push([line('a', 3)], { key: 'kept' }))).toBe(key)
  expect(await arrived()).toEqual(['a'])
})

describe('what Codat refuses at once', () => {
  it.each<[string, readonly Line[]]>([
    ['too many', Array.from({ length: 1_001 }, (_, index) => line(String(index), 3))],
    ['out of order', [line('a', 2), line('b', 3)]],
    ['in the future', [line('a', -3)]],
    ['older than a year', [line('a', 380)]],
    ['without a balance', [{ id: 'a', date: daysAgo(2), amount: 1 }]],
  ])('%s', async (_, lines) => {
    expect(await push(lines)).toMatchObject({ ok: false, problem: { kind: 'bad-request' } })
    expect(await ledger()).toHaveLength(2)
  })

  it('warns of a sign that doesn’t fit, and takes it', async () => {
    const key = await keyOf(push([line('a', 1, { transactionType: 'Debit' })]))
    expect((await operation(key)).validation?.warnings).toMatchObject([{ itemId: 'a' }])
  })

  it('an account that isn’t connected', async () => {
    const refused = await push([line('a', 1)], { accountId: 'acc-savings' })
    expect(refused).toMatchObject({ ok: false, problem: { kind: 'bad-request' } })
  })
})

describe('idempotency keys', () => {
  it('replay for 90 minutes, are checked against the body, and are forgotten after', async () => {
    const first = await keyOf(push([line('a', 3)], { key: 'one' }))
    expect(await keyOf(push([line('a', 3)], { key: 'one' }))).toBe(first)
    expect(await push([line('b', 3)], { key: 'one' })).toMatchObject({ problem: { kind: 'idempotency-mismatch' } })
    await practice.controls.advance({ seconds: 91 * 60 })
    expect(await keyOf(push([line('a', 3)], { key: 'one' }))).not.toBe(first)
  })

  it('replay a server error although it was done', async () => {
    await practice.controls.setFailure({ name: 'codat.push:then-error', on: true, times: 1 })
    expect(await push([line('a', 3)], { key: 'one' })).toMatchObject({ problem: { kind: 'server-error' } })
    expect(await push([line('a', 3)], { key: 'one' })).toMatchObject({ problem: { kind: 'server-error' } })
    await practice.controls.advance({ seconds: 61 })
    expect(await arrived()).toEqual(['a'])
  })

  it('say 409 while the first is under way, and don’t remember a 429', async () => {
    await practice.controls.setFailure({ name: 'codat.push:then-late', on: true, times: 1 })
    await practice.controls.setSettings({ slowSeconds: 2 })
    const before = (await practice.controls.requests()).length
    const first = keyOf(push([line('a', 3)], { key: 'one' }))
    await expect.poll(async () => (await practice.controls.requests()).length).toBeGreaterThan(before)
    expect(await push([line('a', 3)], { key: 'one' })).toMatchObject({ problem: { kind: 'conflict' } })
    await first
    await practice.controls.setFailure({ name: 'codat.push/rate-limited', on: true, times: 1 })
    expect(await push([line('b', 2)], { key: 'two' })).toMatchObject({ problem: { kind: 'rate-limited' } })
    expect(await push([line('b', 2)], { key: 'two' })).toMatchObject({ ok: true })
  })

  it.each(['unauthorized', 'conflict'] as const)('forget “%s”, which comes before any work', async (refusal) => {
    await practice.controls.setFailure({ name: `codat.push/${refusal}`, on: true, times: 1 })
    expect(await push([line('a', 3)], { key: 'one' })).toMatchObject({ ok: false })
    expect(await push([line('a', 3)], { key: 'one' })).toMatchObject({ ok: true })
  })
})

describe('Xero’s refusals', () => {
  it.each(feedErrorTypes)('%s ends the push in Failed, with Xero’s problem in its message', async (type) => {
    await practice.controls.setFailure({ name: `codat.feed-refusal/${type}`, on: true, times: 1 })
    const key = await keyOf(push([line('a', 3)]))
    await practice.controls.advance({ seconds: 61 })
    const { status, errorMessage } = await operation(key)
    expect(status).toBe('Failed')
    expect(errorMessage).toContain(`"type":"${type}"`)
    expect(await arrived()).toEqual([])
  })

  it('can be the answer itself, in the guide’s own shape', async () => {
    await practice.controls.setFailure({ name: 'codat.push:as-answer', on: true })
    const answer = await fetch(
      `${practice.origins.codatApi}/companies/${demo.companyId}/connections/${demo.connectionId}/push/bankAccounts/acc-demo/bankTransactions`,
      {
        method: 'POST',
        headers: {
          Authorization: `Basic ${btoa(codatKey(seedCodatClients.meridian.codatId, 'Robin'))}`,
          'Content-Type': 'application/json',
        },
        body: bodyOf([line('a', 3)], 'acc-demo'),
      },
    )
    expect(answer.status).toBe(403)
    expect(await answer.json()).toEqual({
      type: 'invalid-organisation-bank-feeds',
      title: 'Invalid Organisation',
      status: 403,
      detail: 'The organisation does not support automated bank feeds.',
    })
  })

  it('speaks of an organization, or of something nobody has heard of, when told to', async () => {
    await practice.controls.setFailure({ name: 'codat.push:american', on: true })
    const key = await keyOf(push([line('a', 3)], { at: demo, accountId: 'acc-demo' }))
    await practice.controls.advance({ seconds: 61 })
    const read = await api().pushOperation(demo.companyId, key)
    expect(read.ok && read.value.errorMessage).toContain('invalid-organization-bank-feeds')
    await practice.controls.setFailure({ name: 'codat.push:unheard-of', on: true, times: 1 })
    const other = await keyOf(push([line('b', 3)]))
    await practice.controls.advance({ seconds: 61 })
    expect((await operation(other)).errorMessage).toContain('feed-on-holiday')
  })
})

it('stays Pending, times out, leaves out of the list or puts a twin beside it, when told to', async () => {
  const settled = async (name: 'pending' | 'timed-out' | 'unlisted' | 'twin') => {
    await practice.controls.setFailure({ name: `codat.push:${name}`, on: true, times: 1 })
    const key = await keyOf(push([line(name, 3)]))
    await practice.controls.advance({ seconds: 61 })
    return { key, status: (await operation(key)).status }
  }
  const listed = async () => {
    const keys: unknown[] = []
    for await (const step of api().pushPages(gallery.companyId)) if (step.step === 'page') keys.push(...step.rows)
    return JSON.stringify(keys)
  }
  expect((await settled('pending')).status).toBe('Pending')
  expect((await settled('timed-out')).status).toBe('TimedOut')
  const unlisted = await settled('unlisted')
  expect(unlisted.status).toBe('Success')
  expect(await listed()).not.toContain(unlisted.key)
  const before = (await ledger()).length
  await settled('twin')
  expect(await ledger()).toHaveLength(before + 2)
  expect(await listed()).toContain(seedPushes.failed)
})

describe('source accounts', () => {
  it('stand in every state, in both shapes, and survive what nobody has heard of', async () => {
    const states = async (at = gallery) => {
      const read = await api().sourceAccounts(at)
      return read.ok ? read.value.map(({ status, accountType }) => `${accountType} ${status}`) : read.problem.kind
    }
    expect(await states()).toEqual([
      'checking connected',
      'savings pending',
      'creditCard connecting',
      'checking disconnected',
      'checking unknown',
      'loan pending',
    ])
    await practice.controls.setFailure({ name: 'codat.feeds:other-shape', on: true })
    expect((await states())[2]).toBe('Credit connecting')
    await practice.controls.setFailure({ name: 'codat.feeds:unheard-of', on: true })
    expect((await states())[0]).toBe('timeDeposit dreaming')
    await practice.controls.setFailure({ name: 'codat.feeds:not-enabled', on: true })
    expect(await states()).toBe('forbidden')
  })

  it('are made, mapped and disconnected; a Xero account is fed once', async () => {
    const target = async (at: typeof gallery, index: number) => {
      const read = await api().feedMappings(at)
      return (read.ok ? read.value[0]?.targetAccountOptions?.[index]?.id : null) ?? ''
    }
    const made = await api().createSourceAccount(
      gallery,
      { id: 'acc-new', accountName: 'New', accountType: 'checking', accountNumber: '42', currency: 'NZD', balance: 0 },
      { idempotencyKey: 'make' },
    )
    expect(made).toMatchObject({ ok: true, value: { status: 'pending' } })
    const map = async (at: typeof gallery, sourceAccountId: string, targetAccountId: string) =>
      api().mapSourceAccount(at, { sourceAccountId, targetAccountId }, { idempotencyKey: crypto.randomUUID() })
    expect(await map(gallery, 'acc-new', await target(gallery, 1))).toMatchObject({ value: { status: 'connected' } })
    // Linked before bank feeds were asked for: Xero turns the token away.
    expect(await map(cycles, 'acc-cycles', await target(cycles, 0))).toMatchObject({
      value: { status: 'Failed', error: expect.stringContaining('AuthorizationUnsuccessful') as unknown },
    })
    await practice.controls.setFailure({ name: 'codat.feeds:already-fed', on: true, times: 1 })
    expect(await map(cycles, 'acc-cycles', await target(cycles, 0))).toMatchObject({
      value: { status: 'Failed', error: 'A feed connection already exists to this account' },
    })
    const gone = await api().disconnectSourceAccount(gallery, 'acc-new', { idempotencyKey: 'end' })
    expect(gone).toMatchObject({ value: { status: 'disconnected' } })
  })

  it('in GBP are made with a sort code only, as Codat has it', async () => {
    const make = (id: string, more: { sortCode?: string }) =>
      api().createSourceAccount(
        gallery,
        {
          id,
          accountName: 'Sterling',
          accountType: 'Debit',
          accountNumber: '42',
          currency: 'GBP',
          balance: 0,
          ...more,
        },
        { idempotencyKey: id },
      )
    expect(await make('acc-gbp-bare', {})).toMatchObject({ problem: { kind: 'bad-request' } })
    expect(await make('acc-gbp', { sortCode: '401234' })).toMatchObject({ ok: true, value: { status: 'pending' } })
    const account = { id: 'x', name: 'x', type: 'Debit', number: '1', sortCode: null, currency: 'GBP', balance: '0' }
    const { input } = bankFeedCalls.createSourceAccount
    const place = { ...gallery, appId: crypto.randomUUID(), clientId: crypto.randomUUID() }
    expect(input.safeParse({ ...place, account }).success).toBe(false)
    expect(input.safeParse({ ...place, account: { ...account, sortCode: '401234' } }).success).toBe(true)
    expect(input.safeParse({ ...place, account: { ...account, type: 'Credit' } }).success).toBe(false)
    expect(input.safeParse({ ...place, account: { ...account, type: 'Credit', number: '4242' } }).success).toBe(true)
  })

  it('are offered what has their kind and currency, and map to a new account where nothing fits', async () => {
    const options = async (accountId: string) => {
      const read = await api().feedMappings(gallery)
      const row = read.ok ? read.value.find(({ sourceAccountId }) => sourceAccountId === accountId) : undefined
      return row?.targetAccountOptions?.map(({ name, balance }) => `${name}: ${balance}`)
    }
    expect(await options('acc-card')).toEqual(['Business Card: 3751.5'])
    expect(await options('acc-savings')).toEqual(['Business Bank Account: 1250.5', 'Business Savings: 2501'])
    expect(await options('acc-foreign')).toEqual([])
    const made = await api().mapSourceAccount(
      gallery,
      { sourceAccountId: 'acc-foreign' },
      { idempotencyKey: crypto.randomUUID() },
    )
    expect(made).toMatchObject({ value: { status: 'connected', targetAccountId: expect.any(String) as unknown } })
    expect(await options('acc-foreign')).toEqual(['Dollar account: 0'])
  })

  it('and the organisation behind them has a plan and currencies', async () => {
    expect(await api().feedsInfo(demo)).toMatchObject({ value: { planType: 'DEMO', baseCurrency: 'USD' } })
  })
})
