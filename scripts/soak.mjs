// @ts-check
// `npm run soak`: the long versions. Every property over cases generated anew; a thousand pushes killed once each, of which
// `npm test` has a few; calls that write, two at once, held at every wait; statements held against other people's readers; the whole app killed a hundred times; rotations with a
// restart after every step. Takes the better part of an hour; `npm run soak -- engine` leaves the app out.
//
// `npm run soak -- races --minutes 20` runs the calls that write alone, and goes on where the last such run ended, until all are done;
// `--seed 7` chooses the random orders, each seed with its own ledger under test-results.
//
// `npm run soak -- --repeat 20` runs the tests twenty times instead, each time in another order, and says how often each one
// failed. Stages and parts of paths narrow it: `npm run soak -- --repeat 20 integration xero-sign-in`.
//
// `npm run soak -- --late-frames 250 e2e` runs them once with a page whose frames are late by as many milliseconds: what leans on being
// quick fails.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { run } from './commands.mjs'
import { orderSeed } from './order-seed.mjs'
import { projectFolder } from './places.mjs'
import { setUp } from './setup.mjs'
import { needBuild, runStage, STAGE_NAMES, stagesNamed } from './stages.mjs'
import { timesFailed } from './tally.mjs'
import { runScript, say, seconds, Stop } from './terminal.mjs'

const RESULTS = 'test-results'
/** What is repeated where no stage is named: those that can pass once and fail the next time. */
const REPEATED = STAGE_NAMES.filter((name) => name !== 'lint' && name !== 'types')

const RACES = ['src/main/races.test.ts', 'src/main/bank-feeds/push/races.test.ts']
const EVERY_WAIT = {
  LATCHKEY_RACE_STEP: '1',
  LATCHKEY_RACE_PAIRS: 'all',
  LATCHKEY_RACE_BOTH: '1',
  LATCHKEY_RACE_ORDERS: '8',
}

await runScript(async () => {
  const { values, positionals } = parseArgs({
    options: {
      repeat: { type: 'string' },
      'late-frames': { type: 'string' },
      minutes: { type: 'string' },
      seed: { type: 'string' },
    },
    allowPositionals: true,
  })
  if (positionals.includes('races')) return await races(Number(values.minutes ?? Infinity), Number(values.seed ?? 1))
  const late = values['late-frames']
  if (values.repeat === undefined && late === undefined) return await soak(positionals.includes('engine'))
  const times = Number(values.repeat ?? '1')
  if (!Number.isSafeInteger(times) || times < 1) throw new Stop('How often? For example: npm run soak -- --repeat 20')
  if (!(Number(late ?? '1') > 0)) throw new Stop('How late? For example: npm run soak -- --late-frames 250 e2e')
  const isStage = (/** @type {string} */ name) => STAGE_NAMES.includes(name)
  const files = positionals.filter((name) => !isStage(name))
  // The package stage is one file, whatever is asked for.
  const all = files.length === 0 ? REPEATED : REPEATED.filter((name) => name !== 'package')
  const slow = late === undefined ? {} : { LATCHKEY_LATE_FRAMES: late }
  return await repeat(times, { stages: stagesNamed(positionals.filter(isStage), all), files, slow })
})

/**
 * @param {number} times
 * @param {{ stages: readonly string[], files: readonly string[], slow: Readonly<Record<string, string>> }} what
 * @returns {Promise<number>} exit code
 */
async function repeat(times, { stages, files, slow }) {
  const { environment } = await setUp({
    purposes: ['app', 'desktop', 'runtime', 'test'],
    build: needBuild(stages),
  })
  const folder = path.join(projectFolder, RESULTS, 'soak')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  /** @type {import('./tally.mjs').SeededRun[]} */
  const runs = []
  for (let time = 1; time <= times; time += 1) {
    const seed = orderSeed('')
    for (const stage of stages) {
      const started = performance.now()
      const { tests, said } = await runStage(stage, {
        environment: { ...process.env, ...environment, ...slow, LATCHKEY_ORDER_SEED: String(seed) },
        files,
        quiet: true,
      })
      const failed = tests.filter(({ outcome }) => outcome === 'failed')
      runs.push({ seed, failed: failed.map(({ name }) => `${stage}: ${name}`) })
      const took = seconds(performance.now() - started)
      say(`${time} of ${times}, order ${seed}, ${stage}: ${tests.length} tests, ${failed.length} failed (${took})`)
      if (failed.length === 0) continue
      const log = path.join(RESULTS, 'soak', `${stage}-${time}.log`)
      await writeFile(path.join(projectFolder, log), said)
      for (const { name } of failed) say(`  failed ${name}`)
      say(`  ${log}`)
    }
  }
  const unsteady = timesFailed(runs)
  say(unsteady.length === 0 ? `\nNo test failed in ${times} runs.` : `\nFailed in ${times} runs:`)
  for (const { name, seeds } of unsteady)
    say(`${String(seeds.length).padStart(4)} × ${name} (order ${seeds.join(', ')})`)
  return unsteady.length === 0 ? 0 : 1
}

