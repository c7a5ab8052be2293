// Cuts text into the records of a CSV (RFC 4180), piece by piece. What banks write beside the rules is read as csv-parse with
// `relax_quotes` and `relax_column_count` reads it, and the tests hold it against that; it is our own because no library is quick
// enough and safe at the borders of pieces (docs/decisions.md).
import type { LineEnd } from './encoding'

/** Characters of one record: a quotation mark that is never closed would swallow the rest of the file. */
export const MOST_RECORD_CHARACTERS = 256 * 1_024

export type RecordFault = 'too-long' | 'quote-not-closed'

export interface RecordCutter {
  /** The next piece of text. Gives what ended the reading, after which nothing more may be pushed. */
  readonly push: (piece: string) => RecordFault | null
  /** The text is over: what is left is the last record. */
  readonly end: () => RecordFault | null
  /** Something was pushed that is no whole record yet. */
  readonly isWaiting: () => boolean
}

export interface CutTerms {
  /** One character. */
  readonly delimiter: string
  /** Line ends of the file; a file that has only one kind is cut quicker. */
  readonly lineEnds: readonly LineEnd[]
  /** Told each record, and whether it holds line ends. The array is the same one each time. False: no more are wanted. */
  readonly onRecord: (cells: readonly string[], hasLineEnds: boolean) => boolean | void
  readonly mostCharacters?: number
}

const QUOTE = '"'
const QUOTE_CODE = 34
const LF = 10
const CR = 13

/** Where a cell or a record ends that isn't whole yet. */
const NOT_YET = -1

