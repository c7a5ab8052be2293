// The calls and events of a bank statement: opening, choosing columns, mending, exporting.
import { z } from 'zod'
import { recordId } from '../domain/xero-apps/schema'
import type { statementEncodings, wordMeanings, delimiters } from '../domain/bank-feeds/statements/schema'
import {
  outside,
  count,
  decimalText,
  statementLine,
  findingCodes,
  remedyKinds,
  statementFinding,
  leftOutGroup,
  statementSummary,
  statementKinds,
  MOST_COLUMNS,
  statementFormat,
  statementPicture,
} from '../domain/bank-feeds/statements/schema'

/** A remedy as the user asks for it. Balances are recomputed from what the account held before the first or after the last line. */
export const statementRemedy = z.discriminatedUnion('kind', [
  /** Leaves out every line that has this finding. */
  z.object({ kind: z.literal('leave-out'), code: z.enum(findingCodes) }),
  /** Takes the lines that were recognised as no bookings for bookings all the same. */
  z.object({ kind: z.literal('count-in'), code: z.enum(findingCodes) }),
  /** Leaves out one line by hand, by its place in the statement as it is arranged now; the reason stays with it. */
  z.object({ kind: z.literal('leave-out-line'), at: count, reason: z.string().trim().min(1).max(200) }),
  /** Leaves out the lines of every other account or currency. */
  z.object({ kind: z.literal('only-account'), account: outside }),
  z.object({ kind: z.literal('only-currency'), currency: z.string().max(20) }),
  /** Where sign and column say two things: takes the amounts as they were read, or turns them round. */
  z.object({ kind: z.literal('keep-sign') }),
  z.object({ kind: z.literal('turn-sign') }),
  /** Says which way a line without a sign went, by its place in the statement as it is arranged now; or that of all that have its description. */
  z.object({ kind: z.literal('set-side'), at: count, side: z.enum(['in', 'out']), alike: z.boolean() }),
  /** Gives lines without a day that of the line above: some files write it once for all lines of a day. */
  z.object({ kind: z.literal('day-from-above') }),
  /** Turns the lines of which the balances prove that money went the other way, and settles those that had no sign. */
  z.object({ kind: z.literal('sign-from-balance') }),
  /** Takes the fee into the amount, or out of it, where the balances prove it. */
  z.object({ kind: z.literal('fee-from-balance') }),
  /** Works out the balances that are missing from those that are there. */
  z.object({ kind: z.literal('balance-fill') }),
  z.object({ kind: z.literal('sort') }),
  z.object({ kind: z.literal('drop-same-id') }),
  z.object({ kind: z.literal('drop-likely') }),
  z.object({ kind: z.literal('balance-from-start'), balance: decimalText }),
  z.object({ kind: z.literal('balance-from-end'), balance: decimalText }),
  /** Type Credit or Debit by the sign of the amount, where the given type says otherwise. */
  z.object({ kind: z.literal('type-from-sign') }),
  /** Turns the amount where the given type says the opposite: some files write money out without a minus. */
  z.object({ kind: z.literal('sign-from-type') }),
  /** An id made of the line's own content, for lines without one or with another line's; the same file gives the same ids. */
  z.object({ kind: z.literal('make-ids') }),
  z.object({ kind: z.literal('split') }),
  /** Takes a report within the day for what it is: the day's statement will bring its lines again. */
  z.object({ kind: z.literal('take-interim') }),
])
export type StatementRemedy = z.infer<typeof statementRemedy>
export type StatementEncoding = (typeof statementEncodings)[number]
export type WordMeaning = (typeof wordMeanings)[number]
export type Delimiter = (typeof delimiters)[number]

/**
 * How it is known what a column is: `named` by a heading that is known, `guessed` from what it holds, `unknown` and so not read,
 * `empty` as far as it was looked, `chosen` by the user.
 */
export const columnHows = ['named', 'guessed', 'unknown', 'empty', 'chosen'] as const
export type ColumnHow = (typeof columnHows)[number]

export const statementColumn = z.object({
  /** As it stands, or `Column 1` and so on. */
  heading: z.string().max(200),
  how: z.enum(columnHows),
})
export type StatementColumn = z.infer<typeof statementColumn>

/** Records as they stand in the file, cut to what is shown. */
const statementRows = z.array(z.array(z.string().max(80)).max(60)).max(40)

/** What the first lines become when a CSV is read in a format. */
export const formatPreview = z.object({
  columns: z.array(statementColumn).max(MOST_COLUMNS),
  rows: statementRows,
  lines: z.array(statementLine).max(12),
  /** What was found in the beginning of the file; the whole of it may hold more. */
  findings: z.array(statementFinding).max(80),
})
export type FormatPreview = z.infer<typeof formatPreview>

