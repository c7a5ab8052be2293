// Quitting ends whatever runs, within a second or so, and leaves no process and no port behind. A push goes on at the next start.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Desktop } from '../../scripts/desktop.mjs'
import { seedApps } from '../../src/practice/xero/seed'
import { freePort } from '../support/oauth-ports'
import { expect, type Latchkey, test } from './latchkey'
import { furnishPushes, ledgerOf, LINES, pushNow, resumePush, startPush } from './push-steps'
import { addApp, customerRow, openApp, openTab } from './steps'

test('ends a waiting sign-in, the keychain process and the stand-ins with the app', async ({ launch, desktop }) => {
  const latchkey = await launch()
  const { app, page } = latchkey
  const { clientId, secret } = seedApps.tidewater
  const port = await freePort()
  await app.evaluate(({ clipboard }, text) => void clipboard.writeText(text), secret)
  await page.evaluate(
    async ([id, redirectUri]) => {
      const added = await window.latchkey.addXeroApp({
        name: 'Quit',
        customer: '',
        environment: 'test',
        clientId: id,
        companyUrl: '',
        redirectUris: [redirectUri],
        appType: 'web',
        createdOn: null,
        keyHolder: 'here',
        notes: '',
      })
      if (!added.ok) throw new Error(added.error.code)
      const appId = added.value.id
      await window.latchkey.pasteSecret({ id: appId, slot: 1, arrival: 'generated-here' })
      await window.latchkey.checkXeroKeys({ appId, slot: 1 })
      const prepared = await window.latchkey.prepareSignIn({ appId, slot: 1 })
      if (!prepared.ok || !prepared.value.ready) throw new Error('not prepared')
      void window.latchkey.startSignIn({ signInId: prepared.value.signInId, open: 'clipboard' })
    },
    [clientId, `http://localhost:${port}/callback`] as const,
  )
  await expect.poll(() => listening(port)).toBe(true)

  // Long before the sign-in's own end of five minutes.
  await latchkey.close()
  expect(listening(port)).toBe(false)
  await expect.poll(() => left(desktop.env['LATCHKEY_DESKTOP'] ?? '')).toEqual([])
})

test('closing the window under a question of main’s ends the app too, and answers no', async ({ launch }) => {
  const latchkey = await launch()
  const appId = await addApp(latchkey)
  await latchkey.page.evaluate((id) => void window.latchkey.deleteXeroApps({ ids: [id] }), appId)
  await latchkey.prompt()
  await ended(latchkey, ({ app }) => app.evaluate(closePage))
  const { page } = await launch()
  await expect(customerRow(page, 'Acme test')).toBeVisible()
})

test('quitting while a push runs loses no line and sends none twice, and the next start shows it and goes on', async ({
  launch,
  desktop,
}) => {
  let latchkey = await launch()
  const place = await furnishPushes(latchkey, 3)
  const pushId = await startPush(latchkey, desktop.folder, place, 0)
  // By the window's own close, while Codat has lines that nobody knows yet to have arrived.
  await expect.poll(() => ledgerOf(desktop.home).length).toBeGreaterThan(0)
  expect(await ended(latchkey, ({ app }) => app.evaluate(closeWindows))).toBe(0)
  expect(left(desktop.env['LATCHKEY_DESKTOP'] ?? '')).toEqual([])
  latchkey = await launch()
  await goOn(latchkey)

  // By Ctrl+Q, with some lines known to have arrived.
  await expect.poll(async () => (await pushNow(latchkey, pushId)).arrivedLines).toBeGreaterThan(0)
  const quit = async (): Promise<void> => {
    const [program, args] = desktop.wrap('xdotool', ['key', 'ctrl+q'])
    await once(spawn(program, args, { env: { ...desktop.env }, stdio: 'ignore' }), 'close')
  }
  expect(await ended(latchkey, quit)).toBe(0)
  expect(left(desktop.env['LATCHKEY_DESKTOP'] ?? '')).toEqual([])
  const sent = ledgerOf(desktop.home).length
  expect(sent).toBeLessThan(LINES)
  latchkey = await launch()
  await latchkey.page.evaluate(() => window.latchkey.setPracticeSettings({ pushSettleSeconds: 0.1 }))
  await goOn(latchkey)
  await expect.poll(async () => (await pushNow(latchkey, pushId)).state).toBe('done')
  expect(ledgerOf(desktop.home)).toEqual(Array.from({ length: LINES }, (_, index) => `0-${index}`))
})

