// How a file's bytes are to be read: its encoding, its line ends, and whether it is text at all. One pass, in pieces.
import { isUtf8 } from 'node:buffer'
import { StringDecoder } from 'node:string_decoder'
import type { StatementEncoding } from '../contract/statements'
import { hasNoLineEnd, wordsOf } from '../domain/bank-feeds/statements/byte-words'
import { statementEncodings } from '../domain/bank-feeds/statements/schema'
import type { StatementSource } from './source'

const LINE_ENDS = ['\r\n', '\n', '\r'] as const
export type LineEnd = (typeof LINE_ENDS)[number]

export interface ByteScan {
  readonly encoding: StatementEncoding
  /** No mark and no valid UTF-8: windows-1252 is what such files mostly are. */
  readonly guessed: boolean
  /** Bytes of the mark in front. */
  readonly mark: number
  /** Every kind of line end in the file, the longest first: half of it is another kind. None where they weren't looked for. */
  readonly lineEnds: readonly LineEnd[]
  /** Zero bytes in a file that isn't UTF-16: no text has them by the dozen. */
  readonly binary: boolean
}

const SAMPLE = 4_096
const MOST_ZEROS = 0.01
const LF = 10
const CR = 13
/** Bytes that are looked at in one go. */
const WORD = 4

/** Looks at every byte of the source once. Line ends, which cost the most by far, are looked for only where it matters what they are. */
export async function scanBytes(source: StatementSource, findsLineEnds = true): Promise<ByteScan> {
  let head: Buffer | null = null
  let wide: ReturnType<typeof wideEncoding> = null
  let valid = true
  let rest: Buffer = Buffer.alloc(0)
  let zeros = 0
  let bytes = 0
  const ends = new Set<LineEnd>()
  let endsWithCr = false
  for await (const chunk of source.chunks()) {
    if (head === null) {
      head = Buffer.from(chunk.subarray(0, SAMPLE))
      wide = wideEncoding(head)
    }
    bytes += chunk.length
    zeros += countOf(chunk, 0)
    if (findsLineEnds) endsWithCr = noteLineEnds(wide === null ? chunk : narrow(chunk), endsWithCr, ends)
    if (!valid) continue
    const whole = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const cut = completeUntil(whole)
    valid = isUtf8(whole.subarray(0, cut))
    rest = Buffer.from(whole.subarray(cut))
  }
  if (endsWithCr) ends.add('\r')
  const first = head ?? Buffer.alloc(0)
  const encoding = wide ?? (valid && rest.length === 0 ? 'utf-8' : 'windows-1252')
  return {
    encoding,
    guessed: encoding === 'windows-1252',
    mark: markLength(first),
    lineEnds: LINE_ENDS.filter((end) => ends.has(end)),
    binary: wide === null && zeros > Math.max(8, bytes * MOST_ZEROS),
  }
}

