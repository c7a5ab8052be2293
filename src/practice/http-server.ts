// One stand-in server: loopback only, its own Host only, every answer dated by the practice clock, faults on demand.
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { PracticeEndpoint } from '../contract/practice'
import { type FaultAction, faultAction } from './http-faults'

/** The only address a stand-in ever listens on. */
const LOOPBACK = '127.0.0.1'
/** A write of 1,000 bank transactions is about a third of a megabyte; Xero itself stops at 3,000,000 bytes. */
const BODY_LIMIT = 3_000_000

export interface Asked {
  readonly method: string
  readonly url: URL
  readonly headers: IncomingHttpHeaders
  /** Values of the `:name` parts of the route's path. */
  readonly params: Readonly<Record<string, string>>
  readonly body: string
}

export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string | string[]>>
  readonly body?: string
}

/** `E` names the endpoints that can be made to fail: each stand-in has its own. */
export interface Route<E extends string = PracticeEndpoint> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** `/connections/:id`; matched without regard to case, as Xero does. */
  readonly path: string
  /** Set where the endpoint can be made to fail. */
  readonly endpoint?: E
  handle(asked: Asked): Answer | Promise<Answer>
}

/** A request as it is remembered: names and kinds only, no value that could be secret. */
export interface SeenRequest {
  readonly at: string
  readonly origin: string
  /** The Host header: another name than the origin's means that a redirect was followed. */
  readonly host: string
  readonly method: string
  readonly path: string
  readonly queryNames: readonly string[]
  readonly authorization: 'basic' | 'bearer' | 'other' | null
  readonly hadCookie: boolean
}

export interface ServerPorts<E extends string = PracticeEndpoint> {
  now(): Date
  /** The fault switched on for an endpoint, used up by asking. */
  takeFault(endpoint: E): FaultAction['fault'] | null
  slowMilliseconds(): number
  retryAfterSeconds(): number
  saw(request: SeenRequest): void
  /** A defect in a stand-in, not a fault on demand. */
  broke(error: unknown): void
}

export interface StandInServer {
  readonly origin: string
  readonly port: number
  close(): Promise<void>
}

/**
 * Listens on 127.0.0.1. `port` 0 takes a free one; a remembered port that is taken gives way to a free one unless `exact`.
 * Rejects with the socket's error when an exact port is taken.
 */
