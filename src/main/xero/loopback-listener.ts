// Waits on this machine for the one callback of a sign-in test. It believes nobody: exact path, exact Host, GET, our state, once.
import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { LoopbackRedirect } from '../../domain/redirect-uri'
import type { PortConflict, RefusalReason } from '../../domain/xero/schema'
import {
  callbackPage,
  type CallbackPage,
  pageHeaders,
  REFUSAL_TEXT,
  refusalHeaders,
} from '../../domain/xero/callback-page'
import { LISTENER_LIMITS, type ListenerLimits } from '../../domain/xero/listener-limits'
import {
  brokenAnswer,
  brokenReason,
  type ErrorHint,
  isTold,
  judgeCallback,
  TOLD_EACH,
} from '../../domain/xero/callback-request'

export interface ListenerOptions {
  /** The redirect URI, then the spares, in the order they are tried. */
  redirects: readonly LoopbackRedirect[]
  state: string
  /** `count` requests were refused so far. Not called for each of very many. */
  onRefused(reason: RefusalReason, count: number): void
  /** An error came without our state. Called for the first few of them. */
  onHint(hint: ErrorHint): void
  limits?: Partial<ListenerLimits>
}

export interface AcceptedCallback {
  /** The redirect URI with the query that came. */
  readonly url: URL
  /** Shows the outcome in the browser; only the first call counts. Resolves once the browser has it or has gone. */
  answer(page: CallbackPage): Promise<void>
}

export type ListenerEnd =
  | { readonly kind: 'accepted'; readonly callback: AcceptedCallback }
  | { readonly kind: 'closed' }

export interface LoopbackListener {
  readonly redirect: LoopbackRedirect
  /** What was taken before a port was found. */
  readonly conflicts: readonly PortConflict[]
  /** The addresses that are listened on. */
  readonly bound: readonly string[]
  readonly ended: Promise<ListenerEnd>
  /** How many requests were refused so far. */
  refused(): number
  /** Frees the port and closes every connection. Calling it again is fine. */
  close(): Promise<void>
}

export type ListenOutcome =
  | { readonly kind: 'listening'; readonly listener: LoopbackListener }
  | { readonly kind: 'ports-taken'; readonly conflicts: readonly PortConflict[] }
  | { readonly kind: 'cannot-listen'; readonly detail: string }

const ADDRESSES = ['127.0.0.1', '::1'] as const
type LoopbackAddress = (typeof ADDRESSES)[number]

/**
 * Listens on 127.0.0.1 **and** ::1 of the first redirect URI whose port is free on both: a browser tries ::1 first for
 * `localhost`, so a stranger there would get the code. Only a machine that has no ::1 does without.
 */
export async function openLoopbackListener(options: ListenerOptions): Promise<ListenOutcome> {
  const conflicts: PortConflict[] = []
  for (const redirect of options.redirects) {
    const gate = createGate(redirect, options)
    // One after the other: a spare is only bound when the one before it can't be.
    const servers = await bindBoth(redirect, gate)
    if (servers.kind === 'bound') {
      return { kind: 'listening', listener: listenerOf(redirect, servers.servers, gate, conflicts) }
    }
    if (servers.kind === 'broken') return { kind: 'cannot-listen', detail: servers.detail }
    conflicts.push(servers.conflict)
  }
  return { kind: 'ports-taken', conflicts }
}

interface Bound {
  address: LoopbackAddress
  server: Server
}

type BothResult =
  | { kind: 'bound'; servers: Bound[] }
  | { kind: 'conflict'; conflict: PortConflict }
  | { kind: 'broken'; detail: string }

async function bindBoth(redirect: LoopbackRedirect, gate: Gate): Promise<BothResult> {
  const servers: Bound[] = []
  for (const address of ADDRESSES) {
    const server = gate.createServer()
    const code = await bind(server, address, redirect.port)
    if (code === null) {
      servers.push({ address, server })
      continue
    }
    if (address === '::1' && isAbsent(code) && redirect.host !== '[::1]') continue
    await Promise.all(servers.map((bound) => closeServer(bound.server)))
    if (code !== 'EADDRINUSE' && code !== 'EACCES') return { kind: 'broken', detail: `${address}: ${code}` }
    const reason = code === 'EADDRINUSE' ? 'taken' : 'not-allowed'
    return { kind: 'conflict', conflict: { redirectUri: redirect.uri, address, reason } }
  }
  return { kind: 'bound', servers }
}

/** Gives null once bound, else the system's error code. */
function bind(server: Server, host: LoopbackAddress, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const fail = (error: NodeJS.ErrnoException): void => resolve(error.code ?? 'unknown')
    server.once('error', fail)
    server.listen({ host, port }, () => {
      server.off('error', fail)
      // A socket error after this must not end the process; the request it belonged to is lost either way.
      server.on('error', () => {})
      resolve(null)
    })
  })
}

const isAbsent = (code: string): boolean => code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT'

