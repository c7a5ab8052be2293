// One reading of a source: what it is, how it is read, its lines in a store, and the first check, which runs along.
import type { FindingCode, StatementFormat, StatementKind } from '../domain/bank-feeds/statements/schema'
import { asRead, type Lines, linesOf, UNTOUCHED } from '../domain/bank-feeds/statements/arrangement'
import { type CheckResult, createChecker, type FileWord } from '../domain/bank-feeds/statements/check'
import type { ColumnHow, Row } from '../domain/bank-feeds/statements/columns'
import { type Documents, HEAD_CHARACTERS, headOf, openDocuments } from './documents'
import { doubtSign, isOfBooks, type SignTerms } from '../domain/bank-feeds/statements/doubt-sign'
import { doubtUnits } from '../domain/bank-feeds/statements/doubt-units'
import type { ByteScan } from './encoding'
import { encodingByHeading } from './guess-encoding'
import { heldAround } from '../domain/bank-feeds/statements/letterhead'
import { createLineStore, type LineStore } from '../domain/bank-feeds/statements/line-store'
import { linesOfSums } from '../domain/bank-feeds/statements/lines-of-sums'
import type { Money } from '../domain/bank-feeds/statements/money'
import { readCsv, type ReadingFault } from './read-csv'
import { readJson } from './read-json'
import { readMany } from './read-many'
import { ZipDamage } from './read-zip'
import { type CsvGuess, firstYear, lookAt, sniffCsv } from './sniff-csv'
import type { StatementSource } from './source'
import { type UsualSides, usualSides } from '../domain/bank-feeds/statements/read-amount'
import { createLineTaker, type SeenInFile, type SeenMarks } from '../domain/bank-feeds/statements/take-line'

export interface ReadingTerms {
  readonly today: number
  /** What the user chose. Null: recognised, or remembered from a file with the same heading. */
  readonly format: StatementFormat | null
  /** The format remembered for a heading, if any. */
  readonly remembered: (signature: string) => StatementFormat | null
  /** What the file is remembered by, where that is known: another encoding would make it look otherwise. */
  readonly signature?: string | null
  readonly onProgress: (progress: { share: number; lines: number }) => void
  /** Lines that are kept; fewer in tests only. */
  readonly mostLines?: number
}

export interface Reading {
  readonly kind: StatementKind
  readonly format: StatementFormat
  readonly headings: readonly string[]
  /** How it is known what each column is; all `chosen` where the user said so. */
  readonly hows: readonly (ColumnHow | 'chosen')[]
  /** The first records as they stand, what stands above the heading included. */
  readonly rows: readonly Row[]
  /** What files of the same making have in common; null where there is no heading to go by. */
  readonly signature: string | null
  readonly remembered: boolean
  readonly store: LineStore
  readonly word: FileWord
  readonly check: CheckResult
}

/** Records that are shown as they stand. */
const SHOWN_ROWS = 70
/** Reports of progress in one reading. */
const PROGRESS_STEPS = 100

/** Reads the whole source. Rejects only where the system fails; whatever is wrong with the file is a finding. */
export async function readStatement(source: StatementSource, terms: ReadingTerms): Promise<Reading> {
  if (source.size === 0) return unread(terms, { code: 'file.empty', line: null, value: null })
  try {
    return await readDocuments(source, terms)
  } catch (error) {
    if (error instanceof ZipDamage) return unread(terms, ZIP_DAMAGED)
    throw error
  }
}

const ZIP_DAMAGED: ReadingFault = { code: 'file.not-recognised', line: null, value: 'zip-damaged' }

