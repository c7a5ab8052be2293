// From the texts of one line to a line of the store: amounts, days, types and texts read by the format, every fault noted.
import { feedTextLimits } from '../../facts'
import type { DateOrder, LineStanding, StatementFormat } from './schema'
import { cleanText } from './clean-text'
import { dayInYear, dayOfYear, type DayProblem, openNumbers, openNumbersOfYear, parseDay } from './days'
import { type Draft, type Fault, faultBit, type LineStore, MOST_CHARACTERS } from './line-store'
import {
  balanceRecord,
  type BalanceRow,
  balanceRowNamed,
  type Direction,
  standingBesides,
  standingOf,
  unbookedByWords,
  unbookedWithoutDay,
} from './line-words'
import { markOf, type Money, parseMoney } from './money'
import { type AmountRead, createAmountReader, type SeenSides, type UsualSides } from './read-amount'
import { createSections } from './sections'
import { createPlainTaker, type PlainTaker } from './take-plain'
import { typeNamed } from './transaction-types'
import { noteKey } from './watch-fields'

/** One line as it stands in the file. An empty text is one the file doesn't give. */
export interface RawLine {
  line: number
  date: string
  amount: string
  debit: string
  credit: string
  direction: string
  fee: string
  description: string
  reference: string
  counterparty: string
  id: string
  type: string
  /** The file's word for whether it is booked; empty where it has none. */
  status: string
  /** The account it belongs to, where the file tells accounts apart. */
  account: string
  balance: string
  currency: string
  /** A word like “DECLINED” that stands alone in a cell that isn't read. */
  remark: string
  /** The first words of a row without a day in cells that aren't read. */
  aside: string
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
    direction: '',
    fee: '',
    description: '',
    reference: '',
    counterparty: '',
    id: '',
    type: '',
    status: '',
    account: '',
    balance: '',
    currency: '',
    remark: '',
    aside: '',
    standing: null,
    wrongColumns: false,
    amountUnclear: false,
  }
}

/** Numbers by their mark: those that settle which one stands before places, and those whose one mark may stand before a thousand. */
export interface SeenMarks {
  readonly point: number
  readonly comma: number
  readonly openPoint: number
  readonly openComma: number
  /** The first number that is open. */
  readonly sample: string
}

/** What a reading showed of the file's way of writing, which a guess from its beginning can't know. */
export interface SeenInFile {
  /** Largest first and second number of dates that only an order can tell apart, and whether they ever differ. */
  readonly days: { readonly first: number; readonly second: number; readonly differ: boolean }
  /** Amounts with a minus, and without. */
  readonly signs: { readonly minus: number; readonly plain: number }
  /** The same of amounts of which a word or their column says which way. */
  readonly sides: SeenSides
  readonly marks: SeenMarks
}

export interface LineTaker {
  /** Gives the amount that was taken, with its sign; null where there is none that can be read. */
  readonly take: (raw: RawLine) => Money | null
  /** A reader of lines that are plain bytes, with columns at these places; null where the format leaves too much to be looked at. */
  readonly plain: (columns: StatementFormat['columns'], moreText: readonly number[]) => PlainTaker | null
  /** The first ones of what faulty texts said. */
  readonly notes: ReadonlyMap<number, string>
  /** What rows like “Opening balance” said. */
  readonly declared: () => { start: Money | null; end: Money | null }
  readonly seen: () => SeenInFile
}

interface TakerPorts {
  readonly store: LineStore
  /** Told each line's place in the store, in the order of the file. */
  readonly taken: (at: number) => void
  readonly format: Pick<
    StatementFormat,
    'dateOrder' | 'year' | 'decimal' | 'sign' | 'fee' | 'currency' | 'words' | 'units'
  >
  /** Amounts stand in two columns, one for each direction. */
  readonly twoSided: boolean
  readonly hasDirection: boolean
  /** How most lines of each side are written, where a reading before this one showed that they differ. */
  readonly usual?: UsualSides | null
  /** Rows can be something else than lines, as in a table that has footers; in OFX and JSON a line is a line. */
  readonly hasRows: boolean
  /** What stands above the first line of such a table. */
  readonly above?: string
  /** Lines of the file that say what others come to, as a reading before this one showed. */
  readonly sums?: ReadonlySet<number>
}

