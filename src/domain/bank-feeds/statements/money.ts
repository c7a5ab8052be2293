// Amounts as exact decimals: a bigint of ten-thousandths. The only file that knows how they are read, written and kept.
import type { DecimalMark } from './schema'
import { plainFigures } from './plain-figures'

/** Ten-thousandths of a unit of the currency. */
export type Money = bigint

export const decimalProblems = ['empty', 'unreadable', 'not-finite', 'too-precise', 'too-large'] as const
export type DecimalProblem = (typeof decimalProblems)[number]

const PLACES = 4
const SCALE = 10n ** BigInt(PLACES)
/** Digits before the mark: fourteen keep every amount inside 64 bits. */
const MOST_DIGITS = 14
const ZERO = 48
const NINE = 57
const MINUS = 45
/** So many digits are exact in a number, so they need no bigint until the end. */
const EXACT_DIGITS = 15

/**
 * Reads an amount as banks write them: signs before or behind, parentheses, CR and DR, a currency, groups of thousands that
 * stand where groups stand. Gives why not instead of a guess.
 */
export function parseMoney(text: string, mark: DecimalMark): Money | DecimalProblem {
  const plain = plainMoney(text, mark === '.' ? 46 : 44)
  return plain ?? writtenMoney(text, mark)
}

/** A plain amount is shorter: a sign, fifteen digits, a mark. */
const LONGEST_PLAIN = 20
const scratch = new Uint8Array(LONGEST_PLAIN)

/** The usual case: digits, at most four places, a minus in front. Null for anything else. */
function plainMoney(text: string, mark: number): Money | null {
  const { length } = text
  if (length > LONGEST_PLAIN) return null
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at)
    if (code > NINE) return null
    scratch[at] = code
  }
  const value = plainNumber(scratch, 0, length, mark)
  return Number.isNaN(value) ? null : BigInt(value)
}

/** A plain amount (digits, at most four places, a minus in front) in ten-thousandths; NaN for anything else. `mark` is a character's code. */
export function plainNumber(bytes: Uint8Array, from: number, to: number, mark: number): number {
  const negative = from < to && bytes[from] === MINUS
  let value = 0
  let places = -1
  let digits = 0
  for (let at = negative ? from + 1 : from; at < to; at += 1) {
    const code = bytes[at] ?? 0
    if (code >= ZERO && code <= NINE) {
      value = value * 10 + (code - ZERO)
      digits += 1
      if (places >= 0) places += 1
    } else if (code === mark && places < 0 && digits > 0) {
      places = 0
    } else {
      return Number.NaN
    }
  }
  const missing = PLACES - (places < 0 ? 0 : places)
  if (digits === 0 || missing < 0 || digits + missing > EXACT_DIGITS || places === 0) return Number.NaN
  for (let place = 0; place < missing; place += 1) value *= 10
  return negative && value !== 0 ? -value : value
}

