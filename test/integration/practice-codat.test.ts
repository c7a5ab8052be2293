import { CodatPlatform } from '@codat/platform'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  practiceCodatEndpoints,
  practiceCodatFailures,
  practiceCodatRefusals,
  type PracticeCodatFailureName,
} from '../../src/contract/practice-codat'
import { askedClient } from '../support/asked-client'
import { openCodatApi } from '../../src/main/codat/api'
import { codatKey, seedCodatClients, seedFeedAccount, seedPushes } from '../../src/practice/codat/seed'
import {
  type PracticeCodat,
  type PracticeCodatOptions,
  startPracticeCodat,
} from '../../src/practice/codat/practice-codat'
import { seedHarbourCustomers, seedId } from '../../src/practice/xero/seed'
import { guardFetch } from '../../src/main/provider-fetch'
import { Secret } from '../../src/main/secret'
import { openCodatShapes } from '../support/codat-shapes'

const HARBOUR = codatKey(seedCodatClients.harbour.codatId, 'Robin')
const MERIDIAN = codatKey(seedCodatClients.meridian.codatId, 'Robin')
const TIDEWATER = codatKey(seedCodatClients.tidewater.codatId, 'Robin')

let practice: PracticeCodat
let now: Date
const broken: unknown[] = []

async function start(options: PracticeCodatOptions = {}): Promise<void> {
  practice = await startPracticeCodat({
    now: () => now,
    broke: (error) => broken.push(error),
    slowSeconds: 0.05,
    ...options,
  })
}
beforeEach(async () => {
  now = new Date('2026-11-24T10:00:00Z')
  await start()
})
afterEach(async () => {
  await practice.close()
  if (broken.length > 0) throw new Error('The stand-in itself broke', { cause: broken.splice(0) })
})

const auth = (key: string) => `Basic ${Buffer.from(key).toString('base64')}`

async function call(path: string, init: RequestInit & { key?: string } = {}) {
  const { key = HARBOUR, ...rest } = init
  const headers = { Authorization: auth(key), 'Content-Type': 'application/json', ...rest.headers }
  const response = await fetch(`${practice.origins.codatApi}${path}`, { ...rest, headers })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, body: text === '' ? null : JSON.parse(text) }
}

const ours = (key = HARBOUR, deadlineMs = 30_000) =>
  openCodatApi({
    fetch: guardFetch(fetch, [practice.origins.codatApi]),
    baseUrl: practice.origins.codatApi,
    key: new Secret(key),
    clock: { now: () => now, monotonic: () => performance.now() },
    random: { id: () => crypto.randomUUID() },
    deadlineMs,
    sleep: async () => {},
  })

