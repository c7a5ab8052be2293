// Reads the lines of a CSV, streaming. A record that never ends is cut at a limit and named.
import type { FindingCode, StatementFormat } from '../domain/bank-feeds/statements/schema'
import { createRecordCutter, type RecordCutter, type RecordFault } from './csv-records'
import { type ByteScan, decoded, decoderFor, isAsciiBytes, withoutMark } from './encoding'
import { createPlainCutter } from './csv-plain'
import { mayBeKept, unformula } from './sniff-csv'
import { isHeading } from '../domain/bank-feeds/statements/columns'
import { dayOfParts } from '../domain/bank-feeds/statements/days'
import { headingName } from '../domain/bank-feeds/statements/headings'
import type { StatementSource } from './source'
import { isRemark, LONGEST_REMARK, SHORTEST_REMARK } from '../domain/bank-feeds/statements/line-words'
import { createByteNames, type PlainCells } from '../domain/bank-feeds/statements/plain-cells'
import { emptyRaw, type LineTaker, type RawLine } from '../domain/bank-feeds/statements/take-line'

export interface ReadingFault {
  readonly code: FindingCode
  readonly line: number | null
  readonly value: string | null
}

export interface CsvReading {
  /** What ended the reading early. */
  readonly fault: ReadingFault | null
  /** Watched columns that hold something. */
  readonly filled: readonly number[]
  /** A heading of other columns among the lines: what follows it would be read wrongly. */
  readonly secondTable: ReadingFault | null
  /** Lines without an amount hold one in a column that isn't read. */
  readonly amountsElsewhere: boolean
}

/** Columns that are looked through for words like “DECLINED” although nothing is read from them. */
const MOST_LOOKED_THROUGH = 40

/** Gives every line to `taker`. */
export async function readCsv(of: {
  source: StatementSource
  scan: ByteScan
  format: StatementFormat
  /** Cells of a proper record. */
  width: number
  /** Columns that aren't read and should hold nothing. */
  watched: readonly number[]
  taker: LineTaker
  onBytes: (bytes: number) => void
}): Promise<CsvReading> {
  const { source, scan, format, width, watched, taker } = of
  const takeRow = rowTaker({ format, width, watched, taker })
  const cutter = createRecordCutter({
    delimiter: format.delimiter,
    lineEnds: scan.lineEnds,
    onRecord: takeRow.take,
  })
  const given = { ...scan, encoding: format.encoding }
  const plain = takeRow.plain()
  const ended =
    plain !== null && isAsciiBytes(format.encoding) && !scan.lineEnds.includes('\r')
      ? await cutPlain({ cutter, plain, given, source, delimiter: format.delimiter, onBytes: of.onBytes })
      : await cutAll(cutter, source, given, of.onBytes)
  const seen = takeRow.seen()
  return ended === null
    ? { fault: takeRow.swallowed(), ...seen }
    : { fault: { code: FAULTS[ended], line: takeRow.next(), value: null }, ...seen }
}

const FAULTS: Readonly<Record<RecordFault, FindingCode>> = {
  'too-long': 'file.record-too-long',
  'quote-not-closed': 'file.ended-early',
}

async function cutPlain(of: {
  cutter: RecordCutter
  plain: (cells: PlainCells) => void
  given: Pick<ByteScan, 'encoding' | 'mark'>
  source: StatementSource
  delimiter: string
  onBytes: (bytes: number) => void
}): Promise<RecordFault | null> {
  const { cutter, delimiter, plain, given, source, onBytes } = of
  const bytes = createPlainCutter({ delimiter, cutter, decoder: decoderFor(given.encoding), onRecord: plain })
  for await (const piece of withoutMark(source, given.mark, onBytes)) {
    const fault = bytes.push(piece)
    if (fault !== null) return fault
  }
  return bytes.end()
}

async function cutAll(
  cutter: RecordCutter,
  source: StatementSource,
  scan: Pick<ByteScan, 'encoding' | 'mark'>,
  onBytes: (bytes: number) => void,
): Promise<RecordFault | null> {
  for await (const piece of decoded(source, scan, onBytes)) {
    const fault = cutter.push(piece)
    if (fault !== null) return fault
  }
  return cutter.end()
}

