import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { hostileStatements } from '../../../../test/fixtures/hostile-statements'
import { codes, openBytes, openText } from '../../../../test/support/statements'
import { statementLine, statementView } from '../../../contract/statements'
import { exportStatement } from './export-statement'

describe('hostile statements', () => {
  it('are more than sixty, each of another name', () => {
    expect(hostileStatements.length).toBeGreaterThanOrEqual(60)
    expect(new Set(hostileStatements.map(({ name }) => name)).size).toBe(hostileStatements.length)
  })

  it.each(hostileStatements)('$name', async ({ bytes, expects, lines, amounts }) => {
    const statement = await openBytes(bytes)
    const view = statement.view()
    statementView.parse({ ...view, statementId: '00000000-0000-4000-8000-000000000000' })
    const read = statement.lines(0, 20_000)
    for (const line of read) statementLine.parse(line)
    expect(codes(statement)).toEqual(expect.arrayContaining([...expects]))
    // Where nothing is expected, nothing may stop it either.
    expect(expects.length === 0 ? view.summary.stops : 0).toBe(0)
    expect(view.summary.lines).toBe(lines ?? view.summary.lines)
    expect(read.map(({ amount }) => amount)).toEqual(amounts ?? read.map(({ amount }) => amount))
  })
})

describe('an export', () => {
  it('runs nothing in a spreadsheet, keeps the minus of amounts and reads back the same', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-export-'))
    const file = path.join(folder, 'out.csv')
    const statement = await openText(
      'Transaction ID,Date,Description,Amount,Balance\n=1+1,2026-11-03,"=cmd|\' /C calc\'!A0",-1.50,-1.50\nb,2026-11-04,@SUM(A1),2.00,0.50',
    )
    await exportStatement({ count: 2, lines: statement.lines }, 'csv', file)
    const text = await readFile(file, 'utf8')
    expect(text).toContain(",'=cmd|' /C calc'!A0,")
    expect(text).toContain(",'@SUM(A1),")
    expect(text).toContain("'=1+1,")
    const back = await openBytes(await readFile(file))
    expect(back.lines(0, 9).map(({ date, amount, balance }) => ({ date, amount, balance }))).toEqual(
      statement.lines(0, 9).map(({ date, amount, balance }) => ({ date, amount, balance })),
    )
    await rm(folder, { recursive: true })
  })
})
