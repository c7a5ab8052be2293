// One request to Codat: its deadline, its headers, its budget, and whatever can become of the answer as data.
import type { CodatBudget, CodatProblem } from '../../contract/codat'
import type { Clock, Fetch, Random } from '../ports'
import { fetchFailure } from '../provider-fetch'
import { Secret } from '../secret'
import { type BudgetMeter, createBudgetMeter } from './budget'
import { authorizationOf } from './codat-key'
import {
  type CodatResult,
  looksCutShort,
  problemOfAnswer,
  problemOfBody,
  problemOfNetwork,
  type RefusedAnswer,
} from './problem'

export interface CodatRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Path and query below Codat's address, already encoded. */
  readonly path: string
  /** What was asked, for people: `GET /companies`. Without ids and without a query. */
  readonly name: string
  readonly body?: unknown
  /** The body as JSON text already, sent byte for byte. */
  readonly json?: string
  /** For POST and PATCH: the same key for the same wish, so that asking again can't do it twice. Left out: a new one. */
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
}

export interface CodatLine {
  /** The parsed JSON of a success; null where Codat sends no body. */
  send(request: CodatRequest): Promise<CodatResult<unknown>>
  budget(): CodatBudget
  /** An answer without what is needed. */
  unexpectedShape(name: string): CodatResult<never>
  now(): Date
  readonly base: URL
}

export interface CodatLinePorts {
  fetch: Fetch
  /** Codat's address; practice mode's own on loopback. */
  baseUrl: string
  key: Secret
  clock: Clock
  random: Random
  /** Milliseconds a request may take, its body included. */
  deadlineMs?: number
  /** Counts on from earlier lines to the same Codat client. */
  meter?: BudgetMeter
}

const DEADLINE_MS = 30_000
/** A page of 5,000 companies with two connections each is about 10 MB. */
const LONGEST_BODY = 40 * 1024 * 1024

/** A line to Codat for one key. Nothing is sent before the first request. */
export function openCodatLine(ports: CodatLinePorts): CodatLine {
  const { clock, random, key, deadlineMs = DEADLINE_MS, meter = createBudgetMeter(ports.clock) } = ports
  const base = new URL(ports.baseUrl)
  const authorization = authorizationOf(key)
  const secrets = [new Secret(authorization.expose().replace('Basic ', '')), key]

  const headersOf = ({ method, body, json, idempotencyKey }: CodatRequest): Record<string, string> => ({
    Accept: 'application/json',
    Authorization: authorization.expose(),
    ...(body === undefined && json === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(method === 'POST' || method === 'PATCH' ? { 'Idempotency-Key': idempotencyKey ?? random.id() } : {}),
  })

  async function send(request: CodatRequest): Promise<CodatResult<unknown>> {
    const { name, method, signal } = request
    const limit = startDeadline(signal, deadlineMs)
    let status: number | null = null
    try {
      meter.asked()
      const response = await ports.fetch(new URL(request.path, base).href, {
        method,
        headers: headersOf(request),
        signal: limit.signal,
        ...bodyOf(request),
      })
      status = response.status
      meter.answered(response.headers)
      const body = await readBody(response)
      const answer = { request: name, status, headers: response.headers, body: body ?? '', secrets, now: clock.now() }
      return body === null ? failed(problemOfBody('too-long', answer)) : judge(response.ok, answer)
    } catch (error) {
      return failed(problemOfNetwork(name, limit.ended() ?? fetchFailure(error), status))
    } finally {
      limit.stop()
    }
  }

  return {
    send,
    base,
    budget: meter.read,
    now: () => clock.now(),
    unexpectedShape: (name) =>
      failed(
        problemOfBody('unexpected-shape', {
          request: name,
          status: 200,
          headers: new Headers(),
          body: '',
          secrets,
          now: clock.now(),
        }),
      ),
  }
}

function bodyOf({ body, json }: CodatRequest): { body?: string } {
  if (json !== undefined) return { body: json }
  return body === undefined ? {} : { body: JSON.stringify(body) }
}

function judge(success: boolean, answer: RefusedAnswer): CodatResult<unknown> {
  if (!success) return failed(problemOfAnswer(answer))
  if (answer.body.trim() === '') return { ok: true, value: null }
  try {
    return { ok: true, value: JSON.parse(answer.body) }
  } catch {
    return failed(problemOfBody(looksCutShort(answer.body) ? 'truncated' : 'not-json', answer))
  }
}

function failed(problem: CodatProblem): CodatResult<never> {
  return { ok: false, problem }
}

/** The whole body as text, or null once it is longer than any answer of Codat's. */
async function readBody(response: Response): Promise<string | null> {
  if (response.body === null) return ''
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of response.body) {
    length += part.length
    if (length > LONGEST_BODY) return null
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

interface Deadline {
  readonly signal: AbortSignal
  /** Why it ended early, if it did. Runtimes differ in what an aborted fetch throws, so nobody has to look at that. */
  ended(): 'timed-out' | 'cancelled' | null
  stop(): void
}

/** A signal that fires at the deadline or with `outer`. Not `AbortSignal.any`: it keeps every signal until `outer` dies. */
function startDeadline(outer: AbortSignal | undefined, milliseconds: number): Deadline {
  const controller = new AbortController()
  let ended: 'timed-out' | 'cancelled' | null = null
  const end = (why: 'timed-out' | 'cancelled'): void => {
    ended ??= why
    controller.abort()
  }
  const cancel = (): void => end('cancelled')
  const timer = setTimeout(() => end('timed-out'), milliseconds)
  outer?.addEventListener('abort', cancel, { once: true })
  if (outer?.aborted === true) cancel()
  return {
    signal: controller.signal,
    ended: () => ended,
    stop() {
      clearTimeout(timer)
      outer?.removeEventListener('abort', cancel)
    },
  }
}
