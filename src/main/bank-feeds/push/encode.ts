// Statement lines as the bodies of pushes: at most so many lines each, in order, amounts as they were written, never as floats.
import Big from 'big.js'
import { feedRequestLines } from '../../../contract/facts'
import type { StatementLine } from '../../../contract/statements'
import { hashOf, type PlannedChunk } from './journal'

/** A line with all that a push needs. */
type Whole = StatementLine & { date: string; amount: string; balance: string }

/** Why a line can't be pushed. The statement's own check says more; this is what would be fatal. */
export interface Unfit {
  readonly reason: 'no-date' | 'no-amount' | 'no-balance' | 'order'
  readonly line: number
}

export type EncodedStep =
  | { readonly kind: 'chunk'; readonly chunk: PlannedChunk; readonly moneyIn: string; readonly moneyOut: string }
  | { readonly kind: 'unfit'; readonly unfit: Unfit }

/**
 * The chunks of one source account's lines, page after page, with their exact sums (money out is negative or 0). Ends at the
 * first line that can't be pushed.
 */
export async function* encodeChunks(
  accountId: string,
  pages: Iterable<readonly StatementLine[]> | AsyncIterable<readonly StatementLine[]>,
  mostLines: number = feedRequestLines.value,
): AsyncGenerator<EncodedStep, void, void> {
  let held: Whole[] = []
  let last = ''
  const chunkOf = (lines: readonly Whole[]): EncodedStep[] => {
    const chunk = encodeChunk(accountId, lines)
    return chunk === null ? [] : [chunk]
  }
  for await (const page of pages) {
    for (const line of page) {
      const fit = wholeOf(line, last)
      if ('reason' in fit) {
        yield { kind: 'unfit', unfit: fit }
        return
      }
      last = fit.date
      held.push(fit)
      if (held.length < mostLines) continue
      yield* chunkOf(held)
      held = []
    }
  }
  yield* chunkOf(held)
}

function wholeOf(one: StatementLine, last: string): Whole | Unfit {
  const { date, amount, balance, line } = one
  if (date === null) return { reason: 'no-date', line }
  if (amount === null) return { reason: 'no-amount', line }
  if (balance === null) return { reason: 'no-balance', line }
  if (date < last) return { reason: 'order', line }
  return { ...one, date, amount, balance }
}

function encodeChunk(accountId: string, lines: readonly Whole[]): EncodedStep | null {
  const [first, last] = [lines[0], lines.at(-1)]
  if (first === undefined || last === undefined) return null
  const body = `{"accountId":${JSON.stringify(accountId)},"transactions":[${lines.map(encodeLine).join(',')}]}`
  const sum = (of: readonly Whole[]): string =>
    of.reduce((sofar, { amount }) => sofar.plus(amount), new Big(0)).toFixed()
  return {
    kind: 'chunk',
    chunk: {
      plan: {
        lines: lines.length,
        firstDate: first.date,
        lastDate: last.date,
        closingBalance: last.balance,
        sha256: hashOf(body),
      },
      body,
    },
    moneyIn: sum(lines.filter(({ amount }) => !amount.startsWith('-'))),
    moneyOut: sum(lines.filter(({ amount }) => amount.startsWith('-'))),
  }
}

/** One transaction. Amounts are put in as text: through a float, some would become another number than the file's. */
function encodeLine(line: Whole): string {
  const { id, date, description, counterparty, reference, transactionType, amount, balance } = line
  const texts = JSON.stringify({
    ...(id === null ? {} : { id }),
    date,
    description,
    counterparty,
    reference,
    reconciled: false,
    transactionType,
  })
  return `${texts.slice(0, -1)},"amount":${jsonNumber(amount)},"balance":${jsonNumber(balance)}}`
}

/** JSON knows no leading zeros and no plus sign. */
function jsonNumber(decimal: string): string {
  return new Big(decimal).toFixed()
}
