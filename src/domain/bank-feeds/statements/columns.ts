// What each column of a CSV is. A role comes from a heading that is known, and only where the column's contents fit it; whatever
// else is put here is a guess, marked as one, which the user looks at before anything is pushed.
import { type ColumnRole, type DecimalMark, type FeeRule, MOST_COLUMNS, type SignRule } from './schema'
import { bareDay, isBareNumber, monthNamed, openNumbers, parseDay } from './days'
import { wayOfWords } from './doubt-sign'
import { headingName, type HeadingWord, type Meaning, readHeading } from './headings'
import { directionOf, standingOf } from './line-words'
import { markOf, type Money, parseMoney, signOf, sizeOf } from './money'
import { whoseAccount } from './whose-account'

export type Row = readonly string[]
export type Columns = Partial<Record<ColumnRole, number>>

/** How it is known what a column is. `empty`: nothing stands in it as far as it was looked at. */
export type ColumnHow = 'named' | 'guessed' | 'unknown' | 'empty'

/** A question about the columns; `value` names those it is about. */
export interface ColumnDoubt {
  readonly code: 'columns.guessed' | 'columns.unknown' | 'columns.twice'
  readonly value: string
}

export interface Recognised {
  readonly columns: Columns
  readonly moreText: readonly number[]
  readonly hows: readonly ColumnHow[]
  readonly sign: SignRule
  readonly fee: FeeRule
  readonly decimal: DecimalMark
  /** The currency that the amount's heading names. */
  readonly currency: string | null
  readonly doubts: readonly ColumnDoubt[]
  /** Columns that nothing stood in and that aren't read. */
  readonly unread: readonly number[]
}

const NOTHING: Recognised = {
  columns: {},
  moreText: [],
  hows: [],
  sign: 'as-is',
  fee: 'unknown',
  decimal: '.',
  currency: null,
  doubts: [],
  unread: [],
}

/** What a column holds, as far as its first cells tell. */
interface Contents {
  readonly cells: readonly string[]
  readonly empty: boolean
  readonly dates: boolean
  readonly money: boolean
  /** Money with places: no reference or number of a cheque looks like that. */
  readonly places: boolean
  readonly currencies: boolean
  readonly directions: boolean
  readonly statuses: boolean
  /** Nothing but words for both directions. */
  readonly directs: boolean
  /** Nothing but words that say whether a line is booked, and of some that it isn't. */
  readonly standings: boolean
}

interface Column extends HeadingWord {
  readonly index: number
  readonly heading: string
  readonly contents: Contents
  /** The meaning that heading and contents agree on; null where there is none. */
  readonly meaning: Meaning | null
}

/** `-`, `--`, a spreadsheet’s `$ -`, and what programs write for nothing. */
const NOTHING_SAID = /^(?:\p{Sc}?\s*[-\u2013\u2014]+|n\/a|nil|none|null)$/iu

/** Cells of a column that say something. */
export function cellsOf(rows: readonly Row[], column: number | undefined): string[] {
  if (column === undefined) return []
  return rows.map((row) => (row[column] ?? '').trim()).filter((cell) => cell !== '' && !NOTHING_SAID.test(cell))
}

/** `lines`: the rows among them that can be lines; what stands below them, like a summary, says nothing of a column. */
function contentsOf(rows: readonly Row[], lines: readonly Row[], column: number): Contents {
  const cells = cellsOf(rows, column)
  const judged = cellsOf(lines, column)
  const shareOf = (test: (cell: string) => boolean): number => share(judged.length === 0 ? cells : judged, test)
  const money = shareOf(isSomeMoney) >= 0.8
  // No amount is a word for a direction or a state.
  const wayOf = remembering(directionOf)
  const standing = remembering(standingOf)
  const ways = money ? [] : cells.map(wayOf)
  const standings = money ? [] : cells.map(standing)
  return {
    cells,
    empty: cells.length === 0,
    dates: shareOf(isSomeDay) >= 0.5,
    money,
    places: money && shareOf((cell) => /[.,]\d{2}\D*$/.test(cell)) >= 0.8,
    currencies: shareOf((cell) => /^(?:[A-Za-z]{3}|[A-Z]{0,2}\p{Sc}|zł|Kč|kr)$/u.test(cell)) >= 0.8,
    directions: !money && shareOf((cell) => wayOf(cell) !== null) >= 0.6,
    statuses: !money && shareOf((cell) => standing(cell) !== null) >= 0.5,
    directs: new Set(ways).size === 2 && !ways.includes(null),
    standings: new Set(standings).size > 1 && !standings.includes(null),
  }
}

/** The same answers, each text looked at once. */
function remembering<Answer>(answer: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const found = answer(text)
    known.set(text, found)
    return found
  }
}

function share(cells: readonly string[], test: (cell: string) => boolean): number {
  return cells.filter(test).length / Math.max(cells.length, 1)
}

