// The rules of a session, asked as Chromium would: there is no device on a test's machine that a page could be kept from.
import type { Session } from 'electron'
import { expect, it, vi } from 'vitest'
import { restrictSession } from './security-rules'

vi.mock('electron', () => ({ app: {}, ipcMain: {} }))

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
