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
  readonly valueDay: number
  /** Month and day on which it was booked, where given: the year isn't written. */
  readonly booked: { readonly month: number; readonly day: number } | null
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
 * with R, as EUR does.
 */
const ENTRY = /^(\d{6})(\d{4})?(R[CD]|E[CD]|[CD])([A-Z])?(\d[\d,]*)\s*(?:([NSF])([A-Z0-9]{3}))?(.*)$/

/** Null where it can't be read. `lines` are the field's own: the second is the supplement. */
export function readEntry([first = '', ...more]: readonly string[]): Mt940Entry | null {
  const found = ENTRY.exec(first.trim())
  if (found === null) return null
  const [, valued = '', booked, mark = '', , written = '', , , refs = ''] = found
  const valueDay = dayOfDigits(valued)
  const decimal = swiftDecimal(written)
  if (valueDay === null || decimal === null) return null
  const [customerRef = '', bankRef = ''] = splitRefs(refs)
  return {
    valueDay,
    booked: booked === undefined ? null : { month: Number(booked.slice(0, 2)), day: Number(booked.slice(2)) },
    amount: isOut(mark) ? `-${decimal}` : decimal,
    isExpected: mark.startsWith('E'),
    customerRef: givenRef(customerRef),
    bankRef: givenRef(bankRef),
    supplement: more.join(' ').trim(),
  }
}

function isOut(mark: string): boolean {
  return mark === 'D' || mark === 'ED' || mark === 'RC'
}

function splitRefs(refs: string): string[] {
  const at = refs.indexOf('//')
  return at < 0 ? [refs] : [refs.slice(0, at), refs.slice(at + 2)]
}

function givenRef(text: string): string {
  const ref = text.trim()
  return /^(?:NONREF|NOREF|NOTPROVIDED|0+)?$/i.test(ref) ? '' : ref
}

const MOST_DAYS = 20_000
const daysRead = new Map<string, number | null>()

/** YYMMDD. Statements hold few days and many lines, so each is worked out once. */
function dayOfDigits(digits: string): number | null {
  const before = daysRead.get(digits)
  if (before !== undefined) return before
  const day = newDay(digits)
  if (daysRead.size < MOST_DAYS) daysRead.set(digits, day)
  return day
}

function newDay(digits: string): number | null {
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
 * The day of the booking as `YYYY-MM-DD`: the entry date in the year that puts it nearest to the value date, so that an entry of
 * 2 January with the value of 30 December is booked in January. A date that doesn't exist stays as it is written.
 */
export function bookedText({ valueDay, booked }: Pick<Mt940Entry, 'valueDay' | 'booked'>): string {
  if (booked === null) return formatDay(valueDay)
  const year = new Date(valueDay * DAY_MS).getUTCFullYear()
  const days = [year - 1, year, year + 1].flatMap((one) => dayNumber(one, booked.month, booked.day) ?? [])
  const [nearest] = days.toSorted((a, b) => Math.abs(a - valueDay) - Math.abs(b - valueDay))
  const two = (number: number): string => String(number).padStart(2, '0')
  return nearest === undefined ? `${year}-${two(booked.month)}-${two(booked.day)}` : formatDay(nearest)
}
