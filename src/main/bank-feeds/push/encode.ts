// Statement lines as the bodies of pushes: at most so many lines each, in order, amounts as they were written, never as floats.
import Big from 'big.js'
import { feedRequestLines } from '../../../contract/facts'
import type { StatementLine } from '../../../contract/statements'
import type { ChunkPlan } from './entries'
import { hashOf } from './journal'

export interface EncodedChunk {
  readonly plan: ChunkPlan
  /** The whole body of the request. */
  readonly body: string
}

export type Encoded =
  | {
      readonly kind: 'encoded'
      readonly chunks: readonly EncodedChunk[]
      readonly lines: number
      /** Exact sums; money out is negative or 0. */
      readonly moneyIn: string
      readonly moneyOut: string
    }
  /** Why the lines can't be pushed, and the first line it is about. */
  | {
      readonly kind: 'not-pushable'
      readonly reason: 'empty' | 'no-date' | 'no-amount' | 'no-balance' | 'order'
      readonly line: number | null
    }

/** A line with all that a push needs. */
type Whole = StatementLine & { date: string; amount: string; balance: string }

/** Splits and writes lines for one source account. Looks at what would be fatal only: the statement's own check says more. */
export function encodeLines(
  accountId: string,
  lines: readonly StatementLine[],
  mostLines: number = feedRequestLines.value,
): Encoded {
  if (lines.length === 0) return { kind: 'not-pushable', reason: 'empty', line: null }
  const whole: Whole[] = []
  let [moneyIn, moneyOut] = [new Big(0), new Big(0)]
  let last = ''
  for (const one of lines) {
    const { date, amount, balance, line } = one
    if (date === null) return { kind: 'not-pushable', reason: 'no-date', line }
    if (amount === null) return { kind: 'not-pushable', reason: 'no-amount', line }
    if (balance === null) return { kind: 'not-pushable', reason: 'no-balance', line }
    if (date < last) return { kind: 'not-pushable', reason: 'order', line }
    last = date
    if (amount.startsWith('-')) moneyOut = moneyOut.plus(amount)
    else moneyIn = moneyIn.plus(amount)
    whole.push({ ...one, date, amount, balance })
  }
  const chunks: EncodedChunk[] = []
  for (let from = 0; from < whole.length; from += mostLines) {
    const chunk = encodeChunk(accountId, whole.slice(from, from + mostLines))
    if (chunk !== null) chunks.push(chunk)
  }
  return { kind: 'encoded', chunks, lines: whole.length, moneyIn: moneyIn.toFixed(), moneyOut: moneyOut.toFixed() }
}

function encodeChunk(accountId: string, lines: readonly Whole[]): EncodedChunk | null {
  const [first, last] = [lines[0], lines.at(-1)]
  if (first === undefined || last === undefined) return null
  const body = `{"accountId":${JSON.stringify(accountId)},"transactions":[${lines.map(encodeLine).join(',')}]}`
  return {
    plan: {
      lines: lines.length,
      firstDate: first.date,
      lastDate: last.date,
      closingBalance: last.balance,
      sha256: hashOf(body),
    },
    body,
  }
}

/** One transaction. Amounts are put in as text: through a float, 0.1 + 0.2 would become another number than the file's. */
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
