// What an answer of Xero's token endpoint says about a pair of keys.
import { z } from 'zod'
import { parseJson } from '../text/parse-json'
import type { PairVerdict } from '../xero-apps/rotation-schema'
import type { ProviderFailure } from './provider-facts'
import type { DistrustReason, KeysCheckOutcome, ProviderFacts } from './schema'

/** Codes a token endpoint gives to a client it has recognised. */
const RECOGNISED = new Set([
  'invalid_scope',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_grant',
  'access_denied',
])

/** Xero gives bearer tokens only; the library would take another kind as well. */
export function isBearer({ token_type: type }: { readonly token_type?: string | undefined }): boolean {
  return type?.toLowerCase() === 'bearer'
}

/** What the library lets through: a token of another kind, and an ID token made out to us that another client may use. */
export function whyNotOurs(
  token: Parameters<typeof isBearer>[0],
  claims: { readonly azp?: unknown } | undefined,
  clientId: string,
): DistrustReason | null {
  if (!isBearer(token)) return 'malformed'
  return claims?.azp === undefined || claims.azp === clientId ? null : 'wrong-audience'
}

const tokenAnswer = z.looseObject({ access_token: z.string().min(1), token_type: z.string() })

/** Whether an answer can only mean that the keys were taken. */
export function holdsToken(body: string): boolean {
  return tokenAnswer.safeParse(parseJson(body)).success
}

/** What an error code of a token endpoint says about the pair. */
export function verdict(facts: ProviderFacts): 'wrong-pair' | 'probably-accepted' | 'unexpected' {
  // A refusal is a 4xx. A server that is in trouble says nothing about the pair, nor does a success, whatever code it adds.
  const status = facts.status ?? 400
  if (status < 400 || status >= 500) return 'unexpected'
  if (facts.error === 'invalid_client') return 'wrong-pair'
  return facts.error !== null && RECOGNISED.has(facts.error) ? 'probably-accepted' : 'unexpected'
}

/** Why an app got no token for its own connections. */
export function tokenRefusal(failure: ProviderFailure) {
  switch (failure.kind) {
    case 'no-answer':
      return failure
    case 'not-trusted':
      return { kind: 'unreadable' } as const
    case 'answered': {
      const { facts } = failure
      const said = verdict(facts)
      if (said === 'unexpected') return { kind: 'refused', facts } as const
      return { kind: said === 'wrong-pair' ? said : 'not-available', facts } as const
    }
  }
}

/** An outcome in the words of a rotation, which only needs to know which of two secrets still opens the door. */
export function pairVerdictOf(outcome: KeysCheckOutcome): PairVerdict {
  switch (outcome.kind) {
    case 'accepted':
    case 'no-answer':
      return outcome.kind
    case 'wrong-pair':
      return 'refused'
    case 'probably-accepted':
    case 'unexpected':
      return 'unsure'
  }
}

/** An answer that was no token and could not be read as an error either. */
export const UNREADABLE: ProviderFacts = {
  status: 200,
  contentType: null,
  error: null,
  errorDescription: null,
  shape: 'none',
  challenge: null,
  apiDetail: null,
  problemType: null,
  rateLimit: null,
  retryAfterSeconds: null,
}
