// Main's own windows by what surrounds them: whom they listen to, what ends them, what they are made with. In the real window: e2e.
import type { EventEmitter } from 'node:events'
import type { BrowserWindow, IpcMainInvokeEvent, Session } from 'electron'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Prompts } from '../ports'
import { Secret } from '../secret'
import { createPromptWindows } from './prompt-window'
import { SAFE_PREFERENCES } from './security-rules'

type Listener = (event: IpcMainInvokeEvent, raw?: unknown) => unknown

/** What a window of ours does and says, without any picture. */
interface Opened extends EventEmitter {
  readonly options: Electron.BrowserWindowConstructorOptions
  readonly webContents: EventEmitter & { readonly mainFrame: { url: string } }
  readonly set: Record<string, unknown>
  isDestroyed(): boolean
}

const electron = vi.hoisted(() => ({
  channels: new Map<string, unknown>(),
  windows: [] as unknown[],
  partitions: [] as unknown[],
  /** Where a window's page can't be loaded. */
  failing: false,
}))

vi.mock('electron', async () => {
  const events = await import('node:events')
  class Window extends events.EventEmitter {
    readonly set: Record<string, unknown> = {}
    readonly webContents = Object.assign(new events.EventEmitter(), {
      mainFrame: { url: '' },
      isDestroyed: () => this.over,
    })
    private over = false

    constructor(readonly options: object) {
      super()
      electron.windows.push(this)
    }

    async loadURL(url: string): Promise<void> {
      if (electron.failing) throw new Error('not loaded')
      this.webContents.mainFrame.url = url
    }

    setContentProtection(to: boolean): void {
      this.set['protected'] = to
    }

    setMenu(to: unknown): void {
      this.set['menu'] = to
    }

    show(): void {
      this.emit('show')
    }

    isDestroyed(): boolean {
      return this.over
    }

    destroy(): void {
      this.over = true
      this.emit('closed')
    }
  }
  return {
    BrowserWindow: Window,
    ipcMain: { handle: (name: string, listener: unknown) => electron.channels.set(name, listener) },
    session: {
      fromPartition: (name: string, options: object) => {
        const session = rulesOf({ name, ...options })
        electron.partitions.push(session)
        return session
      },
    },
    app: {},
    protocol: {},
  }
})

/** A session that keeps what is set on it. */
function rulesOf(named: object): object {
  const set: Record<string, unknown> = {}
  const keep = (name: string) => (given: unknown, more: unknown) => void (set[name] = more ?? given)
  return {
    named,
    set,
    setProxy: async (given: unknown) => void (set['proxy'] = given),
    setPermissionRequestHandler: keep('request'),
    setPermissionCheckHandler: keep('check'),
    setDevicePermissionHandler: keep('device'),
    setDisplayMediaRequestHandler: keep('screen'),
    on: () => {},
    webRequest: { onBeforeRequest: keep('address') },
    protocol: { registerBufferProtocol: (scheme: string) => void (set['scheme'] = scheme) },
  }
}

const parent = {} as BrowserWindow
const question = { title: 'Delete?', body: [], action: 'Delete', danger: true }
const reveal = { title: 'Secret', label: 'Client secret 1', secret: new Secret('x'), seconds: 30 }

let prompts: Prompts
beforeEach(() => {
  electron.channels.clear()
  electron.windows.length = 0
  electron.partitions.length = 0
  electron.failing = false
  prompts = createPromptWindows({ pagesRoot: '/pages', preload: '/prompt.cjs', parent: () => parent })
})

/** The window that was opened last, once it is. */
async function opened(): Promise<Opened> {
  await new Promise((resolve) => setImmediate(resolve))
  return electron.windows.at(-1) as Opened
}

/** Says something on a channel as whoever it is; rejects where main refuses. */
const says = async (channel: 'view' | 'answer', from: Sender, raw?: unknown): Promise<unknown> =>
  (electron.channels.get(`prompt:${channel}`) as Listener)(from as unknown as IpcMainInvokeEvent, raw)

interface Sender {
  readonly sender: unknown
  readonly senderFrame: unknown
}

const itself = ({ webContents }: Opened): Sender => ({ sender: webContents, senderFrame: webContents.mainFrame })
const yes = { kind: 'confirm', typed: '', ticked: false }

