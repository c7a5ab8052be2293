// Files each line of which stands in quotation marks as a whole, as spreadsheets write lines that they took for one text:
// `"13/11/2026,""Paper, Mill"",-42.50"`.
import type { StatementSource } from './source'

const LOOKED_AT = 50
/** One text from end to end: within it, quotation marks stand doubled. */
const WHOLE = /^"(?:[^"]|"")*"$/
/** A day, a text and an amount are three cells. */
const FEWEST_CELLS = 3

/** Whether its lines, all but a heading, are such texts. `head` is its beginning. */
export function isWrapped(head: string): boolean {
  const [first = '', ...lines] = head
    .split(/\r\n|\n|\r/, LOOKED_AT)
    .slice(0, head.length > LONGEST_LOOKED_AT ? -1 : undefined)
    .filter((line) => line.trim() !== '')
  return lines.length > 0 ? lines.every(isOneText) : isOneText(first)
}

const LONGEST_LOOKED_AT = 64 * 1_024

function isOneText(line: string): boolean {
  return (
    line.length <= LONGEST_LOOKED_AT &&
    WHOLE.test(line.trimEnd()) &&
    [',', ';', '\t', '|'].some((delimiter) => line.split(delimiter).length >= FEWEST_CELLS)
  )
}

const LF = 10
const QUOTE = 34

/** The same lines without the marks around them. Of an encoding in which a quotation mark is one byte. */
export function unwrapped(source: StatementSource): StatementSource {
  return {
    name: source.name,
    size: source.size,
    async *chunks() {
      let rest: Buffer = Buffer.alloc(0)
      for await (const chunk of source.chunks()) {
        const text = Buffer.concat([rest, chunk])
        const end = text.lastIndexOf(LF) + 1
        rest = text.subarray(end)
        if (end > 0) yield withoutMarks(text.subarray(0, end))
      }
      if (rest.length > 0) yield withoutMarks(rest)
    },
  }
}

function withoutMarks(lines: Buffer): Buffer {
  const bare = Buffer.allocUnsafe(lines.length)
  let to = 0
  for (let from = 0; from < lines.length;) {
    const next = lines.indexOf(LF, from)
    const end = next < 0 ? lines.length : next + 1
    to = lines[from] === QUOTE ? copyInside(lines, from + 1, end, bare, to) : to + lines.copy(bare, to, from, end)
    from = end
  }
  return bare.subarray(0, to)
}

/** Copies a line that begins with a mark: without those that stand alone, and with one of each two. */
function copyInside(lines: Buffer, from: number, end: number, bare: Buffer, start: number): number {
  let to = start
  for (let at = from; at < end; at += 1) {
    const byte = lines[at] ?? 0
    if (byte === QUOTE) {
      if (lines[at + 1] !== QUOTE) continue
      at += 1
    }
    bare[to] = byte
    to += 1
  }
  return to
}