function listenerOf(
  redirect: LoopbackRedirect,
  servers: readonly Bound[],
  gate: Gate,
  conflicts: readonly PortConflict[],
): LoopbackListener {
  let closing: Promise<void> | null = null
  return {
    redirect,
    conflicts,
    bound: servers.map(({ address }) => address),
    ended: gate.ended,
    refused: gate.refused,
    close() {
      closing ??= Promise.all(servers.map(({ server }) => closeServer(server))).then(() => gate.end({ kind: 'closed' }))
      return closing
    },
  }
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

interface Gate {
  createServer(): Server
  readonly ended: Promise<ListenerEnd>
  refused(): number
  end(end: ListenerEnd): void
}

/** Lets one callback through, on whichever address it comes, and turns everything else away. */
function createGate(redirect: LoopbackRedirect, options: ListenerOptions): Gate {
  const limits = { ...LISTENER_LIMITS, ...options.limits }
  let settle: Gate['end'] | undefined
  const ended = new Promise<ListenerEnd>((resolve) => {
    settle = resolve
  })
  // A promise keeps its first value, so whatever ends the wait first has the word.
  const end: Gate['end'] = (how) => settle?.(how)
  let accepted = false
  /** The socket of the accepted callback, whose browser waits for its page. */
  let held: Socket | null = null
  let refused = 0
  let hints = 0

  // Junk never ends the wait: only the state tells Xero's answer from it, and a test that junk could end, anyone could end.
  const note = (reason: RefusalReason, hint: ErrorHint | null = null): void => {
    refused += 1
    if (isTold(refused)) options.onRefused(reason, refused)
    if (hint === null || hints >= TOLD_EACH) return
    hints += 1
    options.onHint(hint)
  }

  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    const verdict = judgeCallback(requestFacts(request), {
      redirect,
      isState: (given) => sameText(given, options.state),
    })
    if (!verdict.accepted) {
      note(verdict.reason, verdict.hint)
      refuse(response, verdict.status)
    } else if (accepted) {
      note('already-answered')
      refuse(response, 409)
    } else {
      accepted = true
      held = request.socket
      const url = new URL(`${redirect.uri}?${verdict.query}`)
      end({ kind: 'accepted', callback: { url, answer: heldAnswer(response, limits) } })
    }
  }

  const broken = new WeakSet<Duplex>()
  const onBroken = (error: NodeJS.ErrnoException, socket: Duplex): void => {
    if (broken.has(socket)) return
    broken.add(socket)
    // Browsers open sockets ahead of need and say nothing on them: no request, nothing to note.
    const spoke = 'bytesRead' in socket && Number(socket.bytesRead) > 0
    if (!spoke || error.code === 'ECONNRESET') {
      socket.destroy()
      return
    }
    note(brokenReason(error.code))
    refuseSocket(socket, error.code)
  }

  return {
    ended,
    end,
    refused: () => refused,
    createServer() {
      const server = createServer({
        maxHeaderSize: limits.headBytes,
        headersTimeout: limits.requestMs,
        requestTimeout: limits.requestMs,
        connectionsCheckingInterval: Math.min(1_000, limits.requestMs / 2),
        // A missing Host is refused by us, so that it is noted too.
        requireHostHeader: false,
        keepAlive: false,
      })
      const sockets = new Set<Socket>()
      server.on('connection', (socket) => {
        sockets.add(socket)
        socket.once('close', () => sockets.delete(socket))
        if (sockets.size <= limits.sockets) return
        // The newcomer may be the callback; whoever held a socket without saying anything isn't.
        note('too-many-sockets')
        const [oldest] = [...sockets].filter((one) => one !== held)
        oldest?.destroy()
      })
      server.on('request', onRequest)
      // Never "100 Continue": a body is not wanted.
      server.on('checkContinue', onRequest)
      server.on('checkExpectation', onRequest)
      server.on('clientError', onBroken)
      server.on('connect', (_request, socket) => onBroken({ name: 'Error', message: '', code: 'CONNECT' }, socket))
      return server
    },
  }
}

function requestFacts(request: IncomingMessage): Parameters<typeof judgeCallback>[0] {
  return {
    method: request.method ?? '',
    target: request.url ?? '',
    // `headers.host` keeps only the first of several.
    hosts: request.headersDistinct['host'] ?? [],
  }
}

function heldAnswer(response: ServerResponse, limits: ListenerLimits): AcceptedCallback['answer'] {
  let sent: Promise<void> | null = null
  const send = (page: CallbackPage): Promise<void> => {
    clearTimeout(hold)
    sent ??= sendPage(response, page, limits.lingerMs)
    return sent
  }
  const hold = setTimeout(() => void send('pending'), limits.holdMs).unref()
  return send
}

function sendPage(response: ServerResponse, page: CallbackPage, lingerMs: number): Promise<void> {
  const { socket } = response
  if (socket === null || socket.destroyed) return Promise.resolve()
  return new Promise((resolve) => {
    const linger = setTimeout(resolve, lingerMs)
    socket.once('close', () => {
      clearTimeout(linger)
      resolve()
    })
    const headers = pageHeaders((text) => digest(text).toString('base64'))
    response.writeHead(200, headers).end(callbackPage(page))
  })
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, status === 405 ? { ...refusalHeaders, Allow: 'GET' } : refusalHeaders).end(REFUSAL_TEXT)
}

/** For what never became a request: the shortest answer there is, then the socket goes. */
function refuseSocket(socket: Duplex, code: string | undefined): void {
  if (socket.writable) socket.end(brokenAnswer(code), () => socket.destroy())
  else socket.destroy()
}

/** Compares in a time that tells nothing about where two texts differ, nor how long the expected one is. */
export function sameText(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other))
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