test('a push that is ended by SIGTERM, with every process of the app, or with the display, loses and doubles nothing', async ({
  launch,
  desktop,
}) => {
  const mark = desktop.env['LATCHKEY_DESKTOP'] ?? ''
  let latchkey = await launch()
  const place = await furnishPushes(latchkey, 15)
  const pushId = await startPush(latchkey, desktop.folder, place, 0)
  const terminate = (pid: number): void => void process.kill(pid, 'SIGTERM')
  /** As `kill` does it; as a session manager that ends the session's processes, all at once; as an X server that ends. */
  const ways: Record<string, { readonly ends: (main: number) => void; readonly codes: readonly unknown[] }> = {
    'SIGTERM to main': { ends: terminate, codes: [0] },
    'SIGTERM to every process': {
      ends: (main) => [...new Set([...pidsOf(mark), main])].forEach(terminate),
      codes: [0],
    },
    // Chromium ends as it pleases then: with 1, or by a signal.
    'the end of the display': { ends: () => terminate(desktop.pids.display ?? 0), codes: [1, null] },
  }
  const tried = Object.entries(ways).slice(0, process.env['LATCHKEY_WAYS'] === 'all' ? undefined : 1)
  for (const [way, { ends, codes }] of tried) {
    await expect.poll(() => ledgerOf(desktop.home).length, way).toBeGreaterThan(0)
    const end = await ended(latchkey, async ({ app }) => ends(app.process().pid ?? 0))
    expect(codes, way).toContain(end)
    await expect.poll(() => left(mark), way).toEqual([])
    if (way === 'the end of the display') await startDisplay(desktop)
    expect(ledgerOf(desktop.home).length, way).toBeLessThan(LINES)
    latchkey = await launch()
    expect(['running', 'waiting'], way).toContain(await resumePush(latchkey, pushId))
  }
  await latchkey.page.evaluate(() => window.latchkey.setPracticeSettings({ pushSettleSeconds: 0.1 }))
  await expect.poll(async () => (await pushNow(latchkey, pushId)).state).toBe('done')
  expect(ledgerOf(desktop.home)).toEqual(Array.from({ length: LINES }, (_, index) => `0-${index}`))
})

// A session that ends sends SIGTERM and, at once, SIGHUP.
test('what was begun before a quit is waited for, however often it is asked for', async ({ launch, desktop }) => {
  const latchkey = await launch()
  const { app, page } = latchkey
  const file = path.join(desktop.home, 'asked')
  await app.evaluate(({ app: main, dialog }, told) => {
    const { appendFileSync } = process.getBuiltinModule('fs')
    // A call that lasts.
    dialog.showOpenDialog = () => new Promise(() => appendFileSync(told, 'begun'))
    main.on('will-quit', ({ defaultPrevented }) => {
      appendFileSync(told, defaultPrevented ? ' waits' : ' ends')
      process.kill(process.pid, 'SIGHUP')
    })
  }, file)
  await page.evaluate(() => void window.latchkey.previewImport({}))
  await expect.poll(() => (existsSync(file) ? readFileSync(file, 'utf8') : '')).toBe('begun')
  const end = await ended(latchkey, () => Promise.resolve(process.kill(app.process().pid ?? 0, 'SIGTERM')))
  expect(end).toBe(0)
  const told = readFileSync(file, 'utf8')
  expect(told).toMatch(/^begun waits waits/)
  expect(told).not.toContain('ends')
})

// What main answers by then may have begun to write, and to ask the keychain, though nobody has seen a window yet.
test('a quit between main’s first answers and the window’s showing loses nothing that was begun, and leaves nothing behind', async ({
  launch,
  desktop,
}) => {
  const unpainted = path.join(desktop.folder, 'unpainted.cjs')
  writeFileSync(unpainted, `(${neverPainted.toString()})(require('electron').app)`)
  const ways: Record<string, (latchkey: Latchkey) => Promise<unknown>> = {
    'the window’s close': ({ app }) => app.evaluate(closePage),
    'SIGTERM to main': ({ app }) => Promise.resolve(process.kill(app.process().pid ?? 0, 'SIGTERM')),
    'app.quit': ({ app }) => app.evaluate(({ app: main }) => main.quit()),
  }
  /** What keeps a second instance from starting. */
  const locks = (): string[] =>
    readdirSync(path.join(desktop.home, '.config', 'Latchkey practice')).filter((name) => name.startsWith('Singleton'))
  const tried = Object.entries(ways).slice(0, process.env['LATCHKEY_WAYS'] === 'all' ? undefined : 1)
  for (const [at, [way, quit]] of tried.entries()) {
    const latchkey = await launch({ first: [unpainted] })
    const { app, page } = latchkey
    expect(await page.evaluate(() => window.latchkey.getCall({})), way).toMatchObject({ ok: true })
    // The keychain's process is there.
    expect(await page.evaluate(() => window.latchkey.checkKeychain({})), way).toMatchObject({ ok: true })
    const file = path.join(desktop.home, `told-${at}`)
    await app.evaluate(holdRecords, file)
    void addApp(latchkey, { name: way }).catch(() => {})
    await expect.poll(() => (existsSync(file) ? readFileSync(file, 'utf8') : ''), way).toBe('begun')
    expect(await app.evaluate(isShown), way).toBe(false)
    expect(locks(), way).not.toEqual([])
    expect(await ended(latchkey, quit), way).toBe(0)
    expect(readFileSync(file, 'utf8'), way).toBe('begun waits')
    await expect.poll(() => left(desktop.env['LATCHKEY_DESKTOP'] ?? ''), way).toEqual([])
    expect(locks(), way).toEqual([])
  }
  const { page } = await launch()
  for (const [way] of tried) await expect(customerRow(page, way)).toBeVisible()
})

