// A bank statement on its way to Codat: its lines in one normal form, and what was found in it.
import { z } from 'zod'
import { feedTransactionTypes } from '../../facts'

/** Text out of the user's file, shown escaped. */
export const outside = z.string().max(4_000)
export const count = z.number().int().nonnegative()
/** YYYY-MM-DD, a day that exists. */
export const statementDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
/** A decimal number as text: `-12.5`, `0`, `1000.05`. Never an exponent, never a float. */
export const decimalText = z.string().regex(/^-?\d{1,15}(\.\d{1,4})?$/)

/**
 * What a line is. Only what is `booked` is pushed: `pending` is not booked yet, `void` never will be (declined, cancelled,
 * reverted), `balance` says only what the account held or what lines come to, `text` has neither a day nor an amount.
 */
export const lineStandings = ['booked', 'pending', 'void', 'balance', 'text'] as const
export type LineStanding = (typeof lineStandings)[number]

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
  /** Only where nothing says which way the money went: the amount is its size. */
  unsigned: z.literal(true).optional(),
  /** Only where it isn't booked. */
  standing: z.enum(lineStandings).exclude(['booked']).optional(),
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
  'file.several-accounts',
  'file.too-many-lines',
  'file.interim',
  'file.investment',
  'file.statement-missing',
  'file.passed-over',
  'file.second-table',
  // How a CSV was read: each is a question that only the user can answer
  'columns.guessed',
  'columns.unknown',
  'columns.twice',
  'decimal.unsure',
  'sign.unknown',
  'sign.doubtful',
  'currency.missing',
  // Single lines
  'line.pending',
  'line.void',
  'line.balance-only',
  'line.text',
  'direction.unknown',
  'direction.contradicts',
  'status.unknown',
  'fee.unsure',
  'line.wrong-columns',
  'date.missing',
  'date.unreadable',
  'date.impossible',
  'date.order-unsure',
  'date.year-unsure',
  'date.future',
  'date.too-old',
  'amount.missing',
  'amount.unreadable',
  'amount.not-finite',
  'amount.too-precise',
  'amount.too-large',
  'amount.zero',
  'amount.both-sides',
  'amount.minor-units',
  'type.unknown',
  'type.wrong-sign',
  'text.missing',
  'text.too-long',
  'text.control-characters',
  'text.formula',
  'id.missing',
  'id.reused',
  'currency.mixed',
  'currency.unknown',
  // Lines among each other
  'order.not-chronological',
  'order.newest-first',
  'duplicate.id',
  'duplicate.likely',
  'balance.missing',
  'balance.newest-missing',
  'balance.unreadable',
  'balance.proves-sign',
  'balance.proves-fee',
  'balance.not-counted',
  'balance.gap',
  'balance.breaks',
  'balance.wrong-end',
  'balance.later',
  'balance.earlier',
  'request.too-many-lines',
] as const
export type FindingCode = (typeof findingCodes)[number]

export const remedyKinds = [
  'leave-out',
  'count-in',
  'leave-out-line',
  'only-account',
  'only-currency',
  'keep-sign',
  'turn-sign',
  'set-side',
  'day-from-above',
  'sign-from-balance',
  'fee-from-balance',
  'balance-fill',
  'sort',
  'drop-same-id',
  'drop-likely',
  'balance-from-start',
  'balance-from-end',
  'type-from-sign',
  'sign-from-type',
  'make-ids',
  'split',
  'take-interim',
] as const
export type RemedyKind = (typeof remedyKinds)[number]

/** One place of a finding. `value` is what stood there, `expected` what would have fitted, where that can be said. */
export const findingPlace = z.object({
  /** Place in the statement as it is arranged now, from 0. */
  at: count,
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

/** Lines of the file that aren't pushed, by why: a finding, or `by-hand` with the reason that was given. */
export const leftOutGroup = z.object({
  why: z.enum([...findingCodes, 'by-hand']),
  count,
  places: z
    .array(
      z.object({
        line: z.number().int().positive(),
        date: statementDay.nullable(),
        amount: decimalText.nullable(),
        description: z.string().max(200),
        reason: z.string().max(200).nullable(),
      }),
    )
    .max(200),
})
export type LeftOutGroup = z.infer<typeof leftOutGroup>

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
  /** Requests it takes to push: at most 1,000 lines each, in order. */
  requests: count,
  /** Findings of severity `stop`: nothing is pushed while there is one. */
  stops: count,
  /** Lines that the file holds and that are left out, for whatever reason. */
  leftOut: count,
})
export type StatementSummary = z.infer<typeof statementSummary>

