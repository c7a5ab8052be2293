// One entry of a camt message and what it becomes as a line: which way the money went, whether it is booked, who it was.
import type { LineStanding } from './schema'
import type { DetailField, EntryField } from './camt-fields'
import { xmlDecimal } from './plain-decimal'
import type { CamtMessage } from './sniff-format'
import type { RawLine } from './take-line'

/** Texts of one transaction inside an entry. */
type Detail = Partial<Record<DetailField, string>>

/** Transactions of a batch whose texts are kept; the entry's amount is booked as one whatever their number. */
const MOST_DETAILS = 50
const NAMED = 5
const LONGEST = 4_000

/** What the entry says, gathered while it is read. */
export interface CamtEntry {
  amount: string
  currency: string
  readonly texts: Partial<Record<EntryField, string>>
  readonly details: Detail[]
  detailCount: number
  beginDetail(): void
  take(field: EntryField, value: string): void
}

export function emptyEntry(): CamtEntry {
  const texts: Partial<Record<EntryField, string>> = {}
  const details: Detail[] = []
  let open: Detail | null = null
  return {
    amount: '',
    currency: '',
    texts,
    details,
    detailCount: 0,
    beginDetail() {
      this.detailCount += 1
      open = {}
      if (details.length < MOST_DETAILS) details.push(open)
    },
    take(field, value) {
      if (value === '') return
      // Fields of a transaction come between the first `TxDtls` and the entry's end, its own before and after.
      const into: Partial<Record<EntryField, string>> = isDetailField(field) && open !== null ? open : texts
      const before = into[field]
      if (before === undefined) into[field] = value
      else if (REPEATED.has(field) && before.length < LONGEST) into[field] = `${before} ${value}`
    },
  }
}

/** Fields that may stand several times and are one text together; of others the first counts. */
const REPEATED: ReadonlySet<EntryField> = new Set<EntryField>([
  'purpose',
  'moreRemittance',
  'detailInfo',
  'info',
  'invoice',
  'returnReason',
])

const ENTRY_ONLY: ReadonlySet<EntryField> = new Set<EntryField>([
  'entryRef',
  'side',
  'reversal',
  'status',
  'booked',
  'valued',
  'bankRef',
  'bankCode',
  'info',
  'batchCount',
])

function isDetailField(field: EntryField): field is DetailField {
  return !ENTRY_ONLY.has(field)
}

interface EntryTerms {
  readonly line: number
  readonly message: CamtMessage | null
  /** Of the statement: account number, its currency and whose it is. */
  readonly account: string
  readonly currency: string
  readonly ownName: string
}

/** What stands where nothing was given. */
const NOT_GIVEN = /^(?:not\s?provided|nonref|noref|none|n\/?a|-+|0+)$/i

function given(text: string | undefined): string {
  return text === undefined || NOT_GIVEN.test(text) ? '' : text
}

/** The entry as a line, put into `raw`. One entry is one booking, whatever number of transactions it batches. */
export function lineOfEntry(entry: CamtEntry, terms: EntryTerms, raw: RawLine): RawLine {
  const { texts, details } = entry
  raw.line = terms.line
  raw.date = texts.booked ?? texts.valued ?? ''
  raw.currency = entry.currency || terms.currency
  raw.standing = standingOf(texts.status, terms.message)
  raw.status = raw.standing === null ? (texts.status ?? 'no status') : ''
  const { account, currency } = terms
  raw.account = account === '' || currency === '' ? account + currency : `${account} ${currency}`
  const decimal = amountOf(entry)
  raw.amount = decimal ?? `${entry.amount} ${texts.side ?? ''}`.trim()
  raw.amountUnclear = decimal === null
  const only = entry.detailCount <= 1 ? (details[0] ?? {}) : {}
  raw.id = given(texts.bankRef) || given(only.detailBankRef) || ownRef(texts.entryRef)
  raw.reference = referenceOf(only)
  raw.counterparty = entry.detailCount <= 1 ? counterpartyOf(only, texts, terms) : sharedName(entry, terms)
  raw.description = entry.detailCount <= 1 ? descriptionOf(only, texts) : batchText(entry, terms)
  return raw
}

/**
 * With its sign. CdtDbtInd says which way this entry itself goes. RvslInd only tells that it takes another one back: “If
 * CreditDebitIndicator is CRDT and ReversalIndicator is Yes, the original entry was a debit entry” (ISO 20022, ReportEntry). So a
 * reversed credit is written DBIT and is money out; nothing is turned round.
 */
