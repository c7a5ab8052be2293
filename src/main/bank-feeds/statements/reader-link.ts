// Main's end of the line to a process that reads a statement.
import { Failure } from '../../../domain/failure'
import {
  type ReaderCall,
  readerCalls,
  type ReaderInput,
  readerMessage,
  type ReaderOutput,
} from '../../../reader/protocol'

/** A running reader, whoever started it. */
export interface ReaderChild {
  /** Sends one message. Never throws: a process that is gone reports its exit instead. */
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  onExit(listener: () => void): void
  kill(): void
}

export interface ReaderLink {
  /** Rejects with `statement.not-read` for what the process refused, and `statement.crashed` when it ended. */
  readonly ask: <K extends ReaderCall>(call: K, input: ReaderInput<K>) => Promise<ReaderOutput<K>>
  readonly end: () => void
}

interface Waiting {
  readonly call: ReaderCall
  resolve(output: unknown): void
  reject(failure: Failure): void
}

/** The line to `child`. `onProgress` hears of the reading. */
export function linkReader(
  child: ReaderChild,
  onProgress: (progress: { share: number; lines: number }) => void,
): ReaderLink {
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let stopped = false
  let gone = false

  child.onMessage((raw) => {
    const read = readerMessage.safeParse(raw)
    if (!read.success) return
    const message = read.data
    if (message.type === 'progress') return onProgress(message)
    const asked = waiting.get(message.id)
    waiting.delete(message.id)
    if (asked === undefined) return
    if (message.type === 'failed') return asked.reject(new Failure(refusalOf(asked.call), { detail: message.reason }))
    const output = readerCalls[asked.call].output.safeParse(message.output)
    if (output.success) asked.resolve(output.data)
    else asked.reject(new Failure('statement.crashed', { detail: `${asked.call}: an answer that can’t be read` }))
  })
  child.onExit(() => {
    gone = true
    for (const { reject } of waiting.values()) reject(ended())
    waiting.clear()
  })

  const ended = (): Failure => new Failure(stopped ? 'call.cancelled' : 'statement.crashed')

  return {
    async ask<K extends ReaderCall>(call: K, input: ReaderInput<K>) {
      if (gone) throw ended()
      const id = ++lastId
      const answer = new Promise<unknown>((resolve, reject) => waiting.set(id, { call, resolve, reject }))
      child.send({ id, call, input })
      return (await answer) as ReaderOutput<K>
    },
    end() {
      stopped = true
      child.kill()
    },
  }
}

function refusalOf(call: ReaderCall) {
  switch (call) {
    case 'open':
    case 'changeFormat':
    case 'previewFormat':
      return 'statement.not-read' as const
    case 'export':
    case 'writeBodies':
      return 'statement.not-written' as const
    case 'lines':
    case 'preview':
    case 'apply':
    case 'undo':
      return 'statement.crashed' as const
  }
}
