import { describe, expect, it } from 'vitest'
import { bankShapes } from '../../test/fixtures/bank-shapes'
import { openText } from '../../test/support/statements'
import type { FindingCode } from '../domain/bank-feeds/statements/schema'
import type { OpenStatement } from './open-statement'

/** Stops that ask nothing about what the file means: what Codat wants besides is made of what was read. */
const MECHANICAL: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'id.missing',
  'balance.missing',
  'order.newest-first',
])

const stopsOf = (statement: OpenStatement): FindingCode[] =>
  statement
    .view()
    .findings.filter(({ severity }) => severity === 'stop')
    .map(({ code }) => code)

const readingOf = (statement: OpenStatement): string[] =>
  statement
    .lines(0, 1_000)
    .map(({ date, amount, currency }) => [date, amount, currency].filter((part) => part !== null).join(' '))

describe('files in the shapes of banks, cards and services', () => {
  it('are more than sixty, each of another name', () => {
    expect(new Set(bankShapes.map(({ name }) => name)).size).toBe(bankShapes.length)
    expect(bankShapes.length).toBeGreaterThanOrEqual(60)
  })

  const right = bankShapes.filter(({ reads }) => reads !== undefined)
  const questions = bankShapes.filter(({ asks }) => asks !== undefined)

  it.each(right)('reads $name', async ({ text, reads }) => {
    const statement = await openText(text)
    expect(stopsOf(statement).filter((code) => !MECHANICAL.has(code))).toEqual([])
    expect(readingOf(statement)).toEqual(reads)
  })

  it.each(questions)('asks about $name', async ({ text, asks }) => {
    const statement = await openText(text)
    expect(stopsOf(statement)).toEqual(expect.arrayContaining([...(asks ?? [])]))
  })
})