async function readDocuments(source: StatementSource, terms: ReadingTerms): Promise<Reading> {
  const opened = await openDocuments(source, terms.format?.encoding ?? null)
  if ('code' in opened) return unread(terms, opened)
  const { kind, documents } = opened
  const [{ scan: scanned, head: asScanned, source: text }] = documents
  const scan = kind === 'csv' ? { ...scanned, encoding: await encodingByHeading(text, scanned) } : scanned
  const head = scan.encoding === scanned.encoding ? asScanned : await headOf(text, scan)
  const guess = sniffCsv(kind === 'csv' ? head : '', head.length < HEAD_CHARACTERS, terms.today)
  const signature = kind === 'csv' ? (terms.signature ?? guess.signature) : null
  const known = terms.format === null && signature !== null ? ofAnyFile(terms.remembered(signature)) : null
  const chosen = terms.format ?? known
  const whole = chosen ?? { ...guess.format, encoding: scan.encoding, ...fixedFormat(kind) }
  const given = { ...scan, encoding: whole.encoding }
  const looked = kind === 'csv' && chosen !== null ? lookAt(await headOf(text, given), chosen) : guess
  const format = kind === 'csv' ? inItsYear(whole, looked.rows, terms.today) : whole
  const plan = {
    opened,
    scan: { ...given, guessed: scan.guessed && given.encoding === scan.encoding },
    kind,
    format,
    headings: kind === 'csv' ? looked.headings : [],
    hows: kind !== 'csv' ? [] : chosen === null ? guess.hows : looked.headings.map(() => 'chosen' as const),
    rows: kind === 'csv' ? looked.rows.slice(0, SHOWN_ROWS) : [],
    signature,
    remembered: known !== null,
    guess,
    usual: null,
    sums: new Set<number>(),
    terms,
  }
  const reading = await readAll(plan)
  return secondThought(plan, reading)
}

/** That all lines of one file went one way says nothing of the next one, and nor does its year. */
function ofAnyFile(format: StatementFormat | null): StatementFormat | null {
  if (format === null) return null
  const { year: _, ...kept } = format
  return kept.sign === 'all-in' || kept.sign === 'all-out' ? { ...kept, sign: 'as-is' } : kept
}

/** Days without a year are of one that is guessed, shown and asked about, until the user has said it. */
function inItsYear(format: StatementFormat, rows: readonly Row[], today: number): StatementFormat {
  const year = format.year ?? firstYear(rows, format, today)
  return year === null || year === format.year ? format : { ...format, year }
}

interface Plan {
  readonly opened: Documents
  readonly scan: ByteScan
  readonly kind: StatementKind
  readonly format: StatementFormat
  readonly headings: readonly string[]
  readonly hows: Reading['hows']
  readonly rows: readonly Row[]
  readonly signature: string | null
  readonly remembered: boolean
  readonly guess: CsvGuess
  /** How most lines of each side are written; null at the first reading. */
  readonly usual: UsualSides | null
  /** Lines that only say what others come to; none at the first reading. */
  readonly sums: ReadonlySet<number>
  readonly terms: ReadingTerms
}

/** OFX and JSON leave nothing open: days are written year first, a minus is money out. */
function fixedFormat(kind: StatementKind): Partial<StatementFormat> {
  return kind === 'csv' ? {} : { dateOrder: 'ymd', decimal: '.', sign: 'as-is', fee: 'included', skip: 0, columns: {} }
}

const NO_SUMS: ReadonlySet<number> = new Set()

/** What stands further down can settle what the first rows left open; then the file is read once more. */
async function secondThought(plan: Plan, first: Awaited<ReturnType<typeof readAll>>): Promise<Reading> {
  if (plan.kind !== 'csv') return first.reading
  const settled = isChosen(plan) ? plan.format : settledBy(plan.format, first.seen)
  const format = signlessIn(settled, first.seen)
  const usual = usualSides(first.seen.sides)
  const { store, check } = first.reading
  const sums = plan.format.columns.balance === undefined ? linesOfSums(store, check) : NO_SUMS
  if (format === plan.format && usual === null && sums.size === 0) return first.reading
  return (await readAll({ ...plan, format, usual, sums })).reading
}

/**
 * Not one minus in the whole file, and no column that tells which way: whoever chose the format, that is a question and never
 * money in.
 */
function signlessIn(format: StatementFormat, { signs }: SeenInFile): StatementFormat {
  const { columns, sign } = format
  const tells = columns.direction !== undefined || signs.minus > 0 || signs.plain === 0
  return sign === 'as-is' && columns.amount !== undefined && !tells ? { ...format, sign: 'unknown' } : format
}

