// One call at a time to a keychain that may ask the user, hang or die: queue, deadline, Stop, and the breaker that keeps
// Latchkey from asking a hung keychain again by itself.
import type { KeychainActivity, KeychainCall } from '../../contract/vault'
import type { VaultCode } from '../../domain/vault/schema'
import { Failure, isFailure } from '../../domain/failure'
import { deferred } from '../deferred'
import type { KeychainLink } from './keychain-link'

export interface KeychainTiming {
  /** After this long without an answer the screen says that the keychain may be asking the user. */
  readonly waitingAfterMs: number
  /** After this long the process is killed: long, because a person may be typing a password. */
  readonly deadlineMs: number
  /** The same for the self-test, which nobody should have to wait for. */
  readonly checkDeadlineMs: number
  /** A process without work ends after this long. */
  readonly idleMs: number
  /** How long `close` lets a call go on that isn't yet waiting; a healthy one takes a few milliseconds. At most 3 s. */
  readonly closeGraceMs: number
}

export const keychainTiming: KeychainTiming = {
  waitingAfterMs: 1_000,
  deadlineMs: 120_000,
  checkDeadlineMs: 3_000,
  idleMs: 60_000,
  closeGraceMs: 500,
}

/** How long `close` waits for a killed process to be gone; the kill itself takes milliseconds. */
const EXIT_WAIT_MS = 250

export type Ask = KeychainLink['ask']

export interface KeychainLine {
  /** Runs `work` when its turn comes. It asks through `ask` only, which fails once the call is over. */
  run<T>(call: KeychainCall, deadlineMs: number, work: (ask: Ask) => Promise<T>): Promise<T>
  activity(): KeychainActivity
  /** Tells each change of activity; gives its own unsubscribe. */
  onActivity(listener: (activity: KeychainActivity) => void): () => void
  /** The Stop button: ends the process, fails the call and those behind it with `vault.stopped`, and rests. */
  stop(): void
  /** Ends the rest after a hang. */
  retry(): void
  /** Ends everything, at once if a call hangs. No call works afterwards. */
  close(): Promise<void>
}

interface Job {
  readonly call: KeychainCall
  readonly deadlineMs: number
  readonly settled: Promise<void>
  /** Why it failed, once it did. */
  over: Failure | null
  /** Ended from outside: what is to be said of the keychain has been said. */
  cut: boolean
  /** Does the work; what it gives hands the outcome to the caller. */
  perform(): Promise<() => void>
  /** Fails it where it stands, waiting or running. */
  fail(failure: Failure): void
}

/** A line over `link`. */
export function openKeychainLine({ link, timing }: { link: KeychainLink; timing: KeychainTiming }): KeychainLine {
  const listeners = new Set<(activity: KeychainActivity) => void>()
  const queue: Job[] = []
  let current: Job | null = null
  let rest: Extract<KeychainActivity, { phase: 'resting' }> | null = null
  let activity: KeychainActivity = { phase: 'idle' }
  let closed = false

  function turn(next: KeychainActivity): void {
    if (next === activity) return
    activity = next
    for (const listener of listeners) listener(next)
  }

  function refusal(): Failure | null {
    if (closed) return new Failure('vault.stopped', { detail: 'Latchkey is closing' })
    return rest === null ? null : new Failure('vault.resting', { detail: `since ${rest.because}` })
  }

  function failQueue(code: VaultCode): void {
    for (const job of queue.splice(0)) job.fail(new Failure(code, { detail: 'behind a call that did not end' }))
  }

  /** Ends the running call and its process. */
  function cutOff(job: Job, failure: Failure): void {
    job.cut = true
    job.fail(failure)
    link.cut(failure)
  }

  function openBreaker(call: KeychainCall, because: VaultCode): void {
    rest = { phase: 'resting', call, because }
    turn(rest)
    failQueue(because === 'vault.stopped' ? 'vault.stopped' : 'vault.resting')
  }

  function timeOut(job: Job): void {
    openBreaker(job.call, 'vault.timed-out')
    cutOff(job, new Failure('vault.timed-out', { detail: `${job.call}: no answer in ${job.deadlineMs} ms` }))
  }

  async function next(): Promise<void> {
    const job = current === null ? queue.shift() : undefined
    if (job === undefined) return
    current = job
    turn({ phase: 'working', call: job.call })
    const waiting = setTimeout(() => turn({ phase: 'waiting', call: job.call }), timing.waitingAfterMs)
    const deadline = setTimeout(() => timeOut(job), job.deadlineMs)
    const settle = await job.perform()
    clearTimeout(waiting)
    clearTimeout(deadline)
    // The D-Bus library has a deadline of its own (25 s), so a hang can also arrive as the keychain's answer.
    if (isFailure(job.over, 'vault.timed-out') && !job.cut) openBreaker(job.call, 'vault.timed-out')
    current = null
    if (queue.length === 0) turn(rest ?? { phase: 'idle' })
    // Last, so that whoever waited for the call sees the line as it is after it.
    settle()
    void next()
  }

  return {
    run: (call, deadlineMs, work) => {
      const refused = refusal()
      if (refused !== null) return Promise.reject(refused)
      const { job, promise } = jobOf(call, deadlineMs, work, link.ask)
      queue.push(job)
      void next()
      return promise
    },
    activity: () => activity,
    onActivity: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    stop: () => {
      if (current === null) return
      openBreaker(current.call, 'vault.stopped')
      cutOff(current, new Failure('vault.stopped'))
    },
    retry: () => {
      if (rest === null) return
      rest = null
      if (current === null) turn({ phase: 'idle' })
    },
    close: async () => {
      closed = true
      failQueue('vault.stopped')
      const ending = new Failure('vault.stopped', { detail: 'Latchkey is closing' })
      if (current !== null) {
        if (activity.phase === 'working') await within(timing.closeGraceMs, current.settled)
        if (current !== null) cutOff(current, ending)
      }
      link.cut(ending)
      await within(EXIT_WAIT_MS, link.ended())
    },
  }
}

/** A piece of work that settles once: by its own end, or earlier by `fail`. */
function jobOf<T>(
  call: KeychainCall,
  deadlineMs: number,
  work: (ask: Ask) => Promise<T>,
  ask: Ask,
): { job: Job; promise: Promise<T> } {
  const { promise, resolve, reject } = deferred<T>()
  const job: Job = {
    call,
    deadlineMs,
    settled: promise.then(nothing, nothing),
    over: null,
    cut: false,
    fail: (failure) => {
      job.over ??= failure
      reject(failure)
    },
    perform: async () => {
      try {
        const result = await work((question) => (job.over === null ? ask(question) : Promise.reject(job.over)))
        return () => resolve(result)
      } catch (error) {
        if (error instanceof Failure) job.over ??= error
        return () => reject(error)
      }
    },
  }
  return { job, promise }
}

function nothing(): void {}

/** Waits for `promise`, but no longer than `milliseconds`. */
async function within(milliseconds: number, promise: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds)
  })
  await Promise.race([promise, late])
  clearTimeout(timer)
}
