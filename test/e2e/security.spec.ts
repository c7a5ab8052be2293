// What a taken-over page tries and doesn't get, beyond what security-checklist.spec.ts reads off the settings.
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import type { ElectronApplication, Page } from '@playwright/test'
import { expect, test } from './latchkey'
import { mainHasHeard } from './steps'

test('what a taken-over page asks for is refused, and one that makes a frame is ended', async ({ launch }) => {
  const { app, page } = await launch()
  await test.step('connections, webviews and permissions that the page asks for are refused', () =>
    asksInVain(app, page))
  await test.step('its session loads nothing else, and no contents of this app follow a redirect or take a webview', () =>
    rulesHoldElsewhere(app))
  await test.step('a page that makes a frame, where nothing watches for a paste, is ended and loaded anew', () =>
    framesAreEnded(app, page))
})

async function asksInVain(app: ElectronApplication, page: Page): Promise<void> {
  // The violation is what this test wants to see, so the fixture must not count it.
  page.removeAllListeners('console')
  const countContents = () => app.evaluate(({ webContents }) => webContents.getAllWebContents().length)
  const before = await countContents()
  const tried = await page.evaluate(async () => {
    const violated = new Promise<string>((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true })
    })
    const fetched = await fetch('https://127.0.0.1:1/').then(
      () => 'answered',
      () => 'refused',
    )
    const view = document.createElement('webview')
    view.setAttribute('src', 'data:text/html,inside')
    document.body.append(view)
    const place = await new Promise<number | 'given'>((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve('given'),
        ({ code }) => resolve(code),
      )
    })
    return { fetched, directive: await violated, place, notices: await Notification.requestPermission() }
  })
  expect(await packetsOfPeerConnections(page)).toBe(0)
  const PERMISSION_DENIED = 1
  expect(tried).toEqual({
    fetched: 'refused',
    directive: 'connect-src',
    place: PERMISSION_DENIED,
    notices: 'denied',
  })
  await mainHasHeard(page)
  expect(await countContents()).toBe(before)
}

/** Windows of the test's own, with main's rules alone around them: our page's policy and preload aren't there. */
async function rulesHoldElsewhere(app: ElectronApplication): Promise<void> {
  const asked: string[] = []
  const server = createHttpServer(({ url = '' }, response) => {
    asked.push(url)
    if (url === '/redirects') response.writeHead(302, { location: '/elsewhere' }).end()
    else response.end('<!doctype html><webview src="/inside"></webview>')
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const held = await app.evaluate(async ({ BrowserWindow, session }, origin) => {
    const ours = BrowserWindow.getAllWindows()[0]?.webContents.session ?? session.defaultSession
    const inOurs = new BrowserWindow({ show: false, webPreferences: { session: ours } })
    const failure = new Promise<string>((resolve) => {
      inOurs.webContents.once('did-fail-load', (_event, _code, what) => resolve(what))
      inOurs.webContents.once('did-finish-load', () => resolve('loaded'))
    })
    void inOurs.loadURL(`${origin}/remote`).catch(() => {})
    const remote = await failure
    const free = session.fromPartition('of-the-test')
    const elsewhere = new BrowserWindow({ show: false, webPreferences: { session: free, webviewTag: true } })
    // Ours came first: what it did with the event is seen here.
    const redirect = new Promise<boolean>((resolve) => {
      elsewhere.webContents.once('will-redirect', (event) => resolve(event.defaultPrevented))
    })
    await elsewhere.loadURL(`${origin}/redirects`).catch(() => {})
    const redirectPrevented = await redirect
    const attach = new Promise<boolean>((resolve) => {
      elsewhere.webContents.once('will-attach-webview', (event) => resolve(event.defaultPrevented))
    })
    await elsewhere.loadURL(`${origin}/with-webview`)
    const webviewPrevented = await attach
    inOurs.destroy()
    elsewhere.destroy()
    return { remote, redirectPrevented, webviewPrevented }
  }, `http://127.0.0.1:${port}`)
  server.close()
  expect(held).toEqual({ remote: 'ERR_BLOCKED_BY_CLIENT', redirectPrevented: true, webviewPrevented: true })
  expect(asked).toEqual(['/redirects', '/with-webview'])
}

/** How many packets reach a listener of ours while the page gathers every way to a peer, over UDP and TCP. */
async function packetsOfPeerConnections(page: Page): Promise<number> {
  let packets = 0
  const udp = createSocket('udp4').on('message', () => (packets += 1))
  const tcp = createServer(() => (packets += 1))
  await once(udp.bind(0, '127.0.0.1'), 'listening')
  await once(tcp.listen(0, '127.0.0.1'), 'listening')
  const ports = { udp: udp.address().port, tcp: (tcp.address() as AddressInfo).port }
  await page.evaluate(async ({ udp: stun, tcp: turn }) => {
    const peer = new RTCPeerConnection({
      iceServers: [
        { urls: `stun:127.0.0.1:${stun}` },
        { urls: `turn:127.0.0.1:${turn}?transport=tcp`, username: 'u', credential: 'c' },
      ],
    })
    const gathered = new Promise<void>((resolve) => {
      peer.addEventListener('icegatheringstatechange', () => peer.iceGatheringState === 'complete' && resolve())
    })
    peer.createDataChannel('x')
    await peer.setLocalDescription(await peer.createOffer())
    await gathered
    peer.close()
  }, ports)
  udp.close()
  tcp.close()
  return packets
}

async function framesAreEnded(app: ElectronApplication, page: Page): Promise<void> {
  const ended = app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<string>((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents
        // A script that is asked for while the page loads may never be answered: so its end is waited for here.
        contents?.once('render-process-gone', (_event, { reason }) => {
          contents.once('did-finish-load', () => resolve(reason))
        })
      }),
  )
  const left = page
    .evaluate(() => {
      const host = document.body.appendChild(document.createElement('div'))
      const frame = host.attachShadow({ mode: 'closed' }).appendChild(document.createElement('iframe'))
      frame.contentWindow?.focus()
    })
    .catch(() => {})
  expect(await ended).toMatch(/killed|crashed/)
  await left
  const isBack = () =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]
        ?.webContents.executeJavaScript('document.querySelector("main") !== null')
        .catch(() => false),
    )
  await expect.poll(isBack).toBe(true)
}
