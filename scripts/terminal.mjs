// @ts-check
// What the scripts say on the terminal: one line per step, with the time it took.

/** @param {string} text */
export function say(text) {
  process.stdout.write(`${text}\n`)
}

/** A reason to stop that is meant for the person at the terminal: printed without a stack. */
export class Stop extends Error {}

/**
 * Runs one step and prints one line: what it was, what came of it, how long it took.
 * @template T
 * @param {string} title
 * @param {() => T | Promise<T>} work
 * @param {(outcome: T) => string} [describe] what came of it, in a few words
 * @returns {Promise<T>}
 */
export async function step(title, work, describe) {
  const started = performance.now()
  try {
    const outcome = await work()
    const remark = describe?.(outcome)
    say(`  ${title}${remark ? `: ${remark}` : ''} (${seconds(performance.now() - started)})`)
    return outcome
  } catch (error) {
    say(`  ${title}: failed (${seconds(performance.now() - started)})`)
    throw error
  }
}

/** @param {number} milliseconds */
export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`
}

/**
 * Runs a script's work and turns what it throws into text and an exit code.
 * @param {() => Promise<number>} work answers the exit code
 */
export async function runScript(work) {
  try {
    process.exitCode = await work()
  } catch (error) {
    say(error instanceof Stop ? `\n${error.message}` : `\n${error instanceof Error ? error.stack : String(error)}`)
    process.exitCode = 1
  }
}
