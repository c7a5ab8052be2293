// All companies of a Codat client with their connections to Xero: counted once each, and never counted short in silence.
import { oneLine } from '../connections/one-line'
import { providerTime } from '../connections/provider-time'
import type { CodatClientName, CodatRow, CompaniesAnswer, NotRead } from '../connections/snapshot'
import { outsideText } from '../text/outside-text'
import { codeOfProblem } from './problem'
import type { TagCondition } from './schema'
import type { CodatProblem, CompaniesSummary, ConnectionCounts } from './said'
import { fitsTags, hasError, rawCompany, type RawCompany, stateOf, tenantOf, xeroBy } from './shapes'

export interface CompaniesRead {
  readonly summary: CompaniesSummary
  /** A row for each connection to Xero, its company as it was last seen, in the order Codat gave them; other companies are only counted. */
  readonly rows: readonly CodatRow[]
  /** Companies with a connection to Xero that isn't linked and says why. */
  readonly withErrors: number
}

/** Whose companies are read: the rows are its, and its tags narrow them. */
export interface AskedClient extends CodatClientName {
  readonly tags: readonly TagCondition[]
}

export interface Gathered {
  /** Ids of all companies seen, whether they fit the tags or not: what Codat's own total is compared with. */
  readonly seen: Set<string>
  readonly fitting: Set<string>
  readonly withXero: Map<string, readonly CodatRow[]>
  readonly withErrors: Set<string>
  unreadable: number
  pages: number
  told: number | null
}

export function startGathering(): Gathered {
  return {
    seen: new Set(),
    fitting: new Set(),
    withXero: new Map(),
    withErrors: new Set(),
    unreadable: 0,
    pages: 0,
    told: null,
  }
}

/**
 * Takes a page in. A company that comes twice, because others were added or removed while paging, counts once, as it was
 * last seen. Changes `gathered`: ten thousand companies are not copied at every page.
 */
export function gatherPage(
  gathered: Gathered,
  page: { rows: readonly unknown[]; told: number | null },
  client: AskedClient,
): void {
  gathered.pages += 1
  gathered.told = page.told
  for (const row of page.rows) {
    const raw = rawCompany.safeParse(row)
    if (raw.success) gatherCompany(gathered, raw.data, client)
    else gathered.unreadable += 1
  }
}

function gatherCompany(gathered: Gathered, raw: RawCompany, client: AskedClient): void {
  const { id } = raw
  if (gathered.seen.has(id)) {
    gathered.fitting.delete(id)
    gathered.withXero.delete(id)
    gathered.withErrors.delete(id)
  }
  gathered.seen.add(id)
  if (!fitsTags(raw, client.tags)) return
  gathered.fitting.add(id)
  const rows = codatRows(client, raw)
  if (rows.length > 0) gathered.withXero.set(id, rows)
  if (hasError(raw)) gathered.withErrors.add(id)
}

/** The connections to Xero of a Codat client's company as rows. */
function codatRows(client: CodatClientName, { id, name, dataConnections }: RawCompany): CodatRow[] {
  const connections = (dataConnections ?? []).filter((one) => xeroBy(one) !== null)
  return connections.map((connection) => ({
    clientId: client.id,
    clientName: oneLine(client.name),
    companyId: outsideText(id, 100),
    companyName: oneLine(outsideText(name ?? '', 500)),
    connectionId: outsideText(connection.id, 100),
    status: oneLine(outsideText(connection.status ?? '', 500), 60),
    createdAt: providerTime(connection.created),
    lastSync: providerTime(connection.lastSync),
    tenantId: tenantOf(connection),
  }))
}

export function countConnections(rows: Iterable<CodatRow>): ConnectionCounts {
  const counts = { PendingAuth: 0, Linked: 0, Unlinked: 0, Deauthorized: 0, other: 0 }
  for (const { status } of rows) counts[stateOf(status)] += 1
  return counts
}

type Ending =
  | { readonly end: 'last-page' }
  | { readonly end: 'failed'; readonly because: 'page-failed' | 'endless'; readonly problem: CodatProblem | null }

/** What was read, and whether it is a count. */
export function conclude(gathered: Gathered, ending: Ending): CompaniesRead {
  const { seen, fitting, withXero, unreadable, pages, told } = gathered
  const rows = [...withXero.values()].flat()
  const counts = countConnections(rows)
  const soFar = { companies: fitting.size, withXero: withXero.size, counts, pages, told }
  const read = { rows, withErrors: gathered.withErrors.size }
  if (ending.end === 'failed') {
    const { because, problem } = ending
    if (problem?.kind === 'cancelled') return { summary: { state: 'cancelled', ...soFar }, ...read }
    return { summary: { state: 'incomplete', ...soFar, because, problem }, ...read }
  }
  const short = unreadable > 0 ? 'rows-unreadable' : told !== null && seen.size < told ? 'fewer-than-told' : null
  if (short !== null) return { summary: { state: 'incomplete', ...soFar, because: short, problem: null }, ...read }
  return { summary: { state: 'complete', ...soFar }, ...read }
}

export interface ReadCompaniesOptions {
  client: AskedClient
  onProgress?: (progress: { companies: number; told: number | null; waitingSeconds: number | null }) => void
}

/** What was read, as the gauge takes it. A list of which no page came says nothing. */
export function companiesAnswer({ summary, rows }: CompaniesRead): CompaniesAnswer | NotRead {
  switch (summary.state) {
    case 'complete':
      return { kind: 'read', complete: true, code: null, rows }
    case 'cancelled':
      return { kind: 'not-read', code: 'codat.cancelled' }
    case 'incomplete': {
      const code = summary.problem === null ? 'codat.unexpected-shape' : codeOfProblem(summary.problem.kind)
      return summary.pages === 0 ? { kind: 'not-read', code } : { kind: 'read', complete: false, code, rows }
    }
  }
}
