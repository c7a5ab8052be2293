// What stands above the heading of a CSV and says what the account held before its lines and after them.
import type { Row } from './columns'
import { isSomeDay, isSomeMoney } from './columns'
import { type BalanceRow, balanceRowNamed } from './line-words'
import { type Money, parseMoney } from './money'
import type { DecimalMark } from './schema'

export interface HeldAround {
  readonly before: Money
  readonly after: Money
}

/**
 * The opening and the closing balance that a letterhead names: only both together are of the period of its lines, as one alone may be
 * of today. Null where either is missing, or is named twice with another amount.
 */
export function heldAround(above: readonly Row[], decimal: DecimalMark): HeldAround | null {
  const held: Record<BalanceRow, Money[]> = { opening: [], closing: [], other: [] }
  for (const [at, row] of above.entries()) {
    const cells = row.flatMap(partsOf)
    const names = cells.map((cell) => balanceRowNamed(cell, false))
    const amounts = cells.map((cell) => moneyIn(cell, decimal))
    const [only = null, ...others] = names.filter((name) => name !== null)
    const [amount, ...more] = amounts.filter((one) => one !== null)
    if (amount === undefined)
      names.forEach((name, column) => note(name, moneyIn(above[at + 1]?.[column] ?? '', decimal)))
    else if (others.length === 0 && more.every((one) => one === amount)) note(only, amount)
  }
  const [before, after] = [onlyOf(held.opening), onlyOf(held.closing)]
  return before === null || after === null ? null : { before, after }

  function note(name: BalanceRow | null, amount: Money | null): void {
    if (name !== null && amount !== null) held[name].push(amount)
  }
}

/** “Opening balance: 1,000.00” is a name and an amount. */
function partsOf(cell: string): string[] {
  const at = cell.lastIndexOf(':')
  return at < 0 ? [cell] : [cell.slice(0, at), cell.slice(at + 1)]
}

function moneyIn(cell: string, decimal: DecimalMark): Money | null {
  if (!isSomeMoney(cell) || isSomeDay(cell)) return null
  const amount = parseMoney(cell, decimal)
  return typeof amount === 'bigint' ? amount : null
}

function onlyOf(amounts: readonly Money[]): Money | null {
  const [first = null, ...others] = amounts
  return others.every((one) => one === first) ? first : null
}
