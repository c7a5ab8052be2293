// The loopback listener on real sockets: who may come in, what is bound, and how fast it lets go.
import { afterEach, describe, expect, it } from 'vitest'
import type { RefusalReason } from '../../src/domain/xero/schema'
import type { LoopbackRedirect } from '../../src/domain/redirect-uri'
import type { ErrorHint } from '../../src/domain/xero/callback-request'
import type { ListenerLimits } from '../../src/domain/xero/listener-limits'
import { openLoopbackListener, type ListenerEnd, type LoopbackListener } from '../../src/main/xero/loopback-listener'
import { knock, knockRaw, openSocket } from '../support/oauth-knock'
import {
  canBind,
  freeRedirect,
  hasIpv6Loopback,
  listeningAddresses,
  releasePort,
  takePort,
} from '../support/oauth-ports'
import { stopTimers } from '../support/stopped-timers'

const STATE = 'k3Jw0fB2pX9sYtQe7Rv1ZgLhNcMdUa4o'

const opened: LoopbackListener[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((listener) => listener.close()))
})

interface Open {
  listener: LoopbackListener
  redirect: LoopbackRedirect
  refused: RefusalReason[]
  counts: number[]
  hints: ErrorHint[]
}

async function open(limits: Partial<ListenerLimits> = {}, redirects?: LoopbackRedirect[]): Promise<Open> {
  const refused: RefusalReason[] = []
  const counts: number[] = []
  const hints: ErrorHint[] = []
  const outcome = await openLoopbackListener({
    redirects: redirects ?? [await freeRedirect()],
    state: STATE,
    onRefused: (reason, count) => {
      refused.push(reason)
      counts.push(count)
    },
    onHint: (hint) => hints.push(hint),
    limits,
  })
  if (outcome.kind !== 'listening') throw new Error(outcome.kind)
  opened.push(outcome.listener)
  return { listener: outcome.listener, redirect: outcome.listener.redirect, refused, counts, hints }
}

function accepted(end: ListenerEnd) {
  if (end.kind !== 'accepted') throw new Error(`ended as ${end.kind}`)
  return end.callback
}

/** Plays the genuine callback and shows `page`. */
async function finish({ listener, redirect }: Open) {
  const answer = knock({ port: redirect.port, path: `/callback?code=genuine&state=${STATE}` })
  const callback = accepted(await listener.ended)
  await callback.answer('signed-in')
  return { url: callback.url, answer: await answer }
}

describe('what the listener binds', () => {
  it('is 127.0.0.1 and ::1, and nothing else, by the system’s own account', async () => {
    const { redirect, listener } = await open()
    const own = [`127.0.0.1:${redirect.port}`, ...(hasIpv6Loopback ? [`[::1]:${redirect.port}`] : [])]
    expect(await listeningAddresses(redirect.port)).toEqual(own.toSorted())
    expect(listener.bound).toEqual(hasIpv6Loopback ? ['127.0.0.1', '::1'] : ['127.0.0.1'])
  })

  it.runIf(hasIpv6Loopback)('takes the callback on ::1 too', async () => {
    const { redirect, listener } = await open()
    const answer = knock({ port: redirect.port, host: '::1', path: `/callback?code=x&state=${STATE}` })
    await accepted(await listener.ended).answer('signed-in')
    expect((await answer).status).toBe(200)
  })

  it('does without ::1 only on a machine that has none', async ({ skip }) => {
    skip(hasIpv6Loopback, 'this machine has ::1; run it where IPv6 is off')
    const { listener } = await open()
    expect(listener.bound).toEqual(['127.0.0.1'])
  })

  it.runIf(hasIpv6Loopback).each([
    ['a stranger on ::1', '::1', '::1'],
    ['a stranger on 127.0.0.1', '127.0.0.1', '127.0.0.1'],
    ['a stranger on every IPv4 address', '0.0.0.0', '127.0.0.1'],
    ['a stranger on every address', '::', '127.0.0.1'],
  ])('says that the port is taken by %s and lets the other address go', async (_who, host, named) => {
    const redirect = await freeRedirect()
    const stranger = await takePort(host, redirect.port)
    try {
      const outcome = await openLoopbackListener({
        redirects: [redirect],
        state: STATE,
        onRefused: () => {},
        onHint: () => {},
      })
      expect(outcome).toEqual({
        kind: 'ports-taken',
        conflicts: [{ redirectUri: redirect.uri, address: named, reason: 'taken' }],
      })
      expect(await listeningAddresses(redirect.port)).toHaveLength(1)
    } finally {
      await releasePort(stranger)
    }
    expect(await canBind('127.0.0.1', redirect.port)).toBe(true)
  })

  it('tries the spares in order and names what was taken', async () => {
    const [first, second, third] = [await freeRedirect(), await freeRedirect(), await freeRedirect()]
    const strangers = [await takePort('127.0.0.1', first.port), await takePort('127.0.0.1', second.port)]
    try {
      const { listener } = await open({}, [first, second, third])
      expect(listener.redirect).toEqual(third)
      expect(listener.conflicts.map(({ redirectUri }) => redirectUri)).toEqual([first.uri, second.uri])
    } finally {
      await Promise.all(strangers.map(releasePort))
    }
  })
})

