// A text of a line as it may be sent: on one line, without what can't be seen, and the faults it had.
import { type Fault, MOST_CHARACTERS } from './line-store'

const ODD = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\ufffd]/u
/** Half a character, as JSON can write it. */
const LONE_SURROGATE = /\p{Cs}/gu
const LINE_BREAKS = /[\t\r\n]+/g
/** Control characters, and those that turn the direction of text. */
const CONTROL = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu
/** How programs write that there is no text. */
const NOTHING_SAID = /^[-\u2013\u2014]{1,3}$/
const FORMULA = /^[=+@\uff1d\uff0b\uff20-]/

/** What most texts are: nothing odd in them, no formula, nothing to trim, no ampersand. */
const USUAL = /^[0-9A-Za-z"'#(*/][\x20-\x25\x27-\x7e]*$/
const SPACE = 32

/** The text, trimmed and cut to what is kept. `fault` hears what was wrong, with what to show of it. */
export function cleanText(text: string, longest: number, fault: (kind: Fault, value: string) => void): string {
  if (text === '') return text
  if (text.length <= longest && text.charCodeAt(text.length - 1) !== SPACE && USUAL.test(text)) return text
  const said = text.includes('&') ? withoutReferences(text) : text
  const clean = (ODD.test(said) ? withoutOdd(said, fault) : said).trim()
  if (NOTHING_SAID.test(clean)) return ''
  if (FORMULA.test(clean)) fault('text.formula', clean)
  if (clean.length > longest) fault('text.too-long', `${clean.length} characters: ${clean}`)
  return clean.length > MOST_CHARACTERS ? clean.slice(0, MOST_CHARACTERS) : clean
}

/** Signs that a text written for a web page can't hold as they are; of the hundreds of others no statement is known. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
])
const REFERENCE = /&(?:(amp|lt|gt|quot|apos|nbsp)|#(\d{1,5}));/gi
const MOST_CODE = 0xffff

/** `Marks &amp; Spencer` as it is read: some banks write the texts of their web pages into files. What comes of it is cleaned as any text. */
function withoutReferences(text: string): string {
  return text.replace(REFERENCE, (whole, name: string | undefined, code: string | undefined) => {
    if (name !== undefined) return SIGNS.get(name.toLowerCase()) ?? whole
    return Number(code) > MOST_CODE ? whole : String.fromCharCode(Number(code))
  })
}

function withoutOdd(text: string, fault: (kind: Fault, value: string) => void): string {
  const whole = text.replace(LONE_SURROGATE, '\ufffd').replace(LINE_BREAKS, ' ')
  if (whole.includes('\ufffd')) fault('file.encoding-damaged', whole)
  const visible = whole.replace(CONTROL, ' ')
  if (visible !== whole) fault('text.control-characters', whole.replace(CONTROL, '·'))
  return visible
}
