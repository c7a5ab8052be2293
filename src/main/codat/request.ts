// One request to Codat: its deadline, its headers, its budget, and whatever can become of the answer as data.
import type { CodatRequest } from '../../domain/codat/asks'
import { startDeadline } from '../deadline'
import type { MainPorts } from '../ports'
import { fetchFailure } from '../../domain/fetch-failure'
import { Secret } from '../secret'
import { BodyTooLong, readWholeBody } from '../whole-body'
import { type BudgetMeter, createBudgetMeter } from '../../domain/codat/budget'
import {
  type CodatResult,
  failed,
  judge,
  problemOfBody,
  problemOfNetwork,
  type RefusedAnswer,
} from '../../domain/codat/problem'

export type CodatLine = ReturnType<typeof openCodatLine>

export interface CodatLinePorts extends Pick<MainPorts, 'fetch' | 'clock' | 'random'> {
  /** Codat's address; practice mode's own on loopback. */
  baseUrl: string
  key: Secret
  /** Milliseconds a request may take, its body included. */
  deadlineMs?: number
  /** Counts on from earlier lines to the same Codat client. */
  meter?: BudgetMeter
}

const DEADLINE_MS = 30_000
/** A page of 5,000 companies with two connections each is about 10 MB; Latchkey asks for 100 at a time. */
const LONGEST_BODY = 16 * 1024 * 1024

/** A line to Codat for one key. Nothing is sent before the first request. */
export function openCodatLine(ports: CodatLinePorts) {
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

  /** The parsed JSON of a success; null where Codat sends no body. */
  async function send(request: CodatRequest): Promise<CodatResult<unknown>> {
    const { name, method, signal } = request
    const limit = startDeadline([signal], deadlineMs)
    let answered: Response | null = null
    const answerWith = (response: Response, body: string): RefusedAnswer => ({
      request: name,
      status: response.status,
      headers: response.headers,
      body,
      secrets,
      now: clock.now(),
    })
    try {
      meter.asked()
      const response = await ports.fetch(new URL(request.path, base).href, {
        method,
        headers: headersOf(request),
        signal: limit.signal,
        ...bodyOf(request),
      })
      answered = response
      meter.answered(response.headers)
      const body = await readWholeBody(response, LONGEST_BODY)
      return judge(response.ok, answerWith(response, body))
    } catch (error) {
      if (error instanceof BodyTooLong && answered !== null) {
        return failed(problemOfBody('too-long', answerWith(answered, '')))
      }
      return failed(problemOfNetwork(name, limit.ended() ?? fetchFailure(error), answered?.status ?? null))
    } finally {
      limit.stop()
    }
  }

  return {
    send,
    base,
    budget: meter.read,
    /** An answer without what is needed. */
    unexpectedShape: (name: string): CodatResult<never> =>
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

/** The `Authorization` header of a key: base64 of the key alone, without a colon. */
export function authorizationOf(key: Secret): Secret {
  return new Secret(`Basic ${Buffer.from(key.expose(), 'utf8').toString('base64')}`)
}
