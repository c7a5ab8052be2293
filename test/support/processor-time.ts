// Time that this process spent computing. Unlike the clock on the wall it doesn't grow while other programs have the processor.

/** Milliseconds of processor time that `work` took. */
export function processorTime(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}
