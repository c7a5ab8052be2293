// The rules of a session, asked as Chromium would: there is no device on a test's machine that a page could be kept from.
import { EventEmitter } from 'node:events'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Session, WebContents } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { forbidFrames, restrictSession } from './security-rules'

// Files share what they import: another one may have had the rules read with its own Electron.
const { ipcMain } = await vi.hoisted(async () => {
  vi.resetModules()
  const { EventEmitter: Emitter } = await import('node:events')
  return { ipcMain: new Emitter() }
})
vi.mock('electron', () => ({ app: {}, ipcMain }))

type Handler = (...given: unknown[]) => unknown

/** A session that keeps what is set on it, by the method that set it. */
function restricted(): Readonly<Record<string, Handler>> {
  const handlers: Record<string, Handler> = {}
  const keep = (name: string) => (given: Handler) => void (handlers[name] = given)
  const session = {
    setProxy: async () => {},
    setPermissionRequestHandler: keep('request'),
    setPermissionCheckHandler: keep('check'),
    setDevicePermissionHandler: keep('device'),
    setDisplayMediaRequestHandler: keep('screen'),
    on: (name: string, listener: Handler) => void (handlers[name] = listener),
    webRequest: { onBeforeRequest: keep('address') },
  }
  restrictSession(session as unknown as Session)
  return handlers
}

it.each(['hid', 'serial', 'usb', 'clipboard-read', 'media', 'geolocation', 'notifications'])(
  'gives a page no %s, whether it asks, looks or has one already',
  (what) => {
    const { request, check, device, screen } = restricted()
    const decided = vi.fn<(given: unknown) => void>()
    request?.(null, what, decided)
    expect(decided).toHaveBeenCalledExactlyOnceWith(false)
    expect(check?.(null, what)).toBe(false)
    expect(device?.({ deviceType: what, origin: 'app://latchkey', device: {} })).toBe(false)
    const streams = vi.fn<(given: unknown) => void>()
    screen?.({}, streams)
    expect(streams).toHaveBeenCalledExactlyOnceWith({})
  },
)

it.each([
  ['app://latchkey/page/index.html', false],
  ['https://example.com/', true],
  ['http://127.0.0.1:1/', true],
  ['file:///etc/passwd', true],
  ['data:text/html,x', true],
  ['application://x', true],
])('loads %s: cancelled %s', (url, cancel) => {
  const decided = vi.fn<(given: unknown) => void>()
  restricted()['address']?.({ url }, decided)
  expect(decided).toHaveBeenCalledExactlyOnceWith({ cancel })
})

it('saves nothing that a page has downloaded', () => {
  const event = { preventDefault: vi.fn<() => void>() }
  restricted()['will-download']?.(event)
  expect(event.preventDefault).toHaveBeenCalledOnce()
})

describe('a page that makes a frame', () => {
  beforeEach(() => void ipcMain.removeAllListeners())

  /** The page's contents, whose process ends when it is told to. */
  function watched() {
    const onFrame = vi.fn<() => void>()
    const reload = vi.fn<() => void>()
    const contents = Object.assign(new EventEmitter(), {
      isDestroyed: () => false,
      forcefullyCrashRenderer: vi.fn<() => void>(),
      reload,
    })
    forbidFrames(contents as unknown as WebContents, onFrame)
    const frame = (parent: unknown) => contents.emit('frame-created', {}, { frame: { parent } })
    const asks = (sender: unknown) => ipcMain.emit('page-has-frame', { sender })
    const gone = async () => {
      contents.emit('render-process-gone')
      await nextTurn()
    }
    return { contents, onFrame, reload, frame, asks, gone }
  }

  it.each(['main hears of it', 'its preload asks'])('is ended once, as %s', (way) => {
    const { contents, onFrame, frame, asks } = watched()
    const make = () => (way === 'main hears of it' ? frame({}) : asks(contents))
    make()
    make()
    expect(contents.forcefullyCrashRenderer).toHaveBeenCalledOnce()
    expect(onFrame).toHaveBeenCalledOnce()
  })

  it('is not one for its own main frame, nor for what other contents ask', () => {
    const { contents, frame, asks } = watched()
    frame(null)
    asks({})
    expect(contents.forcefullyCrashRenderer).not.toHaveBeenCalled()
  })

  it('is loaded anew three times, and then no more; one that ended otherwise is not', async () => {
    const { reload, frame, gone } = watched()
    await gone()
    expect(reload).not.toHaveBeenCalled()
    for (let time = 1; time <= 5; time += 1) {
      frame({})
      await gone()
      expect(reload).toHaveBeenCalledTimes(Math.min(3, time))
    }
  })
})
