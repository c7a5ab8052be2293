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
import { failureOf, isOddAnswer, isOwnMistake } from '../../domain/xero/client-fault'
import {
  type ErrorBody,
  errorBody,
  factsOf,
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
  if (error instanceof ClientError) {
    if (!isOddAnswer(error)) return failureOf(error)
    return { kind: 'answered', facts: await readAnswer(error.cause, secret) }
  }
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

async function readErrorBody(response: Response): Promise<ErrorBody> {
  if (response.bodyUsed) return {}
  try {
    return errorBody.parse(JSON.parse(await readWholeBody(response, LONGEST_BODY)))
  } catch {
    return {}
  }
}
