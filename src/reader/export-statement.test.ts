import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { cleanLines, codes, csvOf, openBytes, openText } from '../../test/support/statements'
import { unzip } from '../../test/support/unzip'
import type { ExportKind } from '../contract/statements'
import type { StatementLine } from '../domain/bank-feeds/statements/schema'
import { exportStatement } from './export-statement'
import type { OpenStatement } from './open-statement'

let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'latchkey-export-'))
  file = path.join(folder, 'out')
  return () => rm(folder, { recursive: true })
})

async function exported(statement: OpenStatement, kind: ExportKind): Promise<Buffer> {
  await exportStatement(statement.arranged(), kind, file)
  return readFile(file)
}

/** What a push carries of a line: currency and place in the file stay here. */
const carried = ({ line: _line, currency: _currency, ...rest }: StatementLine) => rest
const carriedOf = (statement: OpenStatement) => statement.lines(0, 100_000).map(carried)

describe('an export', () => {
  it('runs nothing in a spreadsheet and keeps the minus of amounts', async () => {
    const statement = await openText(
      `Transaction ID,Date,Description,Amount,Balance\n=1+1,2026-11-03,"=cmd|' /C calc'!A0",-1.50,-1.50\nb,2026-11-04,@SUM(A1),2.00,0.50`,
    )
    const text = (await exported(statement, 'csv')).toString()
    expect(text).toContain(",'=cmd|' /C calc'!A0,")
    expect(text).toContain(",'@SUM(A1),")
    expect(text).toContain("'=1+1,")
    expect(text).toContain(',-1.50,-1.50,')
  })

  it('reads back the same, as CSV and as JSON', async () => {
    await fc.assert(
      fc.asyncProperty(cleanLines, fc.constantFrom<ExportKind>('csv', 'json'), async (lines, kind) => {
        const statement = await openText(csvOf(lines))
        const back = await openBytes(await exported(statement, kind))
        expect(carriedOf(back)).toEqual(carriedOf(statement))
        expect(back.view().summary).toMatchObject({ ...statement.view().summary, currencies: expect.any(Array) })
      }),
      { numRuns: 30 },
    )
  })

  it('split into requests and joined again is the same statement, in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 3_200 }), fc.integer({ min: 1, max: 50_000 }), async (count, step) => {
        const lines = Array.from({ length: count }, (_, at) => {
          const cents = ((at * step) % 20_001) - 10_000 || 1
          return { id: `T${at}`, date: '2026-11-03', description: `Payment ${at}`, cents }
        })
        const statement = await openText(csvOf(lines))
        const requests = [...(await unzip(await exported(statement, 'requests')))].toSorted()
        const bodies = requests.map(([, text]) => JSON.parse(text) as { transactions: unknown[] })
        const sizes = bodies.map(({ transactions }) => transactions.length)
        expect(sizes).toEqual([
          ...Array.from({ length: Math.ceil(count / 1_000) - 1 }, () => 1_000),
          ((count - 1) % 1_000) + 1,
        ])
        const joined = await openText(`[${requests.map(([, text]) => text).join(',')}]`)
        expect(carriedOf(joined)).toEqual(carriedOf(statement))
        expect(codes(joined)).toEqual(codes(statement))
      }),
      { numRuns: 8 },
    )
  })

  it('leaves nothing half written behind', async () => {
    const statement = await openText(csvOf([{ id: 'a', date: '2026-11-03', description: 'x', cents: 1 }]))
    const { lines, order } = statement.arranged()
    const gone = (): never => {
      throw new Error('gone')
    }
    const broken = { order, lines: { ...lines, day: gone } }
    await expect(exportStatement(broken, 'json', file)).rejects.toThrow('gone')
    expect(await readdir(folder)).toEqual([])
    await exported(statement, 'json')
    expect(await readdir(folder)).toEqual(['out'])
  })
})