/** The user said how to read it, now or when a file like it was opened before. */
function isChosen({ terms, remembered }: Plan): boolean {
  return terms.format !== null || remembered
}

function settledBy(format: StatementFormat, { days, signs, marks }: SeenInFile): StatementFormat {
  const settlesDays = days.first > 12 !== days.second > 12
  const order = days.first > 12 ? 'dmy' : 'mdy'
  const dateOrder = settlesDays && format.dateOrder !== 'ymd' ? order : format.dateOrder
  const sign = format.sign === 'unknown' && signs.minus > 0 ? 'as-is' : format.sign
  const settlesMark = marks.point > 0 !== marks.comma > 0
  const decimal = settlesMark ? (marks.point > 0 ? '.' : ',') : format.decimal
  const same = dateOrder === format.dateOrder && sign === format.sign && decimal === format.decimal
  return same ? format : { ...format, dateOrder, sign, decimal }
}

async function readAll(plan: Plan) {
  const { opened, scan, kind, format, usual, sums, terms } = plan
  const store = createLineStore(terms.mostLines)
  const view = linesOf(store, UNTOUCHED)
  const checker = createChecker(view, { today: terms.today, split: false, interim: false, leftOut: 0 })
  let lines = 0
  let aside = 0
  const { columns } = format
  const taker = createLineTaker({
    store,
    format,
    twoSided: columns.amount === undefined && (columns.debit !== undefined || columns.credit !== undefined),
    hasDirection: columns.direction !== undefined,
    usual,
    sums,
    hasRows: kind === 'csv',
    above: aboveLines(plan),
    taken: (at) => {
      lines += 1
      // What can never be a booking is set aside from the start, as in the arrangement.
      if (store.neverBooked(at)) aside += 1
      else checker.take(at)
    },
  })
  const onBytes = progressOf(sizeOf(opened), (share) => terms.onProgress({ share, lines }))
  const word = await wordOf({ ...plan, taker, onBytes, lines: () => lines })
  const declared = taker.declared()
  const seen = taker.seen()
  const findings = [...word.findings]
  if (scan.guessed) {
    findings.push({ code: 'file.encoding-guessed', line: null, value: null })
  }
  if (format.year !== undefined && terms.format?.year === undefined) {
    findings.push({ code: 'date.year-unsure', line: null, value: String(format.year) })
  }
  const asked = kind === 'csv' && !isChosen(plan)
  if (asked) findings.push(...questionsOf(plan, seen, word, store.currencies()))
  const { order } = asRead(store)
  if (
    (asked || (kind === 'ofx' && terms.format === null)) &&
    format.sign === 'as-is' &&
    columns.direction === undefined
  ) {
    const isLed = areLedTo(declared, view, order)
    const reason = signDoubtOf(plan, isLed, (how) => doubtSign(view, order, how))
    if (reason !== null) findings.push({ code: 'sign.doubtful', line: null, value: reason.slice(0, 200) })
  }
  const units = asked && format.units === undefined ? doubtUnits(view, order, seen.marks, store.currencies()) : null
  if (units !== null) findings.push({ code: 'amount.minor-units', line: null, value: units })
  const whole: FileWord = {
    findings,
    startBalance: declared.start,
    endBalance: word.endBalance ?? declared.end,
    around: kind === 'csv' ? heldAround(plan.rows.slice(0, format.skip), format.decimal) : null,
    byAccount: word.byAccount ?? null,
    notes: taker.notes,
    namesCurrency: kind === 'csv',
    explainsWords: kind === 'csv',
    amountsElsewhere: word.amountsElsewhere === true,
  }
  const check = checker.finish(order, whole)
  if (aside > 0) check.summary.leftOut = aside
  const { headings, hows, rows, signature, remembered } = plan
  const reading: Reading = { kind, format, headings, hows, rows, signature, remembered, store, word: whole, check }
  return { reading, seen }
}

