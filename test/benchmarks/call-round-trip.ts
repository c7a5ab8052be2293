// What validation costs a call: the page's round trip to main by the contract beside one by a bare `ipcMain.handle` that gives the same
// value, in the same app, a hundred of each in turn. Goal ≤ 1.5 times. Run: node test/benchmarks/run.mjs call-round-trip
import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startDesktop } from '../../scripts/desktop.mjs'
import { presentElectron } from '../../scripts/electron-runtime.mjs'
import { stageApplication } from '../../scripts/stage.mjs'

const GOAL = 1.5

const electron = await presentElectron()
if (electron === null) throw new Error('There is no Electron to measure; npm test prepares one')
const stage = await stageApplication(electron)
const desktop = await startDesktop()
try {
  const app = path.join(stage.folder, 'round-trip')
  mkdirSync(app, { mode: 0o755 })
  for (const part of ['out', 'node_modules']) symlinkSync(path.join(stage.app, part), path.join(app, part))
  for (const part of ['round-trip.mjs', 'round-trip-preload.cjs'])
    cpSync(path.join(import.meta.dirname, part), path.join(app, part))
  const manifest = JSON.parse(readFileSync(path.join(stage.app, 'package.json'), 'utf8')) as object
  writeFileSync(path.join(app, 'package.json'), JSON.stringify({ ...manifest, main: 'round-trip.mjs' }))
  const [command, args] = desktop.wrap(stage.executable, [app])
  const child = spawn(command, args, { env: { ...desktop.env }, cwd: app, stdio: ['ignore', 'pipe', 'ignore'] })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')))
  await new Promise((resolve) => child.once('exit', resolve))
  const [latchkey = Number.NaN, bare = Number.NaN] = (/measured (\S+) (\S+)/.exec(said) ?? []).slice(1).map(Number)
  const rounded = (number: number): number => Math.round(number * 100) / 100
  const report = {
    latchkeyUs: Math.round(latchkey * 1_000),
    bareUs: Math.round(bare * 1_000),
    ratio: rounded(latchkey / bare),
  }
  process.stdout.write(`${JSON.stringify({ ...report, goal: GOAL, load: os.loadavg().map(rounded) }, null, 2)}\n`)
} finally {
  await desktop.dispose()
  stage.dispose()
}
