// A pasted text made ready for reading: cut to the limit, and once more with every layer of encoding taken off.
import { PASTE_LIMIT } from './schema'
import { headOf } from './diagnose'

export interface PasteView {
  /** The text as pasted, escaped ampersands mended, so that addresses can be read at their own level. */
  readonly text: string
  /**
   * Head and tail with all percent-encoding undone, whatever its depth, escapes of JSON taken off and quotation marks straight: for
   * sentences, not for structure.
   */
  readonly plain: string
  readonly cut: boolean
}

export function viewPaste(pasted: string): PasteView {
  const cut = pasted.length > PASTE_LIMIT
  const text = mendEscapes(mendEscapes(tidied(outOfCell(headOf(pasted, PASTE_LIMIT)))))
  return { text, plain: reread(straight(unescaped(plainText(bothEnds(text))))), cut }
}

/** Longer ones are no sentence that was cut in two. */
const MOST_JOINED = 20_000

/** The view with its lines joined: mail programs and terminals cut sentences in two. Null where there is but one line. */
export function joinedView(view: PasteView): PasteView | null {
  if (view.text.length > MOST_JOINED) return null
  const join = (text: string): string => text.replace(/\r?\n[> \t]*/g, ' ')
  return view.plain.includes('\n') ? { ...view, text: join(view.text), plain: join(view.plain) } : null
}

/** Lines without what mails and logs put before each: marks of a quotation, times, threads, levels. */
export function withoutPrefixes(text: string): string {
  return text.replace(
    /^[ \t]*(?:> ?)*(?:\d{4}-\d{2}-\d{2}[T ][\d:.,]{8,18}(?:Z| ?[+-]\d{2}:?\d{2})?[ \t]*)?(?:\[[^\]\n"]{1,40}\][ \t]*)?(?:(?:ERROR|WARN(?:ING)?|INFO|DEBUG|FATAL|CRITICAL|ERR)\b:?[ \t]*)?/gim,
    '',
  )
}

/** A cell of CSV has its quotation marks twice; in JSON no name follows two of them. */
function outOfCell(text: string): string {
  return /[{,]\s{0,5}""\w{1,60}""\s{0,5}:/.test(text) ? text.replaceAll('""', '"') : text
}

/** Colours of a terminal, blanks that only look like blanks, and what can't be seen at all. */
function tidied(text: string): string {
  return text
    .replace(/(?![\n\r\t])\p{Cc}\[[\d;?]{0,20}[A-Za-z]|\[(?:\d{1,3};){0,4}\d{1,3}m(?![\w\]])/gu, '')
    .replace(/[\u00A0\u2000-\u200A\u202F\u205F\u3000]/g, ' ')
    .replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, '')
}

/** Words of errors whose “m” a picture’s reader takes for “rn”. */
const withM = new RegExp(
  `\\b(?:${['company', 'complete', 'limit', 'maximum', 'permission', 'permitted', 'number', 'timed']
    .map((word) => word.replaceAll('m', '(?:m|rn)'))
    .join('|')})s?\\b`,
  'gi',
)

/** What readers of screenshots take for something else: `5OO`, `lnvalid`. */
function reread(text: string): string {
  return text
    .replace(/\b([45])([0-9OoQ]{2})\b/g, (whole, first: string, rest: string) =>
      /[OoQ]/.test(rest) ? first + rest.replace(/[OoQ]/g, '0') : whole,
    )
    .replace(/(?<![A-Za-z])[l1|](?=nvalid)/g, 'I')
    .replace(
      /\b(invalid|unauthorized|unsupported|access|server) (request|client|scope|grant|denied|error)(?= ?:)/g,
      '$1_$2',
    )
    .replace(/"(invalid|unauthorized|unsupported) (client|grant|scope|request)"/g, '"$1_$2"')
    .replace(/\bI(?=imit\b|ocalhost\b|ogin\b)/g, 'l')
    .replace(/\b(c|fai|va|inva)I(?=ient\b|ed\b|id\b)/g, '$1l')
    .replace(/(: ?Invalid )redirect uri\b/g, '$1redirect_uri')
    .replace(withM, (word) => word.replaceAll('rn', 'm'))
}

/** What stands as text inside a JSON string: its line breaks and quotation marks are written out. */
function unescaped(text: string): string {
  if (!/"[^"\n]{0,4000}\\[nrt"/]/.test(text)) return text
  return text.replace(/\\([nrt"/])/g, (_, mark: string) =>
    mark === 'n' || mark === 'r' ? '\n' : mark === 't' ? ' ' : mark,
  )
}

/** Word processors and mail programs bend quotation marks. */
export function straight(text: string): string {
  return text.replace(/[“”„‟″]/g, '"').replace(/[‘’‚‛′]/g, "'")
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
