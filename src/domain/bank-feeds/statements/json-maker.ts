// Whose JSON it is, by the names in it. Other makers give signs, states and amounts other meanings (Plaid's positive amount is
// money out, Monzo's is in pence), so nothing but Codat's own shape is read.

/** Names that only this maker's transactions have, all of them. */
const MAKERS: readonly (readonly [string, readonly (readonly string[])[]])[] = [
  [
    'Plaid',
    [
      ['transaction_id', 'iso_currency_code'],
      ['transaction_id', 'pending'],
    ],
  ],
  [
    'GoCardless (Nordigen)',
    [
      ['transactionAmount', 'bookingDate'],
      ['transactionAmount', 'valueDate'],
    ],
  ],
  ['TrueLayer', [['transaction_classification'], ['transaction_category']]],
  ['Stripe', [['balance_transaction'], ['available_on', 'fee_details']]],
  ['UK Open Banking', [['CreditDebitIndicator', 'BookingDateTime']]],
  [
    'Monzo',
    [
      ['account_balance', 'merchant'],
      ['local_amount', 'local_currency'],
    ],
  ],
  ['Starling', [['feedItemUid']]],
  [
    'Wise',
    [
      ['referenceNumber', 'runningBalance'],
      ['totalFees', 'referenceNumber'],
    ],
  ],
  [
    'Revolut',
    [
      ['legs', 'request_id'],
      ['legs', 'completed_at'],
    ],
  ],
  ['PayPal', [['transaction_info'], ['transaction_details']]],
  ['Tink', [['unscaledValue', 'scale']]],
  ['Yapily', [['transactionInformation', 'bookingDateTime']]],
  ['Mercury', [['bankDescription', 'counterpartyName']]],
  ['YNAB', [['payee_name', 'cleared']]],
  ['Firefly III', [['transaction_journal_id']]],
  ['Xero', [['BankTransactionID'], ['StatementLineID']]],
  ['QuickBooks', [['TxnDate', 'SyncToken']]],
  ['ISO 20022', [['CdtDbtInd']]],
]

export type JsonShape =
  | { readonly kind: 'codat' }
  /** `maker` is null where nothing tells. */
  | { readonly kind: 'other'; readonly maker: string | null }

/** Longer than this, the beginning of a JSON ends wherever it was cut. */
const CUT_OFF = 100_000
const NAME = /"((?:[^"\\]|\\.){1,80})"\s*:/g

/** What the beginning of a JSON holds. Codat's lines have a day, an amount, and a type or a balance that settles its sign. */
export function jsonShapeOf(head: string): JsonShape {
  const names = new Set([...head.matchAll(NAME)].map(([, name = '']) => name))
  for (const [maker, marks] of MAKERS) {
    if (marks.some((all) => all.every((name) => names.has(name)))) return { kind: 'other', maker }
  }
  // Nothing in it, or cut off: the reading itself says so.
  const isWhole = /[\]}]\s*$/.test(head) || head.length > CUT_OFF
  const isEmptyPush = names.has('transactions') && names.size < 4
  if (names.size === 0 || isEmptyPush || !isWhole) return { kind: 'codat' }
  if (!names.has('amount') || !names.has('date')) return { kind: 'other', maker: null }
  return names.has('transactionType') || names.has('balance') ? { kind: 'codat' } : { kind: 'other', maker: null }
}
