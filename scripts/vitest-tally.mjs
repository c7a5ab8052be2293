// @ts-check
// A vitest reporter that writes down each test's outcome and, which vitest's own JSON leaves out, why it was skipped.
import { writeFileSync } from 'node:fs'

/** @typedef {import("vitest/node").Reporter} Reporter */
/** @implements {Reporter} */
export default class TallyReporter {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const file = process.env['LATCHKEY_TALLY']
    if (!file) return
    const tests = modules.flatMap((module) => testsOf(module))
    const outside = unhandledErrors.map(() => ({ name: 'an error outside any test', outcome: 'failed' }))
    writeFileSync(file, JSON.stringify([...tests, ...outside]))
  }
}

/**
 * @param {import('vitest/node').TestModule} module
 * @returns {readonly import('./tally.mjs').Test[]}
 */
function testsOf(module) {
  const tests = [...module.children.allTests()].map((test) => testOf(module, test))
  // A file that can't be loaded, or whose set-up fails, has no failed test to tell of it.
  const broken = module.state() === 'failed' && !tests.some(({ outcome }) => outcome === 'failed')
  return broken ? [...tests, { name: `${module.relativeModuleId} could not be run`, outcome: 'failed' }] : tests
}

/**
 * @param {import('vitest/node').TestModule} module
 * @param {import('vitest/node').TestCase} test
 * @returns {import('./tally.mjs').Test}
 */
function testOf(module, test) {
  const name = `${module.relativeModuleId} ${test.fullName}`
  const result = test.result()
  if (result.state === 'passed' || result.state === 'failed') return { name, outcome: result.state }
  const reason = result.state === 'skipped' ? result.note : 'it never ended'
  return { name, outcome: 'skipped', ...(reason ? { reason } : {}) }
}
