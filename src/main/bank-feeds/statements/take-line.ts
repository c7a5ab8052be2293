// From the texts of one line to a line of the store: amounts, days, types and texts read by the format, every fault noted.
import { feedTextLimits, feedTransactionTypes } from '../../../contract/facts'
import type { StatementFormat } from '../../../contract/statements'
import { noteKey } from './watch-fields'
import { openNumbers, parseDay, type DayProblem } from './days'
import { type Draft, type Fault, faultBit, type LineStore, MOST_CHARACTERS } from './line-store'
import { type DecimalProblem, type Money, parseMoney } from './money'

/** One line as it stands in the file. An empty text is one the file doesn't give. */
export interface RawLine {
  line: number
  date: string
  amount: string
  debit: string
  credit: string
  description: string
  reference: string
  counterparty: string
  id: string
  type: string
  balance: string
  currency: string
  wrongColumns: boolean
}

export function emptyRaw(): RawLine {
  return {
    line: 0,
    date: '',
    amount: '',
    debit: '',
    credit: '',
    description: '',
    reference: '',
    counterparty: '',
    id: '',
    type: '',
    balance: '',
    currency: '',
    wrongColumns: false,
  }
}

export interface LineTaker {
  readonly take: (raw: RawLine) => void
  /** The first ones of what faulty texts said. */
  readonly notes: ReadonlyMap<number, string>
  /** What rows like “Opening balance” said. */
  readonly declared: () => { start: Money | null; end: Money | null }
  /** Largest first and second number of dates that only an order can tell apart. */
  readonly openDates: () => { first: number; second: number }
}

interface TakerPorts {
  readonly store: LineStore
  /** Told each line's place in the store, in the order of the file. */
  readonly taken: (at: number) => void
  readonly format: Pick<StatementFormat, 'dateOrder' | 'decimal' | 'sign'>
  /** Amounts stand in two columns, one for each direction. */
  readonly twoSided: boolean
}

const MOST_NOTES = 200
const NO_BALANCE =
  /^(?:opening|start(?:ing)?|previous|closing|end(?:ing)?|final)\s+balance\b|^balance\s+(?:brought|carried)\s+forward\b|^(?:anfangs|end)saldo\b/i
const AT_END = /^(?:clos|end|final|balance\s+carried|endsaldo)/i
const ODD = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\ufffd]/u
/** Half a character, as JSON can write it. */
const LONE_SURROGATE = /\p{Cs}/gu
const LINE_BREAKS = /[\t\r\n]+/g
const CONTROL = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu
const FORMULA = /^[=+@\uff1d\uff0b\uff20-]/

const AMOUNT_FAULTS: Readonly<Record<DecimalProblem, Fault>> = {
  empty: 'amount.missing',
  unreadable: 'amount.unreadable',
  'not-finite': 'amount.not-finite',
  'too-precise': 'amount.too-precise',
  'too-large': 'amount.too-large',
}
const DAY_FAULTS: Readonly<Record<DayProblem, Fault>> = {
  missing: 'date.missing',
  unreadable: 'date.unreadable',
  impossible: 'date.impossible',
}

