// @ts-check
// The stages of `npm test`, each with the tool that runs it and the outcome of every test in it.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { run } from './commands.mjs'
import { orderSeed } from './order-seed.mjs'
import { projectFolder } from './places.mjs'
import { testsOfPlaywright, withRunner } from './tally.mjs'
import { Stop } from './terminal.mjs'

/** @typedef {import('./tally.mjs').Test} Test */

/**
 * @typedef {object} Order
 * @property {NodeJS.ProcessEnv} environment
 * @property {readonly string[]} [files] parts of paths: only test files that hold one of them are run
 * @property {boolean} [quiet] keeps what the tools say instead of showing it
 */

/**
 * @typedef {object} StageRun
 * @property {readonly Test[]} tests
 * @property {string} said what the tools said, where it wasn't shown
 */

/** @typedef {(order: Order & { report: string }) => Promise<StageRun>} Stage */

const PACKAGE_TEST = 'test/integration/package.test.ts'

/** @type {Readonly<Record<string, Stage>>} */
const STAGES = {
  lint: async (order) =>
    joined(
      await check('lint', 'oxlint', ['--deny-warnings'], order),
      await check('format', 'oxfmt', ['--check'], order),
    ),
  types: (order) => check('types', 'tsc', ['--noEmit'], order),
  unit: (order) => vitest(['--project', 'unit'], order),
  integration: (order) => vitest(['--project', 'integration', '--exclude', PACKAGE_TEST], order),
  e2e: (order) => playwright(order),
  package: (order) => vitest(['--project', 'integration', PACKAGE_TEST], { ...order, files: [] }),
}

export const STAGE_NAMES = Object.keys(STAGES)

/** Stages that need no built app. */
const WITHOUT_BUILD = ['lint', 'types', 'unit']

/** @param {readonly string[]} names of stages */
export function needBuild(names) {
  return names.some((name) => !WITHOUT_BUILD.includes(name))
}

/**
 * The stages chosen, in the order they run; all of `all` when none is.
 * @param {readonly string[]} chosen
 * @param {readonly string[]} [all]
 * @throws {Stop} when there is no stage of a name
 */
export function stagesNamed(chosen, all = STAGE_NAMES) {
  const unknown = chosen.filter((name) => !STAGE_NAMES.includes(name))
  if (unknown.length > 0)
    throw new Stop(`There is no stage ${unknown.join(', ')}. The stages are ${STAGE_NAMES.join(', ')}.`)
  return chosen.length > 0 ? STAGE_NAMES.filter((name) => chosen.includes(name)) : all
}

/**
 * Runs one stage. A runner that fails, or leaves no report, without a failed test to tell of it is a failed test itself.
 * @param {string} name
 * @param {Order} order
 * @returns {Promise<StageRun>}
 */
export async function runStage(name, order) {
  const stage = STAGES[name]
  if (stage === undefined) throw new Stop(`There is no stage ${name}.`)
  const folder = await mkdtemp(path.join(os.tmpdir(), 'latchkey-report-'))
  try {
    return await stage({ ...order, report: path.join(folder, 'report.json') })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * @param {string} name
 * @param {readonly string[]} args
 * @param {Order} order
 */
async function tool(name, args, { environment, quiet = false }) {
  return await run(process.execPath, [await programOf(name), ...args], {
    cwd: projectFolder,
    env: environment,
    show: !quiet,
  })
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
 * A tool whose whole run is one test.
 * @param {string} test
 * @param {string} name
 * @param {readonly string[]} args
 * @param {Order} order
 * @returns {Promise<StageRun>}
 */
async function check(test, name, args, order) {
  const { code, stdout, stderr } = await tool(name, args, order)
  return { tests: [{ name: test, outcome: code === 0 ? 'passed' : 'failed' }], said: stdout + stderr }
}

/**
 * @param {readonly StageRun[]} runs
 * @returns {StageRun}
 */
function joined(...runs) {
  return { tests: runs.flatMap(({ tests }) => tests), said: runs.map(({ said }) => said).join('') }
}

/**
 * @param {readonly string[]} args
 * @param {Order & { report: string }} order
 * @returns {Promise<StageRun>}
 */
async function vitest(args, { environment, files = [], report, quiet = false }) {
  const reporters = ['--reporter=default', `--reporter=${path.join(import.meta.dirname, 'vitest-tally.mjs')}`]
  const none = files.length > 0 ? ['--passWithNoTests'] : []
  const ended = await tool('vitest', ['run', ...args, ...files, ...none, ...reporters], {
    environment: { ...environment, LATCHKEY_TALLY: report },
    quiet,
  })
  return await readReport(report, ended, (tests) => tests)
}

/**
 * @param {Order & { report: string }} order
 * @returns {Promise<StageRun>}
 */
async function playwright({ environment, files = [], report, quiet = false }) {
  const none = files.length > 0 ? ['--pass-with-no-tests'] : []
  const order = `--shuffle=${orderSeed(environment['LATCHKEY_ORDER_SEED'])}`
  const ended = await tool(
    'playwright',
    ['test', ...files, ...none, order, '--reporter=list,json,./test/e2e/main-tasks.ts'],
    {
      environment: { ...environment, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
      quiet,
    },
  )
  return await readReport(report, ended, testsOfPlaywright)
}

/**
 * @param {string} file
 * @param {import('./commands.mjs').Outcome} ended
 * @param {(report: any) => readonly Test[]} testsIn
 * @returns {Promise<StageRun>}
 */
async function readReport(file, { code, stdout, stderr }, testsIn) {
  const said = stdout + stderr
  try {
    return { tests: withRunner(testsIn(JSON.parse(await readFile(file, 'utf8'))), code), said }
  } catch {
    return { tests: [{ name: 'the runner left no report', outcome: 'failed' }], said }
  }
}
