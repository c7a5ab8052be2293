// @ts-check
// Counting what tests said, from the reports of the tools that ran them.
import { seconds } from './terminal.mjs'

/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {readonly string[]} remarks on skipped and failed tests, one line each
 */

/** @type {Tally} */
export const NOTHING = { passed: 0, failed: 0, skipped: 0, remarks: [] }

/**
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export function sum(tallies) {
  return tallies.reduce(
    (total, next) => ({
      passed: total.passed + next.passed,
      failed: total.failed + next.failed,
      skipped: total.skipped + next.skipped,
      remarks: [...total.remarks, ...next.remarks],
    }),
    NOTHING,
  )
}

/**
 * A check that is one test.
 * @param {string} name
 * @param {boolean} passed
 * @returns {Tally}
 */
export function single(name, passed) {
  return passed ? { ...NOTHING, passed: 1 } : { ...NOTHING, failed: 1, remarks: [`failed   ${name}`] }
}

/** @param {Tally} tally */
export function totals({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

/** @typedef {{ name: string, outcome: 'passed' | 'failed' | 'skipped', reason?: string }} Test */

/**
 * The tests of a runner, and one for the runner itself where it failed without a failed test to tell of it.
 * @param {readonly Test[]} tests
 * @param {number} exitCode of the runner
 * @returns {readonly Test[]}
 */
export function withRunner(tests, exitCode) {
  if (exitCode === 0 || tests.some(({ outcome }) => outcome === 'failed')) return tests
  return [...tests, { name: `the runner itself ended with ${exitCode}`, outcome: 'failed' }]
}

/**
 * @param {readonly Test[]} tests
 * @param {(name: string) => boolean} mayNotBeSkipped
 * @returns {Tally}
 */
export function tallyOf(tests, mayNotBeSkipped) {
  return sum(tests.map((test) => tallyOfTest(test, mayNotBeSkipped)))
}

/** @typedef {{ readonly name: string, readonly tally: Tally, readonly milliseconds: number }} Timed */

/**
 * A table of what took how long, one line each.
 * @param {readonly Timed[]} parts
 * @param {number} milliseconds that all of it took
 */
export function tableOf(parts, milliseconds) {
  const rows = [
    ['', 'took', 'passed', 'failed', 'skipped'],
    ...parts.map((part) => rowOf(part)),
    rowOf({ name: 'all of it', tally: sum(parts.map(({ tally }) => tally)), milliseconds }),
  ]
  return rows
    .map(([name = '', ...cells]) => name.padEnd(12) + cells.map((cell) => cell.padStart(10)).join(''))
    .join('\n')
}

/**
 * @param {Timed} part
 * @returns {readonly string[]}
 */
function rowOf({ name, tally: { passed, failed, skipped }, milliseconds }) {
  return [name, seconds(milliseconds), String(passed), String(failed), String(skipped)]
}

/** @typedef {{ readonly seed: number, readonly failed: readonly string[] }} SeededRun */

/**
 * Which tests failed in several runs, the most often first, each with the seeds of the runs it failed in.
 * @param {readonly SeededRun[]} runs
 * @returns {readonly { name: string, seeds: readonly number[] }[]}
 */
export function timesFailed(runs) {
  const names = [...new Set(runs.flatMap(({ failed }) => failed))]
  return names
    .map((name) => ({ name, seeds: runs.filter(({ failed }) => failed.includes(name)).map(({ seed }) => seed) }))
    .toSorted((one, other) => other.seeds.length - one.seeds.length || one.name.localeCompare(other.name))
}

/**
 * @typedef {object} PlaywrightSuite
 * @property {string} title
 * @property {readonly PlaywrightSuite[]} [suites]
 * @property {readonly { title: string, file: string, tests: readonly PlaywrightTest[] }[]} [specs]
 */
/** @typedef {{ status: string, annotations: readonly { type: string, description?: string }[] }} PlaywrightTest */

/**
 * The tests in a report of Playwright's `--reporter=json`.
 * @param {{ suites: readonly PlaywrightSuite[] }} report
 * @returns {readonly Test[]}
 */
export function testsOfPlaywright(report) {
  return report.suites.flatMap((suite) => testsOfSuite(suite))
}

/**
 * @param {PlaywrightSuite} suite
 * @returns {readonly Test[]}
 */
function testsOfSuite({ specs = [], suites = [] }) {
  const own = specs.flatMap(({ file, title, tests }) => tests.map((test) => testOfPlaywright(`${file} ${title}`, test)))
  return [...own, ...suites.flatMap((inner) => testsOfSuite(inner))]
}

/**
 * @param {string} name
 * @param {PlaywrightTest} test
 * @returns {Test}
 */
function testOfPlaywright(name, { status, annotations }) {
  const reason = annotations.find(({ type }) => type === 'skip' || type === 'fixme')?.description
  return { name, outcome: outcomeOfPlaywright(status), ...(reason ? { reason } : {}) }
}

/**
 * A test that passed only when it was tried again failed.
 * @param {string} status
 * @returns {Test['outcome']}
 */
function outcomeOfPlaywright(status) {
  if (status === 'expected') return 'passed'
  return status === 'skipped' ? 'skipped' : 'failed'
}

/**
 * @param {Test} test
 * @param {(name: string) => boolean} mayNotBeSkipped
 * @returns {Tally}
 */
function tallyOfTest({ name, outcome, reason = 'no reason given' }, mayNotBeSkipped) {
  if (outcome === 'passed') return { ...NOTHING, passed: 1 }
  if (outcome === 'failed') return { ...NOTHING, failed: 1, remarks: [`failed   ${name}`] }
  if (mayNotBeSkipped(name)) {
    return { ...NOTHING, failed: 1, remarks: [`failed   ${name}: skipped (${reason}), which it may not be here`] }
  }
  return { ...NOTHING, skipped: 1, remarks: [`skipped  ${name}: ${reason}`] }
}