/** `20261113`, which is a number as well. */
function isRunOfDay(cell: string): boolean {
  return (/^(?:19|20)\d{6}$/.test(cell) || (/^\d{8}$/.test(cell) && bareDay(cell) !== cell)) && isSomeDay(cell)
}

export function isSomeDay(cell: string): boolean {
  if (!HAS_FIGURE.test(cell) || isBareNumber(cell.trim())) return false
  if (typeof parseDay(cell, 'dmy') === 'number') return true
  // The order says something of numbers alone.
  return openNumbers(cell) !== null && typeof parseDay(cell, 'mdy') === 'number'
}

const HAS_FIGURE = /\p{Nd}/u

export function isSomeMoney(cell: string): boolean {
  if (!HAS_FIGURE.test(cell)) return false
  return typeof parseMoney(cell, '.') === 'bigint' || typeof parseMoney(cell, ',') === 'bigint'
}

/** Whether contents can be what a heading says. An empty column can be anything. */
function fits(meaning: Meaning, contents: Contents): boolean {
  if (contents.empty) return true
  switch (meaning) {
    case 'booking-date':
    case 'plain-date':
    case 'transaction-date':
    case 'value-date':
      return contents.dates
    case 'plain-amount':
    case 'net':
    case 'gross':
    case 'debit':
    case 'credit':
    case 'fee':
    case 'balance':
      return contents.money
    case 'day-of-month':
      return contents.cells.every((cell) => /^\d{1,2}$/.test(cell) && Number(cell) >= 1 && Number(cell) <= 31)
    case 'month':
      return contents.cells.every((cell) => monthNamed(cell) !== null || /^(?:0?[1-9]|1[0-2])$/.test(cell))
    case 'year':
      return contents.cells.every((cell) => /^(?:19|20)?\d{2}$/.test(cell))
    case 'currency':
      return contents.currencies
    case 'direction':
      return contents.directions
    case 'status':
      return !contents.money && !contents.dates && !arePlaces(contents)
    case 'description':
    case 'counterparty':
    case 'type':
      return !contents.places
    case 'reference':
    case 'id':
    case 'account':
    case 'note':
    case 'unused':
      return true
  }
}

/**
 * What heading and contents agree on. Where they don't, a heading that can mean one thing only is still believed if every line
 * that doesn't read is a finding of its own: a day or an amount that is spoilt is one.
 */
function meaningOf({ meanings }: HeadingWord, contents: Contents): Meaning | null {
  const fitting = meanings.find(
    (one) => fits(one, contents) && (one !== 'status' || meanings.length === 1 || contents.statuses),
  )
  if (fitting !== undefined || meanings.length !== 1) return fitting ?? null
  const [only = null] = meanings
  if (only === null || only === 'description' || only === 'counterparty' || only === 'type') return null
  if (only === 'month' || only === 'year' || only === 'day-of-month') return null
  // “Posted” above days is a day.
  if (only === 'status' && contents.dates) return null
  // “Debit” above Y and N holds no amount that could be spoilt.
  if ((only === 'debit' || only === 'credit') && !contents.cells.some(isSomeMoney)) return null
  return (only === 'currency' && contents.money) || (only === 'status' && arePlaces(contents)) ? null : only
}

/** “State” above CA and TX is a place. */
function arePlaces({ cells, statuses }: Contents): boolean {
  return cells.length > 0 && !statuses && cells.every((cell) => /^[A-Z]{2}$/.test(cell))
}

/** Whether a row can be the heading of a statement: it names a day and something of money, and holds neither. */
export function isHeading(row: Row): boolean {
  if (row.some(isData)) return false
  const meanings = row.flatMap((cell) => readHeading(cell).meanings)
  const isDated = meanings.some(isDate) || (meanings.includes('month') && meanings.includes('year'))
  return isDated && meanings.some(isMoney)
}

/** Cells of a row whose words are known, where nothing in it is a day or an amount. */
export function knownWords(row: Row): number {
  return row.some(isData) ? 0 : row.filter((cell) => cell.trim() !== '' && readHeading(cell).meanings.length > 0).length
}

function isData(cell: string): boolean {
  return isSomeDay(cell) || isSomeMoney(cell)
}

/** Whether a row holds a day and an amount. */
export function isLine(row: Row): boolean {
  return row.some(isSomeDay) && row.some((cell) => isSomeMoney(cell) && !isSomeDay(cell))
}

function isDate(meaning: Meaning): boolean {
  return meaning.endsWith('-date')
}

const MONEY: ReadonlySet<Meaning> = new Set<Meaning>(['plain-amount', 'net', 'gross', 'debit', 'credit'])
const isMoney = (meaning: Meaning): boolean => MONEY.has(meaning)