export async function startServer<E extends string = PracticeEndpoint>(
  options: { port: number; exact: boolean; standingHeaders: Readonly<Record<string, string>> },
  routes: readonly Route<E>[],
  ports: ServerPorts<E>,
): Promise<StandInServer> {
  let closing = false
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (!closing) ports.broke(error)
      response.destroy()
    })
  })

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.sendDate = false
    const send = (answer: Answer) => write(response, answer, standing())
    const origin = originOf(server.address())
    const url = readUrl(request.url, origin)
    if (url === null) return send(plain(400, 'That address can’t be read.'))
    ports.saw(remember(request, url, origin, ports.now()))
    if (request.headers.host !== url.host) return send(plain(421, 'This server answers to its own name only.'))
    const body = await readBody(request)
    if (body === null) return send(plain(413, 'Too long.'))
    const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET')
    const found = findRoute(routes, method, url.pathname)
    if (found.route === null) return send(plain(found.allowed.length > 0 ? 405 : 404, 'Nothing here.', found.allowed))
    const { route, params } = found
    const handle = async (): Promise<Answer> => route.handle({ method, url, headers: request.headers, params, body })
    const fault = route.endpoint === undefined ? null : ports.takeFault(route.endpoint)
    if (fault === null) return send(await handle())
    const action = faultAction(fault, {
      retryAfterSeconds: ports.retryAfterSeconds(),
      elsewhere: `${origin}/elsewhere`,
    })
    await misbehave(action, { handle, send, response, standing, slow: ports.slowMilliseconds() })
  }

  const standing = () => ({ Date: ports.now().toUTCString(), ...options.standingHeaders })
  await listenOn(server, options.port, options.exact)
  const origin = originOf(server.address())
  return {
    origin,
    port: Number(new URL(origin).port),
    close: () =>
      new Promise((resolve) => {
        closing = true
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

interface Scene {
  handle(): Promise<Answer>
  send(answer: Answer): void
  readonly response: ServerResponse
  standing(): Readonly<Record<string, string>>
  readonly slow: number
}

async function misbehave(action: FaultAction, scene: Scene): Promise<void> {
  switch (action.do) {
    case 'answer':
      return scene.send(action.answer)
    case 'wait':
      await pause(scene.slow, scene)
      return scene.send(await scene.handle())
    case 'hang':
      return pause(null, scene)
    case 'cut':
      scene.response.destroy()
      return
    case 'lose':
      await scene.handle()
      scene.response.destroy()
      return
    case 'truncate':
      return writeHalf(scene.response, await scene.handle(), scene.standing())
  }
}

/** Waits, or for ever when `milliseconds` is null; ends early when the caller goes away, or the server, which closes its connections. */
function pause(milliseconds: number | null, scene: Scene): Promise<void> {
  return new Promise((resolve) => {
    const timer = milliseconds === null ? undefined : setTimeout(resolve, milliseconds)
    scene.response.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

function write(response: ServerResponse, answer: Answer, standing: Readonly<Record<string, string>>): void {
  if (response.destroyed) return
  const body = Buffer.from(answer.body ?? '', 'utf8')
  const length = answer.status === 204 ? {} : { 'Content-Length': String(body.length) }
  response.writeHead(answer.status, { ...standing, ...answer.headers, ...length })
  response.end(body)
}

function writeHalf(response: ServerResponse, answer: Answer, standing: Readonly<Record<string, string>>): void {
  const body = Buffer.from(answer.body ?? '', 'utf8')
  response.writeHead(answer.status, {
    ...standing,
    ...answer.headers,
    'Content-Length': String(Math.max(body.length, 2)),
  })
  response.write(body.subarray(0, Math.max(1, Math.floor(body.length / 2))), () => response.destroy())
}

function plain(status: number, text: string, allowed: readonly string[] = []): Answer {
  const allow = allowed.length > 0 ? { Allow: allowed.join(', ') } : {}
  return { status, headers: { 'Content-Type': 'text/plain; charset=utf-8', ...allow }, body: text }
}

function readUrl(target: string | undefined, origin: string): URL | null {
  // A path alone: an absolute target or `//host` would let the caller choose the host.
  if (target === undefined || !target.startsWith('/') || target.startsWith('//')) return null
  try {
    return new URL(target, origin)
  } catch {
    return null
  }
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request) {
    const bytes = Buffer.from(part)
    length += bytes.length
    if (length <= BODY_LIMIT) parts.push(bytes)
  }
  return length > BODY_LIMIT ? null : Buffer.concat(parts).toString('utf8')
}

type Found<E extends string> =
  | { route: Route<E>; params: Record<string, string>; allowed: readonly string[] }
  | { route: null; allowed: readonly string[] }

/** The route for a method and path, or the methods that the path does allow. */
export function findRoute<E extends string>(routes: readonly Route<E>[], method: string, path: string): Found<E> {
  const matches = routes.flatMap((route) => {
    const params = matchPath(route.path, path)
    return params === null ? [] : [{ route, params }]
  })
  const hit = matches.find((match) => match.route.method === method)
  if (hit === undefined) return { route: null, allowed: matches.map((match) => match.route.method) }
  return { ...hit, allowed: [] }
}

function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? ''
    if (part.startsWith(':')) {
      const decoded = decodePart(value)
      if (decoded === null) return null
      params[part.slice(1)] = decoded
    } else if (part.toLowerCase() !== value.toLowerCase()) return null
  }
  return params
}

function decodePart(value: string): string | null {
  try {
    return value === '' ? null : decodeURIComponent(value)
  } catch {
    return null
  }
}

function remember(request: IncomingMessage, url: URL, origin: string, at: Date): SeenRequest {
  return {
    at: at.toISOString(),
    origin,
    host: request.headers.host ?? '',
    method: request.method ?? '',
    path: url.pathname,
    queryNames: [...url.searchParams.keys()],
    authorization: kindOfAuthorization(request.headers.authorization),
    hadCookie: request.headers.cookie !== undefined,
  }
}

function kindOfAuthorization(header: string | undefined): SeenRequest['authorization'] {
  if (header === undefined) return null
  if (/^basic /i.test(header)) return 'basic'
  return /^bearer /i.test(header) ? 'bearer' : 'other'
}

function originOf(address: AddressInfo | string | null): string {
  if (address === null || typeof address === 'string') throw new Error('A stand-in listens on TCP')
  return `http://${LOOPBACK}:${address.port}`
}

async function listenOn(server: ReturnType<typeof createServer>, port: number, exact: boolean): Promise<void> {
  try {
    await listenOnce(server, port)
  } catch (error) {
    if (exact || port === 0) throw error
    await listenOnce(server, 0)
  }
}

function listenOnce(server: ReturnType<typeof createServer>, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: LOOPBACK, port, exclusive: true }, () => {
      server.off('error', reject)
      resolve()
    })
  })
}
