// Messages between Latchkey and the process that reads a statement, parsed at both ends like any border.
import { z } from 'zod'
import {
  exportKinds,
  formatPreview,
  MAX_PAGE_LINES,
  remedyPreview,
  statementRemedy,
  statementView,
} from '../contract/statements'
import { statementDay, statementFormat, statementLine } from '../domain/bank-feeds/statements/schema'
import { chunkPlan, unfitReasons } from '../domain/bank-feeds/push/entries'

const nothing = z.object({})

/** A view without the id and revision, which only main gives; `signature` is what the format is remembered by. */
const state = z.object({
  view: statementView.omit({ statementId: true, revision: true }),
  signature: z.string().nullable(),
})
export type StatementAnswer = z.infer<typeof state>

export const statementSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('file'), path: z.string(), name: z.string() }),
  z.object({ kind: z.literal('text'), text: z.string(), name: z.string() }),
])
export type StatementSourceMessage = z.infer<typeof statementSource>

const bodiesWritten = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('written'),
    chunks: z.array(chunkPlan),
    lines: z.number().int().nonnegative(),
    moneyIn: z.string(),
    moneyOut: z.string(),
  }),
  z.object({ kind: z.literal('unfit'), unfit: z.object({ reason: z.enum(unfitReasons), line: z.number().int() }) }),
])

export const readerCalls = {
  open: {
    input: z.object({
      source: statementSource,
      today: statementDay,
      /** Formats by the signature of the heading. */
      remembered: z.record(z.string(), statementFormat),
    }),
    output: state,
  },
  lines: {
    input: z.object({ from: z.number().int().nonnegative(), count: z.number().int().min(1).max(1_000) }),
    output: z.array(statementLine).max(Math.max(MAX_PAGE_LINES, 1_000)),
  },
  changeFormat: { input: statementFormat, output: state },
  previewFormat: { input: statementFormat, output: formatPreview },
  preview: { input: statementRemedy, output: remedyPreview },
  apply: { input: statementRemedy, output: state },
  undo: { input: nothing, output: state },
  /** Writes the bodies of a push into a folder that is there. */
  writeBodies: { input: z.object({ dir: z.string(), accountId: z.string() }), output: bodiesWritten },
  export: { input: z.object({ kind: z.enum(exportKinds), file: z.string() }), output: nothing },
} as const
export type ReaderCall = keyof typeof readerCalls

/** What it means that the process refused a call, or ended over it. */
export function failureOfCall(call: ReaderCall) {
  switch (call) {
    case 'open':
    case 'changeFormat':
    case 'previewFormat':
      return 'statement.not-read' as const
    case 'export':
    case 'writeBodies':
      return 'statement.not-written' as const
    case 'lines':
    case 'preview':
    case 'apply':
    case 'undo':
      return 'statement.crashed' as const
  }
}

/** Said of its own accord while a file is read. */
export const readerProgress = z.object({
  type: z.literal('progress'),
  share: z.number().min(0).max(1),
  lines: z.number().int().nonnegative(),
})
export type ReaderProgress = z.infer<typeof readerProgress>
