// What Xero answers to a sign-in: at the callback, at the token endpoint, and as errors of openid-client.
import type { Diagnosis, DiagnosisCode } from './schema'
import { diagnose } from './diagnose'
import { bodyFields, bodyText, field, isFields, text, whole, type Fields } from './fields'
import { diagnoseNetwork } from './network'
import { phraseIn, signInPhrases } from './phrases'

export interface CallbackError {
  readonly error: string
  readonly error_description?: string | null | undefined
}

const callbackWords: Readonly<Record<string, DiagnosisCode>> = {
  access_denied: 'callback.cancelled',
  invalid_scope: 'page.invalid-scope',
  unauthorized_client: 'page.unknown-client',
  invalid_request: 'callback.invalid-request',
  unsupported_response_type: 'authorize.response-type',
  server_error: 'callback.server-error',
  temporarily_unavailable: 'callback.server-error',
}

/** An error that came to the callback. The description is more telling than the code, so it is read first. */
export function diagnoseCallback({ error, error_description: description }: CallbackError): Diagnosis {
  const code = phraseIn(description ?? '', signInPhrases) ?? phraseIn(error, signInPhrases) ?? own(callbackWords, error)
  return diagnose(code ?? 'callback.error', {
    facts: [['Error', error]],
    details: [error, description ?? ''].filter((part) => part !== '').join(': '),
  })
}

function own(table: Readonly<Record<string, DiagnosisCode>>, name: string): DiagnosisCode | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}

export type Grant = 'authorization-code' | 'client-credentials' | 'refresh'

export interface TokenAnswer {
  readonly status?: number | undefined
  /** Parsed or as text. */
  readonly body?: unknown
  /** The WWW-Authenticate header, as text or as openid-client parsed it. */
  readonly challenge?: string | { readonly parameters?: Readonly<Record<string, string | undefined>> } | undefined
  readonly grant?: Grant | undefined
}

/** An answer of the token endpoint that isn't a token: `{ "error": … }`, or a 401 whose error sits in its challenge. */
export function diagnoseTokenError(answer: TokenAnswer): Diagnosis {
  const { status, body, challenge, grant } = answer
  const fields = bodyFields(body)
  const fromBody = fields === null ? '' : text(fields, 'error')
  const error = fromBody === '' ? challengeError(challenge) : fromBody
  const description = fields === null ? '' : text(fields, 'error_description')
  const code =
    error === '' ? withoutError(status, body, fields) : (tokenCode(error, description, grant) ?? statusCode(status))
  return diagnose(code ?? 'token.unknown', {
    facts: [
      ['Status', status],
      ['Error', error],
    ],
    details: bodyText(body) || challengeText(challenge),
  })
}

function tokenCode(error: string, description: string, grant: Grant | undefined): DiagnosisCode | undefined {
  switch (error) {
    case 'invalid_client':
      return 'token.invalid-client'
    case 'invalid_grant':
      return grant === 'refresh' ? 'token.refresh-dead' : 'token.invalid-grant'
    case 'unsupported_grant_type':
      return grant === 'client-credentials' ? 'token.app-list-refused' : 'token.unsupported-grant'
    case 'invalid_request':
      return 'token.invalid-request'
    case 'invalid_scope':
      return grant === 'client-credentials' ? 'token.app-list-refused' : 'token.invalid-scope'
    case 'unauthorized_client':
      if (grant === 'client-credentials') return 'token.app-list-refused'
      return phraseIn(description, signInPhrases) ?? 'token.unauthorized-client'
    case 'server_error':
    case 'temporarily_unavailable':
      return 'token.server-error'
    default:
      return undefined
  }
}

function statusCode(status: number | undefined): DiagnosisCode | undefined {
  if (status === 429) return 'token.rate-limit'
  return status !== undefined && status >= 500 ? 'token.server-error' : undefined
}

/** No OAuth error in the answer: a 401 still means a wrong pair, unless the body is a page that isn't the endpoint's. */
function withoutError(status: number | undefined, body: unknown, fields: Fields | null): DiagnosisCode | undefined {
  const isPage = fields === null && typeof body === 'string' && body.trim() !== ''
  if (status === 407) return 'network.proxy-sign-in'
  if (isPage && /^\s*</.test(body) && status !== 503) return 'token.unreadable'
  const byStatus = statusCode(status)
  if (byStatus !== undefined) return byStatus
  if (isPage) return 'token.unreadable'
  return status === 401 ? 'token.invalid-client' : undefined
}

