// Which column of a CSV holds what, from its heading: names that banks and bookkeeping programs print, in a few languages.
import { type ColumnRole, columnRoles } from '../../../contract/statements'

/** Names as a heading has them, without signs and in lower case; longer names win over those they contain. */
const NAMES: Readonly<Record<ColumnRole, readonly string[]>> = {
  date: [
    'date',
    'transaction date',
    'posting date',
    'posted date',
    'posted',
    'booking date',
    'date posted',
    'completed date',
    'date completed utc',
    'value date',
    'trans date',
    'txn date',
    'datum',
    'buchungstag',
    'buchungsdatum',
    'fecha',
    'data',
    'boekdatum',
    'date operation',
    'date comptable',
  ],
  amount: [
    'amount',
    'transaction amount',
    'amount gbp',
    'amount eur',
    'amount usd',
    'value',
    'net amount',
    'betrag',
    'umsatz',
    'montant',
    'importe',
    'importo',
    'bedrag',
  ],
  debit: [
    'debit',
    'debit amount',
    'paid out',
    'money out',
    'withdrawal',
    'withdrawals',
    'payments',
    'out',
    'soll',
    'débit',
    'cargo',
    'af',
  ],
  credit: [
    'credit',
    'credit amount',
    'paid in',
    'money in',
    'deposit',
    'deposits',
    'receipts',
    'in',
    'haben',
    'crédit',
    'abono',
    'bij',
  ],
  description: [
    'description',
    'transaction description',
    'details',
    'narrative',
    'memo',
    'particulars',
    'text',
    'verwendungszweck',
    'buchungstext',
    'libellé',
    'concepto',
    'descrizione',
    'omschrijving',
  ],
  reference: [
    'reference',
    'payment reference',
    'ref',
    'customer reference',
    'cheque number',
    'check number',
    'referenz',
    'référence',
    'referencia',
    'kenmerk',
  ],
  counterparty: [
    'counterparty',
    'counter party',
    'payee',
    'payer',
    'merchant',
    'name',
    'beneficiary',
    'auftraggeber empfänger',
    'empfänger',
    'contact',
    'naam tegenpartij',
  ],
  id: ['id', 'transaction id', 'fitid', 'transaction reference', 'unique id', 'bank reference', 'entry id', 'txn id'],
  type: ['type', 'transaction type', 'trntype', 'debit credit', 'dr cr', 'cr dr', 'debit or credit', 'indicator'],
  balance: [
    'balance',
    'running balance',
    'account balance',
    'balance after',
    'closing balance',
    'saldo',
    'kontostand',
    'solde',
  ],
  currency: ['currency', 'ccy', 'currency code', 'währung', 'devise', 'divisa', 'valuta'],
}

const ROLE_OF: ReadonlyMap<string, ColumnRole> = new Map(
  columnRoles.flatMap((role) => NAMES[role].map((name) => [name, role] as const)),
)

/** A heading without signs, in lower case. */
export function headingName(cell: string): string {
  return cell
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

export function roleOfHeading(cell: string): ColumnRole | null {
  const name = headingName(cell)
  return ROLE_OF.get(name) ?? ROLE_OF.get(name.replace(/ (?:gbp|eur|usd|aud|nzd|cad|chf|zar|utc|\d+)$/, '')) ?? null
}

/** Columns by role, each role once, the leftmost of several. */
export function columnsOf(heading: readonly string[]): Partial<Record<ColumnRole, number>> {
  const columns: Partial<Record<ColumnRole, number>> = {}
  heading.forEach((cell, index) => {
    const role = roleOfHeading(cell)
    if (role !== null && columns[role] === undefined) columns[role] = index
  })
  return columns
}

/** Whether a row can be the heading of a statement: it names a day and something of money. */
export function isHeading(row: readonly string[]): boolean {
  const columns = columnsOf(row)
  const money = [columns.amount, columns.debit, columns.credit]
  return columns.date !== undefined && money.some((column) => column !== undefined)
}
