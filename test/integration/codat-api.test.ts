import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { askedClient } from '../support/asked-client'
import { codatProblem, type CodatProblem } from '../../src/domain/codat/said'
import { errorTexts } from '../../src/domain/errors'
import { openCodatApi, type CodatApi } from '../../src/main/codat/api'
import { codeOfProblem, type CodatResult } from '../../src/domain/codat/problem'
import { guardFetch } from '../../src/main/provider-fetch'
import { Secret } from '../../src/main/secret'
import { json, type ScriptedServer, startScriptedServer } from '../support/scripted-server'
import { refusedOrigin } from '../support/oauth-ports'
import { stopTimers } from '../support/stopped-timers'

const KEY = 'CANARYcodatKEY0123456789abcdefghijABCDEF'
const HEADER = Buffer.from(KEY).toString('base64')
const clock = { now: () => new Date('2026-11-24T10:00:00Z'), monotonic: () => performance.now() }

// One for each test: a request that was let go of may still arrive, and belongs to nobody else.
let server: ScriptedServer
beforeEach(async () => {
  server = await startScriptedServer()
})
afterEach(() => server.close())

interface Slept {
  milliseconds: number
}
const slept: Slept[] = []
beforeEach(() => {
  slept.length = 0
})

interface Opening {
  deadlineMs?: number
  baseUrl?: string
  /** Called when the head of an answer is there and its body isn't yet. */
  onHead?: () => void
}

