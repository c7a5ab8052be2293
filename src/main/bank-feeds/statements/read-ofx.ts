// Reads OFX and QFX, old (SGML, where closing tags are optional) and new (XML), by htmlparser2.
import { Parser } from 'htmlparser2'
import type { FindingCode } from '../../../contract/statements'
import { type ByteScan, decoded } from './encoding'
import { type Money, parseMoney } from './money'
import type { StatementSource } from './source'
import { emptyRaw, type LineTaker, type RawLine } from './take-line'

/** OFX files larger than this are not read. */
export const MOST_OFX_BYTES = 50 * 1_024 * 1_024

const PIECE = 64 * 1_024
/** The texts of a transaction that are read. What isn't listed is left out. */
const FIELDS: ReadonlyMap<string, keyof Omit<RawLine, 'line' | 'wrongColumns'>> = new Map([
  ['TRNTYPE', 'type'],
  ['DTPOSTED', 'date'],
  ['TRNAMT', 'amount'],
  ['FITID', 'id'],
  ['NAME', 'counterparty'],
  ['MEMO', 'description'],
  ['REFNUM', 'reference'],
  ['CHECKNUM', 'reference'],
  ['CURSYM', 'currency'],
])

export interface OfxWord {
  readonly endBalance: Money | null
  readonly findings: readonly { code: FindingCode; line: number | null; value: string | null }[]
}

/** Gives every transaction to `taker`, and what the file says of its account. */
export async function readOfx(of: {
  source: StatementSource
  scan: ByteScan
  taker: LineTaker
  onBytes: (bytes: number) => void
}): Promise<OfxWord> {
  const reader = createOfxReader(of.taker)
  for await (const text of decoded(of.source, of.scan)) {
    for (let from = 0; from < text.length; from += PIECE) reader.write(text.slice(from, from + PIECE))
    of.onBytes(text.length)
  }
  return reader.finish()
}

function createOfxReader(taker: LineTaker) {
  const accounts = new Set<string>()
  let raw: RawLine | null = null
  let tag = ''
  let text = ''
  let currency = ''
  let endBalance: Money | null = null
  let inLedger = false
  let sawOfx = false
  let closed = false
  let unfinished: number | null = null
  const lines = lineCounter()

  function settleText(): void {
    if (text === '') return
    const value = text.trim()
    text = ''
    if (value === '') return
    if (raw !== null) {
      const field = FIELDS.get(tag)
      if (field !== undefined && raw[field] === '') raw[field] = value
      return
    }
    if (tag === 'CURDEF') currency = value
    if (tag === 'ACCTID') accounts.add(value)
    if (tag === 'BALAMT' && inLedger) endBalance = balanceOf(value)
  }

  function settleLine(): void {
    if (raw === null) return
    if (raw.currency === '') raw.currency = currency
    taker.take(raw)
    raw = null
  }

  const parser = new Parser(
    {
      onopentagname(name) {
        settleText()
        tag = name.toUpperCase()
        if (tag === 'OFX') sawOfx = true
        if (tag === 'LEDGERBAL') inLedger = true
        if (tag !== 'STMTTRN') return
        settleLine()
        raw = emptyRaw()
        raw.line = lines.at(parser.startIndex)
        unfinished = raw.line
      },
      ontext(piece) {
        text += piece
      },
      onclosetag(name, implied) {
        settleText()
        // A tag that was never closed ends with its parent, which says nothing about where it ended.
        if (implied) return
        tag = ''
        switch (name.toUpperCase()) {
          case 'STMTTRN':
            unfinished = null
            return settleLine()
          case 'LEDGERBAL':
            inLedger = false
            return
          case 'OFX':
            closed = true
            return
        }
      },
    },
    { xmlMode: true, decodeEntities: true },
  )

  return {
    write(piece: string): void {
      lines.add(piece)
      parser.write(piece)
    },
    finish(): OfxWord {
      parser.end()
      settleText()
      settleLine()
      const findings: { code: FindingCode; line: number | null; value: string | null }[] = []
      if (!sawOfx) findings.push({ code: 'file.not-recognised', line: null, value: null })
      else if (!closed) findings.push({ code: 'file.ended-early', line: unfinished, value: null })
      if (accounts.size > 1) {
        findings.push({ code: 'file.several-accounts', line: null, value: null })
      }
      return { endBalance, findings }
    },
  }
}

/** OFX writes a comma or a point, never groups. */
function balanceOf(text: string): Money | null {
  const value = parseMoney(text, text.includes(',') ? ',' : '.')
  return typeof value === 'string' ? null : value
}

/** Which line a place of the text is on, from 1. Places come in order, so every end of a line is looked for once. */
function lineCounter() {
  const ends = /\r(?!\n)|\n/g
  const waiting: string[] = []
  let piece = ''
  let from = 0
  /** A carriage return at the end of what was added: it may belong to a line feed. */
  let held = ''
  let line = 1
  /** Where the line after this one begins; null where that isn't known yet. */
  let next: number | null = null

  function seek(): number | null {
    while (!ends.test(piece)) {
      // A search in vain begins anew at 0, which is where the next piece wants it.
      const following = waiting.shift()
      from += piece.length
      piece = following ?? ''
      if (following === undefined) return null
    }
    return from + ends.lastIndex
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
