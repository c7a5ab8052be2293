// The amount of a line: one column with a sign, one with a word that says which way, or two columns; and the fee beside it.
import type { DecimalMark, FeeRule, SignRule } from './schema'
import { type Direction, directionOf } from './line-words'
import type { Fault } from './line-store'
import { type DecimalProblem, type Money, parseMoney, signOf } from './money'

export interface AmountTexts {
  readonly amount: string
  readonly debit: string
  readonly credit: string
  readonly type: string
  readonly direction: string
}

export interface AmountTerms {
  readonly decimal: DecimalMark
  readonly sign: SignRule
  readonly fee: FeeRule
  /** Amounts stand in two columns, one for each direction. */
  readonly twoSided: boolean
  /** A column of its own says which way, besides the type. */
  readonly hasDirection: boolean
  /** How most lines are written that a word or a column calls money out, or money in; null until the whole file was seen. */
  readonly usual: UsualSides | null
  /** Words that the user explained, in lower case. */
  readonly words: ReadonlyMap<string, Direction>
}

/** What was read. Without an amount, `fault` says why; with one, what is odd about it. `value` is what stood there. */
export interface AmountRead {
  amount: Money | null
  /** Nothing says which way: the amount is its size. */
  noSign: boolean
  fault: Fault | null
  value: string
  /** Both columns have an amount, each what all lines before it come to. */
  isSum: boolean
}

const FAULTS: Readonly<Record<DecimalProblem, Fault>> = {
  empty: 'amount.missing',
  unreadable: 'amount.unreadable',
  'not-finite': 'amount.not-finite',
  'too-precise': 'amount.too-precise',
  'too-large': 'amount.too-large',
}

export interface AmountReader {
  /** Reads one line into the same answer each time. Positive is money into the account. */
  readonly read: (texts: AmountTexts) => AmountRead
  /** Amounts of one column with a minus, and without. */
  readonly signs: () => { readonly minus: number; readonly plain: number }
  /** The same of amounts of which a word or their column says which way. */
  readonly sides: () => SeenSides
  /** Counts an amount of one column that was read elsewhere. */
  readonly noteSign: (isMinus: boolean) => void
  readonly direction: (text: string) => Direction | null
}

/** Amounts with a minus and without, of lines that a word or their column calls money out, and money in. */
export interface SeenSides {
  readonly out: { readonly minus: number; readonly plain: number }
  readonly in: { readonly minus: number; readonly plain: number }
  /** Single letters that say a side, and any that says none. */
  readonly letters: { readonly out: boolean; readonly in: boolean; readonly other: boolean }
}

export interface UsualSides extends Readonly<Record<Direction, 'minus' | 'plain'>> {
  /** A single letter says no side until the user does. */
  readonly lettersUnsure: boolean
}

/**
 * How a file writes each side: what most lines do. Null where no side is written two ways and nothing came in with a minus. A letter
 * that is known beside one that isn't belongs to another pair: C is credit beside D, and “cargo”, money out, beside A.
 */
export function usualSides({ out, in: into, letters }: SeenSides): UsualSides | null {
  const lettersUnsure = letters.other && letters.out !== letters.in
  if (!lettersUnsure && into.minus === 0 && (out.minus === 0 || out.plain === 0)) return null
  const most = ({ minus, plain }: { minus: number; plain: number }) => (minus > plain ? 'minus' : 'plain')
  return { out: most(out), in: most(into), lettersUnsure }
}

const MOST_WORDS = 1_000
const ONE_LETTER = /^\s*\p{L}\s*$/u

