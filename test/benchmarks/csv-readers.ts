// Cuts generated CSV into cells with Latchkey's two cutters, of bytes and of text, and with csv-parse and PapaParse, and holds them
// against what was written, cell by cell: `node test/benchmarks/run.mjs csv-readers`, part of `npm run soak`. Fails where Latchkey
// cuts otherwise than was written, or another reader does for a reason that docs/statements.md doesn't name.
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { isDeepStrictEqual, promisify } from 'node:util'
import { parse } from 'csv-parse/sync'
import { createPlainCutter } from '../../src/reader/csv-plain'
import { createRecordCutter, type CutTerms } from '../../src/reader/csv-records'
import { decoderFor, type LineEnd } from '../../src/reader/encoding'
import { chance } from '../differential/made-statements'

const FILES = Number(process.env['LATCHKEY_STATEMENTS'] ?? 400)
const seed = Number(process.env['LATCHKEY_STATEMENT_SEED'] ?? Date.now() % 1_000_000)
const PAPA_PARSE = 'papaparse@5.7.1'
const random = chance(seed)
const upTo = (most: number): number => Math.floor(random() * most)
const oneOf = <T>(values: readonly [T, ...T[]]): T => values[upTo(values.length)] ?? values[0]

type Rows = string[][]
interface Made {
  readonly text: string
  readonly delimiter: string
  readonly lineEnd: LineEnd
  /** What was written; null where it breaks the rules, so that only csv-parse says what it is. */
  readonly rows: Rows | null
}

const CELLS = [
  'plain',
  '',
  ' ',
  '1,234.50',
  '-12.00',
  'say "hello"',
  'two\nlines',
  'two\r\nlines',
  'three\nwhole plain, lines\nof one cell',
  'Zażółć gęślą',
  'emoji \u{1f600}',
  'semi;colon',
  'a\ttab',
  'pipe|',
  '=SUM(A1)',
  "it's",
  '""',
  '"',
  'long '.repeat(60),
  '2026-11-13',
  'é',
] as const
/** Quotation marks where no rule allows them, as some banks write them. */
const ODD = ['say "hello" there', 'a "b', 'x"', '"a"b', '"a" b'] as const

function made(isOdd: boolean): Made {
  const delimiter = oneOf([',', ';', '\t', '|'])
  const lineEnd = oneOf<LineEnd>(['\n', '\r\n'])
  const isQuoted = random() < 0.3
  const width = 2 + upTo(6)
  const rows: Rows = Array.from({ length: 1 + upTo(80) }, () => Array.from({ length: width }, () => oneOf(CELLS)))
  const written = (cell: string): string =>
    isQuoted || /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell
  const lines = rows.map((row) =>
    row.map((cell) => (isOdd && random() < 0.05 ? oneOf(ODD) : written(cell))).join(delimiter),
  )
  const text = lines.join(lineEnd) + (random() < 0.5 ? lineEnd : '')
  // An empty line at the end is none for anybody, though a record of one empty cell would look like it.
  return { text, delimiter, lineEnd, rows: isOdd ? null : rows }
}

/** Both cutters, in pieces of any size. */
function latchkey({ text, delimiter, lineEnd }: Made, isByBytes: boolean): Rows | string {
  const rows: Rows = []
  const terms: CutTerms = {
    delimiter,
    lineEnds: lineEnd === '\n' && text.includes('\r\n') ? ['\n', '\r\n'] : [lineEnd],
    onRecord: (cells) => void rows.push([...cells]),
  }
  const cutter = createRecordCutter(terms)
  const bytes = Buffer.from(text)
  const decoder = decoderFor('utf-8')
  const plain = createPlainCutter({
    delimiter,
    cutter,
    decoder,
    onRecord: ({ bytes: of, starts, ends, count }) =>
      void rows.push(Array.from({ length: count }, (_, at) => of.toString('latin1', starts[at], ends[at]))),
  })
  for (let from = 0; from < bytes.length;) {
    const piece = bytes.subarray(from, (from += 1 + upTo(400)))
    const fault = isByBytes ? plain.push(piece) : cutter.push(decoder.write(piece))
    if (fault !== null) return fault
  }
  return (isByBytes ? plain.end() : (cutter.push(decoder.end()) ?? cutter.end())) ?? rows
}

function csvParse({ text, delimiter }: Made): Rows | string {
  try {
    return parse(text, { delimiter, relax_quotes: true, relax_column_count: true, record_delimiter: ['\r\n', '\n'] })
  } catch {
    return 'quote-not-closed'
  }
}

const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-csv-readers-'))
const told = new Map<string, number>()
const faults: string[] = []
const tell = (what: string): void => void told.set(what, (told.get(what) ?? 0) + 1)
try {
  await writeFile(path.join(folder, 'package.json'), '{"private":true}')
  await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', PAPA_PARSE], {
    cwd: folder,
  })
  const papa = createRequire(path.join(folder, 'package.json'))('papaparse') as {
    parse: (text: string, terms: { delimiter: string; newline: string }) => { data: Rows; errors: { code: string }[] }
  }
  for (let file = 0; file < FILES; file += 1) {
    const one = made(file % 2 === 1)
    const rule = csvParse(one)
    const wanted = one.rows ?? rule
    for (const isByBytes of [true, false]) {
      if (!isDeepStrictEqual(latchkey(one, isByBytes), wanted))
        faults.push(`Latchkey cuts file ${file} otherwise than was written (${isByBytes ? 'bytes' : 'text'})`)
    }
    if (!isDeepStrictEqual(rule, wanted)) faults.push(`csv-parse cuts file ${file} otherwise than was written`)
    const { data, errors } = papa.parse(one.text, { delimiter: one.delimiter, newline: one.lineEnd })
    const withoutLast = data.at(-1)?.length === 1 && data.at(-1)?.[0] === '' ? data.slice(0, -1) : data
    if (withoutLast.length < data.length) tell('PapaParse: one more record of one empty cell, after the last line end')
    if (isDeepStrictEqual(withoutLast, wanted)) continue
    if (one.rows === null)
      tell(`PapaParse: odd quotation marks, ${errors.length > 0 ? 'with an error of its own' : 'without a word'}`)
    else faults.push(`PapaParse cuts file ${file} otherwise than was written`)
  }
  process.stdout.write(`${JSON.stringify({ seed, files: FILES, differences: Object.fromEntries(told) }, null, 2)}\n`)
  for (const fault of [...new Set(faults)].slice(0, 40)) process.stderr.write(`${fault}\n`)
  if (faults.length > 0) process.exitCode = 1
} finally {
  await rm(folder, { recursive: true, force: true })
}
