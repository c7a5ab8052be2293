// Statement lines as the bodies of pushes: at most so many lines each, in order, amounts as they were written, never as floats.
import { createHash } from 'node:crypto'
import { feedRequestLines } from '../domain/facts'
import type { ArrangedLines, Lines } from '../domain/bank-feeds/statements/arrangement'
import { createTransactionWriter } from '../domain/bank-feeds/statements/codat-json'
import { formatDay } from '../domain/bank-feeds/statements/days'
import { jsonPiece } from '../domain/bank-feeds/statements/json-bytes'
import { formatMoney, type Money } from '../domain/bank-feeds/statements/money'
import type { ChunkPlan } from '../domain/bank-feeds/push/entries'
import { writeBody } from './body-files'

/** Why a line can't be pushed. The statement's own check says more; this is what would be fatal. */
export const unfitReasons = ['not-booked', 'no-date', 'no-amount', 'no-balance', 'order'] as const
export interface Unfit {
  readonly reason: (typeof unfitReasons)[number]
  readonly line: number
}

export type EncodedStep =
  /** The body's bytes are overwritten by the next step. */
  | {
      readonly kind: 'chunk'
      readonly plan: ChunkPlan
      readonly body: Buffer
      readonly moneyIn: Money
      readonly moneyOut: Money
    }
  | { readonly kind: 'unfit'; readonly unfit: Unfit }

const SEPARATOR = jsonPiece(',')
const END = jsonPiece(']}')

/**
 * The chunks of one source account's lines with their exact sums (money out is negative or 0). Ends at the first line that can't
 * be pushed.
 */
export function* encodeChunks(
  accountId: string,
  { lines, order }: ArrangedLines,
  mostLines: number = feedRequestLines.value,
): Generator<EncodedStep, void, void> {
  const { json, transaction } = createTransactionWriter(lines)
  const begin = jsonPiece(`{"accountId":${JSON.stringify(accountId)},"transactions":[`)
  let lastDay = Number.NEGATIVE_INFINITY
  for (let from = 0; from < order.length; from += mostLines) {
    const chunk = order.subarray(from, from + mostLines)
    const sums = createSums()
    json.clear()
    json.put(begin)
    for (let index = 0; index < chunk.length; index += 1) {
      const at = chunk[index] ?? 0
      const reason = unfitIn(lines, at, lastDay)
      if (reason !== null) {
        yield { kind: 'unfit', unfit: { reason, line: lines.store.line(at) } }
        return
      }
      lastDay = lines.day(at) ?? lastDay
      if (index > 0) json.put(SEPARATOR)
      transaction(at)
      sums.take(lines, at)
    }
    json.put(END)
    const body = json.bytes()
    yield { kind: 'chunk', plan: planOf(lines, chunk, body), body, ...sums.sums() }
  }
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
  readonly sums: () => { readonly moneyIn: Money; readonly moneyOut: Money }
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
    sums: () => ({ moneyIn: moneyIn + BigInt(small.in), moneyOut: moneyOut + BigInt(small.out) }),
  }
}

/** What a push of all lines comes to, its bodies on the disk. Sums are decimal text; money out is negative or 0. */
export type BodiesWritten =
  | {
      readonly kind: 'written'
      readonly chunks: ChunkPlan[]
      readonly lines: number
      readonly moneyIn: string
      readonly moneyOut: string
    }
  | { readonly kind: 'unfit'; readonly unfit: Unfit }

/** Encodes the lines and writes each body into `dir` as it is whole. Ends at the first line that can't be pushed. */
export function writeBodies(dir: string, accountId: string, arranged: ArrangedLines): BodiesWritten {
  const chunks: ChunkPlan[] = []
  const sums = { in: 0n, out: 0n }
  for (const step of encodeChunks(accountId, arranged)) {
    if (step.kind === 'unfit') return step
    writeBody(dir, chunks.length, step.body)
    chunks.push(step.plan)
    sums.in += step.moneyIn
    sums.out += step.moneyOut
  }
  const lines = chunks.reduce((sum, chunk) => sum + chunk.lines, 0)
  return { kind: 'written', chunks, lines, moneyIn: formatMoney(sums.in), moneyOut: formatMoney(sums.out) }
}
