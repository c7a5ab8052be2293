// A statement of a million lines: the check in its own process against csv-parse alone on the same file, in turns. Prints the
// figures as JSON. Goals: at most 2.0 times the parser alone, at most 300 MB over idle, main at work for at most 100 ms at
// a stretch, so that nothing waits for it longer. Times are the processor's, which a busy machine doesn't stretch; the clock's beside them.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { forkReader } from '../../src/main/bank-feeds/statements/forked-reader'
import { linkReader } from '../../src/main/bank-feeds/statements/reader-link'
import { buildStatementEntry } from '../support/statement-entry'
import { LINES, writeStatement } from './million-lines'

const ROUNDS = 3
const GOALS = { ratio: 2, megabytesOverIdle: 300, mainMs: 100 } as const

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

const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-statement-'))
const file = path.join(folder, 'million.csv')
const entry = await buildStatementEntry()
try {
  await writeStatement(file)
  const rounds: Round[] = []
  for (let round = 0; round < ROUNDS; round += 1)
    rounds.push({ alone: await parserAlone(file), ...(await check(file)) })
  const ratio = median(rounds.map(({ alone, check }) => check.processorMs / alone.processorMs))
  const clockRatio = median(rounds.map(({ alone, check }) => check.clockMs / alone.clockMs))
  const overIdle = Math.max(...rounds.map(({ idleMb, peakMb }) => peakMb - idleMb))
  const mainMs = Math.max(...rounds.map((round) => round.mainMs))
  const report = {
    lines: LINES,
    rounds,
    ratio: Number(ratio.toFixed(2)),
    clockRatio: Number(clockRatio.toFixed(2)),
    megabytesOverIdle: Math.round(overIdle),
    mainMs: Math.round(mainMs),
    goals: GOALS,
    reached: ratio <= GOALS.ratio && overIdle <= GOALS.megabytesOverIdle && mainMs <= GOALS.mainMs,
  }
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
} finally {
  await entry.dispose()
  await rm(folder, { recursive: true, force: true })
}

/** csv-parse with the settings the check uses, counting records, in a process of its own. */
async function parserAlone(of: string): Promise<Times> {
  const program = `
    import { createReadStream } from 'node:fs'
    import { parse } from 'csv-parse'
    const began = performance.now()
    const before = process.cpuUsage()
    const parser = parse({ delimiter: ',', relax_quotes: true, relax_column_count: true, max_record_size: 262144, record_delimiter: ['\\n'] })
    let records = 0
    parser.on('data', () => { records += 1 })
    parser.on('end', () => {
      const { user, system } = process.cpuUsage(before)
      process.stdout.write(JSON.stringify({ records, processorMs: (user + system) / 1000, clockMs: performance.now() - began }))
    })
    createReadStream(process.argv[1], { highWaterMark: 262144 }).pipe(parser)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, of], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString()
  })
  await once(child, 'close')
  const { records, ...times } = JSON.parse(printed) as { records: number } & Times
  if (records !== LINES + 1) throw new Error(`the parser alone saw ${records} records`)
  return times
}

async function check(of: string): Promise<Omit<Round, 'alone'>> {
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
    source: { kind: 'file', path: of, name: 'million.csv' },
    today: new Date().toISOString().slice(0, 10),
    remembered: {},
  })
  const clockMs = performance.now() - began
  const check = { processorMs: (await processorMs(child.pid)) - before, clockMs }
  const peakMb = await residentMb(child.pid, 'VmHWM')
  if (view.summary.lines !== LINES || view.summary.stops !== 0) throw new Error(JSON.stringify(view.findings))
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

/** Memory of a process from /proc, in megabytes: `VmRSS` now, `VmHWM` at its highest. */
async function residentMb(pid: number | undefined, field: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]
  return Number(kilobytes) / 1_000
}

/** Time the processor spent on a process so far, in user mode and in the system: fields 14 and 15 of /proc, in hundredths. */
async function processorMs(pid: number | undefined): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
