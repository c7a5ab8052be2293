// What a CSV seems to be, from its first rows: delimiter, heading, columns, order of dates, decimal mark and signs.
// The library's other build, with code of its own: V8 runs the streaming parser a fifth faster while it is the only one made of
// its code (measured: 3.8 s against 4.6 s for a million lines).
import { parse } from 'csv-parse/browser/esm/sync'
import {
  type ColumnRole,
  type DateOrder,
  type DecimalMark,
  type Delimiter,
  delimiters,
  MOST_COLUMNS,
  type SignRule,
  type StatementFormat,
} from '../../../contract/statements'
import { columnsOf, isHeading } from './columns'
import { openNumbers, parseDay } from './days'
import { parseMoney } from './money'
import { directionOf } from './transaction-types'

type Row = readonly string[]
type Columns = Partial<Record<ColumnRole, number>>

export interface CsvGuess {
  readonly format: Omit<StatementFormat, 'encoding'>
  readonly headings: readonly string[]
  /** Cells of the heading, or null where there is none. */
  readonly heading: Row | null
}

const SAMPLE_ROWS = 400
const SAMPLE_CHARACTERS = 64 * 1_024
const HEADING_WITHIN = 30
const SAMPLE_RECORD = 64 * 1_024

/** Guesses from the beginning of the text. `whole` says that nothing follows. */
export function sniffCsv(text: string, whole: boolean): CsvGuess {
  const sample = sampleOf(text, whole)
  const candidates = delimiters.map((delimiter) => ({ delimiter, rows: rowsOf(sample, delimiter) }))
  const { delimiter, rows } = candidates.reduce((best, next) => (score(next.rows) > score(best.rows) ? next : best))
  return guess(delimiter, rows)
}

/** Whole lines from the beginning, as far as there are any. */
function sampleOf(text: string, whole: boolean): string {
  if (whole && text.length <= SAMPLE_CHARACTERS) return text
  const head = text.slice(0, SAMPLE_CHARACTERS)
  const end = Math.max(head.lastIndexOf('\n'), head.lastIndexOf('\r')) + 1
  return end === 0 ? head : head.slice(0, end)
}

/** What follows from a delimiter and a heading that the user chose. */
export function headingsAt(text: string, { delimiter, skip }: Pick<StatementFormat, 'delimiter' | 'skip'>): string[] {
  const rows = rowsOf(sampleOf(text, true), delimiter)
  return headingsOf(rows, skip > 0 ? (rows[skip - 1] ?? null) : null)
}

function rowsOf(text: string, delimiter: Delimiter): Row[] {
  const rows: Row[] = []
  try {
    parse(text, {
      delimiter,
      relax_quotes: true,
      relax_column_count: true,
      max_record_size: SAMPLE_RECORD,
      record_delimiter: ['\r\n', '\n', '\r'],
      to: SAMPLE_ROWS,
      on_record: (row: string[]) => {
        rows.push(row)
        return null
      },
    })
  } catch {
    // What was read before the fault says enough; the reading proper meets the fault again and reports it.
  }
  return rows
}

/** A heading settles it; else the delimiter that cuts most rows into the same number of cells. */
function score(rows: readonly Row[]): number {
  const width = commonWidth(rows)
  const alike = rows.filter((row) => row.length === width).length / Math.max(rows.length, 1)
  const cut = width > 1 ? width * alike : 0
  return rows.slice(0, HEADING_WITHIN).some(isHeading) ? 1_000 + cut : cut
}

function commonWidth(rows: readonly Row[]): number {
  const counts = new Map<number, number>()
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1)
  const [most = [1, 0]] = [...counts].sort((a, b) => b[1] - a[1])
  return most[0]
}

function guess(delimiter: Delimiter, rows: readonly Row[]): CsvGuess {
  const at = rows.slice(0, HEADING_WITHIN).findIndex(isHeading)
  const heading = at < 0 ? null : (rows[at] ?? null)
  const body = rows.slice(at + 1).filter((row) => row.some((cell) => cell.trim() !== ''))
  const columns = heading === null ? columnsByContent(body) : withDescription(columnsOf(heading), body, heading.length)
  const skip = heading === null ? rowsBeforeData(rows, columns) : at + 1
  const named = heading ?? (skip > 0 ? (rows[skip - 1] ?? null) : null)
  const money = (['amount', 'debit', 'credit', 'balance'] as const).flatMap((role) => cells(body, columns[role]))
  return {
    format: {
      delimiter,
      skip,
      columns,
      dateOrder: dateOrderOf(cells(body, columns.date)),
      decimal: decimalOf(money),
      sign: signOf(body, columns),
    },
    headings: headingsOf(rows, named),
    heading: named,
  }
}

function cells(rows: readonly Row[], column: number | undefined): string[] {
  if (column === undefined) return []
  return rows.map((row) => (row[column] ?? '').trim()).filter((cell) => cell !== '')
}

function headingsOf(rows: readonly Row[], heading: Row | null): string[] {
  const width = heading?.length ?? commonWidth(rows)
  return Array.from({ length: Math.min(width, MOST_COLUMNS) }, (_, column) => {
    const name = heading?.[column]?.trim().slice(0, 200) ?? ''
    return name === '' ? `Column ${column + 1}` : name
  })
}

