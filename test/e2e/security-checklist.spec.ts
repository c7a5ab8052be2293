// Electron's security checklist and the border between page and main, in the running app. docs/security.md points here.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { catchBrowser } from '../../scripts/caught-browser.mjs'
import type { Stage } from '../../scripts/stage.mjs'
import { calls, events } from '../../src/contract/calls'
import { canarySecret, expect, type Latchkey, picture, press, test } from './latchkey'
import { addApp, findCommand, pasteSecret } from './steps'

test('windows are sandboxed and safe, the page is sealed, its bridge is the contract, and a stranger is refused', async ({
  launch,
  stage,
  desktop,
}) => {
  const browser = await catchBrowser(desktop)
  const { app, page } = await launch({ env: browser.env })
  await test.step('it opens, paints, and the page’s process is really sandboxed', () => pageIsSandboxed(app, page))
  await test.step('windows: no Node, isolated, sandboxed, web security, no webview, no extra features', () =>
    windowsAreSafe(app, page))
  await test.step('the bridge has exactly the contract’s functions, and events give an unsubscribe', () =>
    bridgeIsTheContract(page))
  await test.step('a sender that isn’t the page gets call.refused and nothing else', () =>
    strangerIsRefused(app, stage))
  await test.step('links go out by id only, through the system’s browser', () => linksGoOutById(page, browser))
  await test.step('CSP by header with a fresh nonce, no traversal, no connection, no new window, no navigation', () =>
    pageIsSealed(app, page, stage))
})

async function pageIsSandboxed(app: ElectronApplication, page: Page): Promise<void> {
  await expect(page.getByRole('heading').first()).toBeVisible()
  await picture(page, 'first-screen')
  const pid = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId())
  expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Seccomp:\s+2$/m)
}

async function windowsAreSafe(app: ElectronApplication, page: Page): Promise<void> {
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents: unknown = BrowserWindow.getAllWindows()[0]?.webContents
    return { ...(contents as { getLastWebPreferences(): object }).getLastWebPreferences() }
  })
  expect(preferences).toMatchObject({
    nodeIntegration: false,
    contextIsolation: true,
    sandbox: true,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    enableBlinkFeatures: '',
  })
  const inPage = await page.evaluate(() =>
    ['require', 'process', 'documentPictureInPicture'].filter((name) => name in window),
  )
  expect(inPage).toEqual([])
}

async function pageIsSealed(app: ElectronApplication, page: Page, stage: Stage): Promise<void> {
  const ask = (address: string) =>
    app.evaluate(async ({ session }, url) => {
      const answer = await session.fromPartition('page', { cache: false }).fetch(url)
      return {
        status: answer.status,
        csp: answer.headers.get('content-security-policy') ?? '',
        text: (await answer.text()).slice(0, 600),
      }
    }, address)
  const [once, again] = [await ask('app://latchkey/page/index.html'), await ask('app://latchkey/page/index.html')]
  expect(once.csp).toContain("default-src 'none'")
  expect(once.csp).toContain("require-trusted-types-for 'script'")
  const nonce = /'nonce-([^']+)'/.exec(once.csp)?.[1] ?? ''
  expect(nonce.length).toBeGreaterThan(20)
  expect(once.text).toContain(`content="${nonce}"`)
  expect(again.csp).not.toContain(nonce)
  for (const address of [
    'app://latchkey/..%2f..%2fpackage.json',
    'app://latchkey/page/..%2f..%2f..%2f..%2fetc%2fpasswd',
    'app://prompt/page/index.html',
  ]) {
    expect((await ask(address)).status).toBe(404)
  }
  expect(existsSync(path.join(stage.app, 'package.json'))).toBe(true)

  const before = app.windows().length
  await app.evaluate(({ BrowserWindow }) => {
    const leaving = new Promise((resolve) => {
      BrowserWindow.getAllWindows()[0]?.webContents.once('will-frame-navigate', ({ url, defaultPrevented }) =>
        resolve({ url, defaultPrevented }),
      )
    })
    Object.assign(globalThis, { leaving })
  })
  const tried = await page.evaluate(async () => {
    const opened = window.open('https://example.com')
    location.href = 'https://example.com'
    const permission = await navigator.permissions.query({ name: 'notifications' as PermissionName }).then(
      ({ state }) => state,
      () => 'denied',
    )
    return { opened: opened === null, permission }
  })
  expect(tried).toEqual({ opened: true, permission: 'denied' })
  const leaving: unknown = await app.evaluate(() => Reflect.get(globalThis, 'leaving'))
  expect(leaving).toEqual({ url: 'https://example.com/', defaultPrevented: true })
  expect(page.url()).toContain('app://latchkey/page/index.html')
  expect(app.windows().length).toBe(before)
}

async function bridgeIsTheContract(page: Page): Promise<void> {
  const keys = await page.evaluate(() => Object.keys(window.latchkey))
  const expected = [...calls, ...events.map((name) => `on${name.charAt(0).toUpperCase()}${name.slice(1)}`)]
  expect([...keys].sort()).toEqual([...expected].sort())
  expect(await page.evaluate(() => typeof window.latchkey.onVaultChanged(() => {}))).toBe('function')
}