const port = (redirect: LoopbackRedirect) => redirect.port

describe('who is let in', () => {
  const hostile: [string, RefusalReason, (redirect: LoopbackRedirect) => ReturnType<typeof knock>][] = [
    ['a favicon first', 'wrong-path', (r) => knock({ port: port(r), path: '/favicon.ico' })],
    [
      'a path that only begins like ours',
      'wrong-path',
      (r) => knock({ port: port(r), path: `/callback/?code=x&state=${STATE}` }),
    ],
    [
      'a path that resolves to ours',
      'wrong-path',
      (r) => knock({ port: port(r), path: `/x/../callback?code=x&state=${STATE}` }),
    ],
    ['an escaped path', 'wrong-path', (r) => knock({ port: port(r), path: `/%63allback?code=x&state=${STATE}` })],
    [
      'a whole address as target',
      'wrong-path',
      (r) => knock({ port: port(r), path: `${r.uri}?code=x&state=${STATE}` }),
    ],
    ['POST', 'wrong-method', (r) => knock({ port: port(r), path: `/callback?code=x&state=${STATE}`, method: 'POST' })],
    ['HEAD', 'wrong-method', (r) => knock({ port: port(r), path: `/callback?code=x&state=${STATE}`, method: 'HEAD' })],
    ['a preflight', 'wrong-method', (r) => knock({ port: port(r), path: '/callback', method: 'OPTIONS' })],
    ['no state', 'missing-state', (r) => knock({ port: port(r), path: '/callback?code=x' })],
    ['a wrong state', 'wrong-state', (r) => knock({ port: port(r), path: `/callback?code=x&state=${STATE}x` })],
    ['an empty state', 'wrong-state', (r) => knock({ port: port(r), path: '/callback?code=x&state=' })],
    [
      'state given twice',
      'repeated-parameter',
      (r) => knock({ port: port(r), path: `/callback?code=x&state=a&state=${STATE}` }),
    ],
    [
      'code given twice',
      'repeated-parameter',
      (r) => knock({ port: port(r), path: `/callback?code=x&code=y&state=${STATE}` }),
    ],
    [
      'error given twice',
      'repeated-parameter',
      (r) => knock({ port: port(r), path: `/callback?error=x&error=y&state=${STATE}` }),
    ],
    [
      'issuer given twice',
      'repeated-parameter',
      (r) => knock({ port: port(r), path: `/callback?code=x&iss=x&iss=y&state=${STATE}` }),
    ],
    ['neither code nor error', 'no-code', (r) => knock({ port: port(r), path: `/callback?state=${STATE}` })],
    [
      'another Host',
      'wrong-host',
      (r) => knock({ port: port(r), path: `/callback?code=x&state=${STATE}`, hostHeader: 'evil.example' }),
    ],
    [
      'our address by number',
      'wrong-host',
      (r) => knock({ port: port(r), path: `/callback?code=x&state=${STATE}`, hostHeader: `127.0.0.1:${r.port}` }),
    ],
    [
      'a Host without the port',
      'wrong-host',
      (r) => knock({ port: port(r), path: `/callback?code=x&state=${STATE}`, hostHeader: 'localhost' }),
    ],
  ]

  it.each(hostile)('turns away %s, and the test can still finish', async (_what, reason, attack) => {
    const running = await open()
    const answer = await attack(running.redirect)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(running.refused).toEqual([reason])
    const { url, answer: page } = await finish(running)
    expect(url.searchParams.get('code')).toBe('genuine')
    expect(page.body).toContain('data-outcome="signed-in"')
  })

  it('turns away a request without a Host, with two, and one that is not HTTP', async () => {
    const running = await open()
    const target = `/callback?code=x&state=${STATE}`
    const host = `Host: ${running.redirect.hostHeader}\r\n`
    expect(await knockRaw(running.redirect.port, `GET ${target} HTTP/1.1\r\n\r\n`)).toMatch(/^HTTP\/1\.1 421 /)
    expect(await knockRaw(running.redirect.port, `GET ${target} HTTP/1.1\r\n${host}${host}\r\n`)).toMatch(
      /^HTTP\/1\.1 4\d\d /,
    )
    expect(await knockRaw(running.redirect.port, 'NONSENSE\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
    expect(
      await knockRaw(running.redirect.port, 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n'),
    ).toMatch(/^HTTP\/1\.1 400 /)
    expect(running.refused).toEqual(['wrong-host', 'wrong-host', 'malformed', 'malformed'])
    await finish(running)
  })

  it('answers nobody who waits to be told to go on, nor leaves them to Node', async () => {
    const running = await open()
    for (const what of ['100-continue', 'anything-else']) {
      const head = `GET /favicon.ico HTTP/1.1\r\nHost: ${running.redirect.hostHeader}\r\nExpect: ${what}\r\n\r\n`
      expect(await knockRaw(running.redirect.port, head)).toMatch(/^HTTP\/1\.1 404 /)
    }
    expect(running.refused).toEqual(['wrong-path', 'wrong-path'])
    await finish(running)
  })

  it('turns away a query of one megabyte', async () => {
    const running = await open()
    const heard = await knockRaw(
      running.redirect.port,
      `GET /callback?state=${STATE}&code=${'x'.repeat(1_000_000)} HTTP/1.1\r\nHost: ${running.redirect.hostHeader}\r\n\r\n`,
    )
    // The system may drop the answer with the rest of the megabyte unread; what counts is that it was not taken.
    expect(heard === '' || heard.startsWith('HTTP/1.1 431 ')).toBe(true)
    expect(running.refused).toEqual(['too-large'])
    await finish(running)
  })

  it('turns away a head that is longer than it may be', async () => {
    const running = await open({ headBytes: 2_000 })
    const head = `GET /callback?code=${'x'.repeat(3_000)} HTTP/1.1\r\nHost: ${running.redirect.hostHeader}\r\n\r\n`
    expect(await knockRaw(running.redirect.port, head)).toMatch(/^HTTP\/1\.1 431 /)
    expect(running.refused).toEqual(['too-large'])
    await finish(running)
  })

  it('ends a request that only drips, and does not count a socket that says nothing', async () => {
    const running = await open({ requestMs: 1_000 })
    const silent = await openSocket(running.redirect.port)
    const heard = await knockRaw(running.redirect.port, 'GET /callback HTTP/1.1\r\nHost: loc')
    expect(heard).toMatch(/^HTTP\/1\.1 4\d\d /)
    if (!silent.destroyed) await new Promise((resolve) => silent.once('close', resolve))
    expect(running.refused).toEqual(['too-slow'])
    await finish(running)
  })

  it('limits the number of sockets', async () => {
    const running = await open({ sockets: 3 })
    const sockets = await Promise.all([1, 2, 3, 4, 5].map(() => openSocket(running.redirect.port)))
    await expect.poll(() => running.refused.length).toBe(2)
    expect(new Set(running.refused)).toEqual(new Set(['too-many-sockets']))
    await expect.poll(() => sockets.filter(({ closed }) => closed).length).toBe(2)
    for (const socket of sockets) socket.destroy()
    const favicon = () =>
      knock({ port: running.redirect.port, path: '/favicon.ico' }).then(
        ({ status }) => status,
        () => 0,
      )
    await expect.poll(favicon).toBe(404)
    await finish(running)
  })

  it('takes one callback: the same one again is refused, and the first still gets its page', async () => {
    const running = await open()
    const path = `/callback?code=once&state=${STATE}`
    const first = knock({ port: running.redirect.port, path })
    const callback = accepted(await running.listener.ended)
    expect((await knock({ port: running.redirect.port, path })).status).toBe(409)
    expect(running.refused).toEqual(['already-answered'])
    await callback.answer('signed-in')
    expect((await first).status).toBe(200)
  })

  it('treats an error without our state as a hint only, and shows none of it', async () => {
    const running = await open()
    const script = '<script>alert(document.domain)</script>'
    const answer = await knock({
      port: running.redirect.port,
      path: `/callback?error=${encodeURIComponent(script)}&error_description=${encodeURIComponent(script)}`,
    })
    expect(answer.status).toBe(400)
    expect(answer.body).toBe('Latchkey does not answer this.\n')
    expect(running.refused).toEqual(['error-without-state'])
    expect(running.hints).toEqual([{ error: script, errorDescription: script }])
    await finish(running)
  })

  it('takes an error with our state, and the page has none of it', async () => {
    const running = await open()
    const answer = knock({
      port: running.redirect.port,
      path: `/callback?error=%3Cscript%3Ealert(1)%3C/script%3E&state=${STATE}`,
    })
    await accepted(await running.listener.ended).answer('refused')
    const { body, status } = await answer
    expect(status).toBe(200)
    expect(body).toContain('data-outcome="refused"')
    expect(body).not.toContain('alert')
  })

  it('is not ended by junk, however much comes: it says so less and less often, and counts all of it', async () => {
    const running = await open()
    const junk = ['/favicon.ico', '/callback?state=not-ours', '/callback?code=x', `/callback?state=${STATE}`]
    for (let knocks = 0; knocks < 200; knocks += 1) {
      await knock({ port: running.redirect.port, path: junk[knocks % junk.length] ?? '' })
    }
    expect(running.refused).toHaveLength(14)
    expect(running.counts.slice(-4)).toEqual([16, 32, 64, 128])
    expect(running.listener.refused()).toBe(200)
    const { url } = await finish(running)
    expect(url.searchParams.get('code')).toBe('genuine')
  })

  it('still hands on what an error without our state says after much junk', async () => {
    const running = await open()
    for (let knocks = 0; knocks < 60; knocks += 1) await knock({ port: running.redirect.port, path: '/favicon.ico' })
    await knock({ port: running.redirect.port, path: '/callback?error=access_denied' })
    expect(running.hints).toEqual([{ error: 'access_denied', errorDescription: null }])
    await finish(running)
  })

  it('lets the callback in past sockets that are all taken by somebody who says nothing', async () => {
    const running = await open({ sockets: 3 })
    const silent = await Promise.all([1, 2, 3].map(() => openSocket(running.redirect.port)))
    await finish(running)
    expect(running.refused).toEqual(['too-many-sockets'])
    for (const socket of silent) socket.destroy()
  })
})

it('keeps the socket of the callback that was taken, however many come after it', async () => {
  const running = await open({ sockets: 2 })
  const page = knock({ port: running.redirect.port, path: `/callback?code=x&state=${STATE}` })
  const callback = accepted(await running.listener.ended)
  const others = await Promise.all([1, 2, 3].map(() => openSocket(running.redirect.port)))
  await expect.poll(() => running.refused.length).toBe(2)
  await callback.answer('signed-in')
  expect((await page).status).toBe(200)
  for (const socket of others) socket.destroy()
})

describe('the page and the port', () => {
  it('sends a page that is not kept, not framed, not referred from, and holds neither code nor state', async () => {
    const { answer } = await finish(await open())
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.headers['referrer-policy']).toBe('no-referrer')
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
    expect(answer.body).not.toContain('genuine')
    expect(answer.body).not.toContain(STATE)
  })

  it('holds the browser no longer than it may, then says that Latchkey is still waiting', async () => {
    const running = await open({ holdMs: 120 })
    const answer = knock({ port: running.redirect.port, path: `/callback?code=x&state=${STATE}` })
    const callback = accepted(await running.listener.ended)
    expect((await answer).body).toContain('data-outcome="pending"')
    await callback.answer('signed-in')
  })

  it('shows the first outcome it is given, and no second', async () => {
    const running = await open()
    const shown = knock({ port: running.redirect.port, path: `/callback?code=x&state=${STATE}` })
    const callback = accepted(await running.listener.ended)
    await Promise.all([callback.answer('signed-in'), callback.answer('failed')])
    const { status, body } = await shown
    expect([status, body.match(/data-outcome="[^"]*"/g)]).toEqual([200, ['data-outcome="signed-in"']])
  })

  it('frees the port at once when it closes, with a held callback and silent sockets open', async () => {
    const running = await open()
    const { port: at } = running.redirect
    const sockets = await Promise.all([openSocket(at), openSocket(at)])
    const held = knock({ port: at, path: `/callback?code=x&state=${STATE}` }).catch(() => 'closed')
    await running.listener.ended
    stopTimers()
    await running.listener.close()
    await releasePort(await takePort('127.0.0.1', at))
    expect(await held).toBe('closed')
    await expect.poll(() => sockets.every((socket) => socket.closed)).toBe(true)
  })
})
