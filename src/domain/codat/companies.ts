// All companies of a Codat client with their connections to Xero: counted once each, and never counted short in silence.
import type { CompaniesAnswer, NotRead } from '../connections/snapshot'
import { codeOfProblem } from './problem'
import type { CodatCompany, CodatProblem, TagCondition, CompaniesSummary, ConnectionCounts } from './schema'
import { fitsTags, rawCompany, type RawCompany, toCompany } from './shapes'

export interface CompaniesRead {
  readonly summary: CompaniesSummary
  /** Those with a connection to Xero, each once as it was last seen, in the order Codat gave them; others are only counted. */
  readonly companies: readonly CodatCompany[]
}

export interface Gathered {
  /** Ids of all companies seen, whether they fit the tags or not: what Codat's own total is compared with. */
  readonly seen: Set<string>
  readonly fitting: Set<string>
  readonly withXero: Map<string, CodatCompany>
  unreadable: number
  pages: number
  told: number | null
}

export function startGathering(): Gathered {
  return { seen: new Set(), fitting: new Set(), withXero: new Map(), unreadable: 0, pages: 0, told: null }
}

/**
 * Takes a page in. A company that comes twice, because others were added or removed while paging, counts once, as it was
 * last seen. Changes `gathered`: ten thousand companies are not copied at every page.
 */
export function gatherPage(
  gathered: Gathered,
  page: { rows: readonly unknown[]; told: number | null },
  tags: readonly TagCondition[],
): void {
  gathered.pages += 1
  gathered.told = page.told
  for (const row of page.rows) {
    const raw = rawCompany.safeParse(row)
    if (raw.success) gatherCompany(gathered, raw.data, tags)
    else gathered.unreadable += 1
  }
}

function gatherCompany(gathered: Gathered, raw: RawCompany, tags: readonly TagCondition[]): void {
  const { id } = raw
  if (gathered.seen.has(id)) {
    gathered.fitting.delete(id)
    gathered.withXero.delete(id)
  }
  gathered.seen.add(id)
  if (!fitsTags(raw, tags)) return
  gathered.fitting.add(id)
  const company = toCompany(raw)
  if (company.connections.length > 0) gathered.withXero.set(id, company)
}

export function countConnections(companies: Iterable<CodatCompany>): ConnectionCounts {
  const counts = { PendingAuth: 0, Linked: 0, Unlinked: 0, Deauthorized: 0, other: 0 }
  for (const { connections } of companies) for (const { state } of connections) counts[state] += 1
  return counts
}

type Ending =
  | { readonly end: 'last-page' }
  | { readonly end: 'failed'; readonly because: 'page-failed' | 'endless'; readonly problem: CodatProblem | null }

/** What was read, and whether it is a count. */
export function conclude(gathered: Gathered, ending: Ending): CompaniesRead {
  const { seen, fitting, withXero, unreadable, pages, told } = gathered
  const counts = countConnections(withXero.values())
  const soFar = { companies: fitting.size, withXero: withXero.size, counts, pages, told }
  const companies = [...withXero.values()]
  if (ending.end === 'failed') {
    const { because, problem } = ending
    if (problem?.kind === 'cancelled') return { summary: { state: 'cancelled', ...soFar }, companies }
    return { summary: { state: 'incomplete', ...soFar, because, problem }, companies }
  }
  const short = unreadable > 0 ? 'rows-unreadable' : told !== null && seen.size < told ? 'fewer-than-told' : null
  if (short !== null) return { summary: { state: 'incomplete', ...soFar, because: short, problem: null }, companies }
  return { summary: { state: 'complete', ...soFar }, companies }
}

export interface ReadCompaniesOptions {
  tags: readonly TagCondition[]
  onProgress?: (progress: { companies: number; told: number | null; waitingSeconds: number | null }) => void
}

/** What was read, as the gauge takes it. A list of which no page came says nothing. */
export function companiesAnswer({ summary, companies }: CompaniesRead): CompaniesAnswer | NotRead {
  switch (summary.state) {
    case 'complete':
      return { kind: 'read', complete: true, code: null, companies }
    case 'cancelled':
      return { kind: 'not-read', code: 'codat.cancelled' }
    case 'incomplete': {
      const code = summary.problem === null ? 'codat.unexpected-shape' : codeOfProblem(summary.problem.kind)
      return summary.pages === 0 ? { kind: 'not-read', code } : { kind: 'read', complete: false, code, companies }
    }
  }
}
