// What a CSV seems to be, from its first rows: delimiter, heading, columns, order of dates, decimal mark and signs.
import { type DateOrder, delimiters, MOST_COLUMNS, type StatementFormat } from '../domain/bank-feeds/statements/schema'
import type { Delimiter } from '../contract/statements'
import {
  cellsOf,
  type ColumnDoubt,
  type ColumnHow,
  columnsByContent,
  columnsByHeading,
  isHeading,
  isLine,
  isSomeDay,
  isSomeMoney,
  knownWords,
  type Recognised,
  type Row,
} from '../domain/bank-feeds/statements/columns'
import { recordsOf } from './csv-records'
import {
  bareDay,
  dayOfYear,
  openNumbers,
  openNumbersOfYear,
  parseDay,
  yearOfFirst,
} from '../domain/bank-feeds/statements/days'
import { headingName, orderNamed } from '../domain/bank-feeds/statements/headings'
import { lettersNamed } from '../domain/bank-feeds/statements/line-words'

export interface CsvGuess {
  readonly format: Omit<StatementFormat, 'encoding'>
  readonly headings: readonly string[]
  /** Cells of the heading, or null where there is none. */
  readonly heading: Row | null
  readonly hows: readonly ColumnHow[]
  readonly doubts: readonly ColumnDoubt[]
  /** `25.11.26` and the like: nothing tells whether the year stands first or last. */
  readonly yearUnsure: boolean
  /** The heading, the letterhead or other days of the file say in which order days are written. */
  readonly orderTold: boolean
  /** Columns that are empty as far as it was looked and that aren't read. */
  readonly unread: readonly number[]
  /** What files of the same making have in common; null where there is nothing to go by. */
  readonly signature: string | null
  /** Several columns stand in most rows, whatever they mean: else it is a text of some other kind. */
  readonly isTable: boolean
  /** The first records as they stand. */
  readonly rows: readonly Row[]
}

const LEAST_WIDTH = 3

const SAMPLE_ROWS = 400
const SAMPLE_CHARACTERS = 64 * 1_024
const HEADING_WITHIN = 60
const SAMPLE_RECORD = 64 * 1_024

/** Guesses from the beginning of the text. `whole` says that nothing follows; days near `today` are likelier than others. */
export function sniffCsv(text: string, whole: boolean, today: number): CsvGuess {
  const sample = sampleOf(text, whole)
  const candidates = delimiters.map((delimiter) => ({ delimiter, rows: rowsOf(sample, delimiter) }))
  const { delimiter, rows } = candidates.reduce((best, next) => (score(next.rows) > score(best.rows) ? next : best))
  return guess(delimiter, rows.map(withoutRecordType), today)
}

/**
 * A heading with the type of its records in front, as in `5,"Date","Amount"` above `5,"13 Nov 2026",-42.50`: the number names
 * the column where the types stand.
 */
function withoutRecordType(row: Row, at: number, rows: readonly Row[]): Row {
  const [type = '', ...names] = row
  const isTyped = /^\d{1,2}$/.test(type) && rows[at + 1]?.[0] === type && isHeading(names) && !isHeading(row)
  return isTyped ? [RECORD_TYPE, ...names] : row
}

const RECORD_TYPE = 'Record type'

/** Whole lines from the beginning, as far as there are any. */
function sampleOf(text: string, whole: boolean): string {
  if (whole && text.length <= SAMPLE_CHARACTERS) return text
  const head = text.slice(0, SAMPLE_CHARACTERS)
  const end = Math.max(head.lastIndexOf('\n'), head.lastIndexOf('\r')) + 1
  return end === 0 ? head : head.slice(0, end)
}

export interface CsvLook {
  readonly headings: readonly string[]
  readonly rows: readonly Row[]
}

