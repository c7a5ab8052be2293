// Anything between here and Codat can answer 200: a proxy, a captive portal, a stand-in that is out of date. Whatever such an answer holds,
// no call takes it for something that happened, unless it says so in the words that only Codat has for it.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askedClient } from '../../../test/support/asked-client'
import { Secret } from '../secret'
import { type CodatApi, openCodatApi } from './api'
import type { PageStep } from '../../domain/codat/pages'

const COMPANY = '8a210b68-6988-11ed-a1eb-0242ac120002'
const CONNECTION = 'ee2eb431-c0fa-4dc9-93fa-d29781c12bcd'
const at = { companyId: COMPANY, connectionId: CONNECTION }
const write = { idempotencyKey: 'k' }

const apiAnswering = (status: number, body: string): CodatApi =>
  openCodatApi({
    fetch: async () => new Response(status === 204 ? null : body, { status }),
    baseUrl: 'https://api.codat.io',
    key: new Secret('key-of-a-test'),
    clock: { now: () => new Date('2026-11-28T10:00:00Z'), monotonic: () => 0 },
    random: { id: () => 'id' },
    sleep: async () => {},
  })

/** Each call with what its answer must hold to count, as a test of the parsed body. */
const calls: readonly { name: string; ask(api: CodatApi): Promise<{ ok: boolean }>; proves(body: unknown): boolean }[] =
  [
    { name: 'checkKey', ask: (api) => api.checkKey(), proves: (body) => typeof get(body, 'clientId') === 'string' },
    {
      name: 'getProfile',
      ask: (api) => api.getProfile(),
      proves: (body) => isText(get(body, 'name')) || isText(get(body, 'redirectUrl')),
    },
    { name: 'companyPages', ask: (api) => lastPage(api.companyPages()), proves: isPage },
    { name: 'historyPages', ask: (api) => lastPage(api.historyPages(COMPANY)), proves: isPage },
    { name: 'pushPages', ask: (api) => lastPage(api.pushPages(COMPANY)), proves: isPage },
    {
      name: 'readCompanies',
      ask: async (api) => ({ ok: (await api.readCompanies({ client: askedClient() })).summary.state === 'complete' }),
      proves: isPage,
    },
    {
      name: 'dataStatus',
      ask: (api) => api.dataStatus(COMPANY),
      // Types without any, or with the status of one at least.
      proves: (body) => isEmpty(body) || Object.values(Object(body)).some((row) => isText(get(row, 'currentStatus'))),
    },
    {
      name: 'feedMappings',
      ask: (api) => api.feedMappings(at),
      proves: (body) =>
        isEmptyList(body) ||
        [body].flat().some((row) => isText(get(row, 'sourceAccountId') ?? get(row, 'SourceAccountId'))),
    },
    {
      name: 'feedsInfo',
      ask: (api) => api.feedsInfo(at),
      proves: (body) => ['companyName', 'baseCurrency', 'planType'].some((name) => isText(get(body, name))),
    },
    { name: 'getXeroIntegration', ask: (api) => api.getXeroIntegration(), proves: (body) => isText(get(body, 'key')) },
    { name: 'getCompany', ask: (api) => api.getCompany(COMPANY), proves: (body) => get(body, 'id') === COMPANY },
    {
      name: 'createCompany',
      ask: (api) => api.createCompany({ name: 'Kauri' }, write),
      proves: (body) => isText(get(body, 'id')),
    },
    {
      name: 'getConnection',
      ask: (api) => api.getConnection(COMPANY, CONNECTION),
      proves: (body) => get(body, 'id') === CONNECTION,
    },
    {
      name: 'createConnection',
      ask: (api) => api.createConnection(COMPANY, write),
      proves: (body) => isText(get(body, 'id')),
    },
    {
      name: 'unlinkConnection',
      ask: (api) => api.unlinkConnection(COMPANY, CONNECTION, write),
      proves: (body) => get(body, 'id') === CONNECTION && get(body, 'status') === 'Unlinked',
    },
    // No success proves that it is gone.
    { name: 'deleteConnection', ask: (api) => api.deleteConnection(COMPANY, CONNECTION), proves: () => false },
    { name: 'sourceAccounts', ask: (api) => api.sourceAccounts(at), proves: Array.isArray },
    {
      name: 'createSourceAccount',
      ask: (api) => api.createSourceAccount(at, { id: 'acc', ...newAccount }, write),
      proves: (body) => get(body, 'id') === 'acc',
    },
    {
      name: 'disconnectSourceAccount',
      ask: (api) => api.disconnectSourceAccount(at, 'acc', write),
      proves: (body) => get(body, 'id') === 'acc' && get(body, 'status') === 'disconnected',
    },
    {
      name: 'mapSourceAccount',
      ask: (api) => api.mapSourceAccount(at, { sourceAccountId: 'acc', targetAccountId: 't' }, write),
      proves: (body) =>
        /^(?:pending|connecting|connected|linked|success|failed)$/i.test(
          String(get(body, 'status') ?? get(body, 'Status')),
        ),
    },
    {
      name: 'pushBankTransactions',
      ask: (api) => api.pushBankTransactions({ ...at, accountId: 'acc' }, '{}', write),
      proves: (body) => isText(get(body, 'pushOperationKey')) && isText(get(body, 'status')),
    },
    {
      name: 'pushOperation',
      ask: (api) => api.pushOperation(COMPANY, 'op'),
      proves: (body) => get(body, 'pushOperationKey') === 'op' && isText(get(body, 'status')),
    },
  ]

