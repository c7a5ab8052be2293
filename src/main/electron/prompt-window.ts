// Main's own small windows: they ask before anything dangerous, take typed secrets and show one for a while. Each has a
// renderer process and a session of its own, a preload of its own, and is destroyed afterwards.
import path from 'node:path'
import { BrowserWindow, ipcMain, session as sessions, type Session } from 'electron'
import { promptAnswer, promptView, type PromptAnswer, type PromptView } from '../../contract/prompts'
import { heightOf } from '../../domain/confirm-request'
import type { Prompts } from '../ports'
import { endOfReveal, promptsInTurn } from '../prompts'
import { APP_SCHEME } from '../../domain/own-pages'
import { serveApp } from './app-protocol'
import { restrictSession, SAFE_PREFERENCES } from './security-rules'
import { isFrom } from './trusted-sender'

const HOST = 'prompt'
const ORIGIN = `${APP_SCHEME}://${HOST}`

export interface PromptWindowOptions {
  pagesRoot: string
  preload: string
  parent: () => BrowserWindow | undefined
}

interface OpenPrompt {
  view: PromptView
  window: BrowserWindow
  settle: (answer: PromptAnswer) => void
}

/** The real `Prompts`. */
export function createPromptWindows(options: PromptWindowOptions): Prompts {
  let open: OpenPrompt | undefined
  let partition: Session | undefined

  // Made at the first prompt: an in-memory session that no page of ours shares, hence a renderer process of its own.
  const promptSession = (): Session => {
    if (partition === undefined) {
      partition = sessions.fromPartition('prompt', { cache: false })
      restrictSession(partition)
      serveApp(partition, { root: options.pagesRoot, host: HOST })
    }
    return partition
  }

  ipcMain.handle('prompt:view', (event) => {
    if (open === undefined || !isFrom(event, open.window.webContents, ORIGIN)) throw new Error('refused')
    return promptView.parse(open.view)
  })
  ipcMain.handle('prompt:answer', (event, raw: unknown) => {
    if (open === undefined || !isFrom(event, open.window.webContents, ORIGIN)) throw new Error('refused')
    const answer = promptAnswer.safeParse(raw)
    open.settle(answer.success ? answer.data : { kind: 'cancel' })
  })

  async function show(view: PromptView): Promise<PromptAnswer> {
    const window = openWindow(view, options, promptSession())
    let dropEnd = (): void => {}
    const answer = new Promise<PromptAnswer>((resolve) => {
      open = { view, window, settle: resolve }
      window.once('closed', () => resolve(CANCEL))
      window.webContents.once('render-process-gone', () => resolve(CANCEL))
      dropEnd = endOfReveal(view, window, () => resolve(CANCEL))
    })
    try {
      await window.loadURL(`${ORIGIN}/prompt/index.html`)
      return await answer
    } catch {
      return CANCEL
    } finally {
      dropEnd()
      open = undefined
      if (!window.isDestroyed()) window.destroy()
    }
  }

  return promptsInTurn(show, (answer) => open?.settle(answer))
}

const CANCEL: PromptAnswer = { kind: 'cancel' }

function openWindow(view: PromptView, options: PromptWindowOptions, session: Session): BrowserWindow {
  const parent = options.parent()
  const window = new BrowserWindow({
    ...(parent === undefined ? {} : { parent, modal: true }),
    width: 480,
    height: view.kind === 'confirm' ? heightOf(view) : 260,
    useContentSize: true,
    resizable: false,
    minimizable: false,
    maximizable: false,
    fullscreenable: false,
    show: false,
    title: view.title,
    webPreferences: { ...SAFE_PREFERENCES, session, preload: path.resolve(options.preload) },
  })
  window.setContentProtection(true)
  window.setMenu(null)
  window.webContents.on('page-title-updated', (event) => event.preventDefault())
  window.once('ready-to-show', () => window.show())
  return window
}