/** Roles by heading. `body` is what follows it, the first rows, and `above` what stands over it. */
export function columnsByHeading(heading: Row, body: readonly Row[], above: readonly Row[] = []): Recognised {
  const lines = body.slice(0, body.findLastIndex(isLine) + 1)
  const read = heading.slice(0, MOST_COLUMNS).map((cell, index): Column => {
    const word = readHeading(cell)
    const contents = contentsOf(body, lines, index)
    return { ...word, index, heading: cell.trim(), contents, meaning: meaningOf(word, contents) }
  })
  const decimal = decimalOf(read.filter(({ contents }) => contents.money).flatMap(({ contents }) => contents.cells))
  const sample: Sample = { rows: body, decimal }
  const proofs = {
    lines: body.length,
    above: above.map((row) => row.join(' ')).join('\n'),
    isOneBalance: () => isOneBalance(read, sample),
  }
  const all = read.map((column): Column => {
    const whose = column.meaning === 'account' ? whoseAccount(column, read, proofs) : 'own'
    return whose === 'own' ? column : { ...column, meaning: whose === 'other' ? 'unused' : null }
  })
  const of = (meaning: Meaning): Column[] => preferred(all, meaning)
  const filled = (meaning: Meaning): Column[] => of(meaning).filter(({ contents }) => !contents.empty)
  const doubts: ColumnDoubt[] = []
  const alike: Column[] = []
  const twice = (columns: readonly Column[]): void => void alike.push(...columns)
  const columns: Columns = {}
  const set = (role: ColumnRole, column: Column | undefined): void => {
    if (column !== undefined) columns[role] = column.index
  }

  setDate({ of, filled, set, twice, body })
  setDateOfParts(columns, all, filled)
  const balances = filled('balance')
  const moneyOf = chooseMoney({ of, filled, sample, balances, twice })
  set('amount', moneyOf.amount)
  set('debit', moneyOf.debit)
  set('credit', moneyOf.credit)
  set('fee', moneyOf.fee)
  const money = moneyOf.amount ?? moneyOf.debit ?? moneyOf.credit
  const proved = balances.filter(
    ({ index }) => moneyOf.amount !== undefined && runsOn(sample, moneyOf.amount.index, index),
  )
  if (balances.length > 1 && proved.length !== 1) twice(balances)
  set('balance', (proved.length === 1 ? proved[0] : balances[0]) ?? of('balance')[0])
  // What the amount's own heading names is the account's; another beside it is what somebody paid in.
  const currencies = filled('currency').filter(
    ({ contents }) => !money?.currency || contents.cells.every((cell) => cell.toUpperCase() === money.currency),
  )
  if (areDifferent(body, currencies)) twice(currencies)
  if (filled('currency').length === 0 || currencies.length > 0) set('currency', currencies[0] ?? of('currency')[0])
  // “Dr / Cr” behind the balance is the balance's.
  const ofBalance = new Set(balances.map(({ index }) => index + 1))
  const directions = filled('direction').filter(({ index }, _, every) => every.length === 1 || !ofBalance.has(index))
  if (directions.length > 1) twice(directions)
  set('direction', directions[0] ?? of('direction')[0])
  if (filled('status').length > 1) twice(filled('status'))
  set('status', filled('status')[0] ?? of('status')[0])
  for (const role of ['description', 'counterparty', 'reference', 'id', 'type', 'account'] as const) {
    set(role, filled(role)[0] ?? of(role)[0])
  }
  // A remark of somebody's own is all that some programs and banks say of a line.
  const [note] = filled('note')
  if (note !== undefined && filled('description').length + filled('counterparty').length === 0) set('description', note)
  const moreText = furtherText(all, columns.description)
  if (alike.length > 0) doubts.push({ code: 'columns.twice', value: namesOf(alike) })
  const unknown = all.filter(({ meaning, contents }) => meaning === null && !contents.empty)
  if (unknown.length > 0) doubts.push({ code: 'columns.unknown', value: namesOf(unknown) })
  const hows = all.map(({ meaning, contents }): ColumnHow => {
    if (contents.empty && meaning === null) return 'empty'
    return meaning === null ? 'unknown' : 'named'
  })
  const guessed = guessMissing(columns, all, unknown, sample)
  const guessedMoney = all[columns.amount ?? columns.debit ?? -1]
  const guessedCurrency = money === undefined ? (guessedMoney?.currency ?? null) : null
  if (guessedCurrency !== null && columns.currency !== undefined) {
    const written = all[columns.currency]?.contents.cells ?? []
    if (written.some((cell) => cell.toUpperCase() !== guessedCurrency)) delete columns.currency
  }
  for (const index of guessed) hows[index] = 'guessed'
  if (guessed.length > 0) {
    doubts.push({ code: 'columns.guessed', value: namesOf(guessed.flatMap((index) => all[index] ?? [])) })
  }
  return {
    columns,
    moreText,
    hows,
    decimal,
    sign: signRuleOf(body, columns),
    fee: moneyOf.feeRule,
    currency: money?.currency ?? guessedCurrency,
    doubts,
    unread: unread(all, columns, moreText),
  }
}

