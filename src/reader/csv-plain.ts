// Cuts the bytes of a CSV into records as long as they are plain: printable ASCII, with quotation marks around whole cells at most. Any
// other record goes through the cutter of texts, and the bytes are gone on with behind it.
import { wordsOf } from '../domain/bank-feeds/statements/byte-words'
import type { PlainCells } from '../domain/bank-feeds/statements/plain-cells'
import { MOST_COLUMNS } from '../domain/bank-feeds/statements/schema'
import type { RecordCutter, RecordFault } from './csv-records'
import type { Decoder } from './encoding'

export interface PlainCutter {
  /** The next piece. Gives what ended the reading. */
  readonly push: (piece: Buffer) => RecordFault | null
  readonly end: () => RecordFault | null
}

const QUOTE = 34
/** What stands behind it may mean another sign, so that it takes a closer look. */
const AMPERSAND = 38
const LF = 10
const CR = 13
/** Where a record isn't plain. */
const NOT_PLAIN = -1
/** Bytes of a record that are waited for; a longer one is left to the cutter of texts, which has a limit. */
const MOST_WAITED = 64 * 1_024
/** Records that weren't plain, one after the other, until whole stretches are given to the cutter of texts. */
const MANY = 32
const STRETCH = 32 * 1_024

export function createPlainCutter(of: {
  delimiter: string
  cutter: RecordCutter
  decoder: Decoder
  onRecord: (cells: PlainCells) => void
}): PlainCutter {
  const { cutter, decoder, onRecord } = of
  const delimiter = of.delimiter.charCodeAt(0)
  const isText = textBytes(delimiter, false)
  const isQuotedText = textBytes(delimiter, true)
  const cells: PlainCells = {
    bytes: Buffer.alloc(0),
    words: wordsOf(Buffer.alloc(0)),
    starts: new Int32Array(MOST_COLUMNS),
    ends: new Int32Array(MOST_COLUMNS),
    count: 0,
  }
  let rest: Buffer = Buffer.alloc(0)
  let isOdd = false
  let odd = 0

  /** Notes the cells of the record at `from`. Gives where the next one begins. A line feed stands behind, at which every cell ends: no length has to be watched. */
  function cut(bytes: Buffer, from: number): number {
    const { starts, ends } = cells
    let at = from
    for (let count = 0; count < MOST_COLUMNS; count += 1) {
      if (bytes[at] === QUOTE) {
        at += 1
        starts[count] = at
        while (isQuotedText[bytes[at] ?? 0] === 1) at += 1
        ends[count] = at
        if (bytes[at] !== QUOTE) return NOT_PLAIN
        at += 1
      } else {
        starts[count] = at
        while (isText[bytes[at] ?? 0] === 1) at += 1
        ends[count] = at
      }
      const code = bytes[at]
      at += 1
      if (code === delimiter) continue
      cells.count = count + 1
      if (code === LF) return at
      if (code !== CR) return NOT_PLAIN
      return bytes[at] === LF ? at + 1 : NOT_PLAIN
    }
    return NOT_PLAIN
  }

  /** Gives the record at `from`, or a stretch of them, to the cutter of texts. */
  function pass(bytes: Buffer, from: number): number | RecordFault {
    const many = odd > MANY ? bytes.lastIndexOf(LF, Math.min(from + STRETCH, bytes.length) - 1) : -1
    const line = many >= from ? many : bytes.indexOf(LF, from)
    const to = line < 0 ? bytes.length : line + 1
    const fault = cutter.push(decoder.write(bytes.subarray(from, to)))
    if (fault !== null) return fault
    isOdd = line < 0 || cutter.isWaiting()
    return to
  }

  /** Gives how far the bytes were read, or what ended the reading. What is left is a record that isn't whole. */
  function read(bytes: Buffer): number | RecordFault {
    cells.bytes = bytes
    cells.words = wordsOf(bytes)
    const whole = bytes.lastIndexOf(LF) + 1
    let at = 0
    while (at < bytes.length) {
      if (!isOdd) {
        const next = at < whole ? cut(bytes, at) : NOT_PLAIN
        if (next !== NOT_PLAIN) {
          onRecord(cells)
          odd = 0
          at = next
          continue
        }
        if (at >= whole && bytes.length - at < MOST_WAITED) return at
        odd += 1
      }
      const passed = pass(bytes, at)
      if (typeof passed === 'string') return passed
      at = passed
    }
    return at
  }

  function push(piece: Buffer): RecordFault | null {
    // Only the record across the border is copied.
    const line = rest.length === 0 ? -1 : piece.indexOf(LF)
    const border = line >= 0 && line < MOST_WAITED ? line + 1 : 0
    if (border > 0) {
      const bytes = Buffer.concat([rest, piece.subarray(0, border)])
      const done = read(bytes)
      if (typeof done === 'string') return done
      rest = bytes.subarray(done)
    }
    const bytes = rest.length === 0 ? piece.subarray(border) : Buffer.concat([rest, piece.subarray(border)])
    const done = read(bytes)
    if (typeof done === 'string') return done
    rest = Buffer.from(bytes.subarray(done))
    return null
  }

  return {
    push,
    end: () => cutter.push(decoder.write(rest) + decoder.end()) ?? cutter.end(),
  }
}

/** Printable bytes that neither end a cell, which a delimiter doesn't inside quotation marks, nor are such a mark or an ampersand. */
function textBytes(delimiter: number, isQuoted: boolean): Uint8Array {
  const table = new Uint8Array(256)
  for (let code = 32; code < 127; code += 1) table[code] = code === QUOTE || code === AMPERSAND ? 0 : 1
  table[delimiter] = isQuoted ? 1 : 0
  return table
}