describe('Codat’s own client', () => {
  const client = (key = HARBOUR) =>
    new CodatPlatform({
      authHeader: auth(key),
      serverURL: practice.origins.codatApi,
      retryConfig: { strategy: 'none' },
    })

  it('lists companies, page after page, and knows their connections', async () => {
    const first = await client().companies.list({ page: 1, pageSize: 20 })
    const second = await client().companies.list({ page: 2, pageSize: 20 })
    const results = [...(first?.results ?? []), ...(second?.results ?? [])]
    expect(results).toHaveLength(first?.totalResults ?? -1)
    expect(results.map(({ name }) => name)).toEqual(expect.arrayContaining([...seedHarbourCustomers]))
    const linked = results
      .flatMap(({ dataConnections = [] }) => dataConnections)
      .filter(({ status }) => status === 'Linked')
    expect(linked.filter(({ integrationKey }) => integrationKey === 'gbol')).toHaveLength(22)
  })

  it('reads a company, its connections and one of them', async () => {
    const companyId = seedId('codat company harbour Tui Plumbing Services')
    expect((await client().companies.get({ companyId })).name).toBe('Tui Plumbing Services')
    const connections = await client().connections.list({ companyId })
    const connectionId = connections.results?.[0]?.id ?? ''
    expect(await client().connections.get({ companyId, connectionId })).toMatchObject({
      status: 'Linked',
      platformName: 'Xero',
    })
  })

  it('lists the integrations and reads Xero’s', async () => {
    const all = await client().integrations.list({})
    expect(all.results?.map(({ key }) => key)).toEqual(['gbol', 'qhyg', 'mqjo'])
    expect(await client().integrations.get({ platformKey: 'gbol' })).toMatchObject({ name: 'Xero', enabled: true })
  })

  it('makes a company and a connection, unlinks and deletes it', async () => {
    const company = await client().companies.create({ name: 'New one' })
    const made = await client().connections.create({ companyId: company.id, requestBody: { platformKey: 'gbol' } })
    expect(made.status).toBe('PendingAuth')
    const ids = { companyId: company.id, connectionId: made.id }
    expect((await client().connections.unlink({ ...ids, updateConnectionStatus: { status: 'Unlinked' } })).status).toBe(
      'Unlinked',
    )
    await client().connections.delete(ids)
    expect((await client().connections.list({ companyId: company.id })).results).toEqual([])
    await client().companies.delete({ companyId: company.id })
  })

  it('reads settings, data status, history and pushes', async () => {
    const companyId = seedId('codat company harbour Bayview Dental')
    expect((await client().settings.getSyncSettings())?.clientId).toBe(seedCodatClients.harbour.codatId)
    expect((await client().settings.getProfile()).name).toBe('Harbour Pay')
    expect((await client().refreshData.get({ companyId }))['invoices']?.currentStatus).toBe('Complete')
    expect((await client().refreshData.listPullOperations({ companyId })).totalResults).toBe(4)
    expect((await client().pushData.listOperations({ companyId })).totalResults).toBe(1)
  })

  it('throws where ours survives', async () => {
    practice.controls.setFailure({ name: 'codat.companies:unheard-of', on: true })
    await expect(client().companies.list({})).rejects.toThrow(/validation/i)
    const { summary } = await ours().readCompanies({ client: askedClient() })
    expect(summary).toMatchObject({ state: 'complete', counts: { Linked: 22, other: 2 } })
    practice.controls.setFailure({ name: 'codat.integrations:unheard-of', on: true })
    await expect(client().integrations.get({ platformKey: 'gbol' })).rejects.toThrow(/validation/i)
    expect(await ours().getXeroIntegration()).toMatchObject({
      ok: true,
      value: {
        enabled: true,
        linkedConnections: 22,
        features: expect.arrayContaining([{ dataType: 'invoices', can: ['Foresee'] }]),
      },
    })
  })
})

describe('the published shapes', () => {
  it('fit every answer', async () => {
    const shapes = openCodatShapes()
    const companyId = seedId('codat company harbour Bayview Dental')
    const connectionId = seedId('codat connection harbour Bayview Dental ')
    const answers: [schema: string, body: unknown][] = [
      ['Companies', (await call('/companies?pageSize=3&page=2')).body],
      ['Company', (await call(`/companies/${companyId}`)).body],
      ['Company', (await call('/companies', { method: 'POST', body: '{"name":"Shape"}' })).body],
      ['Connections', (await call(`/companies/${companyId}/connections`)).body],
      ['Connection', (await call(`/companies/${companyId}/connections/${connectionId}`)).body],
      ['Integrations', (await call('/integrations')).body],
      ['Integration', (await call('/integrations/gbol')).body],
      ['SyncSettings', (await call('/profile/syncSettings')).body],
      ['Profile', (await call('/profile')).body],
      ['DataStatuses', (await call(`/companies/${companyId}/dataStatus`)).body],
      ['PullOperations', (await call(`/companies/${companyId}/data/history`)).body],
      ['PushOperations', (await call(`/companies/${companyId}/push`)).body],
      ['ErrorMessage', (await call('/companies', { key: 'PRACTICEwrong' })).body],
      ['ErrorMessage', (await call('/companies/none')).body],
    ]
    for (const [schema, body] of answers) {
      expect(body).toBeTypeOf('object')
      expect({ schema, problems: shapes?.problems(schema, body) ?? [] }).toEqual({ schema, problems: [] })
    }
    // The judge itself must be able to say no.
    expect(
      shapes?.problems('Companies', { results: [{ dataConnections: [{ status: 'Hibernating' }] }] }) ?? ['no judge'],
    ).not.toEqual([])
  })
})

