// Binds the contract's events to Electron's IPC.
import type { WebContents } from 'electron'
import { eventPayloads, type EventPayload } from '../../contract/api'
import type { EventName } from '../../contract/calls'

/** Sends an event to the page, if it is there. The payload is parsed, so nothing unforeseen can ride along. */
export function createSendEvent(page: () => WebContents | undefined) {
  return <K extends EventName>(name: K, payload: EventPayload<K>): void => {
    const contents = page()
    if (contents === undefined || contents.isDestroyed()) return
    contents.send(`event:${name}`, eventPayloads[name].parse(payload))
  }
}