function challengeError(challenge: TokenAnswer['challenge']): string {
  if (challenge === undefined) return ''
  if (typeof challenge !== 'string') return challenge.parameters?.['error'] ?? ''
  return /\berror="?([a-z_]{1,60})/i.exec(challenge)?.[1] ?? ''
}

function challengeText(challenge: TokenAnswer['challenge']): string {
  return typeof challenge === 'string' ? challenge : bodyText(challenge?.parameters)
}

/** openid-client's codes for an answer it could not read. */
const unreadable = new Set(['OAUTH_RESPONSE_IS_NOT_JSON', 'OAUTH_PARSE_ERROR', 'OAUTH_RESPONSE_IS_NOT_CONFORM'])

/** openid-client's codes for an answer that failed a check of its own. */
const untrusted = new Set([
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
  'OAUTH_INVALID_SERVER_METADATA',
  'OAUTH_MISSING_SERVER_METADATA',
  'OAUTH_UNSUPPORTED_OPERATION',
  'OAUTH_DECRYPTION_FAILED',
])

/**
 * Anything that openid-client or the fetch below it throws. Its reason often sits in `cause`: a refused pair as
 * `ResponseBodyError`, or as a challenge whose error is in `cause[0].parameters.error`; a failed check only in the cause's message.
 */
export function diagnoseOAuthFailure(thrown: unknown, grant?: Grant): Diagnosis {
  if (!isFields(thrown)) return diagnose('token.unknown', { details: String(thrown) })
  const error = text(thrown, 'error')
  const status = whole(thrown, 'status') ?? undefined
  const code = text(thrown, 'code')
  if (code === 'OAUTH_AUTHORIZATION_RESPONSE_ERROR') {
    return diagnoseCallback({ error, error_description: text(thrown, 'error_description') })
  }
  if (error !== '') return diagnoseTokenError({ status, grant, body: oauthBody(thrown) })
  if (code === 'OAUTH_WWW_AUTHENTICATE_CHALLENGE') {
    return diagnoseTokenError({ status, grant, challenge: firstChallenge(field(thrown, 'cause')) })
  }
  const said = causes(thrown)
  if (code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED') return diagnose('token.clock', { details: said })
  if (code === 'OAUTH_KEY_SELECTION_FAILED') return diagnose('token.unknown-key', { details: said })
  if (unreadable.has(code)) return unreadAnswer(responseIn(thrown), grant, said)
  if (untrusted.has(code)) return diagnose('token.not-trusted', { details: said })
  return diagnoseNetwork(thrown)
}

function oauthBody(thrown: Fields): Fields {
  return { error: text(thrown, 'error'), error_description: text(thrown, 'error_description') }
}

function firstChallenge(cause: unknown): TokenAnswer['challenge'] {
  const first: unknown = Array.isArray(cause) ? cause[0] : undefined
  const parameters = isFields(first) ? field(first, 'parameters') : undefined
  return isFields(parameters) ? { parameters: { error: text(parameters, 'error') } } : undefined
}

/** The answer that openid-client would not read: it is the cause, or the cause of the cause. */
function responseIn(thrown: unknown): Response | null {
  for (let at: unknown = thrown, depth = 0; isFields(at) && depth < 6; depth += 1) {
    const cause: unknown = Reflect.get(at, 'cause')
    if (cause instanceof Response) return cause
    at = cause
  }
  return null
}

/** An error status without a page says something by itself; a page, or anything under status 200, came from something else. */
function unreadAnswer(response: Response | null, grant: Grant | undefined, said: string): Diagnosis {
  const isPage = /html/i.test(response?.headers.get('content-type') ?? '')
  if (response === null || response.status < 400 || isPage) return diagnose('token.unreadable', { details: said })
  return diagnoseTokenError({ status: response.status, grant })
}

/** Messages of an error and its causes, one a line. */
export function causes(thrown: unknown): string {
  const lines: string[] = []
  for (let at: unknown = thrown, depth = 0; at instanceof Error && depth < 6; depth += 1) {
    lines.push(at.message)
    at = at.cause
  }
  return lines.join('\n')
}
