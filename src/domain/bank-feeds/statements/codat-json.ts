// Lines as Codat's push of bank transactions takes them: the same text in a push and in an export. Amounts go from decimal text to
// JSON numbers without a float between.
import type { StatementLine } from './schema'

/** One transaction. What is missing is left out; a push takes no such line, and an export shows it. */
export function transactionJson(line: StatementLine): string {
  const { id, date, amount, balance, description, counterparty, reference, transactionType } = line
  // Put together by hand: an object for each of a million lines, only to become text, takes three times as long.
  return (
    `{${id === null ? '' : `"id":${quoted(id)},`}${date === null ? '' : `"date":"${date}",`}` +
    `"description":${quoted(description)},"counterparty":${quoted(counterparty)},"reference":${quoted(reference)},` +
    `"reconciled":false,"transactionType":"${transactionType}"${member('amount', amount)}${member('balance', balance)}}`
  )
}

/** What stands in JSON as it is: letters, figures and signs of ASCII but quotation marks and backslashes. */
const PLAIN = /^[ !#-[\]-~]*$/

function quoted(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text)
}

/** A number as text: through a float, some would become another than the file's. */
function member(name: string, decimal: string | null): string {
  return decimal === null ? '' : `,"${name}":${jsonNumber(decimal)}`
}

const ZERO = 48

/** Without the zeros behind that say nothing: `0.10` is `0.1`. */
function jsonNumber(decimal: string): string {
  if (decimal.charCodeAt(decimal.length - 1) !== ZERO || !decimal.includes('.')) return decimal
  return decimal.replace(/\.?0+$/, '')
}
