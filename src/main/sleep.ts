// Waiting that can be cut short.
import { setTimeout as sleepFor } from 'node:timers/promises'
import { withoutUndefined } from '../domain/without-undefined'

/** Longer than a timer can count would fire at once. */
const LONGEST_MS = 2_000_000_000

/** Resolves after that long, or at once when the signal fires; for a longer wait than a timer can count, earlier. */
export async function sleepUnless(milliseconds: number, signal?: AbortSignal): Promise<void> {
  const wait = Math.min(milliseconds, LONGEST_MS)
  await sleepFor(wait, undefined, withoutUndefined({ signal })).catch((error: unknown) => {
    if (signal?.aborted !== true) throw error
  })
}
