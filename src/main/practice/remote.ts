// The other end of the practice process: its controls as functions, over whatever carries messages to it.
import type { PracticeOrigins } from '../../contract/practice'
import type { PracticeControls } from '../../practice/controls'
import { controlCalls, practiceStart } from '../../practice/protocol'
import { type Child, linkChild } from '../../child/ask'

export interface RemotePractice {
  readonly origins: PracticeOrigins
  readonly controls: PracticeControls
}

/**
 * Waits until the stand-ins listen. Rejects if the process says that they can't, or ends first; calls pending when it ends
 * reject too. Messages it can't read are ignored.
 */
export function connectPractice(child: Child): Promise<RemotePractice> {
  return new Promise((resolve, reject) => {
    const ended = () => new Error('The practice process has ended')
    const { ask } = linkChild(child, controlCalls, {
      failures: {
        refused: (_call, reason) => new Error(reason),
        unreadable: (call) => new Error(`${call}: an answer that can’t be read`),
        ended,
      },
      onOther(message) {
        const read = practiceStart.safeParse(message)
        if (!read.success) return
        if (read.data.type === 'started') resolve({ origins: read.data.origins, controls })
        else reject(new Error(read.data.reason))
      },
    })
    const controls: PracticeControls = {
      view: () => ask('view', {}),
      setFailure: (failure) => ask('setFailure', failure),
      setSettings: (settings) => ask('setSettings', settings),
      advance: (by) => ask('advance', by),
      reset: (to) => ask('reset', to),
      requests: () => ask('requests', {}),
      pageAddress: (of) => ask('pageAddress', of),
      ledger: (of) => ask('ledger', of),
    }
    child.onExit(() => reject(ended()))
  })
}
