// Reads OFX and QFX, old (SGML, where closing tags are optional) and new (XML). What the elements mean is the OFX specification's.
import { decodeHTMLStrict } from 'entities'
import type { LineStanding } from '../domain/bank-feeds/statements/schema'
import { parseDay } from '../domain/bank-feeds/statements/days'
import { type ByteScan, decoded } from './encoding'
import { type Money, parseMoney } from '../domain/bank-feeds/statements/money'
import { balanceRowNamed } from '../domain/bank-feeds/statements/line-words'
import { ofxScanner } from '../domain/bank-feeds/statements/ofx-scan'
import { ofxDecimal } from '../domain/bank-feeds/statements/plain-decimal'
import type { StatementSource } from './source'
import type { StatementPart, WordFinding } from '../domain/bank-feeds/statements/statement-parts'
import { emptyRaw, type LineTaker, type RawLine, type RawText } from '../domain/bank-feeds/statements/take-line'

/** OFX files larger than this are not read. */
export const MOST_OFX_BYTES = 50 * 1_024 * 1_024

/** The texts of a transaction that are read. What isn't listed is left out. */
const FIELDS: ReadonlyMap<string, RawText> = new Map([
  ['TRNTYPE', 'type'],
  ['DTPOSTED', 'date'],
  ['DTTRAN', 'date'],
  ['TRNAMT', 'amount'],
  ['FITID', 'id'],
  ['NAME', 'counterparty'],
  ['MEMO', 'description'],
  ['REFNUM', 'reference'],
  ['CHECKNUM', 'reference'],
])

/** Transactions of investments; each counts as a line that isn't read. */
const INVESTMENTS: ReadonlySet<string> = new Set([
  'BUYDEBT',
  'BUYMF',
  'BUYOPT',
  'BUYOTHER',
  'BUYSTOCK',
  'CLOSUREOPT',
  'INCOME',
  'INVBANKTRAN',
  'INVEXPENSE',
  'JRNLFUND',
  'JRNLSEC',
  'MARGININTEREST',
  'REINVEST',
  'RETOFCAP',
  'SELLDEBT',
  'SELLMF',
  'SELLOPT',
  'SELLOTHER',
  'SELLSTOCK',
  'SPLIT',
  'TRANSFER',
])

export interface OfxReading {
  readonly parts: readonly StatementPart[]
  readonly findings: readonly WordFinding[]
}

/** Gives every transaction to `taker`, pending ones too, with their status; and what the file says of its accounts. */
export async function readOfx(of: {
  documents: readonly { source: StatementSource; scan: ByteScan }[]
  taker: LineTaker
  onBytes: (bytes: number) => void
}): Promise<OfxReading> {
  const parts: StatementPart[] = []
  const findings: WordFinding[] = []
  for (const { source, scan } of of.documents) {
    const reader = createOfxReader(of.taker)
    for await (const text of decoded(source, scan)) {
      reader.write(text)
      of.onBytes(text.length)
    }
    const word = reader.finish()
    parts.push(...word.parts)
    findings.push(...word.findings)
  }
  return { parts, findings }
}

interface Part {
  bank: string
  branch: string
  account: string
  type: string
  currency: string
  start: Money | null
  end: Money | null
  /** Days until which lines were asked for, and on which the balance was taken. */
  until: number | null
  asOf: number | null
  booked: Money | null
  lastLine: number | null
  /** The latest day of a booked line, as the first eight letters of its date; empty where there is none. */
  lastDay: string
  /** What its lines are told by; null until it is asked for, and where something it is made of has changed. */
  name: string | null
}

const emptyPart = (): Part => ({
  bank: '',
  branch: '',
  account: '',
  type: '',
  currency: '',
  start: null,
  end: null,
  until: null,
  asOf: null,
  booked: 0n,
  lastLine: null,
  lastDay: '',
  name: null,
})