/**
 * A slice of the calls that write, each with every other, held at every wait.
 * @param {number} minutes after which no pair begins
 * @param {number} seed
 * @returns {Promise<number>} exit code
 */
async function races(minutes, seed) {
  if (!(minutes > 0) || !Number.isSafeInteger(seed))
    throw new Stop('For example: npm run soak -- races --minutes 20 --seed 7')
  await setUp({ purposes: ['test'], build: false })
  const ledger = path.join(projectFolder, RESULTS, `races-${seed}.jsonl`)
  await mkdir(path.dirname(ledger), { recursive: true })
  const vitest = path.join(projectFolder, 'node_modules/vitest/vitest.mjs')
  const { code } = await run(process.execPath, [vitest, 'run', '--project', 'unit', ...RACES], {
    cwd: projectFolder,
    env: {
      ...process.env,
      ...EVERY_WAIT,
      LATCHKEY_RACE_LEDGER: ledger,
      LATCHKEY_RACE_SEED: String(seed),
      LATCHKEY_RACE_UNTIL: String(Date.now() + minutes * 60_000),
    },
    show: true,
  })
  say(await racesDone(ledger))
  return code
}

/** @param {string} ledger */
async function racesDone(ledger) {
  /** @type {{ race: string, pairs?: number, orders?: number }[]} */
  const lines = (await readFile(ledger, 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
  const planned = lines.flatMap(({ race, pairs }) => (pairs === undefined ? [] : [{ race, pairs }]))
  return planned
    .map(({ race, pairs }) => {
      const done = lines.flatMap((line) => (line.race === race && line.orders !== undefined ? [line.orders] : []))
      const orders = done.reduce((sum, one) => sum + one, 0)
      return `${race}: ${done.length} of ${pairs} pairs, ${orders} orders`
    })
    .join('\n')
}

/**
 * @param {boolean} onlyEngine
 * @returns {Promise<number>} exit code
 */
async function soak(onlyEngine) {
  const { environment } = await setUp({
    purposes: onlyEngine ? ['test'] : ['app', 'desktop', 'runtime', 'test'],
    build: !onlyEngine,
  })
  const engineReport = path.join(RESULTS, 'push-kills-soak.json')
  const appReport = path.join(RESULTS, 'push-kills-app-soak.json')
  /** @type {readonly { title: string, program: string, args: readonly string[], env: Record<string, string>, report?: string }[]} */
  const parts = [
    {
      title: 'Generated cases that nobody has seen',
      program: 'vitest/vitest.mjs',
      args: ['run', '--project', 'unit'],
      env: { LATCHKEY_SEED: 'random' },
    },
    {
      title: 'A thousand pushes, each killed once',
      program: 'vitest/vitest.mjs',
      args: ['run', '--project', 'integration', 'test/integration/push-kills.test.ts'],
      env: {
        LATCHKEY_KILL_RUNS: '1000',
        LATCHKEY_KILL_SEED: String(Date.now() % 1_000_000),
        LATCHKEY_KILL_REPORT: engineReport,
      },
      report: engineReport,
    },
    {
      title: 'Calls that write, each with every other, held at every wait',
      program: 'vitest/vitest.mjs',
      args: ['run', '--project', 'unit', ...RACES],
      env: EVERY_WAIT,
    },
    {
      title: 'Generated statements, read here and by other people’s readers',
      program: '../test/benchmarks/run.mjs',
      args: ['statement-readers'],
      env: { LATCHKEY_STATEMENTS: '200' },
    },
    {
      title: 'Generated CSV, cut here and by other people’s readers',
      program: '../test/benchmarks/run.mjs',
      args: ['csv-readers'],
      env: { LATCHKEY_STATEMENTS: '4000' },
    },
    {
      title: 'The whole app, killed a hundred times',
      program: '@playwright/test/cli.js',
      args: ['test', 'test/e2e/push-kills.spec.ts', '--workers=1'],
      env: { LATCHKEY_APP_KILLS: '100', LATCHKEY_KILL_REPORT: appReport },
      report: appReport,
    },
    {
      title: 'Rotations, with a restart after every step',
      program: '@playwright/test/cli.js',
      args: ['test', 'test/e2e/rotation-walk.spec.ts', '--workers=1'],
      env: { LATCHKEY_RESTARTS: 'every-step' },
    },
  ]
  let worst = 0
  for (const { title, program, args, env, report } of onlyEngine ? parts.slice(0, 3) : parts) {
    say(`\n${title}`)
    const { code } = await run(process.execPath, [path.join(projectFolder, 'node_modules', program), ...args], {
      cwd: projectFolder,
      env: { ...process.env, ...environment, ...env },
      show: true,
    })
    worst = Math.max(worst, code)
    if (report !== undefined) {
      say(`${report}:\n${await readFile(path.join(projectFolder, report), 'utf8').catch(() => 'not written')}`)
    }
  }
  return worst
}
