// From the texts of one line to a line of the store: amounts, days, types and texts read by the format, every fault noted.
import { feedTextLimits } from '../../../contract/facts'
import type { DateOrder, LineStanding, StatementFormat } from '../../../contract/statements'
import { cleanText } from './clean-text'
import { openNumbers, parseDay, type DayProblem } from './days'
import { type Draft, type Fault, faultBit, type LineStore, MOST_CHARACTERS } from './line-store'
import { type Money, parseMoney } from './money'
import { readAmount } from './read-amount'
import { typeNamed } from './transaction-types'
import { noteKey } from './watch-fields'

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
  /** The account it belongs to, where the file tells accounts apart. */
  account: string
  /** The file's word for whether it is booked; empty where it has none. */
  status: string
  /** Whether it is booked, where the format says so itself; null where its words have to be gone by. */
  standing: LineStanding | null
  wrongColumns: boolean
  /** The amount isn't one by the rules of its format, whatever else could be read into it. */
  amountUnclear: boolean
}

/** What of a line is text of the file. */
export type RawText = {
  [K in keyof RawLine]-?: RawLine[K] extends string ? K : never
}[keyof RawLine]

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
    account: '',
    status: '',
    standing: null,
    wrongColumns: false,
    amountUnclear: false,
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
const ONLY_BALANCE =
  /^(?:opening|start(?:ing)?|previous|closing|end(?:ing)?|final)\s+balance\b|^balance\s+(?:brought|carried)\s+forward\b|^(?:anfangs|end)saldo\b/i
const AT_END = /^(?:clos|end|final|balance\s+carried|endsaldo)/i

const DAY_FAULTS: Readonly<Record<DayProblem, Fault>> = {
  missing: 'date.missing',
  unreadable: 'date.unreadable',
  impossible: 'date.impossible',
}

const emptyDraft = (): Draft => ({
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
})

/** Takes the lines of one reading into `store`. */
export function createLineTaker({ store, taken, format, twoSided }: TakerPorts): LineTaker {
  const notes = new Map<number, string>()
  const noted = new Map<Fault, number>()
  const days = dayReader(format.dateOrder)
  const terms = { decimal: format.decimal, sign: format.sign, twoSided }
  const declared: { start: Money | null; end: Money | null } = { start: null, end: null }
  const draft = emptyDraft()
  let said: { fault: Fault; value: string }[] = []

  function fault(kind: Fault, value: string): void {
    draft.faults |= faultBit(kind)
    if ((noted.get(kind) ?? 0) < MOST_NOTES) said.push({ fault: kind, value: value.trim().slice(0, MOST_NOTES) })
  }

  /** Rows that only say what the account held are no lines. */
  function declares(raw: RawLine): boolean {
    const amountless = raw.amount.trim() === '' && raw.debit.trim() === '' && raw.credit.trim() === ''
    const description = amountless ? raw.description.trim() : ''
    if (!ONLY_BALANCE.test(description)) return false
    const balance = parseMoney(raw.balance, format.decimal)
    if (typeof balance === 'string') return false
    if (AT_END.test(description)) declared.end = balance
    else declared.start ??= balance
    return true
  }

  function takeMoney(raw: RawLine): void {
    const amount = raw.amountUnclear
      ? { fault: 'amount.unreadable' as const, value: raw.amount }
      : readAmount(raw, terms)
    draft.amount = typeof amount === 'bigint' ? amount : null
    if (typeof amount !== 'bigint') fault(amount.fault, amount.value)
    const balance = raw.balance === '' ? 'empty' : parseMoney(raw.balance, format.decimal)
    draft.balance = typeof balance === 'bigint' ? balance : null
    if (typeof balance === 'string' && balance !== 'empty') fault('balance.unreadable', raw.balance)
  }

  function takeDay(raw: RawLine): void {
    const day = days.read(raw.date)
    draft.day = typeof day === 'string' ? null : day
    if (typeof day === 'string') fault(DAY_FAULTS[day], raw.date)
  }

  function takeTypeAndCurrency(raw: RawLine): void {
    draft.type = raw.type === '' ? null : typeNamed(raw.type)
    if (raw.type !== '' && draft.type === null) fault('type.unknown', raw.type)
    draft.currency = raw.currency === '' ? '' : raw.currency.trim().toUpperCase().slice(0, LONGEST_CURRENCY)
    if (draft.currency !== '' && !/^[A-Z]{3}$/.test(draft.currency)) fault('currency.unknown', raw.currency)
  }

  function takeTexts(raw: RawLine): void {
    const { description, reference, counterparty } = feedTextLimits.value
    draft.id = cleanText(raw.id, MOST_CHARACTERS, fault)
    draft.reference = cleanText(raw.reference, reference, fault)
    draft.counterparty = cleanText(raw.counterparty, counterparty, fault)
    // Codat wants a description of every line: who it was, or the reference, is better than none.
    draft.description = cleanText(raw.description, description, fault) || draft.counterparty || draft.reference
    if (draft.description === '') fault('text.missing', '')
  }

  function take(raw: RawLine): void {
    if (declares(raw)) return
    draft.line = raw.line
    draft.faults = 0
    said = []
    if (raw.wrongColumns) fault('line.wrong-columns', '')
    takeDay(raw)
    takeMoney(raw)
    takeTypeAndCurrency(raw)
    takeTexts(raw)
    const at = store.add(draft)
    for (const { fault: kind, value } of said) {
      notes.set(noteKey(at, kind), value)
      noted.set(kind, (noted.get(kind) ?? 0) + 1)
    }
    taken(at)
  }

  return { take, notes, declared: () => declared, openDates: days.open }
}

const LONGEST_CURRENCY = 20
const MOST_DAYS_KEPT = 20_000

/** Reads dates in one order. Statements hold few days and many lines, so each text is read once. */
function dayReader(order: DateOrder) {
  const known = new Map<string, number | DayProblem>()
  const open = { first: 0, second: 0 }
  return {
    open: () => open,
    read(text: string): number | DayProblem {
      const before = known.get(text)
      if (before !== undefined) return before
      const day = parseDay(text, order)
      const numbers = openNumbers(text)
      if (numbers !== null) {
        open.first = Math.max(open.first, numbers[0])
        open.second = Math.max(open.second, numbers[1])
      }
      if (known.size < MOST_DAYS_KEPT) known.set(text, day)
      return day
    },
  }
}
