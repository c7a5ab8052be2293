// Secrets whose name stands beside them without `=` or `:`: elements and attributes, lists of two, cells of tables, lines under
// lines, arguments, sentences. Where the structure says that it is the value, all of it goes; elsewhere only what may be a key.
import type { Span } from './redaction-spans'
import { isKeyish } from './redaction-words'

const name = '(?:secret|token|password|passwd|passphrase|api[_. -]?key|verifier|assertion|securestring)'
const names = new RegExp(`${name}s?(?:[ _-]?\\d{1,2}(?![A-Za-z0-9]))?`, 'gi')
const isNamed = new RegExp(name, 'i')
const isName = new RegExp(`^[\\w .:/-]{0,40}${name}s?[ _-]?\\d{0,2}\\*?$`, 'i')

/** Where the values are of names that stand beside them. */
export function pairSpans(text: string): Span[] {
  if (!isNamed.test(text)) return credentialSpans(text)
  return [...besideNames(text), ...namedAfter(text), ...tableSpans(text), ...credentialSpans(text)]
}

// --- Behind the name

const element = /[\w.-]{0,20}(?:\s[^<>]{0,200})?>\s{0,40}(?:<!\[CDATA\[)?([^<\]]{1,400})/y
const attribute =
  /["'](?:\s+[\w:.-]{1,30}\s?=\s?["'][^"'<>]{0,200}["']){0,3}\s+(?:value|content)\s?=\s?["']([^"'<>]{1,400})/y
const member = /["'],\s{0,20}["']\w{0,10}value["']\s?:\s?["']([^"']{1,400})/iy

const filler =
  '(?:values?|key|string|type|text|name|is|was|are|to|equals|t[dhr]|d[dlt]|p|b|code|span|strong|em|input|pre|cdata|basic|bearer|for client)'
const beside = new RegExp(
  `(?:[^A-Za-z0-9]{1,80}${filler}(?=[^A-Za-z0-9])){0,5}[^A-Za-z0-9]{1,80}([A-Za-z0-9][^\\s"'<>|,;&()\\[\\]{}\`“”]{4,100})`,
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
  const shapes = isTag(text, name) ? [element] : [attribute, member]
  for (const shape of shapes) {
    const span = valueOf(shape, text, at)
    if (span !== null && !isHarmless(text.slice(...span))) return [span[0], endOf(/[^<>"'\]]*/y, text, span[1])]
  }
  return null
}

function looselyBeside(text: string, at: number): Span | null {
  const span = valueOf(beside, text, at)
  if (span === null || !isKeyish(text.slice(...span)) || isMemberName(text, span[1])) return null
  return leadingMarks(text, [span[0], endOf(rest, text, span[1])])
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

// --- Before the name

const before = [
  new RegExp(
    `value["']?\\s?[=:]\\s?["']([^"'<>]{1,200})["'],?\\s{0,20}["']?(?:key|name|id)["']?\\s?[=:]\\s?["'][\\w.:-]{0,40}?${name}`,
    'gid',
  ),
  new RegExp(
    `(?<![^\\s"'\`“])([^\\s"'\`“”]{6,200})["'\`”]?\\s?(?:as|is|>{1,2})\\s(?:(?:the|my|our|your|a)\\s)?(?:\\w{1,12}[ _-])?${name}`,
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
  for (const match of line.matchAll(delimiter)) {
    add(match.index)
    from = match.index + match[0].length
  }
  add(line.length)
  return cells
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

function credentialSpans(text: string): Span[] {
  return [...text.matchAll(credentials)].flatMap(({ 1: value = '', indices }) => {
    const span = indices?.[1]
    return span === undefined || /^\d+$/.test(value) || value.startsWith('//') ? [] : [span]
  })
}