function createOfxReader(taker: LineTaker) {
  const parts: StatementPart[] = []
  const findings: WordFinding[] = []
  const lines = lineCounter()
  let part: Part | null = null
  let raw: RawLine | null = null
  let tag = ''
  let inAccount = false
  let inLedger = false
  let inOriginal = false
  let inPending = false
  let inInvestment = false
  let investments = 0
  let sawOfx = false
  let closed = false
  let unfinished: number | null = null

  function take(text: string): void {
    if (tag === '') return
    const value = plain(text)
    if (value === '') return
    if (raw !== null) return takeOfLine(raw, value)
    if (part === null) return
    if (inAccount) takeOfAccount(part, value)
    switch (tag) {
      case 'CURDEF':
        part.currency = value.toUpperCase()
        part.name = null
        return
      case 'DTEND':
        part.until = dayOf(value)
        return
      case 'BALAMT':
        if (inLedger) part.end = balanceOf(value, part.currency)
        return
      case 'DTASOF':
        if (inLedger) part.asOf = dayOf(value)
    }
  }

  function takeOfLine(line: RawLine, value: string): void {
    const field = FIELDS.get(tag)
    if (field !== undefined) {
      if (line[field] === '' && !(field === 'reference' && /^0+$/.test(value))) line[field] = value
      // Which of two it is nobody says, and one alone would lose money: as no number it is asked about.
      else if (field === 'amount' && line.amount !== value && !line.amount.includes(' ')) line.amount += ` ${value}`
    } else if (tag === 'CURSYM' && !inOriginal) line.currency = value
    else if (tag === 'CORRECTACTION') takeCorrection(line, value.toUpperCase())
  }

  /** A server takes back or replaces a line that it sent before, by that one's FITID. */
  function takeCorrection(line: RawLine, action: string): void {
    if (action === 'DELETE') line.standing = 'void'
    else line.status = `correction (${action})`
  }

  function takeOfAccount(of: Part, value: string): void {
    of.name = null
    if (tag === 'ACCTID') of.account = value
    if (tag === 'BANKID') of.bank = value
    if (tag === 'BRANCHID') of.branch = value
    if (tag === 'ACCTTYPE') of.type = value.toUpperCase()
  }

  function beginLine(at: number, standing: LineStanding | null): void {
    settleLine()
    part ??= emptyPart()
    raw = emptyRaw()
    raw.line = lines.at(at)
    raw.standing = standing
    unfinished = raw.line
  }

  /** The type is an element's first field: behind an amount it is another booking's, as a program writes them that joins all in one element. */
  function beginIfAnother(at: number): void {
    if (raw !== null && raw.type !== '' && raw.amount !== '') beginLine(at, inPending ? 'pending' : null)
  }

  function settleLine(): void {
    if (raw === null || part === null) return
    const line = raw
    raw = null
    line.currency ||= part.currency
    line.account = accountOf(part)
    const decimal = line.amount === '' ? '' : ofxDecimal(line.amount, line.currency)
    line.amountUnclear = decimal === null
    line.amount = decimal ?? line.amount
    if (line.type.toUpperCase() === 'HOLD') line.standing ??= 'pending'
    const row =
      line.standing === null ? balanceRowNamed(closedUp(line.description || line.counterparty), line.id === '') : null
    if (row !== null) line.standing = 'balance'
    if (row === 'opening' && part.lastLine === null) part.start = balanceOf(line.amount, line.currency)
    const amount = taker.take(line)
    if (line.standing !== null || line.status !== '') return
    part.lastLine = line.line
    const day = line.date.slice(0, 8)
    if (day > part.lastDay) part.lastDay = day
    part.booked = part.booked === null || amount === null ? null : part.booked + amount
  }

  function settlePart(): void {
    settleLine()
    if (part === null) return
    const { start, end, until, asOf, booked, lastLine } = part
    const lastDay = dayOf(part.lastDay)
    // What the account held later than the last day asked for isn't what it held after the last line.
    const isLater = until !== null && asOf !== null && asOf > until + 1
    // Nor what it held before the last line; where an opening balance stands, sums settle it.
    const isEarlier = start === null && lastDay !== null && asOf !== null && asOf < lastDay
    if (isLater && end !== null) findings.push({ code: 'balance.later', line: null, value: null })
    if (isEarlier && end !== null) findings.push({ code: 'balance.earlier', line: null, value: null })
    const account = accountOf(part)
    const own = part.currency === '' ? {} : { currency: part.currency }
    parts.push({ account, ...own, day: asOf ?? until, start, end: isLater || isEarlier ? null : end, booked, lastLine })
    part = null
  }

  function open(name: string, at: number): void {
    tag = name
    switch (name) {
      case 'OFX':
        sawOfx = true
        return
      case 'STMTRS':
      case 'CCSTMTRS':
        settlePart()
        part = emptyPart()
        if (name === 'CCSTMTRS') part.type = 'CREDITCARD'
        return
      case 'INVSTMTRS':
        settlePart()
        inInvestment = true
        return
      case 'BANKACCTFROM':
      case 'CCACCTFROM':
        inAccount = true
        return
      case 'LEDGERBAL':
        inLedger = true
        return
      case 'ORIGCURRENCY':
        inOriginal = true
        return
      case 'STMTTRN':
      case 'STMTTRNP':
        inPending = name === 'STMTTRNP'
        if (!inInvestment) beginLine(at, inPending ? 'pending' : null)
        return
      case 'TRNTYPE':
        return beginIfAnother(at)
    }
    if (inInvestment && INVESTMENTS.has(name)) investments += 1
  }

  function close(name: string): void {
    tag = ''
    switch (name) {
      case 'STMTTRN':
      case 'STMTTRNP':
        unfinished = null
        return settleLine()
      case 'STMTRS':
      case 'CCSTMTRS':
        return settlePart()
      case 'INVSTMTRS':
        inInvestment = false
        return
      case 'BANKACCTFROM':
      case 'CCACCTFROM':
        inAccount = false
        return
      case 'LEDGERBAL':
        inLedger = false
        return
      case 'ORIGCURRENCY':
        inOriginal = false
        return
      case 'OFX':
        closed = true
    }
  }

  const scanner = ofxScanner({ open, close, text: take })

  return {
    write(piece: string): void {
      lines.add(piece)
      scanner.write(piece)
    },
    finish(): OfxReading {
      scanner.end()
      settlePart()
      if (!sawOfx) findings.push({ code: 'file.not-recognised', line: null, value: null })
      else if (!closed) findings.push({ code: 'file.ended-early', line: unfinished, value: null })
      if (investments > 0 || (inInvestment && parts.length === 0)) {
        findings.push({ code: 'file.investment', line: null, value: String(investments) })
      }
      return { parts, findings }
    },
  }
}

