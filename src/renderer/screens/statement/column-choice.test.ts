import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ColumnRole, StatementFormat } from '../../../domain/bank-feeds/statements/schema'
import { choiceOf, type ColumnChoice, IGNORED, MORE_TEXT, startChoosing, withChange, withChoice } from './column-choice'

const format: StatementFormat = {
  encoding: 'utf-8',
  delimiter: ',',
  skip: 1,
  dateOrder: 'ymd',
  decimal: '.',
  sign: 'unknown',
  columns: { date: 0, amount: 1, description: 2 },
  moreText: [3],
  fee: 'unknown',
  words: {},
  currency: null,
}

const WIDTH = 6
const choices: readonly ColumnChoice[] = [
  ...(['date', 'amount', 'debit', 'credit', 'direction', 'fee', 'description', 'balance'] as ColumnRole[]),
  IGNORED,
  MORE_TEXT,
]

describe('choosing columns', () => {
  it('gives back what the arrow keys passed by', () => {
    const passed = (['date', 'amount', 'debit', 'direction', 'fee'] as const).reduce(
      (state, choice) => withChoice(state, 4, choice),
      startChoosing(format),
    )
    expect(passed.format.columns).toEqual({ date: 0, amount: 1, description: 2, fee: 4 })
    expect(passed.format.sign).toBe('unknown')
  })

  it('keeps what was chosen for one column when another is chosen', () => {
    const fee = withChoice(startChoosing(format), 4, 'fee')
    const both = withChoice(fee, 5, 'amount')
    expect(both.format.columns).toEqual({ date: 0, description: 2, fee: 4, amount: 5 })
    expect(choiceOf(both.format, 1)).toBe(IGNORED)
  })

  it('keeps another change of the format that is made between two choices for one column', () => {
    const changed = withChange(withChoice(startChoosing(format), 4, 'fee'), { decimal: ',' })
    expect(withChoice(changed, 4, 'balance').format).toMatchObject({ decimal: ',', columns: { balance: 4 } })
  })

  it('ends the same, whatever was passed by on the way', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...choices), { maxLength: 12 }),
        fc.constantFrom(...choices),
        fc.nat({ max: WIDTH - 1 }),
        (passedBy, wanted, index) => {
          const start = startChoosing(format)
          const slow = passedBy.reduce((state, choice) => withChoice(state, index, choice), start)
          expect(withChoice(slow, index, wanted).format).toEqual(withChoice(start, index, wanted).format)
        },
      ),
    )
  })
})