export function createLineTaker({ store, taken, format, twoSided }: TakerPorts): LineTaker {
  const notes = new Map<number, string>()
  const noted = new Map<Fault, number>()
  const days = new Map<string, number | DayProblem>()
  const open = { first: 0, second: 0 }
  const declared: { start: Money | null; end: Money | null } = { start: null, end: null }
  const draft: Draft = {
    line: 0,
    day: null,
    amount: null,
    balance: null,
    type: null,
    currency: '',
    faults: 0,
    id: '',
    description: '',
    reference: '',
    counterparty: '',
  }
  let said: { fault: Fault; value: string }[] = []

  function fault(kind: Fault, value: string): void {
    draft.faults |= faultBit(kind)
    if ((noted.get(kind) ?? 0) < MOST_NOTES) said.push({ fault: kind, value: value.trim().slice(0, MOST_NOTES) })
  }

  /** Statements hold few days and many lines, so each text is read once. */
  function readDay(text: string): number | DayProblem {
    const known = days.get(text)
    if (known !== undefined) return known
    const day = parseDay(text, format.dateOrder)
    const numbers = openNumbers(text)
    if (numbers !== null) {
      open.first = Math.max(open.first, numbers[0])
      open.second = Math.max(open.second, numbers[1])
    }
    if (days.size < 20_000) days.set(text, day)
    return day
  }

  function amountOf(raw: RawLine): Money | null {
    if (twoSided) return sides(raw)
    const value = parseMoney(raw.amount, format.decimal)
    if (typeof value === 'string') {
      fault(AMOUNT_FAULTS[value], raw.amount)
      return null
    }
    switch (format.sign) {
      case 'as-is':
        return value
      case 'flipped':
        return -value
      case 'by-type':
        return outgoing.has(typeWord(raw.type)) ? -magnitude(value) : magnitude(value)
    }
  }

  /** Debit and credit columns: a minus in the debit column is how some banks write it, not money in. */
  function sides({ debit, credit }: RawLine): Money | null {
    const out = parseMoney(debit, format.decimal)
    const into = parseMoney(credit, format.decimal)
    if (out === 'empty' && into === 'empty') return (fault('amount.missing', ''), null)
    if (typeof out === 'string' && out !== 'empty') return (fault(AMOUNT_FAULTS[out], debit), null)
    if (typeof into === 'string' && into !== 'empty') return (fault(AMOUNT_FAULTS[into], credit), null)
    const paid = typeof out === 'string' ? 0n : magnitude(out)
    const received = typeof into === 'string' ? 0n : into
    if (paid !== 0n && received !== 0n) return (fault('amount.both-sides', `${debit} / ${credit}`), null)
    const amount = paid === 0n ? received : -paid
    return format.sign === 'flipped' ? -amount : amount
  }

  function takeText(text: string, longest: number): string {
    if (text === '') return text
    let clean = text
    if (ODD.test(clean)) {
      clean = clean.replace(LONE_SURROGATE, '\ufffd')
      if (clean.includes('\ufffd')) fault('file.encoding-damaged', clean)
      clean = clean.replace(LINE_BREAKS, ' ')
      if (clean.search(CONTROL) >= 0) {
        fault('text.control-characters', clean.replace(CONTROL, '·'))
        clean = clean.replace(CONTROL, ' ')
      }
    }
    const trimmed = clean.trim()
    if (FORMULA.test(trimmed)) fault('text.formula', trimmed)
    if (trimmed.length > longest) fault('text.too-long', `${trimmed.length} characters: ${trimmed}`)
    return trimmed.length > MOST_CHARACTERS ? trimmed.slice(0, MOST_CHARACTERS) : trimmed
  }

  function takeTexts(raw: RawLine): void {
    draft.id = takeText(raw.id, MOST_CHARACTERS)
    draft.reference = takeText(raw.reference, feedTextLimits.value.reference)
    draft.counterparty = takeText(raw.counterparty, feedTextLimits.value.counterparty)
    const description = takeText(raw.description, feedTextLimits.value.description)
    // Codat wants a description of every line: who it was, or the reference, is better than none.
    draft.description = description || draft.counterparty || draft.reference
    if (draft.description === '') fault('text.missing', '')
  }

  /** Rows that only say what the account held. */
  function declares(raw: RawLine): boolean {
    const amountless = raw.amount.trim() === '' && raw.debit.trim() === '' && raw.credit.trim() === ''
    if (!amountless || !NO_BALANCE.test(raw.description.trim())) return false
    const balance = parseMoney(raw.balance, format.decimal)
    if (typeof balance === 'string') return false
    if (AT_END.test(raw.description.trim())) declared.end = balance
    else declared.start ??= balance
    return true
  }

  function take(raw: RawLine): void {
    if (declares(raw)) return
    draft.line = raw.line
    draft.faults = 0
    said = []
    if (raw.wrongColumns) fault('line.wrong-columns', '')
    const day = readDay(raw.date)
    if (typeof day === 'string') fault(DAY_FAULTS[day], raw.date)
    draft.day = typeof day === 'string' ? null : day
    draft.amount = amountOf(raw)
    draft.balance = null
    if (raw.balance !== '') {
      const balance = parseMoney(raw.balance, format.decimal)
      if (typeof balance === 'bigint') draft.balance = balance
      else if (balance !== 'empty') fault('balance.unreadable', raw.balance)
    }
    draft.type = null
    if (raw.type !== '') {
      const type = typeNamed(raw.type)
      if (type === null) fault('type.unknown', raw.type)
      draft.type = type
    }
    draft.currency = raw.currency === '' ? '' : takeCurrency(raw.currency)
    takeTexts(raw)
    const at = store.add(draft)
    for (const { fault: kind, value } of said) {
      notes.set(noteKey(at, kind), value)
      noted.set(kind, (noted.get(kind) ?? 0) + 1)
    }
    taken(at)
  }

  function takeCurrency(text: string): string {
    const currency = text.trim().toUpperCase().slice(0, 20)
    if (currency !== '' && !/^[A-Z]{3}$/.test(currency)) fault('currency.unknown', text)
    return currency
  }

  return { take, notes, declared: () => declared, openDates: () => open }
}

function magnitude(value: Money): Money {
  return value < 0n ? -value : value
}

function typeWord(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}]/gu, '')
}

const outgoing: ReadonlySet<string> = new Set([
  'd',
  'dr',
  'db',
  'debit',
  'debet',
  's',
  'soll',
  'out',
  'withdrawal',
  'af',
])
const incoming: ReadonlySet<string> = new Set(['c', 'cr', 'credit', 'h', 'haben', 'in', 'deposit', 'bij'])

/** Whether a word of a type column says which way the money went. */
export function directionOf(text: string): 'in' | 'out' | null {
  const word = typeWord(text)
  if (outgoing.has(word)) return 'out'
  return incoming.has(word) ? 'in' : null
}

/** Codat's names, OFX's where they differ, and the words for in and out. */
const TYPES: ReadonlyMap<string, number> = new Map([
  ...[...incoming].map((word) => [word, feedTransactionTypes.value.indexOf('Credit')] as const),
  ...[...outgoing].map((word) => [word, feedTransactionTypes.value.indexOf('Debit')] as const),
  ...feedTransactionTypes.value.map((name, index) => [name.toLowerCase(), index] as const),
  ['srvchg', feedTransactionTypes.value.indexOf('SerChg')] as const,
])

function typeNamed(text: string): number | null {
  return TYPES.get(typeWord(text)) ?? null
}