/** Whether one balance goes round with the amounts of all lines, whatever account stands on them. */
function isOneBalance(all: readonly Column[], sample: Sample): boolean {
  const filled = (...meanings: Meaning[]): Column[] =>
    all.filter(({ meaning, contents }) => meaning !== null && meanings.includes(meaning) && !contents.empty)
  const amounts = filled('plain-amount', 'net', 'gross')
  return filled('balance').some(
    ({ index }) =>
      amounts.some((amount) => runsOn(sample, amount.index, index)) ||
      filled('debit').some((debit) => filled('credit').some((credit) => sidesRunOn(sample, debit, credit, { index }))),
  )
}

/** Whether columns that could be the same thing ever say different things. */
function areDifferent(body: readonly Row[], columns: readonly Column[]): boolean {
  const [first, ...others] = columns
  if (first === undefined) return false
  const cell = (row: Row, { index }: Column): string => (row[index] ?? '').trim()
  return others.some((other) =>
    body.some((row) => cell(row, other) !== '' && cell(row, first) !== '' && cell(row, other) !== cell(row, first)),
  )
}

/** Columns of one meaning, the preferred heading first. */
function preferred(all: readonly Column[], meaning: Meaning): Column[] {
  return all.filter((column) => column.meaning === meaning).toSorted((a, b) => a.rank(meaning) - b.rank(meaning))
}

function namesOf(columns: readonly Pick<Column, 'heading' | 'index'>[]): string {
  return columns
    .map(({ heading, index }) => (heading === '' ? `Column ${index + 1}` : heading))
    .join(', ')
    .slice(0, 200)
}

type Of = (meaning: Meaning) => Column[]
type Twice = (columns: readonly Column[]) => void

/** The day of booking, else any day, else that of the payment, else that of its value. */
function setDate({
  of,
  filled,
  set,
  twice,
  body,
}: {
  of: Of
  filled: Of
  set: (role: ColumnRole, column: Column | undefined) => void
  twice: Twice
  body: readonly Row[]
}): void {
  const kinds = ['booking-date', 'plain-date', 'transaction-date', 'value-date'] as const
  const dated: Of = (meaning) => filled(meaning).filter(({ contents }) => contents.dates)
  const readable = kinds.find((one) => dated(one).length > 0)
  const kind = readable ?? kinds.find((one) => filled(one).length > 0) ?? kinds.find((one) => of(one).length > 0)
  if (kind === undefined) return
  const columns = readable === undefined ? filled(kind) : dated(kind)
  if (areDifferent(body, columns)) twice(columns)
  // “13.11” without a year is no day; that of another kind beside it is asked about.
  const preferred = kinds.find((one) => filled(one).length > 0)
  if (readable !== undefined && preferred !== readable && preferred !== undefined)
    twice([...filled(preferred), ...columns])
  set('date', columns[0] ?? of(kind)[0])
  if (kind !== 'value-date') set('value-date', filled('value-date')[0])
}

/** A day, a month and a year in columns of their own, where no column has all of it. */
function setDateOfParts(columns: Columns, all: readonly Column[], filled: Of): void {
  const [day] = filled('day-of-month')
  const [month] = filled('month')
  const [year] = filled('year')
  const isWhole = columns.date !== undefined && all[columns.date]?.contents.dates === true
  if (isWhole || day === undefined || month === undefined || year === undefined) return
  columns.date = day.index
  columns.month = month.index
  columns.year = year.index
}

interface Sample {
  readonly rows: readonly Row[]
  readonly decimal: DecimalMark
}

interface ChosenMoney {
  readonly amount?: Column | undefined
  readonly debit?: Column | undefined
  readonly credit?: Column | undefined
  readonly fee?: Column | undefined
  readonly feeRule: FeeRule
}

