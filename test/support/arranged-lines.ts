// Lines given one by one, kept as a statement that was read keeps them.
import { type ArrangedLines, asRead, linesOf, UNTOUCHED } from '../../src/domain/bank-feeds/statements/arrangement'
import { dayFrom } from '../../src/domain/bank-feeds/statements/days'
import { createLineStore } from '../../src/domain/bank-feeds/statements/line-store'
import { moneyOf } from '../../src/domain/bank-feeds/statements/money'
import type { StatementLine } from '../../src/domain/bank-feeds/statements/schema'
import { typeNamed } from '../../src/domain/bank-feeds/statements/transaction-types'

export function arrangedLines(lines: readonly StatementLine[]): ArrangedLines {
  const store = createLineStore()
  for (const { line, id, date, amount, balance, transactionType, currency, standing, unsigned, ...texts } of lines) {
    store.add({
      line,
      ...texts,
      id: id ?? '',
      day: date === null ? null : dayFrom(date),
      amount: amount === null ? null : moneyOf(amount),
      balance: balance === null ? null : moneyOf(balance),
      type: typeNamed(transactionType),
      currency: currency ?? '',
      account: '',
      standing: standing ?? 'booked',
      fee: null,
      noSign: unsigned === true,
      faults: 0,
    })
  }
  return { lines: linesOf(store, UNTOUCHED), order: asRead(store).order }
}
