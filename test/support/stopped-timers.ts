// A world in which no timer runs out: what ends here all the same waits for no time of its own.
import { onTestFinished, vi } from 'vitest'

/** From now to the end of the test, no `setTimeout` of this process runs out. Those set before still do. */
export function stopTimers(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
}