describe('the door', () => {
  it.each([
    ['nothing', undefined],
    ['the raw key', HARBOUR],
    ['a bearer', `Bearer ${HARBOUR}`],
    ['base64 of the key with a colon', auth(`${HARBOUR}:`)],
    ['an unknown key', auth('PRACTICEunknown')],
    ['base64 that isn’t canonical', `${auth(HARBOUR).replace(/=+$/, '')}`],
  ])('refuses %s', async (_, authorization) => {
    const headers = authorization === undefined ? {} : { Authorization: authorization }
    const response = await fetch(`${practice.origins.codatApi}/companies`, { headers })
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ error: 'Unauthorized', canBeRetried: 'Unknown' })
  })

  it('gives each key its own client only', async () => {
    expect((await call('/companies', { key: TIDEWATER })).body.totalResults).toBe(4)
    const other = seedId('codat company harbour Bayview Dental')
    expect((await call(`/companies/${other}`, { key: TIDEWATER })).status).toBe(404)
  })

  it('tells the day’s budget, counts it down, stops at its end and starts again at midnight', async () => {
    const key = codatKey(seedCodatClients.fresh.codatId, 'Robin')
    const first = await call('/profile', { key })
    expect(Object.fromEntries(first.headers)).toMatchObject({
      'x-rate-limit-limit': '1000',
      'x-rate-limit-remaining': '999',
      'x-rate-limit-reset': '2026-11-25T00:00:00.000Z',
    })
    practice.controls.setSettings({ requestsPerMinute: 1_000_000 })
    for (let at = 0; at < 999; at += 1) await call('/profile', { key })
    const over = await call('/profile', { key })
    expect([over.status, over.headers.get('retry-after')]).toEqual([429, String(14 * 3_600)])
    now = new Date('2026-11-25T00:00:01Z')
    expect((await call('/profile', { key })).status).toBe(200)
  })

  it('stops an address at the minute’s number', async () => {
    practice.controls.setSettings({ requestsPerMinute: 3 })
    const statuses = []
    for (let at = 0; at < 4; at += 1) statuses.push((await call('/profile')).status)
    expect(statuses).toEqual([200, 200, 200, 429])
  })
})

describe('lists', () => {
  it('link to the next and the previous page, relative, with the query', async () => {
    const query = encodeURIComponent('dataConnections.status=Linked')
    const { body } = await call(`/companies?page=2&pageSize=10&query=${query}`)
    expect(body).toMatchObject({ pageNumber: 2, pageSize: 10, totalResults: 24 })
    expect(body._links).toMatchObject({
      self: { href: '/companies' },
      next: { href: `/companies?page=3&pageSize=10&query=${query}` },
      previous: { href: `/companies?page=1&pageSize=10&query=${query}` },
    })
  })

  it.each([
    ['query', 'dataConnections.platformName=Xero', 24],
    ['query', 'dataConnections.status=PendingAuth || dataConnections.status=Unlinked', 2],
    ['query', '{name~kowhai || name~tui} && dataConnections.status=Linked', 3],
    ['query', 'name=Tui Plumbing Services', 1],
    ['query', 'created>=2026-01-01', 2],
    ['tags', 'team=north', 12],
    ['tags', 'team=north && team!=north', 0],
    ['tags', 'team!=north', 14],
  ])('%s %s gives %i companies', async (name, text, count) => {
    expect((await call(`/companies?pageSize=100&${name}=${encodeURIComponent(text)}`)).body.totalResults).toBe(count)
  })

  it.each([
    'query=isCompleted%3Dtrue',
    'query=%26%26',
    'query=name',
    `query=${'a'.repeat(3_000)}`,
    'page=0',
    'pageSize=5001',
    'pageSize=x',
    'orderBy=nothing',
  ])('refuses ?%s', async (parameters) => {
    expect((await call(`/companies?${parameters}`)).status).toBe(400)
  })

  it('order by a property', async () => {
    const names = (await call('/companies?orderBy=-name')).body.results.map(({ name }: { name: string }) => name)
    expect(names).toEqual([...names].sort((a, b) => b.localeCompare(a)))
  })
})

