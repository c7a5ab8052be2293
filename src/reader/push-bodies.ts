// Statement lines as the bodies of pushes: at most so many lines each, in order, amounts as they were written, never as floats.
import { feedRequestLines } from '../domain/facts'
import type { StatementLine } from '../domain/bank-feeds/statements/schema'
import { transactionJson } from '../domain/bank-feeds/statements/codat-json'
import { formatMoney, type Money, moneyOf } from '../domain/bank-feeds/statements/money'
import type { ChunkPlan } from '../domain/bank-feeds/push/entries'
import { hashOf, type PlannedChunk, writeBody } from './body-files'

/** A line with all that a push needs. */
type Whole = StatementLine & { date: string; amount: string; balance: string }

/** Why a line can't be pushed. The statement's own check says more; this is what would be fatal. */
export const unfitReasons = ['not-booked', 'no-date', 'no-amount', 'no-balance', 'order'] as const
export interface Unfit {
  readonly reason: (typeof unfitReasons)[number]
  readonly line: number
}

export type EncodedStep =
  | { readonly kind: 'chunk'; readonly chunk: PlannedChunk; readonly moneyIn: Money; readonly moneyOut: Money }
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
  const { date, amount, balance, line, standing } = one
  if (standing !== undefined) return { reason: 'not-booked', line }
  if (date === null) return { reason: 'no-date', line }
  if (amount === null) return { reason: 'no-amount', line }
  if (balance === null) return { reason: 'no-balance', line }
  if (date < last) return { reason: 'order', line }
  return { ...one, date, amount, balance }
}

function encodeChunk(accountId: string, lines: readonly Whole[]): EncodedStep | null {
  const [first, last] = [lines[0], lines.at(-1)]
  if (first === undefined || last === undefined) return null
  const body = `{"accountId":${JSON.stringify(accountId)},"transactions":[${lines.map(transactionJson).join(',')}]}`
  const sums = sumsOf(lines)
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
    ...sums,
  }
}

function sumsOf(lines: readonly Whole[]): { moneyIn: Money; moneyOut: Money } {
  let moneyIn = 0n
  let moneyOut = 0n
  for (const { amount } of lines) {
    const money = moneyOf(amount)
    if (money < 0n) moneyOut += money
    else moneyIn += money
  }
  return { moneyIn, moneyOut }
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

/** Encodes the lines, page after page, and writes each body into `dir` as it is whole. Ends at the first line that can't be pushed. */
export async function writeBodies(
  dir: string,
  accountId: string,
  pages: Iterable<readonly StatementLine[]> | AsyncIterable<readonly StatementLine[]>,
): Promise<BodiesWritten> {
  const chunks: ChunkPlan[] = []
  const sums = { in: 0n, out: 0n }
  for await (const step of encodeChunks(accountId, pages)) {
    if (step.kind === 'unfit') return step
    await writeBody(dir, chunks.length, step.chunk.body)
    chunks.push(step.chunk.plan)
    sums.in += step.moneyIn
    sums.out += step.moneyOut
  }
  const lines = chunks.reduce((sum, chunk) => sum + chunk.lines, 0)
  return { kind: 'written', chunks, lines, moneyIn: formatMoney(sums.in), moneyOut: formatMoney(sums.out) }
}
