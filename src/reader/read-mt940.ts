// Reads SWIFT MT940 (statements) and MT942 (reports within a day), with or without the envelope of the network. Rules of the
// fields are SWIFT's (Category 9 – Cash Management, MT940 and MT942); those of `:86:` are each bank's, see mt940-info.ts.
import { type ByteScan, decoded } from './encoding'
import type { Money } from '../domain/bank-feeds/statements/money'
import { parseInfo } from '../domain/bank-feeds/statements/mt940-info'
import { readBalance, readEntry } from '../domain/bank-feeds/statements/mt940-fields'
import { endsLinesInAts } from '../domain/bank-feeds/statements/sniff-format'
import type { StatementSource } from './source'
import type { StatementPart, WordFinding } from '../domain/bank-feeds/statements/statement-parts'
import { emptyRaw, type LineTaker } from '../domain/bank-feeds/statements/take-line'

/** MT940 files larger than this are not read. */
export const MOST_MT940_BYTES = 256 * 1_024 * 1_024
/** Characters of one line, and of all lines of one field: the standard has 65, and six of them. */
const LONGEST_LINE = 64 * 1_024
const LONGEST_FIELD = 8_000

export type Mt940Message = '940' | '942'

export interface Mt940Reading {
  readonly messages: ReadonlySet<Mt940Message>
  readonly parts: readonly StatementPart[]
  readonly findings: readonly WordFinding[]
}

/** Gives every `:61:` to `taker`, with the `:86:` behind it. */
export async function readMt940(of: {
  documents: readonly { source: StatementSource; scan: ByteScan; head: string }[]
  taker: LineTaker
  onBytes: (bytes: number) => void
}): Promise<Mt940Reading> {
  const reader = createMt940Reader(of.taker)
  for (const { source, scan, head } of of.documents) {
    const lines = lineCutter(reader.line)
    const ends = endsLinesInAts(head) ? atsAsLineEnds() : null
    for await (const text of decoded(source, scan)) {
      lines.add(ends === null ? text : ends.next(text))
      of.onBytes(text.length)
    }
    if (ends !== null) lines.add(ends.rest())
    lines.end()
    reader.endDocument()
  }
  return reader.reading()
}

/** Text with `@@` made a line end, wherever the pieces are cut; a line end beside it is no second one. */
function atsAsLineEnds() {
  let held = ''
  const ended = (text: string): string => text.replace(/(?:\r\n|\r|\n)?@@(?:\r\n|\r|\n)?/g, '\n')
  return {
    next(text: string): string {
      const whole = held + text
      const from = /[\r\n@]{1,6}$/.exec(whole)?.index ?? whole.length
      held = whole.slice(from)
      return ended(whole.slice(0, from))
    },
    rest: (): string => ended(held),
  }
}

/** Cuts text into lines by any end, wherever the pieces are cut. */
function lineCutter(line: (text: string) => void) {
  let held = ''
  return {
    add(text: string): void {
      const whole = held + text
      const placeOf = (end: string, at: number): number => {
        const found = whole.indexOf(end, at)
        return found < 0 ? whole.length : found
      }
      let from = 0
      let lf = placeOf('\n', 0)
      let cr = placeOf('\r', 0)
      for (;;) {
        const end = Math.min(lf, cr)
        const isPair = cr + 1 === lf
        // What a carriage return at the end belongs to is told by the next piece.
        if (end >= whole.length || (end === cr && cr + 1 === whole.length)) break
        line(whole.slice(from, end))
        from = isPair ? lf + 1 : end + 1
        if (lf < from) lf = placeOf('\n', from)
        if (cr < from) cr = placeOf('\r', from)
      }
      held = whole.slice(from)
      if (held.length <= LONGEST_LINE) return
      line(held.slice(0, LONGEST_LINE))
      held = ''
    },
    end(): void {
      if (held !== '') line(held.replace(/\r$/, ''))
      held = ''
    },
  }
}

interface Entry {
  readonly line: number
  readonly texts: string[]
  readonly info: string[]
}

interface Message {
  account: string
  currency: string
  day: number | null
  start: Money | null
  end: Money | null
  booked: Money | null
  lastLine: number | null
  isInterim: boolean
  sawBalance: boolean
  named: { readonly account: string; readonly currency: string; readonly name: string } | null
}

