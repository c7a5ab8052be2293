// @ts-check
// Playwright attached to the app, so that neither of two surprises of its Electron driver (1.65, Electron 33) reaches a test.
import { chmodSync, copyFileSync } from 'node:fs'
import path from 'node:path'

/** @typedef {import('@playwright/test').ElectronApplication} ElectronApplication */

const HOLD_READY = 'hold-ready.cjs'
const LIMIT_MS = 60_000

/**
 * Starts the staged app on a desktop and attaches to it.
 *
 * The app is held before its first window until Playwright is there: a window that shows its empty document and is on its way to
 * its page when Playwright attaches is waited for without end, as nobody says any more that it arrived (11 of 120 starts, four at a
 * time on two cores; held, none of 120). Playwright's own hold works for an Electron that it finds by itself, not for one it is given.
 * @param {import('./desktop.mjs').Desktop} desktop
 * @param {import('./stage.mjs').Stage} stage
 * @param {{ args: readonly string[], env?: Readonly<Record<string, string>>, first?: readonly string[] }} options `first` are scripts that
 *   are loaded into main before the app's own code
 * @returns {Promise<ElectronApplication>}
 * @throws {Error} Playwright's, when the app ends or a minute is over before it is attached
 */
export async function attach(desktop, stage, { args, env = {}, first = [] }) {
  const { _electron } = await import('@playwright/test')
  const hold = path.join(desktop.folder, HOLD_READY)
  copyFileSync(path.join(import.meta.dirname, HOLD_READY), hold)
  chmodSync(hold, 0o644)
  const app = await _electron.launch({
    executablePath: desktop.launcher(stage.executable),
    args: [...[hold, ...first].flatMap((script) => ['-r', script]), stage.app, ...args],
    chromiumSandbox: true,
    env: { ...desktop.env, ...env },
    timeout: LIMIT_MS,
  })
  keepAnswers(app)
  return app
}

/**
 * Makes `evaluate` of an app keep each answer in main until it has come over. The debugger waits for an answer without holding
 * it: one that is there but waits its turn behind other promises is lost with the next garbage collection, and Playwright says
 * “Resulting promise was garbage collected”. Then it is asked for again; what it comes from is not run again.
 * @param {ElectronApplication} app
 */
function keepAnswers(app) {
  const evaluate = app.evaluate.bind(app)
  let asked = 0
  /** @type {number[]} */
  let arrived = []
  /**
   * @param {Function} question
   * @param {unknown} given
   */
  const kept = async (question, given) => {
    asked += 1
    const asking = { id: asked, source: String(question), given, arrived }
    arrived = []
    for (;;) {
      try {
        const answer = await evaluate(answerOnce, asking)
        arrived.push(asking.id)
        return answer
      } catch (error) {
        if (isCollected(error)) continue
        arrived.push(asking.id)
        throw error
      }
    }
  }
  Object.assign(app, { evaluate: kept })
}

/**
 * Runs in main, so it may use nothing from here.
 * @param {unknown} electron
 * @param {{ id: number, source: string, given: unknown, arrived: number[] }} asking
 */
function answerOnce(electron, { id, source, given, arrived }) {
  const main = /** @type {typeof globalThis & { latchkeyAnswers?: Map<number, Promise<unknown>> }} */ (globalThis)
  const answers = (main.latchkeyAnswers ??= new Map())
  for (const each of arrived) answers.delete(each)
  const begun = answers.get(id)
  if (begun !== undefined) return begun
  // oxlint-disable-next-line no-eval -- of a function only its text comes over, and Playwright itself makes it one again like this
  const answer = Promise.resolve().then(() => (0, eval)(`(${source})`)(electron, given))
  answers.set(id, answer)
  return answer
}

/** @param {unknown} error */
function isCollected(error) {
  return error instanceof Error && error.message.includes('Resulting promise was garbage collected')
}