describe('writing', () => {
  const post = (key: string, name: string) =>
    call('/companies', { method: 'POST', body: JSON.stringify({ name }), headers: { 'Idempotency-Key': key } })
  const total = async () => (await call('/companies')).body.totalResults

  it('does the same wish once within 90 minutes, and again after', async () => {
    const before = await total()
    const first = await post('one', 'A')
    expect((await post('one', 'A')).body.id).toBe(first.body.id)
    expect(await total()).toBe(before + 1)
    now = new Date(now.getTime() + 91 * 60_000)
    expect((await post('one', 'A')).body.id).not.toBe(first.body.id)
  })

  it('refuses another wish under the same key', async () => {
    await post('one', 'A')
    expect((await post('one', 'B')).status).toBe(422)
  })

  it('replays a server error, but not a 429', async () => {
    practice.controls.setFailure({ name: 'codat.create-company/server-error', on: true, times: 1 })
    expect([(await post('bad', 'A')).status, (await post('bad', 'A')).status]).toEqual([500, 500])
    practice.controls.setFailure({ name: 'codat.create-company/rate-limited', on: true, times: 1 })
    expect([(await post('soon', 'A')).status, (await post('soon', 'A')).status]).toEqual([429, 200])
  })

  it('drops characters of a name without a word', async () => {
    expect((await post('name', 'Čaj & Co. (new)')).body.name).toBe('aj & Co. new')
  })

  it('allows one active accounting connection for each company', async () => {
    const linked = seedId('codat company harbour Bayview Dental')
    const made = await call(`/companies/${linked}/connections`, { method: 'POST', body: '{"platformKey":"gbol"}' })
    expect(made.status).toBe(400)
  })

  it('does what was asked when only the answer is lost, so that asking again is needed and safe', async () => {
    practice.controls.setFailure({ name: 'codat.create-company/lost', on: true, times: 1 })
    const before = await total()
    const options = { idempotencyKey: 'lost-one' }
    expect(await ours().createCompany({ name: 'Once' }, options)).toMatchObject({
      ok: false,
      problem: { kind: 'cut-off' },
    })
    expect(await ours().createCompany({ name: 'Once' }, options)).toMatchObject({ ok: true, value: { name: 'Once' } })
    expect(await total()).toBe(before + 1)
  })
})