/** What stands above the first line, the heading included. */
function aboveLines({ rows, format }: Pick<Plan, 'rows' | 'format'>): string {
  return rows
    .slice(0, format.skip)
    .map((row) => row.join(' '))
    .join('\n')
}

/** Why the sign is asked about; null where nothing speaks against it. `words`: what the lines say of it. */
function signDoubtOf(
  { kind, format, hows, headings, rows }: Plan,
  isLed: boolean,
  words: (how: SignTerms) => string | null,
): string | null {
  const { amount, debit, credit, balance } = format.columns
  const how: SignTerms = {
    headings,
    above: aboveLines({ rows, format }),
    hasBalance: balance !== undefined || isLed,
    told: kind !== 'csv' ? 'rule' : amount === undefined ? 'sides' : null,
    isBare: TELLING_ROLES.every((role) => format.columns[role] === undefined),
  }
  if (kind !== 'csv' || amount !== undefined) return words(how)
  // One that is named settles the other one.
  const areGuessed = [debit, credit].every((column) => column !== undefined && hows[column] === 'guessed')
  const said = words(areGuessed ? { ...how, told: null, isBare: false } : how)
  // Which of two unnamed columns is money out is settled by a balance alone; in books it is the other one.
  return said ?? ((areGuessed || isOfBooks(headings)) && !how.hasBalance ? 'sides' : null)
}

/** Columns that banks give beside a day, a text and an amount. */
const TELLING_ROLES = ['type', 'direction', 'account', 'id', 'value-date', 'balance', 'fee'] as const

/** Whether the lines lead from the opening balance that the file declares to its closing one. */
function areLedTo(declared: { start: Money | null; end: Money | null }, lines: Lines, order: Int32Array): boolean {
  if (declared.start === null || declared.end === null) return false
  let held = declared.start
  for (const at of order) if (lines.isBooked(at)) held += lines.amount(at) ?? 0n
  return held === declared.end
}

/** What only the user can answer, of a CSV that nobody has said how to read. */
function questionsOf(
  { guess, format }: Plan,
  { days, marks }: SeenInFile,
  word: Word,
  currencies: readonly string[],
): ReadingFault[] {
  const question = (code: FindingCode, value: string | null): ReadingFault => ({ code, line: null, value })
  // No date tells, or some tell the opposite of others.
  const tellNothing = days.first <= 12 && days.second <= 12 && !guess.orderTold
  const contradict = days.first > 12 && days.second > 12
  const unsureDays = guess.yearUnsure || (days.differ && (tellNothing || contradict) && format.dateOrder !== 'ymd')
  return [
    ...guess.doubts.map(({ code, value }) => question(code, value)),
    ...(word.filled.length > 0 && !guess.doubts.some(({ code }) => code === 'columns.unknown')
      ? [
          question(
            'columns.unknown',
            word.filled
              .map((index) => guess.headings[index] ?? '')
              .join(', ')
              .slice(0, 200),
          ),
        ]
      : []),
    ...(unsureDays ? [question('date.order-unsure', format.dateOrder)] : []),
    ...(isMarkUnsure(marks, format, currencies) ? [question('decimal.unsure', marks.sample)] : []),
  ]
}

