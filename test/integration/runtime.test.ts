// The ground that the app and its tests stand on: the Electron that is used, a desktop of one's own, and nothing left of
// it afterwards.
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { attach } from '../../scripts/attach.mjs'
import { run } from '../../scripts/commands.mjs'
import { type Desktop, startDesktop } from '../../scripts/desktop.mjs'
import { describeElectron, ensureElectron } from '../../scripts/electron-runtime.mjs'
import { readFuses } from '../../scripts/fuses.mjs'
import { isLinuxX64, isRoot, projectFolder } from '../../scripts/places.mjs'
import { type Stage, stageApplication, stageScript } from '../../scripts/stage.mjs'

const electron = await ensureElectron()

async function openDesktop(options?: Parameters<typeof startDesktop>[0]): Promise<Desktop> {
  const desktop = await startDesktop(options)
  onTestFinished(() => desktop.dispose())
  return desktop
}

async function runIn(desktop: Desktop, command: string, args: readonly string[] = [], timeoutMs = 60_000) {
  const [program, programArgs] = desktop.wrap(command, args)
  return await run(program, programArgs, { env: { ...desktop.env }, timeoutMs })
}

function marked(desktop: Desktop): readonly string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(
        `LATCHKEY_DESKTOP=${desktop.env['LATCHKEY_DESKTOP']}`,
      )
    } catch {
      return false
    }
  })
}

describe.runIf(electron.origin === 'development')('the Electron for development', () => {
  it('is the pinned executable with stock fuses, and marked', async () => {
    const sha256 = createHash('sha256').update(readFileSync(electron.executable)).digest('hex')
    expect(sha256).toBe('20828dd41e2247931844e04fc4af25b1ca0bca8469c4536e2cd2a8f9e115ac35')
    expect(await readFuses(electron.executable)).toMatchObject({
      EnableNodeCliInspectArguments: true,
      LoadBrowserProcessSpecificV8Snapshot: false,
    })
    const mark = JSON.parse(readFileSync(path.join(electron.folder, 'latchkey-runtime.json'), 'utf8'))
    expect(mark).toEqual({ kind: 'development', electron: electron.version })
    expect(describeElectron(electron)).toContain('FOR DEVELOPMENT ONLY')
  })

  it('carries nothing of the app that it came with', () => {
    expect(readdirSync(path.join(electron.folder, 'resources'))).toEqual(['default_app.asar'])
    expect(existsSync(path.join(electron.folder, 'browser_v8_context_snapshot.bin'))).toBe(false)
  })

  it('tells its version without a display', async () => {
    const desktop = await openDesktop({ display: 'none', keyring: 'none' })
    const stage = await openStage()
    const outcome = await runIn(desktop, stage.executable, ['--version'])
    expect(outcome.stdout).toBe(`v${electron.version}\n`)
  })
})

describe.runIf(isLinuxX64 && electron.origin === 'development')('ensureElectron', () => {
  it('tries the mirror it is told, then remembers the refusal', async () => {
    const { createServer } = await import('node:http')
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.writeHead(404).end()
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const cache = mkdtempSync(path.join(os.tmpdir(), 'latchkey-cache-'))
    onTestFinished(() => rmSync(cache, { recursive: true, force: true }))
    vi.stubEnv('LATCHKEY_CACHE', cache)
    vi.stubEnv('ELECTRON_MIRROR', `http://127.0.0.1:${port}/`)
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', undefined)
    vi.stubEnv('electron_config_cache', path.join(cache, 'electron'))
    // An npm that isn't there keeps the other way from being taken: this is about the first.
    vi.stubEnv('npm_execpath', path.join(cache, 'no-npm.js'))
    onTestFinished(() => void vi.unstubAllEnvs())
    await expect(ensureElectron()).rejects.toThrow('could not be fetched')
    expect(asked.some((url) => url.includes('electron-v'))).toBe(true)
    const before = asked.length
    await expect(ensureElectron()).rejects.toThrow('could not be fetched')
    expect(asked.length).toBe(before)
  })
})