/** Runs in main before the app: its windows never hear that they have painted, so that they are never shown. */
function neverPainted(main: Electron.App): void {
  main.on('browser-window-created', (_event, window) => {
    const emit = window.emit.bind(window)
    window.emit = (name, ...given: unknown[]) =>
      name === 'ready-to-show' || Reflect.apply(emit, window, [name, ...given])
  })
}

/** Runs in main: a record that is written gets its place on the disk only once a quit waits for what was begun. */
function holdRecords({ app: main }: typeof Electron.CrossProcessExports, told: string): void {
  const fs = process.getBuiltinModule('fs')
  const rename = fs.rename
  const held = (...[from, to, done]: Parameters<typeof rename>): void => {
    if (!String(to).includes('xero-apps')) return rename(from, to, done)
    fs.appendFileSync(told, 'begun')
    main.once('will-quit', ({ defaultPrevented }) => {
      fs.appendFileSync(told, defaultPrevented ? ' waits' : ' ends')
      if (defaultPrevented) rename(from, to, done)
    })
  }
  fs.rename = Object.assign(held, { __promisify__: rename.__promisify__ })
}

function isShown({ BrowserWindow }: typeof Electron.CrossProcessExports): boolean {
  return BrowserWindow.getAllWindows().some((window) => window.isVisible())
}

/** The push is there as one that isn't finished, and goes on when it is told to. */
async function goOn(latchkey: Latchkey): Promise<void> {
  await openApp(latchkey, seedApps.meridian.name)
  await openTab(latchkey.page, 'Bank feeds')
  const unfinished = latchkey.page.getByRole('region', { name: 'Pushes that aren’t finished' })
  await expect(unfinished.locator('[data-push-state="paused"]')).toBeVisible()
  await unfinished.getByRole('button', { name: 'Go on' }).click()
}

/** What the app ended with after it was asked to. */
async function ended(latchkey: Latchkey, ask: (latchkey: Latchkey) => Promise<unknown>): Promise<unknown> {
  const end = once(latchkey.app.process(), 'exit')
  // Its answer may not come over any more.
  await ask(latchkey).catch(() => {})
  const [code] = await end
  await latchkey.close().catch(() => {})
  return code
}

function closeWindows({ BrowserWindow }: typeof Electron.CrossProcessExports): void {
  for (const window of BrowserWindow.getAllWindows()) window.close()
}

/** The user closes the window they know, whatever stands over it. */
function closePage({ BrowserWindow }: typeof Electron.CrossProcessExports): void {
  BrowserWindow.getAllWindows()
    .find(({ webContents }) => webContents.getURL().startsWith('app://latchkey'))
    ?.close()
}

function listening(port: number): boolean {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  return readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .some((line) => line.includes(`:${hex} 00000000:0000 0A`))
}

/** Another display in the place of the one that ended. */
async function startDisplay({ env, wrap }: Desktop): Promise<void> {
  const args = [env['DISPLAY'] ?? '', '-displayfd', '1', '-nolisten', 'tcp', '-auth', env['XAUTHORITY'] ?? '']
  const [program, all] = wrap('Xvfb', [...args, '-screen', '0', '1440x900x24'])
  const started = spawn(program, all, { env: { ...env }, stdio: ['ignore', 'pipe', 'ignore'] })
  await once(started.stdout, 'data')
}

/** Electron processes of this desktop that are still there. */
function processesOf(desktop: string): { readonly pid: number; readonly line: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const mine = readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`LATCHKEY_DESKTOP=${desktop}`)
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
        return mine && /electron/.test(line)
          ? [{ pid: Number(pid), line: line.replaceAll('\0', ' ').slice(0, 120) }]
          : []
      } catch {
        return []
      }
    })
}

const left = (desktop: string): string[] => processesOf(desktop).map(({ line }) => line)
const pidsOf = (desktop: string): number[] => processesOf(desktop).map(({ pid }) => pid)
