// @ts-check
// `npm test`: gets everything ready, runs all stages and adds up what they say. Names after `--` choose stages:
// `npm test -- unit types`.
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { run } from './commands.mjs'
import { isLinuxX64, projectFolder } from './places.mjs'
import { setUp } from './setup.mjs'
import { NOTHING, single, sum, tallyOf, testsOfPlaywright, totals } from './tally.mjs'
import { Stop, say, seconds } from './terminal.mjs'

/** @typedef {import('./tally.mjs').Tally} Tally */
/** @typedef {(environment: NodeJS.ProcessEnv, reports: string) => Promise<Tally>} Stage */

const PACKAGE_TEST = 'test/integration/package.test.ts'

/** @type {Readonly<Record<string, Stage>>} */
const STAGES = {
  lint: async (env) => {
    const lint = await tool('oxlint', ['--deny-warnings'], env)
    const format = await tool('oxfmt', ['--check'], env)
    return single('lint', lint === 0 && format === 0)
  },
  types: async (env) => single('types', (await tool('tsc', ['--noEmit'], env)) === 0),
  unit: (env, reports) => vitest('unit', ['--project', 'unit'], env, reports),
  integration: (env, reports) =>
    vitest('integration', ['--project', 'integration', '--exclude', PACKAGE_TEST], env, reports),
  e2e: (env, reports) => playwright(env, reports),
  package: (env, reports) => vitest('package', ['--project', 'integration', PACKAGE_TEST], env, reports),
}

// These are what Latchkey stands on: on the system that every part of it runs on, skipping one would hide a failure.
const VITAL = /electron|keychain|keytar|keyring|vault|secret service|package|e2e/i
/** @param {string} name */
const mayNotBeSkipped = (name) => isLinuxX64 && VITAL.test(name)

process.exitCode = await test(process.argv.slice(2))

/**
 * @param {readonly string[]} chosen
 * @returns {Promise<number>} exit code
 */
async function test(chosen) {
  const started = performance.now()
  /** @type {Tally[]} */
  const tallies = []
  try {
    tallies.push(...(await runAll(chosen)))
  } catch (error) {
    say(`\n${error instanceof Stop || !(error instanceof Error) ? String(error) : error.stack}`)
    tallies.push(single('set-up', false))
  }
  const total = sum(tallies)
  say(`\nAll of it: ${seconds(performance.now() - started)}`)
  for (const remark of total.remarks) say(remark)
  say(totals(total))
  return total.failed === 0 ? 0 : 1
}

/** @param {readonly string[]} chosen */
async function runAll(chosen) {
  const names = stagesNamed(chosen)
  say('Set-up')
  const started = performance.now()
  const { environment, keytarProblem } = await setUp({
    purposes: ['app', 'desktop', 'runtime', 'keytar', 'test'],
    build: names.some((name) => !['lint', 'types', 'unit'].includes(name)),
  })
  say(`Set-up took ${seconds(performance.now() - started)}`)
  const reports = await mkdtemp(path.join(os.tmpdir(), 'latchkey-reports-'))
  const tallies = [keychainTally(keytarProblem)]
  for (const name of names) tallies.push(await timed(name, { ...process.env, ...environment }, reports))
  await rm(reports, { recursive: true, force: true })
  return tallies
}

/** @param {readonly string[]} chosen */
function stagesNamed(chosen) {
  const all = Object.keys(STAGES)
  const unknown = chosen.filter((name) => !all.includes(name))
  if (unknown.length > 0) throw new Stop(`There is no stage ${unknown.join(', ')}. The stages are ${all.join(', ')}.`)
  return chosen.length > 0 ? all.filter((name) => chosen.includes(name)) : all
}

/**
 * @param {string | null} problem
 * @returns {Tally}
 */
function keychainTally(problem) {
  if (problem === null) return NOTHING
  if (isLinuxX64) return single(`keytar: ${problem}`, false)
  return { ...NOTHING, skipped: 1, remarks: [`skipped  keychain: keytar can’t be used here (${problem})`] }
}

/**
 * @param {string} name
 * @param {NodeJS.ProcessEnv} environment
 * @param {string} reports
 */
async function timed(name, environment, reports) {
  say(`\nStage ${name}`)
  const started = performance.now()
  const tally = (await STAGES[name]?.(environment, reports)) ?? NOTHING
  say(`Stage ${name} took ${seconds(performance.now() - started)}: ${totals(tally)}`)
  return tally
}

/**
 * @param {string} name
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
async function tool(name, args, env) {
  const { code } = await run(process.execPath, [await programOf(name), ...args], {
    cwd: projectFolder,
    env,
    show: true,
  })
  return code
}

/**
 * The file that a package's command runs, so that no shell is needed on any system.
 * @param {string} name of the command
 */
async function programOf(name) {
  const home = { tsc: 'typescript', playwright: '@playwright/test' }[name] ?? name
  const folder = path.join(projectFolder, 'node_modules', ...home.split('/'))
  const { bin } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'))
  return path.join(folder, typeof bin === 'string' ? bin : bin[name])
}

/**
 * @param {string} name
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {string} reports
 */
async function vitest(name, args, env, reports) {
  const file = path.join(reports, `${name}.json`)
  const reporters = ['--reporter=default', `--reporter=${path.join(import.meta.dirname, 'vitest-tally.mjs')}`]
  const code = await tool('vitest', ['run', ...args, ...reporters], { ...env, LATCHKEY_TALLY: file })
  return await tallyOfReport(name, file, code, (tests) => tests)
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} reports
 */
async function playwright(env, reports) {
  if (!existsSync(path.join(projectFolder, 'playwright.config.ts'))) {
    return { ...NOTHING, skipped: 1, remarks: ['skipped  e2e: there is no playwright.config.ts yet'] }
  }
  const file = path.join(reports, 'e2e.json')
  const code = await tool('playwright', ['test', '--reporter=list,json'], { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file })
  return await tallyOfReport('e2e', file, code, testsOfPlaywright)
}

/**
 * @param {string} stage
 * @param {string} file
 * @param {number} exitCode
 * @param {(report: any) => readonly import('./tally.mjs').Test[]} testsIn
 */
async function tallyOfReport(stage, file, exitCode, testsIn) {
  try {
    const tests = testsIn(JSON.parse(await readFile(file, 'utf8')))
    return tallyOf(tests, exitCode, (name) => mayNotBeSkipped(`${stage} ${name}`))
  } catch {
    return single(`${stage}: it left no report`, false)
  }
}
