// Bytes moved four or eight at a time. A `DataView` reads and writes words wherever they begin, and V8 makes one instruction of it; a loop
// over single bytes takes three times as long, and a call of `Buffer.copy` or `set` costs as much as forty bytes. Eight are moved as a
// number: those of UTF-8 never look like NaN, of which another could come out, since no byte of 0xf0 or more stands before a 0x7f.

const WORD = 4
const EIGHT = 8

/** Memory that is read or written in words, and the same in bytes. */
export interface WordMemory {
  readonly bytes: Buffer
  readonly words: DataView
}

/** The bytes of a buffer in words. */
export function wordsOf(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** Copies a text in UTF-8, the bytes `first` to `last` of one memory, to `at` in another. Gives where it ends there. */
export function copyBytes(from: WordMemory, first: number, last: number, to: WordMemory, at: number): number {
  const shift = at - first
  let byte = first
  for (; byte + EIGHT <= last; byte += EIGHT) to.words.setFloat64(byte + shift, from.words.getFloat64(byte, true), true)
  for (; byte + WORD <= last; byte += WORD) to.words.setInt32(byte + shift, from.words.getInt32(byte, true), true)
  for (; byte < last; byte += 1) to.bytes[byte + shift] = from.bytes[byte] ?? 0
  return last + shift
}

/** One bit, the highest, in each of four bytes. */
const HIGHEST = 0x8080_8080 | 0
/** The same byte four times. */
const four = (byte: number): number => Math.imul(byte, 0x0101_0101)
const [ONES, CONTROLS, SPACES, QUOTES, BACKSLASHES] = [four(1), four(14), four(32), four(34), four(92)]

/**
 * Whether none of a word's four bytes is a control character, a quotation mark or a backslash, which JSON writes otherwise. May say no
 * where it is yes, since a byte borrows from the one above it; never the other way round.
 */
export function needsNoEscape(word: number): boolean {
  return ((below(word, SPACES) | zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES)) & HIGHEST) === 0
}

/** Whether none of a word's four bytes is a line feed or a carriage return, with the same reserve. */
export function hasNoLineEnd(word: number): boolean {
  return (below(word, CONTROLS) & HIGHEST) === 0
}

/** Sets the highest bit of bytes of ASCII that are less than the one that `bytes` repeats. */
function below(word: number, bytes: number): number {
  return (word - bytes) & ~word
}

/** Sets the highest bit of bytes that are 0. */
function zeros(word: number): number {
  return (word - ONES) & ~word
}
