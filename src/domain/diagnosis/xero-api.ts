// What Xero's API answers: accounting, identity (connections) and bank feeds.
import type { Diagnosis, DiagnosisCode } from './schema'
import { diagnose } from './diagnose'
import { feedProblemsIn } from './feeds'
import {
  bodyFields,
  bodyText,
  field,
  headerLookup,
  isFields,
  list,
  text,
  whole,
  type Fields,
  type HeaderLookup,
} from './fields'
import { phraseIn, xeroApiPhrases } from './phrases'

export interface ApiAnswer {
  readonly status: number
  /** Parsed or as text. */
  readonly body?: unknown
  readonly headers?: Headers | Readonly<Record<string, string>> | undefined
}

/** An answer of Xero's API that isn't what was asked for. Names of fields are read with and without capitals. */
export function diagnoseXeroApi({ status, body, headers }: ApiAnswer): Diagnosis {
  const [feed] = feedProblemsIn(body)
  if (feed !== undefined) return feed
  const fields = bodyFields(body)
  const header = headerLookup(headers)
  return diagnose(codeOf(status, body, fields, header), {
    facts: [
      ['Status', status],
      ['Instance', fields === null ? '' : text(fields, 'instance')],
      ['Limit', header('x-rate-limit-problem')],
      ['Wait, in seconds', header('retry-after')],
      ['Calls left today', header('x-daylimit-remaining')],
      ...validationMessages(fields),
    ],
    details: bodyText(body),
  })
}

function codeOf(status: number, body: unknown, fields: Fields | null, header: HeaderLookup): DiagnosisCode {
  if (status === 429) return limitCode(header('x-rate-limit-problem'))
  if (status >= 200 && status < 300)
    return Array.isArray(body) && body.length === 0 ? 'xero.no-connections' : 'xero.unknown'
  const said = phraseIn(bodyText(body), xeroApiPhrases)
  if (said !== null) return said
  if (status === 401)
    return /insufficient_scope/.test(header('www-authenticate')) ? 'xero.scope-missing' : 'xero.token-refused'
  if (status === 400)
    return fields !== null && text(fields, 'type') === 'ValidationException' ? 'xero.validation' : 'xero.bad-request'
  if (status === 403) return 'xero.forbidden'
  if (status === 404) return 'xero.not-found'
  if (status === 407) return 'network.proxy-sign-in'
  if (status === 503) return 'xero.unavailable'
  return status >= 500 ? 'xero.server-error' : 'xero.unknown'
}

/** `X-Rate-Limit-Problem` was seen as `minute`, `day` and in other spellings, so it is matched loosely. */
function limitCode(problem: string): DiagnosisCode {
  if (/app/i.test(problem)) return 'xero.app-minute-limit'
  if (/conc/i.test(problem)) return 'xero.concurrent-limit'
  if (/day|dai/i.test(problem)) return 'xero.day-limit'
  return /min/i.test(problem) ? 'xero.minute-limit' : 'xero.rate-limit'
}

function validationMessages(fields: Fields | null): (readonly [string, unknown])[] {
  if (fields === null) return []
  return list(fields, 'Elements')
    .filter(isFields)
    .flatMap((element) => list(element, 'ValidationErrors'))
    .filter(isFields)
    .slice(0, 10)
    .map((error) => ['Xero says', field(error, 'Message')] as const)
}

/** True for the problem shape of Xero's API gateway, `{ Title, Status, Detail, Instance }`, in either case. */
export function isXeroProblem(fields: Fields): boolean {
  return whole(fields, 'status') !== null && text(fields, 'detail') !== '' && text(fields, 'title') !== ''
}

/** True for the accounting API's error, `{ ErrorNumber, Type, Message }`. */
export function isAccountingError(fields: Fields): boolean {
  return whole(fields, 'ErrorNumber') !== null && text(fields, 'Message') !== ''
}
