// Statement lines as the bodies of pushes: at most so many lines each, in order, amounts as they were written, never as floats.
import { createHash } from 'node:crypto'
import { feedRequestLines } from '../domain/facts'
import type { ArrangedLines, Lines } from '../domain/bank-feeds/statements/arrangement'
import { createTransactionWriter } from '../domain/bank-feeds/statements/codat-json'
import { formatDay } from '../domain/bank-feeds/statements/days'
import { jsonPiece } from '../domain/bank-feeds/statements/json-bytes'
import { formatMoney } from '../domain/bank-feeds/statements/money'
import type { BodiesWritten, ChunkPlan, Unfit } from '../domain/bank-feeds/push/entries'
import { type WriteBody, writingBodies } from './body-files'

const SEPARATOR = jsonPiece(',')
const END = jsonPiece(']}')

/**
 * Encodes the lines of one source account, at most so many a body, and writes each body into `dir` as it is whole. Ends at the first line
 * that can't be pushed.
 */
export function writeBodies(
  dir: string,
  accountId: string,
  arranged: ArrangedLines,
  mostLines: number = feedRequestLines.value,
): BodiesWritten {
  return writingBodies(dir, (write) => encodeBodies(write, accountId, arranged, mostLines))
}

function encodeBodies(
  write: WriteBody,
  accountId: string,
  { lines, order }: ArrangedLines,
  mostLines: number,
): BodiesWritten {
  const { json, transaction } = createTransactionWriter(lines)
  const begin = jsonPiece(`{"accountId":${JSON.stringify(accountId)},"transactions":[`)
  const chunks: ChunkPlan[] = []
  const sums = createSums()
  let lastDay = Number.NEGATIVE_INFINITY
  for (let from = 0; from < order.length; from += mostLines) {
    const chunk = order.subarray(from, from + mostLines)
    json.clear()
    json.put(begin)
    for (let index = 0; index < chunk.length; index += 1) {
      const at = chunk[index] ?? 0
      const reason = unfitIn(lines, at, lastDay)
      if (reason !== null) return { kind: 'unfit', unfit: { reason, line: lines.store.line(at) } }
      lastDay = lines.day(at) ?? lastDay
      if (index > 0) json.put(SEPARATOR)
      transaction(at)
      sums.take(lines, at)
    }
    json.put(END)
    // Overwritten by the next one.
    const body = json.bytes()
    write(chunks.length, body)
    chunks.push(planOf(lines, chunk, body))
  }
  return { kind: 'written', chunks, lines: order.length, ...sums.sums() }
}

function unfitIn(lines: Lines, at: number, lastDay: number): Unfit['reason'] | null {
  if (!lines.isBooked(at)) return 'not-booked'
  const day = lines.day(at)
  if (day === null) return 'no-date'
  // Nearly every one is a number, for which no bigint is made.
  if (Number.isNaN(lines.smallAmount(at)) && lines.amount(at) === null) return 'no-amount'
  if (Number.isNaN(lines.smallBalance(at)) && lines.balance(at) === null) return 'no-balance'
  return day < lastDay ? 'order' : null
}

function planOf(lines: Lines, chunk: Int32Array, body: Buffer): ChunkPlan {
  const last = chunk.at(-1) ?? 0
  return {
    lines: chunk.length,
    firstDate: formatDay(lines.day(chunk[0] ?? 0) ?? 0),
    lastDate: formatDay(lines.day(last) ?? 0),
    closingBalance: formatMoney(lines.balance(last) ?? 0n),
    sha256: createHash('sha256').update(body).digest('hex'),
  }
}

/** Beyond, a further amount could be too much for a number. */
const LARGEST_EXACT = 2 ** 51

interface Sums {
  readonly take: (lines: Lines, at: number) => void
  readonly sums: () => { readonly moneyIn: string; readonly moneyOut: string }
}

/** Sums in numbers as long as those are exact. */
function createSums(): Sums {
  let moneyIn = 0n
  let moneyOut = 0n
  const small = { in: 0, out: 0 }
  return {
    take(lines, at) {
      const amount = lines.smallAmount(at)
      if (Number.isNaN(amount)) {
        const large = lines.amount(at) ?? 0n
        if (large < 0n) moneyOut += large
        else moneyIn += large
      } else if (amount < 0) {
        small.out += amount
      } else {
        small.in += amount
      }
      if (small.in < LARGEST_EXACT && small.out > -LARGEST_EXACT) return
      moneyIn += BigInt(small.in)
      moneyOut += BigInt(small.out)
      small.in = small.out = 0
    },
    sums: () => ({
      moneyIn: formatMoney(moneyIn + BigInt(small.in)),
      moneyOut: formatMoney(moneyOut + BigInt(small.out)),
    }),
  }
}
