// What banks give: read right or asked about, and never ready with something else by the app's own first remedies.
import { describe, expect, it } from 'vitest'
import { followFirstRemedies } from '../../test/support/remedies'
import { statementShapes } from '../../test/support/statement-shapes'
import { openText } from '../../test/support/statements'
import type { OpenStatement } from './open-statement'

/** Stops that ask nothing about what the file means: what Codat wants besides is made of what was read. */
const MECHANICAL: readonly string[] = ['id.missing', 'balance.missing', 'order.newest-first']

const asked = (statement: OpenStatement): string[] =>
  statement
    .view()
    .findings.filter(({ severity, code }) => severity === 'stop' && !MECHANICAL.includes(code))
    .map(({ code }) => code)

const reading = (statement: OpenStatement): string[] =>
  statement
    .lines(0, 1_000)
    .filter(({ standing }) => standing === undefined)
    .map(({ date, amount, currency }) => [date, amount, currency].filter((part) => part !== null).join(' '))

const daysAndAmounts = (statement: OpenStatement): string[] =>
  reading(statement)
    .map((line) => line.split(' ').slice(0, 2).join(' '))
    .toSorted()

describe('files in the shapes of many countries', () => {
  const shapes = statementShapes()

  it('are more than two hundred, each of another name', () => {
    expect(new Set(shapes.map(({ name }) => name)).size).toBe(shapes.length)
    expect(shapes.length).toBeGreaterThan(200)
  })

  it.each(shapes)('$name', async ({ text, asks, reads, right }) => {
    const statement = await openText(text)
    expect(asked(statement)).toEqual(asks)
    expect(reads ?? reading(statement)).toEqual(reading(statement))
    followFirstRemedies(statement)
    const isReady = statement.view().summary.stops === 0
    const ready = isReady && right !== null ? { is: daysAndAmounts(statement), right: right.toSorted() } : null
    expect(ready?.is).toEqual(ready?.right)
  })
})
