// A page on a machine that has no time to paint: what leans on being quick fails here, on any machine.
import type { Page } from '@playwright/test'

/** By how many milliseconds each frame of every page is late: `npm run soak -- --late-frames 250 e2e` sets it. 0 of itself. */
const LATE_MS = Number(process.env['LATCHKEY_LATE_FRAMES'] ?? '0')

/** Makes a window's frames as late as the run asks for, or leaves it alone. Chromium's own throttling would use up what it takes away. */
export async function slowAsAsked(window: Page): Promise<void> {
  if (LATE_MS > 0) await slowFrames(window, LATE_MS)
}

/** From now on whoever asks for a frame gets it `ms` later than it would have been. */
export async function slowFrames(window: Page, ms: number): Promise<void> {
  await window.evaluate((late) => {
    const [ask, callOff] = [globalThis.requestAnimationFrame, globalThis.cancelAnimationFrame]
    const asked = new Map<number, () => void>()
    let count = 0
    globalThis.requestAnimationFrame = (run) => {
      count += 1
      const id = count
      const timer = setTimeout(() => {
        const frame = ask((at) => {
          asked.delete(id)
          run(at)
        })
        asked.set(id, () => callOff(frame))
      }, late)
      asked.set(id, () => clearTimeout(timer))
      return id
    }
    globalThis.cancelAnimationFrame = (id) => {
      asked.get(id)?.()
      asked.delete(id)
    }
  }, ms)
}