const MOST_NOTES = 200
const NO_LINES: ReadonlySet<number> = new Set()
const HUNDRED = 100n

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
  account: '',
  standing: 'booked',
  fee: null,
  noSign: false,
  faults: 0,
  id: '',
  description: '',
  reference: '',
  counterparty: '',
})

/** Takes the lines of one reading into `store`. */
export function createLineTaker(ports: TakerPorts): LineTaker {
  const { store, taken, format, hasRows, sums = NO_LINES } = ports
  const { decimal } = format
  const notes = new Map<number, string>()
  const noted = new Map<Fault, number>()
  const days = dayReader(format.dateOrder, format.year)
  const amounts = createAmountReader({ usual: null, ...format, ...ports, words: directionsIn(format.words) })
  const statuses = statusReader(format.words)
  const besides = cached(standingBesides)
  const recordNamed = cached(balanceRecord)
  const namedCurrency = cached(currencyOf)
  const namedType = cached(typeNamed)
  const marks = markWatch()
  const sections = createSections(ports.above ?? '', format.currency)
  const openings: DeclaredRow[] = []
  const closings: DeclaredRow[] = []
  let bookings = 0
  /** How many bookings stood before the heading of a summary, while the row below it is the next one. */
  let summaryAt: number | null = null
  let isSumRow = false
  const draft = emptyDraft()
  let said: { fault: Fault; value: string }[] = []

  function fault(kind: Fault, value: string): void {
    draft.faults |= faultBit(kind)
    if ((noted.get(kind) ?? 0) < MOST_NOTES) said.push({ fault: kind, value: value.trim().slice(0, MOST_NOTES) })
  }

  function takeMoney(raw: RawLine): void {
    const { amount, noSign, fault: wrong, value, isSum } = raw.amountUnclear ? unclear(raw.amount) : amounts.read(raw)
    isSumRow = isSum
    draft.amount = amount === null ? null : inUnits(amount, raw.amount)
    draft.noSign = noSign
    if (wrong !== null) fault(wrong, value)
    marks.take(raw.amount)
    if (raw.debit !== '') marks.take(raw.debit)
    if (raw.credit !== '') marks.take(raw.credit)
    const balance = raw.balance === '' ? 'empty' : parseMoney(raw.balance, decimal)
    const isHundredth = format.units === 'hundredths'
    draft.balance = typeof balance !== 'bigint' ? null : isHundredth ? inUnits(balance, raw.balance) : balance
    if (raw.balance !== '') marks.take(raw.balance)
    if (typeof balance === 'string' && balance !== 'empty') fault('balance.unreadable', raw.balance)
    draft.fee = null
    if (raw.fee !== '') takeFee(raw.fee)
  }

  /** A number as the file means it; null where hundredths of it can't be kept exactly. */
  function inUnits(value: Money, written: string): Money | null {
    if (format.units === undefined) return value
    if (value % HUNDRED === 0n) return value / HUNDRED
    fault('amount.too-precise', written)
    return null
  }

  function takeFee(written: string): void {
    const fee = parseMoney(written, decimal)
    if (fee === 'empty' || fee === 0n) return
    if (typeof fee === 'string') return fault('fee.unsure', written)
    draft.fee = inUnits(fee, written)
    // A line that has a fee and no amount beside it moves by the fee alone.
    if ((draft.faults & AMOUNT_MISSING) !== 0 && (format.fee === 'add' || format.fee === 'subtract')) {
      draft.amount = 0n
      draft.faults &= ~AMOUNT_MISSING
      said = said.filter(({ fault: kind }) => kind !== 'amount.missing')
    }
    switch (format.fee) {
      case 'included':
        return
      case 'unknown':
        return fault('fee.unsure', written)
      case 'subtract':
      case 'add':
        // Without a way of its own, an amount can't say whether a fee makes it larger or smaller.
        if (draft.amount === null || draft.noSign) return fault('fee.unsure', written)
        draft.amount += format.fee === 'add' ? (draft.fee ?? 0n) : -(draft.fee ?? 0n)
    }
  }

  function takeDay(raw: RawLine): void {
    const day = days.read(raw.date)
    draft.day = typeof day === 'string' ? null : day
    if (typeof day === 'string') fault(DAY_FAULTS[day], raw.date)
  }

  function takeTypeAndCurrency(raw: RawLine): void {
    draft.type = raw.type === '' ? null : namedType(raw.type)
    if (raw.type !== '' && draft.type === null) fault('type.unknown', raw.type)
    draft.currency =
      raw.currency === '' ? (besideAmount(raw, namedCurrency) ?? sections.currency()) : namedCurrency(raw.currency)
    if (draft.currency !== '' && !/^(?:[A-Z]{3}|\$)$/.test(draft.currency)) fault('currency.unknown', raw.currency)
    draft.account = raw.account === '' ? sections.account() : raw.account.trim().slice(0, LONGEST_ACCOUNT)
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

  /** What a line is: by its status, by the words it begins with, and by what it lacks. */
  function standingIn(raw: RawLine): LineStanding {
    if (raw.standing !== null) return raw.standing
    const told = hasRows ? recordIn(raw) : null
    if (told !== null) {
      noteHeld(told)
      return 'balance'
    }
    const standing = standingSaid(raw)
    // “OPEN” is a payment that is on its way, unless its text says “open balance”.
    return standing === 'pending' && hasRows && balanceRowIn(raw) ? 'balance' : standing
  }

  /** What the type of the record says, in a column for types or states, or alone in a cell that isn't read. */
  function recordIn({ status, type, remark }: RawLine): BalanceRow | null {
    if (status !== '' && !(status.trim().toLowerCase() in format.words)) {
      const said = recordNamed(status)
      if (said !== null) return said
    }
    if (type !== '' && amounts.direction(type) === null) {
      const said = recordNamed(type)
      if (said !== null) return said
    }
    return remark === '' ? null : recordNamed(remark)
  }

  function standingSaid(raw: RawLine): LineStanding {
    if (raw.status !== '') {
      const standing = statuses(raw.status)
      if (standing === null) fault('status.unknown', raw.status)
      else if (standing !== 'booked') return standing
    }
    const beside = standingBeside(raw)
    if (beside !== null) return beside
    const unbooked = draft.day === null ? unbookedUndated(raw) : unbookedByWords(draft.description)
    if (unbooked !== null) return unbooked
    if (balanceRowIn(raw) || isSumRow || sums.has(raw.line)) return 'balance'
    if (summaryAt === bookings && draft.day === null) return 'balance'
    if (hasRows && isText()) {
      sections.title(`${raw.date} ${raw.description} ${raw.counterparty} ${raw.type}`)
      return 'text'
    }
    return sections.pending() ? 'pending' : 'booked'
  }

  /** “Offen”, “Reserverat”: a word where the day should stand, or in front of a line that has none. */
  function unbookedUndated({ date }: RawLine): LineStanding | null {
    if (!hasRows) return unbookedByWords(draft.description)
    const said = date === '' ? null : (besides(date) ?? unbookedByWords(date))
    return said ?? (date.trim() === '' ? unbookedWithoutDay(draft.description) : unbookedByWords(draft.description))
  }

  /** What words say that stand where a direction or a type should, or alone in a cell that isn't read. */
  function standingBeside({ direction, type, remark }: RawLine): LineStanding | null {
    if (remark !== '') return standingOf(remark)
    if (direction !== '' && amounts.direction(direction) === null) {
      const standing = besides(direction)
      if (standing !== null) return standing
    }
    return type !== '' && hasRows && amounts.direction(type) === null ? besides(type) : null
  }

  function balanceRowIn(raw: RawLine): boolean {
    const { amount, balance } = draft
    const lacking = draft.day === null || amount === null
    const bare = lacking || (amount !== 0n && amount === balance)
    const row =
      balanceRowNamed(draft.description, bare) ??
      (lacking
        ? (balanceRowNamed(raw.date, true) ?? balanceRowNamed(raw.type, true) ?? balanceRowNamed(raw.aside, true))
        : null)
    if (row === null) return false
    noteHeld(row)
    return true
  }

  function noteHeld(row: BalanceRow): void {
    const held = draft.balance ?? draft.amount
    const rows = row === 'opening' ? openings : closings
    if (row !== 'other' && held !== null && rows.length < MOST_NOTES) rows.push({ held, before: bookings })
  }

  /** “Opening Balance, Debits, Credits, Closing Bal”: the row below it holds what these names stand for. */
  function isSummaryHeading({ amount, debit, credit, balance }: RawLine): boolean {
    const { standing, amount: read, balance: held } = draft
    return (
      hasRows &&
      standing === 'balance' &&
      read === null &&
      held === null &&
      /\p{L}/u.test(amount + debit + credit + balance)
    )
  }

  /** Neither a day nor an amount, and nothing that looks like a spoilt one. */
  function isText(): boolean {
    return draft.day === null && draft.amount === null && (draft.faults & SPOILT) === 0
  }

  function take(raw: RawLine): Money | null {
    draft.line = raw.line
    draft.faults = 0
    said = []
    if (raw.wrongColumns) fault('line.wrong-columns', '')
    takeDay(raw)
    takeMoney(raw)
    takeTypeAndCurrency(raw)
    takeTexts(raw)
    draft.standing = standingIn(raw)
    if (draft.standing === 'booked') bookings += 1
    summaryAt = isSummaryHeading(raw) ? bookings : null
    const at = store.add(draft)
    for (const { fault: kind, value } of said) {
      notes.set(noteKey(at, kind), value)
      noted.set(kind, (noted.get(kind) ?? 0) + 1)
    }
    taken(at)
    return draft.amount
  }

  function typeOf(text: string): number | null {
    if (amounts.direction(text) === null && (besides(text) !== null || recordNamed(text) !== null)) return null
    const type = namedType(text)
    // The first ones that aren't known are noted.
    return type ?? ((noted.get('type.unknown') ?? 0) < MOST_NOTES ? null : -1)
  }

  function plain(columns: StatementFormat['columns'], moreText: readonly number[]): PlainTaker | null {
    const { date, amount, debit, credit, direction, fee } = columns
    const isPlain =
      sums.size === 0 &&
      format.year === undefined &&
      date !== undefined &&
      columns.month === undefined &&
      columns.year === undefined &&
      amount !== undefined &&
      moreText.length === 0 &&
      format.sign === 'as-is' &&
      format.units === undefined
    if (!isPlain || debit !== undefined || credit !== undefined || direction !== undefined || fee !== undefined)
      return null
    return createPlainTaker({
      store,
      columns,
      format,
      dayOf(text) {
        const day = days.read(text)
        return typeof day === 'string' ? null : day
      },
      isMarkSettled: marks.isSettled,
      noteSign: amounts.noteSign,
      typeOf,
      currencyOf: (text) => (/^[A-Z]{3}$/.test(text) ? text : null),
      isBooked: (status) => status === '' || statuses(status) === 'booked',
      currencyAbove: sections.currency,
      accountAbove: () => (sections.pending() ? null : sections.account()),
      taken(at) {
        bookings += 1
        taken(at)
      },
    })
  }

  return {
    take,
    plain,
    notes,
    // What is carried from page to page stands between bookings, and declares nothing of the whole.
    declared: () => ({
      start: atAnEnd(openings, bookings)[0]?.held ?? null,
      end: atAnEnd(closings, bookings).at(-1)?.held ?? null,
    }),
    seen: () => ({ days: days.open(), signs: amounts.signs(), sides: amounts.sides(), marks: marks.seen() }),
  }
}

/** A row like “Opening balance”, and how many bookings stand before it. */
interface DeclaredRow {
  readonly held: Money
  readonly before: number
}

function atAnEnd(rows: readonly DeclaredRow[], bookings: number): readonly DeclaredRow[] {
  return rows.filter(({ before }) => before === 0 || before === bookings)
}

const AMOUNT_MISSING = faultBit('amount.missing')
const SPOILT =
  faultBit('date.impossible') |
  faultBit('amount.not-finite') |
  faultBit('amount.too-precise') |
  faultBit('amount.too-large') |
  faultBit('amount.both-sides')

function unclear(value: string): AmountRead {
  return { amount: null, noSign: false, fault: 'amount.unreadable', value, isSum: false }
}

const LONGEST_CURRENCY = 20
const LONGEST_ACCOUNT = 200
const CURRENCY_SIGNS: ReadonlyMap<string, string> = new Map([
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['₹', 'INR'],
  ['₺', 'TRY'],
  ['TL', 'TRY'],
  ['₪', 'ILS'],
  ['₩', 'KRW'],
  ['원', 'KRW'],
  ['円', 'JPY'],
  ['₽', 'RUB'],
  ['РУБ', 'RUB'],
  ['₴', 'UAH'],
  ['ГРН', 'UAH'],
  ['฿', 'THB'],
  ['₫', 'VND'],
  ['₱', 'PHP'],
  ['₦', 'NGN'],
  ['ZŁ', 'PLN'],
  ['KČ', 'CZK'],
  ['FR', 'CHF'],
  ['SFR', 'CHF'],
  ['R', 'ZAR'],
  ['RM', 'MYR'],
  ['RP', 'IDR'],
  ['KSH', 'KES'],
])
/** Whose dollars, by the letters before the sign. */
const DOLLARS: ReadonlyMap<string, string> = new Map([
  ['US', 'USD'],
  ['U', 'USD'],
  ['A', 'AUD'],
  ['AU', 'AUD'],
  ['NZ', 'NZD'],
  ['C', 'CAD'],
  ['CA', 'CAD'],
  ['CDN', 'CAD'],
  ['HK', 'HKD'],
  ['S', 'SGD'],
  ['SG', 'SGD'],
  ['NT', 'TWD'],
  ['R', 'BRL'],
  ['MX', 'MXN'],
])

function currencyOf(written: string): string {
  const name = written.trim().toUpperCase().slice(0, LONGEST_CURRENCY).replace(/\.$/, '')
  const letters = /^([A-Z]{0,3})\$$/.exec(name)?.[1]
  if (letters === undefined) return CURRENCY_SIGNS.get(name) ?? name
  // `CAD$` says it twice. Whose dollars others are isn't known.
  return DOLLARS.get(letters) ?? (/^(?:USD|AUD|CAD|NZD|HKD|SGD)$/.test(letters) ? letters : '$')
}

const DOLLARS_BESIDE = /(?<![A-Za-z])(?:[A-Z]{3}(?![A-Za-z$])|[A-Z]{0,3}\$)/
const CURRENCY_BESIDE =
  /(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])|[€£₹₺₪₩₽₴฿₫₱₦円원]|zł|Kč|руб|грн|(?<![A-Za-z])(?:TL|Php|(?:RM|Rp|R|K[Ss]h|S?Fr)(?=[-.\s\d]))/u

