// The timers of the app's main process, held still: what main ends after a while, it ends when a test says that the time has gone.
import type { Latchkey } from './latchkey'

export interface MainClock {
  /** Lets time go by: every timer that is due by then has run. */
  pass(milliseconds: number): Promise<void>
  /** Timers run by themselves again. Those set meanwhile never will. */
  release(): Promise<void>
}

/** Holds the timers that main sets from now on. */
export async function holdClock({ app }: Latchkey): Promise<MainClock> {
  await app.evaluate(() => process.getBuiltinModule('node:test').mock.timers.enable({ apis: ['setTimeout'] }))
  return {
    pass: (milliseconds) =>
      app.evaluate((_electron, gone) => process.getBuiltinModule('node:test').mock.timers.tick(gone), milliseconds),
    release: () => app.evaluate(() => process.getBuiltinModule('node:test').mock.timers.reset()),
  }
}
