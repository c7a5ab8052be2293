// A text as whoever looks at it reads it: escapes of single characters decoded, what can't be seen left out. Each character
// knows where it came from, so that what is found in the reading can be dropped from the text itself.
import type { Span } from './redaction-spans'

export interface Reading {
  readonly text: string
  /** The stretch of the original text that a stretch of the reading was read from. */
  readonly origin: (span: Span) => Span
}

/** Marks that can't be seen, colours of a terminal, and what HTML and quoted-printable put inside a word. */
const unseen =
  '[\\u00AD\\u034F\\u061C\\u180E\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFE00-\\uFE0F\\uFEFF]' +
  '|\\u001B\\[[0-9;]{0,20}[A-Za-z]' +
  '|</?(?:wbr|br|b|i|u|em|strong|mark|span|font|code|a)(?:\\s[^<>]{0,200})?/?>' +
  '|=\\r?\\n'

const single = [
  '%(?:25){0,9}(?<percent>[2-7][0-9A-Fa-f])',
  '&(?:amp;){0,9}#0{0,9}(?<decimal>[0-9]{2,3});',
  '&(?:amp;){0,9}#[xX]0{0,9}(?<entity>[2-7][0-9A-Fa-f]);',
  '&(?:amp;){0,9}(?<word>amp|lt|gt|quot|apos|nbsp|shy|lowbar|hyphen);',
  '\\\\{1,9}u00(?<unicode>[2-7][0-9A-Fa-f])',
  '\\\\{1,9}u\\{0{0,9}(?<braces>[2-7][0-9A-Fa-f])\\}',
  '\\\\{1,9}x(?<byte>[2-7][0-9A-Fa-f])',
  '\\\\{1,9}(?<octal>[01][0-7]{2})',
  '(?<wide>[\\uFF01-\\uFF5E])',
]

/** A text written as the numbers of its characters, a dozen of them or more. */
const lists = [
  '(?<printable>(?:=[2-7][0-9A-F]){6,})',
  '(?<bytes>(?:0x[2-7][0-9A-Fa-f][,;\\s]{1,4}){7,}0x[2-7][0-9A-Fa-f])',
  '(?<pairs>(?<![0-9A-Fa-f])(?:[2-7][0-9A-Fa-f][ :-]){11,}[2-7][0-9A-Fa-f](?![0-9A-Fa-f]))',
  '(?<numbers>(?<![0-9])(?:[0-9]{2,3}[,;\\s]{1,3}){11,}[0-9]{2,3}(?![0-9]))',
]

const escapes = new RegExp(`${[...lists, ...single].join('|')}|${unseen}`, 'g')

const words: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  lowbar: '_',
  hyphen: '-',
  shy: '',
}

/** The reading of a text, or null where it reads as it stands. */
export function readingOf(text: string): Reading | null {
  const parts: string[] = []
  /** Where each piece of the reading begins there and in the text; pieces of the same length are read character by character. */
  const pieces: { at: number; from: number; to: number; same: boolean }[] = []
  let at = 0
  const add = (piece: string, from: number, to: number, same: boolean): void => {
    if (piece === '') return
    pieces.push({ at, from, to, same })
    parts.push(piece)
    at += piece.length
  }
  let done = 0
  for (const match of text.matchAll(escapes)) {
    const read = decoded(match)
    if (read === null) continue
    add(text.slice(done, match.index), done, match.index, true)
    done = match.index + match[0].length
    add(read, match.index, done, false)
  }
  if (done === 0) return null
  add(text.slice(done), done, text.length, true)

  const pieceAt = (place: number) => {
    let [low, high] = [0, pieces.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((pieces[middle]?.at ?? 0) <= place) low = middle
      else high = middle - 1
    }
    return pieces[low]
  }
  return {
    text: parts.join(''),
    origin([from, to]) {
      const first = pieceAt(from)
      const last = pieceAt(Math.max(from, to - 1))
      if (first === undefined || last === undefined) return [0, text.length]
      return [
        first.same ? first.from + (from - first.at) : first.from,
        last.same ? last.from + (to - last.at) : last.to,
      ]
    },
  }
}

/** What an escape stands for; nothing for what can't be seen; null for what turns out to be none. */
function decoded(match: RegExpExecArray): string | null {
  const { groups = {} } = match
  const digits = groups['percent'] ?? groups['entity'] ?? groups['unicode'] ?? groups['braces'] ?? groups['byte']
  if (digits !== undefined) return characters([Number.parseInt(digits, 16)])
  if (groups['decimal'] !== undefined) return characters([Number(groups['decimal'])])
  if (groups['octal'] !== undefined) return characters([Number.parseInt(groups['octal'], 8)])
  if (groups['word'] !== undefined) return words[groups['word']] ?? null
  if (groups['wide'] !== undefined) return characters([(groups['wide'].codePointAt(0) ?? 0) - 0xfee0])
  if (groups['numbers'] !== undefined) return characters(groups['numbers'].split(/[,;\s]+/).map(Number))
  const list = groups['printable'] ?? groups['bytes'] ?? groups['pairs']
  if (list === undefined) return ''
  return characters((list.replaceAll('0x', '').match(/[2-7][0-9A-Fa-f]/g) ?? []).map((two) => Number.parseInt(two, 16)))
}

/** Null unless all of them can be printed. */
function characters(codes: readonly number[]): string | null {
  return codes.every((code) => code >= 0x20 && code < 0x7f) ? String.fromCharCode(...codes.slice(0, 10_000)) : null
}
