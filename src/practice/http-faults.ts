// What a server in trouble does, whoever runs it: the answers that are the same at every endpoint.
import type { PracticeHttpFault } from '../contract/practice'

interface CannedAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export type FaultAction = { readonly fault: PracticeHttpFault } & (
  | { readonly do: 'answer'; readonly answer: CannedAnswer }
  | { readonly do: 'wait' | 'hang' | 'cut' | 'lose' | 'truncate' }
)

const json = { 'Content-Type': 'application/json; charset=utf-8' }
const html = { 'Content-Type': 'text/html; charset=utf-8' }

/** What to do for a fault. `elsewhere` is where a redirect leads. */
export function faultAction(
  fault: PracticeHttpFault,
  given: { retryAfterSeconds: number; elsewhere: string },
): FaultAction {
  const answer = (status: number, headers: Record<string, string>, body: string): FaultAction => ({
    fault,
    do: 'answer',
    answer: { status, headers, body },
  })
  switch (fault) {
    case 'unauthorized':
      return answer(401, json, problem('Unauthorized', 401, 'AuthenticationUnsuccessful'))
    case 'forbidden':
      return answer(403, json, problem('Forbidden', 403, 'AuthenticationUnsuccessful'))
    case 'rate-minute':
      return answer(429, tooMany('minute', given.retryAfterSeconds), '')
    case 'rate-day':
      return answer(429, tooMany('day', given.retryAfterSeconds), '')
    case 'server-error':
      return answer(500, json, problem('Internal Server Error', 500, 'An error occurred'))
    case 'unavailable':
      return answer(503, html, page('503 Service Unavailable'))
    case 'not-json':
      return answer(200, html, page('Scheduled maintenance'))
    case 'redirects':
      return answer(302, { Location: given.elsewhere.replace('127.0.0.1', 'localhost') }, '')
    case 'truncated':
      return { fault, do: 'truncate' }
    case 'slow':
      return { fault, do: 'wait' }
    case 'hangs':
      return { fault, do: 'hang' }
    case 'cut':
      return { fault, do: 'cut' }
    case 'lost':
      return { fault, do: 'lose' }
  }
}

/** Xero's API problem document, keys and order as seen in https://github.com/freakboy3742/pyxero/pull/337 */
export function problem(title: string, status: number, detail: string, instance = NO_INSTANCE): string {
  return JSON.stringify({
    Type: null,
    Title: title,
    Status: status,
    Detail: detail,
    Instance: instance,
    Extensions: {},
  })
}
const NO_INSTANCE = '00000000-0000-0000-0000-000000000000'

/** Header names of https://developer.xero.com/faq/limits; the body is empty. */
function tooMany(limit: 'minute' | 'day', retryAfterSeconds: number): Record<string, string> {
  return {
    'Retry-After': String(retryAfterSeconds),
    'X-Rate-Limit-Problem': limit,
    'X-MinLimit-Remaining': limit === 'minute' ? '0' : '60',
    'X-DayLimit-Remaining': limit === 'day' ? '0' : '4200',
    'X-AppMinLimit-Remaining': '9999',
  }
}

function page(title: string): string {
  return `<!doctype html><html lang="en"><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`
}
