// Binds the contract's calls to Electron's IPC. With events-over-ipc.ts the only place that knows channel names.
import { ipcMain, type WebContents } from 'electron'
import type { CallResult } from '../../contract/api'
import { calls, type CallName } from '../../contract/calls'
import type { Answer } from '../answer'
import { isFrom } from './trusted-sender'

export interface CallsOverIpc {
  page: () => WebContents | undefined
  origin: string
  answer: Answer
  /** For a sender that isn't the page; `frame` is its address. */
  refuse: (name: CallName, frame: string) => Promise<CallResult<CallName>>
}

/** Answers every call of the contract; a sender that isn't the page gets `call.refused` and learns nothing else. */
export function handleCalls({ page, origin, answer, refuse }: CallsOverIpc): void {
  for (const name of calls) {
    ipcMain.handle(`call:${name}`, (event, input: unknown) =>
      isFrom(event, page(), origin) ? answer(name, input) : refuse(name, event.senderFrame?.url ?? 'no frame'),
    )
  }
}
