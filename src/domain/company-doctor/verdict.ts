// What the company doctor says of a company, out of Codat's answers about it.
import type { CodatResult } from '../codat/problem'
import type { CodatClient } from '../codat/schema'
import type { RawCompany } from '../codat/shapes'
import { companyFindings } from './findings'
import { connectionOf, datasetsOf, pushesOf, safe } from './read'

const SHOWN_PUSHES = 20

export function companyVerdict(
  raw: RawCompany,
  client: CodatClient,
  { status, history, push }: CompanyAnswers,
  now: Date,
) {
  const connections = (raw.dataConnections ?? []).slice(0, 20).map(connectionOf)
  const datasets = datasetsOf(status, history, connections)
  const pushes = push.ok ? pushesOf(push.value) : []
  const unread = [
    ...(status.ok ? [] : [{ part: 'data-status', problem: status.problem } as const]),
    ...(history.ok ? [] : [{ part: 'history', problem: history.problem } as const]),
    ...(push.ok ? [] : [{ part: 'push', problem: push.problem } as const]),
  ]
  const name = safe(raw.name) ?? 'This company'
  return {
    company: { id: raw.id.slice(0, 100), name, created: raw.created?.slice(0, 60) ?? null },
    codatClient: { id: client.id, name: client.name },
    connections,
    findings: companyFindings({ name, connections, datasets, pushes, unread, now }).slice(0, 30),
    datasets: datasets.slice(0, 200),
    pushes: pushes.slice(0, SHOWN_PUSHES),
    unread,
    at: now.toISOString(),
  }
}

interface CompanyAnswers {
  readonly status: Parameters<typeof datasetsOf>[0]
  readonly history: Parameters<typeof datasetsOf>[1]
  readonly push: CodatResult<readonly unknown[]>
}
