// What a file is, from its first bytes and its first text: a statement in one of the formats that are read, or something else
// with a name, so that nothing is called an unclear CSV that isn't one.
import type { OtherFile } from './other-files'
import type { StatementKind } from './schema'

export type FoundFormat = { readonly kind: StatementKind } | { readonly other: OtherFile } | { readonly archive: 'zip' }

/** Bytes of the beginning that settle it whatever follows. */
const MAGIC: readonly (readonly [string, OtherFile | 'zip-archive'])[] = [
  ['504b0304', 'zip-archive'],
  ['504b0506', 'zip-archive'],
  ['d0cf11e0', 'excel'],
  ['1f8b', 'compressed'],
  ['377abcaf271c', 'compressed'],
  ['526172211a07', 'compressed'],
  ['425a68', 'compressed'],
  ['fd377a585a', 'compressed'],
  ['25504446', 'pdf'],
  ['89504e47', 'image'],
  ['ffd8ff', 'image'],
  ['49492a00', 'image'],
  ['4d4d002a', 'image'],
  ['474946383', 'image'],
]

/** What the first bytes alone say; null where they are those of a text. */
export function formatOfBytes(first: Buffer): FoundFormat | null {
  const hex = first.subarray(0, 8).toString('hex')
  const found = MAGIC.find(([bytes]) => hex.startsWith(bytes))
  if (found === undefined) return null
  return found[1] === 'zip-archive' ? { archive: 'zip' } : { other: found[1] }
}