export const statementKinds = ['csv', 'ofx', 'camt', 'mt940', 'json'] as const
export type StatementKind = (typeof statementKinds)[number]

/** Those that banks use. The first four are recognised; the others only ever chosen. */
export const statementEncodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1257',
  'iso-8859-2',
  'iso-8859-15',
  'macintosh',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-kr',
] as const

/** What a column of a CSV can hold. */
export const columnRoles = [
  'date',
  // Beside a column of days alone
  'month',
  'year',
  'value-date',
  'amount',
  'debit',
  'credit',
  'direction',
  'fee',
  'balance',
  'currency',
  'description',
  'counterparty',
  'reference',
  'id',
  'type',
  'status',
  'account',
] as const
export type ColumnRole = (typeof columnRoles)[number]

export const dateOrders = ['ymd', 'dmy', 'mdy'] as const
export type DateOrder = (typeof dateOrders)[number]
export const decimalMarks = ['.', ','] as const
export type DecimalMark = (typeof decimalMarks)[number]
/**
 * `as-is`: minus is money out. `flipped`: minus is money in. `by-type`: the direction column says, or the type column where there
 * is none, and amounts have no sign. `unknown`: nothing in the file says, so the user has to: `all-in` and `all-out` are what
 * they said of the amounts of one file that have no sign, and never hold for the next.
 */
export const signRules = ['as-is', 'flipped', 'by-type', 'all-in', 'all-out', 'unknown'] as const
export type SignRule = (typeof signRules)[number]
/** What the fee column means: `included` in the amount already, to `subtract` from it, to `add` with its own sign, or not known. */
export const feeRules = ['included', 'subtract', 'add', 'unknown'] as const
export type FeeRule = (typeof feeRules)[number]
/** Numbers that are hundredths of a unit, like cents: all of them, or all but the balances. */
export const minorUnits = ['hundredths', 'amounts-in-hundredths'] as const
export type MinorUnits = (typeof minorUnits)[number]
/** What a word of a status, direction or type column can mean. */
export const wordMeanings = ['in', 'out', 'booked', 'pending', 'void'] as const
export const delimiters = [',', ';', '\t', '|'] as const

/** Columns of a CSV that are told apart. */
export const MOST_COLUMNS = 5_000
const columnIndex = z
  .number()
  .int()
  .min(0)
  .max(MOST_COLUMNS - 1)

/** How a file is read. What doesn't apply to its kind is kept, and ignored. */
export const statementFormat = z.object({
  encoding: z.enum(statementEncodings),
  delimiter: z.enum(delimiters),
  /** Records before the first line of the statement, the heading included. */
  skip: z.number().int().min(0).max(100),
  /** Place of each column, from 0. A column not named is not read. */
  columns: z.partialRecord(z.enum(columnRoles), columnIndex),
  /** Further columns whose texts are put behind the description, in order. */
  moreText: z.array(columnIndex).max(20),
  dateOrder: z.enum(dateOrders),
  /** The year of the first line, where days are written without one; absent where they have theirs. */
  year: z.number().int().min(1_970).max(2_200).optional(),
  decimal: z.enum(decimalMarks),
  sign: z.enum(signRules),
  fee: z.enum(feeRules),
  /** Absent where numbers are whole units and their places, as nearly everywhere. */
  units: z.enum(minorUnits).optional(),
  /** The account's currency (ISO 4217) where no column says; null where that isn't known. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable(),
  /** What words mean that Latchkey doesn't know, in lower case. */
  words: z.record(z.string().max(80), z.enum(wordMeanings)),
})
export type StatementFormat = z.infer<typeof statementFormat>

/** A bend of the curve of balance over time: the lines are drawn together where there are more than fit. */
export const picturePoint = z.object({
  /** Place in the statement, from 0. */
  at: count,
  date: statementDay.nullable(),
  /** Lowest and highest balance of the lines drawn together, and the last. Numbers to draw with, not to reckon with. */
  low: z.number(),
  high: z.number(),
  last: z.number(),
})
export const pictureMark = z.object({
  at: count,
  line: z.number().int().positive(),
  code: z.enum(findingCodes),
  severity: z.enum(findingSeverities),
  balance: z.number(),
})
export const statementPicture = z.object({
  /** False: the file has no balances, so the curve starts at 0. */
  absolute: z.boolean(),
  points: z.array(picturePoint).max(600),
  marks: z.array(pictureMark).max(200),
})
export type StatementPicture = z.infer<typeof statementPicture>
