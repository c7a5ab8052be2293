// Writes a statement to a file: CSV for people, JSON in Codat's shape, or a ZIP of requests. Written beside, then moved.
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { stringify } from 'csv-stringify'
import { ZipFile } from 'yazl'
import { feedRequestLines } from '../domain/facts'
import type { ExportKind } from '../contract/statements'
import type { ArrangedLines } from '../domain/bank-feeds/statements/arrangement'
import { createTransactionWriter } from '../domain/bank-feeds/statements/codat-json'
import { jsonPiece } from '../domain/bank-feeds/statements/json-bytes'
import { formatMoney, type Money, moneyOf } from '../domain/bank-feeds/statements/money'

/** Lines that are handed on at once. */
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
export async function exportStatement(statement: ArrangedLines, kind: ExportKind, file: string): Promise<void> {
  const part = `${file}.part`
  try {
    await writeKind(statement, kind, part)
    await rename(part, file)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

async function writeKind(statement: ArrangedLines, kind: ExportKind, file: string): Promise<void> {
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
      return pipeline(Readable.from(requestJson(statement)), to)
    case 'requests':
      return pipeline(requestsZip(statement), to)
  }
}

function* csvRows({ lines, order }: ArrangedLines): Generator<(string | Money)[]> {
  yield CSV_HEADING
  for (const at of order) {
    const line = lines.full(at)
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

const BEGIN = jsonPiece('{"transactions":[')
const SEPARATOR = jsonPiece(',\n')
const END = jsonPiece(']}\n')

/** The body of one push, but for the account: whoever sends it knows that. */
function* requestJson({ lines, order }: ArrangedLines): Generator<Buffer> {
  const { json, transaction } = createTransactionWriter(lines)
  json.put(BEGIN)
  for (let from = 0; from < order.length; from += PIECE) {
    order.subarray(from, from + PIECE).forEach((at, index) => {
      if (from + index > 0) json.put(SEPARATOR)
      transaction(at)
    })
    // A copy: what is handed on may wait while the next lines are written.
    yield Buffer.from(json.bytes())
    json.clear()
  }
  json.put(END)
  yield Buffer.from(json.bytes())
}

function requestsZip({ lines, order }: ArrangedLines): NodeJS.ReadableStream {
  const zip = new ZipFile()
  const size = feedRequestLines.value
  const requests = Math.ceil(order.length / size)
  const digits = String(requests).length
  for (let request = 0; request < requests; request += 1) {
    const part = order.subarray(request * size, (request + 1) * size)
    const name = `request-${String(request + 1).padStart(digits, '0')}-of-${requests}.json`
    // Made when its turn comes: a thousand requests at once would fill the memory.
    zip.addReadStreamLazy(name, (done) => done(null, Readable.from(requestJson({ lines, order: part }))))
  }
  zip.end()
  return zip.outputStream
}