/** What the beginning of a text is. Never null: what nothing else claims is a CSV. */
export function formatOfText(head: string): FoundFormat {
  const start = head.replace(/^[\s\ufeff\0]+/, '')
  if (isOfx(head)) return { kind: 'ofx' }
  if (isCamt(head)) return { kind: 'camt' }
  if (start.startsWith('%PDF-')) return { other: 'pdf' }
  if (/^\{\\rtf/i.test(start)) return { other: 'document' }
  const swift = swiftOf(head)
  if (swift !== null) return swift
  if (/^[[{]/.test(start)) return isJson(start) ? { kind: 'json' } : { kind: 'csv' }
  if (start.startsWith('<')) return markupOf(start)
  const other = byRecords(start)
  return other === null ? { kind: 'csv' } : { other }
}

/** The camt messages that tell of an account's money: what the body's element says, whatever stands around it. */
const CAMT_BODY = /<(?:[\w.-]{1,40}:)?(BkToCstmrStmt|BkToCstmrAcctRpt|BkToCstmrDbtCdtNtfctn)(?:V\d{1,2})?[\s/>]/

export type CamtMessage = '052' | '053' | '054'
const CAMT_MESSAGES: ReadonlyMap<string, CamtMessage> = new Map([
  ['BkToCstmrStmt', '053'],
  ['BkToCstmrAcctRpt', '052'],
  ['BkToCstmrDbtCdtNtfctn', '054'],
])

/** Which message a camt is; `053` a statement, `052` a report within the day, `054` a notification. */
export function camtMessageOf(head: string): CamtMessage | null {
  return CAMT_MESSAGES.get(CAMT_BODY.exec(head)?.[1] ?? '') ?? null
}

/** The same by the name of the body's element alone. */
export function camtMessageNamed(element: string): CamtMessage | null {
  return CAMT_MESSAGES.get(element.replace(/V\d{1,2}$/, '')) ?? null
}

function isCamt(head: string): boolean {
  return /^[\s\ufeff]*</.test(head) && CAMT_BODY.test(head)
}

/** Headers in any order or none, comments, whatever a program wrote in front: it is OFX once `<OFX>` opens and a tag follows. */
function isOfx(head: string): boolean {
  return (
    /<OFX(?:\s[^<>]{0,200})?>\s*(?:<!--[^]{0,2000}?-->\s*)*<\/?[A-Z]/i.test(head) ||
    /^[\s\ufeff]*(?:OFXHEADER\s*:|<\?OFX\s)/i.test(head)
  )
}

/** `[` and `{` begin JSON when what follows can: a CSV may begin with a text in brackets. */
function isJson(start: string): boolean {
  return /^(?:\{\s*(?:"|\}|$)|\[\s*(?:[[{"\]\-\d]|true|false|null|$))/.test(start)
}

function markupOf(start: string): FoundFormat {
  const bare = start.replace(/^(?:\s*<\?[^]{0,4000}?\?>|\s*<!--[^]{0,4000}?-->)+\s*/, '')
  if (/urn:schemas-microsoft-com:office:spreadsheet/i.test(start.slice(0, 4_000)) && /<Workbook[\s>]/i.test(start)) {
    return { other: 'excel-xml' }
  }
  if (/^<(?:!doctype\s+html|html|head|body|table|div|meta|style)\b/i.test(bare)) {
    return { other: /<table\b/i.test(start) && /<t[dh]\b/i.test(start) ? 'html-table' : 'page' }
  }
  if (/\b(?:pain|pacs)\.\d{3}\.\d{3}/.test(start.slice(0, 8_000))) return { other: 'payment-order' }
  if (/urn:iso:std:iso:20022/.test(start.slice(0, 8_000))) return { other: 'iso20022' }
  const isCell = /^<[^<>]{1,60}>\s*[,;\t|]/.test(start)
  return /^<(?:[A-Za-z_!]|\?)/.test(start) && !isCell ? { other: 'xml' } : { kind: 'csv' }
}

/** Where a tag may begin: on a line of its own, or behind `@@`, which stands for a line end in what some programs keep of HBCI. */
const SWIFT_TAG = /(?:^|@@):(\d{2}[A-Z]?):/gm

/** Whether lines of an MT940 end in `@@`. */
export function endsLinesInAts(head: string): boolean {
  return /@@:\d{2}[A-Z]?:|^:\d{2}[A-Z]?:.*@@$/m.test(head.slice(0, 64_000))
}

/** SWIFT messages by their tags: balances or bookings make a statement; other messages order a payment or ask something. */
function swiftOf(head: string): FoundFormat | null {
  const tags = new Set([...head.slice(0, 64_000).matchAll(SWIFT_TAG)].map(([, tag = '']) => tag))
  // Some files begin with a control character that marks a message on the line.
  const enveloped = /^[^{]{0,3}\{1:[^{}]{0,60}\}\s*\{2:/.test(head)
  if (tags.size === 0) return enveloped ? { other: 'swift' } : null
  const hasAccount = tags.has('25') || tags.has('25P')
  const isStatement =
    ['60F', '60M', '62F', '62M', '34F', '61', '90C', '90D'].some((tag) => tags.has(tag)) &&
    (tags.has('20') || hasAccount)
  if (isStatement) return { kind: 'mt940' }
  return enveloped || (tags.has('20') && tags.size > 2) ? { other: 'swift' } : null
}

/** Formats of fixed records, by the first of them. */
function byRecords(start: string): OtherFile | null {
  const [first = '', second = ''] = start.split(/\r\n|\n|\r/, 2)
  if (/^!(?:Type:|Account|Option:|Clear:)/i.test(first)) return 'qif'
  if (/^!(?:TRNS|ACCNT|HDR|CUST|VEND|INVITEM|SPL)\t/.test(first)) return 'iif'
  if (/^01,[^,]*,[^,]*,\d{6},\d{0,4},[^,]*,[^,]*,/.test(first) && /^0[23],/.test(second)) return 'bai2'
  if (/^0{4,5}\d{9,10}05[D ]/.test(first) && first.length >= 120 && first.length <= 130) return 'coda'
  if (/^11\d{18}\d{12}[12]\d{14}\d{3}/.test(first)) return 'norma43'
  if (/^01\d{5} {4}\d{5}/.test(first) && first.length >= 100 && first.length <= 122) return 'cfonb'
  if (/^(?:\d{3}00000 {9}|02RETORNO)/.test(first) && [240, 400].some((size) => Math.abs(first.length - size) < 3)) {
    return 'cnab'
  }
  if (/^074[\dA-Z]{16}/.test(first) && first.length >= 100 && first.length <= 132) return 'gpc'
  if (first.startsWith('T00322')) return 'tito'
  return /^(?:UNA.{6}|UNB\+|ISA\*)/.test(first) ? 'edifact' : null
}
