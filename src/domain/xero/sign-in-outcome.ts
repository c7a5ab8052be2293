// How a sign-in test ended, from what the provider did.
import type { ProviderFacts, SignInOutcome } from './schema'
import type { CallbackPage } from './callback-page'
import { verdict } from './keys-verdict'
import type { ProviderFailure } from './provider-facts'

/** What a failure of the provider means for the test. With `gotCode` consent was given, so a connection may stand. */
export function failed(failure: ProviderFailure, gotCode: boolean): SignInOutcome {
  const connectionMayRemain = gotCode
  switch (failure.kind) {
    case 'not-trusted':
      return { kind: 'not-trusted', reason: failure.reason, connectionMayRemain }
    case 'no-answer':
      return failure.failure === 'cancelled'
        ? { kind: 'cancelled', connectionMayRemain }
        : { kind: 'no-answer', failure: failure.failure, connectionMayRemain }
    case 'answered':
      return answeredOutcome(failure.facts, connectionMayRemain)
  }
}

function answeredOutcome(facts: ProviderFacts, connectionMayRemain: boolean): SignInOutcome {
  if (facts.shape === 'callback') return { kind: 'refused-at-consent', facts }
  if (verdict(facts) === 'wrong-pair') return { kind: 'wrong-pair', facts, connectionMayRemain }
  // A server that is in trouble says nothing about the request, whatever code it adds.
  const status = facts.status ?? 400
  const saysNothing = facts.error === null || status < 400 || status >= 500
  return { kind: saysNothing ? 'unexpected' : 'token-refused', facts, connectionMayRemain }
}

/** The page that the browser gets. */
export function pageFor(outcome: SignInOutcome): CallbackPage {
  switch (outcome.kind) {
    case 'signed-in':
      return 'signed-in'
    case 'refused-at-consent':
      return 'refused'
    case 'cancelled':
      return 'cancelled'
    default:
      return 'failed'
  }
}