/** Reads the amounts of one file. */
export function createAmountReader(terms: AmountTerms): AmountReader {
  const { decimal, sign, twoSided, hasDirection, usual } = terms
  const answer: AmountRead = { amount: null, noSign: false, fault: null, value: '', isSum: false }
  /** What the two columns come to so far, and how many lines that is. */
  const soFar = { out: 0n, in: 0n, lines: 0 }
  const signs = { minus: 0, plain: 0 }
  const known = new Map<string, Direction | null>()
  const letters = { out: false, in: false, other: false }
  const sides = { out: { minus: 0, plain: 0 }, in: { minus: 0, plain: 0 }, letters }

  function direction(text: string): Direction | null {
    let found = known.get(text)
    if (found === undefined) {
      const told = explained(text, terms.words)
      const meant = directionOf(text)
      const isLetter = sign === 'by-type' && ONE_LETTER.test(text)
      found = told ?? (isLetter && usual?.lettersUnsure === true ? null : meant)
      // One that the user had to explain is of no pair that is known.
      if (isLetter && (told === null || told !== meant)) letters[(told === null ? meant : null) ?? 'other'] = true
      if (known.size < MOST_WORDS) known.set(text, found)
    }
    return found
  }

  function failed(problem: DecimalProblem, value: string): AmountRead {
    answer.amount = null
    answer.fault = FAULTS[problem]
    answer.value = value
    return answer
  }

  function odd(fault: Fault, value: string): void {
    answer.fault = fault
    answer.value = value
  }

  function read(texts: AmountTexts): AmountRead {
    answer.noSign = false
    answer.fault = null
    answer.isSum = false
    if (twoSided) return readSides(texts)
    const value = parseMoney(texts.amount, decimal)
    if (typeof value === 'string') return failed(value, texts.amount)
    if (value < 0n) signs.minus += 1
    else if (value > 0n) signs.plain += 1
    answer.amount = value
    switch (sign) {
      case 'as-is':
        if (hasDirection) compare(value, texts)
        return answer
      case 'flipped':
        answer.amount = -value
        return answer
      case 'by-type':
        return byWord(value, texts)
      case 'all-in':
      case 'all-out':
        if (sign === 'all-out' && isUnsigned(value, texts.amount)) answer.amount = -value
        return answer
      case 'unknown':
        answer.noSign = isUnsigned(value, texts.amount)
        return answer
    }
  }

  /** Where both a sign and a word say which way, they have to say the same. */
  function compare(value: Money, { direction: text, amount }: AmountTexts): void {
    const way = text === '' ? null : direction(text)
    if (way !== null && value !== 0n && (way === 'out') !== value < 0n) {
      odd('direction.contradicts', `${text.trim()} ${amount.trim()}`)
    }
  }

  function byWord(value: Money, texts: AmountTexts): AmountRead {
    const text = hasDirection ? texts.direction : texts.type
    const way = direction(text)
    if (way === null) {
      const size = value < 0n ? -value : value
      answer.amount = size
      answer.noSign = size !== 0n
      if (answer.noSign) odd('direction.unknown', text.trim())
      return answer
    }
    answer.amount = bySide(way, value, () => `${text.trim()} ${texts.amount.trim()}`)
    return answer
  }

  /**
   * The amount of a line that a word or its column calls money out or in. Written otherwise than most of its side it went the other
   * way: “out, -50” among unsigned ones is money that came back. That is asked about, and so is a minus on money in.
   */
  function bySide(way: Direction, value: Money, said: () => string): Money {
    const size = value < 0n ? -value : value
    const side = way === 'out' ? -size : size
    if (value === 0n) return side
    const written = value < 0n ? 'minus' : 'plain'
    sides[way][written] += 1
    const usually = usual?.[way] ?? (way === 'in' ? 'plain' : written)
    if (usually !== written || (way === 'in' && written === 'minus')) odd('direction.contradicts', said())
    return usually === written ? side : -side
  }

  function readSides({ debit, credit }: AmountTexts): AmountRead {
    const out = debit === '' ? 'empty' : parseMoney(debit, decimal)
    const into = credit === '' ? 'empty' : parseMoney(credit, decimal)
    if (out === 'empty' && into === 'empty') return failed('empty', '')
    if (typeof out === 'string' && out !== 'empty') return failed(out, debit)
    if (typeof into === 'string' && into !== 'empty') return failed(into, credit)
    const paid = typeof out === 'string' ? 0n : out
    const received = typeof into === 'string' ? 0n : into
    if (paid !== 0n && received !== 0n) {
      answer.amount = null
      answer.isSum = soFar.lines > 1 && paid === soFar.out && received === soFar.in
      if (!answer.isSum) odd('amount.both-sides', `${debit} / ${credit}`)
      return answer
    }
    soFar.out += paid
    soFar.in += received
    soFar.lines += 1
    // A minus in the column of money out is how some banks write it throughout; beside others without it is money back.
    const amount = paid === 0n ? bySide('in', received, () => credit) : bySide('out', paid, () => debit)
    answer.amount = sign === 'flipped' ? -amount : amount
    return answer
  }

  return {
    read,
    noteSign(isMinus) {
      if (isMinus) signs.minus += 1
      else signs.plain += 1
    },
    signs: () => signs,
    sides: () => sides,
    direction,
  }
}

function isUnsigned(value: Money, written: string): boolean {
  return value > 0n && signOf(written) === null
}

function explained(text: string, words: ReadonlyMap<string, Direction>): Direction | null {
  return words.size === 0 ? null : (words.get(text.trim().toLowerCase()) ?? null)
}