describe.runIf(isLinuxX64)('startDesktop', () => {
  it('gives each its own display, bus, keyring and home, as an unprivileged user', async () => {
    const [one, two] = await Promise.all([openDesktop(), openDesktop()])
    for (const name of ['DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'HOME', 'XDG_RUNTIME_DIR', 'XAUTHORITY', 'TMPDIR']) {
      expect(one.env[name]).toBeTruthy()
      expect(one.env[name]).not.toBe(two.env[name])
    }
    expect(one.uid).not.toBe(0)
    expect((await runIn(one, 'id', ['-u'])).stdout.trim()).toBe(String(one.uid))
    expect((await runIn(one, 'id', ['-G'])).stdout.trim().split(' ')).toContain(String(one.gid))
    expect(statSync(one.folder).mode & 0o077).toBe(0)
  })

  it('hands on nothing of this process’s environment', async () => {
    vi.stubEnv('LATCHKEY_CANARY', 'tweet')
    onTestFinished(() => void vi.unstubAllEnvs())
    const desktop = await openDesktop({ display: 'none', keyring: 'none' })
    expect((await runIn(desktop, 'env')).stdout).not.toContain('tweet')
  })

  it('has a keychain that keeps what is written, apart from that of another', async () => {
    const [one, two] = await Promise.all([openDesktop({ display: 'none' }), openDesktop({ display: 'none' })])
    const attributes = ['service', 'desktop-test', 'account', 'a']
    const [command, args] = one.wrap('secret-tool', ['store', '--label=test', ...attributes])
    await run(command, args, { env: { ...one.env }, input: 'kept' })
    expect((await runIn(one, 'secret-tool', ['lookup', ...attributes])).stdout).toBe('kept')
    expect((await runIn(two, 'secret-tool', ['lookup', ...attributes])).stdout).toBe('')
  })

  it('has no Secret Service at all when asked for none', async () => {
    const desktop = await openDesktop({ display: 'none', keyring: 'none' })
    const outcome = await runIn(desktop, 'secret-tool', ['lookup', 'service', 'x'])
    expect(outcome.code).not.toBe(0)
    expect(outcome.stderr).toContain('org.freedesktop.secrets')
  })

  it('passes the check of the keychain that the doctor runs', async () => {
    const desktop = await openDesktop({ display: 'none' })
    const stage = await stageScript('keychain-check.mjs')
    onTestFinished(() => stage.dispose())
    expect(await runIn(desktop, ...stage.command)).toMatchObject({ code: 0, stderr: '' })
  })

  it('ends everything inside it when disposed of, even what was frozen or put aside', async () => {
    const desktop = await startDesktop()
    const inside = ['sh', ['-c', 'setsid sleep 600 & setsid sleep 600 & echo started; wait']] as const
    const [command, args] = desktop.wrap(...inside)
    const child = spawn(command, args, { env: { ...desktop.env }, stdio: ['ignore', 'pipe', 'ignore'] })
    await once(child.stdout, 'data')
    const { display, bus, keyring } = desktop.pids
    expect([display, bus, keyring].every((pid) => pid !== undefined && existsSync(`/proc/${pid}`))).toBe(true)
    if (keyring !== undefined) process.kill(keyring, 'SIGSTOP')
    expect(marked(desktop).length).toBeGreaterThanOrEqual(3)
    await desktop.dispose()
    expect(marked(desktop)).toEqual([])
    expect([display, bus, keyring].filter((pid) => existsSync(`/proc/${pid}/exe`))).toEqual([])
    expect(existsSync(desktop.folder)).toBe(false)
  })

  it.each(['SIGTERM', 'SIGINT', 'SIGKILL'] as const)('leaves no daemon when its owner ends by %s', async (signal) => {
    const { owner, pids, folder } = await desktopOfAnotherProcess()
    owner.kill(signal)
    await once(owner, 'exit')
    await expect.poll(() => pids.filter(isRunning)).toEqual([])
    // A process that is killed can't tidy up; its folder goes with the rest of the temporary files.
    expect(existsSync(folder)).toBe(signal === 'SIGKILL')
  })
})

async function desktopOfAnotherProcess() {
  let folder = ''
  const script = `
    import { disposeOnSignals, startDesktop } from ${JSON.stringify(path.join(projectFolder, 'scripts/desktop.mjs'))}
    disposeOnSignals()
    const { pids, folder } = await startDesktop()
    process.stdout.write(JSON.stringify({ pids: Object.values(pids), folder }) + '\\n')
    setInterval(() => {}, 1000)
  `
  const owner: ChildProcess = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => {
    owner.kill('SIGKILL')
    if (folder !== '') rmSync(folder, { recursive: true, force: true })
  })
  if (owner.stdout === null) throw new Error('no output')
  const [line] = await once(createInterface({ input: owner.stdout }), 'line')
  const told: { pids: number[]; folder: string } = JSON.parse(String(line))
  folder = told.folder
  expect(told.pids).toHaveLength(3)
  return { owner, ...told }
}

function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

// A small app in the place of the built one: what is tested here is the ground, not the house.
async function openStage(main = ''): Promise<Stage> {
  const stage = await stageApplication(electron)
  onTestFinished(() => stage.dispose())
  mkdirSync(path.join(stage.app, 'out', 'main'), { recursive: true })
  writeFileSync(path.join(stage.app, 'out', 'main', 'index.js'), main)
  return stage
}

