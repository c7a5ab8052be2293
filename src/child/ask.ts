// The line to a program of its own, for who asks it.
import { childAnswer, type ChildCalls, type ChildInput, type ChildOutput } from './calls'

/** A running program, whoever started it: an Electron utility process, a fork, or a pair of pipes. */
export interface Child {
  /** Sends one message. Never throws: a process that is gone reports its exit instead. */
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  onExit(listener: () => void): void
  kill(): void
}

export interface ChildLine<C extends ChildCalls> {
  /** Rejects with what `failures` makes of a refusal, an answer that can't be read, or the end of the process. */
  ask<K extends keyof C & string>(call: K, input: ChildInput<C, K>): Promise<ChildOutput<C, K>>
  /** Ends the process. */
  end(): void
}

export interface ChildFailures<C extends ChildCalls> {
  refused(call: keyof C & string, reason: string): Error
  unreadable(call: keyof C & string): Error
  /** `stopped`: by `end`. */
  ended(stopped: boolean): Error
}

/** The line to `child`, which takes these calls. `onOther` hears whatever is no answer. */
export function linkChild<C extends ChildCalls>(
  child: Child,
  calls: C,
  { failures, onOther }: { failures: ChildFailures<C>; onOther: (message: unknown) => void },
): ChildLine<C> {
  const waiting = new Map<
    number,
    { call: keyof C & string; resolve(output: unknown): void; reject(error: Error): void }
  >()
  let lastId = 0
  let stopped = false
  let gone = false

  child.onMessage((message) => {
    const read = childAnswer.safeParse(message)
    if (!read.success) return onOther(message)
    const asked = waiting.get(read.data.id)
    waiting.delete(read.data.id)
    if (asked === undefined) return
    if (read.data.type === 'failed') return asked.reject(failures.refused(asked.call, read.data.reason))
    const output = calls[asked.call]?.output.safeParse(read.data.output)
    if (output?.success === true) asked.resolve(output.data)
    else asked.reject(failures.unreadable(asked.call))
  })
  child.onExit(() => {
    gone = true
    for (const { reject } of waiting.values()) reject(failures.ended(stopped))
    waiting.clear()
  })

  return {
    async ask<K extends keyof C & string>(call: K, input: ChildInput<C, K>) {
      if (gone) throw failures.ended(stopped)
      const id = ++lastId
      const answer = new Promise<unknown>((resolve, reject) => waiting.set(id, { call, resolve, reject }))
      child.send({ id, call, input })
      return (await answer) as ChildOutput<C, K>
    },
    end() {
      stopped = true
      child.kill()
    },
  }
}