/** What the columns are called, and the first records, with a delimiter and a heading that the user chose. */
export function lookAt(text: string, { delimiter, skip }: Pick<StatementFormat, 'delimiter' | 'skip'>): CsvLook {
  const rows = rowsOf(sampleOf(text, true), delimiter)
  const above = skip > 0 ? (rows[skip - 1] ?? null) : null
  // A row of letterhead names no columns.
  const isLetterhead = above !== null && above.length + 1 < commonWidth(rows.slice(skip))
  const heading = above === null || isLetterhead ? null : asWideAsLines(above, rows.slice(skip))
  return { headings: headingsOf(rows, heading), rows }
}

function rowsOf(text: string, delimiter: Delimiter): Row[] {
  return recordsOf(text, {
    delimiter,
    lineEnds: ['\r\n', '\n', '\r'],
    mostCharacters: SAMPLE_RECORD,
    most: SAMPLE_ROWS,
  }).map((row) => row.map(unformula))
}

/** A heading settles it; else the delimiter that cuts most rows into the same number of cells. */
function score(rows: readonly Row[]): number {
  const width = commonWidth(rows)
  const alike = rows.filter((row) => row.length === width).length / Math.max(rows.length, 1)
  const cut = width > 1 ? width * alike : 0
  const isNamed = rows.slice(0, HEADING_WITHIN).some((row, at) => isHeading(withoutRecordType(row, at, rows)))
  // A heading that is cut otherwise than the lines below it says nothing of them.
  const holds = rows.some(isLine)
  return (isNamed && holds ? 10_000 : holds ? 5_000 : isNamed ? 2_500 : 0) + cut
}

function commonWidth(rows: readonly Row[]): number {
  const counts = new Map<number, number>()
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1)
  const [most = [1, 0]] = [...counts].sort((a, b) => b[1] - a[1])
  return most[0]
}

function guess(delimiter: Delimiter, rows: readonly Row[], today: number): CsvGuess {
  const at = headingAt(rows)
  const found = at === null ? null : asWideAsLines(rows[at] ?? [], rows.slice(at + 1))
  const following = at === null ? rows : rows.slice(at + 1)
  const body = following.filter((row) => row.some((cell) => cell.trim() !== ''))
  const first = firstLine(rows)
  const width = commonWidth(found === null ? rows.slice(first) : rows)
  // Rows that are shorter than the lines are letterhead: they would be taken for lines that hold nothing.
  const lines = found === null ? rows.slice(first).filter((row) => row.some((cell) => cell.trim() !== '')) : body
  const read = found === null ? columnsByContent(lines, width) : columnsByHeading(found, body, rows.slice(0, at ?? 0))
  const skip = at === null ? first : at + 1
  const { columns, moreText, decimal, sign, fee, currency, hows, doubts, unread } = read
  const days = cellsOf(lines, columns.date)
  const named = orderNamed(found?.[columns.date ?? -1] ?? '') ?? orderBeside(days, rows.slice(0, skip), lines)
  const { order, yearUnsure } = dateOrderOf(days, named, today)
  return {
    format: {
      delimiter,
      skip,
      columns,
      moreText: [...moreText],
      dateOrder: order,
      decimal,
      sign,
      fee,
      currency,
      words: lettersNamed(found?.[columns.direction ?? -1] ?? ''),
    },
    headings: headingsOf(rows, found),
    heading: found,
    hows,
    doubts,
    yearUnsure,
    orderTold: named !== null,
    unread,
    signature: signatureOf(delimiter, found, lines, read),
    isTable: found !== null || width >= LEAST_WIDTH || rows.some(isLine),
    rows,
  }
}

/**
 * Where the heading is: the row that names a day and money, and of several the one with most words that are known. Else a
 * row of words that stands right above the first line, known or not: its words are shown, and asked about.
 */