/** Which columns are the account's own amount. Several that could be are settled by sums and balances, or asked about. */
function chooseMoney(of: {
  of: Of
  filled: Of
  sample: Sample
  balances: readonly Column[]
  twice: Twice
}): ChosenMoney {
  const { filled, sample, balances, twice } = of
  const plain = filled('plain-amount')
  const net = filled('net')
  const gross = filled('gross')
  const fees = filled('fee')
  const sides = { debit: filled('debit'), credit: filled('credit') }
  if (fees.length > 1) twice(fees)
  const fee = fees[0]
  const both = sides.debit.length + sides.credit.length > 0
  if (sides.debit.length > 1) twice(sides.debit)
  if (sides.credit.length > 1) twice(sides.credit)
  const debit = sides.debit[0] ?? of.of('debit')[0]
  const credit = sides.credit[0] ?? of.of('credit')[0]
  const single = plain.length + net.length + gross.length > 0
  if (both && !single) return { debit, credit, fee, feeRule: feeRuleOf(sample, { debit, credit }, fee, balances[0]) }
  if (both) {
    const [amount] = plain
    const same =
      amount !== undefined &&
      plain.length === 1 &&
      net.length + gross.length === 0 &&
      isDifference(sample, amount, debit, credit)
    if (
      amount !== undefined &&
      plain.length === 1 &&
      net.length + gross.length === 0 &&
      isSizeOf(sample, amount, debit, credit)
    )
      return { debit, credit, fee, feeRule: feeRuleOf(sample, { debit, credit }, fee, balances[0]) }
    if (!same) twice([...plain, ...net, ...gross, ...sides.debit, ...sides.credit])
    // Parts of a booking stand in rows of their own, as with “Einzelbetrag”: the sides are the booking's.
    if (!same && amount !== undefined && areApart(sample, [amount], [debit, credit]))
      return { debit, credit, fee, feeRule: feeRuleOf(sample, { debit, credit }, fee, balances[0]) }
    return { amount: amount ?? net[0] ?? gross[0], fee, feeRule: feeRuleOf(sample, { amount }, fee, balances[0]) }
  }
  if (net.length > 0) {
    const before = [...gross, ...plain]
    if (net.length > 1 || before.length > 1) twice([...net, ...before])
    else if (before[0] !== undefined && !areSum(sample, net[0] as Column, before[0], fee)) twice([...net, ...before])
    return { amount: net[0], feeRule: 'unknown' }
  }
  if (plain.length + gross.length > 1) {
    const proved =
      balances[0] === undefined ? [] : plain.filter(({ index }) => runsOn(sample, index, balances[0]?.index ?? 0))
    if (proved.length === 1)
      return { amount: proved[0], fee, feeRule: feeRuleOf(sample, { amount: proved[0] }, fee, balances[0]) }
    twice([...plain, ...gross])
    const likely = plain[0] ?? gross[0]
    return { amount: likely, fee, feeRule: feeRuleOf(sample, { amount: likely }, fee, balances[0]) }
  }
  // A gross amount alone leaves open what the account got.
  if (gross[0] !== undefined && fee === undefined) twice(gross)
  const amount = plain[0] ?? gross[0] ?? of.of('plain-amount')[0]
  return {
    amount,
    ...(amount === undefined ? { debit, credit } : {}),
    fee,
    feeRule: feeRuleOf(sample, { amount }, fee, balances[0]),
  }
}

function moneyAt({ decimal }: Sample, row: Row | undefined, column: number | undefined): Money | null {
  const value = column === undefined ? 'empty' : parseMoney(row?.[column] ?? '', decimal)
  return typeof value === 'bigint' ? value : null
}

/** No row has something in columns of both kinds. */
function areApart(
  sample: Sample,
  some: readonly (Column | undefined)[],
  others: readonly (Column | undefined)[],
): boolean {
  const holds = (row: Row, columns: readonly (Column | undefined)[]): boolean =>
    columns.some((column) => (moneyAt(sample, row, column?.index) ?? 0n) !== 0n)
  return !sample.rows.some((row) => holds(row, some) && holds(row, others))
}

/** The amount is always money in less money out. */
function isDifference(sample: Sample, amount: Column, debit?: Column, credit?: Column): boolean {
  return sample.rows.every((row) => {
    const whole = moneyAt(sample, row, amount.index)
    const out = moneyAt(sample, row, debit?.index) ?? 0n
    const into = moneyAt(sample, row, credit?.index) ?? 0n
    return whole === null || whole === into - sizeOf(out)
  })
}

/** The amount has no sign and is always as large as the one side that is filled, so that the sides say more. */
function isSizeOf(sample: Sample, amount: Column, debit?: Column, credit?: Column): boolean {
  return sample.rows.every((row) => {
    const whole = moneyAt(sample, row, amount.index)
    const out = moneyAt(sample, row, debit?.index) ?? 0n
    const into = moneyAt(sample, row, credit?.index) ?? 0n
    return whole === null || (whole >= 0n && (out === 0n) !== (into === 0n) && whole === sizeOf(out) + sizeOf(into))
  })
}

/** What is left is always the whole and its fee, whichever sign the fee has. */
function areSum(sample: Sample, net: Column, gross: Column, fee: Column | undefined): boolean {
  return sample.rows.every((row) => {
    const [left, whole] = [moneyAt(sample, row, net.index), moneyAt(sample, row, gross.index)]
    const taken = moneyAt(sample, row, fee?.index) ?? 0n
    return left === null || whole === null || left === whole + taken || left === whole - taken
  })
}

/** What the balances prove of the fee: only a rule that fits every line, and at least one that has a fee. */
function feeRuleOf(
  sample: Sample,
  { amount, debit, credit }: AmountColumns,
  fee: Column | undefined,
  balance: Column | undefined,
): FeeRule {
  if (fee === undefined || balance === undefined) return 'unknown'
  const feeIn = (row: Row): Money => moneyAt(sample, row, fee.index) ?? 0n
  // A fee that stands alone is all that its line moves.
  const amountIn = (row: Row): Money | null =>
    (amount === undefined ? sidesIn(sample, row, debit, credit) : moneyAt(sample, row, amount.index)) ??
    (feeIn(row) === 0n ? null : 0n)
  const rules = { included: 0n, subtract: -1n, add: 1n } as const
  const proved = (Object.keys(rules) as (keyof typeof rules)[]).filter((rule) =>
    holds(sample, amountIn, balance.index, {
      more: (row) => feeIn(row) * rules[rule],
      tells: (row) => feeIn(row) !== 0n,
    }),
  )
  return proved.length === 1 ? (proved[0] ?? 'unknown') : 'unknown'
}