function open({ baseUrl = server.origin, deadlineMs = 30_000, onHead }: Opening = {}): CodatApi {
  let ids = 0
  return openCodatApi({
    fetch: guardFetch(
      async (url, init) => {
        const response = await fetch(url, init)
        // Whoever asked begins to read it first.
        setImmediate(() => onHead?.())
        return response
      },
      [baseUrl],
    ),
    baseUrl,
    key: new Secret(KEY),
    clock,
    random: { id: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}` },
    deadlineMs,
    sleep: async (milliseconds) => {
      slept.push({ milliseconds })
    },
  })
}

/** The problem of a result, parsed as the contract has it, and never with the key in it. */
function problemOf(result: CodatResult<unknown>): CodatProblem {
  if (result.ok) throw new Error('that was meant to fail')
  const text = JSON.stringify(result.problem)
  expect(text).not.toContain(KEY)
  expect(text).not.toContain(HEADER)
  expect(errorTexts[codeOfProblem(result.problem.kind)].nextStep).not.toBe('')
  return codatProblem.parse(result.problem)
}

const errorBody = (error: string, more: Record<string, unknown> = {}) => ({
  statusCode: 999,
  service: 'PublicApi',
  error,
  correlationId: '7eb40d6b415d7bcd99ce658268284056',
  canBeRetried: 'Unknown',
  detailedErrorCode: 0,
  ...more,
})

describe('what Codat refuses', () => {
  it.each([
    [400, 'bad-request', false],
    [401, 'key-refused', false],
    [402, 'payment-required', false],
    [403, 'forbidden', false],
    [404, 'not-found', false],
    [409, 'conflict', true],
    [418, 'unexpected-status', false],
    [422, 'idempotency-mismatch', false],
    [429, 'rate-limited', true],
    [451, 'blocked', false],
    [500, 'server-error', true],
    [502, 'unavailable', true],
    [503, 'unavailable', true],
  ] as const)('%i is %s, whatever status the body claims', async (status, kind, canBeRetried) => {
    server.answer(json(status, errorBody('Codat’s own words')))
    expect(problemOf(await open().checkKey())).toMatchObject({
      kind,
      status,
      canBeRetried,
      correlationId: '7eb40d6b415d7bcd99ce658268284056',
      service: 'PublicApi',
      said: 'Codat’s own words',
      request: 'GET /profile/syncSettings',
    })
  })

  it('takes Codat’s own word on asking again', async () => {
    server.answer(json(500, errorBody('no', { canBeRetried: 'False' })))
    expect(problemOf(await open().checkKey()).canBeRetried).toBe(false)
    server.answer(json(400, errorBody('yes', { canBeRetried: 'True' })))
    expect(problemOf(await open().checkKey()).canBeRetried).toBe(true)
  })

  it('gives validation messages, errors first', async () => {
    const validation = {
      warnings: [{ message: 'later' }],
      errors: [{ itemId: '1', message: 'first' }, { message: null }],
    }
    server.answer(json(400, errorBody('not valid', { validation })))
    expect(problemOf(await open().checkKey()).validation).toEqual(['first', 'later'])
  })

  it.each([
    ['30', 30],
    ['Tue, 24 Nov 2026 10:02:00 GMT', 120],
    ['soon', null],
  ])('reads Retry-After %s', async (header, seconds) => {
    server.answer(json(429, errorBody('slow down'), { 'Retry-After': header, Date: 'Tue, 24 Nov 2026 10:00:00 GMT' }))
    expect(problemOf(await open().checkKey()).retryAfterSeconds).toBe(seconds)
  })

  it('calls a page in Codat’s place a page, but keeps the status of a gateway', async () => {
    const page = `<html>Sign in ${KEY} Basic ${HEADER}</html>`
    server.answer((_, response) => response.writeHead(403, { 'Content-Type': 'text/html' }).end(page))
    const problem = problemOf(await open().checkKey())
    expect(problem).toMatchObject({ kind: 'not-json', status: 403 })
    expect(problem.bodyExcerpt).toContain('Sign in')
    server.answer((_, response) => response.writeHead(503, { 'Content-Type': 'text/html' }).end(page))
    expect(problemOf(await open().checkKey()).kind).toBe('unavailable')
  })

  it('never lets the key back in, even where Codat repeats it', async () => {
    server.answer(json(401, errorBody(`The key ${KEY} (${HEADER}) is not known`)))
    expect(problemOf(await open().checkKey()).said).toContain('is not known')
  })
})

describe('answers that are no use', () => {
  const raw = (status: number, body: string) => () =>
    server.answer((_, response) => response.writeHead(status, { 'Content-Type': 'application/json' }).end(body))

  it('says when it is not JSON', async () => {
    raw(200, '<html>Maintenance</html>')()
    expect(problemOf(await open().checkKey())).toMatchObject({ kind: 'not-json', status: 200 })
  })

  it('says when it ends in the middle of its JSON', async () => {
    raw(200, '{"clientId": "367f')()
    expect(problemOf(await open().checkKey()).kind).toBe('truncated')
  })

  it('says when it unpacks to more than it may be, though all of it is what was asked for', async () => {
    const packed = (spaces: number) => gzipSync(`${JSON.stringify({ clientId: 'x' })}${' '.repeat(spaces)}`)
    const answerWith = (body: Buffer) =>
      server.answer((_, response) =>
        response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }).end(body),
      )
    answerWith(packed(10))
    expect((await open().checkKey()).ok).toBe(true)
    answerWith(packed(17 * 1024 * 1024))
    expect(problemOf(await open().checkKey())).toMatchObject({ kind: 'too-long', status: 200 })
  })

  it('says when the connection ends in the middle of the body', async () => {
    server.answer((_, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '500' })
      response.write('{"clientId": ', () => response.destroy())
    })
    expect(problemOf(await open().checkKey())).toMatchObject({ kind: 'truncated', status: 200, network: 'cut-off' })
  })

  it('says when the connection ends before any answer', async () => {
    server.answer((_, response) => response.destroy())
    expect(problemOf(await open().checkKey())).toMatchObject({ kind: 'cut-off', status: null })
  })

  it('says when something needed is missing, and keeps nothing of such an answer', async () => {
    raw(200, JSON.stringify({ apiKey: KEY, results: 'none' }))()
    const first = await open().companyPages().next()
    expect(first.value).toMatchObject({ step: 'failed', problem: { kind: 'unexpected-shape', bodyExcerpt: null } })
    raw(200, 'null')()
    expect(problemOf(await open().getProfile()).kind).toBe('unexpected-shape')
  })

  it('says when it is slow: before the answer, and in the middle of it', async () => {
    server.answer(() => {})
    expect(problemOf(await open({ deadlineMs: 60 }).checkKey())).toMatchObject({ kind: 'slow', status: null })
    server.answer((_, response) => response.writeHead(200).write('{'))
    stopTimers()
    const onHead = () => vi.advanceTimersByTime(60)
    expect(problemOf(await open({ deadlineMs: 60, onHead }).checkKey())).toMatchObject({ kind: 'slow', status: 200 })
  })

  it('says when it was stopped, at once', async () => {
    const stop = new AbortController()
    server.answer(() => stop.abort())
    expect(problemOf(await open().checkKey({ signal: stop.signal }))).toMatchObject({ kind: 'cancelled' })
    expect(problemOf(await open().checkKey({ signal: AbortSignal.abort() })).kind).toBe('cancelled')
  })

  it('says when nobody is there, and follows no redirect', async () => {
    expect(problemOf(await open({ baseUrl: await refusedOrigin() }).checkKey())).toMatchObject({ kind: 'unreachable' })
    server.answer((_, response) => response.writeHead(302, { Location: `${server.origin}/elsewhere` }).end())
    expect(problemOf(await open().checkKey()).kind).toBe('unreachable')
    expect(server.calls.map(({ path }) => path)).toEqual(['/profile/syncSettings'])
  })
})

describe('what is sent', () => {
  it('is the key as base64 without a colon, and nothing that a GET doesn’t need', async () => {
    server.answer(json(200, { clientId: '367f7975-267b-439b-90c6-a6040ee680f3' }))
    expect(await open().checkKey()).toEqual({ ok: true, value: { codatId: '367f7975-267b-439b-90c6-a6040ee680f3' } })
    const [call] = server.calls
    expect(call?.headers.authorization).toBe(`Basic ${HEADER}`)
    expect(call?.headers['idempotency-key']).toBeUndefined()
    expect(call?.headers.cookie).toBeUndefined()
  })

  it('is an idempotency key on POST and PATCH: the given one', async () => {
    server.answer(json(200, { id: 'c', name: 'n', status: 'Unlinked' }))
    const api = open()
    await api.createCompany({ name: 'Kauri' }, { idempotencyKey: 'one' })
    await api.createConnection('company-1', { idempotencyKey: 'two' })
    await api.unlinkConnection('company-1', 'connection-1', { idempotencyKey: 'three' })
    await api.deleteConnection('company-1', 'connection-1')
    expect(
      server.calls.map(({ method, path, headers, body }) => [method, path, headers['idempotency-key'], body]),
    ).toEqual([
      ['POST', '/companies', 'one', '{"name":"Kauri"}'],
      ['POST', '/companies/company-1/connections', 'two', '{"platformKey":"gbol"}'],
      ['PATCH', '/companies/company-1/connections/connection-1', 'three', '{"status":"Unlinked"}'],
      ['DELETE', '/companies/company-1/connections/connection-1', undefined, ''],
      // Whether it is gone.
      ['GET', '/companies/company-1/connections/connection-1', undefined, ''],
    ])
  })

  it('never goes to another path because of an id', async () => {
    await expect(open().deleteConnection('company-1', '..')).rejects.toThrow(RangeError)
    await expect(open().getCompany('a/../apiKeys')).rejects.toThrow(RangeError)
    expect(server.calls).toEqual([])
  })
})

describe('what is kept of an answer', () => {
  it('of the profile, name and redirect only', async () => {
    server.answer(json(200, { name: 'Northwind', redirectUrl: 'https://x.example', apiKey: KEY, surprise: 1 }))
    expect(await open().getProfile()).toEqual({
      ok: true,
      value: { name: 'Northwind', redirectUrl: 'https://x.example' },
    })
  })

  it('of the integration, that it is absent when Codat doesn’t know it', async () => {
    server.answer(json(404, errorBody('unknown')))
    expect(await open().getXeroIntegration()).toMatchObject({ ok: true, value: { present: false, enabled: null } })
  })

  it('of the headers, the day’s budget; of its own counting, the minute’s', async () => {
    const headers = {
      'X-Rate-Limit-Limit': '25000',
      'X-Rate-Limit-Remaining': '24321',
      'X-Rate-Limit-Reset': '2026-11-25T00:00:00.0000000Z',
    }
    server.answer(json(200, { clientId: 'x' }, headers))
    const api = open()
    await api.checkKey()
    server.answer(json(200, { clientId: 'x' }))
    await api.checkKey()
    expect(api.budget()).toEqual({
      day: { limit: 25_000, remaining: 24_321, resetsAt: '2026-11-25T00:00:00.000Z' },
      minute: { limit: 1_000, used: 2 },
      readAt: '2026-11-24T10:00:00.000Z',
    })
  })
})

describe('paging', () => {
  const company = (id: number) => ({ id: `c${id}`, name: `Company ${id}`, dataConnections: [] })
  const page = (rows: unknown[], next: string | null, totalResults: number) => ({
    results: rows,
    pageNumber: 1,
    pageSize: 2,
    totalResults,
    _links: { self: { href: '/companies' }, ...(next === null ? {} : { next: { href: next } }) },
  })
  /** Three pages of two; `bad` may answer in their place. */
  function threePages(bad: (page: string, attempt: number) => ReturnType<typeof json> | null): void {
    const attempts = new Map<string, number>()
    server.answer((call, response) => {
      const number = call.query.get('page') ?? '1'
      const attempt = (attempts.get(number) ?? 0) + 1
      attempts.set(number, attempt)
      const at = Number(number)
      const next = at < 3 ? `/companies?page=${at + 1}&pageSize=2` : null
      const good = json(200, page([company(at * 2), company(at * 2 + 1)], next, 6))
      ;(bad(number, attempt) ?? good)(call, response)
    })
  }

  it('follows the relative links to the end', async () => {
    threePages(() => null)
    const { summary } = await open().readCompanies({ client: askedClient(), pageSize: 2 })
    expect(summary).toMatchObject({ state: 'complete', companies: 6, pages: 3, told: 6 })
    expect(server.calls.map(({ query }) => query.get('page'))).toEqual(['1', '2', '3'])
  })

  it('asks again for a page that failed, after as long as Codat says', async () => {
    threePages((number, attempt) => {
      if (number !== '2' || attempt > 2) return null
      return attempt === 1 ? json(429, errorBody('wait'), { 'Retry-After': '7' }) : json(500, errorBody('oops'))
    })
    const waits: (number | null)[] = []
    const { summary } = await open().readCompanies({
      client: askedClient(),
      onProgress: ({ waitingSeconds }) => waits.push(waitingSeconds),
    })
    expect(summary).toMatchObject({ state: 'complete', companies: 6 })
    expect(slept).toEqual([{ milliseconds: 7_000 }, { milliseconds: 4_000 }])
    expect(waits).toEqual([null, 7, 4, null, null])
  })

  it('gives an incomplete count when a page fails for good, never a smaller number', async () => {
    threePages((number) => (number === '2' ? json(500, errorBody('oops')) : null))
    const { summary } = await open().readCompanies({ client: askedClient() })
    expect(summary).toMatchObject({
      state: 'incomplete',
      because: 'page-failed',
      companies: 2,
      told: 6,
      problem: { kind: 'server-error', correlationId: '7eb40d6b415d7bcd99ce658268284056' },
    })
    expect(server.calls).toHaveLength(1 + 3)
  })

  it.each([
    ['a refused key', json(401, errorBody('no')), 'key-refused'],
    ['a wait longer than anybody would watch', json(429, errorBody('no'), { 'Retry-After': '3600' }), 'rate-limited'],
  ] as const)('doesn’t ask again after %s', async (_, script, kind) => {
    threePages((number) => (number === '3' ? script : null))
    const { summary } = await open().readCompanies({ client: askedClient() })
    expect(summary).toMatchObject({ state: 'incomplete', companies: 4, problem: { kind } })
    expect(server.calls).toHaveLength(3)
    expect(slept).toEqual([])
  })

  it.each([
    ['to itself', '/companies?page=1&pageSize=100', 'endless'],
    ['to another host', 'https://elsewhere.example/companies?page=2', 'page-failed'],
    ['to another host without a scheme', '//elsewhere.example/companies?page=2', 'page-failed'],
  ])('follows no link %s', async (_, next, because) => {
    server.answer(json(200, page([company(1)], next, 2)))
    const { summary } = await open().readCompanies({ client: askedClient() })
    expect(summary).toMatchObject({ state: 'incomplete', because })
    expect(server.calls.length).toBeLessThanOrEqual(2)
  })

  it('stops between pages', async () => {
    threePages(() => null)
    const stop = new AbortController()
    const { summary } = await open().readCompanies({
      client: askedClient(),
      signal: stop.signal,
      onProgress: () => stop.abort(),
    })
    expect(summary).toMatchObject({ state: 'cancelled', companies: 2 })
  })

  it('asks Codat for the tags, and narrows itself where Codat doesn’t', async () => {
    const tagged = { ...company(1), tags: { team: 'x' } }
    server.answer(json(200, page([tagged, company(2)], null, 2)))
    const { summary } = await open().readCompanies({ client: askedClient([{ tag: 'team', is: 'equal', value: 'x' }]) })
    expect(server.calls.map(({ query }) => query.get('tags'))).toContain('team=x')
    expect(summary).toMatchObject({ state: 'complete', companies: 1 })
  })

  it('survives what the official client throws at: unknown enums and a bare company', async () => {
    const odd = {
      id: 'odd',
      newField: { deep: true },
      dataConnections: [
        {
          id: 'x',
          sourceType: 'Telepathy',
          status: 'Hibernating',
          platformName: 'Xero',
          created: 'yesterday',
          lastSync: null,
        },
      ],
    }
    server.answer(json(200, page([odd], null, 1)))
    const { summary, rows } = await open().readCompanies({ client: askedClient() })
    expect(summary).toMatchObject({ state: 'complete', counts: { other: 1 } })
    expect(rows).toMatchObject([{ status: 'Hibernating', createdAt: null }])
  })
})
