// The packaged application: what is in it, how its fuses stand, and that it starts.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
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
import { stagePackage } from '../../scripts/stage.mjs'

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
  }, 180_000)
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
      timeoutMs: 5_000,
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
    expect(existsSync(path.join(unpacked, 'build', 'Release', 'keytar.node'))).toBe(true)
  })

  it('says so itself when it is made from the Electron for development', () => {
    expect(existsSync(path.join(packaged, 'latchkey-runtime.json'))).toBe(electron.origin === 'development')
  })

  it('starts, paints and ends', { timeout: 60_000 }, async () => {
    expect(await smoke()).toEqual({ code: 0, ready: true, stderr: '' })
  })

  // Chromium itself turns to the keychain on a desktop it knows, long before the app's own code does.
  it('paints on a GNOME desktop whose keychain does not answer', { timeout: 60_000 }, async () => {
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
    const outcome = await run(command, args, { env: { ...desktop.env, ...env }, timeoutMs: 20_000 })
    const { code, stdout, stderr } = outcome
    return { code, ready: stdout.includes('latchkey ready\n'), stderr: code === 0 ? '' : stderr }
  }
})

function freeze(pid: number | undefined) {
  if (pid === undefined) throw new Error('There is no keyring to freeze.')
  process.kill(pid, 'SIGSTOP')
}
