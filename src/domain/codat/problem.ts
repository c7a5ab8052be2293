// What went wrong at Codat, as data: which kind it is, what Codat said, what its support will ask for. Never a key.
import type { CodatProblem, CodatProblemKind } from './said'
import type { ErrorCode } from '../errors'
import type { FetchFailure } from '../network'
import { redact } from '../text/redaction'
import { retryAfterSeconds } from '../retry-after'
import type { Hidden } from '../text/hidden'
import { rawErrorMessage } from './shapes'

/** The answer to a question to Codat. Nothing that Codat or the network does makes a call reject. */
export type CodatResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: CodatProblem }

/** Where the sentence and the next step of a problem stand. */
export function codeOfProblem(kind: CodatProblemKind): Extract<ErrorCode, `codat.${CodatProblemKind}`> {
  return `codat.${kind}`
}

const RETRYABLE: ReadonlySet<CodatProblemKind> = new Set([
  'conflict',
  'rate-limited',
  'server-error',
  'unavailable',
  'not-json',
  'truncated',
  'slow',
  'cut-off',
  'unreachable',
])

const EXCERPT = 500
const CORRELATION_ID = /^[\w.:|-]{1,200}$/

function kindOfStatus(status: number): CodatProblemKind {
  switch (status) {
    case 400:
      return 'bad-request'
    case 401:
      return 'key-refused'
    case 402:
      return 'payment-required'
    case 403:
      return 'forbidden'
    case 404:
      return 'not-found'
    case 409:
      return 'conflict'
    case 422:
      return 'idempotency-mismatch'
    case 429:
      return 'rate-limited'
    case 451:
      return 'blocked'
    case 502:
    case 503:
    case 504:
      return 'unavailable'
    default:
      return status >= 500 ? 'server-error' : 'unexpected-status'
  }
}

export interface RefusedAnswer {
  readonly request: string
  readonly status: number
  readonly headers: Headers
  readonly body: string
  /** Values that must not be seen in what is kept of the answer. */
  readonly secrets: readonly Hidden[]
  readonly now: Date
}

/** The problem behind an answer that isn't a success. HTTP's status counts: the one in the body is known to differ. */
export function problemOfAnswer(answer: RefusedAnswer): CodatProblem {
  const { request, status, headers, body, secrets, now } = answer
  const said = rawErrorMessage.safeParse(parsed(body))
  const kind = saysSomethingElse(status, said.success, body) ? 'not-json' : kindOfStatus(status)
  const safe = (text: string | null | undefined): string | null =>
    text === null || text === undefined || text === '' ? null : withoutSecrets(text, secrets)
  const items = said.success ? [...(said.data.validation?.errors ?? []), ...(said.data.validation?.warnings ?? [])] : []
  return {
    ...blankProblem(request, kind),
    status,
    correlationId: correlationOf(said.success ? said.data.correlationId : null, headers),
    canBeRetried: retryWord(said.success ? said.data.canBeRetried : null) ?? RETRYABLE.has(kind),
    retryAfterSeconds: retryAfterSeconds(headers, now),
    service: said.success ? safe(said.data.service) : null,
    said: said.success ? safe(said.data.error) : null,
    validation: items.flatMap(({ message }) => safe(message) ?? []).slice(0, 20),
    ...aboutWhat(items, safe),
    bodyExcerpt: said.success && said.data.error ? null : safe(body.slice(0, 4 * EXCERPT)),
  }
}

interface SaidItem {
  readonly itemId?: string | null | undefined
  readonly message?: string | null | undefined
}

function aboutWhat(
  items: readonly SaidItem[],
  safe: (text: string | null | undefined) => string | null,
): Pick<CodatProblem, 'items'> {
  if (!items.some(({ itemId }) => itemId)) return {}
  return {
    items: items.slice(0, 50).map(({ itemId, message }) => ({ itemId: safe(itemId), message: safe(message) ?? '' })),
  }
}

/** The problem behind a success whose body is no use: not JSON, cut short, or without what is needed. */
export function problemOfBody(
  kind: 'not-json' | 'truncated' | 'unexpected-shape' | 'too-long',
  answer: RefusedAnswer,
): CodatProblem {
  const body = answer.body === '' ? null : withoutSecrets(answer.body.slice(0, 4 * EXCERPT), answer.secrets)
  return {
    ...blankProblem(answer.request, kind),
    status: answer.status,
    correlationId: correlationOf(null, answer.headers),
    // What has the wrong shape may hold anything, a key included, so none of it is kept.
    bodyExcerpt: kind === 'unexpected-shape' ? null : body,
  }
}

/** The problem of a request without a whole answer. `status` is given when the answer had begun. */
export function problemOfNetwork(request: string, network: FetchFailure, status: number | null): CodatProblem {
  return { ...blankProblem(request, kindOfNetwork(network, status !== null)), status, network }
}

function kindOfNetwork(network: FetchFailure, answerHadBegun: boolean): CodatProblemKind {
  switch (network) {
    case 'cancelled':
      return 'cancelled'
    case 'timed-out':
      return 'slow'
    case 'cut-off':
      return answerHadBegun ? 'truncated' : 'cut-off'
    case 'no-connection':
    case 'no-such-host':
    case 'address-refused':
    case 'redirected':
    case 'certificate':
    case 'proxy':
      return answerHadBegun ? 'truncated' : 'unreachable'
  }
}

/** A problem of which nothing but its kind is known. */
export function blankProblem(request: string, kind: CodatProblemKind): CodatProblem {
  return {
    kind,
    request,
    status: null,
    correlationId: null,
    canBeRetried: RETRYABLE.has(kind),
    retryAfterSeconds: null,
    service: null,
    said: null,
    validation: [],
    bodyExcerpt: null,
    network: null,
  }
}

/** A page where Codat would have sent its error shape: a proxy or a network's sign-in page, whatever status it chose. */
function saysSomethingElse(status: number, isCodats: boolean, body: string): boolean {
  return !isCodats && status < 500 && status !== 429 && /^\s*</.test(body)
}

/** True for an answer that stops inside a JSON text rather than being something else. */
export function looksCutShort(body: string): boolean {
  return /^\s*[[{]/.test(body)
}

/** Codat writes it as a string, nearly always "Unknown". */
function retryWord(word: string | boolean | null | undefined): boolean | null {
  if (typeof word === 'boolean') return word
  if (word?.toLowerCase() === 'true') return true
  return word?.toLowerCase() === 'false' ? false : null
}

function correlationOf(fromBody: string | null | undefined, headers: Headers): string | null {
  const id = fromBody ?? headers.get('x-correlation-id') ?? headers.get('correlation-id')
  return id !== null && CORRELATION_ID.test(id) ? id : null
}

/** Takes out exact copies of the key and of its header first, whatever they look like, then all that is formed like a secret. */
function withoutSecrets(text: string, secrets: readonly Hidden[]): string {
  const stripped = secrets.reduce((rest, secret) => rest.split(secret.expose()).join('(removed)'), text)
  return redact(stripped).slice(0, EXCERPT)
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

export function judge(success: boolean, answer: RefusedAnswer): CodatResult<unknown> {
  if (!success) return failed(problemOfAnswer(answer))
  if (answer.body.trim() === '') return { ok: true, value: null }
  try {
    return { ok: true, value: JSON.parse(answer.body) }
  } catch {
    return failed(problemOfBody(looksCutShort(answer.body) ? 'truncated' : 'not-json', answer))
  }
}

export function failed(problem: CodatProblem): CodatResult<never> {
  return { ok: false, problem }
}
