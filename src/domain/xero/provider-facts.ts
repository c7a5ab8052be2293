// What went wrong between us and a provider, as facts that may be shown and kept.
import { z } from 'zod'
import type { FetchFailure } from '../network'
import type { DistrustReason, ProviderFacts } from './schema'
import { outsideText } from '../text/outside-text'
import { redact, REMOVED } from '../text/redaction'
import { retryAfterSeconds } from '../retry-after'
import type { Hidden } from '../text/hidden'
import type { ErrorHint } from './callback-request'

export type ProviderFailure =
  | { readonly kind: 'answered'; readonly facts: ProviderFacts }
  | { readonly kind: 'no-answer'; readonly failure: FetchFailure }
  | { readonly kind: 'not-trusted'; readonly reason: DistrustReason }

const LONGEST_QUOTE = 500
export const LONGEST_BODY = 64_000

export const errorBody = z.looseObject({
  error: z.string().optional().catch(undefined),
  error_description: z.string().optional().catch(undefined),
  Detail: z.string().optional().catch(undefined),
  detail: z.string().optional().catch(undefined),
  Message: z.string().optional().catch(undefined),
  type: z.string().optional().catch(undefined),
})
export type ErrorBody = z.infer<typeof errorBody>

export const distrusted = (reason: DistrustReason): ProviderFailure => ({ kind: 'not-trusted', reason })

/** The library gives one code for many faults; the one at hand is only in the message of its cause. */
export function invalidReason(message: string): DistrustReason {
  if (message.includes('signature verification failed')) return 'bad-signature'
  if (message.includes('"iss"')) return 'wrong-issuer'
  if (message.includes('"aud"')) return 'wrong-audience'
  if (message.includes('"nonce"')) return 'wrong-nonce'
  if (message.includes('"id_token" property')) return 'no-id-token'
  return 'malformed'
}

export function claimReason(claim: unknown): DistrustReason {
  switch (claim) {
    case 'iss':
      return 'wrong-issuer'
    case 'aud':
    case 'azp':
      return 'wrong-audience'
    case 'nonce':
      return 'wrong-nonce'
    case 'sub':
      return 'wrong-subject'
    default:
      return 'malformed'
  }
}

export function factsOf(
  response: Response | null,
  body: ErrorBody,
  shape: ProviderFacts['shape'],
  secret: Hidden,
): ProviderFacts {
  const header = (name: string): string | undefined => response?.headers.get(name) ?? undefined
  return {
    status: response?.status ?? null,
    contentType: quote(header('content-type'), secret),
    error: quote(body.error, secret),
    errorDescription: quote(body.error_description, secret),
    shape,
    challenge: null,
    apiDetail: quote(body.Detail ?? body.detail ?? body.Message, secret),
    problemType: quote(body.type, secret),
    rateLimit: quote(header('x-rate-limit-problem'), secret),
    retryAfterSeconds: response === null ? null : retryAfterSeconds(response.headers),
  }
}

/** An error text from outside: clipped, on one line, and without anything secret-shaped, least of all the secret itself. */
export function quote(text: string | null | undefined, secret: Hidden): string | null {
  return clip(text === undefined || text === null ? text : redact(hide(text.slice(0, LONGEST_BODY), secret)))
}

/** A name or value from outside, on one line and not too long to show. */
export function clip(text: string | null | undefined): string | null {
  if (text === undefined || text === null) return null
  return outsideText(text.slice(0, LONGEST_BODY).replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' '), LONGEST_QUOTE)
}

function hide(text: string, secret: Hidden): string {
  const value = secret.expose()
  return value === '' ? text : text.replaceAll(value, REMOVED).replaceAll(encodeURIComponent(value), REMOVED)
}

/** Anyone can have sent it, so it is made as harmless as what a provider says. */
export function shownHint({ error, errorDescription }: ErrorHint): ErrorHint {
  return {
    error: clip(redact(error)) ?? '',
    errorDescription: errorDescription === null ? null : clip(redact(errorDescription)),
  }
}