describe('every failure from the controls', () => {
  const companyId = seedId('codat company harbour Bayview Dental')
  const connectionId = seedId('codat connection harbour Bayview Dental ')
  const fed = {
    companyId: seedId('codat company meridian Lantern Street Gallery'),
    connectionId: seedId('codat connection meridian Lantern Street Gallery '),
  }
  const ask: Record<keyof typeof practiceCodatEndpoints, (deadlineMs: number) => Promise<unknown>> = {
    'codat.profile': (deadlineMs) => ours(HARBOUR, deadlineMs).checkKey(),
    'codat.integrations': (deadlineMs) => ours(HARBOUR, deadlineMs).getXeroIntegration(),
    'codat.companies': (deadlineMs) => ours(HARBOUR, deadlineMs).getCompany(companyId),
    'codat.create-company': (deadlineMs) =>
      ours(HARBOUR, deadlineMs).createCompany({ name: 'New' }, { idempotencyKey: crypto.randomUUID() }),
    'codat.connections': (deadlineMs) => ours(HARBOUR, deadlineMs).getConnection(companyId, connectionId),
    'codat.create-connection': (deadlineMs) =>
      ours(HARBOUR, deadlineMs).createConnection(companyId, { idempotencyKey: crypto.randomUUID() }),
    'codat.update-connection': (deadlineMs) =>
      ours(HARBOUR, deadlineMs).unlinkConnection(companyId, connectionId, { idempotencyKey: crypto.randomUUID() }),
    'codat.delete-connection': (deadlineMs) => ours(HARBOUR, deadlineMs).deleteConnection(companyId, connectionId),
    'codat.data': (deadlineMs) => ours(HARBOUR, deadlineMs).dataStatus(companyId),
    'codat.feed-accounts': (deadlineMs) => ours(MERIDIAN, deadlineMs).sourceAccounts(fed),
    'codat.create-feed-account': (deadlineMs) =>
      ours(MERIDIAN, deadlineMs).createSourceAccount(
        fed,
        {
          id: crypto.randomUUID(),
          accountName: 'New',
          accountType: 'checking',
          accountNumber: '1',
          currency: 'NZD',
          balance: 0,
        },
        { idempotencyKey: crypto.randomUUID() },
      ),
    'codat.update-feed-account': (deadlineMs) =>
      ours(MERIDIAN, deadlineMs).disconnectSourceAccount(fed, 'acc-former', { idempotencyKey: crypto.randomUUID() }),
    'codat.feed-mapping': (deadlineMs) => ours(MERIDIAN, deadlineMs).feedMappings(fed),
    'codat.feeds-info': (deadlineMs) => ours(MERIDIAN, deadlineMs).feedsInfo(fed),
    'codat.push': (deadlineMs) =>
      ours(MERIDIAN, deadlineMs).pushBankTransactions(
        { ...fed, accountId: seedFeedAccount },
        JSON.stringify({
          accountId: seedFeedAccount,
          transactions: [{ id: '1', date: '2026-11-23', amount: 1, balance: 1 }],
        }),
        { idempotencyKey: crypto.randomUUID() },
      ),
    'codat.push-operation': (deadlineMs) => ours(MERIDIAN, deadlineMs).pushOperation(fed.companyId, seedPushes.failed),
  }
  const kinds: Record<string, string> = {
    'bad-request': 'bad-request',
    unauthorized: 'key-refused',
    'payment-required': 'payment-required',
    forbidden: 'forbidden',
    'not-found': 'not-found',
    conflict: 'conflict',
    'idempotency-mismatch': 'idempotency-mismatch',
    'rate-limited': 'rate-limited',
    blocked: 'blocked',
    'server-error': 'server-error',
    unavailable: 'unavailable',
    'not-json': 'not-json',
    truncated: 'truncated',
    hangs: 'slow',
    cut: 'cut-off',
    lost: 'cut-off',
    redirects: 'unreachable',
  }
  const byFault = practiceCodatFailures.flatMap(({ name }) => {
    const [endpoint = '', fault = ''] = name.split('/')
    return kinds[fault] === undefined ? [] : [[name, endpoint, fault] as const]
  })

  const anId: unknown = expect.stringMatching(/^[0-9a-f]{32}$/)
  const endedEarly: unknown = expect.stringMatching(/^(truncated|cut-off)$/)
  /** What comes of a fault: absent is an answer about an integration, and an empty answer can't be cut in the middle. */
  function expected(endpoint: string, fault: string): object {
    if (endpoint === 'codat.integrations' && fault === 'not-found') return { ok: true, value: { present: false } }
    const kind = endpoint === 'codat.delete-connection' && fault === 'truncated' ? endedEarly : kinds[fault]
    return { ok: false, problem: { kind, correlationId: fault in practiceCodatRefusals ? anId : null } }
  }

  it.each(byFault)('%s', async (name, endpoint, fault) => {
    practice.controls.setFailure({ name, on: true, times: 1 })
    // Short only where nothing comes: a busy machine must not make an answer late.
    const deadlineMs = fault === 'hangs' ? 150 : 30_000
    expect(await ask[endpoint as keyof typeof ask](deadlineMs)).toMatchObject(expected(endpoint, fault))
  })

  it('covers every endpoint and fault there is a switch for', () => {
    const slow = Object.keys(practiceCodatEndpoints).map((endpoint) => `${endpoint}/slow`)
    // Each of Xero's refusals is tried in practice-feeds.test.ts.
    const isApart = (name: string): boolean => name.includes(':') || name.startsWith('codat.feed-refusal/')
    const oddities = practiceCodatFailures.map(({ name }) => name).filter(isApart)
    const tried = new Set<string>([...byFault.map(([name]) => name), ...slow, ...oddities])
    expect(practiceCodatFailures.filter(({ name }) => !tried.has(name))).toEqual([])
  })

  it('slow is late, and still an answer', async () => {
    practice.controls.setFailure({ name: 'codat.profile/slow', on: true })
    const from = performance.now()
    expect(await ours().checkKey()).toMatchObject({ ok: true })
    expect(performance.now() - from).toBeGreaterThan(40)
  })

  it.each([
    ['codat.companies:middle-page', { state: 'incomplete', because: 'page-failed', problem: { kind: 'server-error' } }],
    ['codat.companies:too-few', { state: 'incomplete', because: 'fewer-than-told' }],
    ['codat.companies:no-integration-key', { state: 'complete', counts: { Linked: 22, PendingAuth: 1, Unlinked: 1 } }],
  ] as const)('%s', async (name: PracticeCodatFailureName, expected) => {
    practice.controls.setFailure({ name, on: true })
    expect((await ours().readCompanies({ client: askedClient(), pageSize: 5 })).summary).toMatchObject(expected)
  })

  it('an endless list is ended', async () => {
    practice.controls.setFailure({ name: 'codat.companies:endless', on: true })
    practice.controls.setSettings({ requestsPerMinute: 1_000_000 })
    const { summary } = await ours().readCompanies({ client: askedClient(), pageSize: 100 })
    expect(summary).toMatchObject({ state: 'incomplete', because: 'endless' })
  })
})
