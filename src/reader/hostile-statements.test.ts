import { describe, expect, it } from 'vitest'
import { hostileStatements } from '../../test/fixtures/hostile-statements'
import { codes, openBytes } from '../../test/support/statements'
import { statementLine } from '../domain/bank-feeds/statements/schema'
import { statementView } from '../contract/statements'

describe('hostile statements', () => {
  it('are more than sixty, each of another name', () => {
    expect(hostileStatements.length).toBeGreaterThanOrEqual(60)
    expect(new Set(hostileStatements.map(({ name }) => name)).size).toBe(hostileStatements.length)
  })

  it.each(hostileStatements)('$name', async ({ bytes, expects, lines, amounts }) => {
    const statement = await openBytes(bytes)
    const view = statement.view()
    statementView.parse({ ...view, revision: 0, statementId: '00000000-0000-4000-8000-000000000000' })
    const read = statement.lines(0, 20_000)
    for (const line of read) statementLine.parse(line)
    expect(codes(statement)).toEqual(expect.arrayContaining([...expects]))
    // Where nothing is expected, nothing may stop it either.
    expect(expects.length === 0 ? view.summary.stops : 0).toBe(0)
    expect(view.summary.lines).toBe(lines ?? view.summary.lines)
    expect(read.map(({ amount }) => amount)).toEqual(amounts ?? read.map(({ amount }) => amount))
  })
})
