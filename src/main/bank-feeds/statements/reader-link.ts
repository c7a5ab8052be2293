// The line to a process that reads a statement.
import { Failure } from '../../../domain/failure'
import { failureOfCall, readerCalls, readerProgress } from '../../../reader/protocol'
import { type Child, type ChildLine, linkChild } from '../../../child/ask'

/** Rejects with `statement.not-read` for what the process refused, and `statement.crashed` when it ended. */
export type ReaderLink = ChildLine<typeof readerCalls>

/** The line to `child`. `onProgress` hears of the reading. */
export function linkReader(child: Child, onProgress: (progress: { share: number; lines: number }) => void): ReaderLink {
  return linkChild(child, readerCalls, {
    failures: {
      refused: (call, reason) => new Failure(failureOfCall(call), { detail: reason }),
      unreadable: (call) => new Failure('statement.crashed', { detail: `${call}: an answer that can’t be read` }),
      ended: (stopped) => new Failure(stopped ? 'call.cancelled' : 'statement.crashed'),
    },
    onOther(message) {
      const read = readerProgress.safeParse(message)
      if (read.success) onProgress(read.data)
    },
  })
}
