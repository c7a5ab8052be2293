// A pasted text made ready for reading: cut to the limit, and once more with every layer of encoding taken off.
import { PASTE_LIMIT } from './schema'
import { headOf } from './diagnose'

export interface PasteView {
  /** The text as pasted, escaped ampersands mended, so that addresses can be read at their own level. */
  readonly text: string
  /** Head and tail with all percent-encoding undone, whatever its depth: for sentences, not for structure. */
  readonly plain: string
  readonly cut: boolean
}

export function viewPaste(pasted: string): PasteView {
  const cut = pasted.length > PASTE_LIMIT
  const text = mendEscapes(headOf(pasted, PASTE_LIMIT))
  return { text, plain: plainText(bothEnds(text)), cut }
}

/** Sentences stand near the beginning or the end of what people copy. */
const READ_AT_EACH_END = 120_000

/** Head and tail, both cut between words, so that no half of a key is left over. */
function bothEnds(text: string): string {
  if (text.length <= READ_AT_EACH_END * 2) return text
  const tail = text.slice(-READ_AT_EACH_END)
  const firstBlank = tail.search(/[\s"'<>]/)
  return `${headOf(text, READ_AT_EACH_END)}\n${firstBlank === -1 ? '' : tail.slice(firstBlank)}`
}

const escapes: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&quot;': '"',
  '&lt;': '<',
  '&gt;': '>',
  '\\u0026': '&',
  '\\u003d': '=',
  '\\u003D': '=',
  '\\u0022': '"',
}

/** HTML source writes marks of an address as entities (Xero's outer wall all of them), .NET's JSON its ampersands. */
function mendEscapes(text: string): string {
  return /&(?:amp|quot|lt|gt|#\d|#[xX]);?|\\u00/.test(text)
    ? text.replace(
        /&(?:amp|quot|lt|gt);|\\u00(?:26|3[dD]|22)|&#(3[2-9]|[4-9]\d|1[01]\d|12[0-6]);|&#[xX]([2-7][0-9A-Fa-f]);/g,
        (escape, decimal?: string, hex?: string) => {
          if (decimal !== undefined) return String.fromCharCode(Number(decimal))
          return hex === undefined ? (escapes[escape] ?? escape) : String.fromCharCode(Number.parseInt(hex, 16))
        },
      )
    : text
}

/** Every ASCII character that was percent-encoded, at any depth, in one pass. A `+` between words is a space. */
function plainText(text: string): string {
  const decoded = text.includes('%')
    ? text.replace(/%(?:25)*([2-7][0-9A-Fa-f])/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text
  return decoded.includes('+') ? decoded.replace(/(?<=[A-Za-z])\+(?=[A-Za-z])/g, ' ') : decoded
}