/** The currency that stands beside an amount, where no column has it: `-355,91 PLN`. */
function besideAmount({ amount, debit, credit }: RawLine, currencyNamed: (text: string) => string): string | null {
  const written = amount === '' ? (debit === '' ? credit : debit) : amount
  const last = written.charCodeAt(written.length - 1)
  const first = written.charCodeAt(0)
  if (written === '' || (isFigure(last) && (isFigure(first) || (first === MINUS && isFigure(written.charCodeAt(1))))))
    return null
  if (written.length > LONGEST_NUMBER) return null
  const beside = (written.includes('$') ? DOLLARS_BESIDE : CURRENCY_BESIDE).exec(written)?.[0]
  return beside === undefined ? null : currencyNamed(beside)
}

function isFigure(code: number): boolean {
  return code >= 48 && code <= 57
}

const MINUS = 45

function directionsIn(words: StatementFormat['words']): ReadonlyMap<string, Direction> {
  return new Map(
    Object.entries(words).flatMap(([word, meaning]) =>
      meaning === 'in' || meaning === 'out' ? [[word, meaning] as const] : [],
    ),
  )
}

const MOST_WORDS = 1_000

/** What words of a status column say; each is looked at once. */
function statusReader(words: StatementFormat['words']): (text: string) => LineStanding | null {
  const known = new Map<string, LineStanding | null>()
  const explained = new Map(Object.entries(words))
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const told = explained.get(text.trim().toLowerCase())
    const standing = text.trim() === '' ? 'booked' : told === 'in' || told === 'out' ? null : (told ?? standingOf(text))
    if (known.size < MOST_WORDS) known.set(text, standing)
    return standing
  }
}

