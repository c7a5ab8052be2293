// What “Check everything again” saw, out of the answers it got.
import type { Ladder } from '../bank-feeds/schema'
import { codeOfProblem } from '../codat/problem'
import type { CodatKeyCheck } from '../codat/said'
import type { CheckSeen } from './board-schema'
import type { Integration } from './schema'
import type { Connection, Gauge } from '../connections/schema'
import type { KeysCheckOutcome } from '../xero/schema'

/** An answer, or the code of what was in the way. */
export type Asked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: string }

export function verdictOn(outcome: KeysCheckOutcome): Asked<boolean> {
  switch (outcome.kind) {
    case 'accepted':
    case 'probably-accepted':
      return { ok: true, value: true }
    case 'wrong-pair':
      return { ok: true, value: false }
    case 'no-answer':
    case 'unexpected':
      return { ok: false, code: 'check.no-answer' }
  }
}

const MOST_COMPANIES = 5_000

/** Connections and linked companies. Companies count only where every page was read: a part of them would look like a loss. */
export function seenInConnections(
  { gauge, connections }: { gauge: Gauge; connections: readonly Connection[] },
  clientId: string | null,
): Pick<CheckSeen, 'companies' | 'linked' | 'seats'> {
  const source = gauge.sources.find(({ kind }) => kind === 'codat-companies')
  const mine = source?.clients.find(({ id }) => id === clientId)
  const whole = source !== undefined && source.problem === null && mine?.complete === true
  const linked = new Map(
    connections
      .flatMap(({ codat }) => codat)
      .filter((link) => link.clientId === clientId && link.status === 'Linked')
      .map(({ companyId, companyName }) => [companyId, { id: companyId, name: companyName }]),
  )
  const companies = [...linked.values()].toSorted((a, b) => a.id.localeCompare(b.id))
  return {
    companies: whole && companies.length <= MOST_COMPANIES ? companies : null,
    linked: whole ? companies.length : null,
    seats: gauge.count === null ? null : { count: gauge.count, limit: gauge.limit.limit, state: gauge.state },
  }
}

/** Of this Codat client alone: others of the same app are other integrations. */
export function feedsSeen(feeds: SeenFeeds | null, clientId: string | null): CheckSeen['feeds'] {
  if (feeds === null || feeds.companies.length === 0) return null
  return feeds.companies
    .filter((company) => company.clientId === clientId)
    .map(({ connectionId, name, verdict }) => ({ id: connectionId, name, verdict }))
}

interface SeenFeeds {
  readonly companies: readonly {
    readonly clientId: string
    readonly connectionId: string
    readonly name: string
    readonly verdict: Ladder['verdict']
  }[]
}

export function integrationSeen({ enabledSeen }: Pick<Integration, 'enabledSeen'>): CheckSeen['integration'] {
  if (enabledSeen === null) return null
  if (!enabledSeen.present) return 'absent'
  return enabledSeen.enabled === null ? null : enabledSeen.enabled ? 'enabled' : 'disabled'
}

export function keySeen(outcome: CodatKeyCheck): Asked<NonNullable<CheckSeen['codatKey']>> {
  if (outcome.kind === 'accepted') {
    return { ok: true, value: outcome.belongs === 'other-client' ? 'other-client' : 'accepted' }
  }
  const { kind } = outcome.problem
  return kind === 'key-refused' ? { ok: true, value: 'refused' } : { ok: false, code: codeOfProblem(kind) }
}
