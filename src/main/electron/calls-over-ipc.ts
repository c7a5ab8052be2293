// Binds the contract's calls and events to Electron's IPC. The only place that knows channel names.
import { ipcMain, type WebContents } from 'electron'
import { eventPayloads, type EventPayload } from '../../contract/api'
import { calls, type EventName } from '../../contract/calls'
import { callError, type Answer } from '../answer'
import type { Log } from '../log'
import type { Random } from '../ports'
import { isFrom } from './trusted-sender'

export interface CallsOverIpc {
  answer: Answer
  page: () => WebContents | undefined
  origin: string
  log: Log
  random: Random
}

/** Answers every call of the contract; a sender that isn't the page gets `call.refused` and learns nothing else. */
export function handleCalls({ answer, page, origin, log, random }: CallsOverIpc): void {
  for (const name of calls) {
    ipcMain.handle(`call:${name}`, async (event, input: unknown) => {
      if (isFrom(event, page(), origin)) return answer(name, input)
      const logId = random.id()
      log.error(`call ${name}: refused sender`, event.senderFrame?.url ?? 'no frame', logId)
      return { ok: false, error: callError('call.refused', logId) }
    })
  }
}

/** Sends an event to the page, if it is there. The payload is parsed, so nothing unforeseen can ride along. */
export function createSendEvent(page: () => WebContents | undefined) {
  return <K extends EventName>(name: K, payload: EventPayload<K>): void => {
    const contents = page()
    if (contents === undefined || contents.isDestroyed()) return
    contents.send(`event:${name}`, eventPayloads[name].parse(payload))
  }
}
