// The keys check over real sockets: what each answer means, what is sent, and what it costs.
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { guardFetch } from '../../src/main/provider-fetch'
import { Secret } from '../../src/main/secret'
import { addressesOfXero, originsOfXero } from '../../src/domain/xero/addresses'
import { openAppConnections, checkKeys } from '../../src/main/xero/app-connections'
import { realClock } from '../support/oauth-run'
import { stopTimers } from '../support/stopped-timers'
import { json, SHAPE_CLIENT, SHAPE_SECRET, startXeroShape } from '../support/oauth-xero-shape'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

async function serve(
  answer: RequestListener,
): Promise<{ origin: string; requests: IncomingMessage[]; bodies: string[] }> {
  const requests: IncomingMessage[] = []
  const bodies: string[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += String(part)
    })
    request.on('end', () => {
      requests.push(request)
      bodies.push(body)
      answer(request, response)
    })
  })
  servers.push(server)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, bodies }
}

function optionsAt(origin: string, over: { secret?: string; requestMs?: number; signal?: AbortSignal } = {}) {
  const addresses = addressesOfXero({ login: origin, identity: origin, api: origin })
  const { secret = SHAPE_SECRET, ...rest } = over
  return {
    clientId: SHAPE_CLIENT,
    secret: new Secret(secret),
    fetch: guardFetch(fetch, originsOfXero(addresses)),
    addresses,
    clock: realClock,
    ...rest,
  }
}

const answers = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  serve((_request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    json(response, status, body)
  })

/** An answer that is what was asked for, and then goes on for so many bytes more. */
const packed =
  (status: number, body: unknown, more: number): RequestListener =>
  (_request, response) => {
    const head = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
    response.writeHead(status, head).end(gzipSync(`${JSON.stringify(body)}${' '.repeat(more)}`))
  }

describe('what an answer means', () => {
  it('is accepted with a token, which is then gone', async () => {
    const { origin } = await answers(200, { access_token: 'canary-token', token_type: 'Bearer', expires_in: 1800 })
    const outcome = await checkKeys(optionsAt(origin))
    expect(outcome).toEqual({ kind: 'accepted', expiresInSeconds: 1800, listsConnections: true })
  })

  it.each<[string, number, unknown, Record<string, string>, object]>([
    ['a body', 400, { error: 'invalid_client' }, {}, { shape: 'body', status: 400 }],
    [
      'a challenge',
      401,
      {},
      { 'www-authenticate': 'Basic realm="x", error="invalid_client"' },
      { shape: 'challenge', challenge: 'basic' },
    ],
    [
      'a challenge with the code in the body',
      401,
      { error: 'invalid_client' },
      { 'www-authenticate': 'Basic realm="x"' },
      { shape: 'body', challenge: 'basic' },
    ],
  ])('is a wrong pair when invalid_client comes in %s', async (_where, status, body, headers, facts) => {
    const { origin } = await answers(status, body, headers)
    expect(await checkKeys(optionsAt(origin))).toMatchObject({
      kind: 'wrong-pair',
      facts: { error: 'invalid_client', ...facts },
    })
  })

  it.each(['invalid_scope', 'unauthorized_client', 'unsupported_grant_type', 'access_denied'])(
    'is probably accepted on %s',
    async (error) => {
      const { origin } = await answers(400, { error, error_description: 'Client credentials scope validation failed' })
      expect(await checkKeys(optionsAt(origin))).toMatchObject({
        kind: 'probably-accepted',
        facts: { error, errorDescription: 'Client credentials scope validation failed' },
      })
    },
  )

  it.each<[string, RequestListener, object]>([
    ['a 500', (_q, a) => a.writeHead(500).end('oops'), { status: 500, error: null }],
    [
      'a 429',
      (_q, a) => a.writeHead(429, { 'retry-after': '7', 'x-rate-limit-problem': 'minute' }).end(),
      { retryAfterSeconds: 7, rateLimit: 'minute' },
    ],
    [
      'a proxy’s page',
      (_q, a) => a.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
      { contentType: 'text/html' },
    ],
    ['an error of another kind', (_q, a) => json(a, 400, { error: 'invalid_request' }), { error: 'invalid_request' }],
    ['JSON that is no token', (_q, a) => json(a, 200, { hello: 1 }), { shape: 'none' }],
    ['a bare 401', (_q, a) => a.writeHead(401).end(), { status: 401, error: null }],
  ])('is unexpected on %s, with the facts', async (_what, listener, facts) => {
    const { origin } = await serve(listener)
    expect(await checkKeys(optionsAt(origin))).toMatchObject({ kind: 'unexpected', facts })
  })

  it('is no answer when there is none, in time, at all, or to the end', async () => {
    const silent = await serve(() => {})
    expect(await checkKeys(optionsAt(silent.origin, { requestMs: 200 }))).toEqual({
      kind: 'no-answer',
      failure: 'timed-out',
    })
    const stop = new AbortController()
    const cancelled = checkKeys(optionsAt(silent.origin, { signal: stop.signal }))
    stop.abort()
    expect(await cancelled).toEqual({ kind: 'no-answer', failure: 'cancelled' })
    const cut = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '900' })
      response.write('{"access_token":"x', () => response.destroy())
    })
    expect(await checkKeys(optionsAt(cut.origin))).toEqual({ kind: 'no-answer', failure: 'cut-off' })
    const dripping = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write('{')
    })
    expect(await checkKeys(optionsAt(dripping.origin, { requestMs: 200 }))).toEqual({
      kind: 'no-answer',
      failure: 'timed-out',
    })
  })

  it('is unexpected where a token comes with far more than a token', async () => {
    const { origin } = await serve(packed(200, { access_token: 'app', token_type: 'Bearer' }, 1024 * 1024))
    expect(await checkKeys(optionsAt(origin))).toMatchObject({ kind: 'unexpected', facts: { status: 200 } })
  })

  it('never repeats the secret, even if the answer does', async () => {
    const odd = 'PRACTICE-s3cret+/=&-_~'
    const { origin } = await serve((request, response) => {
      json(response, 400, {
        error: 'invalid_scope',
        error_description: `got ${odd} ${encodeURIComponent(odd)} ${request.headers.authorization}\u2028\u0007`,
      })
    })
    const said = JSON.stringify(await checkKeys(optionsAt(origin, { secret: odd })))
    expect(said).toContain('invalid_scope')
    expect(said).not.toContain('s3cret')
    expect(said).not.toContain(Buffer.from(`${SHAPE_CLIENT}:`).toString('base64').slice(0, 40))
  })
})

