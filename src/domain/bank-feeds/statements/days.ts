// Days of a statement: read from what banks write, kept as whole days since 1 January 1970.
import type { DateOrder } from './schema'
import { plainFigures } from './plain-figures'

export type DayProblem = 'missing' | 'unreadable' | 'impossible'
const DAY_MS = 86_400_000

const NUMBERS = /^(\d{1,4})([-/. ]|[-/.] )(\d{1,2})\2(\d{1,4})(?:[T ,(].*|\.|Z|[-+]\d{2}:\d{2}|[rг]\.?)?$/
const RUN = /^(\d{4})(\d{2})(\d{2})(?:\d{2,6}(?:\.\d+)?)?(?:\[.*\]|T.*)?$/
const DAY_FIRST = /^(\d{1,2})(?:st|nd|rd|th|er|\.)?[-/. ]*(?:de )?([\p{L}]{3,12})\.?,?(?: del? |[-/. ]*)(\d{2,4})\b.*$/u
const YEAR_FIRST = /^(\d{4})[-/. ]([\p{L}]{3,12})\.?[-/. ](\d{1,2})\b.*$/u
const MONTH_FIRST = /^([\p{L}]{3,12})\.?[-/. ]*(\d{1,2})(?:st|nd|rd|th)?,?[-/. ]+(\d{2,4})\b.*$/u
/** Longer than any date with its time and zone. */
const LONGEST_WRITTEN = 100
const IN_FRONT = /^(\p{L}{2,13})\.?,?\s+(?=\p{L}{0,12}\.?\s*\d)/u
/** In the languages of the headings, without accents. */
const WEEKDAYS: ReadonlySet<string> = new Set(
  `mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday sun sunday
    mo montag di dienstag mi mittwoch do donnerstag fr freitag sa samstag sonnabend so sonntag
    lun lundi mar mardi mer mercredi jeu jeudi ven vendredi sam samedi dim dimanche
    lunes martes mie miercoles jue jueves vie viernes sab sabado dom domingo
    lunedi martedi mercoledi gio giovedi venerdi sabato domenica
    ma maandag dinsdag wo woensdag donderdag vr vrijdag za zaterdag zo zondag
    man mandag tis tisdag tir tirsdag ons onsdag tor tors torsdag fre fredag lor lordag son sondag
    pon poniedzialek wt wtorek sr sroda czw czwartek pt piatek sob sobota niedz niedziela`.split(/\s+/),
)
/** Dates with the signs of China, Japan and Korea. */
const NAMED_PARTS = /^(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?(?:\(.*\))?/
const NO_DAY = /^[-\u2013\u2014]{1,3}$/

/**
 * The day a text names, as it is written: a time of day or a zone behind it moves nothing. `order` settles what the text
 * leaves open; four digits in front always mean a year.
 */
export function parseDay(written: string, order: DateOrder): number | DayProblem {
  const text = bareDay(written)
  if (text === '' || NO_DAY.test(text)) return 'missing'
  if (text.length > LONGEST_WRITTEN) return 'unreadable'
  const counted = countedDay(text)
  if (counted !== null) return counted
  const run = RUN.exec(text)
  if (run !== null) return dayOf(Number(run[1]), Number(run[2]), Number(run[3]))
  const numbers = NUMBERS.exec(text)
  if (numbers !== null) return ordered(numbers, order)
  const dayFirst = DAY_FIRST.exec(text)
  if (dayFirst !== null) return named(dayFirst[3], dayFirst[2], dayFirst[1])
  const yearFirst = YEAR_FIRST.exec(text)
  if (yearFirst !== null) return named(yearFirst[1], yearFirst[2], yearFirst[3])
  const monthFirst = MONTH_FIRST.exec(text)
  return monthFirst === null ? 'unreadable' : named(monthFirst[3], monthFirst[1], monthFirst[2])
}

/** The first and the second number of a date that only its order can tell apart; null for any other. */
export function openNumbers(written: string): readonly [number, number] | null {
  const numbers = NUMBERS.exec(bareDay(written))
  if (numbers === null || (numbers[1] ?? '').length > 2) return null
  return [Number(numbers[1]), Number(numbers[3])]
}

/** Without an apostrophe in front, which keeps a spreadsheet from making something else of a day, and without the day of the week. */
function unquoted(written: string): string {
  const text = plainFigures(written)
    .trim()
    .replace(/^['’](?=\d)/, '')
  const [front = '', word = ''] = IN_FRONT.exec(text) ?? []
  if (!WEEKDAYS.has(withoutAccents(word))) return text
  const rest = text.slice(front.length)
  // “Mar” is a Tuesday too, where a whole day follows.
  return monthNamed(word) === null || NUMBERS.test(rest) || DAY_FIRST.test(rest) ? rest : text
}

function withoutAccents(word: string): string {
  return word
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll('ı', 'i')
}

/** Unquoted, and with marks in a run of figures that doesn't begin with a year: `13112026` and `131126`. */
export function bareDay(written: string): string {
  const text = unquoted(written).replace(NAMED_PARTS, '$1-$2-$3')
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
  const text = unquoted(written)
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

/** In the languages of the headings, without accents, as they stand alone and behind a day. */
const MONTHS: readonly string[] = [
  'january januar januari janvier enero gennaio janeiro styczen stycznia ianuarie januarie janner janvaris sausis jaanuar ocak январь января',
  'february februar februari fevrier febrero febbraio fevereiro luty lutego februarie februaris veebruar subat февраль февраля',
  'march marz maerz mrz mars maart mrt marzo marco marts marzec marca martie marec marets maret mart marcius марта',
  'april avril abril aprile aprilie kwiecien kwietnia aprilis nisan апрель апреля',
  'may mai maj maja mei mayo maggio maio mayis majus маи мая',
  'june juni juin junio giugno junho czerwiec czerwca iunie junij juuni junius haziran июнь июня',
  'july juli juillet julio luglio julho lipiec lipca iulie julij juuli julius temmuz июль июля',
  'august augustus augusti aout agosto sierpien sierpnia agustus avgust augusztus augusts agustos август августа',
  'september septembre septiembre setiembre settembre setembro wrzesien wrzesnia septembrie septembris septembar szeptember eylul сентябрь сентября',
  'october oktober octobre octubre ottobre outubro pazdziernik pazdziernika octombrie oktobris oktoober oktobar ekim октябрь октября',
  'november novembre noviembre novembro noiembrie listopad listopada novembris novembar kasim ноябрь ноября',
  'december dezember decembre diciembre dicembre dezembro desember grudzien grudnia decembrie decembris detsember decembar aralik декабрь декабря',
]
const SHORTEST_MONTH = 3

/** Each name and whatever it can be cut to: “Generated” begins like January in Italian, and is none. */
const MONTH_NAMES: ReadonlyMap<string, number> = monthNames()

function monthNames(): Map<string, number> {
  const found = new Map<string, number>()
  const unsure = new Set<string>()
  for (const [at, names] of MONTHS.entries()) {
    for (const name of names.split(' ')) {
      for (let length = SHORTEST_MONTH; length <= name.length; length += 1) {
        const short = name.slice(0, length)
        if ((found.get(short) ?? at + 1) === at + 1) found.set(short, at + 1)
        else unsure.add(short)
      }
    }
  }
  for (const short of unsure) found.delete(short)
  return found
}

/** Slavic names that are one month in one language and another in the next: “listopad” is November in Polish and October in Croatian. */
const OTHERS = /^(?:lipanj|lipnj|listopad|srp|kolovoz|rujan|rujn|studen|prosin|velja|o[zž]uj|travanj|travnj|svib)/u

function named(year = '', month = '', day = ''): number | DayProblem {
  const number = monthNamed(month)
  return number === null || year.length === 3 ? 'unreadable' : dayOf(fullYear(year), number, Number(day))
}

/** The number of a month by its name; null where it isn't known. */
export function monthNamed(month: string): number | null {
  const name = withoutAccents(month)
  return OTHERS.test(name) ? null : (MONTH_NAMES.get(name) ?? null)
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

/** 2569 is 2026 in Thailand, and no other year that a statement can be of. */
const THAI_YEARS = { first: 2_500, last: 2_599, ahead: 543 }

function dayOf(written: number, month: number, day: number): number | DayProblem {
  const year = written >= THAI_YEARS.first && written <= THAI_YEARS.last ? written - THAI_YEARS.ahead : written
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
