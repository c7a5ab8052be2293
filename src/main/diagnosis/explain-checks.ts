// Explains what the keys check and the sign-in test found, in the words of the catalogue.
import type { Diagnosis, DiagnosisCode } from '../../contract/diagnosis'
import type { FetchFailure } from '../../contract/network'
import type { KeysCheckOutcome, ProviderFacts, SignInOutcome } from '../../contract/xero'
import { diagnose } from './diagnose'
import { diagnoseCallback, diagnoseTokenError, type Grant } from './oauth'

/** What a check was about. */
export interface CheckedApp {
  readonly clientId: string
  readonly redirectUris: readonly string[]
}

/** A diagnosis of a keys check, or null where there is nothing to explain: Xero accepts the keys. */
export function explainKeysCheck(outcome: KeysCheckOutcome, app: CheckedApp): Diagnosis | null {
  switch (outcome.kind) {
    case 'accepted':
      return null
    case 'wrong-pair':
      return withApp(tokenError(outcome.facts, 'client-credentials', 'token.invalid-client'), app)
    case 'probably-accepted':
      return withApp(tokenError(outcome.facts, 'client-credentials', 'token.app-list-refused'), app)
    case 'no-answer':
      return explainFailure(outcome.failure)
    case 'unexpected':
      return withApp(tokenError(outcome.facts, 'client-credentials'), app)
  }
}

/** A diagnosis of a sign-in test, or null where the outcome is not an error of Xero’s or the network’s. */
export function explainSignIn(outcome: SignInOutcome, app: CheckedApp): Diagnosis | null {
  switch (outcome.kind) {
    case 'signed-in':
    case 'cancelled':
    case 'never-arrived':
    case 'ports-taken':
    case 'cannot-listen':
    case 'browser-not-opened':
    case 'too-many-refused':
      return null
    case 'refused-at-consent':
      return diagnoseCallback({ error: outcome.facts.error ?? '', error_description: outcome.facts.errorDescription })
    case 'wrong-pair':
      return withApp(tokenError(outcome.facts, 'authorization-code', 'token.invalid-client'), app)
    case 'token-refused':
    case 'unexpected':
      return withApp(tokenError(outcome.facts, 'authorization-code'), app)
    case 'not-trusted': {
      const isClock = outcome.reason === 'expired' || outcome.reason === 'not-yet-valid'
      return diagnose(isClock ? 'token.clock' : 'token.not-trusted', { facts: [['Check', outcome.reason]] })
    }
    case 'no-answer':
      return explainFailure(outcome.failure)
  }
}

/** The facts of an answer again as an answer. `known` is what whoever read it already settled. */
function tokenError(facts: ProviderFacts, grant: Grant, known?: DiagnosisCode): Diagnosis {
  const told = diagnoseTokenError({
    status: facts.status ?? undefined,
    grant,
    body:
      facts.error === null ? pageOf(facts) : { error: facts.error, error_description: facts.errorDescription ?? '' },
  })
  if (known === undefined || known === told.code) return told
  return diagnose(known, { facts: (told.facts ?? []).map(({ label, value }) => [label, value] as const) })
}

/** An answer without an OAuth error that says it is HTML came from something in between. */
function pageOf(facts: ProviderFacts): string | undefined {
  return facts.contentType !== null && /html/i.test(facts.contentType) ? '<html>' : undefined
}

function withApp(diagnosis: Diagnosis, { clientId }: CheckedApp): Diagnosis {
  const { facts } = diagnose(diagnosis.code, { facts: [['Client id', clientId]] })
  const shownFacts = [...(facts ?? []), ...(diagnosis.facts ?? [])]
  return shownFacts.length === 0 ? diagnosis : { ...diagnosis, facts: shownFacts }
}

const byFailure: Readonly<Record<FetchFailure, DiagnosisCode>> = {
  cancelled: 'network.stopped',
  'timed-out': 'network.timeout',
  'address-refused': 'network.redirected',
  redirected: 'network.redirected',
  'no-such-host': 'network.dns',
  'no-connection': 'network.offline',
  certificate: 'network.intercepted',
  proxy: 'network.proxy',
  'cut-off': 'network.reset',
}

/** Why a provider gave no answer; null when the user stopped it, which needs no explaining. */
export function explainFailure(failure: FetchFailure): Diagnosis | null {
  return failure === 'cancelled' ? null : diagnose(byFailure[failure])
}
