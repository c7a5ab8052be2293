// What “Ready” promises, for any file: every column was named or confirmed, balances agree, and nothing is missing.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bankShapes } from '../../test/fixtures/bank-shapes'
import { followFirstRemedies } from '../../test/support/remedies'
import { openText } from '../../test/support/statements'
import type { StatementLine } from '../domain/bank-feeds/statements/schema'
import type { OpenStatement } from './open-statement'

const ALL = 5_000
const linesOf = (statement: OpenStatement): StatementLine[] => statement.lines(0, ALL)
const cents = (amount: string | null): bigint => BigInt((amount ?? '0').replace('.', ''))

/** Headings as banks write them, as nobody does, and none; cells as they go with them or don't. */
const headings = fc.constantFrom(
  'Date',
  'Booking date',
  'Valuta',
  'Buchungstag',
  'Amount',
  'Betrag',
  'Debit',
  'Credit',
  'Paid in',
  'Paid out',
  'Balance',
  'Saldo',
  'Fee',
  'Net',
  'Gross',
  'Description',
  'Details',
  'Name',
  'Reference',
  'Type',
  'Status',
  'Direction',
  'Currency',
  'Account Number',
  'Category',
  'Colour',
  'Outgoings',
  'Zz',
  '',
  'Fx fee',
  'Cleared balance',
  'Local amount',
)
const cells = fc.oneof(
  fc.constantFrom(
    '',
    '-',
    'Completed',
    'Pending',
    'Debit',
    'Credit',
    'S',
    'H',
    'in',
    'out',
    'GBP',
    'EUR',
    'Shop',
    'Opening balance',
    'Total',
    'ACC-1',
    'ACC-2',
  ),
  fc.integer({ min: -99_999, max: 99_999 }).map((value) => (value / 100).toFixed(2)),
  fc.integer({ min: 1, max: 99_999 }).map((value) => (value / 100).toFixed(2).replace('.', ',')),
  fc.integer({ min: 1, max: 23 }).map((day) => `2026-11-${String(day).padStart(2, '0')}`),
  fc
    .tuple(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 1, max: 11 }))
    .map(([day, month]) => `${day}/${month}/2026`),
)
const files = fc
  .record({
    heading: fc.option(fc.array(headings, { minLength: 2, maxLength: 6 }), { freq: 8 }),
    width: fc.integer({ min: 2, max: 6 }),
    rows: fc.array(fc.array(cells, { minLength: 6, maxLength: 6 }), { minLength: 1, maxLength: 8 }),
  })
  .map(({ heading, width, rows }) => {
    const columns = heading?.length ?? width
    const body = rows.map((row) =>
      row
        .slice(0, columns)
        .map((cell) => `"${cell}"`)
        .join(','),
    )
    return [...(heading === null ? [] : [heading.join(',')]), ...body].join('\n')
  })

/** Files that are nearly right: named columns in any order, with one thing changed. */
const nearlyRight = fc
  .record({
    order: fc.shuffledSubarray(['Date', 'Description', 'Amount', 'Balance', 'Currency'], { minLength: 5 }),
    amounts: fc.array(fc.integer({ min: -50_000, max: 50_000 }), { minLength: 1, maxLength: 8 }),
    renamed: fc.option(fc.tuple(fc.integer({ min: 0, max: 4 }), headings)),
    unsigned: fc.boolean(),
    flipped: fc.option(fc.nat({ max: 7 })),
    dropped: fc.option(fc.nat({ max: 7 })),
  })
  .map(({ order, amounts, renamed, unsigned, flipped, dropped }) => {
    let held = 100_000
    const money = (value: number): string => (value / 100).toFixed(2)
    const rows = amounts.flatMap((amount, at) => {
      held += amount
      const written = unsigned ? Math.abs(amount) : at === flipped ? -amount : amount
      const row: Record<string, string> = {
        Date: `2026-11-${String(at + 10)}`,
        Description: `Shop ${at}`,
        Amount: money(written),
        Balance: money(held),
        Currency: 'GBP',
      }
      return at === dropped ? [] : [order.map((name) => row[name] ?? '').join(',')]
    })
    const heading = order.map((name, at) => (renamed?.[0] === at ? renamed[1] : name))
    return [heading.join(','), ...rows].join('\n')
  })

const anyFile = fc.oneof(files, nearlyRight, fc.constantFrom(...bankShapes.map(({ text }) => text)))

