// Checklist item 17: who may talk to main. Only the top frame of the very window that a channel belongs to, on our own origin.
import type { IpcMainInvokeEvent, WebContents } from 'electron'

/** True when the message comes from `contents`' own top frame while it shows a page of `origin`. */
export function isFrom(
  event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>,
  contents: WebContents | undefined,
  origin: string,
): boolean {
  const frame = event.senderFrame
  if (contents === undefined || contents.isDestroyed() || frame === null) return false
  return event.sender === contents && frame === contents.mainFrame && originOf(frame.url) === origin
}

/** Scheme and host. Node's own `origin` is the text “null” for every scheme that isn't the web's. */
function originOf(address: string): string | null {
  if (!URL.canParse(address)) return null
  const { protocol, host } = new URL(address)
  return `${protocol}//${host}`
}