describe('what is sent', () => {
  it('is one POST with Basic and app.connections, the secret in the header only and `-` and `_` as they are', async () => {
    const { origin, requests, bodies } = await answers(200, { access_token: 'x', token_type: 'Bearer' })
    await checkKeys(optionsAt(origin, { secret: 'PRACTICE-a_b+c/d e' }))
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual(['POST /connect/token'])
    expect(Object.fromEntries(new URLSearchParams(bodies[0]))).toEqual({
      grant_type: 'client_credentials',
      scope: 'app.connections',
    })
    const sent = Buffer.from(requests[0]?.headers.authorization?.slice('Basic '.length) ?? '', 'base64').toString()
    expect(sent).toBe(`${SHAPE_CLIENT}:PRACTICE-a_b%2Bc%2Fd+e`)
  })

  it('never reaches a host that Xero’s answer redirects to', async () => {
    const other = await serve((_request, response) => response.end())
    const { origin } = await serve((_request, response) => response.writeHead(307, { location: other.origin }).end())
    expect(await checkKeys(optionsAt(origin))).toEqual({ kind: 'no-answer', failure: 'redirected' })
    expect(other.requests).toEqual([])
  })
})

describe('what it costs', () => {
  it('adds no waiting and less than 100 ms of work to what the server takes', async ({ annotate }) => {
    const { origin } = await answers(200, { access_token: 'x', token_type: 'Bearer', expires_in: 1800 })
    stopTimers()
    const added: number[] = []
    for (let run = 0; run < 7; run += 1) {
      const before = process.cpuUsage()
      await checkKeys(optionsAt(origin))
      const { user, system } = process.cpuUsage(before)
      added.push((user + system) / 1_000)
    }
    expect(Math.min(...added)).toBeLessThan(100)
    await annotate(`processor time, server included: ${added.map((ms) => ms.toFixed(1)).join(', ')} ms`)
  })
})

