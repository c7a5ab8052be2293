import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StatementLine } from '../domain/bank-feeds/statements/schema'
import { transactionJson } from '../domain/bank-feeds/statements/codat-json'
import { encodeChunks, type EncodedStep } from './push-bodies'

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

async function encode(lines: readonly StatementLine[], most = 1_000): Promise<EncodedStep[]> {
  const steps: EncodedStep[] = []
  for await (const step of encodeChunks('account', [lines], most)) steps.push(step)
  return steps
}

describe('chunks of a statement', () => {
  it('hold at most so many lines, in order, all of them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 20 }), async (count, most) => {
        const lines = Array.from({ length: count }, (_, index) => line({ id: `t${index}` }))
        const ids = (await encode(lines, most)).flatMap((step) => {
          if (step.kind === 'unfit') throw new Error(step.unfit.reason)
          const { transactions }: { transactions: { id: string }[] } = JSON.parse(step.chunk.body)
          expect(transactions.length).toBe(step.chunk.plan.lines)
          expect(transactions.length).toBeLessThanOrEqual(most)
          return transactions.map(({ id }) => id)
        })
        expect(ids).toEqual(lines.map(({ id }) => id))
      }),
    )
  })

  it('carry amounts as they were written, beyond what a float can hold', async () => {
    const [step] = await encode([line({ amount: '-12345678901234.5678', balance: '0.10' })])
    expect(step?.kind === 'chunk' && step.chunk.body).toContain('"amount":-12345678901234.5678,"balance":0.1}')
    expect(step).toMatchObject({ moneyIn: 0n, moneyOut: -123_456_789_012_345_678n })
  })

  it('keep texts whole, whatever is in them', async () => {
    const description = 'He said "amount":1,"balance":2} \\ \u2028 =1+1'
    const [step] = await encode([line({ description })])
    expect(step?.kind === 'chunk' && JSON.parse(step.chunk.body)).toMatchObject({ transactions: [{ description }] })
  })

  it.each([
    ['not-booked', { standing: 'pending' }],
    ['no-date', { date: null }],
    ['no-amount', { amount: null }],
    ['no-balance', { balance: null }],
    ['order', { date: '2026-10-31' }],
  ] as const)('end at a line with %s', async (reason, flaw) => {
    const steps = await encode([line({}), line({ line: 7, ...flaw })])
    expect(steps.at(-1)).toEqual({ kind: 'unfit', unfit: { reason, line: 7 } })
  })
})

it('writes every text as JSON does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const written = transactionJson(line({ id: text, description: text, reference: text, counterparty: text }))
      expect(JSON.parse(written)).toEqual({
        id: text,
        date: '2026-11-01',
        description: text,
        counterparty: text,
        reference: text,
        reconciled: false,
        transactionType: 'Other',
        amount: 1.5,
        balance: 10,
      })
    }),
  )
})
