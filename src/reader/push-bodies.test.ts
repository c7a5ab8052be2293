import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { arrangedLines } from '../../test/support/arranged-lines'
import type { StatementLine } from '../domain/bank-feeds/statements/schema'
import { formatMoney } from '../domain/bank-feeds/statements/money'
import { writeBodies } from './push-bodies'

const line = (more: Partial<StatementLine>): StatementLine => ({
  line: 1,
  id: 'a',
  date: '2026-11-01',
  amount: '1.50',
  description: '',
  reference: '',
  counterparty: '',
  transactionType: 'Other',
  balance: '10.00',
  currency: 'NZD',
  ...more,
})

const dir = mkdtempSync(path.join(tmpdir(), 'bodies-'))
afterAll(() => rmSync(dir, { recursive: true }))

/** What is said of them, and the bodies as they were written. */
function encode(lines: readonly StatementLine[], most = 1_000) {
  for (const name of readdirSync(dir)) rmSync(path.join(dir, name))
  const written = writeBodies(dir, 'account', arrangedLines(lines), most)
  const bodies = readdirSync(dir).toSorted()
  return { written, bodies: bodies.map((name) => readFileSync(path.join(dir, name), 'utf8')) }
}

describe('chunks of a statement', () => {
  it('hold at most so many lines, in order, all of them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 20 }), (count, most) => {
        const lines = Array.from({ length: count }, (_, index) => line({ id: `t${index}` }))
        const { written, bodies } = encode(lines, most)
        if (written.kind === 'unfit') throw new Error(written.unfit.reason)
        const ids = bodies.flatMap((body, index) => {
          const { transactions }: { transactions: { id: string }[] } = JSON.parse(body)
          expect(transactions.length).toBe(written.chunks[index]?.lines)
          expect(transactions.length).toBeLessThanOrEqual(most)
          return transactions.map(({ id }) => id)
        })
        expect(ids).toEqual(lines.map(({ id }) => id))
      }),
    )
  })

  it('carry amounts as they were written, beyond what a float can hold', () => {
    const { written, bodies } = encode([line({ amount: '-12345678901234.5678', balance: '0.10' })])
    expect(bodies[0]).toContain('"amount":-12345678901234.5678,"balance":0.1}')
    expect(written).toMatchObject({ moneyIn: formatMoney(0n), moneyOut: '-12345678901234.5678' })
  })

  it('keep texts whole, whatever is in them', () => {
    const description = 'He said "amount":1,"balance":2} \\ \u2028 =1+1'
    const { bodies } = encode([line({ description })])
    expect(JSON.parse(bodies[0] ?? '')).toMatchObject({ transactions: [{ description }] })
  })

  it.each([
    ['not-booked', { standing: 'pending' }],
    ['no-date', { date: null }],
    ['no-amount', { amount: null }],
    ['no-balance', { balance: null }],
    ['order', { date: '2026-10-31' }],
  ] as const)('end at a line with %s', (reason, flaw) => {
    const { written } = encode([line({}), line({ line: 7, ...flaw })])
    expect(written).toMatchObject({ kind: 'unfit', unfit: { reason, line: 7 } })
  })
})

it('writes every text as JSON does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { bodies } = encode([line({ id: text, description: text, reference: text, counterparty: text })])
      // What is kept is UTF-8, which has no halves of characters.
      const kept = text.toWellFormed()
      expect(bodies).toEqual([
        `{"accountId":"account","transactions":[{${kept === '' ? '' : `"id":${JSON.stringify(kept)},`}"date":"2026-11-01",` +
          `"description":${JSON.stringify(kept)},"counterparty":${JSON.stringify(kept)},"reference":${JSON.stringify(kept)},` +
          `"reconciled":false,"transactionType":"Other","amount":1.5,"balance":10}]}`,
      ])
    }),
  )
})

it('writes every amount as the decimal it is, and sums them exactly', () => {
  const money = fc.oneof(
    fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n }),
    fc.bigInt({ min: -(2n ** 53n), max: 2n ** 53n }),
    fc.bigInt({ min: -300_000_000n, max: 300_000_000n }),
    fc.constantFrom(0n, 1n, -1n, 9_999n, 10_000n, 100_000n, 21_474_836_479_999n, 21_474_836_480_000n, -(2n ** 51n)),
  )
  fc.assert(
    fc.property(fc.array(money, { minLength: 1, maxLength: 30 }), (amounts) => {
      const { written, bodies } = encode(
        amounts.map((amount) => line({ amount: formatMoney(amount), balance: formatMoney(-amount) })),
        7,
      )
      const read = bodies.flatMap((body) => [...body.matchAll(/"amount":([-\d.]+),"balance":([-\d.]+)\}/g)])
      expect(read.map(([, amount = '']) => amount)).toEqual(amounts.map(shortest))
      expect(read.map(([, , balance = '']) => balance)).toEqual(amounts.map((amount) => shortest(-amount)))
      const sum = (positive: boolean): bigint =>
        amounts.filter((amount) => amount > 0n === positive).reduce((all, amount) => all + amount, 0n)
      expect(written).toMatchObject({ moneyIn: formatMoney(sum(true)), moneyOut: formatMoney(sum(false)) })
    }),
  )
})

const shortest = (amount: bigint): string => formatMoney(amount).replace(/\.?0+$/, '')