describe('the app’s own view of its connections', () => {
  const rowOf = (n: number) => ({
    id: `7cb59f93-2964-421d-bb5e-a0f7a45${String(n).padStart(5, '0')}`,
    tenantId: `t${n}`,
    tenantName: null,
    tenantType: 'PRACTICE',
    extra: { new: true },
  })

  it('lists rows with unknown fields and null names, and counts those it can’t use', async () => {
    const { origin } = await serve((request, response) => {
      if (request.method === 'POST')
        json(response, 200, { access_token: 'app', token_type: 'Bearer', expires_in: 1800 })
      else json(response, 200, [rowOf(1), { ...rowOf(2), tenantName: 7 }, { id: '../x' }, null])
    })
    const answer = await openAppConnections(optionsAt(origin)).list()
    expect(answer).toMatchObject({
      kind: 'ok',
      value: { unreadableRows: 2, connections: [{ tenantName: null }, { tenantName: null }] },
    })
  })

  it('asks for one token for several calls, and for another when Xero refuses it early', async () => {
    let refuse = false
    const { origin, requests } = await serve((request, response) => {
      if (request.method === 'POST')
        json(response, 200, { access_token: 'app', token_type: 'Bearer', expires_in: 1800 })
      else if (refuse) {
        refuse = false
        json(response, 401, { detail: 'TokenExpired' })
      } else json(response, 200, [])
    })
    const app = openAppConnections(optionsAt(origin))
    await app.list()
    await app.list()
    const tokens = () => requests.filter(({ method }) => method === 'POST').length
    expect(tokens()).toBe(1)
    refuse = true
    expect((await app.list()).kind).toBe('ok')
    expect(tokens()).toBe(2)
  })

  it('removes by id, takes one that was gone as done, and lets no other path be made', async () => {
    const xero = await startXeroShape()
    const row = { ...rowOf(3), authEventId: 'a', tenantName: 'X', createdDateUtc: '', updatedDateUtc: '' }
    xero.rows.push(row)
    const app = openAppConnections(optionsAt(xero.origin))
    expect(await app.remove(row.id)).toMatchObject({ kind: 'ok', value: 'removed' })
    expect(await app.remove(row.id)).toMatchObject({ kind: 'ok', value: 'already-gone' })
    await expect(app.remove('../connect/revocation')).rejects.toThrow(TypeError)
    expect(xero.hits.filter((hit) => hit.startsWith('DELETE'))).toEqual([
      `DELETE /connections/${row.id}`,
      `DELETE /connections/${row.id}`,
    ])
    await xero.close()
  })

  it.each([
    ['invalid_client', 'wrong-pair'],
    ['unauthorized_client', 'not-available'],
    ['invalid_scope', 'not-available'],
  ])('says on %s: %s', async (error, kind) => {
    const { origin } = await answers(400, { error })
    expect(await openAppConnections(optionsAt(origin)).list()).toMatchObject({ kind, facts: { error } })
  })

  it('passes on a refusal of the list, a page instead of it, and silence', async () => {
    const withToken = (then: RequestListener) =>
      serve((request, response) => {
        if (request.method === 'POST') json(response, 200, { access_token: 'app', token_type: 'Bearer' })
        else then(request, response)
      })
    const refused = await withToken((_q, a) =>
      json(a, 403, { title: 'Forbidden', detail: 'AuthenticationUnsuccessful' }),
    )
    expect(await openAppConnections(optionsAt(refused.origin)).list()).toMatchObject({
      kind: 'refused',
      facts: { status: 403, apiDetail: 'AuthenticationUnsuccessful' },
    })
    const page = await withToken((_q, a) => a.end('<html>'))
    expect((await openAppConnections(optionsAt(page.origin)).list()).kind).toBe('unreadable')
    const endless = await withToken(packed(200, [rowOf(1)], 16 * 1024 * 1024))
    expect((await openAppConnections(optionsAt(endless.origin)).list()).kind).toBe('unreadable')
    const longRefusal = await withToken(packed(403, { detail: 'AuthenticationUnsuccessful' }, 64_000))
    expect(await openAppConnections(optionsAt(longRefusal.origin)).list()).toMatchObject({
      kind: 'refused',
      facts: { status: 403, apiDetail: null },
    })
    const stop = new AbortController()
    const stopped = await withToken(() => stop.abort())
    expect(await openAppConnections(optionsAt(stopped.origin, { signal: stop.signal })).list()).toEqual({
      kind: 'no-answer',
      failure: 'cancelled',
    })
    const silent = await withToken(() => {})
    expect(await openAppConnections(optionsAt(silent.origin, { requestMs: 150 })).list()).toEqual({
      kind: 'no-answer',
      failure: 'timed-out',
    })
  })
})
