// The largest statements of each kind: the check in its own process against the parser alone on the same file, in turns. Prints
// the figures as JSON. Goals: at most PapaParse's bare parse of the same file for CSV, at most 180 MB over idle there and 300 MB elsewhere, main at work for at most 100 ms at
// a stretch, so that nothing waits for it longer. Times are the processor's, which a busy machine doesn't stretch; the clock's beside them.
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import type { FindingCode } from '../../src/domain/bank-feeds/statements/schema'
import { forkReader } from '../support/forked-reader'
import { linkReader } from '../../src/main/bank-feeds/statements/reader-link'
import { buildStatementEntry } from '../support/statement-entry'
import { processorMs, residentMb } from './process-use'
import { writeCamt, writeCsv, writeJson, writeMt940, writeOfx } from './large-statements'

const ROUNDS = 3
const BEST_OFX_READER = 'ofx-data-extractor@1.5.0'
const PAPA_PARSE = 'papaparse@5.7.1'
const GOALS = { megabytesOverIdle: 300, mainMs: 100 } as const

interface Times {
  readonly processorMs: number
  readonly clockMs: number
}

interface Round {
  readonly alone: Times
  readonly check: Times
  readonly idleMb: number
  readonly peakMb: number
  /** The longest that this process, in main's place, worked at a stretch during the check. */
  readonly mainMs: number
}

const CASES = [
  { kind: 'csv', write: writeCsv, stops: [], goal: 1 },
  { kind: 'json', write: writeJson, stops: [], goal: 2 },
  // OFX holds no balance after each line.
  { kind: 'ofx', write: writeOfx, stops: ['balance.missing'], goal: 2.75 },
  { kind: 'camt', write: writeCamt, stops: ['balance.missing'], goal: 2 },
  // Opening and closing balance prove those of the lines.
  { kind: 'mt940', write: writeMt940, stops: [], goal: 2 },
] as const

/** Only these kinds, where some are named: `LATCHKEY_KINDS=camt,ofx`. */
const only = process.env['LATCHKEY_KINDS']?.split(',') ?? null
const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-statement-'))
const entry = await buildStatementEntry()
try {
  for (const { kind, write, stops, goal } of CASES) {
    if (only !== null && !only.includes(kind)) continue
    const file = path.join(folder, `large.${kind}`)
    const lines = await write(file)
    const { size } = await stat(file)
    const rounds: Round[] = []
    for (let round = 0; round < ROUNDS; round += 1)
      rounds.push({
        alone: kind === 'csv' ? await papaParse(file) : await parserAlone(kind, file, lines),
        ...(await check(file, lines, stops)),
      })
    const report = { kind, lines, bytes: size, ...reportOf(rounds, goal) }
    const outside = kind === 'ofx' ? await bestOfxReader(file, rounds) : {}
    process.stdout.write(`${JSON.stringify({ ...report, ...outside }, null, 2)}\n`)
    await rm(file)
  }
} finally {
  await entry.dispose()
  await rm(folder, { recursive: true, force: true })
}

function reportOf(rounds: readonly Round[], goal: number) {
  const ratio = median(rounds.map(({ alone, check }) => check.processorMs / alone.processorMs))
  const clockRatio = median(rounds.map(({ alone, check }) => check.clockMs / alone.clockMs))
  const overIdle = Math.max(...rounds.map(({ idleMb, peakMb }) => peakMb - idleMb))
  const mainMs = Math.max(...rounds.map((round) => round.mainMs))
  return {
    rounds,
    ratio: Number(ratio.toFixed(2)),
    clockRatio: Number(clockRatio.toFixed(2)),
    megabytesOverIdle: Math.round(overIdle),
    mainMs: Math.round(mainMs),
    goals: { ratio: goal, ...GOALS },
    reached: ratio <= goal && overIdle <= GOALS.megabytesOverIdle && mainMs <= GOALS.mainMs,
  }
}