/** Whether a balance runs on with the amounts, from the top or from the bottom. */
function runsOn(sample: Sample, amount: number, balance: number): boolean {
  return holds(sample, (row) => moneyAt(sample, row, amount), balance, { more: () => 0n, tells: () => true })
}

interface AmountColumns {
  readonly amount?: Column | undefined
  readonly debit?: Column | undefined
  readonly credit?: Column | undefined
}

/** Money in less money out; null where a row has neither. */
function sidesIn(sample: Sample, row: Row, debit?: Column, credit?: Column): Money | null {
  const out = moneyAt(sample, row, debit?.index)
  const into = moneyAt(sample, row, credit?.index)
  return out === null && into === null ? null : (into ?? 0n) - sizeOf(out ?? 0n)
}

/** `tells`: a line that proves something, of which there has to be one. */
function holds(
  sample: Sample,
  amountIn: (row: Row) => Money | null,
  balance: number,
  { more, tells }: { more: (row: Row) => Money; tells: (row: Row) => boolean },
): boolean {
  const whole = (row: Row): boolean => moneyAt(sample, row, balance) !== null && amountIn(row) !== null
  const rows = sample.rows.filter(whole)
  const step = (row: Row): Money => (amountIn(row) ?? 0n) + more(row)
  const held = (row: Row): Money => moneyAt(sample, row, balance) ?? 0n
  const pairs = rows.slice(1).map((row, at) => [rows[at] ?? row, row] as const)
  const down = pairs.every(([above, row]) => held(row) === held(above) + step(row))
  const up = pairs.every(([above, row]) => held(above) === held(row) + step(above))
  return (down && pairs.some(([, row]) => tells(row))) || (up && pairs.some(([above]) => tells(above)))
}

/** `Description 2` and the like, in order. */
function furtherText(all: readonly Column[], description: number | undefined): number[] {
  return all
    .filter(
      ({ meaning, index, heading }) => meaning === 'description' && index !== description && /\d\s*$/.test(heading),
    )
    .map(({ index }) => index)
    .slice(0, 20)
}

/** Puts what is missing where the contents of unknown columns make it likely, and gives which columns. */
function guessMissing(columns: Columns, all: readonly Column[], unknown: readonly Column[], sample: Sample): number[] {
  const free = new Set(unknown.map(({ index }) => index))
  const guessed: number[] = []
  const guess = (role: ColumnRole, column: Column | undefined): void => {
    if (column === undefined) return
    columns[role] = column.index
    free.delete(column.index)
    guessed.push(column.index)
  }
  const find = (test: (column: Column) => boolean): Column | undefined =>
    all.find((column) => free.has(column.index) && test(column))
  if (columns.date === undefined)
    guess(
      'date',
      find(({ contents }) => contents.dates),
    )
  if (columns.amount === undefined && columns.debit === undefined && columns.credit === undefined) {
    const { balance } = columns
    const running = balance === undefined ? undefined : find(({ index }) => runsOn(sample, index, balance))
    const likely = (column: Column): boolean =>
      !/\b(?:fee|rate|tax|vat|price|quantity|preis|prix|precio|prezzo|menge|gebühr|frais|kurs|minor|cents?|pence|centimes|centavos|øre|öre)\b/iu.test(
        headingName(column.heading),
      )
    const sides =
      running === undefined
        ? sidesAmong(
            all.filter(({ index }) => free.has(index)),
            sample,
          )
        : null
    const amount =
      running ?? find((one) => one.contents.places && likely(one)) ?? find((one) => one.contents.money && likely(one))
    if (sides === null) guess('amount', amount)
    guess('debit', sides?.debit)
    guess('credit', sides?.credit)
    if (balance === undefined) guess('balance', sides?.balance)
  }
  guessOtherSide()
  if (columns.description === undefined && columns.counterparty === undefined && columns.reference === undefined) {
    guess('description', wordiest(all.filter(({ index }) => free.has(index))))
  }
  if (columns.direction === undefined && columns.amount !== undefined && areUnsigned(sample, columns.amount))
    guess(
      'direction',
      find(({ contents }) => contents.directs),
    )
  if (columns.status === undefined)
    guess(
      'status',
      find(({ contents }) => contents.standings),
    )
  return guessed

  /** Beside one side that is named, a column that holds what the other one would, in just the rows where it is empty. */
  function guessOtherSide(): void {
    const [named, other] =
      columns.credit === undefined ? [columns.debit, 'credit' as const] : [columns.credit, 'debit' as const]
    if (named === undefined || columns[other] !== undefined || columns.amount !== undefined) return
    const holdsAt = (row: Row, column: number): boolean => (moneyAt(sample, row, column) ?? 0n) !== 0n
    const rows = sample.rows.filter((row) => row.some(isSomeDay))
    guess(
      other,
      find(
        ({ contents, index }) =>
          contents.money && rows.length > 0 && rows.every((row) => holdsAt(row, named) !== holdsAt(row, index)),
      ),
    )
  }
}

