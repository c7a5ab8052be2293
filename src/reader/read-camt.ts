// Reads camt.053 (statements), camt.052 (reports within a day) and camt.054 (notifications) of every version, by htmlparser2 in
// its XML mode: it knows no entities but XML's own five and numbers, so nothing expands. What the elements mean is ISO 20022's
// message definition report for “Bank-to-Customer Cash Management”.
import { Parser } from 'htmlparser2'
import { type CamtEntry, emptyEntry, lineOfEntry } from '../domain/bank-feeds/statements/camt-entry'
import { CAMT_FIELDS, type CamtField } from '../domain/bank-feeds/statements/camt-fields'
import { formatDay, parseDay } from '../domain/bank-feeds/statements/days'
import { type ByteScan, decoded } from './encoding'
import { type Money, parseMoney } from '../domain/bank-feeds/statements/money'
import { pathTree, type Spot } from '../domain/bank-feeds/statements/path-tree'
import { xmlDecimal } from '../domain/bank-feeds/statements/plain-decimal'
import { type CamtMessage, camtMessageNamed } from '../domain/bank-feeds/statements/sniff-format'
import type { StatementSource } from './source'
import type { StatementPart, WordFinding } from '../domain/bank-feeds/statements/statement-parts'
import { emptyRaw, type LineTaker } from '../domain/bank-feeds/statements/take-line'

/** camt files larger than this are not read. */
export const MOST_CAMT_BYTES = 256 * 1_024 * 1_024
/** Deeper than any message of ISO 20022. */
const DEEPEST = 64
/** Elements of an entry of which it is kept where they stand. */
const MOST_ELEMENTS = 100
/** Characters of one text that are kept; more than any field of the standard has. */
const LONGEST = 4_000

const PARTS: ReadonlySet<string> = new Set(['Stmt', 'Rpt', 'Ntfctn'])
const STATEMENT: Spot<CamtField> = pathTree(CAMT_FIELDS)
const ENTRY = STATEMENT.children.get('Ntry')
const DETAILS = new Set([ENTRY?.children.get('NtryDtls')?.children.get('TxDtls'), ENTRY?.children.get('TxDtls')])
const BALANCE = STATEMENT.children.get('Bal')

export interface CamtReading {
  readonly messages: ReadonlySet<CamtMessage>
  readonly parts: readonly StatementPart[]
  readonly findings: readonly WordFinding[]
}

/** Documents of one ZIP are read one after the other, as if they were one file. */
export interface CamtDocument {
  readonly source: StatementSource
  readonly scan: ByteScan
}

/** Gives every entry to `taker`, numbered from 1 in place of a line: such files often have one line only. */
export async function readCamt(of: {
  documents: readonly CamtDocument[]
  taker: LineTaker
  onBytes: (bytes: number) => void
}): Promise<CamtReading> {
  const reader = createCamtReader(of.taker)
  for (const { source, scan } of of.documents) {
    reader.begin()
    for await (const text of decoded(source, scan)) {
      reader.write(text)
      of.onBytes(text.length)
      if (reader.broken()) break
    }
    reader.end()
    if (reader.broken()) break
  }
  return reader.reading()
}

interface BalanceTexts {
  code: string
  amount: string
  currency: string
  side: string
  day: string
}

const emptyBalance = (): BalanceTexts => ({ code: '', amount: '', currency: '', side: '', day: '' })

interface PartUnderWay {
  account: string
  currency: string
  ownName: string
  day: number | null
  /** The days that the opening and the closing balance are of. */
  opens: number | null
  closes: number | null
  start: Money | null
  previous: Money | null
  end: Money | null
  booked: Money | null
  lastLine: number | null
}

const emptyPart = (): PartUnderWay => ({
  account: '',
  currency: '',
  ownName: '',
  day: null,
  opens: null,
  closes: null,
  start: null,
  previous: null,
  end: null,
  booked: 0n,
  lastLine: null,
})

