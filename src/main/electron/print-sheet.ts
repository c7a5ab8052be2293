// Prints a page of main's own to PDF in a hidden window: scripts off, a session in memory, nothing served but that page.
import { BrowserWindow, session as sessions, type ProtocolResponse, type Session } from 'electron'
import { Failure } from '../../domain/failure'
import type { Printer } from '../ports'
import { createTurns } from '../in-turn'
import { APP_SCHEME, SHEET_HEADERS } from '../../domain/own-pages'
import { sheetMargins } from '../../domain/sheets/sheet-margins'
import { restrictSession, SAFE_PREFERENCES } from './security-rules'

const ORIGIN = `${APP_SCHEME}://sheet`
const WITHIN_MS = 20_000

type Page = Parameters<Printer['toPdf']>[0]

/** The real `Printer`. One page at a time: a second one waits until the first is done. In practice mode every page says so. */
export function createPrinter({ practice }: { practice: boolean }): Printer {
  let current: Page | null = null
  const inTurn = createTurns()
  let partition: Session | undefined

  // Made at the first print; it answers for the page that is being printed and for nothing else.
  const printSession = (): Session => {
    if (partition === undefined) {
      partition = sessions.fromPartition('print', { cache: false })
      restrictSession(partition)
      // Not by `handle`: it takes a `Response`, as in `app-protocol.ts`.
      partition.protocol.registerBufferProtocol(APP_SCHEME, ({ url }, reply) => reply(answer(current, url)))
    }
    return partition
  }

  async function print(page: Page): Promise<Uint8Array> {
    const window = openHiddenWindow(printSession())
    current = page
    try {
      return await within(WITHIN_MS, printed(window, sheetMargins({ practice })))
    } catch (error) {
      throw new Failure('sheet.not-printed', { cause: error })
    } finally {
      current = null
      window.destroy()
    }
  }

  return {
    toPdf: (page) => inTurn(() => print(page)),
  }
}

function openHiddenWindow(session: Session): BrowserWindow {
  const webPreferences = { ...SAFE_PREFERENCES, session, javascript: false, devTools: false }
  return new BrowserWindow({ show: false, focusable: false, skipTaskbar: true, webPreferences })
}

async function printed(window: BrowserWindow, margins: ReturnType<typeof sheetMargins>): Promise<Uint8Array> {
  await window.loadURL(`${ORIGIN}/sheet.html`)
  return window.webContents.printToPDF({
    pageSize: 'A4',
    printBackground: true,
    preferCSSPageSize: true,
    generateTaggedPDF: true,
    generateDocumentOutline: true,
    ...margins,
  })
}

function answer(page: Page | null, address: string): ProtocolResponse {
  if (page !== null && address === `${ORIGIN}/sheet.html`) return served(page.html, 'text/html; charset=utf-8')
  if (page !== null && address === `${ORIGIN}/sheet.css`) return served(page.css, 'text/css; charset=utf-8')
  return { statusCode: 404, ...served('Not found', 'text/plain') }
}

function served(text: string, type: string): ProtocolResponse {
  return { data: Buffer.from(text), headers: { ...SHEET_HEADERS, 'content-type': type } }
}

/** Rejects if it takes longer: a renderer that hangs must not hold up every later sheet. */
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not printed within ${milliseconds} ms`)), milliseconds)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
