// Days of a statement: read from what banks write, kept as whole days since 1 January 1970.
import type { DateOrder } from './schema'

export type DayProblem = 'missing' | 'unreadable' | 'impossible'
const DAY_MS = 86_400_000

const NUMBERS = /^(\d{1,4})([-/. ])(\d{1,2})\2(\d{1,4})(?:[T ,].*|\.|Z|[-+]\d{2}:\d{2})?$/
const RUN = /^(\d{4})(\d{2})(\d{2})(?:\d{2,6}(?:\.\d+)?)?(?:\[.*\]|T.*)?$/
const DAY_FIRST = /^(\d{1,2})(?:st|nd|rd|th|\.)?[-/. ]*([\p{L}]{3,12})\.?,?[-/. ]*(\d{2,4})\b.*$/u
const MONTH_FIRST = /^([\p{L}]{3,12})\.?[-/. ]*(\d{1,2})(?:st|nd|rd|th)?,?[-/. ]+(\d{2,4})\b.*$/u
/** Longer than any date with its time and zone. */
const LONGEST_WRITTEN = 100
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+/i

/**
 * The day a text names, as it is written: a time of day or a zone behind it moves nothing. `order` settles what the text
 * leaves open; four digits in front always mean a year.
 */
export function parseDay(written: string, order: DateOrder): number | DayProblem {
  const text = bareDay(written)
  if (text === '' || text === '-' || text === '\u2013') return 'missing'
  if (text.length > LONGEST_WRITTEN) return 'unreadable'
  const counted = countedDay(text)
  if (counted !== null) return counted
  const run = RUN.exec(text)
  if (run !== null) return dayOf(Number(run[1]), Number(run[2]), Number(run[3]))
  const numbers = NUMBERS.exec(text)
  if (numbers !== null) return ordered(numbers, order)
  const bare = text.replace(WEEKDAY, '')
  const dayFirst = DAY_FIRST.exec(bare)
  if (dayFirst !== null) return named(dayFirst[3], dayFirst[2], dayFirst[1])
  const monthFirst = MONTH_FIRST.exec(bare)
  return monthFirst === null ? 'unreadable' : named(monthFirst[3], monthFirst[1], monthFirst[2])
}

/** The first and the second number of a date that only its order can tell apart; null for any other. */
export function openNumbers(written: string): readonly [number, number] | null {
  const numbers = NUMBERS.exec(bareDay(written))
  if (numbers === null || (numbers[1] ?? '').length > 2) return null
  return [Number(numbers[1]), Number(numbers[3])]
}

