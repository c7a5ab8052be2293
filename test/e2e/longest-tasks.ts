// How long main kept everything waiting at most, test by test: told at the end of a run and judged by nobody, since a busy machine
// makes any program wait.
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter'
import type { ElectronApplication } from '@playwright/test'

const ANNOTATION = 'longest wait in main, ms'
/** A person notices what takes longer. */
const NOTICED_MS = 50
const MOST_TOLD = 5
/** How often Node looks, which is part of each delay that it tells. */
const RESOLUTION_MS = 10

/** Begins to watch main's event loop, from now on and not from its start. */
export async function watchMain(app: ElectronApplication): Promise<void> {
  await app.evaluate((_electron, resolution) => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks')
    const delays = monitorEventLoopDelay({ resolution })
    delays.enable()
    Object.assign(globalThis, { delays })
  }, RESOLUTION_MS)
}

/** The longest wait since, as an annotation of a test; none where the app has ended already. */
export async function longestWait(app: ElectronApplication): Promise<{ type: string; description: string }[]> {
  const nanoseconds = await app
    .evaluate(() => (Reflect.get(globalThis, 'delays') as { max: number } | undefined)?.max)
    .catch(() => undefined)
  if (nanoseconds === undefined) return []
  return [{ type: ANNOTATION, description: String(Math.max(0, Math.round(nanoseconds / 1e6) - RESOLUTION_MS)) }]
}

export default class LongestTasks implements Reporter {
  readonly #waits: { test: string; ms: number }[] = []

  onTestEnd(test: TestCase, { annotations }: TestResult): void {
    for (const { type, description } of annotations) {
      if (type === ANNOTATION)
        this.#waits.push({ test: test.titlePath().slice(2).join(' › '), ms: Number(description) })
    }
  }

  onEnd(): void {
    const noticed = this.#waits.filter(({ ms }) => ms > NOTICED_MS).toSorted((a, b) => b.ms - a.ms)
    const told = noticed.slice(0, MOST_TOLD).map(({ test, ms }) => `  ${ms} ms  ${test}\n`)
    process.stdout.write(
      `\nMain kept everything waiting for over ${NOTICED_MS} ms in ${noticed.length} of ${this.#waits.length} apps\n${told.join('')}`,
    )
  }

  printsToStdio(): boolean {
    return false
  }
}