/** Takes one record after the other and knows on which line of the file each begins. */
function rowTaker(of: { format: StatementFormat; width: number; watched: readonly number[]; taker: LineTaker }) {
  const { format, width, taker } = of
  const raw = emptyRaw()
  const fill = cellTaker(format)
  const remarkIn = remarkReader(format, width)
  let swallowed: ReadingFault | null = null
  let watched = [...of.watched]
  const filled: number[] = []
  // Programs leave out empty cells at the end, and add some: neither moves a column.
  const fewest =
    1 + Math.max(...Object.values(format.columns).filter((column) => column !== format.columns['value-date']))
  let line = 1
  let records = 0
  let heading = ''
  let secondTable: ReadingFault | null = null
  let amountsElsewhere = false
  const read = new Set([...Object.values(format.columns), ...format.moreText])

  function take(row: readonly string[], hasLineEnds: boolean): void {
    raw.line = line
    const ends = hasLineEnds ? lineEndsWithin(row) : 0
    if (ends > 0 && swallowed === null && records >= format.skip && holdsRecords(row, format.delimiter, width)) {
      swallowed = { code: 'file.broken', line, value: null }
    }
    line += 1 + ends
    records += 1
    if (records === format.skip) heading = namesIn(row)
    if (records <= format.skip || isBlankFrom(row, 0)) return
    fill(raw, row)
    raw.remark = remarkIn(row)
    raw.aside = isBlank(raw.date) ? asideIn(row) : ''
    if (isBlank(raw.amount) && isBlank(raw.debit) && isBlank(raw.credit)) lookElsewhere(row)
    else if (secondTable === null && isWord(raw.date) && isHeading(row)) noteHeading(row)
    if (watched.length > 0) watch(row)
    raw.wrongColumns = row.length < fewest || (row.length > width && !isBlankFrom(row, width))
    taker.take(raw)
  }

  /** Without an amount, a row can be one more heading, or have its amount in a column that isn't read. */
  function lookElsewhere(row: readonly string[]): void {
    if (!isBlank(raw.date) && !isWord(raw.date) && !amountsElsewhere)
      amountsElsewhere = row.some((cell, column) => !read.has(column) && AMOUNT.test(cell))
    if (secondTable === null && isHeading(row)) noteHeading(row)
  }

  function asideIn(row: readonly string[]): string {
    return row.find((cell, column) => !read.has(column) && isWord(cell.trim().replace(/^[#*]/, ''))) ?? ''
  }

  function noteHeading(row: readonly string[]): void {
    const names = namesIn(row)
    if (heading !== '' && names !== heading) secondTable = { code: 'file.second-table', line: raw.line, value: null }
  }

  function watch(row: readonly string[]): void {
    const found = watched.filter((column) => !isBlank(row[column]))
    if (found.length === 0) return
    filled.push(...found)
    watched = watched.filter((column) => !found.includes(column))
  }

  /** A record of plain bytes: taken as it is where nothing in it is unusual, else as texts. */
  function plain(): ((cells: PlainCells) => void) | null {
    const takePlain = taker.plain(format.columns, format.moreText)
    if (takePlain === null) return null
    const others = Int32Array.from(
      Array.from({ length: Math.min(width, MOST_LOOKED_THROUGH) }, (_, column) => column).filter(
        (column) => !read.has(column),
      ),
    )
    const names = createByteNames()
    const remarks = new Map<string, boolean>()
    const holdsRemark = ({ bytes, starts, ends }: PlainCells): boolean => {
      for (const column of others) {
        const size = (ends[column] ?? 0) - (starts[column] ?? 0)
        if (size < SHORTEST_REMARK || size > LONGEST_REMARK) continue
        const text = names.textOf(bytes, starts[column] ?? 0, ends[column] ?? 0)
        let found = remarks.get(text)
        if (found === undefined) {
          found = isRemark(text)
          if (remarks.size < MOST_LOOKED_AT) remarks.set(text, found)
        }
        if (found) return true
      }
      return false
    }
    return (cells) => {
      const isUsual = records >= format.skip && cells.count === width && watched.length === 0
      if (isUsual && width >= fewest && !holdsRemark(cells) && takePlain(cells, line)) {
        line += 1
        records += 1
      } else {
        take(textsOf(cells), false)
      }
    }
  }

  return {
    take,
    plain,
    next: () => line,
    seen: () => ({ filled, secondTable, amountsElsewhere }),
    swallowed: () => swallowed,
  }
}

/** An amount with places, as no reference or date looks. */
const AMOUNT = /^\s*[-+(]?\s*\p{Sc}?\s*\d[\d.,' ]*[.,]\d{2}\)?\s*$/u

/** Names of a heading, without the empty cells at its end. */
function namesIn(row: readonly string[]): string {
  return row.map(headingName).join('|').replace(/\|+$/, '')
}

/** Begins with a letter, as a day in figures doesn't. */
function isWord(cell: string): boolean {
  const code = cell.charCodeAt(0) | 32
  return (code >= 97 && code <= 122) || code > 127
}

/**
 * Whether a quotation mark that was never closed, or closed much later, swallowed lines: inside a cell of several lines, one has as
 * many delimiters as a line of its own would have.
 */
function holdsRecords(row: readonly string[], delimiter: string, width: number): boolean {
  if (width < 3) return false
  return row.some(
    (cell) => /[\r\n]/.test(cell) && cell.split(/[\r\n]+/).some((text) => text.split(delimiter).length >= width - 1),
  )
}

/** Finds the word in a record that says, in a column that isn't read, that it isn't booked. Words are few: each is looked at once. */
function remarkReader({ columns, moreText }: StatementFormat, width: number): (row: readonly string[]) => string {
  const read = new Set([...Object.values(columns), ...moreText])
  const others = Array.from({ length: Math.min(width, MOST_LOOKED_THROUGH) }, (_, column) => column).filter(
    (column) => !read.has(column),
  )
  const known = new Map<string, boolean>()
  return (row) => {
    for (const column of others) {
      const cell = row[column] ?? ''
      if (cell === '') continue
      let found = known.get(cell)
      if (found === undefined) {
        found = isRemark(cell)
        if (known.size < MOST_LOOKED_AT) known.set(cell, found)
      }
      if (found) return cell
    }
    return ''
  }
}

function textsOf({ bytes, starts, ends, count }: PlainCells): string[] {
  return Array.from({ length: count }, (_, column) => bytes.toString('latin1', starts[column], ends[column]))
}

const MOST_LOOKED_AT = 2_000

function isBlank(cell: string | undefined): boolean {
  return cell === undefined || cell.trim() === '' || /^[\s\u2013-]+$/.test(cell)
}

/** Puts the cells of a record where they belong. Written out: a loop over names takes twice as long, a million times. */
function cellTaker({ columns, moreText }: StatementFormat): (raw: RawLine, row: readonly string[]) => void {
  const none = -1
  const {
    date = none,
    amount = none,
    debit = none,
    credit = none,
    balance = none,
    currency = none,
    fee = none,
  } = columns
  const { description = none, reference = none, counterparty = none, id = none, type = none } = columns
  const { direction = none, status = none, account = none, month = none, year = none } = columns
  const isInParts = month !== none || year !== none
  return (raw, row) => {
    raw.date = isInParts ? dayOfParts(cell(row, date), cell(row, month), cell(row, year)) : cell(row, date)
    raw.amount = cell(row, amount)
    raw.debit = cell(row, debit)
    raw.credit = cell(row, credit)
    raw.direction = cell(row, direction)
    raw.fee = cell(row, fee)
    raw.description = cell(row, description)
    for (const column of moreText) raw.description = joined(raw.description, cell(row, column))
    raw.reference = cell(row, reference)
    raw.counterparty = cell(row, counterparty)
    raw.id = cell(row, id)
    raw.type = cell(row, type)
    raw.status = cell(row, status)
    raw.account = cell(row, account)
    raw.balance = cell(row, balance)
    raw.currency = cell(row, currency)
  }
}

function cell(row: readonly string[], column: number): string {
  if (column < 0) return ''
  const text = row[column]
  return text === undefined ? '' : mayBeKept(text) ? unformula(text) : text
}

function joined(text: string, more: string): string {
  return more.trim() === '' ? text : text.trim() === '' ? more : `${text.trim()} ${more.trim()}`
}

function isBlankFrom(row: readonly string[], from: number): boolean {
  for (let column = from; column < row.length; column += 1) {
    const cell = row[column] ?? ''
    if (cell !== '' && cell.trim() !== '') return false
  }
  return true
}

function lineEndsWithin(row: readonly string[]): number {
  let ends = 0
  for (const cell of row) {
    if (cell.includes('\n')) ends += cell.split('\n').length - 1
    else if (cell.includes('\r')) ends += cell.split('\r').length - 1
  }
  return ends
}
