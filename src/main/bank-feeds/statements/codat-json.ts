// Lines as Codat's push of bank transactions takes them: the same text in a push and in an export. Amounts go from decimal text to
// JSON numbers without a float between.
import type { StatementLine } from '../../../contract/statements'

/** One transaction. What is missing is left out; a push takes no such line, and an export shows it. */
export function transactionJson(line: StatementLine): string {
  const { id, date, amount, balance, description, counterparty, reference, transactionType } = line
  const texts = JSON.stringify({
    ...(id === null ? {} : { id }),
    ...(date === null ? {} : { date }),
    description,
    counterparty,
    reference,
    reconciled: false,
    transactionType,
  })
  return `${texts.slice(0, -1)}${member('amount', amount)}${member('balance', balance)}}`
}

/** A number as text: through a float, some would become another than the file's. */
function member(name: string, decimal: string | null): string {
  return decimal === null ? '' : `,"${name}":${jsonNumber(decimal)}`
}

/** Without the zeros behind that say nothing: `0.10` is `0.1`. */
function jsonNumber(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal
}
