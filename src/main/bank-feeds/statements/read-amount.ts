// The amount of a line: one column with a sign, one with a type that says which way, or two columns.
import type { DecimalMark, SignRule } from '../../../contract/statements'
import type { Fault } from './line-store'
import { type DecimalProblem, type Money, parseMoney } from './money'
import { directionOf } from './transaction-types'

export interface AmountTexts {
  readonly amount: string
  readonly debit: string
  readonly credit: string
  readonly type: string
}

export interface AmountTerms {
  readonly decimal: DecimalMark
  readonly sign: SignRule
  /** Amounts stand in two columns, one for each direction. */
  readonly twoSided: boolean
}

/** Why there is no amount, and what stood there. */
export interface AmountFault {
  readonly fault: Fault
  readonly value: string
}

const FAULTS: Readonly<Record<DecimalProblem, Fault>> = {
  empty: 'amount.missing',
  unreadable: 'amount.unreadable',
  'not-finite': 'amount.not-finite',
  'too-precise': 'amount.too-precise',
  'too-large': 'amount.too-large',
}

/** Positive for money into the account. */
export function readAmount(texts: AmountTexts, terms: AmountTerms): Money | AmountFault {
  if (terms.twoSided) return readSides(texts, terms)
  const value = parseMoney(texts.amount, terms.decimal)
  if (typeof value === 'string') return { fault: FAULTS[value], value: texts.amount }
  switch (terms.sign) {
    case 'as-is':
      return value
    case 'flipped':
      return -value
    case 'by-type':
      return directionOf(texts.type) === 'out' ? -magnitude(value) : magnitude(value)
  }
}

/** A minus in the debit column is how some banks write it, not money in. */
function readSides({ debit, credit }: AmountTexts, { decimal, sign }: AmountTerms): Money | AmountFault {
  const out = parseMoney(debit, decimal)
  const into = parseMoney(credit, decimal)
  if (out === 'empty' && into === 'empty') return { fault: 'amount.missing', value: '' }
  if (typeof out === 'string' && out !== 'empty') return { fault: FAULTS[out], value: debit }
  if (typeof into === 'string' && into !== 'empty') return { fault: FAULTS[into], value: credit }
  const paid = typeof out === 'string' ? 0n : magnitude(out)
  const received = typeof into === 'string' ? 0n : into
  if (paid !== 0n && received !== 0n) return { fault: 'amount.both-sides', value: `${debit} / ${credit}` }
  const amount = paid === 0n ? received : -paid
  return sign === 'flipped' ? -amount : amount
}

function magnitude(value: Money): Money {
  return value < 0n ? -value : value
}
