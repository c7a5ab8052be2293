// The packaged application: what is in it, how its fuses stand, and that it starts.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { listPackage } from '@electron/asar'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { ensureBuild } from '../../scripts/build.mjs'
import { run } from '../../scripts/commands.mjs'
import { startDesktop } from '../../scripts/desktop.mjs'
import { electronEnvironment, ensureElectron } from '../../scripts/electron-runtime.mjs'
import { LATER_FUSES, PACKAGED_FUSES, readFuses } from '../../scripts/fuses.mjs'
import { packageApplication } from '../../scripts/package.mjs'
import { isLinuxX64 } from '../../scripts/places.mjs'
import { stageApplication, stagePackage } from '../../scripts/stage.mjs'
import { type XeroApp, xeroAppV1 } from '../../src/domain/xero-apps/schema'
import { FIELDS } from '../support/xero-app-fields'

describe.runIf(isLinuxX64)('the packaged application', () => {
  let output: string
  let packaged: string
  let electron: Awaited<ReturnType<typeof ensureElectron>>

  beforeAll(async () => {
    electron = await ensureElectron()
    await ensureBuild(electronEnvironment(electron))
    output = mkdtempSync(path.join(os.tmpdir(), 'latchkey-package-'))
    await packageApplication(electron, output)
    packaged = path.join(output, 'linux-unpacked')
  })
  afterAll(() => rmSync(output, { recursive: true, force: true }))

  it('has all nine fuses set, as far as this Electron has them', async () => {
    const fuses = await readFuses(path.join(packaged, 'latchkey'))
    expect(Object.keys(PACKAGED_FUSES)).toHaveLength(9)
    const expected = Object.entries(PACKAGED_FUSES).filter(([name]) => name in fuses || !LATER_FUSES.includes(name))
    expect(fuses).toEqual(Object.fromEntries(expected))
    // Electron's own download has all of them; only the runtime for development is too old for one.
    expect(Object.keys(fuses)).toHaveLength(electron.origin === 'development' ? 8 : 9)
  })

  it('runs no script of someone else’s choosing', async () => {
    const asNode = { PATH: process.env['PATH'], ELECTRON_RUN_AS_NODE: '1' }
    const outcome = await run(path.join(packaged, 'latchkey'), ['--eval', 'process.stdout.write("ran as Node")'], {
      env: asNode,
      timeoutMs: 60_000,
    })
    expect(outcome.stdout).not.toContain('ran as Node')
  })

  it('holds the build output, its manifest and keytar, nothing else', () => {
    const files = listPackage(path.join(packaged, 'resources', 'app.asar'), { isPack: false })
    const roots = new Set(files.map((file) => file.split('/').slice(1, 3).join('/')))
    expect([...roots].toSorted()).toEqual(
      [
        'node_modules',
        'node_modules/keytar',
        'out',
        'out/main',
        'out/preload',
        'out/renderer',
        'package.json',
      ].toSorted(),
    )
    expect(files).toContain('/out/main/index.js')
    expect(files.filter((file) => /\.(ts|tsx|map)$/.test(file))).toEqual([])
    expect(readdirSync(path.join(packaged, 'resources')).toSorted()).toEqual(['app.asar', 'app.asar.unpacked'])
    const unpacked = path.join(packaged, 'resources', 'app.asar.unpacked', 'node_modules', 'keytar')
    // Of keytar only the binary of this system lies outside, and its JavaScript inside.
    const outside = readdirSync(unpacked, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    expect(outside.map(({ parentPath, name }) => path.relative(unpacked, path.join(parentPath, name)))).toEqual([
      path.join('prebuilds', `${process.platform}-${process.arch}`, 'keytar.node'),
    ])
    expect(files).toContain('/node_modules/keytar/lib/keytar.js')
  })

  // A secret whose storing was cut off by a crash is looked for at the next start, and this one isn't there.
  it('reaches the keychain through the binary beside its archive', async () => {
    const stage = await stagePackage(packaged, 'latchkey')
    const desktop = await startDesktop()
    const folder = path.join(desktop.home, '.config', 'Latchkey', 'records', 'xero-apps')
    const file = path.join(folder, `${CUT_OFF.id}.json`)
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, JSON.stringify(CUT_OFF))
    await run('chown', ['-R', `${desktop.uid}:${desktop.gid}`, path.join(desktop.home, '.config')])
    const [command, args] = desktop.wrap(stage.executable)
    const app = spawn(command, args, { env: desktop.env, stdio: 'ignore' })
    const ended = once(app, 'exit')
    onTestFinished(async () => {
      // First the app, which writes into the folder that goes with its desktop.
      app.kill()
      await ended
      await desktop.dispose()
      stage.dispose()
    })
    await expect.poll(() => xeroAppV1.parse(JSON.parse(readFileSync(file, 'utf8'))).secrets).toEqual([])
  })

  it('refuses a switch that would open it, and says which', async () => {
    const stage = await stagePackage(packaged, 'latchkey')
    const desktop = await startDesktop()
    onTestFinished(async () => {
      await desktop.dispose()
      stage.dispose()
    })
    const [command, args] = desktop.wrap(stage.executable, ['--smoke', '--log-net-log=net.json'])
    const outcome = await run(command, args, { env: { ...desktop.env }, cwd: desktop.home, timeoutMs: 60_000 })
    expect(outcome).toMatchObject({ code: 2, stdout: '' })
    expect(outcome.stderr).toContain('Latchkey did not start. It isn’t started with --log-net-log.')
  })

  it('does not start with an archive that isn’t the one it was built with', async () => {
    const stage = await stagePackage(packaged, 'latchkey')
    const desktop = await startDesktop()
    onTestFinished(async () => {
      await desktop.dispose()
      stage.dispose()
    })
    // One letter in a text of the app: it would run all the same.
    const archive = path.join(path.dirname(stage.executable), 'resources', 'app.asar')
    const bytes = readFileSync(archive)
    const at = bytes.indexOf('Latchkey did not start')
    bytes.write('l', at)
    rmSync(archive)
    writeFileSync(archive, bytes)
    const [command, args] = desktop.wrap(stage.executable, ['--smoke'])
    const outcome = await run(command, args, { env: { ...desktop.env }, timeoutMs: 60_000 })
    expect(at).toBeGreaterThan(0)
    expect(outcome).toMatchObject({ code: 1, stdout: '' })
    expect(outcome.stderr).toContain('Its files are not those it was built with')
  })

  it('says why it can’t start, and ends, when a part of it is missing', async () => {
    const stage = await stageApplication(electron)
    const desktop = await startDesktop()
    onTestFinished(async () => {
      await desktop.dispose()
      stage.dispose()
    })
    const main = path.join(stage.app, 'out', 'main')
    for (const name of readdirSync(main)) if (name.startsWith('first-')) rmSync(path.join(main, name))
    const [command, args] = desktop.wrap(stage.executable, [stage.app, '--smoke'])
    const outcome = await run(command, args, { env: { ...desktop.env }, timeoutMs: 60_000 })
    expect(outcome).toMatchObject({ code: 1, stdout: '' })
    expect(outcome.stderr).toContain('Latchkey did not start. Cannot find module')
  })

  // Its window would never be shown, and the lock would keep everybody from another.
  it.each([
    ['once, starts all the same', 'once', { code: 0, says: false }],
    ['each time, says so and ends', 'on', { code: 1, stdout: '', says: true }],
  ])('whose page ends before its first frame %s', async (_, times, expected) => {
    const stage = await stageApplication(electron)
    const desktop = await startDesktop()
    onTestFinished(async () => {
      await desktop.dispose()
      stage.dispose()
    })
    const ends = path.join(stage.folder, 'ends-page.cjs')
    const script = `require('electron').app.on('web-contents-created', (_, contents) => contents.${times}('did-navigate', () => contents.forcefullyCrashRenderer()))`
    writeFileSync(ends, script, { mode: 0o644 })
    const [command, args] = desktop.wrap(stage.executable, ['-r', ends, stage.app, '--smoke'])
    const outcome = await run(command, args, { env: { ...desktop.env }, timeoutMs: 60_000 })
    const says = outcome.stderr.includes('Its page ended before it had drawn anything.')
    expect({ ...outcome, says }).toMatchObject({ ...expected, timedOut: false })
  })

  it('says so itself when it is made from the Electron for development', () => {
    expect(existsSync(path.join(packaged, 'latchkey-runtime.json'))).toBe(electron.origin === 'development')
  })

  it('starts, paints and ends', async () => {
    expect(await smoke()).toEqual({ code: 0, ready: true, stderr: '' })
  })

  // Chromium itself turns to the keychain on a desktop it knows, long before the app's own code does.
  it('paints on a GNOME desktop whose keychain does not answer', async () => {
    expect(await smoke({ XDG_CURRENT_DESKTOP: 'GNOME' }, 'frozen')).toEqual({ code: 0, ready: true, stderr: '' })
  })

  async function smoke(env: Record<string, string> = {}, keyring: 'working' | 'frozen' = 'working') {
    const stage = await stagePackage(packaged, 'latchkey')
    const desktop = await startDesktop()
    onTestFinished(async () => {
      await desktop.dispose()
      stage.dispose()
    })
    if (keyring === 'frozen') freeze(desktop.pids.keyring)
    const [command, args] = desktop.wrap(stage.executable, ['--smoke'])
    const outcome = await run(command, args, { env: { ...desktop.env, ...env }, timeoutMs: 60_000 })
    const { code, stdout, stderr } = outcome
    return { code, ready: stdout.includes('latchkey ready\n'), stderr: code === 0 ? '' : stderr }
  }
})

const CUT_OFF: XeroApp = {
  ...FIELDS,
  version: 1,
  id: '5b6d3a0e-7d8f-4a54-9d0c-0a6c2f1f7a11',
  secrets: [
    {
      slot: 1,
      storedAt: '2026-11-24T08:00:00.000Z',
      machine: 'this one',
      arrival: 'generated-here',
      length: 48,
      lastAcceptedAt: null,
      lastRefusedAt: null,
      kept: 'keychain',
      pending: 'storing',
    },
  ],
  rotation: null,
  deleting: false,
  keptUntil: null,
  signInProvedAt: null,
  createdAt: '2026-11-24T08:00:00.000Z',
  updatedAt: '2026-11-24T08:00:00.000Z',
}

function freeze(pid: number | undefined) {
  if (pid === undefined) throw new Error('There is no keyring to freeze.')
  process.kill(pid, 'SIGSTOP')
}