const NOT_FINITE = /^[-+]?(?:nan|inf(?:inity)?|∞|1\.#(?:inf|qnan|ind).*)$/i
const EXPONENT = /^[-+]?[\d.,]+e([-+]?\d+)$/i
/** Three letters that say a side, or nothing, and no currency. */
const NO_CURRENCY = '(?!DEB|DBT|CRE|CRD|CDT|OUT|NIL)'
/** A currency as a code or a sign, in front or behind. */
const CURRENCY_BEFORE = new RegExp(
  `^(?:${NO_CURRENCY}[A-Z]{3}(?:\\s?\\p{Sc})?(?![a-z])|[A-Z]{0,2}\\p{Sc}|Rs\\.?|kr\\.?|(?:S?Fr\\.?|RM|Rp\\.?|[KTU][Ss]h\\.?|R|Php|zł|Kč|lei)(?=[\\s\\d-]))\\s*`,
  'u',
)
const CURRENCY_BEHIND = new RegExp(
  `\\s*(?:${NO_CURRENCY}[A-Z]{3}\\p{Sc}?|[A-Z]{0,2}\\p{Sc}|kr\\.?|Kč|zł|Ft|lei|руб\\.?|грн\\.?|TL|лв\\.?|[円元원])$`,
  'u',
)
/** `OD` is overdrawn, behind balances. */
const SIDE = /\s*(CR|DR|DB|OD|O\/D|C|D|H|S)\.?$/i
const DASHES = /^[-\u2013\u2014]+$/
/** What stands for a minus. */
const MINUSES = /[\u2010-\u2013\u2212\ufe63\uff0d]/g
const MINUS_OR_PARENTHESIS = /[-\u2010-\u2013\u2212\ufe63\uff0d(]/
/** How programs write that there is no amount. */
const NOTHING = /^(?:n\/a|nil|none|null)$/i
/** `42.–` is 42: the dash stands for no hundredths, and is no minus. */
const NO_PLACES = /(?<=\d)[.,][-\u2010-\u2015\u2212]{1,2}(?=$|\s)/
/** An apostrophe that keeps a spreadsheet from making something else of a number. */
const KEPT = /^['’](?=[-+(\p{Sc}]?\d)/u
/** Beyond this an exponent is more than a double can hold, which is where such files come from. */
const LARGEST_EXPONENT = 308

/** Longer than any amount with its currency. The patterns below are only quick on short texts. */
const LONGEST_WRITTEN = 200

function writtenMoney(written: string, mark: DecimalMark): Money | DecimalProblem {
  if (written.length > LONGEST_WRITTEN) return longMoney(written)
  let text = withoutOrnament(written).replaceAll(MINUSES, '-')
  if (text === '' || (text.charCodeAt(0) > NINE && NOTHING.test(text))) return 'empty'
  if (NOT_FINITE.test(text)) return 'not-finite'
  const exponent = EXPONENT.exec(text)
  if (exponent !== null) return Math.abs(Number(exponent[1])) > LARGEST_EXPONENT ? 'not-finite' : 'unreadable'
  // A dash alone is how some banks write that there is nothing.
  if (DASHES.test(text)) return 'empty'
  let minuses = 0
  const side = SIDE.exec(text)
  const sided = side !== null && /[\d)]$/.test(text.slice(0, side.index))
  if (sided) text = text.slice(0, side.index)
  text = withoutCurrency(text)
  // `$ -` is how a spreadsheet shows nothing.
  if (DASHES.test(text)) return 'empty'
  if (text.startsWith('(') && text.endsWith(')')) {
    minuses += 1
    text = withoutCurrency(text.slice(1, -1).trim())
  }
  if (/^[-+]/.test(text) || /[-+]$/.test(text)) {
    if (text.includes('-')) minuses += 1
    text = withoutCurrency(text.replace(/^[-+]\s*|\s*[-+]$/, ''))
  }
  // “-5.00 CR” says two things at once.
  if (sided && minuses > 0) return 'unreadable'
  if (sided && /^[DSO]/i.test(side[1] ?? '')) minuses += 1
  if (minuses > 1) return 'unreadable'
  const digits = ungrouped(text, mark)
  return digits === null ? 'unreadable' : scaled(digits, minuses === 1)
}

/**
 * `3,75,000.00(Cr)`, as banks of India write it, says no more than `3,75,000.00 Cr`; and a dash for no hundredths says nothing, nor does
 * an apostrophe in front, which keeps a number as a text.
 */
function withoutOrnament(written: string): string {
  const text = plainFigures(written).trim()
  return (mayHaveFront(text.charCodeAt(0)) ? withoutFront(text) : text)
    .replace(/\s*\(\s*(CR|DR)\.?\s*\)$/i, ' $1')
    .replace(NO_PLACES, '')
}

function withoutFront(text: string): string {
  return text.replace(KEPT, '').replace(/^(CR|DR)\.?\s*(?=\d)(.*)$/i, '$2 $1')
}

/** Of most amounts only their first character is looked at. */
function mayHaveFront(first: number): boolean {
  const letter = first | 32
  return first === APOSTROPHE || first === RAISED_COMMA || letter === C || letter === D
}

const [APOSTROPHE, RAISED_COMMA, C, D] = [39, 0x20_19, 99, 100]

function withoutCurrency(text: string): string {
  return text.replace(CURRENCY_BEFORE, '').replace(CURRENCY_BEHIND, '').trim()
}

/** How an amount says which way it went: by a minus or parentheses, by CR, DR or a plus, or not at all. */
export function signOf(written: string): 'minus' | 'credit' | 'debit' | null {
  const text = withoutOrnament(written)
  if (MINUS_OR_PARENTHESIS.test(text)) return 'minus'
  if (text.includes('+')) return 'credit'
  const side = SIDE.exec(text)
  if (side === null || !/[\d)]$/.test(text.slice(0, side.index))) return null
  return /^[DSO]/i.test(side[1] ?? '') ? 'debit' : 'credit'
}

/**
 * What a number says of the mark before its places: the mark; `open` where it is one mark and three figures behind, which is
 * either a thousand or places (`1.500`); null where there is no mark in it.
 */
export function markOf(written: string): DecimalMark | 'open' | null {
  const bare = /\d[\d.,'’´`\s]*/.exec(plainFigures(written))?.[0].trim() ?? ''
  const marks = bare.replace(/[^.,]/g, '')
  const last = marks.at(-1)
  if (last !== '.' && last !== ',') return null
  const other = last === '.' ? ',' : '.'
  // The same mark twice stands between groups, so the places, if any, have the other one.
  if (marks.length > 1 && !marks.includes(other)) return other
  if (marks.includes(other)) return last
  const [whole = '', places = ''] = bare.split(last)
  if (places.length !== 3) return last
  return /^[1-9]\d{0,2}$/.test(whole) ? 'open' : last
}

function longMoney(written: string): DecimalProblem {
  const text = written.trim()
  if (text === '') return 'empty'
  return /^-?\d+$/.test(text) ? 'too-large' : 'unreadable'
}

/** `1.234,50` as `1234.50`; null where the groups are not groups. */
function ungrouped(text: string, mark: DecimalMark): string | null {
  const at = text.lastIndexOf(mark)
  const whole = at < 0 ? text : text.slice(0, at)
  const rest = at < 0 ? '' : text.slice(at + 1)
  if (!/^\d*$/.test(rest) || whole + rest === '') return null
  if (/^\d*$/.test(whole)) return `${whole === '' ? '0' : whole}.${rest}`
  const groups =
    mark === '.' ? /^\d{1,3}(?:([,'’´`\s])\d{2,3})(?:\1\d{2,3})*$/ : /^\d{1,3}(?:([.'’´`\s])\d{3})(?:\1\d{3})*$/
  // Two digits stand only in Indian groups, and the last group has three everywhere.
  return groups.test(whole) && /\D\d{3}$/.test(whole) ? `${whole.replaceAll(/\D/g, '')}.${rest}` : null
}

function scaled(decimal: string, negative: boolean): Money | DecimalProblem {
  const [whole = '', rest = ''] = decimal.split('.')
  const places = rest.replace(/0+$/, '')
  if (whole.replace(/^0+/, '').length > MOST_DIGITS) return 'too-large'
  if (places.length > PLACES) return 'too-precise'
  const value = BigInt(whole) * SCALE + BigInt(places.padEnd(PLACES, '0'))
  return negative ? -value : value
}

/** Without its sign. */
export function sizeOf(value: Money): Money {
  return value < 0n ? -value : value
}

/** As decimal text with at least two places: `-12.50`, `0.0005`. */
export function formatMoney(value: Money): string {
  const positive = sizeOf(value)
  const places = (positive % SCALE)
    .toString()
    .padStart(PLACES, '0')
    .replace(/0{1,2}$/, '')
  return `${value < 0n ? '-' : ''}${positive / SCALE}.${places}`
}

/** Reads the contract's own decimal text, which is always good. */
export function moneyOf(decimalText: string): Money {
  const value = parseMoney(decimalText, '.')
  if (typeof value === 'string') throw new Error(`Not a decimal: ${value}`)
  return value
}

/** Ten-thousandths of one, for numbers to draw with. */
export const SMALL_SCALE = Number(SCALE)