describe('“Ready”', () => {
  it('means that every column was named by a known heading or confirmed, whatever remedies were applied', async () => {
    let ready = 0
    await fc.assert(
      fc.asyncProperty(anyFile, async (text) => {
        const statement = await openText(text)
        followFirstRemedies(statement)
        const { summary, columns, format, kind } = statement.view()
        if (kind !== 'csv' || summary.stops > 0) return
        ready += 1
        for (const { how } of columns) expect(['named', 'empty']).toContain(how)
        for (const column of Object.values(format.columns)) expect(columns[column]?.how).toBe('named')
        // Nothing that has no sign and no word for it was taken for money in.
        expect(format.sign !== 'unknown' || statement.view().applied.includes('sign-from-balance')).toBe(true)
        expect(linesOf(statement).filter(({ unsigned }) => unsigned)).toEqual([])
      }),
      { numRuns: 150 },
    )
    // A promise that nothing ever meets would be kept by anybody.
    expect(ready).toBeGreaterThan(3)
  })

  it('means that amounts and their signs agree with the balances that the file gives', async () => {
    await fc.assert(
      fc.asyncProperty(anyFile, async (text) => {
        const statement = await openText(text)
        const given = new Map(linesOf(statement).map(({ line, balance }) => [line, balance]))
        followFirstRemedies(statement)
        const { summary, applied } = statement.view()
        if (summary.stops > 0) return
        // Sorting within a day and the days' ends are where balances alone may be put over.
        if (applied.some((one) => one === 'balance-from-start' || one === 'balance-from-end')) return
        const lines = linesOf(statement)
        const kept = lines.filter(({ line }) => (given.get(line) ?? null) !== null)
        expect(kept.map(({ balance }) => balance)).toEqual(kept.map(({ line }) => given.get(line)))
        const steps = lines.flatMap(({ amount, balance }, at) => {
          const before = lines[at - 1]?.balance ?? null
          return before === null || balance === null
            ? []
            : [{ amount: cents(amount), step: cents(balance) - cents(before) }]
        })
        expect(steps.map(({ step }) => step)).toEqual(steps.map(({ amount }) => amount))
      }),
      { numRuns: 100 },
    )
  })

  it('turns a sign that the balances prove wrong, and writes over no balance that proves it', async () => {
    const moved = fc.integer({ min: 1, max: 50_000 }).chain((size) => fc.constantFrom(size, -size))
    await fc.assert(
      fc.asyncProperty(fc.array(moved, { minLength: 3, maxLength: 8 }), fc.nat(), async (further, pick) => {
        // A file without any minus is asked about, whatever its balances say.
        const amounts = [-70_000, ...further]
        const wrong = 1 + (pick % (amounts.length - 2))
        let held = 1_000_000
        const rows = amounts.map((amount, at) => {
          held += amount
          const written = at === wrong ? -amount : amount
          return `2026-11-${at + 10},Shop ${at},${(written / 100).toFixed(2)},${(held / 100).toFixed(2)},GBP`
        })
        const statement = await openText(['Date,Description,Amount,Balance,Currency', ...rows].join('\n'))
        const balances = linesOf(statement).map(({ balance }) => balance)
        followFirstRemedies(statement)
        // Whether minus may mean money in is asked of files with more money in than out, and is for the user to say.
        const stops = statement
          .view()
          .findings.filter(({ code, severity }) => severity === 'stop' && code !== 'sign.doubtful')
        expect(stops).toEqual([])
        expect(linesOf(statement).map(({ amount }) => cents(amount))).toEqual(amounts.map(BigInt))
        expect(linesOf(statement).map(({ balance }) => balance)).toEqual(balances)
      }),
      { numRuns: 60 },
    )
  })

  it('leaves nothing of the file behind: what is left out and what is pushed are all its lines', async () => {
    await fc.assert(
      fc.asyncProperty(anyFile, fc.nat(), async (text, pick) => {
        const statement = await openText(text)
        const whole = (): number[] => {
          const { leftOut, shown, summary } = statement.view()
          const groups = leftOut.reduce((sum, { count }) => sum + count, 0)
          expect(summary.leftOut).toBe(groups)
          expect(linesOf(statement)).toHaveLength(shown)
          return [
            ...linesOf(statement).map(({ line }) => line),
            ...leftOut.flatMap(({ places }) => places.map(({ line }) => line)),
          ].toSorted((a, b) => a - b)
        }
        const before = whole()
        expect(new Set(before).size).toBe(before.length)
        const { shown } = statement.view()
        statement.apply({ kind: 'leave-out-line', at: pick % Math.max(shown, 1), reason: 'by hand' })
        const reasons = statement.view().leftOut.flatMap(({ places }) => places.map(({ reason }) => reason))
        expect(reasons.includes('by hand')).toBe(shown > 0)
        followFirstRemedies(statement)
        expect(whole()).toEqual(before)
        while (statement.view().applied.length > 0) statement.undo()
        expect(whole()).toEqual(before)
      }),
      { numRuns: 100 },
    )
  })
})
