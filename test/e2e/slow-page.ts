// A page on a machine that has no time for it: what leans on being quick fails here, on any machine.
import type { Page } from '@playwright/test'

/** How many times slower pages run, and how late their frames are: `npm run soak -- --slow-page 8 e2e` sets it. 1 of itself. */
const TIMES = Number(process.env['LATCHKEY_SLOW_PAGE'] ?? '1')
const FRAME_MS = 30

/** Slows a window as the run asks for, or leaves it alone. */
export async function slowAsAsked(window: Page): Promise<void> {
  if (TIMES === 1) return
  const devTools = await window.context().newCDPSession(window)
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: TIMES })
  await slowFrames(window, TIMES * FRAME_MS)
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
