// Which encoding makes the most of a CSV's heading: banks of half the world write none of the Western one, and don't say so.
import { knownWords } from '../domain/bank-feeds/statements/columns'
import { delimiters, type statementEncodings } from '../domain/bank-feeds/statements/schema'
import { type ByteScan, decoderFor } from './encoding'
import { headBytes } from './documents'
import type { StatementSource } from './source'

type Encoding = (typeof statementEncodings)[number]

/** Those that a bank may write without saying so; of two that know as many words the earlier one is taken. */
const CANDIDATES: readonly Encoding[] = [
  'windows-1252',
  'windows-1250',
  'iso-8859-2',
  'windows-1251',
  'windows-1254',
  'windows-1253',
  'windows-1257',
  'gb18030',
  'shift_jis',
  'big5',
  'euc-kr',
  'macintosh',
]
const LINES = 60

/** The encoding in which most words of the heading are known; the scan's own where none knows more. */
export async function encodingByHeading(source: StatementSource, scan: ByteScan): Promise<Encoding> {
  if (!scan.guessed) return scan.encoding
  const bytes = await headBytes(source)
  const known = CANDIDATES.map((encoding) => knownIn(decoderFor(encoding).write(bytes)))
  const most = Math.max(...known)
  return most > (known[0] ?? 0) ? (CANDIDATES[known.indexOf(most)] ?? scan.encoding) : scan.encoding
}

/** Known words of the line that has most of them, among those with letters beyond ASCII. */
function knownIn(text: string): number {
  const lines = text
    .split(/\r\n|\r|\n/)
    .slice(0, LINES)
    .filter((line) => /\P{ASCII}/u.test(line))
  return Math.max(0, ...lines.map((line) => knownWords(cellsOf(line))))
}

/** Good enough for a heading, which hardly ever holds its own delimiter. */
function cellsOf(line: string): string[] {
  const cut = delimiters.map((delimiter) => line.split(delimiter))
  const [first = [line]] = cut.toSorted((a, b) => b.length - a.length)
  return first.map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
}
