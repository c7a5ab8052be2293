// Latchkey's pages in Debian's Chromium, whose milestone is that of the Electron that users will have: with their own policy and headers,
// over the real `composeApp`, the real keychain process and the real stand-ins. What Electron does is done here by the browser, so that
// the journeys of `test/e2e` run as they are.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdirSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import path from 'node:path'
import { type BrowserContext, chromium, type ElectronApplication, type Page } from '@playwright/test'
import type { Desktop } from '../../scripts/desktop.mjs'
import { isRoot } from '../../scripts/places.mjs'
import type { Stage } from '../../scripts/stage.mjs'
import { type CallName, calls, events } from '../../src/contract/calls'
import { promptAnswer, type PromptAnswer, type PromptView } from '../../src/contract/prompts'
import { createAnswer } from '../../src/main/answer'
import { composeApp } from '../../src/main/app'
import { forkReader } from '../support/forked-reader'
import { ANSWER_HEADERS } from '../../src/domain/own-pages'
import { answerFor } from '../../src/main/electron/assets'
import { sheetMargins } from '../../src/domain/sheets/sheet-margins'
import { openLog } from '../../src/main/log'
import { noticesIn } from '../../src/main/notices'
import type { Clipboard, FileDialogs } from '../../src/main/ports'
import { promptsInTurn } from '../../src/main/prompts'
import { forkKeychainProcess } from '../support/forked-process'
import { openKeychainStore } from '../../src/main/vault/keychain-store'
import { createVault } from '../../src/main/vault/vault'
import { realClock, realRandom } from '../support/forked-keychain'
import { startForked } from '../support/practice-process'

/** Debian's: one of the system packages the tests need. */
const CHROMIUM = '/usr/bin/chromium'
const CANCEL: PromptAnswer = { kind: 'cancel' }
/** The milestone of the Electron that `package.json` asks for. */
const MILESTONE = 156