async function strangerIsRefused(app: ElectronApplication, stage: Stage): Promise<void> {
  const answer = await app.evaluate(
    async ({ BrowserWindow }, preload) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true, contextIsolation: true },
      })
      await window.loadURL('data:text/html,<p>stranger</p>')
      const result: unknown = await window.webContents.executeJavaScript('window.latchkey.listXeroApps({})')
      window.destroy()
      return result
    },
    path.join(stage.app, 'out', 'preload', 'page.cjs'),
  )
  expect(answer).toMatchObject({ ok: false, error: { code: 'call.refused' } })
}

test('a page that was taken over can neither see a secret nor confirm in the user’s name', async ({
  launch,
  canaries,
}) => {
  const secret = canarySecret()
  canaries.push(secret)
  const latchkey = await launch({ args: [] })
  const { app, page } = latchkey
  const id = await addApp(latchkey)
  await pasteSecret(latchkey, id, secret)
  // Everything the page can call about this secret, with whatever extra fields it likes.
  const taken = page.evaluate(async (appId) => {
    const bridge = window.latchkey
    return Promise.all([
      bridge.deleteXeroApps({ ids: [appId], confirmed: true, typed: 'Acme test' } as never),
      bridge.removeSecret({ id: appId, slot: 1, confirmed: true } as never),
      bridge.revealSecret({ id: appId, slot: 1, answer: { kind: 'confirm' } } as never),
    ])
  }, id)
  for (let asked = 0; asked < 3; asked += 1) {
    const question = await latchkey.prompt()
    await expect(question.getByRole('heading')).toBeVisible()
    // The page can't reach main's window: it is no opener, no frame, no channel of its own.
    expect(
      await page.evaluate(() => ({
        opener: window.opener,
        frames: window.frames.length,
        bridge: 'promptBridge' in window,
      })),
    ).toEqual({
      opener: null,
      frames: 0,
      bridge: false,
    })
    await press(question.getByRole('button', { name: 'Cancel' }))
    await expect.poll(() => question.isClosed()).toBe(true)
  }
  expect((await taken).map((result) => result.ok && result.value)).toMatchObject([
    { deleted: false },
    { removed: false },
    { shown: false },
  ])
  const list = await page.evaluate(() => window.latchkey.listXeroApps({}))
  expect(JSON.stringify(list)).not.toContain(secret)
  expect(list).toMatchObject({ ok: true, value: { apps: [{ secrets: [{ slot: 1, pending: null }] }] } })
  expect(app.windows()).toHaveLength(1)
})

async function linksGoOutById(page: Page, browser: Awaited<ReturnType<typeof catchBrowser>>): Promise<void> {
  const refused = await page.evaluate(() => window.latchkey.openLink({ id: 'https://example.com' }))
  expect(refused).toMatchObject({ ok: false, error: { code: 'link.unknown' } })
  expect(await page.evaluate(() => window.latchkey.openLink({ id: 'codat.errors' }))).toMatchObject({ ok: true })
  await expect.poll(browser.opened).toEqual(['https://docs.codat.io/using-the-api/errors'])
}

test('a second start brings the first one’s hidden window back and ends; practice runs beside it; an override outside practice refuses; the window’s size is kept', async ({
  launch,
  desktop,
  stage,
}) => {
  const first = await launch({ args: [] })
  const start = (args: string[]) =>
    new Promise<{ code: number | null; text: string }>((resolve) => {
      void import('node:child_process').then(({ spawn }) => {
        const [command, wrapped] = desktop.wrap(stage.executable, [stage.app, ...args])
        const child = spawn(command, wrapped, { env: { ...desktop.env }, stdio: ['ignore', 'ignore', 'pipe'] })
        let text = ''
        child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()))
        child.once('close', (code) => resolve({ code, text }))
      })
    })
  const isVisible = () => first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())
  // Not before it is shown, or that would bring it back.
  await expect.poll(isVisible).toBe(true)
  await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide())
  expect(await isVisible()).toBe(false)
  expect((await start([])).code).toBe(0)
  await expect.poll(isVisible).toBe(true)
  expect(first.app.windows()).toHaveLength(1)
  const refused = await start(['--origin=xero-api=http://127.0.0.1:1'])
  expect(refused).toMatchObject({ code: 2, text: expect.stringContaining('practice mode only') })
  const practice = await launch({ args: ['--practice'] })
  await expect(practice.page.getByRole('region', { name: 'Practice mode' })).toBeVisible()
  await expect(first.page.getByRole('region', { name: 'Practice mode' })).toHaveCount(0)
  await test.step('there are no practice controls outside practice mode', () => hasNoPracticeControls(first.page))
  await test.step('the next start has the size of the window', async () => {
    await resize(first)
    const next = await launch({ args: [] })
    const bounds = await next.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
    expect(bounds).toMatchObject(SIZE)
  })
})

async function hasNoPracticeControls(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Practice controls' })).toHaveCount(0)
  await findCommand(page, 'practice')
  await expect(page.getByRole('option', { name: /Start practice mode/ })).toBeVisible()
  await expect(page.getByRole('option', { name: /Practice controls/ })).toHaveCount(0)
}

const SIZE = { width: 1_010, height: 640 }

/** By hand, and then closed. */
async function resize({ app, close }: Latchkey): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 50, ...size }),
    SIZE,
  )
  await close()
}