/** Everything the page shows of an open statement but its lines. */
export const statementView = z.object({
  statementId: recordId,
  /** Grows with every change: whoever planned by a lower one planned by what is no longer there. */
  revision: count,
  name: outside,
  kind: z.enum(statementKinds),
  format: statementFormat,
  /** The columns of a CSV in order. */
  columns: z.array(statementColumn).max(MOST_COLUMNS),
  /** The first records of a CSV as they stand, what stands above the heading included. */
  rows: statementRows,
  /** The format was remembered from a file that looks the same. */
  remembered: z.boolean(),
  /** Whether a choice can be remembered by what the file looks like. */
  rememberable: z.boolean(),
  /** False: too many lines to mend here. Findings and sums are complete, lines are shown up to the limit. */
  canMend: z.boolean(),
  /** Lines that can be shown. */
  shown: count,
  summary: statementSummary,
  findings: z.array(statementFinding).max(80),
  picture: statementPicture,
  /** Accounts that the lines name, at most 20, the first ones first. */
  accounts: z.array(outside).max(20),
  /** Everything that the file holds and that isn't pushed. */
  leftOut: z.array(leftOutGroup).max(60),
  /** Remedies applied so far, in order. */
  applied: z.array(z.enum(remedyKinds)),
})
export type StatementView = z.infer<typeof statementView>

/** What a remedy would do, before it does. */
export const remedyPreview = z.object({
  before: statementSummary,
  after: statementSummary,
  dropped: count,
  moved: count,
  changed: count,
  /** The first lines it touches, as they are and as they would be; null for a line that goes. */
  examples: z.array(z.object({ before: statementLine, after: statementLine.nullable() })).max(20),
})
export type RemedyPreview = z.infer<typeof remedyPreview>

/** `csv`: one file for people. `requests`: a ZIP with one JSON file for each request of at most 1,000 lines, in order. */
export const exportKinds = ['csv', 'json', 'requests'] as const
export type ExportKind = (typeof exportKinds)[number]

const nothing = z.object({})
const one = z.object({ statementId: recordId })
const opened = z.object({ statement: statementView.nullable() })
const view = z.object({ statement: statementView })

/** Lines that one call gives. */
export const MAX_PAGE_LINES = 500

export const statementCalls = {
  /** Main's own dialog; null when the user closed it or stopped the reading. */
  openStatement: { input: nothing, output: opened },
  /** The text on the clipboard, which main reads. */
  pasteStatement: { input: nothing, output: opened },
  /** The file that was last dropped on the window; null where there is none, and where it is only to be forgotten. */
  takeDroppedStatement: { input: z.object({ how: z.enum(['read', 'forget']) }), output: opened },
  /** A generated statement with faults to mend, in practice mode only. */
  openSampleStatement: { input: nothing, output: opened },
  /** The statement that is open, if any; and whether a file was dropped that nobody has read. */
  getStatement: { input: nothing, output: opened.extend({ isDropped: z.boolean() }) },
  stopStatement: { input: nothing, output: nothing },
  closeStatement: { input: one, output: nothing },
  readStatementLines: {
    input: one.extend({ from: count, count: z.number().int().min(1).max(MAX_PAGE_LINES) }),
    output: z.object({ lines: z.array(statementLine).max(MAX_PAGE_LINES) }),
  },
  /** Reads the file again in this format, and remembers it for files that look the same. Remedies start over. */
  changeStatementFormat: { input: one.extend({ format: statementFormat }), output: view },
  /** The beginning of the file in this format. Nothing is changed or remembered. */
  previewStatementFormat: { input: one.extend({ format: statementFormat }), output: formatPreview },
  previewStatementRemedy: { input: one.extend({ remedy: statementRemedy }), output: remedyPreview },
  applyStatementRemedy: { input: one.extend({ remedy: statementRemedy }), output: view },
  undoStatementRemedy: { input: one, output: view },
  exportStatement: {
    input: one.extend({ kind: z.enum(exportKinds) }),
    output: z.object({ saved: z.boolean(), fileName: z.string().nullable() }),
  },
} as const

export const statementEvents = {
  /** How far the reading is; `share` from 0 to 1. */
  statementProgress: z.object({ name: outside, share: z.number().min(0).max(1), lines: count }),
  /** A file was dropped on the window: main holds its path, and reads it when the page asks. Some may hold a message instead. */
  fileDropped: z.object({ mayBeText: z.boolean() }),
  /** The open statement is another one, or none, or it was mended or read anew. */
  statementChanged: nothing,
} as const
