// Checklist item 17: who may talk to main. Only the top frame of the very window that a channel belongs to, on our own origin.
import type { IpcMainInvokeEvent, WebContents } from 'electron'
import { originOf } from '../../domain/own-pages'

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