/** `{1:…}{2:…}{4:` in front of a message, and whatever marks its beginning on the wire. */
function withoutEnvelope(text: string): string {
  // Most lines begin with a tag, before which no envelope stands.
  if (text.charCodeAt(0) === COLON) return text
  return hasBraceInFront(text) && text.includes('{4:') ? text.replace(/^[^{:]{0,3}(?:\{1:[^]*?)?\{4:/, '') : text
}

/** Characters in front of an envelope. */
const MOST_BEFORE_BRACE = 3

function hasBraceInFront(text: string): boolean {
  for (let at = 0; at <= MOST_BEFORE_BRACE; at += 1) if (text.charCodeAt(at) === BRACE) return true
  return false
}

const BRACE = 123
const COLON = 58
const TAG = /^\d{2}[A-Z]?$/

/** `61` or `60F`, where a line begins with such a tag between colons. */
function tagOf(content: string): string | null {
  if (content.charCodeAt(0) !== COLON) return null
  // Nearly all are one of these, and no text has to be made to see it.
  if (content.startsWith('61:', 1)) return '61'
  if (content.startsWith('86:', 1)) return '86'
  const end = content.charCodeAt(3) === COLON ? 3 : 4
  const tag = content.slice(1, end)
  return content.charCodeAt(end) === COLON && TAG.test(tag) ? tag : null
}

function createMt940Reader(taker: LineTaker) {
  const messages = new Set<Mt940Message>()
  const parts: StatementPart[] = []
  const findings: WordFinding[] = []
  /** The same for every entry: whoever takes it keeps nothing of it. */
  const raw = emptyRaw()
  let at = 0
  let message: Message | null = null
  let entry: Entry | null = null
  /** A hyphen stood alone on its line: the end of the message, or of a text that was cut there, which the next tag tells. */
  let mayHaveEnded = false
  /** Where further lines of the field that is open go. */
  let field: string[] | null = null
  let fieldSize = 0

  function line(text: string): void {
    at += 1
    const content = withoutEnvelope(text)
    if (content !== text) endMessage()
    const tag = tagOf(content)
    if (tag !== null) return openField(tag, content.slice(tag.length + 2))
    // A hyphen alone ends a message, or is what a text was cut at; other lines go on with the field above.
    if (content.startsWith('-}')) return endMessage()
    if (content.startsWith('-') && /^-\s*$/.test(content)) {
      field = null
      mayHaveEnded = true
      return
    }
    if (field === null || content.trim() === '') return
    fieldSize += content.length
    if (fieldSize <= LONGEST_FIELD) field.push(content)
  }

  function openField(tag: string, value: string): void {
    field = null
    fieldSize = 0
    if (tag === '20' || (mayHaveEnded && !goesOn(tag))) endMessage()
    mayHaveEnded = false
    message ??= emptyMessage()
    if (tag === '61') return openEntry(value)
    if (tag === '86') return openInfo(value)
    settleEntry()
    switch (tag) {
      case '25':
      case '25P':
        message.account = value.trim().toUpperCase()
        return
      case '60F':
      case '60M':
        return declare(value, 'start')
      case '62F':
      case '62M':
        return declare(value, 'end')
      case '34F':
        message.isInterim = true
        if (/^[A-Z]{3}/.test(value)) message.currency ||= value.slice(0, 3)
        return
      case '13':
      case '13D':
      case '90C':
      case '90D':
        if (!message.sawBalance) message.isInterim = true
    }
  }

  /** Whether a field belongs to the message before a hyphen: one that no message begins with, where the closing balance is yet to come. */
  function goesOn(tag: string): boolean {
    return message !== null && message.start !== null && message.end === null && /^(?:61|86|62[FM])$/.test(tag)
  }

  function openEntry(value: string): void {
    settleEntry()
    const texts = [value]
    entry = { line: at, texts, info: [] }
    field = texts
  }

  /** A `:86:` behind a `:61:` is about that entry; behind a balance it is about the whole statement. */
  function openInfo(value: string): void {
    if (entry === null || entry.info.length > 0) return
    entry.info.push(value)
    field = entry.info
  }

  function declare(value: string, side: 'start' | 'end'): void {
    if (message === null) return
    message.sawBalance = true
    const balance = readBalance(value)
    if (balance === null) {
      findings.push({ code: 'balance.unreadable', line: at, value: value.slice(0, 100) })
      return
    }
    message.currency ||= balance.currency
    message.day = balance.day
    if (side === 'end') message.end = balance.amount
    else message.start ??= balance.amount
  }

  function settleEntry(): void {
    if (entry === null || message === null) return
    const { line: where, texts, info } = entry
    entry = null
    raw.line = where
    raw.account = accountOf(message)
    raw.date = ''
    raw.amountUnclear = false
    raw.currency = message.currency
    raw.standing = 'booked'
    const read = readEntry(texts)
    if (read === null) {
      raw.amount = texts[0]?.slice(0, 200) ?? ''
      raw.amountUnclear = true
    } else {
      raw.date = read.date
      raw.amount = read.amount
      raw.standing = read.isExpected ? 'pending' : 'booked'
    }
    const said = parseInfo(info)
    raw.id = read?.bankRef ?? ''
    raw.reference = said.reference || (read?.customerRef ?? '')
    raw.counterparty = said.counterparty
    raw.description = said.description || (read?.supplement ?? '') || (read?.customerRef ?? '')
    const amount = taker.take(raw)
    message.lastLine = where
    if (raw.standing === 'pending') return
    message.booked = message.booked === null || amount === null ? null : message.booked + amount
  }

  function endMessage(): void {
    settleEntry()
    field = null
    mayHaveEnded = false
    if (message === null) return
    const { day, start, end, booked, lastLine, isInterim, sawBalance } = message
    messages.add(isInterim && !sawBalance ? '942' : '940')
    parts.push({ account: accountOf(message), day, start, end, booked, lastLine })
    if (start !== null && end === null) findings.push({ code: 'file.ended-early', line: lastLine ?? at, value: null })
    message = null
  }

  return {
    line,
    endDocument(): void {
      endMessage()
      at = 0
    },
    reading: (): Mt940Reading => ({ messages, parts, findings }),
  }
}

/** Account and currency, worked out again only where one of them changed. */
function accountOf(message: Message): string {
  const { account, currency, named } = message
  if (named?.account !== account || named.currency !== currency)
    message.named = { account, currency, name: nameOf(account, currency) }
  return message.named?.name ?? ''
}

function nameOf(account: string, currency: string): string {
  return [account, currency].filter((text) => text !== '' && !account.endsWith(` ${text}`)).join(' ')
}

const emptyMessage = (): Message => ({
  account: '',
  currency: '',
  day: null,
  start: null,
  end: null,
  booked: 0n,
  lastLine: null,
  isInterim: false,
  sawBalance: false,
  named: null,
})
