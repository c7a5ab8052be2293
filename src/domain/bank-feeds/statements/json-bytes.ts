// JSON put together as bytes: a million lines are neither objects nor texts before they are written.
import { needsNoEscape, type WordMemory, wordsOf } from './byte-words'
import { formatMoney, type Money, SMALL_SCALE } from './money'

export interface JsonBytes {
  /** Begins anew, in the same memory. */
  readonly clear: () => void
  /** Bytes that stand as they are. */
  readonly put: (piece: JsonPiece) => void
  /** What stands between the quotation marks of a text in UTF-8, escaped as `JSON.stringify` does. */
  readonly text: (memory: WordMemory, from: number, to: number) => void
  /** Money that a number holds exactly, as a JSON number without zeros that say nothing: `0.1`, `-12`. */
  readonly small: (tenThousandths: number) => void
  /** The same of any money. */
  readonly money: (value: Money) => void
  /** All bytes so far, until more are put or it is cleared. */
  readonly bytes: () => Buffer
}

/**
 * Text in UTF-8 that is put as it is, eight bytes at a time, as `byte-words.ts` moves them. The last eight may be more than there are.
 */
export interface JsonPiece {
  readonly eights: Float64Array
  readonly length: number
}

const WORD = 4
const EIGHT = 8

/** A text as such bytes. */
export function jsonPiece(text: string): JsonPiece {
  const bytes = Buffer.from(text)
  const padded = Buffer.alloc(Math.ceil(bytes.length / EIGHT) * EIGHT)
  bytes.copy(padded)
  const words = wordsOf(padded)
  return {
    eights: Float64Array.from({ length: padded.length / EIGHT }, (_, at) => words.getFloat64(at * EIGHT, true)),
    length: bytes.length,
  }
}

const FIRST_ROOM = 256 * 1_024
/** Bytes of the longest escape, `\u0000`. */
const LONGEST_ESCAPE = 6
/** A sign, ten figures, a mark and four places, and what is put in whole words behind them. */
const LONGEST_SMALL = 24
const [QUOTE, BACKSLASH, MINUS, POINT] = [34, 92, 45, 46]
/** How many numbers four figures make. */
const FOUR = 10_000
/** `0000` to `9999`, each a word. */
const FIGURES = Int32Array.from({ length: FOUR }, (_, value) => {
  return Buffer.from(String(value).padStart(WORD, '0')).readInt32LE()
})
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

  function put({ eights, length }: JsonPiece): void {
    reserve(length + EIGHT)
    const to = intoWords
    let at = end
    for (let index = 0; index < eights.length; index += 1) {
      to.setFloat64(at, eights[index] ?? 0, true)
      at += EIGHT
    }
    end += length
  }

  function text({ bytes, words }: WordMemory, from: number, last: number): void {
    const to = reserve((last - from) * LONGEST_ESCAPE)
    const toWords = intoWords
    let at = end
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
    end = at
  }

  /** A whole number below 2 ** 31, four figures at a time. */
  function figures(value: number): void {
    const above = (value / FOUR) | 0
    const four = value - above * FOUR
    const zeros = above > 0 ? 0 : leadingZeros(four)
    if (above > 0) figures(above)
    intoWords.setInt32(end, (FIGURES[four] ?? 0) >>> (zeros * 8), true)
    end += WORD - zeros
  }

  function small(value: number): void {
    const size = Math.abs(value)
    const whole = Math.floor(size / SMALL_SCALE)
    if (whole > MOST_INT) return money(BigInt(value))
    const to = reserve(LONGEST_SMALL)
    if (value < 0) {
      to[end] = MINUS
      end += 1
    }
    figures(whole)
    const places = size - whole * SMALL_SCALE
    if (places === 0) return
    to[end] = POINT
    intoWords.setInt32(end + 1, FIGURES[places] ?? 0, true)
    end += 1 + WORD - trailingZeros(places)
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

/** Zeros before a number of up to four figures, of which the last always stands. */
function leadingZeros(four: number): number {
  return four >= 1_000 ? 0 : four >= 100 ? 1 : four >= 10 ? 2 : 3
}

/** Zeros at the end of four figures that aren't all zero. */
function trailingZeros(four: number): number {
  return four % 10 !== 0 ? 0 : four % 100 !== 0 ? 1 : four % 1_000 !== 0 ? 2 : 3
}

/** Bytes that stand for themselves between quotation marks: all of UTF-8 but control characters, quotation marks and backslashes. */
const AS_IT_IS = Uint8Array.from({ length: 256 }, (_, code) =>
  code < 32 || code === QUOTE || code === BACKSLASH ? 0 : 1,
)
const ESCAPES: readonly string[] = Array.from({ length: 128 }, (_, code) =>
  JSON.stringify(String.fromCharCode(code)).slice(1, -1),
)