function headingAt(rows: readonly Row[]): number | null {
  const within = rows.slice(0, HEADING_WITHIN)
  const named = within
    .map((row, at) => ({ at, known: isHeading(row) ? knownWords(row) : 0 }))
    .filter(({ known }) => known > 0)
  const tables = named.filter(({ at, known }) => known >= LEAST_NAMES && holdsLines(rows, at, named))
  // Of several tables the first one is read; a heading of other columns further down is named as one.
  const candidates = tables.length > 0 ? tables.slice(0, 1) : named
  if (candidates.length > 0) return candidates.reduce((best, next) => (next.known > best.known ? next : best)).at
  const first = firstLine(rows)
  for (let at = first - 1; at >= 0; at -= 1) {
    const row = rows[at] ?? []
    const cells = row.filter((cell) => cell.trim() !== '')
    if (cells.length === 0) continue
    const wordy = cells.every((cell) => /\p{L}/u.test(cell) && !isSomeDay(cell) && !isSomeMoney(cell))
    const alike = Math.abs(lastFilled(row) - lastFilled(rows[first] ?? [])) <= 3 && cells.length > 1
    return wordy && alike ? at : null
  }
  return null
}

/** A day, an amount and one thing more: letterhead names fewer. */
const LEAST_NAMES = 3

/** Whether a day and an amount stand in a row between this heading and the next one. */
function holdsLines(rows: readonly Row[], at: number, headings: readonly { readonly at: number }[]): boolean {
  const next = headings.find((one) => one.at > at)?.at ?? rows.length
  return rows.slice(at + 1, next).some(isLine)
}

/** Cells up to the last one that says something. */
function lastFilled(row: Row): number {
  return row.findLastIndex((cell) => cell.trim() !== '') + 1
}

/**
 * With a cell for each that lines have and it doesn't name, where nearly all of them have as many: one line alone is rather torn, and so
 * are all of them where what is too much may be a part of an amount.
 */
function asWideAsLines(heading: Row, below: readonly Row[]): Row {
  const lines = below.filter(isLine)
  const width = commonWidth(lines.map((row) => row.slice(0, lastFilled(row))))
  const alike = lines.filter((row) => lastFilled(row) === width).length
  if (width <= heading.length || lines.length < 2 || alike / lines.length < MOST_ALIKE) return heading
  if (lines.some((row) => row.slice(heading.length).some((cell) => isPartOfAmount(cell)))) return heading
  return [...heading, ...Array<string>(width - heading.length).fill('')]
}