function amountOf({ amount, texts }: CamtEntry): string | null {
  const decimal = xmlDecimal(amount)
  if (decimal === null || decimal.startsWith('-')) return null
  if (texts.side === 'CRDT') return decimal
  return texts.side === 'DBIT' ? `-${decimal}` : null
}

/**
 * BOOK is booked, PDNG and FUTR are not yet, INFO never is (ISO 20022 external code set, entry status). Statements (053) hold
 * booked entries by definition, so a missing status is no question there. Null where nothing is known.
 */
function standingOf(status: string | undefined, message: CamtMessage | null): LineStanding | null {
  switch (status) {
    case 'BOOK':
      return 'booked'
    case 'PDNG':
    case 'FUTR':
      return 'pending'
    case 'INFO':
      return 'void'
    case undefined:
      return message === '053' ? 'booked' : null
    default:
      return null
  }
}

/** The statement's own number of an entry is no id when it is short: the next statement begins again at 1. */
function ownRef(ref: string | undefined): string {
  const text = given(ref)
  return text.length >= SHORTEST_ID ? text : ''
}
const SHORTEST_ID = 10

function referenceOf(detail: Detail): string {
  return (
    given(detail.creditorRef) ||
    given(detail.endToEnd) ||
    given(detail.invoice) ||
    given(detail.cheque) ||
    given(detail.paymentRef) ||
    given(detail.mandate)
  )
}

/**
 * The other side: whoever paid, where money came in, whoever was paid, where it went out. In a reversal the parties are still
 * those of the original, which went the other way.
 */
function counterpartyOf(detail: Detail, texts: CamtEntry['texts'], own: EntryTerms): string {
  const isReversal = texts.reversal === 'true' || texts.reversal === '1'
  const cameIn = (texts.side === 'CRDT') !== isReversal
  const payer = { name: detail.debtor ?? detail.lastDebtor ?? '', account: detail.debtorAccount ?? '' }
  const paid = { name: detail.creditor ?? detail.lastCreditor ?? '', account: detail.creditorAccount ?? '' }
  const [first, second] = cameIn ? [payer, paid] : [paid, payer]
  if (first.name !== '' && !isOwn(first, own)) return first.name
  // Banks that give back a payment name its parties either way round; the one that surely isn't the customer is the other side.
  return second.name !== '' && isOther(second, own) ? second.name : ''
}

interface Party {
  readonly name: string
  readonly account: string
}

function isOwn({ name, account }: Party, own: EntryTerms): boolean {
  if (account !== '' && plainAccount(account) === own.account) return true
  return account === '' && own.ownName !== '' && name.toLowerCase() === own.ownName.toLowerCase()
}

function isOther({ account }: Party, own: EntryTerms): boolean {
  return account !== '' && own.account !== '' && plainAccount(account) !== own.account
}

function plainAccount(account: string): string {
  return account.replaceAll(/\s/g, '').toUpperCase()
}

function descriptionOf(detail: Detail, texts: CamtEntry['texts']): string {
  const said = detail.purpose ?? detail.moreRemittance ?? detail.detailInfo ?? texts.info ?? ''
  const back = detail.returnReason === undefined ? '' : `Returned: ${detail.returnReason}`
  return [said, back].filter((text) => text !== '').join(' · ') || (texts.bankCode ?? '')
}

function namesIn(entry: CamtEntry, terms: EntryTerms): string[] {
  return [...new Set(entry.details.map((detail) => counterpartyOf(detail, entry.texts, terms)))].filter(
    (name) => name !== '',
  )
}

/** The name that all transactions of a batch share, if they do. */
function sharedName(entry: CamtEntry, terms: EntryTerms): string {
  const names = namesIn(entry, terms)
  return names.length === 1 && entry.detailCount <= entry.details.length ? (names[0] ?? '') : ''
}

function batchText(entry: CamtEntry, terms: EntryTerms): string {
  const names = namesIn(entry, terms)
  const shown = names.slice(0, NAMED).join(', ')
  const more = names.length > NAMED ? ' and others' : ''
  const batch = `Batch of ${entry.detailCount} payments${shown === '' ? '' : `: ${shown}${more}`}`
  return [entry.texts.info ?? '', batch].filter((text) => text !== '').join(' · ')
}