/** Without an apostrophe in front, which keeps a spreadsheet from making something else of a day. */
function unquoted(written: string): string {
  return written.trim().replace(/^['’](?=\d)/, '')
}

/** Unquoted, and with marks in a run of figures that doesn't begin with a year: `13112026` and `131126`. */
export function bareDay(written: string): string {
  const text = unquoted(written)
  if (text.length !== 6 && text.length !== 8) return text
  return text.replace(YEAR_LAST, '$1-$2-$3').replace(SHORT_RUN, '$1-$2-$3')
}

/** `20112026` is a day of November: no month is the twentieth. */
const YEAR_LAST = /^(\d{2})(\d{2})((?:19|20)\d{2})$/
const SHORT_RUN = /^(\d{2})(\d{2})(\d{2})$/

/** Seconds or milliseconds since 1970, of 2015 to 2029: no year begins with these figures. */
const SECONDS = /^1(?:4[2-9]|[5-8]\d)\d{7}(?:\d{3})?(?:\.\d+)?$/
const DAY_SECONDS = 86_400

/** A day that is written as the seconds after 1970; null where it isn't. */
function countedDay(text: string): number | null {
  return SECONDS.test(text) ? Math.floor(Number(text.slice(0, 10)) / DAY_SECONDS) : null
}

/** Whether a text can be a day by its figures alone, and as well a number or a reference. */
export function isBareNumber(text: string): boolean {
  return SHORT_RUN.test(text) || countedDay(text) !== null
}

export interface DayOfYear {
  readonly month: number
  readonly day: number
}

const NUMBERS_ALONE = /^(\d{1,2})(?:[-/.]|\. )(\d{1,2})\.?(?:\s.*)?$/
const DAY_AND_NAME = /^(\d{1,2})(?:st|nd|rd|th|\.)?[-/. ]*([\p{L}]{3,12})\.?$/u
const NAME_AND_DAY = /^([\p{L}]{3,12})\.?[-/. ]*(\d{1,2})(?:st|nd|rd|th)?$/u
const SIGNS_OF_DAY = /^(\d{1,2})\s*月\s*(\d{1,2})\s*日?$/u

/** A day without its year, as `13/11` and `13 Nov`; null where it is none. */
export function dayOfYear(written: string, order: DateOrder): DayOfYear | null {
  const text = unquoted(written).replace(WEEKDAY, '')
  if (text.length > LONGEST_WRITTEN) return null
  const numbers = NUMBERS_ALONE.exec(text)
  if (numbers !== null) {
    const [first, second] = [Number(numbers[1]), Number(numbers[2])]
    return inYear(order === 'dmy' ? { month: second, day: first } : { month: first, day: second })
  }
  const signs = SIGNS_OF_DAY.exec(text)
  if (signs !== null) return inYear({ month: Number(signs[1]), day: Number(signs[2]) })
  const [, day = '', after = ''] = DAY_AND_NAME.exec(text) ?? []
  const [, before = '', behind = ''] = NAME_AND_DAY.exec(text) ?? []
  const month = monthNamed(after || before)
  return month === null ? null : inYear({ month, day: Number(day || behind) })
}

/** The first and the second number of a day without its year; null for any other. */
export function openNumbersOfYear(written: string): readonly [number, number] | null {
  const numbers = NUMBERS_ALONE.exec(unquoted(written))
  return numbers === null ? null : [Number(numbers[1]), Number(numbers[2])]
}

/** 2000 had every day. */
const SOME_LEAP_YEAR = 2_000

function inYear(found: DayOfYear): DayOfYear | null {
  return typeof dayOf(SOME_LEAP_YEAR, found.month, found.day) === 'number' ? found : null
}

/** The day in `year`; of the years around, where the line before is of `previous`, in the one that puts it nearest. */
export function dayInYear({ month, day }: DayOfYear, year: number, previous: number | null): number | DayProblem {
  if (previous === null) return dayOf(year, month, day)
  const around = new Date(previous * DAY_MS).getUTCFullYear()
  const days = [around, around - 1, around + 1]
    .map((one) => dayOf(one, month, day))
    .filter((one) => typeof one === 'number')
  const far = (one: number): number => Math.abs(one - previous)
  return days.length === 0 ? 'impossible' : days.reduce((best, next) => (far(next) < far(best) ? next : best))
}

/** The year of the first of some days that stand without one, where none of them is after `latest`; null where there are none. */
export function yearOfFirst(days: readonly DayOfYear[], latest: number): number | null {
  const [first] = days
  if (first === undefined) return null
  const start = new Date(latest * DAY_MS).getUTCFullYear()
  for (let year = start + 1; year > start - 2; year -= 1) {
    let previous: number | null = null
    let newest = -Infinity
    for (const one of days) {
      const day = dayInYear(one, year, previous)
      if (typeof day !== 'number') continue
      previous = day
      newest = Math.max(newest, day)
    }
    if (newest <= latest) return year
  }
  return start
}

function ordered([, first = '', , second = '', third = '']: RegExpExecArray, order: DateOrder): number | DayProblem {
  if (first.length === 4) return third.length > 2 ? 'unreadable' : dayOf(Number(first), Number(second), Number(third))
  if (first.length === 3 || third.length === 3 || (third.length === 1 && order !== 'ymd')) return 'unreadable'
  switch (order) {
    case 'dmy':
      return dayOf(fullYear(third), Number(second), Number(first))
    case 'mdy':
      return dayOf(fullYear(third), Number(first), Number(second))
    case 'ymd':
      return third.length > 2 ? 'unreadable' : dayOf(fullYear(first), Number(second), Number(third))
  }
}

/** English, German, French, Spanish, Dutch, Italian, Portuguese, Scandinavian, Polish and Romanian, by their first letters. */
const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'ene', 'gen', 'sty', 'ian'],
  ['feb', 'fév', 'fev', 'lut'],
  ['mar', 'mär', 'mrz', 'maa', 'mrt'],
  ['apr', 'avr', 'abr', 'kwi'],
  ['may', 'mai', 'maj', 'mei', 'mag'],
  ['jun', 'juin', 'giu', 'cze', 'iun'],
  ['jul', 'juil', 'lug', 'lip', 'iul'],
  ['aug', 'aoû', 'aou', 'ago', 'sie'],
  ['sep', 'set', 'wrz'],
  ['oct', 'okt', 'ott', 'out', 'paź'],
  ['nov', 'noi', 'lis'],
  ['dec', 'dez', 'déc', 'dic', 'des', 'gru'],
]

