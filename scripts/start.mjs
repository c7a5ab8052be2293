// @ts-check
// `npm start`: opens Latchkey. Flags after `--` go to the app, but for `--check`, which is the doctor on the terminal.
import { spawn } from 'node:child_process'
import { playDemo } from './demo.mjs'
import { disposeOnSignals, startDesktop } from './desktop.mjs'
import { examine } from './doctor.mjs'
import { isRoot, projectFolder } from './places.mjs'
import { setUp } from './setup.mjs'
import { stageApplication } from './stage.mjs'
import { runScript, say, step } from './terminal.mjs'

const flags = process.argv.slice(2)

await runScript(async () => {
  if (flags.includes('--check')) return await examine()
  if (!hasDisplay()) {
    say('There is no display here, so Latchkey plays its demo.\n')
    return await playDemo()
  }
  say('Starting Latchkey')
  const purposes = /** @type {const} */ (['app', 'runtime'])
  const ready = await setUp({ purposes: isRoot ? [...purposes, 'desktop'] : purposes })
  if (ready.keytarProblem) say(`\nThe keychain can’t be used (${ready.keytarProblem}). Latchkey starts without it.`)
  return isRoot ? await openTrial(ready.electron, flags) : await open(ready.electron, flags)
})

/** Root with only Wayland counts as without: the trial's user can't be let into someone's Wayland session. */
function hasDisplay() {
  if (process.platform !== 'linux') return true
  return Boolean(process.env['DISPLAY']) || (!isRoot && Boolean(process.env['WAYLAND_DISPLAY']))
}

/**
 * @param {import('./electron-runtime.mjs').ElectronRuntime} electron
 * @param {readonly string[]} args
 */
async function open(electron, args) {
  return await untilEnd(spawn(electron.executable, [projectFolder, ...args], { stdio: 'inherit' }))
}

/**
 * Root gets a trial as an unprivileged user: Chromium's sandbox refuses root, and root's keychain is nobody's place for
 * secrets.
 * @param {import('./electron-runtime.mjs').ElectronRuntime} electron
 * @param {readonly string[]} args
 */
async function openTrial(electron, args) {
  disposeOnSignals()
  const stage = await step('Staged for an unprivileged user', () => stageApplication(electron))
  const desktop = await step('Keyring and home folder for this trial', () => startDesktop({ display: 'current' }))
  say('\nYou are root, so this is a trial: it runs as an unprivileged user and keeps nothing when it ends.')
  const [command, commandArgs] = desktop.wrap(stage.executable, [stage.app, '--trial', ...args])
  const code = await untilEnd(
    spawn(command, commandArgs, { env: { ...desktop.env }, cwd: stage.app, stdio: 'inherit' }),
  )
  await desktop.dispose()
  stage.dispose()
  return code
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
function untilEnd(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)))
  })
}
