// Makes a push of a statement: its chunks encoded and on the disk, and its journal opened. Nothing is sent yet.
import Big from 'big.js'
import type { HeldStatement } from '../ports'
import { encodeChunks } from './encode'
import type { PushTarget } from './entries'
import { Failure } from '../../failure'
import { createPushFolder, type PlannedChunk } from './journal'

/** Raises `push.not-pushable` for a line that can't be sent or is missing; then nothing stays behind. */
export async function createPush(
  dir: string,
  opened: { readonly pushId: string; readonly at: string; readonly target: PushTarget },
  held: HeldStatement,
): Promise<void> {
  let lines = 0
  const sums = { in: new Big(0), out: new Big(0) }
  const chunks = async function* (): AsyncGenerator<PlannedChunk> {
    for await (const step of encodeChunks(opened.target.accountId, pagesOf(held))) {
      if (step.kind === 'unfit') {
        throw new Failure('push.not-pushable', { detail: `${step.unfit.reason} in line ${step.unfit.line}` })
      }
      sums.in = sums.in.plus(step.moneyIn)
      sums.out = sums.out.plus(step.moneyOut)
      lines += step.chunk.plan.lines
      yield step.chunk
    }
    if (lines !== held.summary.lines) {
      throw new Failure('push.not-pushable', { detail: `${lines} of ${held.summary.lines} lines` })
    }
  }
  await createPushFolder(dir, chunks(), (plans) => ({
    kind: 'opened',
    version: 1,
    ...opened,
    statement: held.name.slice(0, 300),
    chunks: plans,
    moneyIn: sums.in.toFixed(),
    moneyOut: sums.out.toFixed(),
  }))
}

const PAGE = 1_000

async function* pagesOf(held: HeldStatement) {
  for (let from = 0; from < held.summary.lines; from += PAGE) {
    yield await held.lines(from, Math.min(PAGE, held.summary.lines - from))
  }
}