/** No amount has a sign of its own. */
function areUnsigned({ rows }: Sample, amount: number): boolean {
  return cellsOf(rows, amount).every((cell) => signOf(cell) === null)
}

/**
 * Two columns of which every line fills one, as money out and money in do. Which is which is proved by a balance, else money out is
 * taken to stand first, unless the lines' words say otherwise.
 */
function sidesAmong(
  columns: readonly Column[],
  sample: Sample,
): { readonly debit: Column; readonly credit: Column; readonly balance: Column | undefined } | null {
  const money = columns.filter(({ contents }) => contents.money)
  const holds = (row: Row, { index }: Column): boolean => (moneyAt(sample, row, index) ?? 0n) !== 0n
  for (const [at, debit] of money.entries()) {
    for (const credit of money.slice(at + 1)) {
      const rows = sample.rows.filter((row) => row.some(isSomeDay))
      const one = rows.filter((row) => holds(row, debit) !== holds(row, credit)).length
      if (rows.length === 0 || one < rows.length || !areBothUsed(rows, debit, credit, holds)) continue
      const [first, second] = [sideIn(debit.heading), sideIn(credit.heading)]
      if (first !== null && first === second) continue
      if (first === 'credit' || second === 'debit') return { debit: credit, credit: debit, balance: undefined }
      const balance = money.find((column) => column !== debit && column !== credit)
      const runs = (out: Column, into: Column): boolean =>
        balance !== undefined && sidesRunOn(sample, out, into, balance)
      if (runs(debit, credit)) return { debit, credit, balance }
      if (runs(credit, debit)) return { debit: credit, credit: debit, balance }
      const isTurned = wordsTurn(rows, debit, holds)
      return { debit: isTurned ? credit : debit, credit: isTurned ? debit : credit, balance: undefined }
    }
  }
  return null
}

/** The side that a word of a heading names, where it names one only: “Gross Credit (GC)”. */
function sideIn(heading: string): 'debit' | 'credit' | null {
  const sides = headingName(heading)
    .split(' ')
    .filter((word) => word.length >= SHORTEST_SIDE)
    .flatMap((word) => readHeading(word).meanings)
    .filter((meaning) => meaning === 'debit' || meaning === 'credit')
  const [side = null] = sides
  return sides.every((one) => one === side) ? side : null
}

/** Shorter words, like “in” and “out”, stand in all kinds of headings. */
const SHORTEST_SIDE = 4

/** Whether what the lines say has money in stand in the first column: “Payment by direct debit” there, “Purchase” in the second. */
function wordsTurn(rows: readonly Row[], first: Column, holds: (row: Row, column: Column) => boolean): boolean {
  let turned = 0
  for (const row of rows) {
    const way = wayOfWords(row.join(' '))
    if (way !== null) turned += (way === 'in') === holds(row, first) ? 1 : -1
  }
  return turned > 0
}

function areBothUsed(
  rows: readonly Row[],
  debit: Column,
  credit: Column,
  holds: (row: Row, column: Column) => boolean,
): boolean {
  return rows.some((row) => holds(row, debit)) && rows.some((row) => holds(row, credit))
}

function sidesRunOn(sample: Sample, debit: Column, credit: Column, balance: Pick<Column, 'index'>): boolean {
  const step = (row: Row | undefined): Money => {
    const out = moneyAt(sample, row, debit.index) ?? 0n
    return (moneyAt(sample, row, credit.index) ?? 0n) - sizeOf(out)
  }
  const rows = sample.rows.filter((row) => moneyAt(sample, row, balance.index) !== null)
  const held = (row: Row): Money => moneyAt(sample, row, balance.index) ?? 0n
  const pairs = rows.slice(1).map((row, at) => [rows[at] ?? row, row] as const)
  if (pairs.length === 0) return false
  return (
    pairs.every(([above, row]) => held(row) === held(above) + step(row)) ||
    pairs.every(([above, row]) => held(above) === held(row) + step(above))
  )
}

function wordiest(columns: readonly Column[]): Column | undefined {
  const words = ({ contents }: Column): number =>
    contents.cells.reduce((sum, cell) => sum + cell.replace(/[^\p{L}]/gu, '').length, 0)
  return columns.filter((column) => words(column) > 0).toSorted((a, b) => words(b) - words(a))[0]
}

