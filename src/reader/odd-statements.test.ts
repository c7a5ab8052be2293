import { describe, expect, it } from 'vitest'
import { oddStatements } from '../../test/fixtures/odd-statements'
import { followFirstRemedies } from '../../test/support/remedies'
import { openText } from '../../test/support/statements'
import type { OpenStatement } from './open-statement'

const stops = (statement: OpenStatement): string[] =>
  statement
    .view()
    .findings.filter(({ severity }) => severity === 'stop')
    .map(({ code }) => code)

const bookedIn = (statement: OpenStatement): string[] =>
  statement
    .lines(0, 100)
    .filter(({ standing }) => standing === undefined)
    .map(({ date, amount }) => `${date} ${amount}`)

/** What Codat wants besides is made of what was read, whatever it means. */
const MADE = ['id.missing', 'balance.missing', 'order.newest-first', 'order.not-chronological']

describe('statements that are easily read wrong', () => {
  it.each(oddStatements)('$name: are read right, or asked about', async ({ text, booked }) => {
    const statement = await openText(text)
    const asked = stops(statement).filter((code) => !MADE.includes(code))
    expect(asked.length > 0 ? booked : bookedIn(statement)).toEqual(booked)
  })

  it.each(oddStatements)('$name: the first remedies lead to nothing else', async ({ text, booked }) => {
    const statement = await openText(text)
    followFirstRemedies(statement)
    const pushed = stops(statement).length > 0 ? [] : bookedIn(statement)
    expect(pushed.filter((line) => !booked.includes(line))).toEqual([])
  })
})
