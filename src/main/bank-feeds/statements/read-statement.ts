// One reading of a source: what it is, how it is read, its lines in a store, and the first check, which runs along.
import type { StatementFormat, StatementKind } from '../../../contract/statements'
import { asRead, linesOf } from './arrangement'
import { type CheckResult, createChecker, type FileWord } from './check'
import { columnsOf, headingName } from './columns'
import { type Documents, HEAD_CHARACTERS, openDocuments } from './documents'
import type { ByteScan } from './encoding'
import { createLineStore, type LineStore } from './line-store'
import { readCsv, type ReadingFault } from './read-csv'
import { readJson } from './read-json'
import { readMany } from './read-many'
import { ZipDamage } from './read-zip'
import { type CsvGuess, headingsAt, sniffCsv } from './sniff-csv'
import { wordOfAccounts } from './statement-parts'
import type { StatementSource } from './source'
import { createLineTaker } from './take-line'

export interface ReadingTerms {
  readonly today: number
  /** What the user chose. Null: recognised, or remembered from a file with the same heading. */
  readonly format: StatementFormat | null
  /** The format remembered for a heading, if any. */
  readonly remembered: (signature: string) => StatementFormat | null
  readonly onProgress: (progress: { share: number; lines: number }) => void
  /** Lines that are kept; fewer in tests only. */
  readonly mostLines?: number
}

export interface Reading {
  readonly kind: StatementKind
  readonly format: StatementFormat
  readonly headings: readonly string[]
  /** What files of the same making have in common; null where there is no heading to go by. */
  readonly signature: string | null
  readonly remembered: boolean
  readonly store: LineStore
  readonly word: FileWord
  readonly check: CheckResult
}

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
  const [{ scan, head }] = documents
  const guess = sniffCsv(kind === 'csv' ? head : '', head.length < HEAD_CHARACTERS)
  const signature = kind === 'csv' && guess.heading !== null ? signatureOf(guess.heading) : null
  const known = terms.format === null && signature !== null ? terms.remembered(signature) : null
  const format = terms.format ?? known ?? { ...guess.format, encoding: scan.encoding, ...fixedFormat(kind) }
  const headings =
    kind !== 'csv' ? [] : terms.format === null && known === null ? guess.headings : headingsAt(head, format)
  const plan = { opened, scan, kind, format, headings, signature, remembered: known !== null, guess, terms }
  const reading = await readAll(plan)
  return secondThought(plan, reading)
}

interface Plan {
  readonly opened: Documents
  readonly scan: ByteScan
  readonly kind: StatementKind
  readonly format: StatementFormat
  readonly headings: readonly string[]
  readonly signature: string | null
  readonly remembered: boolean
  readonly guess: CsvGuess
  readonly terms: ReadingTerms
}

/** OFX and JSON leave nothing open: days are written year first, a minus is money out. */
function fixedFormat(kind: StatementKind): Partial<StatementFormat> {
  return kind === 'csv' ? {} : { dateOrder: 'ymd', decimal: '.', sign: 'as-is', skip: 0, columns: {} }
}

/** Dates further down can settle an order that the first rows left open; then the file is read once more. */
async function secondThought(plan: Plan, { reading, open }: Awaited<ReturnType<typeof readAll>>): Promise<Reading> {
  const { format, terms } = plan
  const settled = open.first > 12 !== open.second > 12
  const order = open.first > 12 ? 'dmy' : 'mdy'
  const chosen = terms.format !== null || plan.remembered
  if (plan.kind !== 'csv' || chosen || !settled || order === format.dateOrder || format.dateOrder === 'ymd')
    return reading
  return (await readAll({ ...plan, format: { ...format, dateOrder: order } })).reading
}