function createCamtReader(taker: LineTaker) {
  const messages = new Set<CamtMessage>()
  const parts: StatementPart[] = []
  const findings: WordFinding[] = []
  /** The same for every entry: whoever takes it keeps nothing of it. */
  const line = emptyRaw()
  let entries = 0
  let broken = false

  let message: CamtMessage | null = null
  let isClosed = false
  let ending = false
  let depth = 0
  let skipped = 0
  let spot: Spot<CamtField> | null = null
  const above: Spot<CamtField>[] = []
  /** Elements opened since the entry began, and what stood at the same places of the one before. */
  let opened = 0
  const names: string[] = []
  const parents: Spot<CamtField>[] = []
  const children: (Spot<CamtField> | undefined)[] = []
  let text = ''
  let currency = ''
  let part = emptyPart()
  let entry: CamtEntry = emptyEntry()
  let balance = emptyBalance()

  function breakAt(): void {
    if (!broken) findings.push({ code: 'file.broken', line: entries + 1, value: null })
    broken = true
  }

  function open(name: string): void {
    depth += 1
    if (depth > DEEPEST) return breakAt()
    if (message === null) {
      message = camtMessageNamed(name)
      if (message !== null) messages.add(message)
      return
    }
    if (skipped > 0) skipped += 1
    else if (spot === null) openPart(name)
    else openWithin(spot, name)
  }

  function openPart(name: string): void {
    if (!PARTS.has(name)) {
      skipped = 1
      return
    }
    part = emptyPart()
    spot = STATEMENT
  }

  function openWithin(parent: Spot<CamtField>, name: string): void {
    const child = childOf(parent, name)
    if (child === undefined) {
      skipped = 1
      return
    }
    above.push(parent)
    spot = child
    text = ''
    currency = ''
    if (child === ENTRY) {
      entry = emptyEntry()
      opened = 0
    } else if (child === BALANCE) balance = emptyBalance()
    else if (DETAILS.has(child)) entry.beginDetail()
  }

  /** Entries mostly have the same elements in the same order, so a name is first held against the one at its place before. */
  function childOf(parent: Spot<CamtField>, name: string): Spot<CamtField> | undefined {
    const at = opened
    opened += 1
    if (names[at] === name && parents[at] === parent) return children[at]
    const child = parent.children.get(name)
    if (at < MOST_ELEMENTS) {
      names[at] = name
      parents[at] = parent
      children[at] = child
    }
    return child
  }

  function close(implied: boolean): void {
    // A tag that another one's end closed: no XML, and nobody knows what belonged where.
    if (implied && !ending) breakAt()
    depth -= 1
    if (message === null) return
    if (skipped > 0) {
      skipped -= 1
      return
    }
    if (spot === null) {
      message = null
      isClosed = true
      return
    }
    closeSpot(spot)
    spot = above.pop() ?? null
  }

  function closeSpot(closing: Spot<CamtField>): void {
    if (closing.field !== null) take(closing.field, text.trim())
    text = ''
    if (closing === ENTRY) takeEntry()
    else if (closing === BALANCE) takeBalance()
    else if (closing === STATEMENT) takePart()
  }

  function take(field: CamtField, value: string): void {
    switch (field) {
      case 'account':
        if (part.account === '') part.account = value.replaceAll(/\s/g, '').toUpperCase()
        return
      case 'accountCurrency':
        part.currency = value
        return
      case 'accountOwner':
        part.ownName = value
        return
      case 'balanceCode':
        balance.code = value
        return
      case 'balanceAmount':
        balance.amount = value
        balance.currency = currency
        return
      case 'balanceDay':
        balance.day = value
        return
      case 'balanceSide':
        balance.side = value
        return
      case 'amount':
        entry.amount = value
        entry.currency = currency
        return
      default:
        entry.take(field, value)
    }
  }

  function takeEntry(): void {
    entries += 1
    part.lastLine = entries
    part.currency ||= entry.currency
    if (entry.currency !== '' && entry.currency !== part.currency) noteCurrency(entry.currency)
    const { account, currency: ofAccount, ownName } = part
    const raw = lineOfEntry(entry, { line: entries, message, account, currency: ofAccount, ownName }, line)
    // Central banks' statements of one day give no day for an entry: that of both balances is theirs.
    if (raw.date === '' && part.opens !== null && part.opens === part.closes) raw.date = formatDay(part.opens)
    const amount = taker.take(raw)
    if (raw.standing !== 'booked') return
    part.booked = part.booked === null || amount === null ? null : part.booked + amount
  }

  /** Entries are in the account's own currency; one that isn't can't be added to its balance. */
  function noteCurrency(value: string): void {
    if (findings.some(({ code }) => code === 'currency.mixed')) return
    findings.push({ code: 'currency.mixed', line: entries, value, expected: part.currency })
  }

  /** Booked balances only: what is available or expected is no balance of the books. */
  function takeBalance(): void {
    noteDay()
    const decimal = xmlDecimal(balance.amount)
    const magnitude = decimal === null || decimal.startsWith('-') ? 'unreadable' : parseMoney(decimal, '.')
    if (typeof magnitude !== 'bigint' || !/^(?:CRDT|DBIT)$/.test(balance.side)) return
    const value = balance.side === 'DBIT' ? -magnitude : magnitude
    part.currency ||= balance.currency
    const read = parseDay(balance.day, 'ymd')
    const day = typeof read === 'number' ? read : null
    // A statement of several days may hold the balances of each: the last one closes it.
    const isEarlier = part.end !== null && part.day !== null && day !== null && day < part.day
    if (balance.code === 'CLBD' && isEarlier) return
    if (day !== null && (part.day === null || balance.code === 'CLBD')) part.day = day
    switch (balance.code) {
      case 'OPBD':
        part.start ??= value
        return
      case 'PRCD':
        part.previous ??= value
        return
      case 'CLBD':
        part.end = value
        return
      case 'ITBD':
        if (message === '052') part.end = value
    }
  }

  function noteDay(): void {
    if (balance.code !== 'OPBD' && balance.code !== 'CLBD') return
    const day = parseDay(balance.day, 'ymd')
    if (typeof day !== 'number') return
    if (balance.code === 'OPBD') part.opens ??= day
    else part.closes = day
  }

  function takePart(): void {
    const { account, day, start, previous, end, booked, lastLine } = part
    parts.push({
      account: accountKey(account, part.currency),
      day,
      // A report within the day may leave out what an earlier one told: only its end is sure.
      start: message === '053' ? (start ?? previous) : null,
      end: message === '054' ? null : end,
      booked,
      lastLine,
    })
  }

  let openedAt = -1
  let parser = newParser()

  function newParser(): Parser {
    return new Parser(
      {
        onopentagname(name) {
          openedAt = parser.startIndex
          open(localName(name))
        },
        onattribute(name, value) {
          // Of what is passed over none: what a payment was ordered in isn't the entry's.
          if (name === 'Ccy' && skipped === 0) currency = value
        },
        ontext(piece) {
          if (skipped === 0 && spot !== null && spot.field !== null && text.length < LONGEST) text += piece
        },
        // `<Prtry/>` is told as closed by another tag as well, but while its own is still being read.
        onclosetag: (_name, implied) => close(implied && parser.startIndex !== openedAt),
      },
      { xmlMode: true, decodeEntities: true },
    )
  }

  return {
    broken: () => broken,
    begin(): void {
      parser = newParser()
      openedAt = -1
      ending = isClosed = false
      message = spot = null
      depth = skipped = 0
      above.length = 0
    },
    write: (piece: string): void => parser.write(piece),
    end(): void {
      // An entry that the file's end cut off is no entry.
      const wasOpen = message !== null
      ending = true
      message = null
      parser.end()
      if (!broken && (wasOpen || !isClosed)) {
        findings.push({ code: 'file.ended-early', line: entries + 1, value: null })
        if (wasOpen && spot !== null) takePart()
      }
    },
    reading: (): CamtReading => ({ messages, parts, findings }),
  }
}

function accountKey(account: string, currency: string): string {
  return [account, currency].filter((text) => text !== '').join(' ')
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}
