// Secrets whose name stands beside them without `=` or `:`: elements and attributes, lists of two, cells of tables, lines under
// lines, arguments, sentences. Where the structure says that it is the value, all of it goes; elsewhere only what may be a key.
import type { Span } from './redaction-spans'
import { isKeyish, isPlainToken, withoutIds } from './redaction-words'

const name = '(?:secret|token|password|passwd|passphrase|api[_. -]?key|verifier|assertion|securestring)'
const names = new RegExp(`${name}s?(?:[ _-]?\\d{1,2}(?![A-Za-z0-9]))?`, 'gi')
const isNamed = new RegExp(name, 'i')
const isName = new RegExp(`^[\\w .:/-]{0,40}${name}s?[ _-]?\\d{0,2}\\*?$`, 'i')

/** Where the values are of names that stand beside them. */
export function pairSpans(text: string): Span[] {
  const always = [...calledSpans(text), ...credentialSpans(text), ...typedOnceSpans(text)]
  return isNamed.test(text) ? [...besideNames(text), ...namedAfter(text), ...tableSpans(text), ...always] : always
}

// --- Behind the name

const element = /[\w.-]{0,20}(?:\s[^<>]{0,200})?>\s{0,40}(?:<!\[CDATA\[)?([^<\]]{1,400})/y
const attribute =
  /["'](?:\s+[\w:.-]{1,30}\s?=\s?["'][^"'<>]{0,200}["']){0,3}\s+(?:value|content)\s?=\s?["']([^"'<>]{1,400})/y
/** Other members of the same object, between its name and its value. */
const quote = '\\\\{0,7}["\']'
const others = `(?:,\\s{0,40}${quote}[\\w.-]{1,40}${quote}\\s?:\\s?(?:${quote}[^"'{}\\\\]{0,100}${quote}|true|false|null|-?\\d[\\d.]{0,20})){0,6}`
const valueMember = `${others},\\s{0,40}${quote}\\w{0,10}value${quote}\\s?:\\s?${quote}([^"'\\\\]{1,400})`
const member = new RegExp(`${quote}${valueMember}`, 'iy')
/** A block with its name as a label, as in Terraform. */
const block =
  /["'][ \t]{0,4}\{\s{0,40}(?:[a-z_]{1,30}[ \t]{0,20}=[ \t]{0,4}[^\n{}]{0,200}\n\s{0,40}){0,6}(?:default|value)[ \t]{0,20}=[ \t]{0,4}["']([^"'\n]{1,400})/y

const filler =
  '(?:values?|key|string|type|text|name|is|was|are|to|equals|t[dhr]|d[dlt]|p|b|code|span|strong|em|input|pre|cdata|basic|bearer|for client' +
  // A dump says how long it is, and whose.
  '|s|\\d{1,5}|protected|private|public)'
