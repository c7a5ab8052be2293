// What each column is, chosen one after the other. Pure, and free of zod.
import type { ColumnRole, StatementFormat } from '../../../domain/bank-feeds/statements/schema'

export const IGNORED = 'ignored'
export const MORE_TEXT = 'more-text'
export type ColumnChoice = ColumnRole | typeof IGNORED | typeof MORE_TEXT

/** A format while its columns are chosen. */
export interface Choosing {
  readonly format: StatementFormat
  /** The column chosen last, and the format before that: arrow keys pass by other roles on their way to one. */
  readonly last: { readonly index: number; readonly before: StatementFormat } | null
}

export function startChoosing(format: StatementFormat): Choosing {
  return { format, last: null }
}

/** Anything of the format but its columns. */
export function withChange({ format }: Choosing, some: Partial<StatementFormat>): Choosing {
  return startChoosing({ ...format, ...some })
}

/** A choice for one column. What an earlier choice for the same column took from another one goes back to it. */
export function withChoice({ format, last }: Choosing, index: number, choice: ColumnChoice): Choosing {
  const before = last?.index === index ? last.before : format
  return { format: chosen(before, index, choice), last: { index, before } }
}

export function choiceOf({ columns, moreText }: StatementFormat, index: number): ColumnChoice {
  const role = (Object.keys(columns) as ColumnRole[]).find((one) => columns[one] === index)
  return role ?? (moreText.includes(index) ? MORE_TEXT : IGNORED)
}

/** One column for each role: what it was before becomes nothing. An amount stands in one column or in two, never in both. */
function chosen(format: StatementFormat, index: number, choice: ColumnChoice): StatementFormat {
  const cleared: readonly string[] =
    choice === 'amount' ? ['debit', 'credit'] : choice === 'debit' || choice === 'credit' ? ['amount'] : []
  const kept = Object.entries(format.columns).filter(
    ([role, column]) => column !== index && role !== choice && !cleared.includes(role),
  )
  const isRole = choice !== IGNORED && choice !== MORE_TEXT
  const moreText = format.moreText.filter((column) => column !== index)
  return {
    ...format,
    columns: Object.fromEntries(isRole ? [...kept, [choice, index]] : kept),
    moreText: choice === MORE_TEXT ? [...moreText, index].toSorted((a, b) => a - b) : moreText,
    sign: choice === 'direction' && format.sign === 'unknown' ? 'by-type' : format.sign,
  }
}
