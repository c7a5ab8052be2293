// Files that the user drops on the window. The preload hands over the path; the page never learns it and can't name another.
import path from 'node:path'
import { ipcMain, type WebContents } from 'electron'
import { isFrom } from './trusted-sender'

const LONGEST_PATH = 32_767

/** Calls `onFile` with the path of each file dropped on the page. Anything else on the channel is ignored. */
export function relayDroppedFiles(of: {
  page: () => WebContents | undefined
  origin: string
  onFile: (file: string) => void
}): void {
  ipcMain.on('dropped-file', (event, file: unknown) => {
    if (!isFrom(event, of.page(), of.origin)) return
    if (typeof file === 'string' && file.length <= LONGEST_PATH && path.isAbsolute(file)) of.onFile(file)
  })
}
