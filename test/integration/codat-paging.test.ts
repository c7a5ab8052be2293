// Ten thousand companies: all of them, in flat memory. What it takes beside fetching and parsing alone is measured by
// test/benchmarks/codat-paging.ts.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { askedClient } from '../support/asked-client'
import { type PagingServer, startPagingServer } from '../support/codat-paging-server'
import { fetchAndParse, openPagingApi, readByLatchkey } from '../support/codat-paging'

/** V8's own collector, without a flag at start. */
function collector(): () => void {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect !== 'function') throw new Error('No collector')
  return () => void collect()
}

const SEEDED = 26
const COMPANIES = 10_000

let server: PagingServer
beforeAll(async () => {
  server = await startPagingServer(COMPANIES - SEEDED)
})
afterAll(() => server.close())

it('reads ten thousand companies whole', async () => {
  const { rows } = await fetchAndParse(server.origin)
  expect(rows).toBe(COMPANIES)
  expect(await readByLatchkey(server.origin)).toMatchObject({ state: 'complete', companies: COMPANIES })
})

it('keeps memory flat: what it holds grows by what the gauge needs of a company, not by its pages', async () => {
  const { heap } = await readByLatchkey(server.origin, collector())
  expect(heap).toHaveLength(10)
  const [first = 0] = heap
  const perCompany = ((heap.at(-1) ?? 0) - first) / (COMPANIES * 0.9)
  process.stdout.write(
    `Heap after each 1,000 companies, MB: ${heap.map((bytes) => (bytes / 1e6).toFixed(1)).join(' ')}\n`,
  )
  // A company with its connection is about 840 characters of JSON, and several times that once parsed.
  expect(perCompany).toBeLessThan(1_500)
})

it('can be stopped on the way', async () => {
  const stop = new AbortController()
  const { summary } = await openPagingApi(server.origin).readCompanies({
    client: askedClient(),
    signal: stop.signal,
    onProgress: ({ companies }) => companies >= 3_000 && stop.abort(),
  })
  expect(summary).toMatchObject({ state: 'cancelled', companies: 3_000, told: COMPANIES })
})