/** The same answer for the same text, worked out once. */
function cached<Answer>(answer: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const found = answer(text)
    if (known.size < MOST_WORDS) known.set(text, found)
    return found
  }
}

/** Enough numbers of one kind to stop looking at each. */
const SETTLED = 50
const LONGEST_NUMBER = 40

/** Watches how numbers are written, until it is settled or there is nothing more to learn. */
function markWatch() {
  const seen = { point: 0, comma: 0, openPoint: 0, openComma: 0, sample: '' }
  return {
    seen: (): SeenMarks => seen,
    isSettled: () => seen.point > SETTLED || seen.comma > SETTLED,
    take(written: string): void {
      // Once it is settled, only a mark with three figures and no more behind it has to be looked at.
      if (seen.point > SETTLED || seen.comma > SETTLED) {
        const code = written.charCodeAt(written.length - 4)
        if (code !== POINT && code !== COMMA) return
      }
      if (written.length > LONGEST_NUMBER) return
      const mark = markOf(written)
      if (mark === null) return
      if (mark === '.') seen.point += 1
      else if (mark === ',') seen.comma += 1
      else {
        if (written.includes('.')) seen.openPoint += 1
        else seen.openComma += 1
        if (seen.sample === '') seen.sample = written.trim()
      }
    },
  }
}

