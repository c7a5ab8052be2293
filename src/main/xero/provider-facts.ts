// What went wrong between us and a provider, read out of what openid-client threw or an API answered. Only these facts go on:
// the errors themselves hold answer bodies with tokens in them, so they are neither logged nor passed as a cause.
import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client'
import type { ProviderFacts } from '../../domain/xero/schema'
import { fetchFailure } from '../../domain/fetch-failure'
import type { Hidden } from '../../domain/text/hidden'
import { readWholeBody } from '../whole-body'
import {
  claimReason,
  distrusted,
  type ErrorBody,
  errorBody,
  factsOf,
  invalidReason,
  LONGEST_BODY,
  type ProviderFailure,
  quote,
} from '../../domain/xero/provider-facts'

/** Sorts what an openid-client call threw. What is no failure of a provider (a mistake of ours) is thrown again. */
export async function readFailure(error: unknown, secret: Hidden): Promise<ProviderFailure> {
  if (error instanceof ResponseBodyError) {
    const body = { error: error.error, error_description: error.error_description }
    return { kind: 'answered', facts: factsOf(error.response, body, 'body', secret) }
  }
  if (error instanceof WWWAuthenticateChallengeError)
    return { kind: 'answered', facts: await challengeFacts(error, secret) }
  if (error instanceof AuthorizationResponseError) {
    const body = { error: error.error, error_description: error.error_description }
    return { kind: 'answered', facts: factsOf(null, body, 'callback', secret) }
  }
  if (error instanceof ClientError) return readClientError(error, secret)
  if (isOwnMistake(error)) throw new Error('the request to the provider was put together wrongly')
  return { kind: 'no-answer', failure: fetchFailure(error) }
}

/** The facts of an API answer that was not the one hoped for. */
export async function readAnswer(response: Response, secret: Hidden): Promise<ProviderFacts> {
  const body = await readErrorBody(response)
  return factsOf(response, body, body.error === undefined ? 'none' : 'body', secret)
}

async function challengeFacts(error: WWWAuthenticateChallengeError, secret: Hidden): Promise<ProviderFacts> {
  const challenge = error.cause[0]
  const parameters = challenge?.parameters ?? {}
  const told = parameters['error']
  // RFC 6749, 5.2: a 401 carries a challenge, and the code may stand in the body only.
  const body =
    told === undefined
      ? await readErrorBody(error.response)
      : { error: told, error_description: parameters['error_description'] }
  const facts = factsOf(
    error.response,
    body,
    told === undefined && body.error !== undefined ? 'body' : 'challenge',
    secret,
  )
  return { ...facts, challenge: quote(challenge?.scheme, secret) }
}

async function readClientError(error: ClientError, secret: Hidden): Promise<ProviderFailure> {
  switch (error.code) {
    case 'OAUTH_RESPONSE_IS_NOT_CONFORM':
    case 'OAUTH_RESPONSE_IS_NOT_JSON':
      return error.cause instanceof Response
        ? { kind: 'answered', facts: await readAnswer(error.cause, secret) }
        : distrusted('malformed')
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
      return distrusted(invalidReason(causeText(error)))
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
function brokenBody(error: ClientError): ProviderFailure {
  const inner = error.cause instanceof Error ? error.cause.cause : undefined
  if (inner === undefined || inner instanceof SyntaxError) return { kind: 'not-trusted', reason: 'malformed' }
  return { kind: 'no-answer', failure: fetchFailure(inner) }
}

function unanswered(error: ClientError): ProviderFailure {
  const failure = fetchFailure(error)
  // The metadata named a host that isn't Xero's: nothing was sent there.
  return failure === 'address-refused' ? { kind: 'not-trusted', reason: 'other-host' } : { kind: 'no-answer', failure }
}

async function readErrorBody(response: Response): Promise<ErrorBody> {
  if (response.bodyUsed) return {}
  try {
    return errorBody.parse(JSON.parse(await readWholeBody(response, LONGEST_BODY)))
  } catch {
    return {}
  }
}

function causeDetail(error: ClientError, key: string): unknown {
  const detail = error.cause instanceof Error ? error.cause.cause : undefined
  return typeof detail === 'object' && detail !== null ? Reflect.get(detail, key) : undefined
}

function attributeOf(error: ClientError): unknown {
  const direct =
    typeof error.cause === 'object' && error.cause !== null ? Reflect.get(error.cause, 'attribute') : undefined
  return direct ?? causeDetail(error, 'attribute')
}

const causeText = (error: ClientError): string => (error.cause instanceof Error ? error.cause.message : '')

/** openid-client throws a TypeError with a code of this kind for a bad argument. */
const isOwnMistake = (error: unknown): boolean =>
  error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_INVALID_ARG')
