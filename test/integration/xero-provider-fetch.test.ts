// The guarded fetch against real servers on this machine: what leaves, where to, and what never does.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { fetchFailure } from '../../src/domain/fetch-failure'
import { guardFetch } from '../../src/main/provider-fetch'
import { refusedOrigin } from '../support/oauth-ports'

interface Seen {
  origin: string
  requests: IncomingMessage[]
}

const servers: Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<Seen> {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    requests.push(request)
    answer(request, response)
  })
  servers.push(server)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests }
}

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'answered' as const,
    (error: unknown) => fetchFailure(error),
  )

const withKey = { headers: { authorization: 'Basic Y2FuYXJ5OmNhbmFyeQ==' } }

describe('the guarded fetch', () => {
  it('answers from an address on the list, with the options forced', async () => {
    const seen: RequestInit[] = []
    const { origin } = await serve((_request, response) => response.end('ok'))
    const guarded = guardFetch(
      (url, init) => {
        seen.push(init ?? {})
        return fetch(url, init)
      },
      [origin],
    )
    const response = await guarded(`${origin}/x`, { redirect: 'follow', credentials: 'include', cache: 'force-cache' })
    expect(await response.text()).toBe('ok')
    expect(seen[0]).toMatchObject({
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    })
  })

  it.each([301, 302, 303, 307, 308])(
    'never follows a %i to another host, nor sends credentials there',
    async (status) => {
      const other = await serve((_request, response) => response.end('caught'))
      const { origin } = await serve((_request, response) => {
        response.writeHead(status, { location: `${other.origin}/steal`, 'set-cookie': 'canary=1' }).end()
      })
      // Even if the other host were itself on the list, a redirect is an error.
      const guarded = guardFetch(fetch, [origin, other.origin])
      expect(await failureOf(guarded(origin, withKey))).toBe('redirected')
      expect(other.requests).toHaveLength(0)
    },
  )

  it('refuses an answer that came through a redirect, should a fetch follow one all the same', async () => {
    const { origin } = await serve((request, response) => {
      if (request.url === '/from') response.writeHead(302, { location: '/to' }).end()
      else response.end('moved')
    })
    const disobedient = guardFetch((url, init) => fetch(url, { ...init, redirect: 'follow' }), [origin])
    expect(await failureOf(disobedient(`${origin}/from`))).toBe('address-refused')
  })

  it('refuses what is not on the list before anything is sent', async () => {
    const other = await serve((_request, response) => response.end())
    let sent = 0
    const guarded = guardFetch(
      async (url, init) => {
        sent += 1
        return fetch(url, init)
      },
      ['https://identity.xero.com'],
    )
    const refused = [
      other.origin,
      pathToFileURL(import.meta.filename).href,
      'data:text/plain,hello',
      'http://identity.xero.com/connect/token',
      'https://identity.xero.com:8443/',
      'https://identity.xero.com.example.com/',
      'https://identity.xero.com@example.com/',
      'https://user:pass@identity.xero.com/',
      'https://:pass@identity.xero.com/',
      'not an address',
    ]
    const answers = await Promise.all(refused.map((url) => failureOf(guarded(url, withKey))))
    expect(new Set(answers)).toEqual(new Set(['address-refused']))
    expect(sent).toBe(0)
    expect(other.requests).toHaveLength(0)
  })

  it('takes no list with plain http on another machine', () => {
    expect(() => guardFetch(fetch, ['http://identity.xero.com'])).toThrow(TypeError)
    expect(() => guardFetch(fetch, ['file:///'])).toThrow(TypeError)
  })

  it('sends no cookie that an earlier answer set', async () => {
    const { origin, requests } = await serve((_request, response) =>
      response.writeHead(200, { 'set-cookie': 'canary=1; Path=/' }).end(),
    )
    const guarded = guardFetch(fetch, [origin])
    await guarded(origin)
    await guarded(origin)
    expect(requests[1]?.headers.cookie).toBeUndefined()
  })

  it('ends a request that gets no answer, and a body that never ends, at the deadline', async () => {
    const silent = await serve(() => {})
    const dripping = await serve((_request, response) => {
      response.writeHead(200)
      response.write('a')
    })
    const guarded = guardFetch(fetch, [silent.origin, dripping.origin], { deadlineMs: 150 })
    expect(await failureOf(guarded(silent.origin))).toBe('timed-out')
    expect(await failureOf(guarded(dripping.origin).then((response) => response.text()))).toBe('timed-out')
  })

  it('tells a cancel, a closed port, an unknown host and a cut-off answer apart', async () => {
    const silent = await serve(() => {})
    const cut = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('short', () => response.destroy())
    })
    const closed = await refusedOrigin()
    const guarded = guardFetch(fetch, [silent.origin, cut.origin, closed, 'https://no-such-host.invalid'])
    const cancel = new AbortController()
    const cancelled = failureOf(guarded(silent.origin, { signal: cancel.signal }))
    cancel.abort()
    expect(await cancelled).toBe('cancelled')
    expect(await failureOf(guarded(closed))).toBe('no-connection')
    expect(await failureOf(guarded('https://no-such-host.invalid/'))).toBe('no-such-host')
    expect(await failureOf(guarded(cut.origin).then((response) => response.text()))).toBe('cut-off')
  })
})
