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
function bareDay(written: string): string {
  return written.trim().replace(/^['’](?=\d)/, '')
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
  const name = month.toLowerCase()
  if (OTHERS.test(name)) return 'unreadable'
  const index = MONTHS.findIndex((starts) => starts.some((start) => name.startsWith(start)))
  return index < 0 || year.length === 3 ? 'unreadable' : dayOf(fullYear(year), index + 1, Number(day))
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
