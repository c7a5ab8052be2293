// Binds the contract's events to Electron's IPC.
import type { WebContents } from 'electron'
import type { z } from 'zod'
import { eventPayloads, type EventPayload } from '../../contract/api'
import type { EventName } from '../../contract/calls'

export interface EventsOverIpc {
  readonly page: () => Pick<WebContents, 'isDestroyed' | 'send'> | undefined
  /** An event whose payload isn’t of its shape, so that it wasn’t sent. */
  readonly onFailure: (name: EventName, error: unknown) => void
}

/**
 * Sends an event to the page, if it is there. The payload is parsed, so nothing unforeseen can ride along. Events arrive in the order in
 * which they are sent: one whose schema is still to be made has the later ones wait.
 */
export function createSendEvent({ page, onFailure }: EventsOverIpc) {
  const made = new Map<EventName, z.ZodType>()
  let waiting = 0
  let last = Promise.resolve()

  /** Never throws: what is told of ends no work of whoever tells it. */
  function put(name: EventName, schema: z.ZodType, payload: unknown): void {
    const contents = page()
    if (contents === undefined || contents.isDestroyed()) return
    try {
      contents.send(`event:${name}`, schema.parse(payload))
    } catch (error) {
      onFailure(name, error)
    }
  }

  async function makeAndPut(name: EventName, payload: unknown): Promise<void> {
    try {
      const schema = await eventPayloads[name]()
      made.set(name, schema)
      put(name, schema, payload)
    } catch (error) {
      onFailure(name, error)
    } finally {
      waiting -= 1
    }
  }

  return <K extends EventName>(name: K, payload: EventPayload<K>): void => {
    const schema = made.get(name)
    if (schema !== undefined && waiting === 0) return put(name, schema, payload)
    waiting += 1
    last = last.then(() => makeAndPut(name, payload))
  }
}
