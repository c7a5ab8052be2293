// Who may call main: the page's own top frame on our origin, for every call of the contract; anybody else is refused and heard no further.
import type { IpcMainInvokeEvent, WebContents, WebFrameMain } from 'electron'
import { beforeEach, expect, it, vi } from 'vitest'
import { calls } from '../../contract/calls'
import { handleCalls } from './calls-over-ipc'

type Listener = (event: IpcMainInvokeEvent, input: unknown) => Promise<unknown>
const bound = vi.hoisted(() => new Map<string, unknown>())
vi.mock('electron', () => ({ ipcMain: { handle: (name: string, listener: unknown) => bound.set(name, listener) } }))

const ORIGIN = 'app://latchkey'
const frameAt = (url: string) => ({ url }) as WebFrameMain
const windowWith = (mainFrame: WebFrameMain, destroyed = false) =>
  ({ mainFrame, isDestroyed: () => destroyed }) as WebContents

const own = frameAt(`${ORIGIN}/page/index.html`)
const page = windowWith(own)
const away = frameAt('https://example.com/')
const gone = windowWith(own, true)

const strangers: Readonly<
  Record<string, readonly [sender: WebContents, frame: WebFrameMain | null, shown: WebContents]>
> = {
  'another window of our own': [windowWith(own), own, page],
  'another window on our origin': [windowWith(frameAt(own.url)), frameAt(own.url), page],
  'a frame within the page, on our origin': [page, frameAt(own.url), page],
  'a frame that has gone': [page, null, page],
  'the page where it shows another origin': [windowWith(away), away, page],
  'the page that shows an origin like ours': [page, frameAt('app://latchkey.example/page/index.html'), page],
  'a window that has gone': [gone, own, gone],
}

const answered: string[] = []
const refused: string[] = []
let shown: WebContents
beforeEach(() => {
  bound.clear()
  answered.length = 0
  refused.length = 0
  shown = page
  handleCalls({
    page: () => shown,
    origin: ORIGIN,
    answer: async (name) => {
      answered.push(name)
      return { ok: true, value: null as never }
    },
    refuse: async (name) => {
      refused.push(name)
      return { ok: false, error: { code: 'call.refused', message: '', nextStep: '', logId: '' } }
    },
  })
})

async function callAll(sender: WebContents, senderFrame: WebFrameMain | null): Promise<void> {
  for (const name of calls) {
    const listener = bound.get(`call:${name}`) as Listener
    await listener({ sender, senderFrame } as IpcMainInvokeEvent, {})
  }
}

it('answers every call of the contract to the page, and binds no other', async () => {
  await callAll(page, own)
  expect({ answered, refused }).toEqual({ answered: calls, refused: [] })
  expect([...bound.keys()]).toEqual(calls.map((name) => `call:${name}`))
})

it.each(Object.entries(strangers))('refuses every call to %s', async (_, [sender, frame, here]) => {
  shown = here
  await callAll(sender, frame)
  expect({ answered, refused }).toEqual({ answered: [], refused: calls })
})

it('refuses a page that was taken to another origin in its own top frame', async () => {
  shown = windowWith(away)
  await callAll(shown, away)
  expect({ answered, refused }).toEqual({ answered: [], refused: calls })
})