interface Options {
  readonly desktop: Desktop
  readonly stage: Stage
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/** Opens Latchkey in Chromium and gives what a journey does with an Electron app. */
export async function openInChromium({ desktop, stage, args, env }: Options): Promise<ElectronApplication> {
  const mode = args.includes('--practice') ? 'practice' : 'normal'
  const userData = path.join(
    env['XDG_CONFIG_HOME'] ?? desktop.env['XDG_CONFIG_HOME'] ?? path.join(desktop.home, '.config'),
    mode === 'practice' ? 'Latchkey practice' : 'Latchkey',
  )
  mkdirSync(userData, { recursive: true })
  const out = path.join(stage.app, 'out')
  const server = await servePages(path.join(out, 'renderer'))
  const context = await chromium.launchPersistentContext('', {
    executablePath: CHROMIUM,
    // The browser stands in for Electron here; Electron's own sandbox is what `test/e2e` runs with.
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
    viewport: { width: 1_280, height: 800 },
    colorScheme: 'light',
  })
  const version = context.browser()?.version() ?? ''
  if (!version.startsWith(`${MILESTONE}.`)) throw new Error(`This is Chromium ${version}, not ${MILESTONE}`)

  const clipboard = createClipboard()
  const dialog = createDialog()
  const prompts = createPromptPages(context, server.origin('prompt'))
  const practiceChild =
    mode === 'practice'
      ? await startForked(path.join(out, 'main', 'practice.js'), '--state', path.join(userData, 'practice-state.json'))
      : null
  const page = (): Page | undefined => context.pages().find((each) => each.url().startsWith(server.origin('latchkey')))
  const log = openLog({ dir: path.join(userData, 'logs'), clock: realClock })
  const keychain = openKeychainStore({
    startProcess: () =>
      forkKeychainProcess({
        file: path.join(out, 'main', 'keychain-process.js'),
        env: { ...desktop.env },
        // Whose keyring it is.
        ...(isRoot ? { user: { uid: desktop.uid, gid: desktop.gid } } : {}),
      }),
    platform: process.platform,
    clock: realClock,
    random: realRandom,
    practice: mode === 'practice',
  })
  const latchkey = await composeApp({
    info: {
      version: '0',
      mode,
      trial: false,
      developmentRuntime: false,
      electron: '0',
      platform: 'linux',
      machine: 'this machine',
    },
    paths: {
      userData,
      records: path.join(userData, 'records'),
      activity: path.join(userData, 'activity'),
      logs: path.join(userData, 'logs'),
    },
    clock: realClock,
    random: realRandom,
    clipboard,
    browser: { open: (url) => openOutside(url, { ...desktop.env, ...env }) },
    prompts,
    dialogs: dialog.port(mode === 'practice'),
    printer: { toPdf: (sheet) => print(context, sheet, sheetMargins({ practice: mode === 'practice' })) },
    notifier: {
      async notify(notification) {
        if (!FakeNotification.isSupported()) return 'unsupported'
        new FakeNotification(notification).show()
        return 'shown'
      },
    },
    fetch: (url, init) => fetch(url, init),
    practice: practiceChild === null ? null : { remote: practiceChild, overrides: {} },
    vault: createVault({ keychain, desktop: { platform: process.platform, env: { ...desktop.env } } }),
    startReader: () => forkReader(path.join(out, 'main', 'statement-process.js')),
    log,
    readNotices: noticesIn(out),
    send: (name, payload) => {
      // A page that is on its way to somewhere else hears nothing, as in Electron.
      void page()
        ?.evaluate(([event, given]) => window.latchkeyEvents?.(event, given), [name, payload] as const)
        .catch(() => {})
    },
    switchMode: () => {},
  })
  const answer = createAnswer({ handlers: latchkey.handlers, log, random: realRandom })
  await context.exposeBinding('latchkeyCall', (_source, name: CallName, input: unknown) => answer(name, input))
  await context.addInitScript(
    ([callNames, eventNames]) => {
      const listeners = new Map<string, Set<(payload: unknown) => void>>()
      const bridge: Record<string, unknown> = {}
      for (const name of callNames) bridge[name] = (input: unknown) => window.latchkeyCall(name, input)
      for (const name of eventNames) {
        const heard = new Set<(payload: unknown) => void>()
        listeners.set(name, heard)
        bridge[`on${name.charAt(0).toUpperCase()}${name.slice(1)}`] = (listener: (payload: unknown) => void) => {
          heard.add(listener)
          return () => heard.delete(listener)
        }
      }
      Object.assign(window, {
        latchkey: bridge,
        latchkeyEvents: (name: string, payload: unknown) => listeners.get(name)?.forEach((each) => each(payload)),
        promptBridge: {
          view: () => window.latchkeyPromptView(),
          answer: (given: unknown) => window.latchkeyPromptAnswer(given),
        },
      })
    },
    [[...calls], [...events]] as const,
  )
  const [first = await context.newPage()] = context.pages()
  await first.goto(`${server.origin('latchkey')}/page/index.html`)
  void latchkey.afterFirstAnswers()

  /** Ctrl+V as main answers it: it looks first, and types in what may go there. */
  const paste = async (into: Page): Promise<void> => {
    const intoText = await into.evaluate(() => document.activeElement?.matches('input, textarea') === true)
    const text = await clipboard.readText()
    const held = (reason: 'secret-shaped' | 'no-text' | 'not-into-text') =>
      into.evaluate((given) => window.latchkeyEvents?.('pasteHeld', { reason: given }), reason)
    if (text === '') await held('no-text')
    else if (latchkey.mustHold(text)) await held('secret-shaped')
    else if (intoText) await into.keyboard.insertText(text)
    else await held('not-into-text')
  }
  const zoomed = new WeakMap<Page, number>()
  const windowOf = (each: Page) => ({
    isVisible: () => true,
    setContentSize: (width: number, height: number) => each.setViewportSize({ width, height }),
    setSize: (width: number, height: number) => each.setViewportSize({ width, height }),
    webContents: {
      getURL: () => appAddress(each.url()),
      // What is twice as large has half the room.
      setZoomFactor(factor: number) {
        const { width, height } = each.viewportSize() ?? { width: 0, height: 0 }
        const were = zoomed.get(each) ?? 1
        zoomed.set(each, factor)
        const inPixels = (length: number) => Math.round((length * were) / factor)
        void each.setViewportSize({ width: inPixels(width), height: inPixels(height) })
      },
      sendInputEvent: ({ type, keyCode }: { type: string; keyCode: string }) => {
        if (type === 'rawKeyDown' && keyCode === 'V') void paste(each)
      },
      takeHeapSnapshot: (file: string) => heapSnapshot(context, each, file),
    },
  })
  const electron = {
    clipboard,
    dialog: dialog.electron,
    BrowserWindow: { getAllWindows: () => context.pages().map(windowOf) },
    webContents: {
      getAllWebContents: () =>
        context.pages().map((each) => ({ ...windowOf(each).webContents, getURL: () => each.url() })),
    },
    app: { getPath: () => userData },
    Notification: FakeNotification,
  }
  return {
    evaluate: async (ask: (from: typeof electron, given: unknown) => unknown, given: unknown) => ask(electron, given),
    windows: () => context.pages(),
    on: (_event: 'window', listener: (opened: Page) => void) => context.on('page', listener),
    waitForEvent: () => context.waitForEvent('page'),
    process: () => ({ stdout: null, stderr: null, pid: undefined }),
    async close() {
      prompts.closeAll()
      await latchkey.close()
      await practiceChild?.kill()
      await context.close()
      await server.close()
    },
    // What journeys use of an app, and nothing else of it.
  } as unknown as ElectronApplication
}

/** The address that a page has in Electron. */
export function appAddress(address: string): string {
  return address.replace(/^http:\/\/(latchkey|prompt)\.localhost:\d+/, 'app://$1')
}

/** Our pages over loopback, each host an origin of its own, answered as `app://` is. */
async function servePages(root: string) {
  const server: Server = createServer((request, response) => {
    // A browser asks for an icon, Electron doesn't.
    if (request.url === '/favicon.ico') return void response.writeHead(204).end()
    const [host = ''] = (request.headers.host ?? '').split('.localhost')
    const answer = answerFor(root, host, `app://${host}${request.url ?? '/'}`)
    response.writeHead(answer === null ? 404 : 200, answer?.headers ?? ANSWER_HEADERS)
    response.end(answer?.body ?? 'Not found')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    origin: (host: 'latchkey' | 'prompt') => `http://${host}.localhost:${port}`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function createClipboard(): Clipboard & { clear(): void } {
  let held = ''
  return {
    clear: () => void (held = ''),
    readText: async () => held,
    hasOnlyOther: async () => false,
    writeText: async (text) => void (held = text),
    async clearIfHolds(text) {
      const cleared = held === text
      if (cleared) held = ''
      return { clipboard: cleared, selection: cleared }
    },
  }
}

/** No desktop is notified; a journey that wants to know puts functions of its own there. */
class FakeNotification {
  static isSupported = (): boolean => false
  readonly title: string
  readonly body: string
  constructor({ title, body }: { title: string; body: string }) {
    this.title = title
    this.body = body
  }
  show(): void {}
}

interface Chosen {
  readonly canceled: boolean
  readonly filePath?: string
  readonly filePaths?: readonly string[]
}

/** File dialogs as Electron's `dialog` has them, which a journey answers by putting functions of its own there. */
function createDialog() {
  const electron = {
    showSaveDialog: (..._given: unknown[]): Promise<Chosen> => Promise.resolve({ canceled: true }),
    showOpenDialog: (..._given: unknown[]): Promise<Chosen> => Promise.resolve({ canceled: true }),
  }
  return {
    electron,
    port: (practice: boolean): FileDialogs => ({
      async chooseSave({ title, suggestedName }) {
        const defaultPath = practice ? `practice-${suggestedName}` : suggestedName
        const { canceled, filePath } = await electron.showSaveDialog({ title, defaultPath })
        return canceled ? null : (filePath ?? null)
      },
      async chooseOpen({ title }) {
        const { canceled, filePaths } = await electron.showOpenDialog({ title })
        return canceled ? null : (filePaths?.[0] ?? null)
      },
    }),
  }
}

/** Main's own windows as tabs: one at a time, each with what it shows and the answer to it. */
function createPromptPages(context: BrowserContext, origin: string) {
  let open: { view: PromptView; page: Page; settle: (answer: PromptAnswer) => void } | undefined
  const bound = Promise.all([
    context.exposeBinding('latchkeyPromptView', ({ page }) => (open?.page === page ? open.view : null)),
    context.exposeBinding('latchkeyPromptAnswer', ({ page }, given: unknown) => {
      if (open?.page !== page) return
      const answer = promptAnswer.safeParse(given)
      open.settle(answer.success ? answer.data : CANCEL)
    }),
  ])

  async function show(view: PromptView): Promise<PromptAnswer> {
    await bound
    const page = await context.newPage()
    const answer = new Promise<PromptAnswer>((resolve) => {
      open = { view, page, settle: resolve }
      page.once('close', () => resolve(CANCEL))
      if (view.kind === 'reveal-secret') setTimeout(() => resolve(CANCEL), (view.seconds + 1) * 1_000).unref()
    })
    await page.goto(`${origin}/prompt/index.html`)
    const given = await answer
    open = undefined
    await page.close()
    return given
  }

  return promptsInTurn(show, (answer) => open?.settle(answer))
}

/** As Electron's `shell` does on Linux: `xdg-open`, which a journey may have caught. */
async function openOutside(url: string, env: Readonly<Record<string, string>>): Promise<void> {
  const child = spawn('xdg-open', [url], { env, stdio: 'ignore' })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`xdg-open ended with ${code}`)
}

async function print(
  context: BrowserContext,
  { html, css }: { html: string; css: string },
  margins: ReturnType<typeof sheetMargins>,
): Promise<Uint8Array> {
  const page = await context.newPage()
  try {
    await page.setContent(html)
    await page.addStyleTag({ content: css })
    return await page.pdf({
      format: 'A4',
      printBackground: true,
      preferCSSPageSize: true,
      tagged: true,
      outline: true,
      ...margins,
    })
  } finally {
    await page.close()
  }
}

async function heapSnapshot(context: BrowserContext, page: Page, file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  const session = await context.newCDPSession(page)
  const into = createWriteStream(file)
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => into.write(chunk))
  await session.send('HeapProfiler.takeHeapSnapshot')
  into.end()
  await once(into, 'finish')
  await session.detach()
}

declare global {
  interface Window {
    latchkeyCall(name: string, input: unknown): Promise<unknown>
    latchkeyEvents?(name: string, payload: unknown): void
    latchkeyPromptView(): Promise<unknown>
    latchkeyPromptAnswer(answer: unknown): Promise<void>
  }
}
