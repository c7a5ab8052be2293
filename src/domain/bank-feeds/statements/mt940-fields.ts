// The fields of MT940 and MT942 that carry money: `:60a:` and `:62a:` (balances) and `:61:` (a statement line).
import { formatDay } from './days'
import { type Money, parseMoney } from './money'
import { swiftDecimal } from './plain-decimal'

export interface Mt940Balance {
  readonly amount: Money
  readonly currency: string
  readonly day: number | null
}

/** `C261101EUR1234,56`; null where it can't be read. */
export function readBalance(text: string): Mt940Balance | null {
  const [, side, day = '', currency = '', written = ''] =
    /^([CD])(\d{6})([A-Z]{3})([\d,]+)\s*$/.exec(text.trimStart()) ?? []
  const decimal = swiftDecimal(written)
  const amount = decimal === null ? 'unreadable' : parseMoney(decimal, '.')
  if (side === undefined || typeof amount !== 'bigint') return null
  return { amount: side === 'D' ? -amount : amount, currency, day: dayOfDigits(day) }
}

export interface Mt940Entry {
  /** The day of the booking as `YYYY-MM-DD`. */
  readonly date: string
  /** With its sign: minus is money out. */
  readonly amount: string
  /** MT942 tells of expected entries as well (EC and ED), which are not booked. */
  readonly isExpected: boolean
  readonly customerRef: string
  readonly bankRef: string
  readonly supplement: string
}

/**
 * Value date, entry date, mark, third letter of the currency, amount, kind, references, supplement. RC takes back a credit and is
 * money out, RD takes back a debit and is money in (SWIFT, field 61, subfield 3). `DR1,00` is a debit in a currency that ends
 * with R, as EUR does. Null where it can't be read. `lines` are the field's own: the second is the supplement. Read character by
 * character: a pattern would make nine texts of every entry, of which three are needed.
 */
export function readEntry(lines: readonly string[]): Mt940Entry | null {
  const text = (lines[0] ?? '').trim()
  if (!areFigures(text, 0, DATE)) return null
  const dated = areFigures(text, DATE, DATE + BOOKED) ? DATE + BOOKED : DATE
  // Some banks write blanks for a date that they don't give.
  const marked = dated + blanksAt(text, dated)
  const mark = markAt(text, marked)
  const begin = marked + mark.length + (isCapital(text.charCodeAt(marked + mark.length)) ? 1 : 0)
  const end = amountEnd(text, begin)
  const date = dateOf(text, dated)
  const decimal = decimalIn(text, begin, end)
  if (mark === '' || end === begin || date === null || decimal === null) return null
  const refs = text.slice(behindKind(text, end))
  const slashes = refs.indexOf('//')
  return {
    date,
    amount: isOut(mark) ? `-${decimal}` : decimal,
    isExpected: mark.startsWith('E'),
    customerRef: givenRef(slashes < 0 ? refs : refs.slice(0, slashes)),
    bankRef: slashes < 0 ? '' : givenRef(refs.slice(slashes + 2)),
    supplement: lines.length < 2 ? '' : lines.slice(1).join(' ').trim(),
  }
}

/** Figures of a date, and of the month and day on which it was booked. */
const DATE = 6
const BOOKED = 4
const isFigure = (code: number): boolean => code >= 48 && code <= 57
const isCapital = (code: number): boolean => code >= 65 && code <= 90

function areFigures(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (!isFigure(text.charCodeAt(at))) return false
  return true
}

function blanksAt(text: string, from: number): number {
  let count = 0
  while (count < BOOKED && text.charCodeAt(from + count) === BLANK) count += 1
  return count
}

/** C, D, RC, RD, EC or ED; empty where none stands there. */
function markAt(text: string, at: number): string {
  const first = text[at] ?? ''
  if (first === 'C' || first === 'D') return first
  const second = text[at + 1] ?? ''
  return (first === 'R' || first === 'E') && (second === 'C' || second === 'D') ? first + second : ''
}

/** Where the figures and commas end that begin with a figure at `from`; `from` itself where there are none. */
function amountEnd(text: string, from: number): number {
  let at = from
  if (isFigure(text.charCodeAt(at))) while (isFigure(text.charCodeAt(at)) || text.charCodeAt(at) === COMMA) at += 1
  return at
}

