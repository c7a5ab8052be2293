// Waiting for what happens elsewhere: in another process, on a bus, on a display.
import { setTimeout as sleep } from 'node:timers/promises'

/** Polls until `check` is true. An error of `check` counts as "not yet". The limit ends a wait that leads nowhere, and judges nothing. */
export async function eventually(
  what: string,
  check: () => Promise<boolean> | boolean,
  milliseconds = 60_000,
): Promise<void> {
  const end = performance.now() + milliseconds
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop
    if (await Promise.resolve(check()).catch(() => false)) return
    if (performance.now() > end) throw new Error(`Waited ${milliseconds} ms in vain for ${what}`)
    // oxlint-disable-next-line no-await-in-loop
    await sleep(25)
  }
}
