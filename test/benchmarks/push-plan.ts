// Making the plan of a push of a million lines, bodies written, beside writing the same bytes into as many files, each on the disk
// itself before the next, in turns. Processor time; the figures are printed as JSON. Goal: 1.5 times.
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { forkReader } from '../support/forked-reader'
import { linkReader } from '../../src/main/bank-feeds/statements/reader-link'
import { buildStatementEntry } from '../support/statement-entry'
import { writeCsv } from './large-statements'
import { processorMs } from './process-use'

const ROUNDS = 5
const GOAL = 1.5

/** Reads all bodies into memory, which isn't counted, and writes them again. */
const WRITE_AGAIN = `import { closeSync, fsyncSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs'
const [from, to] = process.argv.slice(2)
const bodies = readdirSync(from).map((name) => [name, readFileSync(from + '/' + name)])
const before = process.cpuUsage()
for (const [name, body] of bodies) {
  const file = openSync(to + '/' + name, 'w', 0o600)
  writeSync(file, body)
  fsyncSync(file)
  closeSync(file)
}
const { user, system } = process.cpuUsage(before)
console.log((user + system) / 1_000)`

const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-push-plan-'))
const entry = await buildStatementEntry()
try {
  const file = path.join(folder, 'large.csv')
  const lines = await writeCsv(file)
  const script = path.join(folder, 'write-again.mjs')
  await writeFile(script, WRITE_AGAIN)
  const child = forkReader(entry.file)
  const link = linkReader(child, () => {})
  const ended = new Promise<void>((resolve) => child.onExit(resolve))
  await link.ask('open', {
    source: { kind: 'file', path: file, name: path.basename(file) },
    today: new Date().toISOString().slice(0, 10),
    remembered: {},
  })
  const rounds: { plan: number; writing: number }[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const bodies = path.join(folder, `bodies-${round}`)
    const again = path.join(folder, `again-${round}`)
    await mkdir(bodies)
    await mkdir(again)
    const before = await processorMs(child.pid)
    const written = await link.ask('writeBodies', { dir: bodies, accountId: 'acc-1' })
    const plan = (await processorMs(child.pid)) - before
    if (written.kind === 'unfit' || written.lines !== lines) throw new Error(JSON.stringify(written))
    const { stdout } = await promisify(execFile)(process.execPath, [script, bodies, again])
    rounds.push({ plan, writing: Math.round(Number(stdout)) })
    await rm(bodies, { recursive: true })
    await rm(again, { recursive: true })
  }
  const [, ...warm] = rounds.map(({ plan, writing }) => plan / writing).toSorted((a, b) => a - b)
  const ratio = Number((warm[Math.floor(warm.length / 2)] ?? Number.NaN).toFixed(2))
  process.stdout.write(`${JSON.stringify({ lines, rounds, ratio, goal: GOAL, reached: ratio <= GOAL }, null, 2)}\n`)
  link.end()
  await ended
} finally {
  await entry.dispose()
  await rm(folder, { recursive: true, force: true })
}
