// The one way to end a request at its time or by its user. Not `AbortSignal.any` or `AbortSignal.timeout` joined by it: on Node 20, so on
// Electron 33, such a joined signal can be collected as garbage before it fires, and the limit with it.

export interface Deadline {
  readonly signal: AbortSignal
  /** Why it ended early, if it did. Runtimes differ in what an aborted fetch throws, so nobody has to look at that. */
  ended(): 'timed-out' | 'cancelled' | null
  /** Call when the work is over: nothing fires after that, and the outer signals are let go of. */
  stop(): void
}

/** A signal that fires after that long, or as soon as one of the outer signals does, whichever comes first. */
export function startDeadline(outer: readonly (AbortSignal | null | undefined)[], milliseconds: number): Deadline {
  const controller = new AbortController()
  let ended: 'timed-out' | 'cancelled' | null = null
  const end = (why: 'timed-out' | 'cancelled', reason: unknown): void => {
    ended ??= why
    stop()
    controller.abort(reason)
  }
  const cancellers = outer
    .filter((signal) => signal !== null && signal !== undefined)
    .map((signal) => ({ signal, cancel: () => end('cancelled', signal.reason) }))
  const timer = setTimeout(
    () => end('timed-out', new DOMException('It took longer than it may', 'TimeoutError')),
    milliseconds,
  )
  const stop = (): void => {
    clearTimeout(timer)
    for (const { signal, cancel } of cancellers) signal.removeEventListener('abort', cancel)
  }
  for (const { signal, cancel } of cancellers) {
    signal.addEventListener('abort', cancel, { once: true })
    if (signal.aborted) cancel()
  }
  return { signal: controller.signal, ended: () => ended, stop }
}
