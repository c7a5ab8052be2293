// Ten thousand companies read twice: by Latchkey, and by fetching the same pages and parsing their JSON alone.
import { askedClient } from './asked-client'
import { type CodatApi, openCodatApi } from '../../src/main/codat/api'
import { codatKey, seedCodatClients } from '../../src/practice/codat/seed'
import { Secret } from '../../src/main/secret'

export const HARBOUR_KEY = codatKey(seedCodatClients.harbour.codatId, 'Robin')

export function openPagingApi(baseUrl: string): CodatApi {
  return openCodatApi({
    fetch,
    baseUrl,
    key: new Secret(HARBOUR_KEY),
    clock: { now: () => new Date(), monotonic: () => performance.now() },
    random: { id: () => crypto.randomUUID() },
  })
}

/** Milliseconds to fetch all pages and parse them, and how many rows came. */
export async function fetchAndParse(baseUrl: string): Promise<{ tookMs: number; rows: number }> {
  const headers = { Authorization: `Basic ${Buffer.from(HARBOUR_KEY).toString('base64')}` }
  const from = performance.now()
  let rows = 0
  for (let next: string | null = '/companies?page=1&pageSize=100'; next !== null;) {
    const response: Response = await fetch(`${baseUrl}${next}`, { headers })
    const page = JSON.parse(await response.text()) as { results: unknown[]; _links: { next?: { href: string } } }
    rows += page.results.length
    next = page._links.next?.href ?? null
  }
  return { tookMs: performance.now() - from, rows }
}

export interface PagingRun {
  readonly tookMs: number
  readonly companies: number
  readonly state: string
  /** Bytes of heap after a collection, at each tenth of the pages; empty where collections can't be asked for. */
  readonly heap: number[]
}

/** Milliseconds for Latchkey to read all companies. `collect` is V8's `gc`, for the memory. */
export async function readByLatchkey(baseUrl: string, collect?: () => void): Promise<PagingRun> {
  const heap: number[] = []
  let pages = 0
  const from = performance.now()
  const { summary } = await openPagingApi(baseUrl).readCompanies({
    client: askedClient(),
    onProgress() {
      pages += 1
      if (collect === undefined || pages % 10 !== 0) return
      collect()
      heap.push(process.memoryUsage().heapUsed)
    },
  })
  return { tookMs: performance.now() - from, companies: summary.companies, state: summary.state, heap }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

export interface Comparison {
  /** Milliseconds, the median of all rounds and the best of them. */
  readonly ours: { readonly median: number; readonly best: number }
  readonly bare: { readonly median: number; readonly best: number }
  readonly ratio: { readonly median: number; readonly best: number }
}

/** Runs both in turn, so that a busy machine is busy for both. The best rounds are those with the least of others' work in them. */
export async function compare(baseUrl: string, rounds: number): Promise<Comparison> {
  const oursMs: number[] = []
  const bareMs: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    bareMs.push((await fetchAndParse(baseUrl)).tookMs)
    oursMs.push((await readByLatchkey(baseUrl)).tookMs)
  }
  const ours = { median: median(oursMs), best: Math.min(...oursMs) }
  const bare = { median: median(bareMs), best: Math.min(...bareMs) }
  return { ours, bare, ratio: { median: ours.median / bare.median, best: ours.best / bare.best } }
}
