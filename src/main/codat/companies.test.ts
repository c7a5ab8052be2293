import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askedClient } from '../../../test/support/asked-client'
import { codatProblem } from '../../../test/support/codat-problem'
import type { TagCondition } from '../../domain/codat/schema'
import { readCompanies } from './api'
import { conclude, countConnections, gatherPage, startGathering } from '../../domain/codat/companies'
import type { PageStep } from '../../domain/codat/pages'

interface Row {
  id: string
  name: string
  tags?: Record<string, string>
  dataConnections: { id: string; integrationKey: string; status: string }[]
}

const status = fc.constantFrom('PendingAuth', 'Linked', 'Unlinked', 'Deauthorized', 'Hibernating')
const connection = fc.record({
  id: fc.uuid(),
  integrationKey: fc.constantFrom('gbol', 'gbol', 'qhyg', 'mqjo'),
  status,
})
const row: fc.Arbitrary<Row> = fc.record({
  id: fc.uuid(),
  name: fc.string(),
  dataConnections: fc.array(connection, { maxLength: 3 }),
})
const rows = fc.uniqueArray(row, { maxLength: 60, selector: ({ id }) => id })

function pagesOf(all: readonly Row[], size: number): Row[][] {
  const pages: Row[][] = []
  for (let at = 0; at < all.length; at += size) pages.push(all.slice(at, at + size))
  return pages.length === 0 ? [[]] : pages
}

function gather(pages: readonly (readonly unknown[])[], told: number | null, tags: readonly TagCondition[] = []) {
  const gathered = startGathering()
  for (const page of pages) gatherPage(gathered, { rows: page, told }, askedClient(tags))
  return conclude(gathered, { end: 'last-page' })
}

describe('gathering companies', () => {
  it('counts the same whatever the size of a page', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 70 }), (all, one, other) => {
        const a = gather(pagesOf(all, one), all.length)
        const b = gather(pagesOf(all, other), all.length)
        expect({ ...a.summary, pages: 0 }).toEqual({ ...b.summary, pages: 0 })
        expect(a.rows).toEqual(b.rows)
        expect(a.summary).toMatchObject({ state: 'complete', companies: all.length })
      }),
    )
  })

  it('counts every connection to Xero once, by state, and none to other software', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const { summary, rows: read } = gather(pagesOf(all, 7), all.length)
        const xeros = all
          .flatMap((one) => one.dataConnections)
          .filter(({ integrationKey }) => integrationKey === 'gbol')
        const sum = Object.values(summary.counts).reduce((total, count) => total + count, 0)
        expect(sum).toBe(xeros.length)
        expect(summary.counts.Linked).toBe(xeros.filter(({ status }) => status === 'Linked').length)
        expect(summary.counts.other).toBe(xeros.filter(({ status }) => status === 'Hibernating').length)
        expect(summary.withXero).toBe(new Set(read.map(({ companyId }) => companyId)).size)
        expect(countConnections(read)).toEqual(summary.counts)
      }),
    )
  })

  it('counts a company that comes twice once, as it was last seen', () => {
    fc.assert(
      fc.property(rows, rows, (first, second) => {
        const { summary } = gather([first, second, first], null)
        expect(summary.companies).toBe(new Set([...first, ...second].map(({ id }) => id)).size)
        expect(summary.withXero).toBeLessThanOrEqual(summary.companies)
      }),
    )
    const before = { id: 'a', name: 'A', dataConnections: [{ id: 'x', integrationKey: 'gbol', status: 'Linked' }] }
    expect(gather([[before], [{ ...before, dataConnections: [] }]], 1).summary).toMatchObject({
      companies: 1,
      withXero: 0,
      counts: { Linked: 0 },
    })
  })

  it('never calls it a count when fewer came than Codat said there are', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 100 }), (all, missing) => {
        const { summary } = gather(pagesOf(all, 10), all.length + missing)
        expect(summary).toMatchObject({ state: 'incomplete', because: 'fewer-than-told', companies: all.length })
      }),
    )
  })

  it.each([
    [{ name: 'no id' }],
    [null],
    ['text'],
    [{ id: 'a', dataConnections: 'none' }],
    [{ id: 'a', dataConnections: [{}] }],
  ])('says that a row can’t be read: %j', (bad) => {
    const { summary } = gather([[{ id: 'b', name: 'B' }, bad]], 2)
    expect(summary).toMatchObject({ state: 'incomplete', because: 'rows-unreadable', companies: 1 })
  })

  it('narrows by tags itself, and compares the total with all it saw', () => {
    const tagged = (id: string, tags?: Record<string, string>) => ({
      id,
      name: id,
      ...(tags && { tags }),
      dataConnections: [],
    })
    const all = [tagged('a', { team: 'x' }), tagged('b', { team: 'y' }), tagged('c')]
    const equal = gather([all], 3, [{ tag: 'team', is: 'equal', value: 'x' }])
    const other = gather([all], 3, [{ tag: 'team', is: 'not-equal', value: 'x' }])
    expect(equal.summary).toMatchObject({ state: 'complete', companies: 1 })
    expect(other.summary).toMatchObject({ state: 'complete', companies: 2 })
  })
})

describe('readCompanies', () => {
  async function* steps(list: readonly PageStep[]): AsyncGenerator<PageStep> {
    yield* list
  }
  const page: PageStep = { step: 'page', rows: [{ id: 'a', name: 'A' }], told: 3, last: false }

  it('says incomplete, with the problem, when a page fails for good', async () => {
    const failed: PageStep = { step: 'failed', because: 'page-failed', problem: codatProblem('server-error') }
    const { summary } = await readCompanies(steps([page, failed]), { client: askedClient() })
    expect(summary).toMatchObject({
      state: 'incomplete',
      because: 'page-failed',
      companies: 1,
      told: 3,
      problem: { kind: 'server-error' },
    })
  })

  it('says cancelled when it was stopped', async () => {
    const failed: PageStep = { step: 'failed', because: 'page-failed', problem: codatProblem('cancelled') }
    expect((await readCompanies(steps([page, failed]), { client: askedClient() })).summary.state).toBe('cancelled')
  })

  it('tells each page and each wait', async () => {
    const told: unknown[] = []
    const waiting: PageStep = { step: 'waiting', milliseconds: 2_500, problem: codatProblem('rate-limited') }
    await readCompanies(steps([page, waiting]), {
      client: askedClient(),
      onProgress: (progress) => told.push(progress),
    })
    expect(told).toEqual([
      { companies: 1, told: 3, waitingSeconds: null },
      { companies: 1, told: 3, waitingSeconds: 2.5 },
    ])
  })
})
