// Time that this process spent computing. Unlike the clock on the wall it doesn't grow while other programs have the processor.

/** Milliseconds of processor time that `work` took. */
export function processorTime(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

const ROUNDS = 5
const CALLS = 3
/** Below this a measurement tells of little but the clock. */
const SHORTEST_MS = 1

/**
 * How many times as long `large` takes as `small`, in processor time, so that the speed of the machine doesn't matter. Other
 * programs, compiling and collecting only ever add: the least of several measurements counts, and it is measured again, a few
 * times, while it is more than `limit`.
 */
export function growth({ small, large, limit }: { small(): unknown; large(): unknown; limit: number }): number {
  small()
  let [least, most] = [Infinity, Infinity]
  for (let round = 0; round < ROUNDS; round += 1) {
    const calls = Array.from({ length: CALLS }, () => processorTime(small))
    least = Math.max(SHORTEST_MS, Math.min(least, ...calls))
    most = Math.min(most, processorTime(large))
    if (most <= least * limit) break
  }
  return most / least
}
