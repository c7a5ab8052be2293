// Saves sheets where the user wants them: which one, as what, through main's own file dialog.
import path from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import type { Handlers } from '../../contract/api'
import type { SheetFormat, SheetRequest, sheetCalls } from '../../contract/sheets'
import type { Activity } from '../activity/activity'
import { Failure } from '../failure'
import type { Clock, FileDialogs, Printer } from '../ports'
import { prepSheet } from './prep-sheet'
import type { Sheet } from './sheet'
import { sheetPage } from './sheet-html'
import { sheetMarkdown } from './sheet-markdown'

export interface SheetPorts {
  dialogs: FileDialogs
  printer: Printer
  clock: Clock
  activity: Activity
}

interface NamedSheet {
  readonly sheet: Sheet
  /** Of the file, without its ending. */
  readonly fileName: string
}

export function sheetHandlers(ports: SheetPorts): Pick<Handlers, keyof typeof sheetCalls> {
  return {
    async saveSheet({ sheet: request, format }) {
      const { sheet, fileName } = await makeSheet(request)
      const suggestedName = `${fileName}.${format === 'pdf' ? 'pdf' : 'md'}`
      const file = await ports.dialogs.chooseSave({ title: 'Save sheet', suggestedName })
      if (file === null) return { saved: false, fileName: null }
      const content = await inFormat(sheet, format, ports.printer)
      await writeFileAtomic(file, content).catch((error: unknown) => {
        throw new Failure('sheet.not-written', { cause: error })
      })
      await ports.activity.note('sheet.saved', undefined, `${request.kind}, ${format}`)
      return { saved: true, fileName: path.basename(file).slice(0, 200) }
    },
  }

  async function makeSheet(request: SheetRequest): Promise<NamedSheet> {
    const day = ports.clock.now().toISOString().slice(0, 10)
    switch (request.kind) {
      case 'prep':
        return { sheet: prepSheet(request), fileName: fileNameOf(['before-the-call', request.customer, day]) }
    }
  }
}

async function inFormat(sheet: Sheet, format: SheetFormat, printer: Printer): Promise<string | Buffer> {
  switch (format) {
    case 'markdown':
      return sheetMarkdown(sheet)
    case 'pdf':
      return Buffer.from(await printer.toPdf(sheetPage(sheet)))
  }
}

/** Words joined by hyphens, of letters and digits only, so that any file system takes them. */
export function fileNameOf(words: readonly string[]): string {
  return words
    .map((word) =>
      word
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, '-')
        .replace(/^-+|-+$/g, ''),
    )
    .filter((word) => word !== '')
    .join('-')
    .slice(0, 100)
}
