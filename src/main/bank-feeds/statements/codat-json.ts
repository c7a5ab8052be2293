// Lines as Codat's push of bank transactions takes them. Amounts go from decimal text to JSON numbers without a float between.
import type { StatementLine } from '../../../contract/statements'

/**
 * One transaction as JSON text. Raises an error for a line that can't be pushed (no day, amount, balance or id): the check
 * stops those before.
 */
export function codatTransaction(line: StatementLine): string {
  const { id, date, amount, balance } = line
  if (id === null || date === null || amount === null || balance === null) {
    throw new Error(`Line ${line.line} can’t be pushed`)
  }
  return transactionJson(line)
}

/** The same for an export: what is missing is left out. */
export function transactionJson(line: StatementLine): string {
  const { id, date, amount, balance, description, reference, counterparty, transactionType } = line
  const fields = [
    ['id', id === null ? null : JSON.stringify(id)],
    ['date', date === null ? null : JSON.stringify(`${date}T00:00:00Z`)],
    ['description', JSON.stringify(description)],
    ['reference', reference === '' ? null : JSON.stringify(reference)],
    ['counterparty', counterparty === '' ? null : JSON.stringify(counterparty)],
    ['amount', amount],
    ['balance', balance],
    ['transactionType', JSON.stringify(transactionType)],
  ] as const
  return `{${fields.flatMap(([name, value]) => (value === null ? [] : [`"${name}":${value}`])).join(',')}}`
}
