// What Codat's and the user's answers come to in a set-up's record.
import type { CompaniesRead } from '../codat/companies'
import type { CodatProblem } from '../codat/said'
import { codatAlwaysNeeds, codatUseCases } from '../facts'
import type { readConsentAddress } from './consent-address'
import { type Evidence, sameClientId } from './evidence'
import type { XeroApp } from '../xero-apps/schema'
import type { HandOver, InheritedSeen, Integration, UseCase } from './schema'

/** What Codat needs for a use case, each scope once. */
export function scopesFor(useCase: UseCase | null): string[] {
  const own: readonly string[] = useCase === null ? [] : codatUseCases.value[useCase].scopes
  return [...new Set([...codatAlwaysNeeds.value, ...own])]
}

export type Asked = 'settled' | 'go-on' | 'problem'

interface Answered {
  readonly integration: Integration
  /** Null when Codat answered. */
  readonly problem: Pick<CodatProblem, 'canBeRetried'> | null
}

/** Whether an answer ends the waiting for it. */
export const settledOf: Readonly<Record<'enabled' | 'first-company', (answer: Answered) => Asked>> = {
  enabled({ problem, integration }) {
    if (problem !== null) return problem.canBeRetried ? 'go-on' : 'problem'
    return integration.enabledSeen?.enabled === true ? 'settled' : 'go-on'
  },
  'first-company'({ problem, integration }) {
    if (problem !== null) return problem.canBeRetried ? 'go-on' : 'problem'
    const { firstCompany } = integration
    return firstCompany?.state === 'PendingAuth' && firstCompany.error === null ? 'go-on' : 'settled'
  },
}

export function consentSeenIn(
  { clientId, redirectUri, scopes }: NonNullable<ReturnType<typeof readConsentAddress>>,
  at: string,
): NonNullable<Integration['consentSeen']> {
  return { at, clientId, redirectUri, scopes: [...scopes] }
}

/** Null where Codat's companies could not be read. */
export function inheritedSeenIn({ summary, withErrors }: CompaniesRead, at: string): InheritedSeen | null {
  if (summary.state === 'cancelled' || (summary.state === 'incomplete' && summary.problem !== null)) return null
  return {
    at,
    companies: summary.companies,
    linked: summary.counts.Linked,
    deauthorized: summary.counts.Deauthorized,
    pending: summary.counts.PendingAuth,
    withErrors,
    complete: summary.state === 'complete',
  }
}

/** The record once the keys were pasted and saved. What was proved before belongs to what was pasted before. */
export function withHandedOver(
  current: Integration,
  { app }: Evidence,
  slot: HandOver['slot'],
  pastedAt: string,
): Integration {
  const secret = app?.secrets.find((one) => one.slot === slot)
  const handOver: HandOver = {
    pastedAt,
    clientId: app?.clientId ?? '',
    slot: secret?.slot ?? null,
    secretStoredAt: secret?.storedAt ?? null,
  }
  return { ...current, handOver, provedAt: null, proof: null }
}

/** Secrets that were stored in a span of time, as on a call: what others may have seen of them, they saw then. */
export function storedWithin(
  { app }: Pick<Evidence, 'app'>,
  { from, to }: NonNullable<Integration['callToAskAbout']>,
): XeroApp['secrets'] {
  return app?.secrets.filter(({ storedAt }) => storedAt >= from && storedAt <= to) ?? []
}

/** A call that wasn't on changes nothing. Whether it was recorded matters only where a secret was stored during it. */
export function withCallEnded(current: Integration, evidence: Pick<Evidence, 'app'>, to: string): Integration {
  const { callSince: from } = current
  if (from === null) return current
  const call = { from, to }
  const isAsked = storedWithin(evidence, call).length > 0
  return { ...current, callSince: null, callToAskAbout: isAsked ? call : current.callToAskAbout }
}

/** Whose app an address of Xero's consent page is about, and its name where it is another one kept here. */
export function consentOutcome(
  clientId: string,
  own: XeroApp | null,
  apps: readonly XeroApp[],
): { outcome: 'this-app' | 'other-app'; otherApp: string | null } {
  if (own !== null && sameClientId(own.clientId, clientId)) return { outcome: 'this-app', otherApp: null }
  return { outcome: 'other-app', otherApp: apps.find((app) => sameClientId(app.clientId, clientId))?.name ?? null }
}