const beside = new RegExp(
  // The next parameter of the same address is another one’s value; what is encoded is read once it is decoded.
  `(?!\\s?(?:&(?:amp;)?|%(?:25){0,9}26)[\\w.-]{1,40}(?:=|%(?:25){0,9}3D))(?:[^A-Za-z0-9]{1,80}${filler}(?=[^A-Za-z0-9])){0,5}[^A-Za-z0-9]{1,80}(?<!%)([A-Za-z0-9][^\\s"'<>|,;&()\\[\\]{}\`“”]{4,100})`,
  'iy',
)
const memberName = /\\{0,7}["']\s{0,5}:/y
/** The rest of a value that is longer than what was looked at. */
const rest = /[^\s"'<>|,;&()[\]{}`“”]*/y

function besideNames(text: string): Span[] {
  const found: Span[] = []
  let done = 0
  for (const match of text.matchAll(names)) {
    if (match.index < done) continue
    const at = match.index + match[0].length
    const span = heldBy(text, match.index, at) ?? looselyBeside(text, at)
    if (span === null) continue
    found.push(span)
    done = span[1]
  }
  return found
}

/** The value that an element, an attribute or a member of JSON holds under this name. */
function heldBy(text: string, name: number, at: number): Span | null {
  const shapes = isTag(text, name) ? [element] : [attribute, member, block]
  for (const shape of shapes) {
    const span = valueOf(shape, text, at)
    if (span !== null && !isHarmless(text.slice(...span))) return [span[0], endOf(/[^<>"'\]]*/y, text, span[1])]
  }
  return null
}

/** A sentence's name, some words, and a colon: `the secret of the new app: …`. */
const saidLater =
  /[ \t*)(_`”’](?:[^&:=\n"'<>{}[\]]|&(?=\s)){0,60}[:=][ \t]{0,4}["'`“]?([A-Za-z0-9][^\s"'<>|,;:&()[\]{}`“”]{5,100})/y
/** The line below a name, as a picture's text is read: the value with blanks in it. */
const lineBelow =
  /[^A-Za-z0-9\n]{0,20}\d{0,2}[ \t:]{0,4}\r?\n[ \t>|]{0,8}([A-Za-z0-9_~-]{1,60}(?:[ \t]{1,4}[A-Za-z0-9_~-]{1,60}){1,8})[ \t]{0,8}(?=\r?\n|$)/y

function looselyBeside(text: string, at: number): Span | null {
  const said = valueOf(saidLater, text, at)
  if (said !== null && isKeyish(text.slice(...said)) && !isMemberName(text, said[1])) {
    return leadingMarks(text, [said[0], endOf(rest, text, said[1])])
  }
  const span = valueOf(beside, text, at)
  if (span === null || !isKeyish(text.slice(...span)) || isMemberName(text, span[1])) return null
  return leadingMarks(text, [span[0], endOf(rest, text, span[1])])
}

/** Where a line below a name is a key with blanks in it. Asked before its pieces are looked at alone: some look like words. */
export function belowNames(text: string): Span[] {
  return [...text.matchAll(names)].flatMap((match) => {
    const below = valueOf(lineBelow, text, match.index + match[0].length)
    return below !== null && isKeyWithBlanks(text.slice(...below)) ? [below] : []
  })
}

const SHORTEST_WITH_BLANKS = 20

/** Most of it is in pieces that are no words. */
function isKeyWithBlanks(line: string): boolean {
  const pieces = line.split(/\s+/)
  // A row of a table: its cells are looked at alone.
  if (pieces.some((piece) => piece.length >= 32 && withoutIds(piece) === '')) return false
  const length = pieces.join('').length
  const odd = pieces.filter((piece) => !isPlainToken(piece)).join('').length
  return length >= SHORTEST_WITH_BLANKS && odd * 2 >= length
}

/** The next member's name, as in `"type":"invalid-account-token","title":"…"`. */
function isMemberName(text: string, at: number): boolean {
  memberName.lastIndex = at
  return memberName.test(text)
}

function endOf(more: RegExp, text: string, at: number): number {
  more.lastIndex = at
  more.exec(text)
  return more.lastIndex
}

function valueOf(shape: RegExp, text: string, at: number): Span | null {
  shape.lastIndex = at
  const value = shape.exec(text)?.[1]
  return value === undefined ? null : [shape.lastIndex - value.length, shape.lastIndex]
}

/** What stands directly before a key and may be its own first character. */
function leadingMarks(text: string, [from, to]: Span): Span {
  return /[-_~]/.test(text[from - 1] ?? '') ? [from - 1, to] : [from, to]
}

function isTag(text: string, at: number): boolean {
  return /<[\w.:-]{0,40}$/.test(text.slice(Math.max(0, at - 41), at))
}

function isHarmless(value: string): boolean {
  return /^\s*(?:null|true|false|undefined|none|\(removed\)|[a-z]{1,12})?\s*$/i.test(value) && !isKeyish(value.trim())
}

/** Names that say so only where an object calls its value by them, as a cookie or a header. */
const calledShortly = new RegExp(
  `${quote}(?:name|key|id|field|header)${quote}\\s?:\\s?${quote}(?:code|state|otp|nonce|sid|sig|signature|pwd|session|cookie|set-cookie|authorization)${quote}${valueMember}`,
  'dgi',
)

function calledSpans(text: string): Span[] {
  return [...text.matchAll(calledShortly)].flatMap(({ 1: value = '', indices }) => {
    const span = indices?.[1]
    return span === undefined || isHarmless(value) ? [] : [span]
  })
}

/** Digits that are typed once, in the sentence of the mail that brings them. */
const once = '(?:verification|one[- ]time|security|login|sign-?in|authentication|authenticator) code'
const typedOnce = [
  new RegExp(`\\b${once}(?: for [\\w .-]{1,40})? (?:is|was) (\\d{4,8})\\b`, 'dgi'),
  new RegExp(`\\b(\\d{4,8}) (?:is|as) (?:your|the) (?:[\\w-]{1,20} ){0,3}${once}\\b`, 'dgi'),
]

function typedOnceSpans(text: string): Span[] {
  return typedOnce.flatMap((shape) =>
    [...text.matchAll(shape)].flatMap(({ indices }) => (indices?.[1] === undefined ? [] : [indices[1]])),
  )
}

// --- Before the name

const before = [
  new RegExp(
    `value["']?\\s?[=:]\\s?["']([^"'<>]{1,200})["'](?:,?\\s{1,40}|,)` +
      `(?:["']?[\\w.-]{1,40}["']?\\s?[=:]\\s?(?:["'][^"'<>]{0,100}["']|true|false|null)(?:,?\\s{1,40}|,)){0,6}["']?(?:key|name|id)["']?\\s?[=:]\\s?["'][\\w.:-]{0,40}?${name}`,
    'gid',
  ),
  new RegExp(
    `(?<![^\\s"'\`“])([^\\s"'\`“”]{6,200})["'\`”]?\\s?(?:(?:as|is|>{1,2})\\s(?:(?:the|my|our|your|a)\\s)?|(?<=\\bis\\s[^\\s]{6,202}\\s)(?:the|my|our|your)\\s)(?:\\w{1,12}[ _-])?${name}`,
    'gid',
  ),
]

function namedAfter(text: string): Span[] {
  return before.flatMap((shape, at) =>
    [...text.matchAll(shape)].flatMap(({ indices }) => {
      const span = indices?.[1]
      return span !== undefined && (at === 0 ? !isHarmless(text.slice(...span)) : isKeyish(text.slice(...span)))
        ? [span]
        : []
    }),
  )
}

// --- Above the value: tables and lists of columns

const delimiters = [/\t/g, /[|│]/g, /;/g, /,/g, / {2,}/g]

interface Cell {
  readonly from: number
  readonly to: number
}

function tableSpans(text: string): Span[] {
  const found: Span[] = []
  let table: { delimiter: RegExp; columns: readonly number[] } | null = null
  let at = 0
  for (const line of text.split('\n')) {
    const header = isNamed.test(line) ? headerOf(line) : null
    if (header !== null) table = header
    else if (table !== null && line.trim() === '') table = null
    else if (table !== null) {
      const cells = cellsOf(line, table.delimiter)
      for (const column of table.columns) {
        const cell = cells[column]
        if (cell !== undefined && isKeyish(line.slice(cell.from, cell.to))) found.push([at + cell.from, at + cell.to])
      }
    }
    at += line.length + 1
  }
  return [...found, ...insertedSpans(text)]
}

function headerOf(line: string): { delimiter: RegExp; columns: readonly number[] } | null {
  if (line.length > 2_000) return null
  for (const delimiter of delimiters) {
    const cells = cellsOf(line, delimiter)
    const columns = cells.flatMap(({ from, to }, at) => (isName.test(line.slice(from, to)) ? [at] : []))
    if (cells.length > 1 && columns.length > 0) return { delimiter, columns }
  }
  return null
}

/** The cells of a line without blanks, quotes and marks of code around them. */
function cellsOf(line: string, delimiter: RegExp): Cell[] {
  const cells: Cell[] = []
  let from = 0
  const add = (to: number): void => {
    let [first, last] = [from, to]
    while (first < last && isAround(line, first)) first += 1
    while (last > first && isAround(line, last - 1)) last -= 1
    cells.push({ from: first, to: last })
  }
  const quoted = insideQuotes(line)
  for (const match of line.matchAll(delimiter)) {
    if (quoted(match.index)) continue
    add(match.index)
    from = match.index + match[0].length
  }
  add(line.length)
  return cells
}

/** Whether a place is inside of double quotes, asked for in rising order. A line whose quotes don't pair up has none. */
function insideQuotes(line: string): (at: number) => boolean {
  const quotes = [...line.matchAll(/"/g)].map(({ index }) => index)
  if (quotes.length % 2 === 1) return () => false
  let before = 0
  return (at) => {
    while (before < quotes.length && (quotes[before] ?? 0) < at) before += 1
    return before % 2 === 1
  }
}

function isAround(line: string, at: number): boolean {
  return /[\s"'`*()]/.test(line[at] ?? '')
}

const inserted = /\(([^()\n]{1,500})\)\s{0,20}VALUES\s{0,20}\(([^()\n]{1,2000})\)/dgi

function insertedSpans(text: string): Span[] {
  return [...text.matchAll(inserted)].flatMap(({ 1: head = '', 2: row = '', indices }) => {
    const start = indices?.[2]?.[0] ?? 0
    const cells = cellsOf(row, /,/g)
    return cellsOf(head, /,/g).flatMap(({ from, to }, column): Span[] => {
      const cell = cells[column]
      return isName.test(head.slice(from, to)) && cell !== undefined ? [[start + cell.from, start + cell.to]] : []
    })
  })
}

// --- Users and passwords on command lines

const credentials = /(?<=\s)(?:-u ?|--user[ =]|--auth[ =]|-a )["']?[^\s"':]{1,100}:([^\s"']{1,400})/dg

/** The second of two arguments: `auth=('id', '…')`, `SetBasicAuth("id", "…")`. */
const twoArguments =
  /auth\w{0,12}\s{0,3}[=:]?\s{0,3}[([{]\s{0,5}["'][^"'\n]{1,200}["']\s{0,3},\s{0,5}["']([^"'\n]{4,400})["']/dgi
/** What stands directly behind a client id in a list. */
const behindId =
  /(?<![0-9A-Za-z])[0-9a-f]{32}["'`]?[ \t]{0,3}[,:;|][ \t]{0,5}["'`]?([A-Za-z0-9][^\s"'`,;|<>()=:]{5,400}={0,2})(?![=:\w]|[ \t]\w)/dgi

function credentialSpans(text: string): Span[] {
  const spansOf = (shape: RegExp, isKey: (value: string) => boolean): Span[] =>
    [...text.matchAll(shape)].flatMap(({ 1: value = '', indices }) => {
      const span = indices?.[1]
      return span === undefined || !isKey(value) || isMemberName(text, span[1]) ? [] : [span]
    })
  return [
    ...spansOf(credentials, (value) => !/^\d+$/.test(value) && !value.startsWith('//')),
    ...spansOf(twoArguments, (value) => !isHarmless(value)),
    ...spansOf(behindId, isKeyish),
  ]
}