/** The quickest reader of OFX in JavaScript that is known, on the same file; the goal is a quarter of it. */
async function bestOfxReader(file: string, rounds: readonly Round[]) {
  const { processorMs } = await outsideOn(
    file,
    BEST_OFX_READER,
    `import { Ofx } from 'ofx-data-extractor'
    const read = (text) => new Ofx(text).toJson()`,
  )
  const ratio = median(rounds.map(({ check: { processorMs: ours } }) => ours)) / processorMs
  return { [BEST_OFX_READER]: { processorMs, ratio: Number(ratio.toFixed(2)), goal: 0.25 } }
}

/** PapaParse on the whole text, which it is given decoded: nothing but its parse is counted. */
function papaParse(file: string): Promise<Times> {
  return outsideOn(
    file,
    PAPA_PARSE,
    `import Papa from 'papaparse'
    const read = (text) => Papa.parse(text, { delimiter: ',' })`,
  )
}

/** A reader from the registry, installed for this, on a text that is read already. `code` defines `read`. */
async function outsideOn(file: string, name: string, code: string): Promise<Times> {
  const at = path.join(folder, name)
  await mkdir(at, { recursive: true })
  const script = path.join(at, 'read.mjs')
  await writeFile(path.join(at, 'package.json'), '{"private":true,"type":"module"}')
  await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', name], { cwd: at })
  await writeFile(
    script,
    `import { readFileSync } from 'node:fs'
    ${code}
    const text = readFileSync(process.argv[2], 'utf8')
    const before = process.cpuUsage()
    const began = performance.now()
    read(text)
    const { user, system } = process.cpuUsage(before)
    console.log(JSON.stringify({ processorMs: (user + system) / 1_000, clockMs: performance.now() - began }))`,
  )
  const { stdout } = await promisify(execFile)(process.execPath, ['--max-old-space-size=4096', script, file])
  return JSON.parse(stdout) as Times
}

/** The parser on the same file, in a process of its own. */
async function parserAlone(kind: string, file: string, lines: number): Promise<Times> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'parser-alone.mjs'), kind, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString()
  })
  await once(child, 'close')
  const { records, ...times } = JSON.parse(printed) as { records: number } & Times
  if (records !== lines) throw new Error(`the parser alone saw ${records} records of ${kind}`)
  return times
}

async function check(of: string, lines: number, stops: readonly FindingCode[]): Promise<Omit<Round, 'alone'>> {
  const child = forkReader(entry.file)
  const link = linkReader(child, () => {})
  const ended = new Promise<void>((resolve) => child.onExit(resolve))
  // The first question makes it load everything, so that idle is idle.
  await link.ask('open', {
    source: { kind: 'text', text: 'Date,Amount\n2026-01-01,1\n', name: 'x' },
    today: '2026-01-01',
    remembered: {},
  })
  const idleMb = await residentMb(child.pid, 'VmRSS')
  const mine = watchOwnWork()
  const before = await processorMs(child.pid)
  const began = performance.now()
  const { view } = await link.ask('open', {
    source: { kind: 'file', path: of, name: path.basename(of) },
    today: new Date().toISOString().slice(0, 10),
    remembered: {},
  })
  const clockMs = performance.now() - began
  const check = { processorMs: (await processorMs(child.pid)) - before, clockMs }
  const peakMb = await residentMb(child.pid, 'VmHWM')
  const found = view.findings.filter(({ severity }) => severity === 'stop').map(({ code }) => code)
  if (view.summary.lines !== lines || found.join() !== stops.join()) throw new Error(JSON.stringify(view.findings))
  link.end()
  await ended
  return { check, idleMb, peakMb, mainMs: mine.longest() }
}

/** The longest stretch of processor time between two ticks of a clock of 10 ms. */
function watchOwnWork(): { longest(): number } {
  let before = process.cpuUsage()
  let longest = 0
  const tick = (): void => {
    const { user, system } = process.cpuUsage(before)
    before = process.cpuUsage()
    longest = Math.max(longest, (user + system) / 1_000)
  }
  const timer = setInterval(tick, 10)
  return {
    longest() {
      clearInterval(timer)
      tick()
      return longest
    },
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