export function createRecordCutter(terms: CutTerms): RecordCutter {
  const { delimiter, onRecord, mostCharacters = MOST_RECORD_CHARACTERS } = terms
  const delimiterCode = delimiter.charCodeAt(0)
  const endsAtCr = terms.lineEnds.includes('\r')
  const endsAtLf = terms.lineEnds.length === 0 || terms.lineEnds.some((end) => end.endsWith('\n'))
  const dropsCr = terms.lineEnds.includes('\r\n')
  const cells: string[] = []
  let filled = 0
  let text = ''
  /** Where the record that is being cut begins. */
  let start = 0
  /** The next quotation mark, delimiter and line end at or after `start`, as far as they were looked for; the length where there is none. */
  let quoteAt = 0
  let delimiterAt = 0
  let lineAt = 0
  let isWhole = false
  let isDone = false
  let hasLineEnds = false

  function nextQuote(from: number): number {
    if (quoteAt < from) quoteAt = placeOf(QUOTE, from)
    return quoteAt
  }

  function nextDelimiter(from: number): number {
    if (delimiterAt < from) delimiterAt = placeOf(delimiter, from)
    return delimiterAt
  }

  function nextLineEnd(from: number): number {
    if (lineAt >= from) return lineAt
    const lf = endsAtLf ? placeOf('\n', from) : text.length
    const cr = endsAtCr ? placeOf('\r', from) : text.length
    return (lineAt = lf < cr ? lf : cr)
  }

  function placeOf(character: string, from: number): number {
    const at = text.indexOf(character, from)
    return at < 0 ? text.length : at
  }

  /** The end of a record whose line end stands at `at`: behind it, or where the text ends. Not yet, where a line feed could follow. */
  function behindLineEnd(at: number): number {
    if (at >= text.length) return isWhole ? text.length : NOT_YET
    if (text.charCodeAt(at) === LF) return at + 1
    if (at + 1 < text.length) return dropsCr && text.charCodeAt(at + 1) === LF ? at + 2 : at + 1
    return isWhole || !dropsCr ? at + 1 : NOT_YET
  }

  function take(cell: string): void {
    cells[filled] = cell
    filled += 1
  }

  /** Cuts the record at `start`. Gives where the next one begins. */
  function cut(): number {
    filled = 0
    const line = nextLineEnd(start)
    hasLineEnds = false
    if (nextQuote(start) >= line) return cutPlain(line)
    return cutQuoted(line)
  }

  /** A line without quotation marks, which most are. */
  function cutPlain(line: number): number {
    const next = behindLineEnd(line)
    if (next === NOT_YET) return NOT_YET
    const end = withoutCr(line)
    let from = start
    for (let at = nextDelimiter(from); at < end; at = nextDelimiter(from)) {
      take(text.slice(from, at))
      from = at + 1
    }
    take(text.slice(from, end))
    return next
  }

  /** The carriage return before a line feed is no part of the last cell. */
  function withoutCr(line: number): number {
    const isPair = dropsCr && line > start && line < text.length && text.charCodeAt(line) === LF
    return isPair && text.charCodeAt(line - 1) === CR ? line - 1 : line
  }

  function cutQuoted(line: number): number {
    let from = start
    for (;;) {
      const isQuoted = text.charCodeAt(from) === QUOTE_CODE
      const end = isQuoted ? endOfQuoted(from) : plainEnd(from)
      if (end === NOT_YET) return NOT_YET
      if (!isQuoted) take(text.slice(from, withoutCrFrom(from, end)))
      if (end < text.length && text.charCodeAt(end) === delimiterCode) {
        from = end + 1
        continue
      }
      hasLineEnds = line + 1 < end
      return behindLineEnd(end)
    }
  }

  function plainEnd(from: number): number {
    const at = Math.min(nextDelimiter(from), nextLineEnd(from))
    return at < text.length || isWhole ? at : NOT_YET
  }

  function withoutCrFrom(from: number, end: number): number {
    const isPair = dropsCr && end > from && end < text.length && text.charCodeAt(end) === LF
    return isPair && text.charCodeAt(end - 1) === CR ? end - 1 : end
  }

  /** Takes the cell that begins with the quotation mark at `from`. Gives where its delimiter or line end is. */
  function endOfQuoted(from: number): number {
    let doubled = false
    let at = nextQuote(from + 1)
    for (; at < text.length; at = nextQuote(at + 2)) {
      if (text.charCodeAt(at + 1) !== QUOTE_CODE) break
      if (at + 1 >= text.length) break
      doubled = true
    }
    if (at >= text.length) return NOT_YET
    if (at + 1 >= text.length && !isWhole) return NOT_YET
    const inner = text.slice(from + 1, at)
    const said = doubled ? inner.replaceAll('""', QUOTE) : inner
    const closed = closedAt(at + 1)
    if (closed !== null) {
      if (closed !== NOT_YET) take(said)
      return closed
    }
    // Closed too early: the marks are part of the text, which goes on as if it had none.
    const end = plainEnd(at + 1)
    if (end !== NOT_YET) take(`"${said}"${text.slice(at + 1, withoutCrFrom(at + 1, end))}`)
    return end
  }

  /** Where the cell ends whose closing mark stands before `at`; null where something follows that doesn't belong there. */
  function closedAt(at: number): number | null {
    if (at >= text.length) return at
    const code = text.charCodeAt(at)
    if (code === delimiterCode || (code === LF && endsAtLf) || (code === CR && endsAtCr)) return at
    if (code !== CR || !dropsCr) return null
    if (at + 1 >= text.length) return isWhole ? null : NOT_YET
    return text.charCodeAt(at + 1) === LF ? at + 1 : null
  }

  function run(): RecordFault | null {
    while (start < text.length && !isDone) {
      const next = cut()
      if (next === NOT_YET) break
      if (next - start > mostCharacters) return 'too-long'
      start = next
      if (cells.length !== filled) cells.length = filled
      if (onRecord(cells, hasLineEnds) === false) isDone = true
    }
    return !isDone && text.length - start > mostCharacters ? 'too-long' : null
  }

  return {
    isWaiting: () => start < text.length,
    push(piece) {
      if (isDone || piece === '') return null
      text = start < text.length ? text.slice(start) + piece : piece
      start = 0
      quoteAt = delimiterAt = lineAt = NOT_YET
      return run()
    },
    end() {
      if (isDone) return null
      isWhole = true
      text = text.slice(start)
      start = 0
      quoteAt = delimiterAt = lineAt = NOT_YET
      const fault = run()
      return fault ?? (start < text.length && !isDone ? 'quote-not-closed' : null)
    },
  }
}

/** The first `most` records of a text, as far as it can be cut. */
export function recordsOf(text: string, terms: Omit<CutTerms, 'onRecord'> & { readonly most: number }): string[][] {
  const records: string[][] = []
  const cutter = createRecordCutter({
    ...terms,
    onRecord(cells) {
      records.push([...cells])
      return records.length < terms.most
    },
  })
  if (cutter.push(text) === null) cutter.end()
  return records
}