const TELLS_ABOUT_ITSELF = `
  import { readFileSync } from 'node:fs'
  import { createRequire } from 'node:module'
  import { app, BrowserWindow } from 'electron'
  app.enableSandbox()
  app.whenReady().then(async () => {
    const window = new BrowserWindow({ show: false, webPreferences: { contextIsolation: true } })
    await window.loadURL('data:text/html,<h1>page</h1>')
    const keytar = createRequire(import.meta.url)('keytar')
    await keytar.setPassword('runtime-test', 'a', 'kept')
    const status = readFileSync('/proc/' + window.webContents.getOSProcessId() + '/status', 'utf8')
    process.stdout.write(JSON.stringify({
      version: app.getVersion(),
      name: app.name,
      path: app.getAppPath(),
      user: process.getuid(),
      argv: process.argv.slice(1),
      secret: await keytar.getPassword('runtime-test', 'a'),
      seccomp: /^Seccomp:\\s+(\\d)/m.exec(status)[1],
    }) + '\\n')
    app.quit()
  })
`

describe.runIf(isLinuxX64)('an app on the stage', () => {
  it('runs unprivileged and sandboxed, as itself, with a keychain', async () => {
    const desktop = await openDesktop()
    const stage = await openStage(TELLS_ABOUT_ITSELF)
    const outcome = await runIn(desktop, stage.executable, [stage.app, '--practice'])
    const manifest = JSON.parse(readFileSync(path.join(projectFolder, 'package.json'), 'utf8'))
    expect(JSON.parse(outcome.stdout)).toEqual({
      version: manifest.version,
      name: manifest.productName,
      path: stage.app,
      user: desktop.uid,
      argv: [stage.app, '--practice'],
      secret: 'kept',
      // 2: the page's process filters its system calls.
      seccomp: '2',
    })
  })

  it('is the same through a launcher of its own, with the arguments in their places', async () => {
    const desktop = await openDesktop()
    const stage = await openStage(TELLS_ABOUT_ITSELF)
    const launcher = desktop.launcher(stage.executable)
    const outcome = await run(launcher, [stage.app, 'with space', `it's`], {
      env: { ...desktop.env },
      timeoutMs: 60_000,
    })
    expect(JSON.parse(outcome.stdout)).toMatchObject({ argv: [stage.app, 'with space', `it's`], user: desktop.uid })
  })

  it('is attached to before its first window, and each answer comes, whatever main collects meanwhile', async () => {
    const desktop = await openDesktop({ keyring: 'none' })
    // A window without a page is what Playwright waits for without end when it finds one.
    const stage = await openStage(`
      import { app, BrowserWindow } from 'electron'
      app.whenReady().then(() => new BrowserWindow({ show: false }))
      const busy = () => {
        for (let each = 0; each < 200; each += 1) {
          Promise.resolve().then(() => { globalThis.garbage = new Array(2_000).fill(each) })
        }
        setImmediate(busy)
      }
      busy()
    `)
    const app = await attach(desktop, stage, { args: [] })
    onTestFinished(() => app.close())
    const answers = []
    for (let each = 0; each < 500; each += 1) answers.push(await app.evaluate((_electron, given) => given + 1, each))
    expect(answers).toEqual(Array.from({ length: 500 }, (_, each) => each + 1))
    await expect(app.evaluate(() => Promise.reject(new Error('as it was thrown')))).rejects.toThrow('as it was thrown')
  })

  it('hears from the process that started it', async () => {
    const desktop = await openDesktop({ keyring: 'none' })
    const stage = await openStage(`
      import { app } from 'electron'
      process.on('message', (message) => { process.stdout.write('heard ' + message); app.quit() })
      app.whenReady().then(() => process.send('ready'))
    `)
    const [command, args] = desktop.wrap(stage.executable, [stage.app])
    const stdio = ['ignore', 'pipe', 'ignore', 'ipc'] as const
    const child = spawn(command, args, { env: { ...desktop.env }, stdio: [...stdio] })
    onTestFinished(() => void child.kill('SIGKILL'))
    await once(child, 'message')
    child.send('latchkey:reload')
    const [heard] = await once(child.stdout ?? child, 'data')
    expect(String(heard)).toBe('heard latchkey:reload')
  })

  it('is not writable by the user that runs it', async () => {
    const stage = await openStage()
    const desktop = await openDesktop({ display: 'none', keyring: 'none' })
    const outcome = await runIn(desktop, 'sh', ['-c', `echo x >> "${stage.app}/package.json"`])
    expect(outcome.code === 0).toBe(!isRoot)
  })

  it('stays as it was when the build goes on, until it is refreshed', async () => {
    const stage = await openStage('first')
    const staged = path.join(stage.app, 'out', 'main', 'index.js')
    expect(statSync(staged).nlink).toBe(1)
    await stage.refresh()
    expect(existsSync(staged) && readFileSync(staged, 'utf8') === 'first').toBe(false)
  })
})