/** Without a heading everything is a guess: the day, the amount, the balance that runs on with it, and the wordiest column. */
export function columnsByContent(body: readonly Row[], width: number): Recognised {
  const all = Array.from({ length: Math.min(width, MOST_COLUMNS) }, (_, index): Column => {
    const contents = contentsOf(body, [], index)
    return { meanings: [], currency: null, rank: () => 0, index, heading: '', contents, meaning: null }
  })
  const decimal = decimalOf(all.filter(({ contents }) => contents.money).flatMap(({ contents }) => contents.cells))
  const sample: Sample = { rows: body, decimal }
  const dates = all.filter(
    ({ contents }) => contents.dates && (!contents.money || share(contents.cells, isRunOfDay) >= 0.6),
  )
  // The same day on each line, beside others, is that of the statement.
  const date = dates.find(({ contents }) => new Set(contents.cells).size > 1) ?? dates[0]
  const numbers = all.filter(({ contents, index }) => contents.money && index !== date?.index)
  // An account number is a number too, but has no places and is the same on every line.
  const likely = numbers.toSorted((a, b) => score(b) - score(a) || a.index - b.index)
  // Of numbers beside amounts with places, some run on by chance: 123 and 124 beside a 1.
  const credible = numbers.some(({ contents }) => contents.places)
    ? likely.filter(({ contents }) => contents.places)
    : likely
  const pair = credible.flatMap((amount) =>
    credible
      .filter(({ index }) => index !== amount.index && runsOn(sample, amount.index, index))
      .map((balance) => ({ amount, balance })),
  )[0]
  const sides = pair === undefined ? sidesAmong(numbers, sample) : null
  const amount = pair?.amount ?? likely[0]
  if (date === undefined || amount === undefined) return { ...NOTHING, hows: all.map(() => 'unknown'), decimal }
  const columns: Columns =
    sides === null
      ? { date: date.index, amount: amount.index }
      : { date: date.index, debit: sides.debit.index, credit: sides.credit.index }
  if (pair !== undefined) columns.balance = pair.balance.index
  if (sides?.balance !== undefined) columns.balance = sides.balance.index
  const rest = all.filter(({ index }) => !Object.values(columns).includes(index))
  const currency = rest.find(({ contents }) => contents.currencies && contents.cells.every(isCurrency))
  if (currency !== undefined) columns.currency = currency.index
  const direction =
    sides === null && areUnsigned(sample, amount.index) ? rest.find(({ contents }) => contents.directs) : undefined
  if (direction !== undefined) columns.direction = direction.index
  const description = wordiest(rest.filter(({ index }) => index !== currency?.index && index !== direction?.index))
  if (description !== undefined) columns.description = description.index
  const taken = Object.values(columns)
  return {
    columns,
    moreText: [],
    hows: all.map(({ index, contents }) => (taken.includes(index) ? 'guessed' : contents.empty ? 'empty' : 'unknown')),
    decimal,
    sign: signRuleOf(body, columns),
    fee: 'unknown',
    currency: null,
    doubts: [{ code: 'columns.guessed', value: '' }],
    unread: unread(all, columns, []),
  }
}

/** Codes of three letters stand for much else: BGC, DEB, DPC. */
function isCurrency(cell: string): boolean {
  return cell.length !== CODE_LENGTH || readHeading(cell).currency !== null
}

const CODE_LENGTH = 3

function score({ contents: { cells, places } }: Column): number {
  return (places ? 4 : 0) + (new Set(cells).size > 1 ? 2 : 0) + (cells.some((cell) => signOf(cell) !== null) ? 1 : 0)
}

/** The mark that most numbers settle; a point where none does. */
export function decimalOf(values: readonly string[]): DecimalMark {
  const marks = values.map(markOf)
  const count = (mark: DecimalMark): number => marks.filter((one) => one === mark).length
  return count(',') > count('.') ? ',' : '.'
}

const ONE_LETTER = /^\p{L}$/u

/** What tells which way the money went: a sign, a word in a column, or nothing. */
function signRuleOf(body: readonly Row[], columns: Columns): SignRule {
  if (columns.amount === undefined) return 'as-is'
  const signs = cellsOf(body, columns.amount).map(signOf)
  if (signs.some((sign) => sign === 'minus' || sign === 'debit')) return 'as-is'
  if (signs.length > 0 && signs.every((sign) => sign === 'credit')) return 'as-is'
  const words = cellsOf(body, columns.direction ?? columns.type)
  if (words.some((word) => directionOf(word) !== null)) return 'by-type'
  // What they say isn't known, but that they say it: each of them is asked about.
  if (columns.direction !== undefined && words.length > 0) return 'by-type'
  return new Set(words).size > 1 && words.every((word) => ONE_LETTER.test(word)) ? 'by-type' : 'unknown'
}

/** Meanings that change what is read: a second one of them, empty at first, may not fill unseen. */
const TELLING: ReadonlySet<Meaning> = new Set<Meaning>([...MONEY, 'fee', 'balance', 'currency', 'direction', 'status'])

/** Columns that were empty as far as it was looked and aren't read: a line further down may fill them. */
function unread(all: readonly Column[], columns: Columns, moreText: readonly number[]): number[] {
  const read = new Set([...Object.values(columns), ...moreText])
  return all
    .filter(
      ({ meaning, contents, index }) =>
        contents.empty && !read.has(index) && (meaning === null || TELLING.has(meaning)),
    )
    .map(({ index }) => index)
}
