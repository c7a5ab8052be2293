// Joins what the keys check and the sign-in test found to the diagnosis of it. Neither room knows the other.
import type { Diagnosis, DiagnosisCode } from './schema'
import type { DistrustReason, KeysCheckOutcome, ProviderFacts, SignInOutcome } from '../xero/schema'
import { diagnose } from './diagnose'
import { diagnoseCallback, diagnoseTokenError, type Grant } from './oauth'
import { diagnoseNetwork } from './network-diagnosis'

/** What an outcome of the keys check means, or null where there is nothing to explain. */
function keysCheck(outcome: KeysCheckOutcome): Diagnosis | null {
  switch (outcome.kind) {
    case 'accepted':
      return null
    case 'wrong-pair':
      return ofVerdict('token.invalid-client', outcome.facts)
    case 'probably-accepted':
      return ofVerdict('token.app-list-refused', outcome.facts)
    case 'unexpected':
      return ofToken(outcome.facts, 'client-credentials')
    case 'no-answer':
      return diagnoseNetwork(outcome.failure)
  }
}

/** What the end of a sign-in test means, or null where its own words say all. */
function signIn(outcome: SignInOutcome): Diagnosis | null {
  switch (outcome.kind) {
    case 'signed-in':
    case 'cancelled':
    case 'never-arrived':
    case 'ports-taken':
    case 'cannot-listen':
    case 'browser-not-opened':
      return null
    case 'refused-at-consent':
      return diagnoseCallback({ error: outcome.facts.error ?? '', error_description: outcome.facts.errorDescription })
    case 'wrong-pair':
      return ofVerdict('token.invalid-client', outcome.facts)
    case 'token-refused':
    case 'unexpected':
      return ofToken(outcome.facts, 'authorization-code')
    case 'not-trusted':
      return ofDistrust(outcome.reason)
    case 'no-answer':
      return diagnoseNetwork(outcome.failure)
  }
}

export const explainXero = { keysCheck, signIn }

/** The check has decided already, with more of the answer before it than these facts: its verdict stands. */
function ofVerdict(code: DiagnosisCode, { status, error, errorDescription }: ProviderFacts): Diagnosis {
  return diagnose(code, {
    facts: [
      ['Status', status],
      ['Error', error],
    ],
    details: errorDescription ?? '',
  })
}

function ofToken(facts: ProviderFacts, grant: Grant): Diagnosis {
  const { status, errorDescription } = facts
  // A server that is in trouble says nothing about the keys, whatever code it adds.
  const error = (status ?? 0) >= 500 ? null : facts.error
  if (isUnreadable(facts)) return ofVerdict('token.unreadable', facts)
  const body = error === null ? undefined : { error, error_description: errorDescription ?? undefined }
  return diagnoseTokenError({ status: status ?? undefined, body, grant })
}

/**
 * A success that held no token, a page, or a 401 without a word of OAuth's, which whatever stands in between gives too. Proxies ask for a
 * sign-in (407) and servers say they are down (503) in pages too.
 */
function isUnreadable({ status, error, contentType }: ProviderFacts): boolean {
  if (error !== null || status === null || status === 407 || status === 503) return false
  return status < 400 || status === 401 || /html/i.test(contentType ?? '')
}

/** Where something else than a meddling network is the likelier cause. */
const DISTRUST: Readonly<Partial<Record<DistrustReason, DiagnosisCode>>> = {
  expired: 'token.clock',
  'not-yet-valid': 'token.clock',
  malformed: 'token.unreadable',
  'unknown-key': 'token.unknown-key',
}

function ofDistrust(reason: DistrustReason): Diagnosis {
  return diagnose(DISTRUST[reason] ?? 'token.not-trusted', { facts: [['What did not match', reason]] })
}
