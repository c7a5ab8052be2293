// Reads the lines of a CSV by csv-parse, streaming. A record that never ends is cut at a limit and named.
import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import type { ColumnRole, FindingCode, StatementFormat } from '../../../contract/statements'
import { type ByteScan, decodedBytes } from './encoding'
import type { StatementSource } from './source'
import { emptyRaw, type LineTaker } from './take-line'

/** Bytes of one record: an unclosed quote would swallow the rest of the file. */
export const MOST_RECORD_BYTES = 256 * 1_024

export interface ReadingFault {
  readonly code: FindingCode
  readonly line: number | null
  readonly value: string | null
}

/** How csv-parse is set up, here and in the benchmark that compares with it. */
export function csvOptions(delimiter: string, { lineEnds }: Pick<ByteScan, 'lineEnds'>) {
  return {
    delimiter,
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: MOST_RECORD_BYTES,
    // One line end is faster to look for than three; only a file that mixes them needs all.
    record_delimiter: lineEnds.length === 0 ? ['\n'] : [...lineEnds],
  }
}

/** Gives every line to `taker`. Resolves with what ended the reading early, or null. */
export async function readCsv(of: {
  source: StatementSource
  scan: ByteScan
  format: StatementFormat
  /** Cells of a proper record. */
  width: number
  taker: LineTaker
  onBytes: (bytes: number) => void
}): Promise<ReadingFault | null> {
  const { source, scan, format, width, taker } = of
  const takeRow = rowTaker({ format, width, taker })
  const parser = parse(csvOptions(format.delimiter, scan))
  const bytes = Readable.from(counted(decodedBytes(source, { ...scan, encoding: format.encoding }), of.onBytes), {
    objectMode: false,
  })
  try {
    await new Promise<void>((resolve, reject) => {
      parser.on('data', takeRow.take)
      parser.once('end', resolve)
      parser.once('error', reject)
      bytes.once('error', reject)
      bytes.pipe(parser)
    })
    return null
  } catch (error) {
    if (error instanceof CsvError) return { code: faultOf(error), line: takeRow.next(), value: null }
    throw error
  } finally {
    bytes.destroy()
  }
}

function faultOf({ code }: CsvError): FindingCode {
  if (code === 'CSV_MAX_RECORD_SIZE') return 'file.record-too-long'
  return code === 'CSV_QUOTE_NOT_CLOSED' ? 'file.ended-early' : 'file.broken'
}

async function* counted(chunks: AsyncIterable<Buffer>, onBytes: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    yield chunk
    onBytes(chunk.length)
  }
}

/** Takes one record after the other and knows on which line of the file each begins. */
function rowTaker({ format, width, taker }: { format: StatementFormat; width: number; taker: LineTaker }) {
  const raw = emptyRaw()
  const columns = Object.entries(format.columns) as [ColumnRole, number][]
  // Programs leave out empty cells at the end, and add some: neither moves a column.
  const fewest = 1 + Math.max(...columns.map(([, column]) => column))
  let line = 1
  let records = 0

  function take(row: readonly string[]): void {
    raw.line = line
    line += 1 + lineEndsWithin(row)
    records += 1
    if (records <= format.skip || row.every(isBlank)) return
    for (const [role, column] of columns) raw[role] = row[column] ?? ''
    raw.wrongColumns = row.length < fewest || (row.length > width && !row.slice(width).every(isBlank))
    taker.take(raw)
  }

  return { take, next: () => line }
}

function isBlank(cell: string): boolean {
  return cell === '' || cell.trim() === ''
}

function lineEndsWithin(row: readonly string[]): number {
  let ends = 0
  for (const cell of row) {
    if (cell.includes('\n')) ends += cell.split('\n').length - 1
    else if (cell.includes('\r')) ends += cell.split('\r').length - 1
  }
  return ends
}
