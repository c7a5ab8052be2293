// A bank statement on its way to Codat: its lines in one normal form, what was found in it, and the calls that mend it.
import { z } from 'zod'
import { feedRequestLines, feedTransactionTypes } from './facts'
import { recordId } from './xero-apps'

/** Text out of the user's file, shown escaped. */
const outside = z.string().max(4_000)
const count = z.number().int().nonnegative()
/** YYYY-MM-DD, a day that exists. */
export const statementDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
/** A decimal number as text: `-12.5`, `0`, `1000.05`. Never an exponent, never a float. */
export const decimalText = z.string().regex(/^-?\d{1,15}(\.\d{1,4})?$/)

/**
 * One line in normal form, ready for Codat's push of bank transactions once nothing stops it. `amount` is positive for money
 * into the account and negative for money out. A null date, amount or balance could not be read or was not given; the text
 * that stood there is in the findings.
 */
export const statementLine = z.object({
  /** Where the line begins in the file, from 1. Stays with the line whatever is sorted or dropped. */
  line: z.number().int().positive(),
  id: outside.nullable(),
  date: statementDay.nullable(),
  amount: decimalText.nullable(),
  description: outside,
  reference: outside,
  counterparty: outside,
  transactionType: z.enum(feedTransactionTypes.value),
  /** The account's balance after this line. */
  balance: decimalText.nullable(),
  /** ISO 4217 where the file says, upper case. */
  currency: z.string().max(20).nullable(),
})
export type StatementLine = z.infer<typeof statementLine>

/** `stop`: Codat or Xero would refuse it, or book it wrongly. `watch`: look at it. `note`: good to know. */
export const findingSeverities = ['stop', 'watch', 'note'] as const
export type FindingSeverity = (typeof findingSeverities)[number]

/** Everything that can be found in a statement; the words for each are the page's. */
export const findingCodes = [
  // The file
  'file.empty',
  'file.too-big',
  'file.not-recognised',
  'file.broken',
  'file.binary',
  'file.ended-early',
  'file.encoding-guessed',
  'file.encoding-damaged',
  'file.record-too-long',
  'file.columns-missing',
  'file.too-many-lines',
  // Single lines
  'line.wrong-columns',
  'date.missing',
  'date.unreadable',
  'date.impossible',
  'date.order-unsure',
  'date.future',
  'date.too-old',
  'amount.missing',
  'amount.unreadable',
  'amount.not-finite',
  'amount.too-precise',
  'amount.too-large',
  'amount.zero',
  'amount.both-sides',
  'type.unknown',
  'type.wrong-sign',
  'text.too-long',
  'text.control-characters',
  'text.formula',
  'id.missing',
  'currency.mixed',
  'currency.unknown',
  // Lines among each other
  'order.not-chronological',
  'order.newest-first',
  'duplicate.id',
  'duplicate.likely',
  'balance.missing',
  'balance.unreadable',
  'balance.breaks',
  'balance.wrong-end',
  'request.too-many-lines',
] as const
export type FindingCode = (typeof findingCodes)[number]

export const remedyKinds = [
  'sort',
  'drop-same-id',
  'drop-likely',
  'balance-from-start',
  'balance-from-end',
  'split',
] as const
export type RemedyKind = (typeof remedyKinds)[number]

/** One place of a finding. `value` is what stood there, `expected` what would have fitted, where that can be said. */
export const findingPlace = z.object({
  line: z.number().int().positive(),
  value: z.string().max(200).nullable(),
  expected: z.string().max(200).nullable(),
})
export type FindingPlace = z.infer<typeof findingPlace>

export const statementFinding = z.object({
  code: z.enum(findingCodes),
  severity: z.enum(findingSeverities),
  /** How many lines it concerns; 0 when it is about the whole file. */
  count,
  /** The first of them, in the statement's order. */
  places: z.array(findingPlace).max(200),
  /** Remedies that mend it, the likeliest first. */
  remedies: z.array(z.enum(remedyKinds)),
})
export type StatementFinding = z.infer<typeof statementFinding>

/** A remedy as the user asks for it. Balances are recomputed from what the account held before the first or after the last line. */
export const statementRemedy = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sort') }),
  z.object({ kind: z.literal('drop-same-id') }),
  z.object({ kind: z.literal('drop-likely') }),
  z.object({ kind: z.literal('balance-from-start'), balance: decimalText }),
  z.object({ kind: z.literal('balance-from-end'), balance: decimalText }),
  z.object({ kind: z.literal('split') }),
])
export type StatementRemedy = z.infer<typeof statementRemedy>

/** What a statement comes to. Sums are decimal text, exact. */
export const statementSummary = z.object({
  lines: count,
  firstDate: statementDay.nullable(),
  lastDate: statementDay.nullable(),
  /** Sum of what came in; positive. */
  moneyIn: z.string().max(40),
  /** Sum of what went out; negative or 0. */
  moneyOut: z.string().max(40),
  /** Balance before the first line and after the last, where the lines or the file say. */
  startBalance: z.string().max(40).nullable(),
  endBalance: z.string().max(40).nullable(),
  currencies: z.array(z.string().max(20)).max(20),
  /** Requests it takes to push: at most `feedRequestLines` each, in order. */
  requests: count,
  /** Findings of severity `stop`: nothing is pushed while there is one. */
  stops: count,
})
export type StatementSummary = z.infer<typeof statementSummary>

export const statementKinds = ['csv', 'ofx', 'json'] as const
export type StatementKind = (typeof statementKinds)[number]

/** Lines of one request, in order. */
export const MAX_REQUEST_LINES = feedRequestLines.value

export const statementId = recordId
