// @ts-check
// `npm test`: gets everything ready, runs all stages and adds up what they say. Names after `--` choose stages:
// `npm test -- unit types`.
import { orderSeed } from './order-seed.mjs'
import { isLinuxX64 } from './places.mjs'
import { setUp } from './setup.mjs'
import { needBuild, runStage, stagesNamed } from './stages.mjs'
import { NOTHING, single, sum, tableOf, tallyOf, totals } from './tally.mjs'
import { Stop, say, seconds } from './terminal.mjs'

/** @typedef {import('./tally.mjs').Tally} Tally */
/** @typedef {import('./tally.mjs').Timed} Timed */

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
  /** @type {Timed[]} */
  const parts = []
  try {
    for await (const part of allParts(chosen)) parts.push(part)
  } catch (error) {
    say(`\n${error instanceof Stop || !(error instanceof Error) ? String(error) : error.stack}`)
    parts.push({ name: 'set-up', tally: single('set-up', false), milliseconds: performance.now() - started })
  }
  const total = sum(parts.map(({ tally }) => tally))
  say(`\n${tableOf(parts, performance.now() - started)}\n`)
  for (const remark of total.remarks) say(remark)
  say(totals(total))
  return total.failed === 0 ? 0 : 1
}

/**
 * @param {readonly string[]} chosen
 * @returns {AsyncGenerator<Timed>}
 */
async function* allParts(chosen) {
  const names = stagesNamed(chosen)
  const seed = orderSeed()
  say('Set-up')
  const started = performance.now()
  const { environment, keytarProblem } = await setUp({
    purposes: ['app', 'desktop', 'runtime', 'test'],
    build: needBuild(names),
  })
  const milliseconds = performance.now() - started
  say(`Set-up took ${seconds(milliseconds)}`)
  yield { name: 'set-up', tally: keychainTally(keytarProblem), milliseconds }
  say(`The order of the tests is drawn from ${seed}; LATCHKEY_ORDER_SEED=${seed} brings it again.`)
  for (const name of names) {
    yield await timed(name, { ...process.env, ...environment, LATCHKEY_ORDER_SEED: String(seed) })
  }
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
 * @returns {Promise<Timed>}
 */
async function timed(name, environment) {
  say(`\nStage ${name}`)
  const started = performance.now()
  const { tests } = await runStage(name, { environment })
  const tally = tallyOf(tests, (test) => mayNotBeSkipped(`${name} ${test}`))
  const milliseconds = performance.now() - started
  say(`Stage ${name} took ${seconds(milliseconds)}: ${totals(tally)}`)
  return { name, tally, milliseconds }
}