/** Behind the blanks and the kind of a booking, like `NTRF`, that may follow an amount. */
function behindKind(text: string, amountEnd: number): number {
  let at = amountEnd
  while (at < text.length && text[at]?.trim() === '') at += 1
  return isKind(text, at) ? at + KIND : at
}

/** N, S or F and three capitals or figures. */
function isKind(text: string, from: number): boolean {
  const first = text.charCodeAt(from)
  if (first !== N && first !== S && first !== F) return false
  for (let at = from + 1; at < from + KIND; at += 1) {
    const code = text.charCodeAt(at)
    if (!isCapital(code) && !isFigure(code)) return false
  }
  return true
}
const KIND = 4
const [F, N, S] = [70, 78, 83]

/** An amount with two places, as nearly every one has, without a pattern; any other as SWIFT's decimals are read. */
function decimalIn(text: string, from: number, to: number): string | null {
  const comma = to - 3
  const isUsual = from < comma && comma - from <= MOST_FIGURES && text.charCodeAt(comma) === COMMA
  return isUsual && areFigures(text, from, comma) && areFigures(text, comma + 1, to)
    ? `${text.slice(from, comma)}.${text.slice(comma + 1, to)}`
    : swiftDecimal(text.slice(from, to))
}
const MOST_FIGURES = 15

const COMMA = 44
const BLANK = 32

function isOut(mark: string): boolean {
  return mark === 'D' || mark === 'ED' || mark === 'RC'
}

function givenRef(text: string): string {
  const ref = text.trim()
  return /^(?:NONREF|NOREF|NOTPROVIDED|0+)?$/i.test(ref) ? '' : ref
}

const MOST_DAYS = 20_000
const datesRead = new Map<string, string | null>()

/** Those of the line before, which mostly are those of the next one. */
let lastFigures = ''
let lastDate: string | null = null

/** The day of a booking by the figures of its dates, which end at `end`. Statements hold few days and many lines, so each is worked out once. */
function dateOf(text: string, end: number): string | null {
  if (end === lastFigures.length && text.startsWith(lastFigures)) return lastDate
  lastFigures = text.slice(0, end)
  return (lastDate = dateOnce(lastFigures))
}

function dateOnce(figures: string): string | null {
  const before = datesRead.get(figures)
  if (before !== undefined) return before
  const valueDay = dayOfDigits(figures.slice(0, DATE))
  const date = valueDay === null ? withoutValueDay(figures) : bookedText(valueDay, figures.slice(DATE))
  if (datesRead.size < MOST_DAYS) datesRead.set(figures, date)
  return date
}

/**
 * Banks whose months have thirty days write 30 February for a value date. The day of the booking stands beside it; without that one the
 * day stays as it is written, and is asked about.
 */
function withoutValueDay(figures: string): string | null {
  const month = dayOfDigits(`${figures.slice(0, 4)}01`)
  if (month === null) return null
  const booked = figures.slice(DATE)
  return booked === '' ? `${formatDay(month).slice(0, 8)}${figures.slice(4, DATE)}` : bookedText(month, booked)
}

/** YYMMDD. */
function dayOfDigits(digits: string): number | null {
  const year = Number(digits.slice(0, 2))
  return dayNumber(year < 80 ? 2_000 + year : 1_900 + year, Number(digits.slice(2, 4)), Number(digits.slice(4)))
}

const DAY_MS = 86_400_000

function dayNumber(year: number, month: number, day: number): number | null {
  const at = new Date(Date.UTC(year, month - 1, day))
  const isReal = at.getUTCMonth() === month - 1 && at.getUTCDate() === day && month >= 1 && day >= 1
  return isReal ? at.getTime() / DAY_MS : null
}

/**
 * The day of the booking: the entry date (MMDD; empty where none is given) in the year that puts it nearest to the value date, so that
 * an entry of 2 January with the value of 30 December is booked in January. A date that doesn't exist stays as it is written.
 */
function bookedText(valueDay: number, booked: string): string {
  if (booked === '') return formatDay(valueDay)
  const [month, day] = [booked.slice(0, 2), booked.slice(2)]
  const year = new Date(valueDay * DAY_MS).getUTCFullYear()
  const days = [year - 1, year, year + 1].flatMap((one) => dayNumber(one, Number(month), Number(day)) ?? [])
  const [nearest] = days.toSorted((a, b) => Math.abs(a - valueDay) - Math.abs(b - valueDay))
  return nearest === undefined ? `${year}-${month}-${day}` : formatDay(nearest)
}
