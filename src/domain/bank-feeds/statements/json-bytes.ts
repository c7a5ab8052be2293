// JSON put together as bytes: a million lines are neither objects nor texts before they are written.
import { needsNoEscape, type WordMemory, wordsOf } from './byte-words'
import { formatMoney, type Money, SMALL_SCALE } from './money'

export interface JsonBytes {
  /** Begins anew, in the same memory. */
  readonly clear: () => void
  /** Bytes that stand as they are. */
  readonly put: (piece: JsonPiece) => void
  /** A text in UTF-8 between quotation marks, escaped as `JSON.stringify` does. */
  readonly text: (memory: WordMemory, from: number, to: number) => void
  /** Money that a number holds exactly, as a JSON number without zeros that say nothing: `0.1`, `-12`. */
  readonly small: (tenThousandths: number) => void
  /** The same of any money. */
  readonly money: (value: Money) => void
  /** All bytes so far, until more are put or it is cleared. */
  readonly bytes: () => Buffer
}

/** Bytes that are put as they are, in words: the last one may be longer than they are. */
export interface JsonPiece {
  readonly words: Int32Array
  readonly length: number
}

const WORD = 4

/** A text as such bytes, in UTF-8. */
export function jsonPiece(text: string): JsonPiece {
  const bytes = Buffer.from(text)
  const padded = Buffer.alloc(Math.ceil(bytes.length / WORD) * WORD)
  bytes.copy(padded)
  const words = wordsOf(padded)
  return {
    words: Int32Array.from({ length: padded.length / WORD }, (_, at) => words.getInt32(at * WORD, true)),
    length: bytes.length,
  }
}

const FIRST_ROOM = 256 * 1_024
/** Bytes of the longest escape, `\u0000`. */
const LONGEST_ESCAPE = 6
/** A sign, ten figures, a mark and four places. */
const LONGEST_SMALL = 16
const [QUOTE, BACKSLASH, MINUS, POINT, ZERO] = [34, 92, 45, 46, 48]
/** Up to here whole numbers are reckoned with in 32 bits. */
const MOST_INT = 0x7fff_ffff

export function createJsonBytes(): JsonBytes {
  let into = Buffer.allocUnsafe(FIRST_ROOM)
  let intoWords = wordsOf(into)
  let end = 0

  function reserve(bytes: number): Buffer {
    if (end + bytes > into.length) {
      const roomier = Buffer.allocUnsafe(Math.max(into.length * 2, end + bytes))
      into.copy(roomier, 0, 0, end)
      into = roomier
      intoWords = wordsOf(into)
    }
    return into
  }

  function put({ words, length }: JsonPiece): void {
    reserve(length + WORD)
    const to = intoWords
    let at = end
    for (let index = 0; index < words.length; index += 1) {
      to.setInt32(at, words[index] ?? 0, true)
      at += WORD
    }
    end += length
  }

  function text({ bytes, words }: WordMemory, from: number, last: number): void {
    const to = reserve((last - from) * LONGEST_ESCAPE + 2)
    const toWords = intoWords
    let at = end
    to[at] = QUOTE
    at += 1
    let byte = from
    // Nearly every text has nothing to escape, and is copied whole here.
    for (; byte + WORD <= last; byte += WORD) {
      const word = words.getInt32(byte, true)
      if (!needsNoEscape(word)) break
      toWords.setInt32(at, word, true)
      at += WORD
    }
    for (; byte < last; byte += 1) {
      const code = bytes[byte] ?? 0
      if (AS_IT_IS[code] === 1) {
        to[at] = code
        at += 1
      } else {
        const escape = ESCAPES[code] ?? ''
        at += to.write(escape, at, 'latin1')
      }
    }
    to[at] = QUOTE
    end = at + 1
  }

  /** Figures of a whole number below 2 ** 31 from `at` on. Gives where they end. */
  function figures(to: Buffer, from: number, value: number): number {
    let count = 1
    for (let bound = 10; bound <= value; bound *= 10) count += 1
    let rest = value | 0
    for (let at = from + count - 1; at >= from; at -= 1) {
      const tens = (rest / 10) | 0
      to[at] = ZERO + (rest - tens * 10)
      rest = tens
    }
    return from + count
  }

  function small(value: number): void {
    const size = Math.abs(value)
    const whole = Math.floor(size / SMALL_SCALE)
    if (whole > MOST_INT) return money(BigInt(value))
    const to = reserve(LONGEST_SMALL)
    let at = end
    if (value < 0) {
      to[at] = MINUS
      at += 1
    }
    at = figures(to, at, whole)
    let places = (size - whole * SMALL_SCALE) | 0
    if (places > 0) {
      to[at] = POINT
      at += 1
    }
    for (let unit = SMALL_SCALE / 10; places > 0; unit /= 10) {
      const figure = (places / unit) | 0
      to[at] = ZERO + figure
      at += 1
      places -= figure * unit
    }
    end = at
  }

  function money(value: Money): void {
    const written = formatMoney(value).replace(/\.?0+$/, '')
    end += reserve(written.length).write(written, end, 'latin1')
  }

  return {
    clear: () => {
      end = 0
    },
    put,
    text,
    small,
    money,
    bytes: () => into.subarray(0, end),
  }
}

/** Bytes that stand for themselves between quotation marks: all of UTF-8 but control characters, quotation marks and backslashes. */
const AS_IT_IS = Uint8Array.from({ length: 256 }, (_, code) =>
  code < 32 || code === QUOTE || code === BACKSLASH ? 0 : 1,
)
const ESCAPES: readonly string[] = Array.from({ length: 128 }, (_, code) =>
  JSON.stringify(String.fromCharCode(code)).slice(1, -1),
)