const MOST_ALIKE = 0.9
const PART_OF_AMOUNT = /^\W*(?:\d{1,3}|[\d.,'\s]*[.,]\d{1,2})\D*$/

function isPartOfAmount(cell: string): boolean {
  return cell.length <= LONGEST_PART && PART_OF_AMOUNT.test(cell)
}

const LONGEST_PART = 20

/** The first row that holds a day and an amount. */
function firstLine(rows: readonly Row[]): number {
  const at = rows.findIndex(isLine)
  return at < 0 ? 0 : at
}

/**
 * The heading's names in order, and how days are written; without a heading, what each column holds. Two banks can share the
 * names of their columns, but hardly the order of days, the separator and the places as well.
 */
function signatureOf(
  delimiter: Delimiter,
  heading: Row | null,
  body: readonly Row[],
  { columns, hows }: Recognised,
): string | null {
  const days = cellsOf(body, columns.date).filter(isSomeDay).map(shapeOf)
  const usual = mostFrequent(days)
  if (heading !== null) return `${heading.map(headingName).join('|')} ${delimiter} ${usual}`.slice(0, 2_000)
  const shapes = hows.map((_, index) => columnShape(cellsOf(body, index)))
  return `~ ${shapes.join('|')} ${delimiter} ${usual}`.slice(0, 2_000)
}

/** The first of those that stand most often; empty where there are none. */
function mostFrequent(texts: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  const most = Math.max(...counts.values())
  return [...counts].find(([, count]) => count === most)?.[0] ?? ''
}

/** `13.11.2026` as `9.9.Y`: figures and letters without what they say. */
function shapeOf(cell: string): string {
  return cell
    .replace(/\d{4}/g, 'Y')
    .replace(/\d+/g, '9')
    .replace(/\p{L}+/gu, 'a')
    .slice(0, 40)
}

function columnShape(cells: readonly string[]): string {
  if (cells.length === 0) return '-'
  if (cells.every(isSomeDay)) return 'day'
  if (cells.every(isSomeMoney)) return cells.some((cell) => /[.,]\d{2}\D*$/.test(cell)) ? 'money' : 'number'
  return new Set(cells).size === 1 && (cells[0] ?? '').length < 8 ? (cells[0] ?? '') : 'text'
}

/** `="0123"` and `'0123'`, as programs write what a spreadsheet should keep as a text, without what keeps it. */
export function unformula(cell: string): string {
  const first = cell.charCodeAt(0)
  if (first === APOSTROPHE) return cell.length > 1 && cell.endsWith("'") ? cell.slice(1, -1) : cell
  return first === EQUALS && cell.length > 2 && cell.charCodeAt(1) === QUOTE && cell.endsWith('"')
    ? cell.slice(2, -1).replaceAll('""', '"')
    : cell
}

/** Whether a cell begins as one does that is kept as a text. */
export function mayBeKept(cell: string): boolean {
  const first = cell.charCodeAt(0)
  return first === EQUALS || first === APOSTROPHE
}

const EQUALS = 61
const QUOTE = 34
const APOSTROPHE = 39

function headingsOf(rows: readonly Row[], heading: Row | null): string[] {
  const width = heading?.length ?? commonWidth(rows.slice(firstLine(rows)))
  return Array.from({ length: Math.min(width, MOST_COLUMNS) }, (_, column) => {
    const name = heading?.[column]?.trim().slice(0, 200) ?? ''
    return name === '' ? `Column ${column + 1}` : name
  })
}

interface FoundOrder {
  readonly order: DateOrder
  /** Whether the year could as well stand at the other end. */
  readonly yearUnsure: boolean
}

/**
 * The year of the first line of a file whose days are mostly written without one, so that none is after what the letterhead names, or
 * after today; null for any other file.
 */
export function firstYear(
  rows: readonly Row[],
  { skip, columns, dateOrder }: Pick<StatementFormat, 'skip' | 'columns' | 'dateOrder'>,
  today: number,
): number | null {
  if (columns.month !== undefined || columns.year !== undefined) return null
  const dates = cellsOf(rows.slice(skip), columns.date).filter((date) => /\d/.test(date))
  const order = dateOrder === 'ymd' ? 'mdy' : dateOrder
  const without = dates.flatMap((date) => (isSomeDay(date) ? [] : (dayOfYear(date, order) ?? [])))
  if (without.length === 0 || without.length * 2 < dates.length) return null
  const named = rows.slice(0, skip).flatMap((row) => daysNamed(row.join(' ')))
  return yearOfFirst(without, named.length === 0 ? today : Math.min(today, Math.max(...named)))
}

const DAY_IN_TEXT = /\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2} \p{L}{3,12} \d{4}/gu

function daysNamed(text: string): number[] {
  return [...text.matchAll(DAY_IN_TEXT)].flatMap(([written]) => {
    const day = parseDay(written, 'dmy')
    return typeof day === 'number' ? [day] : []
  })
}

/**
 * What other days of the file say that are written alike, as those of its letterhead or of another column: `24/11/2026` is a day of
 * November wherever it stands.
 */
function orderBeside(dates: readonly string[], above: readonly Row[], lines: readonly Row[]): DateOrder | null {
  const usual = mostFrequent(dates.filter(isSomeDay).map(shapeOf))
  // Of a year with two figures nothing tells where it stands.
  if (!dates.some((date) => /\d{4}/.test(date))) return null
  const written = [...above.flatMap((row) => row.join(' ').match(DAY_IN_TEXT) ?? []), ...lines.flat()]
  const alike = written.filter((text) => text.length <= LONGEST_DAY && shapeOf(text.trim()) === usual)
  const numbers = alike.filter(isSomeDay).flatMap((text) => [openNumbers(text)].filter((pair) => pair !== null))
  const dayFirst = numbers.some(([first]) => first > 12)
  const monthFirst = numbers.some(([, second]) => second > 12)
  return dayFirst === monthFirst ? null : dayFirst ? 'dmy' : 'mdy'
}

const LONGEST_DAY = 30

/** The order that every date allows, or the one that is named; where all of them allow both, the likelier one. */
function dateOrderOf(dates: readonly string[], named: DateOrder | null, today: number): FoundOrder {
  const open = dates.map((date) => openNumbers(date) ?? openNumbersOfYear(date)).filter((numbers) => numbers !== null)
  const sure = (order: DateOrder): FoundOrder => ({ order, yearUnsure: false })
  if (open.length === 0 || open.some(([first]) => first > 31)) return sure('ymd')
  const year = yearOf(dates, today)
  if (named === 'ymd' || (named === null && year === 'first')) return sure('ymd')
  const dayFirst = open.some(([first]) => first > 12)
  const monthFirst = open.some(([, second]) => second > 12)
  const yearUnsure = year === 'unsure' && named === null && !monthFirst
  if (dayFirst !== monthFirst) return { order: dayFirst ? 'dmy' : 'mdy', yearUnsure }
  if (named === 'dmy' || named === 'mdy') return { order: named, yearUnsure }
  return { order: likelier(dates, 'mdy', 'dmy', today) ? 'mdy' : 'dmy', yearUnsure }
}

/** Fewer days that are still to come, then fewer steps back, then a shorter time. */
function likelier(dates: readonly string[], one: DateOrder, other: DateOrder, today: number): boolean {
  const weigh = (order: DateOrder): number[] => {
    const days = dates.map((date) => parseDay(date, order)).filter((day) => typeof day === 'number')
    return [
      days.filter((day) => day > today).length,
      stepsBack(dates, order),
      days.length === 0 ? 0 : Math.max(...days) - Math.min(...days),
    ]
  }
  const [ones, others] = [weigh(one), weigh(other)]
  const at = ones.findIndex((weight, index) => weight !== others[index])
  return at >= 0 && (ones[at] ?? 0) < (others[at] ?? 0)
}

const SHORT = /^(\d{2})[-/. ](\d{1,2})[-/. ](\d{2})\.?$/
/** The first year that anybody's statement of today is of. */
const FIRST_YEAR = 20
/** Statements are of the last year or so, and tell of days that are on their way. */
const DAYS_BACK = 400
const DAYS_AHEAD = 31

/**
 * Where the year of days like `26-11-13` stands: at the end whose numbers are a year or two that follow each other, where those of the
 * other end aren't; else where it makes the days recent ones.
 */
function yearOf(dates: readonly string[], today: number): 'first' | 'last' | 'unsure' {
  const short = dates.map((date) => SHORT.exec(bareDay(date))).filter((numbers) => numbers !== null)
  if (short.length === 0 || short.length < dates.length / 2) return 'last'
  if (short.some(([, , second]) => Number(second) > 12)) return 'last'
  const inFront = short.map(([, number]) => Number(number))
  const first = areYears(inFront) && Math.min(...inFront) >= FIRST_YEAR
  const last = areYears(short.map(([, , , number]) => Number(number)))
  const areDays = short.every(([, , , number]) => Number(number) <= 31)
  if (!first || !areDays) return 'last'
  if (!last) return 'first'
  const recent = (order: DateOrder): boolean =>
    dates.every((date) => {
      const day = parseDay(date, order)
      return typeof day !== 'number' || (day >= today - DAYS_BACK && day <= today + DAYS_AHEAD)
    })
  if (recent('ymd') !== recent('dmy')) return recent('ymd') ? 'first' : 'last'
  return 'unsure'
}

/** One year, or two that follow each other. */
function areYears(numbers: readonly number[]): boolean {
  return Math.max(...numbers) - Math.min(...numbers) <= 1
}

/** How often a date lies before the one above it, or after, whichever is rarer: statements run one way. */
function stepsBack(dates: readonly string[], order: DateOrder): number {
  const days = dates.map((date) => parseDay(date, order)).filter((day) => typeof day === 'number')
  const back = days.filter((day, at) => at > 0 && day < (days[at - 1] ?? day)).length
  const ahead = days.filter((day, at) => at > 0 && day > (days[at - 1] ?? day)).length
  return Math.min(back, ahead) + (dates.length - days.length)
}