const DECLARED = /^\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([\w:.-]{1,40})["']|\bCHARSET\s*[:=]\s*"?([\w.-]{1,40})/i
/** Names that differ from ours, in lower case. ISO 8859-1 is read as windows-1252, which has the same letters and more. */
const OTHER_NAMES: ReadonlyMap<string, StatementEncoding> = new Map([
  ...(['1250', '1251', '1252', '1253', '1254', '1257'] as const).flatMap((page) =>
    [page, `cp${page}`, `cp-${page}`, `win-${page}`].map((name) => [name, `windows-${page}`] as const),
  ),
  ['iso-8859-1', 'windows-1252'],
  ['iso8859-1', 'windows-1252'],
  ['latin1', 'windows-1252'],
  ['iso-8859-9', 'windows-1254'],
  ['latin2', 'iso-8859-2'],
  ['gbk', 'gb18030'],
  ['gb2312', 'gb18030'],
  ['shift-jis', 'shift_jis'],
  ['sjis', 'shift_jis'],
] as const)

/** The encoding that a text of XML or OFX says it has, where it is one that is read and has one byte or two for a letter. */
export function declaredEncoding(head: string): StatementEncoding | null {
  const found = DECLARED.exec(head.slice(0, SAMPLE))
  const name = (found?.[1] ?? found?.[2])?.toLowerCase()
  if (name === undefined) return null
  const known = statementEncodings.find((one) => one === name && !one.startsWith('utf-'))
  return OTHER_NAMES.get(name) ?? known ?? null
}

/** By the system's own search: a loop over every byte of a large file takes longer than the rest of the scan. */
function countOf(chunk: Buffer, byte: number): number {
  let count = 0
  for (let at = chunk.indexOf(byte); at >= 0; at = chunk.indexOf(byte, at + 1)) count += 1
  return count
}

/** Characters of UTF-16 without their zero bytes: line ends look like those of other text then. */
function narrow(chunk: Buffer): Buffer {
  return chunk.filter((byte) => byte !== 0) as Buffer
}

/**
 * Notes the kinds of line end in one piece. A carriage return at its end may belong to a line feed in the next, so the next
 * piece is told of it.
 */
function noteLineEnds(chunk: Buffer, afterCr: boolean, found: Set<LineEnd>): boolean {
  if (chunk.length === 0) return afterCr
  const isPairCut = afterCr && chunk[0] === LF
  if (isPairCut) found.add('\r\n')
  else if (afterCr) found.add('\r')
  // Without a carriage return the system's own search is enough; else it would be called for every line.
  if (chunk.includes(CR)) return noteEach(chunk, isPairCut ? 1 : 0, found)
  if (!found.has('\n') && chunk.includes(LF, isPairCut ? 1 : 0)) found.add('\n')
  return false
}

/** The same, from `first` on. Looks at single bytes only in words that hold one of the two. */
function noteEach(chunk: Buffer, first: number, found: Set<LineEnd>): boolean {
  const words = wordsOf(chunk)
  const lastWord = chunk.length - WORD
  let hasPair = false
  let hasCr = false
  let hasLf = false
  for (let at = first; at < chunk.length; at += 1) {
    while (at <= lastWord && hasNoLineEnd(words.getInt32(at, true))) at += WORD
    const code = chunk[at]
    if (code === LF) hasLf = true
    else if (code === CR && at + 1 < chunk.length) {
      if (chunk[at + 1] === LF) {
        hasPair = true
        at += 1
      } else hasCr = true
    }
  }
  if (hasPair) found.add('\r\n')
  if (hasCr) found.add('\r')
  if (hasLf) found.add('\n')
  return chunk[chunk.length - 1] === CR
}

function markLength(head: Buffer): number {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 3
  return (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff) ? 2 : 0
}

/** UTF-16 by its mark, or by every other byte being zero, as in text of Latin letters. */
function wideEncoding(head: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  let even = 0
  let odd = 0
  head.forEach((byte, at) => {
    if (byte !== 0) return
    if (at % 2 === 0) even += 1
    else odd += 1
  })
  const half = head.length / 2
  if (half < 2) return null
  if (odd > half * 0.6 && even < half * 0.05) return 'utf-16le'
  return even > half * 0.6 && odd < half * 0.05 ? 'utf-16be' : null
}

/** Where the last whole character of UTF-8 ends. */
function completeUntil(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(4, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if ((byte & 0xc0) === 0x80) continue
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return needs > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}

/**
 * Bytes decoded at a time, few enough for V8's youngest memory: a text of 128 kB and more gets memory of its own, which is emptied
 * before and cleared away behind. Parsers that list what they find in a piece list little at a time, too.
 */
const DECODED = 16 * 1_024

/** The source's text in pieces, without the mark. Bytes that the encoding doesn't know become U+FFFD. */
export async function* decoded(
  source: StatementSource,
  { encoding, mark }: Pick<ByteScan, 'encoding' | 'mark'>,
  onBytes: (bytes: number) => void = () => {},
): AsyncGenerator<string> {
  const decode = decoderFor(encoding)
  for await (const bytes of withoutMark(source, mark, onBytes))
    for (let from = 0; from < bytes.length; from += DECODED) yield decode.write(bytes.subarray(from, from + DECODED))
  yield decode.end()
}

/** The source's bytes without the mark in front. */
export async function* withoutMark(
  source: StatementSource,
  mark: number,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  let toSkip = mark
  for await (const chunk of source.chunks()) {
    const bytes = toSkip > 0 ? chunk.subarray(toSkip) : chunk
    toSkip = Math.max(0, toSkip - chunk.length)
    if (bytes.length > 0) yield bytes
    onBytes(chunk.length)
  }
}

export interface Decoder {
  write(bytes: Buffer): string
  end(): string
}

export function decoderFor(encoding: StatementEncoding): Decoder {
  switch (encoding) {
    case 'utf-8':
      return new StringDecoder('utf8')
    case 'utf-16le':
      return new StringDecoder('utf16le')
    case 'utf-16be':
      return bigEndian()
    case 'windows-1252':
      // Not TextDecoder: some versions of Node take windows-1252 for ISO 8859-1 (github.com/nodejs/node/issues/56542).
      return { write: (bytes) => bytes.toString('latin1').replace(/[\x80-\x9f]/g, windows1252), end: () => '' }
    case 'windows-1250':
    case 'windows-1251':
    case 'windows-1253':
    case 'windows-1254':
    case 'windows-1257':
    case 'iso-8859-2':
    case 'iso-8859-15':
    case 'macintosh':
    case 'gb18030':
    case 'big5':
    case 'shift_jis':
    case 'euc-kr':
      return streamed(new TextDecoder(encoding))
  }
}

/** The system's own decoder. A character that lies across two pieces waits for the second. */
function streamed(decoder: TextDecoder): Decoder {
  return { write: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() }
}

function bigEndian(): Decoder {
  const decoder = new StringDecoder('utf16le')
  let odd: Buffer = Buffer.alloc(0)
  return {
    write(bytes) {
      const whole = Buffer.concat([odd, bytes])
      const even = whole.length - (whole.length % 2)
      odd = Buffer.from(whole.subarray(even))
      return decoder.write(Buffer.from(whole.subarray(0, even)).swap16())
    },
    end: () => decoder.end() + (odd.length > 0 ? '\ufffd' : ''),
  }
}

/** Encodings of which every byte below 128 is the character of ASCII, wherever it stands. */
const ASCII_BYTES: ReadonlySet<StatementEncoding> = new Set<StatementEncoding>([
  'utf-8',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1257',
  'iso-8859-2',
  'iso-8859-15',
  'macintosh',
])

export function isAsciiBytes(encoding: StatementEncoding): boolean {
  return ASCII_BYTES.has(encoding)
}

/** What windows-1252 has where ISO 8859-1 has control characters, from 0x80 on; the five it leaves out are damage. */
const WINDOWS_1252 = '€�‚ƒ„…†‡ˆ‰Š‹Œ�Ž��‘’“”•–—˜™š›œ�žŸ'

function windows1252(character: string): string {
  return WINDOWS_1252[character.charCodeAt(0) - 0x80] ?? character
}