const POINT = 46
const COMMA = 44

const MOST_DAYS_KEPT = 20_000

/**
 * Reads dates in one order. Statements hold few days and many lines, so each text is read once; but one without its year is of the
 * year that puts it nearest to the line before.
 */
function dayReader(order: DateOrder, year: number | undefined) {
  const known = new Map<string, number | DayProblem>()
  const open = { first: 0, second: 0, differ: false }
  const last: { text: string | null; day: number | DayProblem } = { text: null, day: 'missing' }
  let previous: number | null = null
  return {
    open: () => open,
    read(text: string): number | DayProblem {
      // Mostly that of the line before: to compare a fresh text takes less than to look it up.
      if (last.text !== text) {
        last.day = year === undefined ? readOnce(text) : readInYear(text, year)
        last.text = text
      }
      return last.day
    },
  }

  function readInYear(text: string, first: number): number | DayProblem {
    const whole = readOnce(text)
    const found = typeof whole === 'number' || whole === 'missing' ? null : dayOfYear(text, order)
    const day = found === null ? whole : dayInYear(found, first, previous)
    if (found !== null) noteOpen(openNumbersOfYear(text))
    if (typeof day === 'number') previous = day
    return day
  }

  function noteOpen(numbers: readonly [number, number] | null): void {
    if (numbers === null) return
    open.first = Math.max(open.first, numbers[0])
    open.second = Math.max(open.second, numbers[1])
    if (numbers[0] !== numbers[1]) open.differ = true
  }

  function readOnce(text: string): number | DayProblem {
    const before = known.get(text)
    if (before !== undefined) return before
    const day = parseDay(text, order)
    noteOpen(openNumbers(text))
    if (known.size < MOST_DAYS_KEPT) known.set(text, day)
    return day
  }
}
