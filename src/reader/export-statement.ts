// Writes a statement to a file: CSV for people, JSON in Codat's shape, or a ZIP of requests. Written beside, then moved.
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { stringify } from 'csv-stringify'
import { ZipFile } from 'yazl'
import { feedRequestLines } from '../domain/facts'
import type { ExportKind } from '../contract/statements'
import type { StatementLine } from '../domain/bank-feeds/statements/schema'
import { transactionJson } from '../domain/bank-feeds/statements/codat-json'
import { formatMoney, type Money, moneyOf } from '../domain/bank-feeds/statements/money'

export interface ExportedLines {
  readonly count: number
  readonly lines: (from: number, count: number) => readonly StatementLine[]
}

const PIECE = 1_000
const CSV_HEADING = [
  'Transaction ID',
  'Date',
  'Type',
  'Description',
  'Reference',
  'Counterparty',
  'Amount',
  'Balance',
  'Currency',
]

/** Writes `kind` to `file`, whole or not at all. Rejects if the system refuses. */
export async function exportStatement(statement: ExportedLines, kind: ExportKind, file: string): Promise<void> {
  const part = `${file}.part`
  try {
    await writeKind(statement, kind, part)
    await rename(part, file)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

async function writeKind(statement: ExportedLines, kind: ExportKind, file: string): Promise<void> {
  const to = createWriteStream(file)
  switch (kind) {
    case 'csv':
      // A text that a spreadsheet would take for a formula gets an apostrophe in front; amounts are numbers and keep their minus.
      return pipeline(
        Readable.from(csvRows(statement)),
        stringify({
          bom: true,
          record_delimiter: 'windows',
          escape_formulas: true,
          cast: { bigint: (value) => formatMoney(value) },
        }),
        to,
      )
    case 'json':
      return pipeline(Readable.from(requestJson(statement, 0, statement.count)), to)
    case 'requests':
      return pipeline(requestsZip(statement), to)
  }
}

function* csvRows(statement: ExportedLines): Generator<(string | Money)[]> {
  yield CSV_HEADING
  for (const line of each(statement, 0, statement.count)) {
    yield [
      line.id ?? '',
      line.date ?? '',
      line.transactionType,
      line.description,
      line.reference,
      line.counterparty,
      line.amount === null ? '' : moneyOf(line.amount),
      line.balance === null ? '' : moneyOf(line.balance),
      line.currency ?? '',
    ]
  }
}

/** The body of one push, but for the account: whoever sends it knows that. */
function* requestJson(statement: ExportedLines, from: number, to: number): Generator<string> {
  yield '{"transactions":['
  let separator = ''
  for (const line of each(statement, from, to)) {
    yield `${separator}${transactionJson(line)}`
    separator = ',\n'
  }
  yield ']}\n'
}

function requestsZip(statement: ExportedLines): NodeJS.ReadableStream {
  const zip = new ZipFile()
  const size = feedRequestLines.value
  const requests = Math.ceil(statement.count / size)
  const digits = String(requests).length
  for (let request = 0; request < requests; request += 1) {
    const from = request * size
    const name = `request-${String(request + 1).padStart(digits, '0')}-of-${requests}.json`
    // Made when its turn comes: a thousand requests at once would fill the memory.
    zip.addReadStreamLazy(name, (done) =>
      done(null, Readable.from(requestJson(statement, from, Math.min(from + size, statement.count)))),
    )
  }
  zip.end()
  return zip.outputStream
}

function* each({ lines }: ExportedLines, from: number, to: number): Generator<StatementLine> {
  for (let at = from; at < to; at += PIECE) yield* lines(at, Math.min(PIECE, to - at))
}