async function readAll(plan: Plan) {
  const { opened, scan, kind, format, terms } = plan
  const store = createLineStore(terms.mostLines)
  const checker = createChecker(linesOf(store, { balances: null, bySign: null, ids: null }), {
    today: terms.today,
    split: false,
    interim: false,
  })
  let lines = 0
  const { columns } = format
  const taker = createLineTaker({
    store,
    format,
    twoSided: columns.amount === undefined && (columns.debit !== undefined || columns.credit !== undefined),
    taken: (at) => {
      lines += 1
      checker.take(at)
    },
  })
  const onBytes = progressOf(sizeOf(opened), (share) => terms.onProgress({ share, lines }))
  const word = await wordOf({ ...plan, taker, onBytes, lines: () => lines })
  const declared = taker.declared()
  const open = taker.openDates()
  const findings = [...word.findings]
  if (scan.guessed && format.encoding === 'windows-1252') {
    findings.push({ code: 'file.encoding-guessed', line: null, value: null })
  }
  const unsure = open.first > 0 && open.first <= 12 && open.second <= 12 && format.dateOrder !== 'ymd'
  if (kind === 'csv' && unsure && terms.format === null && !plan.remembered) {
    findings.push({ code: 'date.order-unsure', line: null, value: format.dateOrder })
  }
  const whole: FileWord = {
    findings,
    startBalance: word.startBalance ?? declared.start,
    endBalance: word.endBalance ?? declared.end,
    notes: taker.notes,
  }
  const check = checker.finish(asRead(store).order, whole)
  const { headings, signature, remembered } = plan
  const reading: Reading = { kind, format, headings, signature, remembered, store, word: whole, check }
  return { reading, open }
}

type Word = Pick<FileWord, 'findings' | 'endBalance'> & Partial<Pick<FileWord, 'startBalance'>>

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
        return only({ code: 'file.columns-missing', line: null, value: null })
      return faultOrEmpty(await readCsv({ ...of, source, width: of.headings.length }), of.lines())
    }
    case 'ofx':
    case 'camt':
    case 'mt940': {
      const word = await readMany({ ...of, kind: of.kind, documents: of.opened.documents })
      const empty = word.findings.length === 0 && of.lines() === 0 ? faultOrEmpty(null, 0).findings : []
      const one = wordOfAccounts(word.byAccount, [])
      const several =
        word.byAccount.size > 1 ? [{ code: 'file.several-accounts' as const, line: null, value: null }] : []
      const passedOver = of.opened.passedOver.join(', ')
      const left = passedOver === '' ? [] : [{ code: 'file.passed-over' as const, line: null, value: passedOver }]
      return { ...one, findings: [...word.findings, ...one.findings, ...several, ...left, ...empty] }
    }
    case 'json': {
      const [{ source }] = of.opened.documents
      const { fault, accounts } = await readJson({ ...of, source })
      const word = faultOrEmpty(fault, of.lines())
      if (accounts.size < 2) return word
      return { ...word, findings: [...word.findings, { code: 'file.several-accounts', line: null, value: null }] }
    }
  }
}

function faultOrEmpty(fault: ReadingFault | null, lines: number): Word {
  if (fault !== null) return only(fault)
  return lines === 0 ? only({ code: 'file.empty', line: null, value: null }) : { findings: [], endBalance: null }
}

function only(fault: ReadingFault): Word {
  return { findings: [fault], endBalance: null }
}

function sizeOf({ documents }: Documents): number {
  return documents.reduce((sum, { source }) => sum + source.size, 0)
}

/** A reading of nothing, with the reason. */
function unread(terms: ReadingTerms, fault: ReadingFault): Reading {
  const store = createLineStore(0)
  const word: FileWord = { findings: [fault], startBalance: null, endBalance: null, notes: new Map() }
  const checker = createChecker(linesOf(store, { balances: null, bySign: null, ids: null }), {
    today: terms.today,
    split: false,
    interim: false,
  })
  const { format } = sniffCsv('', true)
  return {
    kind: 'csv',
    format: terms.format ?? { ...format, encoding: 'utf-8' },
    headings: [],
    signature: null,
    remembered: false,
    store,
    word,
    check: checker.finish(new Int32Array(0), word),
  }
}

/** The heading's names in order: what files of the same making share. */
function signatureOf(heading: readonly string[]): string | null {
  return Object.keys(columnsOf(heading)).length === 0 ? null : heading.map(headingName).join('|').slice(0, 2_000)
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