/** The account with what tells it from another of the same number: the bank, the branch and the type. */
function accountOf(part: Part): string {
  const { bank, branch, account, type, currency } = part
  part.name ??= [bank, branch, account, type, currency].filter((text) => text !== '').join(' ')
  return part.name
}

const OTHER_THAN_AMP = /&(?!amp;)/

/** OFX knows XML's entities and `&nbsp;`; banks use HTML's others, and encode some twice. */
function plain(text: string): string {
  if (!text.includes('&')) return text.trim()
  const once = OTHER_THAN_AMP.test(text) ? decodeHTMLStrict(text) : text.replaceAll('&amp;', '&')
  const twice = /&(?:[a-z]{2,6}|#\d{2,5});/i.test(once) ? decodeHTMLStrict(once) : once
  return twice.replaceAll('\u00a0', ' ').trim()
}

/** `S A L D O` as `SALDO`. */
function closedUp(text: string): string {
  return /^(?:\S )+\S$/.test(text) ? text.replaceAll(' ', '') : text
}

function dayOf(text: string): number | null {
  const day = parseDay(text, 'ymd')
  return typeof day === 'number' ? day : null
}

function balanceOf(text: string, currency: string): Money | null {
  const decimal = ofxDecimal(text, currency)
  const value = decimal === null ? 'unreadable' : parseMoney(decimal, '.')
  return typeof value === 'string' ? null : value
}

/** Which line a place of the text is on, from 1. Places come in order, so every end of a line is looked for once. */
function lineCounter() {
  const waiting: string[] = []
  let piece = ''
  let from = 0
  /** Where the piece goes on, and its next line feed and carriage return from there; its length where there is none. */
  let begin = 0
  let lf = 0
  let cr = 0
  /** A carriage return at the end of what was added: it may belong to a line feed. */
  let held = ''
  let line = 1
  /** Where the line after this one begins; null where that isn't known yet. */
  let next: number | null = null

  function placeOf(end: string): number {
    const found = piece.indexOf(end, begin)
    return found < 0 ? piece.length : found
  }

  function seek(): number | null {
    if (lf < begin) lf = placeOf('\n')
    if (cr < begin) cr = placeOf('\r')
    while (Math.min(lf, cr) >= piece.length) {
      const following = waiting.shift()
      from += piece.length
      piece = following ?? ''
      begin = 0
      lf = placeOf('\n')
      cr = placeOf('\r')
      if (following === undefined) return null
    }
    begin = cr + 1 === lf ? lf + 1 : Math.min(lf, cr) + 1
    return from + begin
  }

  return {
    add(text: string): void {
      const whole = held + text
      held = whole.endsWith('\r') ? '\r' : ''
      waiting.push(whole.slice(0, whole.length - held.length))
    },
    at(place: number): number {
      next ??= seek()
      for (; next !== null && next <= place; next = seek()) line += 1
      return line
    },
  }
}
