// What a board of a hundred integrations takes beside reading and parsing its files alone. Goal: at most 1.5.
// Run: node test/benchmarks/run.mjs board
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { z } from 'zod'
import { boardFolders, furnishBoard } from '../support/large-board'

const INTEGRATIONS = 100
const ROUNDS = 40

const board = await furnishBoard(INTEGRATIONS)

/** All at once, which is the quickest way to read them. */
async function readAlone(): Promise<unknown> {
  const folders = Object.entries(boardFolders).map(async ([name, schema]: [string, z.ZodType]) => {
    const files = (await readdir(path.join(board.dir, name))).filter((file) => file.endsWith('.json'))
    return Promise.all(
      files.map(async (file) => schema.parse(JSON.parse(await readFile(path.join(board.dir, name, file), 'utf8')))),
    )
  })
  return Promise.all(folders)
}

/** Milliseconds of processor time, which other programs don't stretch. */
async function processorTime(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

try {
  await board.load()
  await readAlone()
  // Alternating, so that whatever else the machine does falls on both.
  const [whole, alone]: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS; round += 1) {
    alone.push(await processorTime(readAlone))
    whole.push(await processorTime(board.load))
  }
  const [boardMs, filesMs] = [median(whole), median(alone)]
  const figures = {
    integrations: INTEGRATIONS,
    boardMs,
    filesMs,
    ratio: Number((boardMs / filesMs).toFixed(2)),
    goal: 1.5,
  }
  process.stdout.write(`${JSON.stringify(figures)}\n`)
} finally {
  await board.remove()
}
