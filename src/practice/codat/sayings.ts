// What Codat says when it refuses: its error body, and the sentence of each status. Sentences are Codat's own, from the
// examples of its description; where the example's status differs from HTTP's, so does it here.
import { randomBytes } from 'node:crypto'
import type { PracticeCodatRefusal } from '../../contract/practice-codat'
import type { Answer } from '../http-server'

interface Saying {
  readonly status: number
  /** The status in the body: known to be wrong for 402 and 503. */
  readonly said: number
  readonly service: string
  readonly error: string
}

export const sayings: Readonly<Record<PracticeCodatRefusal, Saying>> = {
  'bad-request': { status: 400, said: 400, service: 'PublicApi', error: 'Error processing request - not valid.' },
  unauthorized: { status: 401, said: 401, service: 'PublicApi', error: 'Unauthorized' },
  'payment-required': {
    status: 402,
    said: 429,
    service: 'PublicApi',
    error:
      'You have exceeded the 50-company limit that applies to a Free plan. We recommend that you delete any companies you no longer need and retry the request.',
  },
  forbidden: {
    status: 403,
    said: 403,
    service: 'PublicApi',
    error: 'You are using an outdated API key or a key not associated with that resource.',
  },
  'not-found': { status: 404, said: 404, service: 'PublicApi', error: 'Not found' },
  conflict: {
    status: 409,
    said: 409,
    service: 'PublicApi',
    error: 'A request with this idempotency key is in progress.',
  },
  'idempotency-mismatch': {
    status: 422,
    said: 422,
    service: 'PublicApi',
    error: 'This idempotency key was used with a different request.',
  },
  'rate-limited': {
    status: 429,
    said: 429,
    service: 'PublicApi',
    error: 'You have made too many requests in a given amount of time; please retry later.',
  },
  blocked: {
    status: 451,
    said: 451,
    service: 'PublicApi',
    error: "Platform 'gbol' is not currently available for compliance purposes.",
  },
  'server-error': {
    status: 500,
    said: 500,
    service: 'PublicApi',
    error: 'There is a problem with our server. Please try again later.',
  },
  unavailable: {
    status: 503,
    said: 500,
    service: 'PublicApi',
    error: 'The Codat API is temporarily offline for maintenance. Please try again later.',
  },
}

export const json = { 'Content-Type': 'application/json; charset=utf-8' }

/** Codat's error body. `error` and `service` replace the usual sentence. */
export function refusal(
  kind: PracticeCodatRefusal,
  more: {
    error?: string
    service?: string
    headers?: Readonly<Record<string, string>>
    validation?: { errors: readonly object[]; warnings: readonly object[] }
  } = {},
): Answer {
  const { status, said, service, error } = sayings[kind]
  const body = {
    statusCode: said,
    service: more.service ?? service,
    error: more.error ?? error,
    correlationId: randomBytes(16).toString('hex'),
    ...(more.validation === undefined ? {} : { validation: more.validation }),
    canBeRetried: 'Unknown',
    detailedErrorCode: 0,
  }
  return { status, headers: { ...json, ...more.headers }, body: JSON.stringify(body) }
}

export function ok(body: unknown, status = 200): Answer {
  return { status, headers: json, body: JSON.stringify(body) }
}