describe('a window of main’s', () => {
  it('is shown its question, and answers it', async () => {
    const asked = prompts.confirm(question)
    const window = await opened()
    expect(await says('view', itself(window))).toMatchObject({ kind: 'confirm', title: 'Delete?' })
    await says('answer', itself(window), yes)
    expect(await asked).toBe(true)
    expect(window.isDestroyed()).toBe(true)
  })

  it.each<[string, (window: Opened) => Sender]>([
    ['another window', () => ({ sender: {}, senderFrame: { url: 'app://prompt/prompt/index.html' } })],
    ['another window by its own frame', ({ webContents }) => ({ sender: {}, senderFrame: webContents.mainFrame })],
    [
      'a frame within it',
      ({ webContents }) => ({ sender: webContents, senderFrame: { url: 'app://prompt/prompt/index.html' } }),
    ],
    ['a frame that has gone', ({ webContents }) => ({ sender: webContents, senderFrame: null })],
    [
      'it where it shows the page’s origin',
      (window) => {
        window.webContents.mainFrame.url = 'app://latchkey/page/index.html'
        return itself(window)
      },
    ],
  ])('neither tells %s what it asks, nor hears it', async (_, stranger) => {
    const asked = prompts.confirm(question)
    const window = await opened()
    const from = stranger(window)
    await expect(says('view', from)).rejects.toThrow('refused')
    await expect(says('answer', from, yes)).rejects.toThrow('refused')
    expect(window.isDestroyed()).toBe(false)
    prompts.closeAll()
    expect(await asked).toBe(false)
  })

  it('is heard no more once its question is over, and nobody is while none is open', async () => {
    const first = prompts.confirm(question)
    const past = await opened()
    await says('answer', itself(past), yes)
    expect(await first).toBe(true)
    await expect(says('view', itself(past))).rejects.toThrow('refused')
    const second = prompts.confirm(question)
    const window = await opened()
    await expect(says('answer', itself(past), yes)).rejects.toThrow('refused')
    await says('answer', itself(window), { kind: 'cancel' })
    expect(await second).toBe(false)
  })

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a yes without its parts', { kind: 'confirm' }],
    ['more than can be typed', { kind: 'confirm', typed: 'x'.repeat(501), ticked: false }],
    ['another kind', { kind: 'secret', value: 'x' }],
  ])('that answers %s says no', async (_, answer) => {
    const asked = prompts.confirm(question)
    const window = await opened()
    await says('answer', itself(window), answer)
    expect(await asked).toBe(false)
    expect(window.isDestroyed()).toBe(true)
  })

  it.each<[string, (window: Opened) => void]>([
    ['is closed', (window) => void window.emit('closed')],
    ['loses its process', ({ webContents }) => void webContents.emit('render-process-gone')],
  ])('that %s says no, and is taken down', async (_, end) => {
    const asked = prompts.confirm(question)
    const window = await opened()
    end(window)
    expect(await asked).toBe(false)
    expect(window.isDestroyed()).toBe(true)
  })

  it('whose page can’t be loaded says no, is taken down, and hinders no later one', async () => {
    electron.failing = true
    expect(await prompts.confirm(question)).toBe(false)
    expect((await opened()).isDestroyed()).toBe(true)
    electron.failing = false
    const asked = prompts.confirm(question)
    await says('answer', itself(await opened()), yes)
    expect(await asked).toBe(true)
  })

  it('that shows a secret is taken down a second after its time, and leaves no clock behind where it goes before', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const shown = prompts.revealSecret(reveal)
    const window = await opened()
    window.emit('show')
    await vi.advanceTimersByTimeAsync(30_999)
    expect(window.isDestroyed()).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    await shown
    expect(window.isDestroyed()).toBe(true)
    const closed = prompts.revealSecret(reveal)
    const early = await opened()
    early.emit('show')
    await says('answer', itself(early), { kind: 'cancel' })
    await closed
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is made safe, over the window it belongs to, without a menu, kept from recordings, and keeps its own title', async () => {
    const asked = prompts.confirm(question)
    const window = await opened()
    expect(window.options).toMatchObject({
      parent,
      modal: true,
      show: false,
      title: 'Delete?',
      webPreferences: { ...SAFE_PREFERENCES, preload: '/prompt.cjs' },
    })
    expect(window.set).toEqual({ protected: true, menu: null })
    const titled = { preventDefault: vi.fn<() => void>() }
    window.webContents.emit('page-title-updated', titled)
    expect(titled.preventDefault).toHaveBeenCalledOnce()
    prompts.closeAll()
    await asked
  })

  it('shares with the others alone one session in memory, which may ask for nothing and reaches our pages only', async () => {
    for (let asks = 0; asks < 2; asks += 1) {
      const asked = prompts.confirm(question)
      await says('answer', itself(await opened()), yes)
      await asked
    }
    expect(electron.partitions).toHaveLength(1)
    const [session] = electron.partitions as [Session & { named: object; set: Record<string, unknown> }]
    expect(session.named).toEqual({ name: 'prompt', cache: false })
    expect((electron.windows as Opened[]).map(({ options }) => options.webPreferences?.session)).toEqual([
      session,
      session,
    ])
    expect(Object.keys(session.set).toSorted()).toEqual(
      ['address', 'check', 'device', 'proxy', 'request', 'scheme', 'screen'].toSorted(),
    )
  })
})