/** Currencies that are written with three places. */
const THREE_PLACES: ReadonlySet<string> = new Set(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'])

/**
 * Both marks stand before places; or nothing settles which one does; or some numbers have three places, of which only
 * currencies with three are free of doubt.
 */
function isMarkUnsure(
  { point, comma, openPoint, openComma }: SeenMarks,
  { decimal }: StatementFormat,
  currencies: readonly string[],
): boolean {
  if (point > 0 && comma > 0) return true
  const open = openPoint + openComma
  if (open === 0) return false
  const threePlaces = currencies.length > 0 && currencies.every((currency) => THREE_PLACES.has(currency))
  const asPlaces = decimal === '.' ? openPoint : openComma
  // In such a currency three figures behind the one mark that stands in the file are places.
  if (threePlaces && asPlaces === open) return false
  return point + comma === 0 || asPlaces > 0
}

interface Word extends Pick<FileWord, 'findings' | 'endBalance'> {
  /** What each account declares, where the file holds statements of several. */
  readonly byAccount?: FileWord['byAccount']
  /** Columns that were empty at first, aren't read, and hold something further down. */
  readonly filled: readonly number[]
  /** Lines without an amount hold one in a column that isn't read. */
  readonly amountsElsewhere?: boolean
}

/** Reads by kind, and says what is wrong with the file as a whole. */
async function wordOf(
  of: Plan & {
    taker: ReturnType<typeof createLineTaker>
    onBytes: (bytes: number) => void
    lines: () => number
  },
): Promise<Word> {
  switch (of.kind) {
    case 'csv': {
      const [{ source }] = of.opened.documents
      const { columns } = of.format
      const money = columns.amount ?? columns.debit ?? columns.credit
      if (columns.date === undefined || money === undefined)
        return only(
          of.guess.isTable || isChosen(of)
            ? { code: 'file.columns-missing', line: null, value: null }
            : { code: 'file.not-recognised', line: null, value: 'text' },
        )
      const watched = isChosen(of) ? [] : of.guess.unread
      const read = await readCsv({ ...of, source, width: of.headings.length, watched })
      const word = faultOrEmpty(read.fault, of.lines())
      const second = read.secondTable
      const findings = second === null ? word.findings : [...word.findings, second]
      return { ...word, findings, filled: read.filled, amountsElsewhere: read.amountsElsewhere }
    }
    case 'ofx':
    case 'camt':
    case 'mt940': {
      const { findings, byAccount } = await readMany({ ...of, kind: of.kind, documents: of.opened.documents })
      const empty = findings.length === 0 && of.lines() === 0 ? faultOrEmpty(null, 0).findings : []
      const passedOver = of.opened.passedOver.join(', ')
      const left = passedOver === '' ? [] : [{ code: 'file.passed-over' as const, line: null, value: passedOver }]
      return { findings: [...findings, ...left, ...empty], endBalance: null, byAccount, filled: [] }
    }
    case 'json': {
      const [{ source }] = of.opened.documents
      const { fault, unsureAccounts } = await readJson({ ...of, source })
      const word = faultOrEmpty(fault, of.lines())
      if (!unsureAccounts) return word
      return { ...word, findings: [...word.findings, { code: 'file.several-accounts', line: null, value: null }] }
    }
  }
}

function faultOrEmpty(fault: ReadingFault | null, lines: number): Word {
  if (fault !== null) return only(fault)
  return lines === 0
    ? only({ code: 'file.empty', line: null, value: null })
    : { findings: [], endBalance: null, filled: [] }
}

function only(fault: ReadingFault): Word {
  return { findings: [fault], endBalance: null, filled: [] }
}

function sizeOf({ documents }: Documents): number {
  return documents.reduce((sum, { source }) => sum + source.size, 0)
}

/** A reading of nothing, with the reason. */
function unread(terms: ReadingTerms, fault: ReadingFault): Reading {
  const store = createLineStore(0)
  const word: FileWord = {
    findings: [fault],
    startBalance: null,
    endBalance: null,
    around: null,
    byAccount: null,
    notes: new Map(),
    namesCurrency: false,
    explainsWords: false,
    amountsElsewhere: false,
  }
  const checker = createChecker(linesOf(store, UNTOUCHED), {
    today: terms.today,
    split: false,
    interim: false,
    leftOut: 0,
  })
  const { format } = sniffCsv('', true, terms.today)
  return {
    kind: 'csv',
    format: terms.format ?? { ...format, encoding: 'utf-8' },
    headings: [],
    hows: [],
    rows: [],
    signature: null,
    remembered: false,
    store,
    word,
    check: checker.finish(new Int32Array(0), word),
  }
}

function progressOf(size: number, report: (share: number) => void): (bytes: number) => void {
  let seen = 0
  let reported = 0
  return (bytes) => {
    seen += bytes
    const step = Math.floor((seen / Math.max(size, 1)) * PROGRESS_STEPS)
    if (step <= reported) return
    reported = step
    report(Math.min(1, seen / size))
  }
}