const newAccount = {
  accountName: 'Current',
  accountType: 'Debit',
  accountNumber: '1',
  currency: 'NZD',
  balance: 0,
} as const

/** A list that was read to its end. */
async function lastPage(steps: AsyncIterable<PageStep>): Promise<{ ok: boolean }> {
  for await (const step of steps) if (step.step === 'page' && step.last) return { ok: true }
  return { ok: false }
}

function isPage(body: unknown): boolean {
  return Array.isArray(get(body, 'results'))
}

function isEmptyList(body: unknown): boolean {
  return Array.isArray(body) && body.length === 0
}

function isEmpty(body: unknown): boolean {
  return JSON.stringify(body) === '{}'
}

function get(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''

const word = fc.constantFrom(
  'id',
  'status',
  'Status',
  'clientId',
  'key',
  'pushOperationKey',
  'results',
  'error',
  'name',
  'redirectUrl',
  'currentStatus',
  'sourceAccountId',
  'SourceAccountId',
  'companyName',
  'currencies',
)
const value = fc.oneof(
  fc.constantFrom('', 'ok', 'Success', 'Failed', 'Unlinked', 'disconnected', 'acc', 'op', COMPANY, CONNECTION, '..'),
  fc.constantFrom(null, true, 0, 200),
  fc.array(fc.constant('x'), { maxLength: 2 }),
)
const body = fc.oneof(
  fc.constantFrom(
    '',
    '<html>Sign in</html>',
    'OK',
    'null',
    'true',
    '1',
    '"done"',
    '[]',
    '{}',
    '[{}]',
    '{"success":true}',
  ),
  fc.dictionary(word, value, { maxKeys: 5 }).map((fields) => JSON.stringify(fields)),
  fc.dictionary(word, value, { maxKeys: 5 }).map((fields) => JSON.stringify([fields])),
)

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

it('asks every call that there is', () => {
  const { budget, ...every } = apiAnswering(200, '{}')
  expect(typeof budget).toBe('function')
  expect(calls.map(({ name }) => name).toSorted()).toEqual(Object.keys(every).toSorted())
})

describe.each(calls)('$name', ({ ask, proves }) => {
  it('takes no 2xx for an answer that doesn’t say what was asked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(200, 201, 202, 204, 206), body, async (status, text) => {
        const { ok } = await ask(apiAnswering(status, text))
        expect(!ok || proves(parsed(status === 204 ? '' : text))).toBe(true)
      }),
      { numRuns: 150 },
    )
  })
})

describe('a mapping', () => {
  it.each(['Status', 'status'])('that failed is read as one, its fields written as “%s”', async (status) => {
    const error = status === 'Status' ? 'Error' : 'error'
    const said = JSON.stringify({ [status]: 'Failed', [error]: 'A feed connection already exists to this account' })
    const answer = await apiAnswering(200, said).mapSourceAccount(
      at,
      { sourceAccountId: 'a', targetAccountId: 't' },
      write,
    )
    expect(answer).toMatchObject({ ok: true, value: { status: 'Failed', error: expect.stringContaining('already') } })
  })

  it('is listed as an array or as one object, as the two descriptions have it', async () => {
    const one = { SourceAccountId: 'acc', Status: 'connected', TargetAccountOptions: [{ Id: 't', Name: 'Everyday' }] }
    const read = { sourceAccountId: 'acc', status: 'connected', targetAccountOptions: [{ id: 't', name: 'Everyday' }] }
    for (const said of [one, [one]]) {
      expect(await apiAnswering(200, JSON.stringify(said)).feedMappings(at)).toMatchObject({ ok: true, value: [read] })
    }
  })
})
