// What a fault of openid-client's says: by its code, and by what stands in its causes.
import { fetchFailure } from '../fetch-failure'
import { claimReason, distrusted, invalidReason, type ProviderFailure } from './provider-facts'

/** An error of the library's, as far as it is read. */
export interface ClientFault extends Error {
  readonly code?: string | undefined
}

/** Whether it is about an answer that is no answer of OAuth's, which its cause then is. */
export function isOddAnswer<E extends ClientFault>(error: E): error is E & { readonly cause: Response } {
  const odd = error.code === 'OAUTH_RESPONSE_IS_NOT_CONFORM' || error.code === 'OAUTH_RESPONSE_IS_NOT_JSON'
  return odd && error.cause instanceof Response
}

/** What any other one means. */
export function failureOf(error: ClientFault): ProviderFailure {
  switch (error.code) {
    case 'OAUTH_JWT_CLAIM_COMPARISON_FAILED':
      return distrusted(claimReason(causeDetail(error, 'claim')))
    case 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED':
      return distrusted(causeDetail(error, 'claim') === 'nbf' ? 'not-yet-valid' : 'expired')
    case 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED':
      return distrusted(attributeOf(error) === 'sub' ? 'wrong-subject' : 'wrong-issuer')
    case 'OAUTH_KEY_SELECTION_FAILED':
      return distrusted('unknown-key')
    case 'OAUTH_HTTP_REQUEST_FORBIDDEN':
    case 'OAUTH_REQUEST_PROTOCOL_FORBIDDEN':
      return distrusted('other-host')
    case 'OAUTH_INVALID_RESPONSE':
      return distrusted(invalidReason(error.cause instanceof Error ? error.cause.message : ''))
    case 'OAUTH_PARSE_ERROR':
      return brokenBody(error)
    case 'OAUTH_TIMEOUT':
    case 'OAUTH_ABORT':
    case undefined:
      return unanswered(error)
    default:
      return distrusted('malformed')
  }
}

/** A body that ended early looks like broken JSON to the library; what broke it is one cause further down. */
function brokenBody(error: ClientFault): ProviderFailure {
  const inner = error.cause instanceof Error ? error.cause.cause : undefined
  if (inner === undefined || inner instanceof SyntaxError) return distrusted('malformed')
  return { kind: 'no-answer', failure: fetchFailure(inner) }
}

function unanswered(error: ClientFault): ProviderFailure {
  const failure = fetchFailure(error)
  // The metadata named a host that isn't Xero's: nothing was sent there.
  return failure === 'address-refused' ? distrusted('other-host') : { kind: 'no-answer', failure }
}

function causeDetail(error: ClientFault, key: string): unknown {
  const detail = error.cause instanceof Error ? error.cause.cause : undefined
  return typeof detail === 'object' && detail !== null ? Reflect.get(detail, key) : undefined
}

function attributeOf(error: ClientFault): unknown {
  const direct =
    typeof error.cause === 'object' && error.cause !== null ? Reflect.get(error.cause, 'attribute') : undefined
  return direct ?? causeDetail(error, 'attribute')
}

/** openid-client throws a TypeError with a code of this kind for a bad argument. */
export const isOwnMistake = (error: unknown): boolean =>
  error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_INVALID_ARG')