/** Slavic names that are one month in one language and another in the next: “listopad” is November in Polish and October in Croatian. */
const OTHERS = /^(?:lipanj|lipnj|listopad|srp|kolovoz|rujan|rujn|studen|prosin|velja|o[zž]uj|travanj|travnj|svib)/u

function named(year = '', month = '', day = ''): number | DayProblem {
  const number = monthNamed(month)
  return number === null || year.length === 3 ? 'unreadable' : dayOf(fullYear(year), number, Number(day))
}

/** The number of a month by its name; null where it isn't known. */
export function monthNamed(month: string): number | null {
  const name = month.toLowerCase()
  if (name === '' || OTHERS.test(name)) return null
  const index = MONTHS.findIndex((starts) => starts.some((start) => name.startsWith(start)))
  return index < 0 ? null : index + 1
}

/** One text of a day whose parts stand in columns of their own; a year is written in full, or by its last two figures. */
export function dayOfParts(day: string, month: string, year: string): string {
  const [ofMonth, name, written] = [day.trim(), month.trim(), year.trim()]
  if (ofMonth === '' && name === '' && written === '') return ''
  const full = /^\d{2}$/.test(written) ? `20${written}` : written
  if (!/^\d{4}$/.test(full)) return `${ofMonth} ${name} (${written})`
  return /^\d{1,2}$/.test(name) ? `${full}-${name}-${ofMonth}` : `${ofMonth} ${name} ${full}`
}

function fullYear(year: string): number {
  return year.length === 4 ? Number(year) : 2_000 + Number(year)
}

function dayOf(year: number, month: number, day: number): number | DayProblem {
  if (year < 1_000 || month < 1 || month > 12 || day < 1) return 'impossible'
  const at = Date.UTC(year, month - 1, day)
  return new Date(at).getUTCDate() === day ? at / DAY_MS : 'impossible'
}

/** `YYYY-MM-DD`. */
export function formatDay(day: number): string {
  if (day !== lastDay) {
    lastText = new Date(day * DAY_MS).toISOString().slice(0, 10)
    lastDay = day
  }
  return lastText
}

/** Lines of one day stand together. */
let lastDay = Number.NaN
let lastText = ''

/** The day of a `YYYY-MM-DD` of our own. */
export function dayFrom(iso: string): number {
  const day = parseDay(iso, 'ymd')
  if (typeof day === 'string') throw new Error(`Not a day: ${day}`)
  return day
}

/** The same date so many years before; 29 February becomes 1 March. */
export function yearsBefore(day: number, years: number): number {
  const date = new Date(day * DAY_MS)
  return Date.UTC(date.getUTCFullYear() - years, date.getUTCMonth(), date.getUTCDate()) / DAY_MS
}