/** A heading that names no description leaves the wordiest of the other columns. */
function withDescription(columns: Columns, rows: readonly Row[], width: number): Columns {
  if (columns.description !== undefined || columns.counterparty !== undefined) return columns
  const column = wordiest(rows, width, new Set(Object.values(columns)))
  return column === null ? columns : { ...columns, description: column }
}

function wordiest(rows: readonly Row[], width: number, taken: ReadonlySet<number>): number | null {
  const free = Array.from({ length: width }, (_, column) => column).filter((column) => !taken.has(column))
  const words = (column: number): number =>
    cells(rows, column).reduce((sum, cell) => sum + cell.replace(/[^\p{L}]/gu, '').length, 0)
  const [best] = free.map((column) => ({ column, words: words(column) })).sort((a, b) => b.words - a.words)
  return best === undefined || best.words === 0 ? null : best.column
}

/** Without a heading: the day, the amount, the balance that runs on with it, and the wordiest column. */
function columnsByContent(rows: readonly Row[]): Columns {
  const width = commonWidth(rows)
  const all = Array.from({ length: width }, (_, column) => column)
  const mostly = (column: number, test: (cell: string) => boolean): boolean => {
    const filled = cells(rows, column)
    return filled.length > 0 && filled.length >= rows.length / 2 && filled.filter(test).length >= filled.length * 0.8
  }
  const date = all.find((column) => mostly(column, isSomeDay))
  const numbers = all.filter((column) => column !== date && mostly(column, isSomeMoney))
  const [amount] = numbers
  if (date === undefined || amount === undefined) return {}
  const balance = numbers.slice(1).find((column) => runsOn(rows, amount, column))
  const taken = new Set([date, amount, ...(balance === undefined ? [] : [balance])])
  const description = wordiest(rows, width, taken)
  return {
    date,
    amount,
    ...(balance === undefined ? {} : { balance }),
    ...(description === null ? {} : { description }),
  }
}

function rowsBeforeData(rows: readonly Row[], { date }: Columns): number {
  if (date === undefined) return 0
  const first = rows.findIndex((row) => isSomeDay(row[date] ?? ''))
  return first < 0 ? 0 : first
}

function isSomeDay(cell: string): boolean {
  return typeof parseDay(cell, 'dmy') === 'number' || typeof parseDay(cell, 'mdy') === 'number'
}

function isSomeMoney(cell: string): boolean {
  return typeof parseMoney(cell, '.') === 'bigint' || typeof parseMoney(cell, ',') === 'bigint'
}

function runsOn(rows: readonly Row[], amount: number, balance: number): boolean {
  const mark = decimalOf([...cells(rows, amount), ...cells(rows, balance)])
  const read = (row: Row | undefined, column: number) => parseMoney(row?.[column] ?? '', mark)
  const fits = rows.slice(1).filter((row, index) => {
    const before = read(rows[index], balance)
    const after = read(row, balance)
    const down = read(row, amount)
    const up = read(rows[index], amount)
    if (typeof before === 'string' || typeof after === 'string') return false
    return (
      after === before + (typeof down === 'string' ? 0n : down) || before === after + (typeof up === 'string' ? 0n : up)
    )
  })
  return rows.length > 2 && fits.length >= (rows.length - 1) / 2
}

/** The order that every date allows; day first where all of them allow both. */
export function dateOrderOf(dates: readonly string[]): DateOrder {
  const open = dates.map(openNumbers).filter((numbers) => numbers !== null)
  if (open.length === 0) return 'ymd'
  if (open.some(([first]) => first > 31)) return 'ymd'
  const dayFirst = open.some(([first]) => first > 12)
  const monthFirst = open.some(([, second]) => second > 12)
  if (dayFirst !== monthFirst) return dayFirst ? 'dmy' : 'mdy'
  return stepsBack(dates, 'mdy') < stepsBack(dates, 'dmy') ? 'mdy' : 'dmy'
}

/** How often a date lies before the one above it, or after, whichever is rarer: statements run one way. */
function stepsBack(dates: readonly string[], order: DateOrder): number {
  const days = dates.map((date) => parseDay(date, order)).filter((day) => typeof day === 'number')
  const back = days.filter((day, at) => at > 0 && day < (days[at - 1] ?? day)).length
  const ahead = days.filter((day, at) => at > 0 && day > (days[at - 1] ?? day)).length
  return Math.min(back, ahead) + (dates.length - days.length)
}

/** The mark behind which the places stand; a point where nothing tells. */
export function decimalOf(values: readonly string[]): DecimalMark {
  const comma = values.filter((value) => /,\d{1,2}\D*$/.test(value) || /\.\d{3},/.test(value)).length
  const point = values.filter((value) => /\.\d{1,2}\D*$/.test(value) || /,\d{3}\./.test(value)).length
  return comma > point ? ',' : '.'
}

function signOf(rows: readonly Row[], columns: Columns): SignRule {
  if (columns.amount === undefined || columns.type === undefined) return 'as-is'
  const signed = cells(rows, columns.amount).some((cell) => /^[-(\u2212]|[-)]$/.test(cell))
  const ways = new Set(cells(rows, columns.type).map(directionOf))
  return !signed && ways.has('out') ? 'by-type' : 'as-is'
}
